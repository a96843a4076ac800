package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"steersim/cmd/internal/explain"
	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/progress"
	"steersim/cmd/internal/setup"
	"steersim/model/saliency"
)

func explainNet(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	var images setup.List
	driver := fs.String("driver", "net", "who looks: net, or lane, the traditional driver")
	net := fs.String("net", "", "weights file or training run; left out: the net in assets")
	data := fs.String("data", "", "pictures of the log at `PATH`")
	most := fs.Int("frames", 1000, "of the log, at the most, evenly spread")
	video := fs.String("video", "", "a video `FILE` as a centre camera sees; what is looked at is painted over it, in DIR/looks.mp4")
	out := fs.String("out", "", "`DIR` of the page")
	fs.Var(&images, "image", "picture `FILES`, PNG or JPEG, as a centre camera sees; again or with commas for more")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	asked := 0
	for _, is := range []bool{*data != "", len(images) > 0, *video != ""} {
		if is {
			asked++
		}
	}
	switch {
	case asked != 1:
		return fmt.Errorf("%w: explain: want --data, --image or --video, one of them", errUsage)
	case *out == "":
		return fmt.Errorf("%w: explain: no --out given", errUsage)
	case *data == "" && given(fs, "frames") != "":
		return fmt.Errorf("%w: explain: --frames is for --data: of --image and --video all are looked at", errUsage)
	case *most < 1:
		return fmt.Errorf("%w: explain: %d frames, want 1 or more", errUsage, *most)
	}
	if err := overwritten(images, *out); err != nil {
		return fmt.Errorf("%w: explain: %w", errUsage, err)
	}
	switch {
	case *driver != "net" && *driver != "lane":
		return fmt.Errorf("%w: explain: driver %q, want net or lane", errUsage, *driver)
	case *driver == "lane" && *net != "":
		return fmt.Errorf("%w: explain: --net %s: %s", errUsage, *net, without(*driver))
	case *driver == "lane" && *video != "":
		return fmt.Errorf("%w: explain: --video shows what a network looks at; drive --driver lane and explain --data show the lane", errUsage)
	case *driver == "lane":
		return explainLane(ctx, images, *data, *most, *out, s)
	}
	n, err := setup.LoadNet(*net)
	if err != nil {
		return err
	}
	if *video != "" {
		if place(*video) == place(filepath.Join(*out, filmName)) {
			return fmt.Errorf("%w: explain: %s is read, and would be written over: want another --out", errUsage, *video)
		}
		return explainFilm(ctx, n, *video, *out, s)
	}
	frames, done, err := framesOf(ctx, images, *data, *most, s)
	if err != nil {
		return err
	}
	defer done()
	line := progress.New(s.progress(), "explain", float64(explain.Steps(frames)), "pictures")
	steps := 0
	f, err := explain.Run(ctx, n, frames, *out, func() { steps++; line.Update(float64(steps), "") })
	if err != nil {
		line.Stop()
		return fmt.Errorf("explain: %w", err)
	}
	line.Done(float64(steps), "")
	q := f.Sanity
	fmt.Fprintf(s.out, "%s: moving what is salient steers %s as much as moving everything, the background %s; ",
		filepath.Join(*out, "index.html"), f.Shifts.OfWhole(saliency.Salient), f.Shifts.OfWhole(saliency.Background))
	if q.ThreeCameras > 0 {
		fmt.Fprintf(s.out, "left cameras steer right in %.1f %%, right ones left in %.1f %%, ", q.LeftSteers, q.RightSteers)
	}
	fmt.Fprintf(s.out, "shifts to the right steer right, the more the farther, in %.1f %%, moved cars back in %.1f %% of %d pictures\n", q.ShiftMonotone, q.MoveMonotone, f.Frames)
	return nil
}

// overwritten refuses pictures that are called as those which go to the page's folder, and lie there.
func overwritten(images []string, dir string) error {
	for _, image := range images {
		at := place(image)
		if name := filepath.Base(at); filepath.Dir(at) == place(dir) && (matches("mask-*.png", name) || matches("lane-*.png", name)) {
			return fmt.Errorf("%s is read, and would be written over: want another --out", image)
		}
	}
	return nil
}

// framesOf are the pictures of files or of a log; done closes it.
func framesOf(ctx context.Context, images []string, data string, most int, s streams) (frames explain.Frames, done func(), err error) {
	if data == "" {
		return explain.Files(images), func() {}, nil
	}
	logs, err := logbook.Open(ctx, []string{data}, logbook.Car{})
	if err != nil {
		return nil, nil, err
	}
	tellLogs(logs, s)
	return explain.NewLog(logs[0].Dataset, most), func() { _ = logs[0].Dataset.Close() }, nil // it was only read
}

// explainLane shows the traditional driver's stages.
func explainLane(ctx context.Context, images []string, data string, most int, dir string, s streams) error {
	frames, done, err := framesOf(ctx, images, data, most, s)
	if err != nil {
		return err
	}
	defer done()
	line := progress.New(s.progress(), "explain", float64(frames.Len()), "pictures")
	looked := 0
	f, err := explain.Lane(ctx, frames, dir, func() { looked++; line.Update(float64(looked), "") })
	if err != nil {
		line.Stop()
		return fmt.Errorf("explain: %w", err)
	}
	line.Done(float64(looked), "")
	fmt.Fprintf(s.out, "%s: a lane in %d of %d pictures", filepath.Join(dir, "index.html"), f.Found, f.Frames)
	if f.Truths > 0 {
		fmt.Fprintf(s.out, "; off by %.3f m, %.4f rad and %.4f 1/m on the average", f.OffsetM, f.Heading, f.Curve)
	}
	fmt.Fprintln(s.out)
	return nil
}

const filmName = "looks.mp4"

// explainFilm makes looks.mp4 of a video.
func explainFilm(ctx context.Context, n *setup.Net, video, dir string, s streams) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var line *progress.Line
	said := 0
	path := filepath.Join(dir, filmName)
	pictures, err := explain.Film(ctx, n, video, path, func(done, all int) {
		said = all
		if line == nil {
			line = progress.New(s.progress(), "explain", float64(max(all, done)), "pictures")
		}
		line.Update(float64(done), "")
	})
	if line != nil {
		line.Stop()
	}
	if err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	of := ""
	if pictures < said {
		of = fmt.Sprintf(" of the %d that %s says to have: the others cannot be read", said, video)
	}
	fmt.Fprintf(s.out, "%s: %d pictures%s\n", path, pictures, of)
	return nil
}
