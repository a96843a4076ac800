// Package explain shows what a network looks at: a network and pictures in, a page with masks, the papers' shift experiment, tests
// that need no label, and the inside of the convolutions out.
package explain
