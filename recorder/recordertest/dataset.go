package recordertest

import (
	"bytes"
	"encoding/hex"
	"errors"
	"image/jpeg"
	"slices"
	"sync"
	"testing"

	"steersim/recorder"
)

// Dataset tests the contract of recorder.Dataset on an open log that holds at least one picture. It does not close it.
func Dataset(t *testing.T, d recorder.Dataset) {
	t.Helper()
	pictures := 0
	for i := range d.Len() {
		info := d.Info(i)
		if info.Drive < 0 || info.Drive >= len(d.Drives()) {
			t.Fatalf("record %d is of drive %d, want one of %d", i, info.Drive, len(d.Drives()))
		}
		if i > 0 {
			last := d.Info(i - 1)
			if info.Drive < last.Drive || info.Drive == last.Drive && info.TimeS < last.TimeS {
				t.Fatalf("record %d goes back to drive %d, %v s from drive %d, %v s", i, info.Drive, info.TimeS, last.Drive, last.TimeS)
			}
		}
		for v := range recorder.Views {
			if checkPicture(t, d, i, v) {
				pictures++
			}
		}
	}
	if pictures == 0 {
		t.Fatal("the log has no picture: nothing was checked")
	}
	for n, drive := range d.Drives() {
		if drive.Number != n {
			t.Errorf("drive %d stands at place %d", drive.Number, n)
		}
	}
	for _, v := range []recorder.View{-1, recorder.Views} {
		if _, err := d.JPEG(0, v, nil); !errors.Is(err, recorder.ErrNoPicture) {
			t.Errorf("JPEG of camera %d: got %v, want ErrNoPicture", v, err)
		}
	}
	if sum, err := hex.DecodeString(d.Hash()); err != nil || len(sum) != 32 {
		t.Errorf("Hash: got %q, want 64 hexadecimal digits", d.Hash())
	}
	readTogether(t, d)
}

// checkPicture says whether there is one.
func checkPicture(t *testing.T, d recorder.Dataset, i int, v recorder.View) bool {
	t.Helper()
	prefix := []byte("kept")
	got, err := d.JPEG(i, v, slices.Clone(prefix))
	if !d.Info(i).Has[v] {
		if _, imageErr := d.Image(i, v); !errors.Is(err, recorder.ErrNoPicture) || !errors.Is(imageErr, recorder.ErrNoPicture) {
			t.Errorf("record %d %v: got %v and %v, want ErrNoPicture", i, v, err, imageErr)
		}
		return false
	}
	if err != nil || !bytes.HasPrefix(got, prefix) {
		t.Fatalf("record %d %v: JPEG does not append: %v", i, v, err)
	}
	want, err := jpeg.Decode(bytes.NewReader(got[len(prefix):]))
	if err != nil {
		t.Fatalf("record %d %v: %v", i, v, err)
	}
	picture, err := d.Image(i, v)
	if err != nil || picture.Bounds() != want.Bounds() {
		t.Fatalf("record %d %v: Image does not give the decoded JPEG: %v", i, v, err)
	}
	middle := want.Bounds().Max.Div(2)
	if picture.At(middle.X, middle.Y) != want.At(middle.X, middle.Y) {
		t.Errorf("record %d %v: Image and JPEG are not the same picture", i, v)
	}
	return true
}

// readTogether finds shared buffers: several readers at once must see what one sees.
func readTogether(t *testing.T, d recorder.Dataset) {
	t.Helper()
	n := min(d.Len(), 8)
	var want [][]byte
	for i := range n {
		data, _ := d.JPEG(i, recorder.Centre, nil)
		want = append(want, data)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var buf []byte
			for i := range n {
				buf, _ = d.JPEG(i, recorder.Centre, buf[:0])
				if !bytes.Equal(buf, want[i]) {
					t.Errorf("record %d reads differently beside other readers", i)
				}
				_, _ = d.Image(i, recorder.Centre)
			}
		})
	}
	group.Wait()
}
