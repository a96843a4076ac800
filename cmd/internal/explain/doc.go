// Package explain shows what a network looks at: a network and pictures in, a page with masks, the papers' shift experiment, tests
// that need no label, and the inside of the convolutions out. Of the traditional driver it shows every stage, from the frame to the lane.
package explain
