package donkey

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"steersim/recorder"
)

const maxLineBytes = 16 << 20

// readLines gives every line, without its end, and says of the last whether it had one.
func readLines(in io.Reader, take func(line []byte, whole bool) error) error {
	r := bufio.NewReaderSize(in, 1<<16)
	var line []byte
	for n := 1; ; n++ {
		line = line[:0]
		for {
			part, err := r.ReadSlice('\n')
			line = append(line, part...)
			if len(line) > maxLineBytes {
				return fmt.Errorf("line %d: %w: it is longer than %d bytes, want a catalog", n, recorder.ErrFormat, maxLineBytes)
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("line %d: %w", n, err)
			}
			break
		}
		if len(line) == 0 {
			return nil
		}
		whole := line[len(line)-1] == '\n'
		if whole {
			line = line[:len(line)-1]
		}
		if err := take(line, whole); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if !whole {
			return nil
		}
	}
}
