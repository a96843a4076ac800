package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"steersim/cmd/internal/setup"
)

// streams are where a command writes: results to out, progress and remarks to err.
type streams struct {
	out, err io.Writer
	still    bool // progress is not shown: there is other work beside it
}

// progress is where lines of progress go.
func (s streams) progress() io.Writer {
	if s.still {
		return io.Discard
	}
	return s.err
}

// command is one subcommand.
type command struct {
	name, brief, example string
	run                  func(ctx context.Context, fs *flag.FlagSet, args []string, s streams) error
}

func commands() []command {
	return []command{
		{"record", "let the expert drive, or answer a network that does, and keep what the cameras saw", "steersim record --road random:1..20 --scene random:1..20 --minutes 10 --seed 1 --out data/log.mcap", record},
		{"train", "teach a network from logs", "steersim train --data data/log.mcap --out runs/first --epochs 8", train},
		{"drive", "one drive in closed loop, with trace and video", "steersim drive --road country --net runs/first --laps 1 --trace trace.csv --video drive.mp4", drive},
		{"eval", "judge a driver over roads, scenes and seeds", "steersim eval --road random:101..104,country --net runs/first --scene clear,rain --sweep latency,noise=0:20:40 --html eval.html", evaluate},
		{"improve", "let a network learn from its own mistakes, round by round", "steersim improve --data data/log.mcap --rounds 5 --minutes 2 --out runs/better", improve},
		{"compare", "train on little and on much driving, by several seeds, and drive: how scale pays", "steersim compare --minutes 1,4,16 --seed 1,2,3 --out runs/scale", compare},
		{"replay", "judge a network over a recorded log, without a model of the world", "steersim replay --data data/log.mcap --net runs/first --video replay.mp4", replayLog},
		{"explain", "show what a network looks at, as a page", "steersim explain --net runs/first --data data/log.mcap --out what", explainNet},
		{"convert", "write a log in another format", "steersim convert --from data/log.mcap --to data/log --format udacity", convert},
		{"export", "write a network as an ONNX file, for other programs", "steersim export --net runs/first --onnx net.onnx", export},
		{"bench", "measure all, or one of train, infer, camera (the painter) and loop", "steersim bench camera --json", bench},
		{"roads", "list the roads that have a name", "steersim roads", roads},
		{"scenes", "list the scenes", "steersim scenes", scenes},
		{"version", "say what was built in", "steersim version", version},
	}
}

// errUsage marks a command line that cannot be understood.
var errUsage = errors.New("usage")

// errInterventions ends a drive that was asked to fail on them.
var errInterventions = errors.New("the drive ended with interventions")

// status runs a command line, says what went wrong, and is the exit status.
func status(ctx context.Context, args []string, s streams) int {
	out := &checked{Writer: s.out}
	s.out = out
	err := run(ctx, args, s)
	if err == nil && out.err != nil {
		err = fmt.Errorf("what was to be printed: %w", out.err)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		fmt.Fprintln(s.err, "steersim: interrupted:", err)
	case err != nil:
		fmt.Fprintln(s.err, "steersim:", err)
	}
	return code(err)
}

// checked keeps the first error of a writer.
type checked struct {
	io.Writer
	err error
}

// Write is of io.Writer.
func (c *checked) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	if c.err == nil {
		c.err = err
	}
	return n, err
}

func run(ctx context.Context, args []string, s streams) error {
	if len(args) == 0 {
		usage(s.err)
		return fmt.Errorf("%w: no command given, want one of %s", errUsage, names())
	}
	if args[0] == "-h" || args[0] == "--help" || args[0] == "-help" || args[0] == "help" {
		usage(s.out)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
			err := c.run(ctx, fs, args[1:], s)
			if errors.Is(err, flag.ErrHelp) {
				c.help(fs, s.out)
				return nil
			}
			return err
		}
	}
	return fmt.Errorf("%w: unknown command %q, want one of %s", errUsage, args[0], names())
}

// help is a line, an example and the flags.
func (c command) help(fs *flag.FlagSet, w io.Writer) {
	fmt.Fprintf(w, "steersim %s: %s\n\nexample:\n  %s\n", c.name, c.brief, c.example)
	any := false
	fs.VisitAll(func(*flag.Flag) { any = true })
	if any {
		fmt.Fprintf(w, "\nflags:\n")
		fs.SetOutput(w)
		fs.PrintDefaults()
	}
	fmt.Fprintf(w, "\nexit status: 0 done, 1 failed, 2 wrong usage")
	if fs.Lookup("fail-on-intervention") != nil {
		fmt.Fprintf(w, ", 3 interventions and --fail-on-intervention")
	}
	fmt.Fprintln(w)
}

// parse reads the flags; operands, of which at most so many are taken, may stand before, between and behind them.
func parse(fs *flag.FlagSet, args []string, most int) (operands []string, err error) {
	fs.SetOutput(io.Discard) // the error is printed once, by main
	fs.Usage = func() {}     // help is printed by run, when it was asked for
	for {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errUsage, fs.Name(), err)
		}
		if fs.NArg() == 0 {
			return operands, nil
		}
		if len(operands) == most {
			return nil, fmt.Errorf("%w: %s: unexpected %q", errUsage, fs.Name(), fs.Arg(0))
		}
		operands, args = append(operands, fs.Arg(0)), fs.Args()[1:]
	}
}

// given is the first of some flags, by their names, that was given; empty: none was.
func given(fs *flag.FlagSet, names ...string) (first string) {
	fs.Visit(func(f *flag.Flag) {
		if first == "" && slices.Contains(names, f.Name) {
			first = f.Name
		}
	})
	return first
}

func usage(w io.Writer) {
	fmt.Fprint(w, "steersim records, trains, drives and judges end-to-end steering.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  steersim %-8s %s\n", c.name, c.brief)
	}
	fmt.Fprint(w, "\nsteersim COMMAND -h shows the flags and an example.\n")
}

func names() string {
	var list []string
	for _, c := range commands() {
		list = append(list, c.name)
	}
	return strings.Join(list, ", ")
}

// usageIfName makes a name that stands for nothing wrong usage; a file that cannot be read is a failure.
func usageIfName(err error) error {
	if errors.Is(err, setup.ErrName) {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	return err
}

// code is the exit status for an error.
func code(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.Is(err, errInterventions):
		return 3
	}
	return 1
}
