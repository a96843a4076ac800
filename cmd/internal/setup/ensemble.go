package setup

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"steersim"
	"steersim/model"
	"steersim/model/onnx"
)

// severalNets are the paths between commas; nil if there is one, whose name may have a comma.
func severalNets(path string) []string {
	if _, err := os.Stat(path); err == nil || !strings.Contains(path, ",") {
		return nil
	}
	return strings.Split(path, ",")
}

// joinNets makes an ensemble of networks that were learnt apart.
func joinNets(name string, paths []string) (*Net, error) {
	var nets []*Net
	for _, path := range paths {
		if path == "" {
			return nil, fmt.Errorf("net: %q has an empty name, want weights files or training runs with commas between them", name)
		}
		n, err := loadOne(path)
		if errors.Is(err, onnx.ErrForeign) {
			return nil, fmt.Errorf("net: %s is a network of others, which is of no ensemble", path)
		}
		if err != nil {
			return nil, err
		}
		nets = append(nets, n)
	}
	first := nets[0]
	meta := model.Meta{Prepare: first.meta.Prepare, DataHash: first.meta.DataHash, Version: steersim.Version, Seeds: map[string]uint64{}}
	if late := first.LatencyS(); late != "" {
		meta.Extra = map[string]string{latencyKey: late}
	}
	var members []model.Weights
	for _, n := range nets {
		if err := n.fits(first); err != nil {
			return nil, err
		}
		if n.meta.DataHash != first.meta.DataHash {
			meta.DataHash = "" // of several logs
		}
		for use, seed := range n.meta.Seeds {
			meta.Seeds[model.MemberPrefix(len(members))+use] = seed
		}
		for i := range n.Spec().Size() {
			members = append(members, n.weights.Member(i))
		}
	}
	spec := model.Ensemble(first.Spec().Member(), len(members))
	if err := spec.Check(); err != nil {
		return nil, fmt.Errorf("net: %s: %w", name, err)
	}
	return &Net{Name: name, weights: spec.Join(members), meta: meta}, nil
}

// fits wants a network to be of the first one's architecture, see the same part of a frame and act as late.
func (n *Net) fits(first *Net) error {
	switch {
	case !n.Spec().Member().Equal(first.Spec().Member()):
		return fmt.Errorf("net: %s is of %s, want %s's %s: an ensemble's members are of one architecture", n.Name, n.Spec().Name, first.Name, first.Spec().Name)
	case n.meta.Prepare != first.meta.Prepare:
		return fmt.Errorf("net: %s sees %+v of a frame, want %s's %+v", n.Name, n.meta.Prepare, first.Name, first.meta.Prepare)
	case n.LatencyS() != first.LatencyS():
		return fmt.Errorf("net: %s was told of a latency of %q s, want %s's %q", n.Name, n.LatencyS(), first.Name, first.LatencyS())
	}
	return nil
}
