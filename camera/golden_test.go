package camera

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// TestGoldenPictures keeps the looks. Processors that fuse multiplications with additions may differ in a few pixels by a
// little; everything else is a change of the picture.
func TestGoldenPictures(t *testing.T) {
	const mostOff, mostShare = 2, 0.005
	for name, tc := range map[string]struct {
		road, scene string
		s           float64
	}{
		"country-clear": {"country", "clear", 300}, "ring-rain": {"ring", "rain", 1200}, "village-night": {"village", "night", 200},
		"forest-snow": {"forest", "snow", 300}, "kart-low-sun": {"kart", "low-sun", 600}, "pass-fog": {"pass", "fog", 900},
	} {
		t.Run(name, func(t *testing.T) {
			g := groundOf(t, tc.road)
			size := image.Pt(160, 80)
			p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: sceneOf(t, tc.scene), Seed: 5})
			got := image.NewRGBA(image.Rectangle{Max: size})
			p.Render(got, onLane(g, tc.s))
			path := filepath.Join("testdata", name+".png")
			if *update {
				writePNG(t, path, got)
				return
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; make it with: go test ./camera -run Golden -update", err)
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			want := image.NewRGBA(got.Rect)
			draw.Draw(want, want.Rect, picture, image.Point{}, draw.Src)
			diff, off := image.NewGray(got.Rect), 0
			for i, v := range got.Pix {
				d := max(v, want.Pix[i]) - min(v, want.Pix[i])
				if d > mostOff {
					off++
				}
				diff.Pix[i/4] = max(diff.Pix[i/4], min(d, 31)*8)
			}
			if float64(off) > mostShare*float64(len(got.Pix)) {
				dir := t.ArtifactDir()
				writePNG(t, filepath.Join(dir, "got.png"), got)
				writePNG(t, filepath.Join(dir, "diff.png"), diff)
				t.Errorf("%d of %d bytes differ by more than %d; see %s", off, len(got.Pix), mostOff, dir)
			}
		})
	}
}

func writePNG(t *testing.T, path string, picture image.Image) {
	t.Helper()
	var buf bytes.Buffer
	if err := png.Encode(&buf, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
