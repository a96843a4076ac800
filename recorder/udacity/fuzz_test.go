package udacity

import (
	"math"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"steersim/recorder"
)

// filesOf are a log and a picture for every name in it that a file could have: its content tells it from the others.
func filesOf(text string) fstest.MapFS {
	files := fstest.MapFS{"driving_log.csv": {Data: []byte(text)}}
	for _, said := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",\t\r\n", r) }) {
		said = strings.TrimSpace(said)
		name := path.Join("IMG", said[strings.LastIndexAny(said, `/\`)+1:])
		if path.Dir(name) == "IMG" {
			files[name] = &fstest.MapFile{Data: []byte("\xFF\xD8" + name)}
		}
	}
	return files
}

func FuzzRead(f *testing.F) {
	const stamped = "IMG/center_2016_12_01_13_30_48_287.jpg, IMG/left_2016_12_01_13_30_48_287.jpg, IMG/right_2016_12_01_13_30_48_287.jpg"
	for _, seed := range []string{
		stamped + ", -0.05, 0.5, 0, 22.36\n",
		"center,left,right,steering,throttle,brake,speed\n" + stamped + ",1E-05,0,0,30.19\n",
		"\uFEFFC:\\a b\\c.jpg\t/l.jpg\tr.jpg\t-1\t0\t0\t0\r\n\r\nd.jpg\t\t\t3.59\t0\t1e-45\t447\r\n",
		stamped + ",0,0,0,1\n" + strings.Replace(stamped, "48_287", "49_288", 1) + ",0,0,0,1\n" + stamped + ",0,0,0,1\na.jpg,,,0,0,0,1",
		stamped + ",-0,25,0,5,0,22,36\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "\n") > 50 { // each row becomes three files
			return
		}
		l, err := read(t.Context(), "test", filesOf(text), "driving_log.csv", recorder.UdacityCar())
		if err != nil {
			return
		}
		again := open(t, store(t, l))
		rows, _ := again.LeftOut()
		if again.Len() != l.Len() || len(again.Drives()) != len(l.Drives()) || again.Cut() || again.Untimed() > 0 || rows > 0 {
			t.Fatalf("got %d records of %d drives, want %d of %d, whole", again.Len(), len(again.Drives()), l.Len(), len(l.Drives()))
		}
		for i := range l.Len() {
			got, want := again.Info(i), l.Info(i)
			// Of records of one moment each is a millisecond later, and a fifteenth of a second is no whole number of them.
			if math.Abs(got.TimeS-want.TimeS) > 0.001*float64(i+1) {
				t.Errorf("record %d: got %v s, want %v", i, got.TimeS, want.TimeS)
			}
			got.TimeS = want.TimeS
			if got != want {
				t.Errorf("record %d: got %+v, want %+v", i, got, want)
			}
			for v := range recorder.Views {
				g, gotErr := again.JPEG(i, v, nil)
				w, wantErr := l.JPEG(i, v, nil)
				if string(g) != string(w) || (gotErr == nil) != want.Has[v] || (wantErr == nil) != want.Has[v] {
					t.Errorf("record %d %v: got %q, %v, want %q, %v", i, v, g, gotErr, w, wantErr)
				}
			}
		}
	})
}
