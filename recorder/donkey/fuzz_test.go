package donkey

import (
	"math"
	"strings"
	"testing"

	"steersim/recorder"
)

func FuzzRead(f *testing.F) {
	f.Add(goodHead+goodTail, goodLine+strings.Replace(goodLine, "a.jpg", "b.jpg", 1)+`{"_index`)
	f.Add(goodHead+strings.Replace(goodTail, "[]", "[1,1]", 1), strings.Replace(goodLine, `"user/mode":"user"`, `"user/mode":"local","pilot/angle":1e-300,"enc/speed":-2,"cam/image_array_left":"b.jpg"`, 1)+"\n\n"+goodLine)
	f.Add(goodHead+`{"paths":["c.catalog","c.catalog"]}`, strings.Replace(goodLine, `"_timestamp_ms":5,`, `"_timestamp_ms":-9223372036854775808,`, 1)+strings.Replace(goodLine, `:5,`, `:9223372036854775807,`, 1))
	f.Fuzz(func(t *testing.T, manifest, catalog string) {
		if strings.Count(catalog, "\n") > 50 { // each line becomes files
			return
		}
		l, err := read(t.Context(), "test", tubOf(manifest, catalog), recorder.DonkeyCar())
		if err != nil || l.Len() > 200 {
			return
		}
		for _, d := range l.entries {
			if d.info.TimeS > maxTimeS { // no writer has to store that
				return
			}
		}
		again := open(t, store(t, l))
		n, first := again.LeftOut()
		if again.Len() != l.Len() || again.Cut() || again.Untimed() > 0 || again.Speedless() > 0 || n > 0 {
			t.Fatalf("got %d records, %d left out (%v), want %d, whole", again.Len(), n, first, l.Len())
		}
		for i := range l.Len() {
			got, want := again.Info(i), l.Info(i)
			const rounding = 1e-12 // of a tangent and back
			if got.Drive != want.Drive || got.TimeS != want.TimeS || got.SpeedMPS != want.SpeedMPS || got.Has != want.Has || math.Abs(got.SteerRad-want.SteerRad) > rounding {
				t.Errorf("record %d: got %+v, want %+v", i, got, want)
			}
			for v := range recorder.Views {
				g, _ := again.JPEG(i, v, nil)
				w, _ := l.JPEG(i, v, nil)
				if string(g) != string(w) {
					t.Errorf("record %d %v: got %q, want %q", i, v, g, w)
				}
			}
		}
	})
}
