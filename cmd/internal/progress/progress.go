// Package progress shows how far long work has come: counts in, a line with rate and time left out.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// Line is the progress of one piece of work. On a terminal it is one line written over again, elsewhere a plain line
// every few seconds. It is safe for concurrent use.
type Line struct {
	mu       sync.Mutex
	w        io.Writer
	label    string
	unit     string
	total    float64
	started  time.Time
	shown    time.Time
	terminal bool
	width    int
}

// Every how long a line is shown.
const (
	onTerminal = 200 * time.Millisecond
	elsewhere  = 5 * time.Second
)

// New starts a line; total is in units.
func New(w io.Writer, label string, total float64, unit string) *Line {
	f, ok := w.(*os.File)
	now := time.Now()
	return &Line{w: w, label: label, unit: unit, total: total, started: now, shown: now,
		terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// Update says how many units are done; note may add a remark.
func (l *Line) Update(done float64, note string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.due() {
		return
	}
	rate, leftS := done/max(time.Since(l.started).Seconds(), 1e-9), 0.0
	if rate > 0 {
		leftS = (l.total - done) / rate
	}
	l.show(l.text(done, rate, leftS, note))
}

// due says whether it is time for a new line, and takes that time.
func (l *Line) due() bool {
	every := elsewhere
	if l.terminal {
		every = onTerminal
	}
	if time.Since(l.shown) < every {
		return false
	}
	l.shown = time.Now()
	return true
}

// Show is Update with the rate and the seconds left that the work itself knows; 0 left is not known yet.
func (l *Line) Show(done, rate, leftS float64, note string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.due() {
		l.show(l.text(done, rate, leftS, note))
	}
}

// Stop ends the line without a word: what follows begins on a line of its own.
func (l *Line) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
}

// Done ends the line with what was done and how long it took.
func (l *Line) Done(done float64, note string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
	seconds := time.Since(l.started).Seconds()
	text := fmt.Sprintf("%s: %.0f %s in %s (%.3g %s/s)", l.label, done, l.unit, clock(seconds), done/max(seconds, 1e-9), l.unit)
	fmt.Fprintln(l.w, join(text, note))
}

func (l *Line) text(done, rate, leftS float64, note string) string {
	left := "?"
	if leftS > 0 {
		left = clock(leftS)
	}
	return join(fmt.Sprintf("%s: %.0f of %.0f %s, %.3g %s/s, %s left", l.label, done, l.total, l.unit, rate, l.unit, left), note)
}

func join(text, note string) string {
	if note == "" {
		return text
	}
	return text + ", " + note
}

func (l *Line) show(text string) {
	if !l.terminal {
		fmt.Fprintln(l.w, text)
		return
	}
	fmt.Fprintf(l.w, "\r%s%s", text, strings.Repeat(" ", max(0, l.width-len(text))))
	l.width = len(text)
}

func (l *Line) clear() {
	if l.terminal && l.width > 0 {
		fmt.Fprintf(l.w, "\r%s\r", strings.Repeat(" ", l.width))
		l.width = 0
	}
}

// clock writes seconds as 7s, 3m07s or 1h02m.
func clock(seconds float64) string {
	d := time.Duration(max(seconds, 0) * float64(time.Second)).Round(time.Second)
	switch {
	case d >= time.Hour:
		return fmt.Sprintf("%dh%02dm", int(d.Hours()), int(d.Minutes())%60)
	case d >= time.Minute:
		return fmt.Sprintf("%dm%02ds", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%ds", int(d.Seconds()))
}
