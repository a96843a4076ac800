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
	net := fs.String("net", "", netUsage)
	to := fs.String("onnx", "", "write the network to `FILE.onnx`")
	weights := fs.String("weights", "", "write it to `FILE.safetensors`, as a training does: an ensemble in one file")
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	if *to == "" && *weights == "" {
		return fmt.Errorf("%w: export: no --onnx and no --weights given", errUsage)
	}
	files := claims{}
	files.read(*net)
	for _, path := range []string{*weights, *to} {
		if err := files.write(path); err != nil {
			return fmt.Errorf("%w: export: %w", errUsage, err)
		}
	}
	n, err := setup.LoadNet(*net)
	if err != nil {
		return err
	}
	if *weights != "" {
		if err := n.Save(*weights); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s: %s, %d parameters\n", *weights, n.Spec().Name, n.Spec().Parameters())
	}
	if *to == "" {
		return nil
	}
	if err := file.Write(*to, n.Export); err != nil {
		return err
	}
	in := n.Spec().Input()
	_, err = fmt.Fprintf(s.out, "%s: %s, %s (1, %d, %d, %d) in, %s (1, 1) out\n", *to, n.Spec().Name, onnx.InputName, in.Channels, in.Height, in.Width, onnx.OutputName)
	return err
}
