package native

import (
	"fmt"

	"github.com/foxglove/mcap/go/mcap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"steersim/recorder"
	"steersim/recorder/native/wire"
)

// Encoding of messages and schemas, as MCAP's registry calls it.
const encoding = "protobuf"

// channel is one of the log's; the first three are the cameras, in their order.
type channel int

const (
	steering = channel(recorder.Views)
	channels = steering + 1
)

func (c channel) topic() string {
	if c == steering {
		return "/steering"
	}
	return "/camera/" + recorder.View(c).String()
}

func (c channel) descriptor() protoreflect.MessageDescriptor {
	if c == steering {
		return (&wire.Steering{}).ProtoReflect().Descriptor()
	}
	return (&wire.CompressedImage{}).ProtoReflect().Descriptor()
}

// Identifiers in the file. Schema 0 would mean none.
func (c channel) id() uint16 { return uint16(c) + 1 }

func (c channel) schemaID() uint16 {
	if c == steering {
		return 2
	}
	return 1
}

// declare writes the schemas and channels.
func declare(w *mcap.Writer) error {
	for _, c := range []channel{channel(recorder.Centre), steering} {
		data, err := fileSet(c.descriptor().ParentFile())
		if err != nil {
			return err
		}
		schema := &mcap.Schema{ID: c.schemaID(), Name: string(c.descriptor().FullName()), Encoding: encoding, Data: data}
		if err := w.WriteSchema(schema); err != nil {
			return err
		}
	}
	for c := range channels {
		if err := w.WriteChannel(&mcap.Channel{ID: c.id(), SchemaID: c.schemaID(), Topic: c.topic(), MessageEncoding: encoding}); err != nil {
			return err
		}
	}
	return nil
}

// fileSet is a serialised FileDescriptorSet of a file and all that it imports, imports first.
func fileSet(file protoreflect.FileDescriptor) ([]byte, error) {
	set := &descriptorpb.FileDescriptorSet{}
	seen := map[string]bool{}
	var add func(protoreflect.FileDescriptor)
	add = func(f protoreflect.FileDescriptor) {
		if seen[f.Path()] {
			return
		}
		seen[f.Path()] = true
		for i := range f.Imports().Len() {
			add(f.Imports().Get(i).FileDescriptor)
		}
		set.File = append(set.File, protodesc.ToFileDescriptorProto(f))
	}
	add(file)
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(set)
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", file.Path(), err)
	}
	return data, nil
}
