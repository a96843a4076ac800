package explain

import (
	"context"
	"errors"
	"fmt"
	"image"

	"steersim/camera/cv"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
)

// Film paints what a network looks at over each picture of a video file, as a centre camera sees it, and writes another one. tell is
// called after each picture with how many there were and how many the file says to have. It returns how many there were.
func Film(ctx context.Context, net *setup.Net, from, to string, tell func(done, all int)) (pictures int, err error) {
	e, err := newEye(net, Files(nil))
	if err != nil {
		return 0, err
	}
	defer e.fast.Close()
	in, err := cv.OpenFilm(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	size := in.Size()
	even := image.Pt(size.X&^1, size.Y&^1) // H.264 keeps colour for every second pixel
	out, err := cv.CreateVideo(to, even, max(1, min(in.FPS(), 240)))
	if err != nil {
		return 0, err
	}
	frame := image.NewRGBA(image.Rectangle{Max: size})
	for err == nil {
		if err = ctx.Err(); err != nil {
			break
		}
		var ok bool
		if ok, err = in.Next(frame); !ok {
			break
		}
		if err = e.tint(frame); err == nil {
			err = out.Write(frame.SubImage(image.Rectangle{Max: even}).(*image.RGBA))
		}
		pictures++
		tell(pictures, in.Frames())
	}
	if err == nil && pictures == 0 {
		err = fmt.Errorf("%s holds no picture that can be read", from)
	}
	return pictures, errors.Join(err, out.Close())
}

// tint paints the mask over a frame.
func (e *eye) tint(frame *image.RGBA) error {
	if err := e.prepare.Floats(e.picture, frame); err != nil {
		return err
	}
	_, mask, err := e.finder.Find(e.picture)
	if err != nil {
		return err
	}
	looks := view.Looks{Mask: mask, Width: e.spec.Width, Top: e.config.Top, Bottom: e.config.Bottom}
	looks.Tint(frame)
	return nil
}
