package native

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"slices"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
)

// index says where in the file everything is. It grows by less than 200 bytes a record.
type index struct {
	schemas  map[uint16]string  // names
	channels map[uint16]channel // those that are the log's; others are nobody's business
	drives   []recorder.Drive
	entries  []entry
	open     entry // the record whose messages are coming in
	logTime  uint64
	started  bool
	steered  bool // the open record's steering is there
	hash     hash.Hash
}

// entry is a record in the file, without what its drive says of it: there are many.
type entry struct {
	drive         int32
	length        [recorder.Views]int32
	offset        [recorder.Views]int64 // of the pictures; 0: there is none
	timeS         float64
	speedMPS      float64
	steerRad      float64
	curvaturePerM float64
	truth         recorder.Truth
}

// info is all of it.
func (e *entry) info(drives []recorder.Drive) recorder.Info {
	d := &drives[e.drive]
	info := recorder.Info{
		Drive: d.Number, Road: d.Road, Scene: d.Scene, Seed: d.Seed,
		TimeS: e.timeS, SpeedMPS: e.speedMPS, SteerRad: e.steerRad, CurvaturePerM: e.curvaturePerM, Truth: e.truth,
	}
	for v, at := range e.offset {
		info.Has[v] = at > 0
	}
	return info
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
	if !x.started || m.LogTime != x.logTime {
		if x.started && m.LogTime < x.logTime {
			return fmt.Errorf("%w: log time %d ns follows %d ns, want times that rise", recorder.ErrFormat, m.LogTime, x.logTime)
		}
		if err := x.close(); err != nil {
			return err
		}
		x.open, x.logTime, x.started, x.steered = entry{}, m.LogTime, true, false
	}
	x.sum(c, &m)
	return x.add(c, m.Data, at+int64(len(body)-len(m.Data)))
}

// add puts a message, which lies at the offset at, into the open record.
func (x *index) add(c channel, data []byte, at int64) error {
	e := &x.open
	if c == steering && x.steered || c != steering && e.offset[c] > 0 {
		return fmt.Errorf("%w: log time %d ns: a second message of %s, want one", recorder.ErrFormat, x.logTime, c.topic())
	}
	if c == steering {
		info, err := infoOf(data)
		if err == nil && (info.Drive < 0 || info.Drive > math.MaxInt32) {
			err = fmt.Errorf("%w: log time %d ns: drive %d, want 0 to %d", recorder.ErrFormat, x.logTime, info.Drive, math.MaxInt32)
		}
		e.drive, e.timeS, e.speedMPS, e.steerRad, e.curvaturePerM, e.truth = int32(info.Drive), info.TimeS, info.SpeedMPS, info.SteerRad, info.CurvaturePerM, info.Truth
		x.steered = true
		return err
	}
	offset, length, err := locatePicture(data)
	e.offset[c], e.length[c] = at+int64(offset), int32(length)
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
	if !x.started || !x.steered {
		return nil
	}
	if n := len(x.entries); n > 0 {
		last := &x.entries[n-1]
		if e.drive < last.drive || e.drive == last.drive && e.timeS < last.timeS {
			return fmt.Errorf("%w: drive %d, %v s follows drive %d, %v s, want times that rise", recorder.ErrFormat, e.drive, e.timeS, last.drive, last.timeS)
		}
	}
	x.entries = append(x.entries, e)
	return nil
}

// finish closes the last record and checks that every record's drive is there: other tools may have put its metadata last.
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
	x.entries = slices.Clone(x.entries)                                           // without the room to grow
	if n := len(x.entries); n > 0 && int(x.entries[n-1].drive) >= len(x.drives) { // the highest number
		return fmt.Errorf("%w: record %d is of drive %d, but there is metadata of %d drives", recorder.ErrFormat, n-1, x.entries[n-1].drive, len(x.drives))
	}
	return nil
}
