package frames

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
)

// identity is what a cache file must have been made from and by to be of use.
type identity struct {
	log, preparation [sha256.Size]byte
	size, count      int
}

// identity asks the log for its hash, and the preparation for its description and for what it does to two
// test pictures: a change of its code, not only of its parameters, makes a cache stale.
func (s *Store) identity() (identity, error) {
	id := identity{log: sha256.Sum256([]byte(s.data.Hash())), size: s.config.Size, count: s.count}
	p, err := s.config.NewPreparer()
	if err != nil {
		return identity{}, err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%d %s", len(s.config.Description), s.config.Description)
	out := make([]byte, s.config.Size)
	for _, img := range probes() {
		if err := p.Bytes(out, img); err != nil {
			return identity{}, fmt.Errorf("frames: preparing a test picture: %w", err)
		}
		h.Write(out)
	}
	h.Sum(id.preparation[:0])
	return id, nil
}

// probes are test pictures of the recorded size, in the form of a frame and in that of a decoded JPEG.
func probes() []image.Image {
	const w, h = 320, 160
	rgb := image.NewRGBA(image.Rect(0, 0, w, h))
	ycc := image.NewYCbCr(rgb.Rect, image.YCbCrSubsampleRatio420)
	for y := range h {
		for x := range w {
			rgb.SetRGBA(x, y, color.RGBA{uint8(x * 7), uint8(y*11 + x), uint8(x * y), 255})
			ycc.Y[ycc.YOffset(x, y)] = uint8(x*5 + y*3)
			ycc.Cb[ycc.COffset(x, y)] = uint8(x * 3)
			ycc.Cr[ycc.COffset(x, y)] = uint8(y * 5)
		}
	}
	return []image.Image{rgb, ycc}
}

func (id identity) fileName() string {
	return fmt.Sprintf("frames-%s-%s.cache", hex.EncodeToString(id.log[:8]), hex.EncodeToString(id.preparation[:8]))
}

// The header: magic, log, preparation, size, count, and a checksum of all that.
const (
	magic       = "steersim frames 1\n"
	headerBytes = len(magic) + 2*sha256.Size + 8 + 8 + 4
)

func (id identity) header() []byte {
	b := make([]byte, 0, headerBytes)
	b = append(b, magic...)
	b = append(b, id.log[:]...)
	b = append(b, id.preparation[:]...)
	b = binary.LittleEndian.AppendUint64(b, uint64(id.size))
	b = binary.LittleEndian.AppendUint64(b, uint64(id.count))
	return binary.LittleEndian.AppendUint32(b, checksum(b))
}
