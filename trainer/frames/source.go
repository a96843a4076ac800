package frames

import (
	"image"

	"steersim/recorder"
)

// Source makes a record's pictures, of up to eight kinds. Each Reader has its own, and closes it if it is an io.Closer.
type Source interface {
	// Kinds has bit k set if there is a picture of kind k.
	Kinds(info recorder.Info) uint8
	// Image is good until the next call.
	Image(data recorder.Dataset, i, kind int) (image.Image, error)
	// Name is a kind's, for messages.
	Name(kind int) string
}

// Cameras are the pictures as they were recorded; their kinds are recorder.View's. Only has a bit for each camera that is wanted; 0 is all.
type Cameras struct{ Only uint8 }

// Kinds is of Source, as are Image and Name.
func (c Cameras) Kinds(info recorder.Info) (has uint8) {
	for v, there := range info.Has {
		if there && (c.Only == 0 || c.Only&(1<<v) != 0) {
			has |= 1 << v
		}
	}
	return has
}

// Image is a camera's picture.
func (Cameras) Image(data recorder.Dataset, i, kind int) (image.Image, error) {
	return data.Image(i, recorder.View(kind))
}

// Name is the camera's.
func (Cameras) Name(kind int) string { return recorder.View(kind).String() + " camera" }
