package donkey

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"steersim/recorder"
)

const (
	goodHead = `["cam/image_array","user/angle","user/throttle","user/mode"]` + "\n" + `["image_array","float","float","str"]` + "\n{}\n{\"created_at\":1}\n"
	goodTail = `{"paths":["c.catalog"],"current_index":1,"max_len":1000,"deleted_indexes":[]}` + "\n"
	goodLine = `{"_index":0,"_session_id":"s","_timestamp_ms":5,"cam/image_array":"a.jpg","user/angle":0.5,"user/mode":"user","user/throttle":0.1}` + "\n"
)

// tubOf are the files of a tub with two pictures.
func tubOf(manifest, catalog string) fstest.MapFS {
	return fstest.MapFS{
		"manifest.json": {Data: []byte(manifest)}, "c.catalog": {Data: []byte(catalog)},
		"images/a.jpg": {Data: []byte("\xFF\xD8a")}, "images/b.jpg": {Data: []byte("\xFF\xD8b")}, "images/empty.jpg": {},
	}
}

func TestDamagedTubsAreRefusedByLineAndField(t *testing.T) {
	for name, tc := range map[string]struct {
		manifest, catalog string
		want              []string
	}{
		"no manifest's content":      {"", goodLine, []string{"manifest.json has 1 lines, want 5"}},
		"a manifest that is cut off": {goodHead, goodLine, []string{"manifest.json has 4 lines, want 5"}},
		"a line too many":            {goodHead + goodTail + "{}\n", goodLine, []string{"has 6 lines, want 5"}},
		"inputs that are no list":    {strings.Replace(goodHead, `["cam`, `{"cam`, 1) + goodTail, goodLine, []string{"line 1", "are no names of inputs"}},
		"no camera":                  {strings.Replace(goodHead, "cam/image_array", "lidar/dist_array", 1) + goodTail, goodLine, []string{"line 1", "lidar/dist_array", "want cam/image_array among them"}},
		"no paths":                   {goodHead + `{"paths":[],"current_index":1}`, goodLine, []string{"line 5", "paths are empty, want at least one catalog"}},
		"paths that are numbers":     {goodHead + `{"paths":[1,2]}`, goodLine, []string{"line 5", "cannot unmarshal number"}},
		"a path out of the tub":      {goodHead + `{"paths":["../c.catalog"]}`, goodLine, []string{"line 5", `"../c.catalog"`, "the tub's own folder"}},
		"an absolute path":           {goodHead + `{"paths":["/etc/passwd"]}`, goodLine, []string{"line 5", `"/etc/passwd"`}},
		"a path of Windows":          {goodHead + `{"paths":["..\\c.catalog"]}`, goodLine, []string{"line 5", "the tub's own folder"}},
		"a catalog that is missing":  {goodHead + `{"paths":["d.catalog"]}`, goodLine, []string{"d.catalog", "does not exist"}},
		"a negative index":           {goodHead + strings.Replace(goodTail, "[]", "[-1]", 1), goodLine, []string{"line 5", "deleted_indexes hold -1, want 0 to"}},
		"a huge index":               {goodHead + strings.Replace(goodTail, "[]", "[1e18]", 1), goodLine, []string{"line 5"}},
		"an index of text":           {goodHead + strings.Replace(goodTail, "[]", `["0"]`, 1), goodLine, []string{"line 5", "cannot unmarshal string"}},
		"a line without an end":      {goodHead + goodTail, strings.Repeat("x", maxLineBytes+1), []string{"line 1", "longer than 16777216 bytes"}},
		"no records":                 {goodHead + goodTail, "", []string{"has no records, want at least one"}},
		"all of them deleted":        {goodHead + strings.Replace(goodTail, "[]", "[0]", 1), goodLine, []string{"has no records"}},
		"none of use":                {goodHead + goodTail, strings.Replace(goodLine, "0.5", "NaN", 1), []string{"none of its 1 records can be used", "record 0", "is no record"}},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := read(t.Context(), "test", tubOf(tc.manifest, tc.catalog), recorder.DonkeyCar())
			if err == nil {
				t.Fatalf("%d records, want an error", l.Len())
			}
			for _, want := range append(tc.want, "test") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want %q in it", err, want)
				}
			}
		})
	}
	if _, err := read(t.Context(), "test", fstest.MapFS{"record_7.json": {Data: []byte("{}")}}, recorder.DonkeyCar()); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), "a tub of version 1") {
		t.Errorf("a tub of before: got %v, want its version", err)
	}
	if _, err := Open(t.Context(), t.TempDir(), recorder.DonkeyCar()); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "manifest.json") {
		t.Errorf("an empty folder: got %v, want what is missing", err)
	}
}

// As donkeycar does: what cannot be used is left out, and what is deleted is skipped by its place.
func TestRecordsOfNoUseAreLeftOut(t *testing.T) {
	change := func(from, to string) string { return strings.Replace(goodLine, from, to, 1) }
	for name, tc := range map[string]struct {
		line  string
		first string
	}{
		"half a line":             {goodLine[:40] + "\n", "is no record: unexpected end of JSON"},
		"an empty line":           {"\n", "is no record"},
		"a list":                  {"[]\n", "is no record"},
		"an angle of nothing":     {change("0.5", "NaN"), "is no record"},
		"an angle of text":        {change("0.5", `"left"`), "cannot unmarshal string"},
		"no angle":                {change(`"user/angle":0.5,`, ""), "there is no user/angle"},
		"an angle of degrees":     {change("0.5", "-12.5"), "the angle is -12.5, want -1 to 1"},
		"a speed of no car":       {change(`"user/mode"`, `"pos/speed":1e9,"user/mode"`), "the speed is 1e+09"},
		"a picture that is gone":  {change("a.jpg", "gone.jpg"), filepath.Join("images", "gone.jpg")},
		"a picture of no bytes":   {change("a.jpg", "empty.jpg"), "empty.jpg"},
		"no picture":              {change(`"cam/image_array":"a.jpg",`, ""), "there is no images"},
		"a picture of elsewhere":  {change("a.jpg", "../../a.jpg"), `"../../a.jpg", want a name in images`},
		"a time that is no whole": {change(":5,", ":5.5,"), "cannot unmarshal number 5.5"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := read(t.Context(), "test", tubOf(goodHead+strings.Replace(goodTail, "[]", "[3]", 1), goodLine+tc.line+goodLine+goodLine+goodLine), recorder.DonkeyCar())
			if err != nil {
				t.Fatal(err)
			}
			n, first := l.LeftOut()
			if l.Len() != 3 || n != 1 || l.Cut() || first == nil || !strings.Contains(first.Error(), "c.catalog: record 1") || !strings.Contains(first.Error(), tc.first) {
				t.Errorf("%d records, %d left out: %v; want 3 and 1, with %q", l.Len(), n, first, tc.first)
			}
		})
	}
}

func TestATubCutAnywhereReadsUpToItsLastWholeLine(t *testing.T) {
	checked := 0
	for cut := len(goodLine); cut < 2*len(goodLine); cut++ {
		l, err := read(t.Context(), "test", tubOf(goodHead+goodTail, (goodLine + goodLine)[:cut]), recorder.DonkeyCar())
		if err != nil {
			t.Fatalf("cut after %d bytes: %v", cut, err)
		}
		records, isCut := 1, cut > len(goodLine)
		if cut == 2*len(goodLine)-1 { // only the line's end is missing
			records, isCut = 2, false
		}
		if l.Len() != records || l.Cut() != isCut {
			t.Errorf("cut after %d bytes: %d records, cut %v, want %d and %v", cut, l.Len(), l.Cut(), records, isCut)
		}
		checked++
	}
	if checked == 0 {
		t.Error("nothing was cut")
	}
}

// Oracle: by hand.
func TestDrivesEndWhereSessionTimeOrDriverSay(t *testing.T) {
	line := func(session, ms, mode, more string) string {
		return `{"_session_id":"` + session + `",` + ms + `"cam/image_array":"a.jpg","user/angle":0.5,"user/mode":"` + mode + `"` + more + "}\n"
	}
	at := func(ms string) string { return `"_timestamp_ms":` + ms + "," }
	l, err := read(t.Context(), "test", tubOf(goodHead+goodTail,
		line("a", at("1000"), "user", "")+line("a", at("1050"), "user", `,"enc/speed":2`)+ // 0
			line("b", at("1100"), "user", `,"pos/speed":3,"enc/speed":2`)+ // 1: another session
			line("b", at("1000"), "user", "")+ // 2: back in time
			line("b", at("2001"), "user", "")+ // 3: a leap
			line("b", at("2051"), "local", `,"pilot/angle":-1`)+line("b", at("2101"), "local_angle", "")+ // 4: a pilot
			line("b", "", "user", "")+line("b", "", "user", "")), // 5: no time
		recorder.Car{LockRad: 0.5, WheelbaseM: 1, SpeedMPS: 7})
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		drive                     int
		timeS, steerRad, speedMPS float64
	}
	want := []said{{0, 0, -0.25, 7}, {0, 0.05, -0.25, 2}, {1, 0, -0.25, 3}, {2, 0, -0.25, 7}, {3, 0, -0.25, 7},
		{4, 0, 0.5, 7}, {4, 0.05, -0.25, 7}, {5, 0, -0.25, 7}, {5, 0.05, -0.25, 7}}
	if l.Len() != len(want) {
		t.Fatalf("%d records, want %d", l.Len(), len(want))
	}
	for i, w := range want {
		info := l.Info(i)
		if got := (said{info.Drive, info.TimeS, info.SteerRad, info.SpeedMPS}); got != w {
			t.Errorf("record %d: got %+v, want %+v", i, got, w)
		}
	}
	for n, d := range l.Drives() {
		if driver := map[bool]string{true: "net", false: "person"}[n == 4]; d.Driver != driver {
			t.Errorf("drive %d: by %s, want %s", n, d.Driver, driver)
		}
	}
	if l.Untimed() != 2 || l.Speedless() != 7 {
		t.Errorf("%d untimed, %d speedless, want 2 and 7", l.Untimed(), l.Speedless())
	}
}
