package setup

import (
	"fmt"
	"slices"
	"strings"

	"steersim/camera/scene"
)

// Scene finds a scene by its name or by random:SEED.
func Scene(name string) (scene.Scene, error) {
	if seed, ok, err := randomSeed(name); ok {
		if err != nil {
			return scene.Scene{}, fmt.Errorf("scene: %w", err)
		}
		return scene.Random(seed), nil
	}
	if !slices.Contains(scene.Names(), name) {
		return scene.Scene{}, fmt.Errorf("scene: %w: %q, want one of %s, or random:SEED", ErrName, name, strings.Join(scene.Names(), ", "))
	}
	return scene.ByName(name)
}

// RandomScene says of a scene's name that a seed stands for its look. Named scenes are for anybody to use.
func RandomScene(name string) bool { return strings.HasPrefix(name, randomPrefix) }
