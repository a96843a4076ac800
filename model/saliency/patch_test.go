package saliency

import (
	"image"
	"testing"

	"steersim/model"
)

// TestFieldOfPilotNet. Oracle: by hand, kernels 5, 5, 5, 3, 3 with strides 2, 2, 2, 1, 1 see 5, 13, 29, 45 and 61 pixels, 2, 4, 8,
// 8 and 8 apart.
func TestFieldOfPilotNet(t *testing.T) {
	layers := model.PilotNet().Layers()
	for layer, want := range []image.Rectangle{image.Rect(2, 4, 7, 9), image.Rect(4, 8, 17, 21), image.Rect(8, 16, 37, 45), image.Rect(8, 16, 53, 61), image.Rect(8, 16, 69, 77)} {
		if got := Field(layers, layer, 1, 2); got != want {
			t.Errorf("conv%d: %v, want %v", layer+1, got, want)
		}
	}
}

func TestGalleryKeepsTheStrongest(t *testing.T) {
	s := spec(4, 4, model.Conv{Out: 2, Kernel: 2, Stride: 1})
	net := &fake{maps: [][]float32{make([]float32, 3*3*2)}, shapes: []model.Shape{{Channels: 2, Height: 3, Width: 3}}}
	g := NewGallery(s, 2)
	for number, v := range []float32{3, 9, 1, 5} {
		clear(net.maps[0])
		net.maps[0][(1*3+2)*2+1] = v // the second unit, at (2, 1)
		if number == 2 {
			net.maps[0][0] = 4 // the first, once, at (0, 0)
		}
		g.See(net, number)
	}
	got := g.Strongest(0, 5)
	if len(got) != 2 || len(got[0]) != 2 || len(got[1]) != 1 {
		t.Fatalf("%v: want two units of two patches and of one", got)
	}
	at := image.Rect(2, 1, 4, 3)
	if want := [2]Patch{{1, at, 9}, {3, at, 5}}; got[0][0] != want[0] || got[0][1] != want[1] {
		t.Errorf("%v, want %v", got[0], want)
	}
	if got[1][0] != (Patch{2, image.Rect(0, 0, 2, 2), 4}) || g.Layers() != 1 {
		t.Errorf("%v", got[1])
	}
}
