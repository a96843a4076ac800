package model

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"steersim/camera"
)

// Meta is what a weights file says beside its numbers.
type Meta struct {
	Prepare  camera.PrepareConfig // how a frame becomes the network's picture; zero: the file does not say
	DataHash string               // SHA-256 of the data that the weights were learned from
	Seeds    map[string]uint64    // by use: "train", "data", ...
	Version  string               // of the program that wrote the file
	Extra    map[string]string    // anything else; keys must not be those below
}

// Keys of the file's metadata. All values are strings, as the format demands.
const (
	keyFormat   = "format"
	keySpec     = "spec"
	keyPrepare  = "prepare"
	keyDataHash = "data_sha256"
	keyVersion  = "version"
	seedPrefix  = "seed."

	fileFormat = "steersim-net-1"
)

// strings puts spec and m into the form of the file.
func (m Meta) strings(spec Spec) (map[string]string, error) {
	s, err := json.Marshal(spec)
	if err != nil {
		return nil, fmt.Errorf("spec: %w", err)
	}
	all := map[string]string{keyFormat: fileFormat, keySpec: string(s), keyDataHash: m.DataHash, keyVersion: m.Version}
	if m.Prepare != (camera.PrepareConfig{}) {
		if err := fits(m.Prepare, spec); err != nil {
			return nil, fmt.Errorf("metadata %q: %w", keyPrepare, err)
		}
		p, err := json.Marshal(m.Prepare)
		if err != nil {
			return nil, fmt.Errorf("metadata %q: %w", keyPrepare, err)
		}
		all[keyPrepare] = string(p)
	}
	for use, seed := range m.Seeds {
		all[seedPrefix+use] = strconv.FormatUint(seed, 10)
	}
	for key, value := range m.Extra {
		if _, taken := all[key]; taken || key == keyPrepare || strings.HasPrefix(key, seedPrefix) {
			return nil, fmt.Errorf("metadata %q is the program's own, want another key", key)
		}
		all[key] = value
	}
	for key, value := range all {
		if !utf8.ValidString(key) || !utf8.ValidString(value) {
			return nil, fmt.Errorf("metadata %q is %q, want UTF-8, since JSON cannot hold other text", key, value)
		}
	}
	return all, nil
}

// parseMeta is the inverse of strings.
func parseMeta(all map[string]string) (Spec, Meta, error) {
	if got := all[keyFormat]; got != fileFormat {
		return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q is %q, want %q", ErrFile, keyFormat, got, fileFormat)
	}
	var spec Spec
	if err := decodeStrictly([]byte(all[keySpec]), &spec); err != nil {
		return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q: %w", ErrFile, keySpec, err)
	}
	if err := spec.Check(); err != nil {
		return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q: %w", ErrFile, keySpec, err)
	}
	m := Meta{DataHash: all[keyDataHash], Version: all[keyVersion]}
	for key, value := range all {
		use, isSeed := strings.CutPrefix(key, seedPrefix)
		switch {
		case key == keyFormat || key == keySpec || key == keyDataHash || key == keyVersion:
		case key == keyPrepare:
			if err := decodeStrictly([]byte(value), &m.Prepare); err != nil {
				return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q: %w", ErrFile, key, err)
			}
			if err := fits(m.Prepare, spec); err != nil {
				return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q: %w", ErrFile, key, err)
			}
		case isSeed:
			seed, err := strconv.ParseUint(value, 10, 64)
			if err != nil {
				return Spec{}, Meta{}, fmt.Errorf("%w: metadata %q is %q, want a number from 0 up", ErrFile, key, value)
			}
			if m.Seeds == nil {
				m.Seeds = make(map[string]uint64)
			}
			m.Seeds[use] = seed
		default:
			if m.Extra == nil {
				m.Extra = make(map[string]string)
			}
			m.Extra[key] = value
		}
	}
	return spec, m, nil
}
