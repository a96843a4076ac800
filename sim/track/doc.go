// Package track is the road: a centre line with widths in, the position of a car on its lane out.
package track
