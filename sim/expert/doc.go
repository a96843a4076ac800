// Package expert is the privileged driver: the car's true place on a known road in, the curvature of a steady way back to
// the lane's centre out. It teaches; it sees no picture.
package expert
