package udacity

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"steersim/recorder"
)

const (
	maxLineBytes = 1 << 20
	maxRows      = 1 << 22 // 77 hours at fifteen a second
	byteOrder    = "\uFEFF"
)

// readRows gives every row to take, with its line's number from 1. The last line may be cut off.
func readRows(in io.Reader, take func(line int, r row) error) (cut bool, err error) {
	lines := bufio.NewReaderSize(in, maxLineBytes)
	separator, rows := "", 0
	for line := 1; ; line++ {
		text, err := lines.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF) && len(text) == 0:
			return false, nil
		case errors.Is(err, bufio.ErrBufferFull):
			return false, fmt.Errorf("line %d: %w: it is longer than %d bytes, want a driving log", line, recorder.ErrFormat, maxLineBytes)
		case err != nil && !errors.Is(err, io.EOF):
			return false, fmt.Errorf("line %d: %w", line, err)
		}
		whole := err == nil
		content := strings.TrimPrefix(string(text), byteOrder)
		if strings.TrimSpace(content) == "" {
			continue
		}
		first := separator == ""
		if first {
			separator = separatorOf(content)
		}
		fields := split(content, separator)
		switch {
		case first && isHeader(fields):
			if err := checkHeader(fields); err != nil {
				return false, fmt.Errorf("line %d: %w", line, err)
			}
			continue
		case !whole && isCut(fields):
			return true, nil
		case rows == maxRows:
			return false, fmt.Errorf("line %d: %w: more than %d rows", line, recorder.ErrFormat, maxRows)
		}
		rows++
		r, err := parseRow(fields)
		if err == nil {
			err = take(line, r)
		}
		if err != nil {
			return false, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// separatorOf looks for the more frequent: there are tabs behind commas, and commas in paths and numbers between tabs.
func separatorOf(line string) string {
	if strings.Count(line, "\t") > strings.Count(line, ",") {
		return "\t"
	}
	return ","
}

func split(line, separator string) []string {
	fields := strings.Split(line, separator)
	for i, f := range fields {
		fields[i] = strings.TrimSpace(f)
	}
	return fields
}

// isHeader says whether a first line names its columns: none of its numbers is one. A row with one bad number is no header.
func isHeader(fields []string) bool {
	if len(fields) != fieldCount {
		return false
	}
	for _, f := range fields[recorder.Views:] {
		if f == "" || isNumber(f) {
			return false
		}
	}
	return true
}

// columns are the names of a row's fields, as Udacity's own data set has them.
const columns = "center,left,right,steering,throttle,brake,speed"

// checkHeader refuses columns in another order than the simulator's, which would be read as what they are not. It goes by how
// their names begin: people write centre, steering_angle and break.
func checkHeader(fields []string) error {
	for i, begin := range [fieldCount]string{"cent", "left", "right", "steer", "thr", "br", "speed"} {
		if !strings.HasPrefix(strings.ToLower(fields[i]), begin) {
			return fmt.Errorf("%w: column %d is %q, want %s in this order", recorder.ErrFormat, i+1, fields[i], columns)
		}
	}
	return nil
}

// isCut says whether a last line without an end can be the beginning of a row.
func isCut(fields []string) bool {
	return len(fields) < fieldCount || len(fields) == fieldCount && !isNumber(fields[fieldCount-1])
}
