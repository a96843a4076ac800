package tower_test

import (
	"errors"
	"slices"
	"testing"

	"steersim/model"
	"steersim/model/tower"
)

func TestNewRefuses(t *testing.T) {
	many := model.PilotNet()
	many.Conv = slices.Repeat([]model.Conv{{Out: 1, Kernel: 1, Stride: 1}}, 17)
	for name, tc := range map[string]struct {
		config tower.Config
		want   error
	}{
		"no spec":              {tower.Config{Batch: 1}, model.ErrSpec},
		"no batch":             {tower.Config{Spec: model.PilotNet()}, tower.ErrUse},
		"a batch out of reach": {tower.Config{Spec: model.PilotNet(), Batch: 1 << 20}, tower.ErrUse},
		"a negative shard":     {tower.Config{Spec: model.PilotNet(), Batch: 1, Shard: -1}, tower.ErrUse},
		"negative threads":     {tower.Config{Spec: model.PilotNet(), Batch: 1, Threads: -1}, tower.ErrUse},
		"too many layers":      {tower.Config{Spec: many, Batch: 1}, tower.ErrUse},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := tower.New(tc.config); !errors.Is(err, tc.want) {
				t.Errorf("got error %v, want %v", err, tc.want)
			}
		})
	}
}

// TestAvailableIsTrue: what Available says is what New does.
func TestAvailableIsTrue(t *testing.T) {
	tw, err := tower.New(tower.Config{Spec: model.PilotNet(), Batch: 1})
	if got := !errors.Is(err, tower.ErrUnavailable); got != tower.Available() {
		t.Errorf("available: %v, but New's error is %v", tower.Available(), err)
	}
	if err == nil {
		tw.Close()
	}
}

// PilotNet's convolutions have 1,824 + 21,636 + 43,248 + 27,712 + 36,928 parameters (arXiv 1604.07316, figure 4).
func TestParameters(t *testing.T) {
	if got := (tower.Config{Spec: model.PilotNet()}).Parameters(); got != 131348 {
		t.Errorf("%d parameters, want 131348", got)
	}
}
