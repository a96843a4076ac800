package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"

	"steersim"
	"steersim/camera/cv"
	"steersim/model/graph"
)

func version(_ context.Context, fs *flag.FlagSet, args []string, s streams) error {
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "steersim %s, %s, %s/%s\n", steersim.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	fmt.Fprintf(s.out, "convolutions: %s\n", graph.Engine())
	precision := "float32"
	if graph.BFloat16() {
		precision = "float32, bfloat16"
	}
	fmt.Fprintf(s.out, "learns by: %s\n", precision)
	video := "none (built without OpenCV)"
	if v := cv.Version(); v != "" {
		video = "OpenCV " + v
	}
	_, err := fmt.Fprintf(s.out, "video files: %s\n", video)
	return err
}
