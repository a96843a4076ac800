package native

import (
	"bytes"
	"image"
	"io"
	"testing"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// bench is 20 s of 320x160 pictures.
func bench(b *testing.B) (*recordertest.Memory, *Log) {
	b.Helper()
	log := recordertest.Wavy(recordertest.Plan{Drives: 1, Records: 200, Size: image.Pt(320, 160), Seed: 1})
	var data bytes.Buffer
	w, err := NewWriter(&data)
	if err != nil {
		b.Fatal(err)
	}
	if err := recorder.Copy(w, log); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	l, err := openBytes(data.Bytes())
	if err != nil {
		b.Fatal(err)
	}
	return log, l
}

// One record with its three pictures, encoded already.
func BenchmarkWrite(b *testing.B) {
	log, _ := bench(b)
	r := recorder.Record{Info: log.Info(0)}
	for v := range recorder.Views {
		r.JPEG[v], _ = log.JPEG(0, v, nil)
	}
	w, err := NewWriter(io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	if err := w.Begin(recorder.Drive{}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.TimeS = float64(i) / 10
		if err := w.Write(r); err != nil {
			b.Fatal(err)
		}
	}
}

// One picture, not decoded.
func BenchmarkJPEG(b *testing.B) {
	_, l := bench(b)
	var buf []byte
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		var err error
		if buf, err = l.JPEG(i%l.Len(), recorder.Centre, buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
}

// One picture of 320x160, read and decoded.
func BenchmarkImage(b *testing.B) {
	_, l := bench(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := l.Image(i%l.Len(), recorder.Centre); err != nil {
			b.Fatal(err)
		}
	}
}

// The whole log: CRCs, hash and index.
func BenchmarkOpen(b *testing.B) {
	log, _ := bench(b)
	var data bytes.Buffer
	w, err := NewWriter(&data)
	if err != nil {
		b.Fatal(err)
	}
	if err := recorder.Copy(w, log); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(data.Len()))
	for b.Loop() {
		if _, err := openBytes(data.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestReadingAPictureAllocatesNothing(t *testing.T) {
	_, data := wavy(t, 1, 5)
	l, err := openBytes(data)
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 0, 1<<16)
	if n := testing.AllocsPerRun(100, func() { buf, _ = l.JPEG(3, recorder.Left, buf[:0]) }); n != 0 || len(buf) == 0 {
		t.Errorf("%v allocations for %d bytes, want none", n, len(buf))
	}
}
