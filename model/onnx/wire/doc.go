// Package wire is the messages of an ONNX file: a .proto file in, Go types out.
//
// To change one, edit the .proto file and run go generate here; that needs protoc (Debian: protobuf-compiler). The
// generated file is committed, so that nobody else needs it.
package wire

//go:generate ./generate.sh
