// Package track is the road: a centre line with widths in, the position of a car on its lane out.
//
// A road is closed and flat. Whatever it comes from ends in one table of samples, 0.25 m apart:
//
//	survey -> smooth (spline, Fourier)      -> table -> Road: Centre, LaneCentre, Tarmac, Locate, Nearest, Crossings
//	plan, or the generator's polygon -> path ->
//
// Every road has one driven lane, 3.5 m wide, to the right of the centre line, which is its left border. Tarmac that is
// narrower than the lane is widened to hold it and 0.25 m for its paint; an inner border that would fold in a tight bend is
// clipped to nine tenths of the radius.
package track
