package trial

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"steersim/assets"
	"steersim/cmd/internal/report"
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

// written is a page as its reader gets it.
func written(t *testing.T, p *report.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageHoldsAllOfIt(t *testing.T) {
	calm, strayed := driven(t, 100, -1), driven(t, 100, 60)
	swept := []eval.Sweep{{Name: "noise", Unit: "grey levels", Points: []eval.Point{{Value: 0}, {Value: 30, Report: eval.Report{Interventions: 2}}}}}
	p, err := Page("runs/first", "net", "latency=100", []*Witness{calm, strayed}, swept)
	if err != nil {
		t.Fatal(err)
	}
	page := written(t, p)
	for _, want := range []string{"1 intervention<", "net runs/first, 2 drives", "latency=100", "oval, clear: 0 interventions", "1.20 m to the right", "<table>", "noise: first intervention at 30 grey levels"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(page, "data:image/png;base64"); n != 6 || strings.Contains(page, "http") {
		t.Errorf("%d pictures, want two distributions, a sweep, two maps and a strip, and no link", n)
	}
	for _, absent := range []string{"Road by road", "Steering against the expert"} {
		if strings.Contains(page, absent) {
			t.Errorf("the page has %q, though there is one road in one scene and nobody to compare with", absent)
		}
	}
	if strings.Index(page, "oval, clear: 1 intervention") > strings.Index(page, "oval, clear: 0 interventions") {
		t.Error("the worst drive does not come first")
	}
}

// TestPageOfManyDrivesStaysShort: of ninety drives with an intervention each, and of one with twelve, as much is drawn as a reader
// can take in; the list comes last.
func TestPageOfManyDrivesStaysShort(t *testing.T) {
	var drives []*Witness
	for i := range 90 {
		w := driven(t, 40, 20)
		w.Report.Road, w.Report.Scene = fmt.Sprintf("road%d", i/9), fmt.Sprintf("scene%d", i%9)
		drives = append(drives, w)
	}
	bad := drives[50]
	bad.Report.Interventions = 12
	for range 11 {
		bad.strips = append(bad.strips, bad.strips[0])
	}
	p, err := Page("", "expert", "", drives, nil)
	if err != nil {
		t.Fatal(err)
	}
	page := written(t, p)
	if n := strings.Count(page, "data:image/png;base64"); n != 2+mostMaps+mostShown {
		t.Errorf("%d pictures, want two distributions, %d maps and %d strips", n, mostMaps, mostShown)
	}
	if n := strings.Count(page, "to the right<"); n != mostShown || strings.Count(page, ">road5, scene5, 1.0 s") != 1 {
		t.Errorf("%d strips, want %d, and of the bad drive no more than of the others", n, mostShown)
	}
	at := 0
	for _, want := range []string{"101 interventions<", "Road by road", "road9", "Where", "The 24 worst of 90 drives", "24 of 101", "Drive by drive"} {
		i := strings.Index(page[at:], want)
		if i < 0 {
			t.Fatalf("no %q after what comes before it", want)
		}
		at += i
	}
}

func TestRowHalvesPictures(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 8, 4))
	for x := range 8 {
		for y := range 4 {
			m.SetRGBA(x, y, color.RGBA{uint8(100 + 20*(x%2)), 0, 0, 255})
		}
	}
	small := image.NewRGBA(image.Rect(0, 0, 4, 2))
	halve(small, m)
	r := row([]*image.RGBA{small, small}) // 4 pixels each with 4 between them, in places 4 and 5 of 5
	if r.Rect != image.Rect(0, 0, 36, 2) || r.RGBAAt(25, 1) != (color.RGBA{110, 0, 0, 255}) || r.RGBAAt(35, 1) != (color.RGBA{110, 0, 0, 255}) || r.RGBAAt(29, 0) != (color.RGBA{255, 255, 255, 255}) || r.RGBAAt(0, 0) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("%v, %v, %v", r.Rect, r.RGBAAt(25, 1), r.RGBAAt(29, 0))
	}
}
