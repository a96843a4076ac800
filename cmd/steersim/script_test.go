package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"steersim/camera/cv"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"steersim": func() {
			os.Exit(status(context.Background(), os.Args[1:], streams{out: os.Stdout, err: os.Stderr}))
		},
	})
}

// The scripts in testdata/script read as stories of what people do at the command line.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, Condition: func(name string) (bool, error) {
		if name != "opencv" {
			return false, fmt.Errorf("unknown condition %q", name)
		}
		return cv.Version() != "", nil
	}})
}
