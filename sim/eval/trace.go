package eval

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"steersim/sim"
	"steersim/sim/loop"
)

const traceHeader = "tick,t_s,x_m,y_m,heading_rad,speed_mps,steer_rad,curvature_cmd_per_m,offset_m,heading_error_rad,intervention\n"

// Trace is a sink that writes a drive as CSV, a row a control tick.
type Trace struct {
	w   *bufio.Writer
	row []byte
}

// NewTrace writes the header. The caller closes w after Flush.
func NewTrace(w io.Writer) (*Trace, error) {
	t := &Trace{w: bufio.NewWriterSize(w, 1<<16), row: make([]byte, 0, 256)}
	if _, err := t.w.WriteString(traceHeader); err != nil {
		return nil, fmt.Errorf("trace: header: %w", err)
	}
	return t, nil
}

// Note writes a row.
func (t *Trace) Note(s loop.Sample) error {
	b := strconv.AppendInt(t.row[:0], s.Truth.Tick, 10)
	b = append(b, ',')
	b = strconv.AppendFloat(b, float64(s.Truth.Tick)*sim.TickS, 'f', 2, 64)
	for _, f := range []struct {
		value    float64
		decimals int
	}{
		{s.Truth.XM, 4}, {s.Truth.YM, 4}, {s.Truth.HeadingRad, 6}, {s.Truth.SpeedMPS, 4}, {s.Truth.SteerRad, 6},
		{s.Command.CurvaturePerM, 8}, {s.Lane.OffsetM, 5}, {s.Lane.HeadingErrorRad, 6},
	} {
		b = append(b, ',')
		b = strconv.AppendFloat(b, f.value, 'f', f.decimals, 64)
	}
	if s.Intervention {
		b = append(b, ",1\n"...)
	} else {
		b = append(b, ",0\n"...)
	}
	t.row = b
	if _, err := t.w.Write(b); err != nil {
		return fmt.Errorf("trace: tick %d: %w", s.Truth.Tick, err)
	}
	return nil
}

// Flush writes what is still held back.
func (t *Trace) Flush() error {
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	return nil
}
