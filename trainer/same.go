package trainer

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// sortedByHash puts logs into the order that training takes them in, whatever order they were named in.
func sortedByHash(logs []Log) []Log {
	logs = slices.Clone(logs)
	slices.SortStableFunc(logs, func(a, b Log) int { return strings.Compare(a.Dataset.Hash(), b.Dataset.Hash()) })
	return logs
}

func describe(logs []Log) []Data {
	var data []Data
	for _, l := range logs {
		data = append(data, Data{Path: l.Path, Hash: l.Dataset.Hash(), Records: l.Dataset.Len(), Assumed: l.Assumed})
	}
	return data
}

// dataHash is the hash of one log, or of the hashes of several.
func dataHash(data []Data) string {
	if len(data) == 1 {
		return data[0].Hash
	}
	h := sha256.New()
	for _, d := range data {
		fmt.Fprintln(h, d.Hash)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sameData refuses other logs than a checkpoint's, and names those. Paths may differ.
func sameData(got, want []Data) error {
	missing, strange := without(want, got), without(got, want)
	switch {
	case len(missing) > 0 && len(strange) > 0:
		return fmt.Errorf("%w: %s has SHA-256 %s, but it was trained on %s with %s", ErrCheckpoint, strange[0].Path, strange[0].Hash, missing[0].Path, missing[0].Hash)
	case len(missing) > 0:
		return fmt.Errorf("%w: it was trained on %s (SHA-256 %s) too, which is not given", ErrCheckpoint, missing[0].Path, missing[0].Hash)
	case len(strange) > 0:
		return fmt.Errorf("%w: it was not trained on %s (SHA-256 %s)", ErrCheckpoint, strange[0].Path, strange[0].Hash)
	}
	for _, d := range got {
		i := slices.IndexFunc(want, func(w Data) bool { return w.Hash == d.Hash })
		if was := want[i].Assumed; d.Assumed != was {
			return fmt.Errorf("%w: of %s it assumed %q, now %q is assumed", ErrCheckpoint, d.Path, was, d.Assumed)
		}
	}
	return nil
}

// without are the logs that others does not hold.
func without(data, others []Data) []Data {
	return slices.DeleteFunc(slices.Clone(data), func(d Data) bool {
		return slices.ContainsFunc(others, func(o Data) bool { return o.Hash == d.Hash })
	})
}

// sameConfig refuses another config than a checkpoint's, naming the first difference.
func sameConfig(got, want Config) error {
	g, err := tree(got)
	if err != nil {
		return err
	}
	w, err := tree(want)
	if err != nil {
		return err
	}
	if at, a, b := difference("", g, w); at != "" {
		return fmt.Errorf("%w: %s is %v, but it was begun with %v", ErrCheckpoint, at, a, b)
	}
	return nil
}

func tree(c Config) (any, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	var t any
	err = d.Decode(&t)
	return t, err
}

// rank puts first what brings other differences with it.
func rank(key string) int {
	switch key {
	case "Spec", "Views", "name":
		return 0
	}
	return 1
}

// difference finds where two JSON trees part; at is "" if they do not.
func difference(at string, a, b any) (where string, was, is any) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		for k := range y {
			if _, both := x[k]; !both {
				keys = append(keys, k)
			}
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
		for _, k := range keys {
			if where, was, is = difference(strings.TrimPrefix(at+"."+k, "."), x[k], y[k]); where != "" {
				return where, was, is
			}
		}
		return "", nil, nil
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			break
		}
		for i := range x {
			if where, was, is = difference(fmt.Sprintf("%s[%d]", at, i), x[i], y[i]); where != "" {
				return where, was, is
			}
		}
		return "", nil, nil
	default:
		if a == b {
			return "", nil, nil
		}
	}
	return at, a, b
}
