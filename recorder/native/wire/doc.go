// Package wire is the messages of the native log: .proto files in, Go types and their descriptors out.
//
// To change one, edit the .proto file and run go generate here; that needs protoc (Debian: protobuf-compiler). The
// generated files are committed, so that nobody else needs it. Field numbers are never reused: old logs would change.
package wire

//go:generate ./generate.sh
