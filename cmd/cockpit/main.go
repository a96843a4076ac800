// Command cockpit is the window: play and record, or watch a network drive.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"steersim/cmd/internal/cockpit"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/ui"
	"steersim/cmd/internal/window"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(status(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

const usualAfterS = 3.0 // when a screenshot is written

// errUsage marks a command line that cannot be understood.
var errUsage = errors.New("usage")

const usage = `cockpit is the window of steersim: drive and record, or watch a network drive.

  cockpit                                                 asks what to drive, where
  cockpit play   [--road R] [--scene S] [--record PATH]   you drive; R records
  cockpit watch  [--net PATH] [--road R] [--scene S]      the network drives; take the wheel at any time
                 --driver lane                            the traditional driver, in the network's place

R: a road's name, a .csv file or random:SEED; S: a scene's name or random:SEED (steersim roads and steersim scenes list
the names). Without --road and --scene it is the last choice again. F1 in the window shows the keys.

example:
  cockpit watch --road country --scene rain
`

// status runs a command line, says what went wrong, and is the exit status: 0 done, 1 failed, 2 wrong usage.
func status(ctx context.Context, args []string, out, errs io.Writer) int {
	err := run(ctx, args, out)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage), errors.Is(err, setup.ErrName):
		fmt.Fprintln(errs, "cockpit:", err)
		return 2
	}
	fmt.Fprintln(errs, "cockpit:", err)
	return 1
}

func run(ctx context.Context, args []string, out io.Writer) error {
	command := ""
	if len(args) > 0 && (!strings.HasPrefix(args[0], "-") || args[0] == "-h" || args[0] == "--help") {
		command, args = args[0], args[1:]
	}
	switch command {
	case "", "play", "watch":
	case "-h", "--help", "help":
		fmt.Fprint(out, usage)
		return nil
	default:
		return fmt.Errorf("%w: %q, want play, watch or nothing", errUsage, command)
	}
	memory := cockpit.UserMemory()
	last, forgotten := memory.Read()
	c := last
	var (
		fs      = flag.NewFlagSet(strings.TrimSpace("cockpit "+command), flag.ContinueOnError)
		o       = window.Options{Title: "steersim cockpit"}
		log     string
		driver  = "net"
		after   float64
		quit    float64
		seconds = func(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
	)
	if command != "" {
		c.Watch = command == "watch"
		fs.StringVar(&c.Road, "road", last.Road, "`ROAD`: a name, a file, random:SEED or random:SEEDxSCALE")
		fs.StringVar(&c.Scene, "scene", last.Scene, "`SCENE`: a name or random:SEED")
	}
	switch command {
	case "watch":
		fs.StringVar(&driver, "driver", "net", "who drives: net, or lane, the traditional driver")
		fs.StringVar(&c.Net, "net", "", "weights file or training run; left out: the network in the program")
	case "play":
		fs.StringVar(&log, "record", "", "the log's `PATH`, which must not exist; left out: drives/TIME.mcap")
	}
	trace := fs.String("trace", "", "write every control tick to `FILE.csv`, as steersim drive does")
	fs.BoolVar(&o.Fullscreen, "fullscreen", false, "fill the screen")
	fs.StringVar(&o.Screenshot, "screenshot", "", "write what the window shows to a PNG `FILE`")
	fs.Float64Var(&after, "after", usualAfterS, "when the screenshot is written, in `SECONDS`")
	fs.Float64Var(&quit, "quit-after", 0, "close the window after `SECONDS`; 0: never")
	rates := fs.Bool("rates", false, "say at the end how many pictures a second were shown, and what they took")
	fs.SetOutput(io.Discard)
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(out, "%s\nflags of %s:\n", usage, fs.Name())
		fs.SetOutput(out)
		fs.PrintDefaults()
		return nil
	} else if err != nil {
		return fmt.Errorf("%w: %s: %w", errUsage, fs.Name(), err)
	}
	switch {
	case fs.NArg() > 0:
		return fmt.Errorf("%w: %s: unexpected %q", errUsage, fs.Name(), strings.Join(fs.Args(), " "))
	case driver != "net" && driver != "lane":
		return fmt.Errorf("%w: %s: driver %q, want net or lane", errUsage, fs.Name(), driver)
	case driver == "lane" && c.Net != "":
		return fmt.Errorf("%w: %s: --net %s: the lane driver drives without a network", errUsage, fs.Name(), c.Net)
	case o.Screenshot == "" && after != usualAfterS:
		return fmt.Errorf("%w: %s: --after %v without --screenshot: want the file that is written then", errUsage, fs.Name(), after)
	case o.Screenshot != "" && quit > 0 && after >= quit:
		return fmt.Errorf("%w: %s: a screenshot after %v s of a window that closes after %v s, want --after to come first", errUsage, fs.Name(), after, quit)
	case !(after >= 0 && after < 1e6) || !(quit >= 0 && quit < 1e6):
		return fmt.Errorf("%w: %s: --after %v, --quit-after %v: want seconds from 0", errUsage, fs.Name(), after, quit)
	}
	if *rates {
		o.Rates = func(r window.Rates) {
			n := float64(max(r.Pictures, 1))
			fmt.Fprintf(out, "%d pictures in %.1f s: %.1f a second; %.1f ms each, of which %.2f ms to drive and %.2f ms to paint\n", r.Pictures, r.Total.Seconds(),
				n/r.Total.Seconds(), r.Total.Seconds()*1e3/n, r.Update.Seconds()*1e3/n, r.Draw.Seconds()*1e3/n)
		}
	}
	c.Lane = driver == "lane"
	o.After, o.QuitAfter = seconds(after), seconds(quit)
	a, err := cockpit.New(ctx, c, cockpit.Options{Ask: command == "", Log: log, Trace: *trace})
	if err != nil {
		return err
	}
	if forgotten != nil {
		a.Tell(forgotten.Error(), true)
	}
	err = ui.Run(a, o)
	for _, text := range a.Recorded() {
		fmt.Fprintln(out, text)
	}
	choice := a.Choice()
	if command == "watch" && choice.Net == "" {
		choice.Net = last.Net // left out is no choice
	}
	return errors.Join(err, memory.Write(choice))
}
