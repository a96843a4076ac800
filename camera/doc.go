// Package camera paints what the car sees: a state, a road and a scene in, an RGB frame out; and it prepares frames for the
// network: an RGB frame in, a small YUV picture out.
//
// The world is flat. The painter runs on one goroutine, allocates nothing per frame and paints any size.
package camera
