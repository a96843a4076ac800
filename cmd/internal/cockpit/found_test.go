package cockpit

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"steersim/camera/cv"
	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
)

// TestWatchTheTraditionalDriver: its lane is shown from the first frame on, its stages by the key of the layers. The figures that are shown
// are the truth's, within what the driver is good for.
func TestWatchTheTraditionalDriver(t *testing.T) {
	if cv.Version() == "" {
		t.Skip("this build has no OpenCV, and no traditional driver")
	}
	size := image.Pt(960, 540)
	a := at(t, Choice{Watch: true, Lane: true, Road: "village", Scene: "clear"}, "", size)
	for range 60 {
		frame(t, a)
	}
	var o view.Overlay
	a.look(&o)
	if o.Sees == nil || !strings.HasPrefix(o.SeesTitle, "lane: ") || o.Maps != nil {
		t.Fatalf("sees %v, %q, %d maps, want a frame, the lane's figures and no maps", o.Sees != nil, o.SeesTitle, len(o.Maps))
	}
	if bytes.Equal(o.Sees.Pix, a.session.Sample().Obs.Frame.Pix) {
		t.Error("no lane is drawn into the frame")
	}
	before := paint(a, size)
	frame(t, a, window.I)
	frame(t, a, window.P)
	o = view.Overlay{}
	if a.look(&o); len(o.Maps) != len(o.MapNames) || len(o.Maps) < 5 {
		t.Errorf("%d maps with %d names, want five and more", len(o.Maps), len(o.MapNames))
	}
	if name := a.session.DriverName(); name != "lane" {
		t.Errorf("the driver is called %q, want lane", name)
	}
	after := paint(a, size)
	if bytes.Equal(before.Pix, after.Pix) {
		t.Error("the stages show nothing")
	}
	f, err := os.Create(filepath.Join(t.ArtifactDir(), "stages.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, after); err != nil {
		t.Fatal(err)
	}
}
