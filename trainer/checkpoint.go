package trainer

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"steersim/model"
)

// ErrCheckpoint is a checkpoint that cannot be gone on from.
var ErrCheckpoint = errors.New("checkpoint")

// Data names a log that was trained on.
type Data struct {
	Path    string `json:"path"`
	Hash    string `json:"sha256"`
	Records int    `json:"records"`
	Assumed string `json:"assumed,omitempty"`
}

// Checkpoint is a training at the end of an epoch: all that the next one depends on.
type Checkpoint struct {
	Config   Config
	Data     []Data // by hash
	Version  string
	Engine   string
	Platform string
	First    string  `json:",omitempty"` // SHA-256 of the weights that it began with; "": they were drawn
	Epoch    int     // that is done; 0: none yet
	Best     int     // epoch; 0: none yet
	BestLoss float64 // of validation
	History  []Epoch

	State       model.FitState `json:"-"`
	BestWeights model.Weights  `json:"-"` // ready to drive
}

// head is the part of the file that is text.
type head struct {
	Checkpoint
	Step    int64
	Tensors []shape // of each group below
	Groups  int     // weights, first and second moments, and the best epoch's weights if there is one
}

type shape struct {
	Name  string
	Shape []int
}

// The file: magic, length of the text, text (JSON), numbers (float32, little endian), SHA-256 of all that.
const (
	checkpointMagic = "steersim checkpoint 2\n"
	maxHeadBytes    = 64 << 20
)

// ReadCheckpoint reads the checkpoint of a training run's directory.
func ReadCheckpoint(dir string) (Checkpoint, error) {
	path := filepath.Join(dir, checkpointName)
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is a folder or a device, want a file", path)
	}
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	c, err := decodeCheckpoint(b)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %s: %w", ErrCheckpoint, path, err)
	}
	return c, nil
}

func (c Checkpoint) encode() ([]byte, error) {
	h := head{Checkpoint: c, Step: c.State.Step, Groups: 3}
	for _, t := range c.State.Weights.Tensors {
		h.Tensors = append(h.Tensors, shape{t.Name, t.Shape})
	}
	groups := []model.Weights{c.State.Weights, c.State.M, c.State.V}
	if c.Best > 0 {
		h.Groups++
		groups = append(groups, c.BestWeights)
	}
	text, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	b := append([]byte(nil), checkpointMagic...)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(text)))
	b = append(b, text...)
	for _, g := range groups {
		if len(g.Tensors) != len(h.Tensors) {
			return nil, fmt.Errorf("%w: a group of %d tensors, want %d", ErrCheckpoint, len(g.Tensors), len(h.Tensors))
		}
		for i, t := range g.Tensors {
			if len(t.Data) != volume(h.Tensors[i].Shape) {
				return nil, fmt.Errorf("%w: %s has %d values, want %d", ErrCheckpoint, t.Name, len(t.Data), volume(h.Tensors[i].Shape))
			}
			for _, v := range t.Data {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			}
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func decodeCheckpoint(b []byte) (Checkpoint, error) {
	if len(b) < len(checkpointMagic)+8+sha256.Size || !bytes.HasPrefix(b, []byte(checkpointMagic)) {
		return Checkpoint{}, fmt.Errorf("%d bytes that do not begin with %q: no checkpoint of this version", len(b), checkpointMagic)
	}
	b, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if got := sha256.Sum256(b); !bytes.Equal(got[:], sum) {
		return Checkpoint{}, fmt.Errorf("it is torn or damaged: its SHA-256 is %x, want %x", got, sum)
	}
	b = b[len(checkpointMagic):]
	n := binary.LittleEndian.Uint64(b)
	b = b[8:]
	if n > maxHeadBytes || n > uint64(len(b)) {
		return Checkpoint{}, fmt.Errorf("its text is %d bytes long, want at most %d", n, min(maxHeadBytes, len(b)))
	}
	var h head
	d := json.NewDecoder(bytes.NewReader(b[:n]))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return Checkpoint{}, fmt.Errorf("its text: %w", err)
	}
	return h.attach(b[n:])
}

// attach reads the numbers.
func (h head) attach(b []byte) (Checkpoint, error) {
	total := 0
	for _, s := range h.Tensors {
		v := volume(s.Shape)
		if v < 0 || v > len(b)/4 {
			return Checkpoint{}, fmt.Errorf("%s has shape %v, want %d values at most", s.Name, s.Shape, len(b)/4)
		}
		total += v
	}
	if want := 3 + min(h.Best, 1); h.Groups != want || total*4*h.Groups != len(b) {
		return Checkpoint{}, fmt.Errorf("%d bytes of numbers in %d groups, want %d bytes in %d", len(b), h.Groups, 4*total*want, want)
	}
	group := func() model.Weights {
		w := model.Weights{Spec: h.Config.Spec}
		for _, s := range h.Tensors {
			t := model.Tensor{Name: s.Name, Shape: s.Shape, Data: make([]float32, volume(s.Shape))}
			for i := range t.Data {
				t.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
			}
			b = b[4*len(t.Data):]
			w.Tensors = append(w.Tensors, t)
		}
		return w
	}
	c := h.Checkpoint
	c.State = model.FitState{Step: h.Step, Weights: group(), M: group(), V: group()}
	if h.Groups == 4 {
		c.BestWeights = group()
	}
	return c, nil
}

// volume is -1 for a shape that is none, or too large to be one.
func volume(shape []int) int {
	n := 1
	for _, side := range shape {
		if side < 1 || side > 1<<28 || n > 1<<28 {
			return -1
		}
		n *= side
	}
	return n
}
