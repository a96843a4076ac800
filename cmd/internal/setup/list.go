package setup

import (
	"fmt"
	"strconv"
	"strings"
)

// List is a flag that may be given again and takes comma lists: --road a,b --road c.
// A range random:1..20 stands for random:1, random:2 and so on to random:20, and random:1..20x3 for random:1x3 to random:20x3.
type List []string

// String is the list as it would be given.
func (l *List) String() string { return strings.Join(*l, ",") }

// Set adds what one flag says.
func (l *List) Set(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			return fmt.Errorf("%q: an empty name in the list", text)
		}
		expanded, err := expand(name)
		if err != nil {
			return err
		}
		*l = append(*l, expanded...)
	}
	return nil
}

// mostOfRange bounds a range: a slip of the finger should not fill the memory.
const mostOfRange = 10_000

func expand(name string) ([]string, error) {
	seeds, ok := strings.CutPrefix(name, randomPrefix)
	if !ok {
		return []string{name}, nil
	}
	seeds, scale, scaled := strings.Cut(seeds, scaleMark)
	if scaled {
		scale = scaleMark + scale
	}
	from, to, ok := strings.Cut(seeds, "..")
	if !ok {
		return []string{name}, nil
	}
	first, err1 := strconv.ParseUint(from, 10, 64)
	last, err2 := strconv.ParseUint(to, 10, 64)
	if err1 != nil || err2 != nil || last < first || last-first >= mostOfRange {
		return nil, fmt.Errorf("%q is not a range of seeds, want random:FIRST..LAST with at most %d of them", name, mostOfRange)
	}
	var names []string
	for seed := first; ; seed++ {
		names = append(names, randomPrefix+strconv.FormatUint(seed, 10)+scale)
		if seed == last {
			return names, nil
		}
	}
}

// Seeds is a list of seeds: --seed 1,2 --seed 7.
type Seeds []uint64

// String is the list as it would be given.
func (s *Seeds) String() string {
	var parts []string
	for _, seed := range *s {
		parts = append(parts, strconv.FormatUint(seed, 10))
	}
	return strings.Join(parts, ",")
}

// Set adds what one flag says.
func (s *Seeds) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		seed, err := strconv.ParseUint(strings.TrimSpace(part), 10, 64)
		if err != nil {
			return fmt.Errorf("%q is not a seed, want a whole number from 0", part)
		}
		*s = append(*s, seed)
	}
	return nil
}
