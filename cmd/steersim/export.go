package main

import (
	"context"
	"flag"
	"fmt"

	"steersim/cmd/internal/file"
	"steersim/cmd/internal/setup"
	"steersim/model/onnx"
)

func export(_ context.Context, fs *flag.FlagSet, args []string, s streams) error {
	net := fs.String("net", "", "weights file or training run; left out: the net in assets")
	to := fs.String("onnx", "", "write the network to `FILE.onnx`")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	if *to == "" {
		return fmt.Errorf("%w: export: no --onnx given", errUsage)
	}
	n, err := setup.LoadNet(*net)
	if err != nil {
		return err
	}
	if err := file.Write(*to, n.Export); err != nil {
		return err
	}
	in := n.Spec().Input()
	_, err = fmt.Fprintf(s.out, "%s: %s, %s (1, %d, %d, %d) in, %s (1, 1) out\n", *to, n.Spec().Name, onnx.InputName, in.Channels, in.Height, in.Width, onnx.OutputName)
	return err
}
