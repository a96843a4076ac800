package udacity

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"steersim/recorder"
	"steersim/recorder/recordertest"
)

// readText reads a log of this text beside these files, each of which holds a small JPEG.
func readText(t testing.TB, text string, names ...string) (*Log, error) {
	t.Helper()
	jpeg, err := wavy(1, 1).JPEG(0, recorder.Centre, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"driving_log.csv": {Data: []byte(text)}}
	for _, name := range names {
		files[name] = &fstest.MapFile{Data: jpeg}
	}
	return read(t.Context(), "test", files, "driving_log.csv", recorder.UdacityCar())
}

// threeOf are the names of a moment's pictures in IMG.
func threeOf(stamp string) []string {
	return []string{"IMG/center_" + stamp + ".jpg", "IMG/left_" + stamp + ".jpg", "IMG/right_" + stamp + ".jpg"}
}

// Every text says the same two rows: half of the lock to the right at 22.369362 mph, then straight on, 0.1 s later.
func TestReaderTakesWhatPeopleHave(t *testing.T) {
	const a, b = "2016_12_01_13_30_48_287", "2016_12_01_13_30_48_387"
	names := append(threeOf(a), threeOf(b)...)
	path := func(folder, stamp string) string {
		return fmt.Sprintf("%[1]scenter_%[2]s.jpg,%[1]sleft_%[2]s.jpg,%[1]sright_%[2]s.jpg", folder, stamp)
	}
	rows := func(folder string) string {
		return path(folder, a) + ",0.5,0.25,0,22.369362\n" + path(folder, b) + ",0,0,1,0\n"
	}
	plain := rows("IMG/")
	const header = "center,left,right,steering,throttle,brake,speed\n"
	for name, text := range map[string]string{
		"as we write it":                           plain,
		"as the sample set has it":                 strings.ReplaceAll(header+plain, ",", ", "),
		"an absolute path of Windows":              rows(`C:\Users\Ada Lovelace\sim\IMG\`),
		"an absolute path of Unix":                 rows("/home/ada/sim/data/IMG/"),
		"a relative path of Windows":               rows(`IMG\`),
		"a relative path with a point":             rows("./IMG/"),
		"a folder of another name":                 rows("track1/pictures/"),
		"names only":                               rows(""),
		"names that lie outside":                   rows("../../IMG/"),
		"names in capitals":                        strings.ToUpper(plain),
		"lines that end in CR LF":                  strings.ReplaceAll(plain, "\n", "\r\n"),
		"a byte order mark":                        "\uFEFF" + plain,
		"a byte order mark before a header":        "\uFEFF" + header + plain,
		"tabs":                                     strings.ReplaceAll(plain, ",", "\t"),
		"tabs and a header":                        strings.ReplaceAll(header+plain, ",", "\t"),
		"tabs behind commas":                       strings.ReplaceAll(header+plain, ",", ",\t"),
		"empty lines":                              "\n" + strings.ReplaceAll(plain, "\n", "\n \r\n"),
		"no end of the last line":                  strings.TrimSuffix(plain, "\n"),
		"numbers with exponents and many decimals": strings.NewReplacer(",0.5,", ",5E-01,", ",0.25,", ",0.250000000000001,", "22.369362", "2.2369362e+1").Replace(plain),
	} {
		l, err := readText(t, text, names...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		recordertest.Dataset(t, l)
		if l.Len() != 2 || l.Cut() || l.Untimed() != 0 || len(l.Drives()) != 1 {
			t.Errorf("%s: got %d records of %d drives, cut %v, %d untimed, want 2 of 1", name, l.Len(), len(l.Drives()), l.Cut(), l.Untimed())
			continue
		}
		if rows, first := l.LeftOut(); rows != 0 || first != nil {
			t.Errorf("%s: %d rows left out, %v", name, rows, first)
		}
		for i, want := range []recorder.Info{
			{SpeedMPS: 10, SteerRad: -0.2181662, CurvaturePerM: -0.0859644}, // 12.5 degrees to the right, tan(12.5°) / 2.5789128 m
			{TimeS: 0.1},
		} {
			got, all := l.Info(i), [recorder.Views]bool{true, true, true}
			const decimals = 1e-6 // of the numbers above, and of the mph in the rows
			if math.Abs(got.SpeedMPS-want.SpeedMPS) > decimals || math.Abs(got.SteerRad-want.SteerRad) > decimals ||
				math.Abs(got.CurvaturePerM-want.CurvaturePerM) > decimals || got.TimeS != want.TimeS || got.Has != all {
				t.Errorf("%s: record %d: got %+v, want %+v", name, i, got, want)
			}
		}
	}
}

func TestHashIsOfWhatTheLogSays(t *testing.T) {
	const text = "center_1.jpg,,,0.5,0,0,1\n"
	hash := func(text string, names ...string) string {
		l, err := readText(t, text, names...)
		if err != nil {
			t.Fatal(err)
		}
		return l.Hash()
	}
	want := hash(text, "IMG/center_1.jpg")
	for name, got := range map[string]string{
		"spaces, CR LF, other digits": hash("center_1.jpg, , , 0.50, 0, 0, 1.0\r\n", "IMG/center_1.jpg"),
		"another folder":              hash(`D:\IMG\center_1.jpg,,,.5,0,0,1`, "IMG/center_1.jpg"),
		"a row that is left out":      hash(text+"center_2.jpg,,,0,0,0,1\n", "IMG/center_1.jpg"),
	} {
		if got != want {
			t.Errorf("%s: the hash is another, want the same", name)
		}
	}
	other, err := wavy(1, 2).JPEG(1, recorder.Left, nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := read(t.Context(), "test", fstest.MapFS{"driving_log.csv": {Data: []byte(text)}, "IMG/center_1.jpg": {Data: other}}, "driving_log.csv", recorder.UdacityCar())
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{
		"another number":   hash("center_1.jpg,,,0.5,0,0,2\n", "IMG/center_1.jpg"),
		"a brake":          hash("center_1.jpg,,,0.5,0,1,1\n", "IMG/center_1.jpg"),
		"a left picture":   hash("center_1.jpg,center_1.jpg,,0.5,0,0,1\n", "IMG/center_1.jpg"),
		"a right picture":  hash("center_1.jpg,,center_1.jpg,0.5,0,0,1\n", "IMG/center_1.jpg"),
		"another name":     hash("center_2.jpg,,,0.5,0,0,1\n", "IMG/center_2.jpg"),
		"twice the row":    hash(text+text, "IMG/center_1.jpg"),
		"another picture":  l.Hash(),
		"a row in between": hash("center_2.jpg,,,0.5,0,0,1\n"+text, "IMG/center_1.jpg", "IMG/center_2.jpg"),
	} {
		if got == want {
			t.Errorf("%s: the hash is the same, want another", name)
		}
	}
}

func TestDrivesAreFoundByTime(t *testing.T) {
	for name, tc := range map[string]struct {
		stamps  []string
		drives  []int
		times   []float64
		untimed int
	}{
		"a steady drive":          {[]string{"2016_12_01_13_30_48_000", "2016_12_01_13_30_48_070", "2016_12_01_13_30_48_190"}, []int{0, 0, 0}, []float64{0, 0.07, 0.19}, 0},
		"a gap of a second":       {[]string{"2016_12_01_13_30_48_000", "2016_12_01_13_30_49_000"}, []int{0, 0}, []float64{0, 1}, 0},
		"a longer gap":            {[]string{"2016_12_01_13_30_48_000", "2016_12_01_13_30_49_001", "2016_12_01_13_30_49_101"}, []int{0, 1, 1}, []float64{0, 0, 0.1}, 0},
		"time that goes back":     {[]string{"2016_12_01_13_30_48_500", "2016_12_01_13_30_48_499"}, []int{0, 1}, []float64{0, 0}, 0},
		"the same moment twice":   {[]string{"2016_12_01_13_30_48_500", "2016_12_01_13_30_48_500"}, []int{0, 0}, []float64{0, 0}, 0},
		"midnight of a leap year": {[]string{"2016_12_31_23_59_59_950", "2017_01_01_00_00_00_050"}, []int{0, 0}, []float64{0, 0.1}, 0},
		"no stamps":               {[]string{"a", "b", "c", "d"}, []int{0, 0, 0, 0}, []float64{0, 0.066666666, 0.133333332, 0.199999998}, 4},
		"a day that is none":      {[]string{"2017_02_29_00_00_00_000", "2017_02_29_00_00_00_000"}, []int{0, 0}, []float64{0, 0.066666666}, 2},
		"stamps and then none":    {[]string{"2016_12_01_13_30_48_000", "a", "b", "2016_12_01_13_30_48_100"}, []int{0, 1, 1, 2}, []float64{0, 0, 0.066666666, 0}, 2},
		"a stamp without a line":  {[]string{"2016_12_01_13_30_48_000", "2016_12_01_13_30_48.100"}, []int{0, 1}, []float64{0, 0}, 1},
		"deleted pictures":        {[]string{"2016_12_01_13_30_48_000", "-", "2016_12_01_13_30_49_100"}, []int{0, 1}, []float64{0, 0}, 0},
		"few deleted, no stamps":  {[]string{"a", "-", "-", "b"}, []int{0, 0}, []float64{0, 0.199999998}, 2},
		"many deleted, no stamps": {append(append([]string{"a"}, slices.Repeat([]string{"-"}, 15)...), "b"), []int{0, 1}, []float64{0, 0}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			text, names := "", []string{}
			for _, s := range tc.stamps {
				text += "IMG/center_" + s + ".jpg,,,0,0,0,1\n"
				if s != "-" {
					names = append(names, "IMG/center_"+s+".jpg")
				}
			}
			l, err := readText(t, text, names...)
			if err != nil {
				t.Fatal(err)
			}
			var drives []int
			var times []float64
			for i := range l.Len() {
				drives, times = append(drives, l.Info(i).Drive), append(times, l.Info(i).TimeS)
			}
			if !slices.Equal(drives, tc.drives) || !slices.Equal(times, tc.times) || l.Untimed() != tc.untimed {
				t.Errorf("got drives %v at %v s, %d untimed, want %v at %v s, %d", drives, times, l.Untimed(), tc.drives, tc.times, tc.untimed)
			}
		})
	}
}

func TestRowsWithoutPictures(t *testing.T) {
	text := "c1.jpg,l1.jpg,r1.jpg,0,0,0,1\nc2.jpg,l2.jpg,,0,0,0,1\nc3.jpg,l3.jpg,r3.jpg,0,0,0,1\n,l1.jpg,r1.jpg,0,0,0,1\n"
	for _, text := range []string{text, strings.ReplaceAll(text, ",", "\t")} {
		l, err := readText(t, text, "IMG/c1.jpg", "IMG/r1.jpg", "IMG/l1.jpg", "IMG/l2.jpg", "IMG/c3.jpg")
		if err != nil {
			t.Fatal(err)
		}
		left, first := l.LeftOut()
		if left != 2 || !errors.Is(first, recorder.ErrNoPicture) || !strings.Contains(first.Error(), `line 2: `) || !strings.Contains(first.Error(), `"c2.jpg"`) {
			t.Errorf("got %d rows left out, %v, want 2 from line 2 on", left, first)
		}
		if l.Len() != 2 || l.Info(0).Has != [recorder.Views]bool{true, true, true} || l.Info(1).Has != [recorder.Views]bool{true, false, false} {
			t.Errorf("got %d records, want one of three pictures and one of the centre alone", l.Len())
		}
		recordertest.Dataset(t, l)
	}
	if _, err := readText(t, text); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), `none of its 4 rows has its centre picture: line 1: `) {
		t.Errorf("no pictures at all: got %v, want ErrFormat and the first line", err)
	}
}

func TestPicturesAreFoundWhereTheRowSays(t *testing.T) {
	at := func(path string, names ...string) string {
		files := fstest.MapFS{}
		for _, n := range names {
			files[n] = &fstest.MapFile{Data: []byte{1}}
		}
		p, err := newFinder(files)
		if err != nil {
			t.Fatal(err)
		}
		return p.find(path)
	}
	for name, tc := range map[string]struct{ got, want string }{
		"its own folder before IMG":            {at("track2/IMG/a.jpg", "IMG/a.jpg", "track2/IMG/a.jpg"), "track2/IMG/a.jpg"},
		"IMG before nothing":                   {at("track2/IMG/a.jpg", "IMG/a.jpg"), "IMG/a.jpg"},
		"beside the log":                       {at("a.jpg", "a.jpg"), "a.jpg"},
		"a folder in small letters":            {at("img/a.jpg", "img/a.jpg"), "img/a.jpg"},
		"the same letters before others":       {at("a.JPG", "IMG/A.jpg", "IMG/a.JPG", "IMG/a.jpg"), "IMG/a.JPG"},
		"other letters":                        {at("IMG/A.jpg", "IMG/a.JPG"), "IMG/a.JPG"},
		"no name":                              {at("", "IMG/a.jpg"), ""},
		"a folder":                             {at("IMG/b", "IMG/b/a.jpg"), ""},
		"a way out":                            {at("IMG/../../a.jpg", "a.jpg"), ""},
		"a way out that leads back":            {at("../IMG/a.jpg", "IMG/a.jpg"), "IMG/a.jpg"},
		"the log's folder":                     {at("..", "IMG/a.jpg"), ""},
		"a name that a file system may hate":   {at("IMG/\x00.jpg", "IMG/a.jpg"), ""},
		"a folder that a file system may hate": {at("\x00/a.jpg", "IMG/a.jpg"), "IMG/a.jpg"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: got %q, want %q", name, tc.got, tc.want)
		}
	}
}

// A person's folder, with all that the file system adds to it.
func TestPicturesInARealFolder(t *testing.T) {
	folder := store(t, wavy(1, 5))
	name := func(camera string, record int) string {
		return filepath.Join(folder, "IMG", fmt.Sprintf("%s_2000_01_01_00_00_00_%d00.jpg", camera, record))
	}
	if err := errors.Join(
		os.Remove(name("center", 0)),
		os.Truncate(name("left", 2), 0),
		os.Remove(name("right", 2)), os.Mkdir(name("right", 2), 0o755),
		os.WriteFile(name("right", 3), []byte("\x89PNG\r\n"), 0o644),
	); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), filepath.Join(folder, "driving_log.csv"), recorder.UdacityCar())
	if err != nil {
		t.Fatal(err)
	}
	if rows, _ := l.LeftOut(); l.Len() != 4 || rows != 1 || l.Info(1).Has != [recorder.Views]bool{true, false, false} {
		t.Fatalf("got %d records, %d rows left out, and the second has %v", l.Len(), rows, l.Info(1).Has)
	}
	if _, err := l.JPEG(2, recorder.Right, nil); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), "line 4") || !strings.Contains(err.Error(), `begins with "\x89PNG", want a JPEG`) {
		t.Errorf("a PNG: got %v, want ErrFormat", err)
	}
	if err := os.Remove(name("center", 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Image(0, recorder.Centre); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a picture deleted meanwhile: got %v, want fs.ErrNotExist", err)
	}
}
