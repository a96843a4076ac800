package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"steersim/cmd/internal/logbook"
	"steersim/cmd/internal/progress"
	"steersim/recorder"
)

func convert(ctx context.Context, flags *flag.FlagSet, args []string, s streams) error {
	var car logbook.Car
	from := flags.String("from", "", "the log's `PATH`, of any format")
	to := flags.String("to", "", "the new log's `PATH`, which must not exist")
	format := flags.String("format", "", "its format: native (MCAP), udacity (driving_log.csv and IMG) or donkey (tub v2)")
	car.Register(flags)
	if _, err := parse(flags, args, 0); err != nil {
		return err
	}
	switch {
	case *from == "":
		return fmt.Errorf("%w: convert: no --from given", errUsage)
	case *to == "":
		return fmt.Errorf("%w: convert: no --to given", errUsage)
	}
	kind, err := logbook.FormatByName(*format)
	if err != nil {
		return fmt.Errorf("%w: convert: %w", errUsage, err)
	}
	source, err := logbook.FormatOf(*from)
	if err != nil {
		return err
	}
	var written logbook.Car // what flags say is of the log that is read, if another program wrote it
	if source == logbook.Native {
		idle := given(flags, "log-speed")
		if kind == logbook.Native {
			idle = given(flags, "lock-deg", "wheelbase", "log-speed")
		}
		if idle != "" {
			return fmt.Errorf("%w: convert: --%s: %s needs no such thing to be said, nor does %s", errUsage, idle, *from, *to)
		}
		written = car
	}
	log, err := logbook.OpenOne(ctx, *from, car)
	if err != nil {
		return err
	}
	if log.Dataset.Len() == 0 {
		return errors.Join(fmt.Errorf("%s holds no whole record, want a log", *from), log.Dataset.Close())
	}
	tellLogs([]logbook.Log{log}, s)
	err = copyLog(ctx, *to, kind, written, log, s)
	if err = errors.Join(err, log.Dataset.Close()); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %d records in %d drives, as %s\n", *to, log.Dataset.Len(), len(log.Dataset.Drives()), kind)
	return nil
}

// copyLog writes all of a log to a new one, of which nothing is left if that fails.
func copyLog(ctx context.Context, path string, kind logbook.Format, car logbook.Car, log logbook.Log, s streams) error {
	w, err := logbook.Create(path, kind, car)
	if err != nil {
		return err
	}
	line := progress.New(s.progress(), "convert", float64(log.Dataset.Len()), "records")
	c := &counted{Writer: w, ctx: ctx, line: line}
	err = errors.Join(recorder.Copy(c, log.Dataset), w.Close())
	if err != nil {
		line.Stop()
		return errors.Join(fmt.Errorf("%s: %w", path, err), os.RemoveAll(path))
	}
	line.Done(float64(c.records), "")
	return nil
}

// counted is a writer that shows how far it is, and ends with its context.
type counted struct {
	recorder.Writer
	ctx     context.Context // of one copy, which has no other way to be stopped
	line    *progress.Line
	records int
}

// Write is of recorder.Writer.
func (c *counted) Write(r recorder.Record) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	c.records++
	c.line.Update(float64(c.records), "")
	return c.Writer.Write(r)
}
