package camera

import (
	"errors"
	"image"
	"math"
	"testing"
)

// TestReprojectionIsProjection: a point of the ground is found where an independent projection (Mount.Project) has it in both
// pictures; a point that is infinitely far likewise.
func TestReprojectionIsProjection(t *testing.T) {
	size := image.Pt(320, 160)
	checked := 0
	for name, tc := range map[string]struct {
		from, to Mount
		move     Move
	}{
		"the same camera":        {CentreMount, CentreMount, Move{}},
		"shifted":                {CentreMount, CentreMount, Move{LeftM: 0.5}},
		"turned":                 {CentreMount, CentreMount, Move{YawRad: -0.1}},
		"ahead":                  {CentreMount, CentreMount, Move{ForwardM: 0.8}},
		"all of it":              {LeftMount, CentreMount, Move{0.4, 0.6, 0.08}},
		"side camera, turned":    {RightMount, CentreMount, Move{LeftM: -0.5, YawRad: -0.05}},
		"another kind of camera": {Mount{ForwardM: -1, LeftM: 0.3, HeightM: 2, PitchRad: 0.25, YawRad: 0.1, FieldOfViewRad: 0.9}, CentreMount, Move{0.2, -0.4, 0.12}},
	} {
		r, err := NewReprojection(size, tc.from, tc.to, tc.move)
		if err != nil {
			t.Fatal(err)
		}
		sin, cos := math.Sincos(tc.move.YawRad)
		for _, p := range [][3]float64{{6, 0, 0}, {9, -3, 0}, {14, 4, 0}, {40, -20, 0}, {300, 20, 0}, {1e9, 1e8, 3e8}, {1e9, -4e8, 5e7}} {
			// p is in the axes of the car that was there; the moved car has it elsewhere.
			dx, dy := p[0]-tc.move.ForwardM, p[1]-tc.move.LeftM
			x, y, ok1 := tc.to.Project(size, dx*cos+dy*sin, dy*cos-dx*sin, p[2])
			wantX, wantY, ok2 := tc.from.Project(size, p[0], p[1], p[2])
			if !ok1 || !ok2 {
				continue
			}
			m := &r.Ground
			if p[2] > 0 {
				m = &r.Sky
			}
			gotX, gotY, ok := at(m, x-0.5, y-0.5) // Project counts from the picture's corner
			if !ok || math.Hypot(gotX+0.5-wantX, gotY+0.5-wantY) > 1e-6*(1+math.Abs(wantX)+math.Abs(wantY)) {
				t.Errorf("%s: %v is at (%v, %v), want (%v, %v)", name, p, gotX+0.5, gotY+0.5, wantX, wantY)
			}
			checked++
		}
	}
	if checked < 30 {
		t.Fatalf("%d points were checked", checked)
	}
}

func TestReprojectionOfNothingIsThePicture(t *testing.T) {
	size := image.Pt(320, 160)
	src, dst := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
	for i := range src.Pix {
		src.Pix[i] = uint8(i * 7)
		if i%4 == 3 {
			src.Pix[i] = 255
		}
	}
	r, err := NewReprojection(size, LeftMount, LeftMount, Move{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Render(dst, src); err != nil {
		t.Fatal(err)
	}
	for i := range src.Pix {
		if dst.Pix[i] != src.Pix[i] {
			t.Fatalf("byte %d is %d, was %d", i, dst.Pix[i], src.Pix[i])
		}
	}
}

func TestReprojectionRefuses(t *testing.T) {
	size := image.Pt(320, 160)
	bad := CentreMount
	bad.HeightM = 0
	for name, make := range map[string]func() error{
		"a camera on the ground": func() error { _, err := NewReprojection(size, bad, CentreMount, Move{}); return err },
		"a wanted one there":     func() error { _, err := NewReprojection(size, CentreMount, bad, Move{}); return err },
		"no size":                func() error { _, err := NewReprojection(image.Pt(1, 9), CentreMount, CentreMount, Move{}); return err },
		"a move that is no move": func() error {
			_, err := NewReprojection(size, CentreMount, CentreMount, Move{LeftM: math.NaN()})
			return err
		},
		"pictures of other sizes": func() error {
			r, err := NewReprojection(size, CentreMount, CentreMount, Move{})
			if err != nil {
				return err
			}
			return r.Render(image.NewRGBA(image.Rect(0, 0, 2, 2)), image.NewRGBA(image.Rectangle{Max: size}))
		},
	} {
		if err := make(); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: %v, want %v", name, err, ErrConfig)
		}
	}
}
