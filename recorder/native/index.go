package native

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
)

// index says where in the file everything is. It grows by about 250 bytes a record.
type index struct {
	schemas  map[uint16]string  // names
	channels map[uint16]channel // those that are the log's; others are nobody's business
	drives   []recorder.Drive
	entries  []entry
	open     entry // the record whose messages are coming in
	started  bool
	hash     hash.Hash
}

// entry is a record in the file.
type entry struct {
	info    recorder.Info
	logTime uint64
	steered bool // info is there
	picture [recorder.Views]extent
}

type extent struct {
	offset int64
	length int32
}

func newIndex() *index {
	return &index{schemas: map[uint16]string{}, channels: map[uint16]channel{}, hash: sha256.New()}
}

// take a record whose body lies at the offset at.
func (x *index) take(op mcap.OpCode, body []byte, at int64) error {
	switch op {
	case mcap.OpSchema:
		schema, err := mcap.ParseSchema(body)
		if err != nil {
			return fmt.Errorf("%w: schema: %w", recorder.ErrFormat, err)
		}
		x.schemas[schema.ID] = schema.Name
	case mcap.OpChannel:
		c, err := mcap.ParseChannel(body)
		if err != nil {
			return fmt.Errorf("%w: channel: %w", recorder.ErrFormat, err)
		}
		return x.channel(c)
	case mcap.OpMetadata:
		m, err := mcap.ParseMetadata(body)
		if err != nil {
			return fmt.Errorf("%w: metadata: %w", recorder.ErrFormat, err)
		}
		if m.Name == driveName {
			return x.drive(m)
		}
	case mcap.OpMessage:
		return x.message(body, at)
	}
	return nil
}

func (x *index) channel(c *mcap.Channel) error {
	for own := range channels {
		if c.Topic != own.topic() {
			continue
		}
		if want := string(own.descriptor().FullName()); x.schemas[c.SchemaID] != want || c.MessageEncoding != encoding {
			return fmt.Errorf("%w: topic %s is of schema %.80q in %.20q, want %s in %s", recorder.ErrFormat, c.Topic, x.schemas[c.SchemaID], c.MessageEncoding, want, encoding)
		}
		x.channels[c.ID] = own
	}
	return nil
}

// has says whether a channel was declared.
func (x *index) has(c channel) bool {
	for _, own := range x.channels {
		if own == c {
			return true
		}
	}
	return false
}

func (x *index) drive(m *mcap.Metadata) error {
	d, err := driveOf(m.Metadata)
	if err != nil {
		return err
	}
	x.drives = append(x.drives, d)
	return nil
}

func (x *index) message(body []byte, at int64) error {
	var m mcap.Message
	if err := m.PopulateFrom(body, false); err != nil {
		return fmt.Errorf("%w: message: %w", recorder.ErrFormat, err)
	}
	c, ok := x.channels[m.ChannelID]
	if !ok {
		return nil
	}
	if !x.started || m.LogTime != x.open.logTime {
		if x.started && m.LogTime < x.open.logTime {
			return fmt.Errorf("%w: log time %d ns follows %d ns, want times that rise", recorder.ErrFormat, m.LogTime, x.open.logTime)
		}
		if err := x.close(); err != nil {
			return err
		}
		x.open, x.started = entry{logTime: m.LogTime}, true
	}
	x.sum(c, &m)
	return x.add(c, m.Data, at+int64(len(body)-len(m.Data)))
}

// add puts a message, which lies at the offset at, into the open record.
func (x *index) add(c channel, data []byte, at int64) error {
	if c == steering {
		if x.open.steered {
			return fmt.Errorf("%w: log time %d ns: a second message of %s, want one", recorder.ErrFormat, x.open.logTime, c.topic())
		}
		info, err := infoOf(data)
		info.Has = x.open.info.Has
		x.open.info, x.open.steered = info, true
		return err
	}
	if x.open.info.Has[c] {
		return fmt.Errorf("%w: log time %d ns: a second message of %s, want one", recorder.ErrFormat, x.open.logTime, c.topic())
	}
	offset, length, err := locatePicture(data)
	x.open.picture[c], x.open.info.Has[c] = extent{at + int64(offset), int32(length)}, true
	return err
}

// sum adds a message to the log's hash, which knows nothing of chunks and file names.
func (x *index) sum(c channel, m *mcap.Message) {
	head := binary.LittleEndian.AppendUint64([]byte(c.topic()), m.LogTime)
	x.hash.Write(binary.LittleEndian.AppendUint64(head, uint64(len(m.Data))))
	x.hash.Write(m.Data)
}

// close ends the open record. Pictures without steering are of no use.
func (x *index) close() error {
	e := x.open
	if !x.started || !e.steered {
		return nil
	}
	if n := len(x.entries); n > 0 {
		last := x.entries[n-1].info
		if e.info.Drive < last.Drive || e.info.Drive == last.Drive && e.info.TimeS < last.TimeS {
			return fmt.Errorf("%w: drive %d, %v s follows drive %d, %v s, want times that rise", recorder.ErrFormat, e.info.Drive, e.info.TimeS, last.Drive, last.TimeS)
		}
	}
	x.entries = append(x.entries, e)
	return nil
}

// finish closes the last record and tells every record of its drive, whose metadata other tools may have put last.
func (x *index) finish() error {
	if err := x.close(); err != nil {
		return err
	}
	slices.SortFunc(x.drives, func(a, b recorder.Drive) int { return a.Number - b.Number })
	for n, d := range x.drives {
		if d.Number != n {
			return fmt.Errorf("%w: metadata of drive %d stands where drive %d should", recorder.ErrFormat, d.Number, n)
		}
		fmt.Fprintf(x.hash, "%q\n", metadataOf(d)) // maps are printed in the order of their keys
	}
	for i := range x.entries {
		info := &x.entries[i].info
		if info.Drive >= len(x.drives) {
			return fmt.Errorf("%w: record %d is of drive %d, but there is metadata of %d drives", recorder.ErrFormat, i, info.Drive, len(x.drives))
		}
		d := x.drives[info.Drive]
		info.Road, info.Scene, info.Seed = d.Road, d.Scene, d.Seed
	}
	return nil
}
