package setup

import (
	"errors"
	"fmt"
	"maps"
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

// joinNets makes an ensemble of networks that were learnt apart. They must be of one architecture, see the same part of a
// frame and act equally late.
func joinNets(name string, paths []string) (*Net, error) {
	var members []model.Weights
	var first *Net
	meta := model.Meta{Version: steersim.Version, Extra: map[string]string{}, Seeds: map[string]uint64{}}
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
		if first == nil {
			first = n
			meta.Prepare, meta.DataHash = n.meta.Prepare, n.meta.DataHash
			if late := n.LatencyS(); late != "" {
				meta.Extra[latencyKey] = late
			}
		}
		switch {
		case !n.Spec().Member().Equal(first.Spec().Member()):
			return nil, fmt.Errorf("net: %s is of %s, want %s's %s: an ensemble's members are of one architecture", path, n.Spec().Name, first.Name, first.Spec().Name)
		case n.meta.Prepare != first.meta.Prepare:
			return nil, fmt.Errorf("net: %s sees %+v of a frame, want %s's %+v", path, n.meta.Prepare, first.Name, first.meta.Prepare)
		case n.LatencyS() != first.LatencyS():
			return nil, fmt.Errorf("net: %s was told of a latency of %q s, want %s's %q", path, n.LatencyS(), first.Name, first.LatencyS())
		}
		if n.meta.DataHash != meta.DataHash {
			meta.DataHash = "" // of several logs
		}
		for use, seed := range maps.All(n.meta.Seeds) {
			meta.Seeds[fmt.Sprintf("member%d.%s", len(members)+1, use)] = seed
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
