package native

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/foxglove/mcap/go/mcap"
	"google.golang.org/protobuf/proto"

	"steersim/recorder"
	"steersim/recorder/native/wire"
)

// ErrExists is a name that is taken: a log never overwrites another.
var ErrExists = errors.New("there is a file of this name already")

const (
	maxTimeS      = 1e8             // of a drive: three years
	chunkNS       = nanoseconds / 2 // log time that a chunk spans at most, unless records are further apart
	maxChunkBytes = 8 << 20         // a chunk ends early when it grows larger
	writeBytes    = 1 << 20         // collected for a write to the operating system
	firstPeriodNS = nanoseconds / 10
)

// Writer is a recorder.Writer.
type Writer struct {
	name    string
	file    *os.File // nil: the log goes elsewhere
	out     *bufio.Writer
	mcap    *mcap.Writer
	options *mcap.WriterOptions // the library looks at ChunkSize with every message: this is how a chunk is ended here
	whole   int64               // bytes up to the end of the last whole chunk
	err     error               // what ended the log early
	closed  bool

	drives       int
	baseNS       uint64 // log time of the drive's begin
	lastNS       uint64
	periodNS     uint64
	any          bool   // lastNS is valid
	chunk        bool   // a chunk is open
	chunkStartNS uint64 // log time of its first record
	chunkBytes   int
	sequence     uint32
	scratch      []byte
}

// Create starts a log. It refuses a name that exists.
func Create(path string) (*Writer, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("%s: %w, want a new name: nothing is overwritten", path, ErrExists)
	}
	if err != nil {
		return nil, err
	}
	w, err := newWriter(file, path, file)
	if err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(path)) // it holds nothing
	}
	return w, nil
}

// NewWriter starts a log that goes to w, which Close does not close.
func NewWriter(w io.Writer) (*Writer, error) { return newWriter(w, "log", nil) }

func newWriter(to io.Writer, name string, file *os.File) (*Writer, error) {
	w := &Writer{name: name, file: file, out: bufio.NewWriterSize(to, writeBytes), periodNS: firstPeriodNS}
	w.options = &mcap.WriterOptions{IncludeCRC: true, Chunked: true, ChunkSize: math.MaxInt64, Compression: mcap.CompressionNone}
	if err := w.head(); err != nil {
		return nil, w.fail("its head", err)
	}
	return w, nil
}

func (w *Writer) head() error {
	var err error
	if w.mcap, err = mcap.NewWriter(w.out, w.options); err != nil {
		return err
	}
	if err := w.mcap.WriteHeader(&mcap.Header{Library: "steersim"}); err != nil {
		return err
	}
	if err := w.flush(); err != nil {
		return err
	}
	return declare(w.mcap)
}

// Begin is of recorder.Writer.
func (w *Writer) Begin(d recorder.Drive) error {
	if w.err != nil {
		return w.err
	}
	if d.Number != w.drives {
		return fmt.Errorf("%s: drive %d begins, want drive %d", w.name, d.Number, w.drives)
	}
	if err := checkLane(d); err != nil {
		return fmt.Errorf("%s: %w", w.name, err)
	}
	err := w.mcap.WriteMetadata(&mcap.Metadata{Name: driveName, Metadata: metadataOf(d)})
	if err == nil {
		err = w.flush()
	}
	if err != nil {
		return w.fail(fmt.Sprintf("drive %d", d.Number), err)
	}
	w.drives++
	if w.any {
		w.baseNS = (w.lastNS/nanoseconds + 1) * nanoseconds
	}
	return nil
}

// Write is of recorder.Writer.
func (w *Writer) Write(r recorder.Record) error {
	if w.err != nil {
		return w.err
	}
	if r.Drive != w.drives-1 {
		return fmt.Errorf("%s: a record of drive %d, want drive %d, the one that goes on", w.name, r.Drive, w.drives-1)
	}
	if err := checkFinite(r.Info); err != nil {
		return fmt.Errorf("%s: drive %d: %w", w.name, r.Drive, err)
	}
	logTime := w.baseNS + uint64(math.Round(r.TimeS*nanoseconds))
	if w.any {
		logTime = max(logTime, w.lastNS+1) // a record is known by its log time
	}
	if err := w.record(r, logTime); err != nil {
		return w.fail(fmt.Sprintf("drive %d, %.2f s", r.Drive, r.TimeS), err)
	}
	return nil
}

func (w *Writer) record(r recorder.Record, logTime uint64) error {
	if w.any && w.lastNS >= w.baseNS {
		w.periodNS = logTime - w.lastNS
	}
	if !w.chunk {
		w.chunk, w.chunkStartNS, w.chunkBytes = true, logTime, 0
	}
	w.any, w.lastNS = true, logTime
	stamp := timestamp(logTime)
	for v := range recorder.Views {
		if len(r.JPEG[v]) == 0 {
			continue
		}
		m := &wire.CompressedImage{Timestamp: stamp, FrameId: v.String(), Format: "jpeg", Data: r.JPEG[v]}
		if err := w.message(channel(v), m, logTime); err != nil {
			return err
		}
	}
	ends := (logTime+w.periodNS)/chunkNS != w.chunkStartNS/chunkNS || w.chunkBytes > maxChunkBytes
	if ends {
		w.options.ChunkSize = 0 // the record's last message takes the chunk with it
	}
	err := w.message(steering, steeringOf(r.Info, logTime), logTime)
	w.options.ChunkSize = math.MaxInt64
	w.sequence++
	if err != nil || !ends {
		return err
	}
	w.chunk = false
	return w.flush()
}

func (w *Writer) message(c channel, m proto.Message, logTime uint64) error {
	var err error
	if w.scratch, err = (proto.MarshalOptions{Deterministic: true}).MarshalAppend(w.scratch[:0], m); err != nil {
		return err
	}
	w.chunkBytes += len(w.scratch)
	return w.mcap.WriteMessage(&mcap.Message{ChannelID: c.id(), Sequence: w.sequence, LogTime: logTime, PublishTime: logTime, Data: w.scratch})
}

func (w *Writer) flush() error {
	if err := w.out.Flush(); err != nil {
		return err
	}
	w.whole = int64(w.mcap.Offset())
	return nil
}

// fail ends the log and cuts off what is not whole. The first error stays.
func (w *Writer) fail(place string, err error) error {
	w.err = fmt.Errorf("%s: %s: %w; what was written before stays readable", w.name, place, err)
	if w.file != nil {
		if cut := w.file.Truncate(w.whole); cut != nil {
			w.err = errors.Join(w.err, cut)
		}
	}
	return w.err
}

// Close is of recorder.Writer. It writes the last chunk and the summary.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	w.closed = true
	if w.err == nil {
		err := w.mcap.Close()
		if err == nil {
			err = w.flush()
		}
		if err == nil && w.file != nil {
			err = w.file.Sync() // some file systems tell only now that they are full
		}
		if err != nil {
			_ = w.fail("the last chunk and the summary", err)
		}
	}
	if w.file != nil {
		if err := w.file.Close(); err != nil && w.err == nil {
			w.err = fmt.Errorf("%s: %w", w.name, err)
		}
	}
	return w.err
}
