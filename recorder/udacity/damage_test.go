package udacity

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"steersim/recorder"
)

func TestDamagedLogsAreRefusedByLineAndField(t *testing.T) {
	const good = "IMG/c.jpg,IMG/l.jpg,IMG/r.jpg,0,0,0,1\n"
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"nothing":                    {"", []string{"has no rows, want at least one"}},
		"columns in another order":   {"center,left,right,throttle,steering,brake,speed\n" + good, []string{"line 1", `column 4 is "throttle"`, "in this order"}},
		"columns of other names":     {"a,b,c,d,e,f,g\n" + good, []string{"line 1", `column 1 is "a"`}},
		"a header alone":             {"center,left,right,steering,throttle,brake,speed\n", []string{"has no rows"}},
		"a broken header":            {"center,left,right,steering,0,brake,speed\n" + good, []string{"line 1", "field 4", `the steering is "steering"`, "want a finite number"}},
		"a header in the middle":     {good + "center,left,right,steering,throttle,brake,speed\n" + good, []string{"line 2", "field 4", `"steering"`}},
		"too few fields":             {good + "IMG/c.jpg,0,0,0,1\n" + good, []string{"line 2", "5 fields, want 7"}},
		"too many fields":            {good + "IMG/c.jpg,,,0,0,0,1,0.5\n", []string{"line 2", "8 fields, want 7"}},
		"a comma in a path":          {"C:\\a, b\\c.jpg,C:\\a, b\\l.jpg,C:\\a, b\\r.jpg,0,0,0,1\n", []string{"line 1", "10 fields, want 7", "none in a path"}},
		"semicolons":                 {"IMG/c.jpg;IMG/l.jpg;IMG/r.jpg;0;0;0;1\n", []string{"line 1", "1 fields, want 7", "commas or tabs"}},
		"decimal commas":             {good + good + "IMG/c.jpg,IMG/l.jpg,IMG/r.jpg,-0,25,0,5,0,22,36\n", []string{"line 3", "10 fields, want 7", "decimal comma (-0,25)", "decimal points"}},
		"one decimal comma":          {"IMG/c.jpg,IMG/l.jpg,IMG/r.jpg,0,0,0,22,36\n", []string{"line 1", "8 fields, want 7", "decimal comma"}},
		"a small number's comma":     {"IMG/c.jpg,IMG/l.jpg,IMG/r.jpg,1,5E-05,0,0,1\n", []string{"line 1", "decimal comma (1,5E-05)"}},
		"decimal commas and tabs":    {"IMG/c.jpg\tIMG/l.jpg\tIMG/r.jpg\t0,25\t0\t0\t1\n", []string{"line 1", "field 4", `"0,25"`, "decimal point"}},
		"a text for the steering":    {good + "IMG/c.jpg,,,left,0,0,1\n", []string{"line 2", "field 4", `the steering is "left"`, "want a finite number"}},
		"no steering":                {good + "IMG/c.jpg,,,,0,0,1\n", []string{"line 2", "field 4", `the steering is ""`}},
		"a steering of nothing":      {good + "\n" + "IMG/c.jpg,,,NaN,0,0,1\n", []string{"line 3", "field 4", `"NaN"`, "want a finite number"}},
		"a steering of degrees":      {good + "IMG/c.jpg,,,-12.5,0,0,1\n", []string{"line 2", "the steering is -12.5", "want less than a right angle", "3.6", "not degrees"}},
		"an endless throttle":        {good + "IMG/c.jpg,,,0,Infinity,0,1\n", []string{"line 2", "field 5", `the throttle is "Infinity"`}},
		"a brake beyond 32 bits":     {good + "IMG/c.jpg,,,0,0,1e39,1\n", []string{"line 2", "field 6", `the brake is "1e39"`}},
		"a text for the speed":       {good + "IMG/c.jpg,,,0,0,0,fast\n", []string{"line 2", "field 7", `the speed is "fast"`}},
		"a speed backwards":          {good + "IMG/c.jpg,,,0,0,0,-1\n", []string{"line 2", "the speed is -1 mph, want 0 to 447"}},
		"a speed of no car":          {good + "IMG/c.jpg,,,0,0,0,1000\n", []string{"line 2", "the speed is 1000 mph, want 0 to 447"}},
		"a bad row that is the last": {good + "IMG/c.jpg,,,left,0,0,1", []string{"line 2", "field 4"}},
		"a line without end":         {good + strings.Repeat("x", maxLineBytes+1), []string{"line 2", "longer than 1048576 bytes"}},
		"a picture of a log":         {"\xFF\xD8\xFF\xE0\x00\x10JFIF\n\x00\x00", []string{"line 1", "1 fields, want 7"}},
		"sixteen bits a letter":      {strings.Repeat("c\x00,\x00,\x00,\x000\x00,\x000\x00,\x000\x00,\x001\x00\n\x00", 2), []string{"line 1", "column 1"}},
		"pictures elsewhere":         {"IMG/x.jpg,,,0,0,0,1\n", []string{"none of its 1 rows", "line 1", `"IMG/x.jpg"`, filepath.Join("test", "IMG")}},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := readText(t, tc.text, "IMG/c.jpg", "IMG/l.jpg", "IMG/r.jpg")
			if !errors.Is(err, recorder.ErrFormat) {
				t.Fatalf("got %v, %v, want ErrFormat", l, err)
			}
			for _, want := range append(tc.want, filepath.Join("test", "driving_log.csv")) {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want %q in it", err, want)
				}
			}
		})
	}
}

func TestLogCutAnywhereReadsUpToItsLastWholeRow(t *testing.T) {
	folder := store(t, wavy(2, 4))
	want := open(t, folder)
	text, err := os.ReadFile(filepath.Join(folder, "driving_log.csv"))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	names, err := filepath.Glob(filepath.Join(folder, "IMG", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		files["IMG/"+filepath.Base(n)] = &fstest.MapFile{Data: []byte{0xFF, 0xD8}}
	}
	checked := 0
	for n := bytes.IndexByte(text, '\n') + 1; n <= len(text); n++ {
		files["driving_log.csv"] = &fstest.MapFile{Data: text[:n]}
		got, err := read(t.Context(), folder, files, "driving_log.csv", recorder.UdacityCar())
		if err != nil {
			t.Fatalf("cut at %d of %d: %v", n, len(text), err)
		}
		whole := bytes.Count(text[:n], []byte("\n"))
		atLine := n == len(text) || text[n-1] == '\n'
		if got.Len() < whole || got.Len() > whole+1 || atLine && (got.Len() != whole || got.Cut()) || got.Cut() && got.Len() != whole {
			t.Fatalf("cut at %d: %d records, cut %v, want %d", n, got.Len(), got.Cut(), whole)
		}
		if !atLine && !got.Cut() && got.Len() == whole {
			t.Fatalf("cut at %d: a row is gone, and nobody says so", n)
		}
		for i := range whole {
			if got.Info(i) != want.Info(i) {
				t.Fatalf("cut at %d: record %d: got %+v, want %+v", n, i, got.Info(i), want.Info(i))
			}
		}
		checked++
	}
	if checked < 500 {
		t.Errorf("checked %d cuts", checked)
	}
}

// hugeJPEG has a frame header of 65000 x 65000 and nothing behind it.
var hugeJPEG = []byte("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xC0\x00\x11\x08\xFD\xE8\xFD\xE8\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00")

func TestPicturesAreNotBelieved(t *testing.T) {
	whole, err := wavy(1, 1).JPEG(0, recorder.Centre, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"a picture of 65000 x 65000": {hugeJPEG, "65000x65000, want sides of 1 to 8192"},
		"half a picture":             {whole[:len(whole)/2], "unexpected EOF"},
		"a PNG":                      {[]byte("\x89PNG\r\n\x1a\n"), "want a JPEG"},
		"a single byte":              {[]byte{0xFF}, "want a JPEG"},
	} {
		files := fstest.MapFS{"driving_log.csv": {Data: []byte("c.jpg,,,0,0,0,1\n")}, "IMG/c.jpg": {Data: tc.data}}
		l, err := read(t.Context(), "test", files, "driving_log.csv", recorder.UdacityCar())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Image(0, recorder.Centre); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), "IMG/c.jpg") || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: got %v, want ErrFormat with %q", name, err, tc.want)
		}
	}
	files := fstest.MapFS{"driving_log.csv": {Data: []byte("c.jpg,,,0,0,0,1\n")}, "IMG/c.jpg": {Data: make([]byte, 64<<20+1)}}
	if _, err := read(t.Context(), "test", files, "driving_log.csv", recorder.UdacityCar()); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), "line 1") || !strings.Contains(err.Error(), "want a file of at most 67108864") {
		t.Errorf("a large file: got %v, want ErrFormat", err)
	}
}
