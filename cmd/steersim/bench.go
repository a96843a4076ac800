package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
)

// How often each benchmark is run; the median is quoted.
const benchRuns = 5

// suite is a part that can be measured alone.
type suite struct {
	name string
	run  func(ctx context.Context) ([]figure, error)
}

func bench(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error {
	asJSON := fs.Bool("json", false, "print the figures as JSON")
	bfloat16 := fs.Bool("bfloat16", false, "train in bfloat16, as train --bfloat16 does")
	operands, err := parse(fs, args, 1)
	if err != nil {
		return err
	}
	train := func(ctx context.Context) ([]figure, error) { return benchTrain(ctx, *bfloat16) }
	suites := []suite{{"train", train}, {"infer", benchInfer}, {"camera", benchCamera}, {"loop", benchLoop}}
	only := ""
	if len(operands) > 0 {
		only = operands[0]
	}
	var known []string
	for _, suite := range suites {
		known = append(known, suite.name)
	}
	if only != "" && !slices.Contains(known, only) {
		return fmt.Errorf("%w: bench %q, want one of %s, or nothing for all", errUsage, only, strings.Join(known, ", "))
	}
	if *bfloat16 && only != "" && only != "train" {
		return fmt.Errorf("%w: bench: --bfloat16 is for train, not for %s", errUsage, only)
	}
	fmt.Fprintln(s.err, "machine:", machine())
	figures := []figure{}
	for _, suite := range suites {
		if only != "" && only != suite.name {
			continue
		}
		fmt.Fprintf(s.err, "bench: %s\n", suite.name)
		got, err := suite.run(ctx)
		if err != nil {
			return errors.Join(err, printFigures(s.out, figures, *asJSON))
		}
		figures = append(figures, got...)
	}
	fmt.Fprintln(s.err, "machine:", machine())
	return printFigures(s.out, figures, *asJSON)
}
