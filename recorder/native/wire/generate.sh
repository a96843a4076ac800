#!/bin/sh
# Makes the .pb.go files from the .proto files with protoc and the protoc-gen-go that go.mod pins.
# protoc itself does not always bring google/protobuf/timestamp.proto along: gogo's module, in go.mod anyway, holds one.
set -e
cd "$(dirname "$0")/../../.."
plugin=$(mktemp -d)
trap 'rm -r "$plugin"' EXIT
go build -o "$plugin/protoc-gen-go" google.golang.org/protobuf/cmd/protoc-gen-go
protoc --plugin="$plugin/protoc-gen-go" \
  -I . -I "$(go list -m -f '{{.Dir}}' github.com/gogo/protobuf)/protobuf" \
  --go_out=. --go_opt=paths=source_relative \
  --go_opt=Mgoogle/protobuf/timestamp.proto=google.golang.org/protobuf/types/known/timestamppb \
  recorder/native/wire/compressed_image.proto recorder/native/wire/steering.proto
