package logbook_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/teaching"
)

// Oracle: by hand; what is looked at is what is there, not what it is called, where that says more.
func TestFormatsAreFoundByLooking(t *testing.T) {
	mcap := "\x89MCAP0\r\nand more"
	for name, tc := range map[string]struct {
		files map[string]string // below the path; "": the path itself is a file
		path  string
		want  logbook.Format
		err   error
		says  string
	}{
		"an MCAP file of any name":         {map[string]string{"": mcap}, "log.bin", logbook.Native, nil, ""},
		"an MCAP file that is damaged":     {map[string]string{"": "no"}, "log.mcap", logbook.Native, nil, ""},
		"a folder of Udacity's":            {map[string]string{"driving_log.csv": ""}, "log", logbook.Udacity, nil, ""},
		"its rows":                         {map[string]string{"": "a,b,c,0,0,0,0\n"}, "driving_log.csv", logbook.Udacity, nil, ""},
		"a tub":                            {map[string]string{"manifest.json": ""}, "tub", logbook.Donkey, nil, ""},
		"its manifest":                     {map[string]string{"": "[]"}, "manifest.json", logbook.Donkey, nil, ""},
		"a tub of before":                  {map[string]string{"record_1.json": ""}, "tub", logbook.Donkey, nil, ""},
		"a folder whose name is a pattern": {map[string]string{"driving_log.csv": ""}, "[a-b]*", logbook.Udacity, nil, ""},
		"an empty folder":                  {map[string]string{".keep": ""}, "log", "", logbook.ErrNoLog, "driving_log.csv (Udacity) nor manifest.json (donkeycar)"},
		"a file of something else":         {map[string]string{"": "\x89PNG\r\n\x1a\nxxx"}, "a.png", "", logbook.ErrNoLog, `begins with "\x89PNG\r\n\x1a\n", want an MCAP file`},
		"an empty file":                    {map[string]string{"": ""}, "nothing", "", logbook.ErrNoLog, "want an MCAP file"},
		"nothing":                          {nil, "missing", "", fs.ErrNotExist, "missing"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), tc.path)
			for file, text := range tc.files {
				file = filepath.Join(path, file)
				if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got, err := logbook.FormatOf(path)
			if got != tc.want || !errors.Is(err, tc.err) {
				t.Fatalf("got %q (%v), want %q (%v)", got, err, tc.want, tc.err)
			}
			if err != nil && !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want %q in it", err, tc.says)
			}
		})
	}
}

func TestCropsAreFractions(t *testing.T) {
	var c teaching.Crop
	if err := c.Set("0.25:1"); err != nil || c != (teaching.Crop{Top: 0.25, Bottom: 1}) || c.String() != "0.25:1" {
		t.Errorf("got %v (%v)", c, err)
	}
	for _, text := range []string{"", "0.5", "0.5:0.25", "-0.1:1", "0:1.5", "a:b", "NaN:1", "0:1:2"} {
		if err := c.Set(text); err == nil || !strings.Contains(err.Error(), "want TOP:BOTTOM") {
			t.Errorf("%q: got %v, want what is wanted", text, err)
		}
	}
}
