// Package sim moves the car: a State and a Command in, the State a hundredth of a second later out.
//
// These conventions hold in every package; the readers and writers of foreign formats convert at their own edge.
//
//	axes       x east, y north, in metres; heading in radians, counter-clockwise from x
//	signs      steering, curvature and offsets are positive to the LEFT
//	           (NVIDIA, Udacity and donkeycar are positive to the right)
//	units      SI; the unit is in the name of every number that has one: SpeedMPS, SteerRad, CurvaturePerM
//	time       an integer tick of 10 ms; cameras and drivers act every 5th tick, that is at 20 Hz
//	position   the car's is its centre of mass; offsets from the lane's centre are measured there
//	seeds      one a run, one named stream a use; noise is a function of (seed, tick, pixel), not of call order
//	command    a driver asks for a curvature, 1/r in 1/m (Bojarski et al. 2016), never for a wheel angle
//
// The same seed gives the same drive bit for bit on one CPU family. Products that feed a sum are wrapped in
// float64(...), because Go may fuse them with the addition on some processors.
package sim
