//go:build window && !windows && !darwin && !js

package display

import (
	"slices"
	"testing"
)

func TestChooseReadsAnAuthorityFile(t *testing.T) {
	entry := func(fields ...string) []byte {
		b := []byte{1, 0}
		for _, f := range fields {
			b = append(append(b, byte(len(f)>>8), byte(len(f))), f...)
		}
		return b
	}
	file := slices.Concat(entry("host", "7", magicCookie, "seven"), entry("host", "70", magicCookie, "seventy"),
		entry("host", "7", "XDM-AUTHORIZATION-1", "other"), entry("", "", magicCookie, "any"))
	if got, want := choose(file, "7"), []string{"seven", "any"}; !slices.Equal(got, want) {
		t.Errorf("for :7 %q, want %q", got, want)
	}
	for cut := range file {
		choose(file[:cut], "7") // what is torn is no cookie, and no panic
	}
	if got := choose(nil, "7"); got != nil {
		t.Errorf("in nothing %q", got)
	}
}

func TestParseOfDisplays(t *testing.T) {
	for name, want := range map[string]address{":0": {true, "0"}, "unix:12.1": {true, "12"}, "localhost:10.0": {false, "10"}, "127.0.0.1:3": {false, "3"}} {
		if got, ok := parse(name); !ok || got != want {
			t.Errorf("%q is %+v, %v, want %+v", name, got, ok, want)
		}
	}
	for _, name := range []string{"host:0", "nothing", ":", "wayland-0"} {
		if got, ok := parse(name); ok {
			t.Errorf("%q is %+v, want none of this machine", name, got)
		}
	}
}
