package camera

import (
	"errors"
	"fmt"
)

// ErrScene marks a scene that nobody knows.
var ErrScene = errors.New("scene")

// Scene is a look: light, weather, colours.
type Scene struct {
	Name string
}

// Scenes lists the names.
func Scenes() []string {
	return []string{"clear", "overcast", "low-sun", "dusk", "night", "rain", "fog", "snow", "desert"}
}

// SceneByName finds a scene.
func SceneByName(name string) (Scene, error) {
	for _, known := range Scenes() {
		if known == name {
			return Scene{Name: name}, nil
		}
	}
	return Scene{}, fmt.Errorf("%w: no %q", ErrScene, name)
}

// RandomScene draws a look from a wide range.
func RandomScene(seed uint64) Scene { return Scene{Name: fmt.Sprintf("random:%d", seed)} }
