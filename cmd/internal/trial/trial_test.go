package trial

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"steersim/assets"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// driven is a witness of a car on its lane's centre that strays once, seeing frames that grow brighter by a level a tick.
func driven(t *testing.T, ticks, strayed int) *Witness {
	t.Helper()
	road, err := assets.Road("oval")
	if err != nil {
		t.Fatal(err)
	}
	w := &Witness{Road: road, Report: eval.Report{Road: "oval", Scene: "clear"}}
	frame := image.NewRGBA(image.Rect(0, 0, 320, 160))
	for i := range ticks {
		for at := range frame.Pix {
			frame.Pix[at] = uint8(i)
		}
		p := road.LaneCentre(float64(i))
		s := loop.Sample{
			Obs: loop.Observation{Frame: frame}, Lane: track.Position{SM: float64(i)},
			Truth: sim.State{Tick: int64(i) * sim.ControlTicks, XM: p.XM, YM: p.YM},
		}
		if i == strayed {
			s.Intervention, s.Lane.OffsetM = true, -1.2
			w.Report.Interventions++
		}
		if err := w.Note(s); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// TestWitnessKeepsWhatLedToAnIntervention: pictures half a second apart, the last one of the tick itself; what follows is not mixed in.
func TestWitnessKeepsWhatLedToAnIntervention(t *testing.T) {
	w := driven(t, 120, 75)
	if len(w.strips) != 1 || len(w.way) != 120 {
		t.Fatalf("%d strips, %d places", len(w.strips), len(w.way))
	}
	s := w.strips[0]
	var seen []uint8
	for _, m := range s.pictures {
		seen = append(seen, m.Pix[0])
	}
	if want := []uint8{40, 50, 60, 70, 75}; !bytes.Equal(seen, want) {
		t.Errorf("pictures of ticks %v, want %v", seen, want)
	}
	if s.offsetM != -1.2 || s.alongM != 75 || s.timeS != 3.75 {
		t.Errorf("%+v", s)
	}
}

func TestPageHoldsAllOfIt(t *testing.T) {
	calm, strayed := driven(t, 100, -1), driven(t, 100, 60)
	p, err := Page("runs/first", "net", "latency=100", []*Witness{calm, strayed})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"1 intervention<", "net runs/first, 2 drives", "latency=100", "oval, clear: 0 interventions", "1.20 m to the right", "<table>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(page, "data:image/png;base64"); n != 4 || strings.Contains(page, "http") {
		t.Errorf("%d pictures, want a distribution, two maps and a strip, and no link", n)
	}
	if strings.Index(page, "oval, clear: 1 intervention") > strings.Index(page, "oval, clear: 0 interventions") {
		t.Error("the worst drive does not come first")
	}
}

func TestRowHalvesPictures(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 8, 4))
	for x := range 8 {
		for y := range 4 {
			m.SetRGBA(x, y, color.RGBA{uint8(100 + 20*(x%2)), 0, 0, 255})
		}
	}
	r := row([]*image.RGBA{m, m})
	if r.Rect != image.Rect(0, 0, 12, 2) || r.RGBAAt(1, 1) != (color.RGBA{110, 0, 0, 255}) || r.RGBAAt(5, 0) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("%v, %v, %v", r.Rect, r.RGBAAt(1, 1), r.RGBAAt(5, 0))
	}
}
