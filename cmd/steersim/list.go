package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"steersim/assets"
	"steersim/camera/scene"
)

func roads(_ context.Context, fs *flag.FlagSet, args []string, s streams) error {
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	t := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, name := range assets.Roads() {
		road, err := assets.Road(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%.2f km\t%s\n", name, road.LengthM()/1000, road.Markings.Setting)
	}
	for _, row := range []string{
		"random:SEED\t\tfrom the generator, another for every seed",
		"random:SEEDxSCALE\t\tthe same so many times as large and fast: random:7x3",
		"random:FIRST..LAST\t\tall of these seeds, also with a scale behind it: random:1..40x3",
		"FILE.csv\t\ta circuit in the TUM format (x_m,y_m,w_tr_right_m,w_tr_left_m) or a plan (x_m,y_m,radius_m)",
	} {
		fmt.Fprintln(t, row)
	}
	return t.Flush()
}

func scenes(_ context.Context, fs *flag.FlagSet, args []string, s streams) error {
	if _, err := parse(fs, args, 0); err != nil {
		return err
	}
	for _, name := range scene.Names() {
		fmt.Fprintln(s.out, name)
	}
	fmt.Fprintln(s.out, "random:SEED")
	return nil
}
