package setup

import (
	"fmt"
	"slices"
	"strings"

	"steersim/camera"
)

// Scene finds a scene by its name or by random:SEED.
func Scene(name string) (camera.Scene, error) {
	if seed, ok, err := randomSeed(name); ok {
		if err != nil {
			return camera.Scene{}, fmt.Errorf("scene: %w", err)
		}
		return camera.RandomScene(seed), nil
	}
	if !slices.Contains(camera.Scenes(), name) {
		return camera.Scene{}, fmt.Errorf("scene: %w: %q, want one of %s, or random:SEED", ErrName, name, strings.Join(camera.Scenes(), ", "))
	}
	return camera.SceneByName(name)
}

// RandomScene says of a scene's name that a seed stands for its look. Named scenes are for anybody to use.
func RandomScene(name string) bool { return strings.HasPrefix(name, randomPrefix) }
