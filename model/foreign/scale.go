package foreign

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Scale brings a byte x to what the network learnt from: x/Divisor + Offset.
type Scale struct{ Divisor, Offset float64 }

// ParseScale reads x, x/255, x/127.5-1 and the like; raw is x.
func ParseScale(text string) (Scale, error) {
	s := Scale{Divisor: 1}
	rest, ok := strings.CutPrefix(strings.ReplaceAll(text, " ", ""), "x")
	if text == "raw" {
		return s, nil
	}
	divisor, divided := strings.CutPrefix(rest, "/")
	var err1, err2 error
	if divided {
		rest = ""
		if at := strings.IndexAny(divisor, "+-"); at >= 0 {
			divisor, rest = divisor[:at], divisor[at:]
		}
		s.Divisor, err1 = strconv.ParseFloat(divisor, 64)
	}
	if rest != "" {
		s.Offset, err2 = strconv.ParseFloat(rest, 64)
		ok = ok && strings.ContainsAny(rest[:1], "+-")
	}
	if !ok || err1 != nil || err2 != nil || !s.sound() {
		return Scale{}, fmt.Errorf("%w: scale %q, want raw, x/255, x/127.5-1 or another x/NUMBER+NUMBER", ErrPilot, text)
	}
	return s, nil
}

// String is what ParseScale reads.
func (s Scale) String() string {
	text := "x"
	if s.Divisor != 1 {
		text += fmt.Sprintf("/%g", s.Divisor)
	}
	if s.Offset != 0 {
		text += fmt.Sprintf("%+g", s.Offset)
	}
	return text
}

func (s Scale) sound() bool {
	return s.Divisor > 0 && !math.IsInf(s.Divisor, 0) && !math.IsNaN(s.Offset) && !math.IsInf(s.Offset, 0)
}
