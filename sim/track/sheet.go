package track

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Limits of a road file.
const (
	minPoints   = 8
	maxPoints   = 100_000
	maxFileB    = 16 << 20
	maxCoordM   = 1e7 // a little more than from the equator to a pole
	maxWidthM   = 100
	minLengthM  = 50
	maxLengthM  = 100_000
	duplicateM  = 1e-3
	surveyTitle = "x_m,y_m,w_tr_right_m,w_tr_left_m"
	planTitle   = "x_m,y_m,radius_m"
)

// row is one line of numbers of a road file.
type row struct {
	line   int
	values [4]float64
}

// sheet is a road file that has been read but not understood: its rows and settings.
type sheet struct {
	plan     bool
	rows     []row
	settings settings
}

func readSheet(r io.Reader) (sheet, error) {
	s := sheet{settings: settings{markings: defaultMarkings, right: defaultTarmacM, left: defaultTarmacM}}
	limited := &io.LimitedReader{R: r, N: maxFileB}
	lines := bufio.NewScanner(limited)
	n := 0
	for lines.Scan() {
		n++
		text := strings.TrimSpace(lines.Text())
		if n == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if err := s.take(n, text); err != nil {
			return sheet{}, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return sheet{}, fmt.Errorf("line %d: %w: over %d characters, want numbers", n+1, ErrFormat, bufio.MaxScanTokenSize)
	} else if err != nil {
		return sheet{}, fmt.Errorf("line %d: %w", n+1, err)
	}
	if limited.N == 0 {
		return sheet{}, fmt.Errorf("line %d: %w: the file is over %d MB", n, ErrFormat, maxFileB>>20)
	}
	return s, s.check(n)
}

// take reads one line: a comment, a row, or nothing.
func (s *sheet) take(n int, text string) error {
	switch {
	case text == "":
		return nil
	case text[0] == '#':
		return s.comment(strings.TrimSpace(text[1:]))
	case len(s.rows) == maxPoints:
		return fmt.Errorf("%w: over %d points", ErrFormat, maxPoints)
	}
	columns := strings.Split(s.title(), ",")
	fields := strings.Split(text, ",")
	if len(fields) != len(columns) {
		return fmt.Errorf("%w: %d columns, want %d: %s", ErrFormat, len(fields), len(columns), s.title())
	}
	p := row{line: n}
	for i, field := range fields {
		least, most := -maxCoordM, maxCoordM
		if i >= 2 {
			least, most = 0, maxWidthM
			if s.plan {
				most = maxRadiusM
			}
		}
		var err error
		if p.values[i], err = number(columns[i], strings.TrimSpace(field), least, most); err != nil {
			return err
		}
	}
	if len(s.rows) > 0 {
		if last := s.rows[len(s.rows)-1]; p.near(last) {
			return fmt.Errorf("%w: the point (%g, %g) repeats that of line %d", ErrFormat, p.values[0], p.values[1], last.line)
		}
	}
	s.rows = append(s.rows, p)
	return nil
}

func (s *sheet) title() string {
	if s.plan {
		return planTitle
	}
	return surveyTitle
}

func (s *sheet) comment(text string) error {
	if words, ok := strings.CutPrefix(text, settingsPrefix); ok {
		return s.settings.set(words)
	}
	title := strings.ReplaceAll(text, " ", "")
	if !strings.HasPrefix(title, "x_m") {
		return nil
	}
	if title != surveyTitle && title != planTitle {
		return fmt.Errorf("%w: columns %q, want %q or %q", ErrFormat, title, surveyTitle, planTitle)
	}
	if len(s.rows) > 0 {
		return fmt.Errorf("%w: the columns' names stand behind the first point", ErrFormat)
	}
	s.plan = title == planTitle
	return nil
}

// number reads a finite number within bounds.
func number(name, text string, least, most float64) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%w: %s is %q, want a finite number", ErrFormat, name, text)
	}
	if v < least || v > most {
		return 0, fmt.Errorf("%w: %s is %s, want %g to %g", ErrFormat, name, text, least, most)
	}
	return v, nil
}

func (p row) near(q row) bool {
	return math.Hypot(p.values[0]-q.values[0], p.values[1]-q.values[1]) < duplicateM
}

// check looks at the sheet as a whole; n is its last line.
func (s *sheet) check(n int) error {
	least := minPoints
	if s.plan {
		least = minCorners
	} else if s.settings.hasWidths {
		return fmt.Errorf("%w: settings right_m and left_m are a plan's; a survey has widths of its own", ErrFormat)
	}
	if len(s.rows) < least {
		return fmt.Errorf("line %d: %w: %d points, want at least %d", n, ErrFormat, len(s.rows), least)
	}
	first, last := s.rows[0], s.rows[len(s.rows)-1]
	if first.near(last) {
		return fmt.Errorf("line %d: %w: the last point (%g, %g) repeats the first, of line %d; the line closes by itself",
			last.line, ErrFormat, last.values[0], last.values[1], first.line)
	}
	length := 0.0
	for i, p := range s.rows {
		next := s.rows[(i+1)%len(s.rows)]
		length += math.Hypot(next.values[0]-p.values[0], next.values[1]-p.values[1])
	}
	if length < minLengthM || length > maxLengthM {
		return fmt.Errorf("%w: the line is %.4g m long, want %d to %d m", ErrShape, length, minLengthM, maxLengthM)
	}
	return nil
}
