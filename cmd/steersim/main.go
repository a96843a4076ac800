// Command steersim is the headless program: it records, trains, drives and judges.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(status(ctx, os.Args[1:], streams{out: os.Stdout, err: os.Stderr}))
}
