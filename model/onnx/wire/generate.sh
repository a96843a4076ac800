#!/bin/sh
# Makes the .pb.go file from the .proto file with protoc and the protoc-gen-go that go.mod pins.
set -e
cd "$(dirname "$0")/../../.."
plugin=$(mktemp -d)
trap 'rm -r "$plugin"' EXIT
go build -o "$plugin/protoc-gen-go" google.golang.org/protobuf/cmd/protoc-gen-go
protoc --plugin="$plugin/protoc-gen-go" -I . --go_out=. --go_opt=paths=source_relative model/onnx/wire/onnx.proto
