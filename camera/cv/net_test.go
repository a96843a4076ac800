package cv_test

import (
	"errors"
	"strings"
	"testing"

	"steersim/camera/cv"
)

// What the networks answer is compared in model/onnx, which makes them.
func TestReadNetRefusesWhatIsNone(t *testing.T) {
	for name, tc := range map[string]struct {
		bytes string
		shape [4]int
		want  string
	}{
		"no bytes":      {"", [4]int{1, 3, 66, 200}, "no bytes"},
		"no side":       {"x", [4]int{1, 3, 0, 200}, "[1 3 0 200]"},
		"too many":      {"x", [4]int{16384, 16384, 16384, 16384}, "at most"},
		"not a network": {"a sentence", [4]int{1, 3, 66, 200}, "OpenCV"},
	} {
		if _, err := cv.ReadNet([]byte(tc.bytes), tc.shape); !errors.Is(err, cv.ErrNet) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want one with %q", name, err, tc.want)
		}
	}
}
