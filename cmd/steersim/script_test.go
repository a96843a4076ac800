package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"steersim": func() {
			err := run(context.Background(), os.Args[1:], streams{out: os.Stdout, err: os.Stderr})
			if err != nil {
				fmt.Fprintln(os.Stderr, "steersim:", err)
			}
			os.Exit(code(err))
		},
	})
}

// The scripts in testdata/script read as stories of what people do at the command line.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true})
}
