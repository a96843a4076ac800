// Package replay drives over a recorded log, with no model of the world: the log's pictures and poses in, the samples of a
// driver's own drive out.
//
// It is the simulator of Bojarski et al. 2016, section 6 and figure 5: what the driver sees is the frame recorded nearest along
// the road, moved to where the car is by now; its command moves the car by the vehicle model; a car that strays by more than a
// metre from the lane's centre is put back there. Speed is the log's.
package replay
