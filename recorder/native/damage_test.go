package native

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/foxglove/mcap/go/mcap"

	"steersim/recorder"
)

// dataEndOf finds the end of the data section: the footer says where the summary begins, 13 bytes behind it.
func dataEndOf(data []byte) int {
	const footer = 8 + 8 + 4 // summary's start, offsets' start, CRC
	at := len(data) - len(mcap.Magic) - footer
	return int(binary.LittleEndian.Uint64(data[at:])) - headBytes - 4
}

func TestLogCutAnywhereReadsUpToItsLastWholeChunk(t *testing.T) {
	want, data := wavy(t, 2, 12)
	end := dataEndOf(data)
	most, last := 0, -1
	for n := len(mcap.Magic); n < len(data); n += 1 + n%29 { // steps of 1 to 29: all kinds of places
		l, err := openBytes(data[:n])
		if err != nil {
			t.Fatalf("cut at %d of %d: %v", n, len(data), err)
		}
		got := checkPrefix(t, l, want)
		if got < most {
			t.Fatalf("cut at %d: %d records, but %d when cut earlier", n, got, most)
		}
		if got > most+5 {
			t.Fatalf("cut at %d: %d records after %d: a chunk holds more than half a second", n, got, most)
		}
		if !l.Cut() && n < end+headBytes+4 {
			t.Fatalf("cut at %d, before the end of data at %d, and nobody says so", n, end)
		}
		most, last = got, n
	}
	if most != want.Len() || last < 0 {
		t.Errorf("got at most %d records, want %d", most, want.Len())
	}
}

func TestDamageAnywhereIsAnErrorWithItsOffset(t *testing.T) {
	_, data := wavy(t, 1, 12)
	checked := 0
	for at := 0; at < dataEndOf(data); at += 3 {
		bad := bytes.Clone(data)
		bad[at] ^= 1 << (at % 8)
		_, err := openBytes(bad)
		if !errors.Is(err, recorder.ErrFormat) {
			t.Fatalf("byte %d damaged: got %v, want ErrFormat", at, err)
		}
		if at >= len(mcap.Magic) && !strings.Contains(err.Error(), "offset ") {
			t.Fatalf("byte %d damaged: %q names no offset", at, err)
		}
		checked++
	}
	if checked < 1000 {
		t.Errorf("checked %d bytes", checked)
	}
}

// A killed recording has no CRC over all data: each chunk has to speak for itself.
func TestDamageInAKilledRecording(t *testing.T) {
	want, data := wavy(t, 1, 23)
	data = data[:dataEndOf(data)]
	first := bytes.Index(data, []byte("jpeg"))
	bad := bytes.Clone(data)
	bad[first+50] ^= 1
	if _, err := openBytes(bad); !errors.Is(err, errDamaged) || !strings.Contains(err.Error(), "CRC") {
		t.Errorf("first chunk: got %v, want errDamaged and its CRC", err)
	}
	zeros := append(bytes.Clone(data), make([]byte, 100_000)...)
	l, err := openBytes(zeros)
	if err != nil || !l.Cut() || checkPrefix(t, l, want) != 23 {
		t.Errorf("zeros behind the last chunk: %v", err)
	}
	last := bytes.LastIndex(data, []byte("jpeg"))
	clear(bad[copy(bad, data[:last]):])
	if l, err = openBytes(bad); err != nil || !l.Cut() || checkPrefix(t, l, want) != 20 {
		t.Errorf("zeros from the last chunk on: %v, want the 20 records before it", err)
	}
	zeros[len(zeros)-1] = 1
	if _, err := openBytes(zeros); !errors.Is(err, errDamaged) {
		t.Errorf("something behind zeros: got %v, want errDamaged", err)
	}
}

// file puts records behind the magic.
func file(records ...[]byte) []byte {
	return append(bytes.Clone(mcap.Magic), bytes.Join(records, nil)...)
}

func recordOf(op mcap.OpCode, length uint64, body ...byte) []byte {
	return append(binary.LittleEndian.AppendUint64([]byte{byte(op)}, length), body...)
}

func chunkOf(records []byte, length uint64, compression string) []byte {
	body := make([]byte, 16)
	body = binary.LittleEndian.AppendUint64(body, length)
	body = binary.LittleEndian.AppendUint32(body, crc32.ChecksumIEEE(records))
	body = append(binary.LittleEndian.AppendUint32(body, uint32(len(compression))), compression...)
	body = append(binary.LittleEndian.AppendUint64(body, length), records...)
	return recordOf(mcap.OpChunk, uint64(len(body)), body...)
}

func TestHostileFilesAreRefused(t *testing.T) {
	end := recordOf(mcap.OpDataEnd, 4, 0, 0, 0, 0)
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":                      {nil, "begins with"},
		"half a magic":                 {mcap.Magic[:4], "begins with"},
		"another magic":                {[]byte("RIFFRIFFRIFF"), "begins with"},
		"another log":                  {file(end), "no topic /steering"},
		"a compressed chunk":           {file(chunkOf(nil, 0, "zstd"), end), `compressed with "zstd"`},
		"a chunk too short":            {file(recordOf(mcap.OpChunk, 3, 1, 2, 3), end), "chunk of 3 bytes"},
		"a chunk that lies":            {file(chunkOf(nil, 1<<62, ""), end), "4611686018427387904 bytes of records in 0"},
		"a record larger than a chunk": {file(chunkOf(recordOf(mcap.OpMessage, 1<<63), 9, ""), end), "in the 0 left"},
		"bytes behind a chunk":         {file(chunkOf([]byte{1, 2}, 2, ""), end), "2 bytes behind"},
		"a message of nothing":         {file(recordOf(mcap.OpMessage, 0), end), "message"},
		"a schema that lies":           {file(recordOf(mcap.OpSchema, 6, 1, 0, 255, 255, 255, 255), end), "schema"},
		"metadata that lies":           {file(recordOf(mcap.OpMetadata, 4, 255, 255, 255, 255), end), "metadata"},
		"a channel of another schema":  {file(recordOf(mcap.OpChannel, 25, []byte("\x01\x00\x00\x00\x09\x00\x00\x00/steering\x00\x00\x00\x00\x00\x00\x00\x00")...), end), "topic /steering is of schema"},
		"a long end":                   {file(recordOf(mcap.OpDataEnd, 5, 0, 0, 0, 0, 0)), "end of data of 5 bytes"},
	} {
		if l, err := openBytes(tc.data); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, %v, want ErrFormat with %q", name, l, err, tc.want)
		}
	}
}

// long claims to be very long, as a sparse file can be.
type long struct{ *bytes.Reader }

func (l long) ReadAt(p []byte, at int64) (int, error) {
	if n, err := l.Reader.ReadAt(p, at); n == len(p) {
		return n, err
	}
	return len(p), nil
}

func TestLengthsAreNotBelieved(t *testing.T) {
	for _, op := range []mcap.OpCode{mcap.OpChunk, mcap.OpMessage, mcap.OpMetadata} {
		data := file(recordOf(op, 1<<40))
		if _, err := newLog("test", long{bytes.NewReader(data)}, 1<<41); err == nil || !strings.Contains(err.Error(), "want at most") {
			t.Errorf("%v of 2^40 bytes: got %v", op, err)
		}
	}
}

// flat puts all records of all chunks one after the other, without chunks.
func flat(t testing.TB, data []byte) []byte {
	t.Helper()
	out := bytes.Clone(mcap.Magic)
	for rest := data[len(mcap.Magic):dataEndOf(data)]; len(rest) > 0; {
		length := headBytes + binary.LittleEndian.Uint64(rest[1:])
		record := rest[:length]
		if mcap.OpCode(record[0]) == mcap.OpChunk {
			inner, err := openChunk(record[headBytes:])
			if err != nil {
				t.Fatal(err)
			}
			record = inner
		}
		out, rest = append(out, record...), rest[length:]
	}
	return out
}

func TestLogWithoutChunksReadsTheSame(t *testing.T) {
	want, data := wavy(t, 2, 12)
	chunked, err := openBytes(data)
	if err != nil {
		t.Fatal(err)
	}
	l, err := openBytes(flat(t, data))
	if err != nil || l.Hash() != chunked.Hash() || checkPrefix(t, l, want) != want.Len() {
		t.Errorf("got %v, want the same %d records", err, want.Len())
	}
}

func FuzzOpen(f *testing.F) {
	_, data := wavy(f, 1, 2)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add(flat(f, data)) // without chunks there are no CRCs that keep mutations out
	f.Add(file(chunkOf(recordOf(mcap.OpMessage, 1<<63), 9, "")))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := openBytes(data)
		if err != nil {
			return
		}
		for i := range l.Len() {
			for v := range recorder.Views {
				if got, err := l.JPEG(i, v, nil); l.Info(i).Has[v] && (err != nil || len(got) == 0) {
					t.Errorf("record %d %v: %d bytes, %v", i, v, len(got), err)
				}
				_, _ = l.Image(i, v)
			}
		}
		if len(l.Drives()) == 0 && l.Len() > 0 {
			t.Errorf("%d records of no drive", l.Len())
		}
		// What is read is written again, and read as the same.
		var b bytes.Buffer
		w, err := NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(recorder.Copy(w, l), w.Close()); err != nil {
			t.Fatal(err)
		}
		again, err := openBytes(b.Bytes())
		if err != nil || again.Len() != l.Len() {
			t.Fatalf("got %v, want %d records again", err, l.Len())
		}
		for i := range l.Len() {
			if again.Info(i) != l.Info(i) {
				t.Errorf("record %d: got %+v, want %+v", i, again.Info(i), l.Info(i))
			}
		}
	})
}
