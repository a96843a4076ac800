package explain

import (
	"image"
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"steersim/camera"
	"steersim/cmd/internal/setup"
	"steersim/model"
)

func TestWeightsOfTheShippedNetAreTiles(t *testing.T) {
	net, err := setup.LoadNet("")
	if err != nil {
		t.Fatal(err)
	}
	m, text, err := Weights(net)
	if err != nil {
		t.Fatal(err)
	}
	// 24 filters of 5x5, nine times as large and 4 apart, eight a row.
	if want := image.Pt(8*49-4, 3*49-4); m.Bounds().Size() != want {
		t.Errorf("%v, want %v", m.Bounds().Size(), want)
	}
	if strings.Count(text, ". ") != 2 || !strings.Contains(text, "The 24 filters of the first layer, 5x5") {
		t.Errorf("not three sentences of 24 filters: %s", text)
	}
}

// Oracle: by hand. Of two units, on 2x4 pixels and 3 channels, the second has the larger weights; all of its energy is in the lower
// row, and its root mean square is 1/sqrt 2 of each weight there, so that 2.5 of those is not reached.
func TestTemplatesOfADenseLayer(t *testing.T) {
	data := make([]float32, 2*24)
	data[0] = 0.1
	for i := range 4 {
		data[24+4+i] = 1
	}
	data[24+7] = -1
	m, text := templates(model.Tensor{Shape: []int{2, 24}, Data: data}, model.Shape{Channels: 3, Height: 2, Width: 4})
	for _, want := range []string{"of the 2 units of 2", "The lower half of the picture has 100 % of their energy"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in: %s", want, text)
		}
	}
	if got, want := m.Bounds().Size(), image.Pt(2*406-6, 132); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	for at, want := range map[image.Point]color.RGBA{{X: 10, Y: 10}: {255, 255, 255, 255}, {X: 10, Y: 100}: diverging(0.4 * 1.4142135), {X: 390, Y: 100}: diverging(-0.4 * 1.4142135)} {
		if got := m.At(at.X, at.Y); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

// Oracle: by hand; of a row of 1, -1, 1, -1 each pair is opposite, of 1, 1, 2, 2 the pairs (1, 1), (1, 2), (2, 2) have 1/2.
func TestPairsCorrelate(t *testing.T) {
	for want, row := range map[string][]float32{"-1.00": {1, -1, 1, -1}, "0.50": {1, 1, 2, 2}, "nothing that is defined": {3, 3, 3, 3}} {
		var p pairs
		p.add(row, len(row))
		if p.String() != want {
			t.Errorf("%v: %s, want %s", row, p, want)
		}
	}
}

// Every learner's first layer has a picture and three sentences, before it has learnt anything.
func TestWeightsOfEveryLearner(t *testing.T) {
	for _, name := range model.SpecNames() {
		spec, err := model.SpecByName(name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := model.NewWeights(spec, 1)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "net.safetensors")
		if err := model.WriteFile(path, w, model.Meta{Prepare: camera.DefaultPrepare()}); err != nil {
			t.Fatal(err)
		}
		net, err := setup.LoadNet(path)
		if err != nil {
			t.Fatal(err)
		}
		m, text, err := Weights(net)
		if err != nil {
			t.Fatal(err)
		}
		if m == nil || strings.Count(text, ". ") != 2 || !strings.HasSuffix(text, ".") || strings.Contains(text, "NaN") {
			t.Errorf("%s: a picture: %v; %q", name, m != nil, text)
		}
	}
}

// Oracle: by hand. Of 4 bins the first is of gradients at 22.5 degrees to the right and down, whose edges go across.
func TestStarsLieAsEdgesDo(t *testing.T) {
	data := make([]float32, 4*4*2) // 4 cells a block, 4 bins, blocks of 2x1
	data[1] = 1                    // the first bin of the lower block
	m, text := orientations(model.Tensor{Shape: []int{1, 32}, Data: data}, model.Shape{Channels: 16, Height: 2, Width: 1}, 4)
	for _, want := range []string{"has 100 % of their energy", "Edges at 68 degrees", "100 %, where an even share is 25 %"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in: %s", want, text)
		}
	}
	// 14 pixels from the centre at (20, 60), up and to the right at 67.5 degrees: (5, -13); and nothing at its mirror image.
	if m.At(25, 47) != diverging(1) || m.At(15, 47) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("got %v and %v", m.At(25, 47), m.At(15, 47))
	}
}

// Oracle: by hand; rows of lengths 2 and 1/2 across each other.
func TestAtomsComeBackFromTheWhitening(t *testing.T) {
	got := unwhiten([]float32{4, 3}, model.Tensor{Shape: []int{2, 3}, Data: []float32{2, 0, 0, 0, 0, 0.5}})
	if want := []float32{2, 0, 6}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
