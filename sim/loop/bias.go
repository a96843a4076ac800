package loop

import "steersim/sim"

// Bias is a steering that is out of line: the car goes a little to one side when it is asked to go straight on. It is a Disturbance.
type Bias struct {
	CurvaturePerM float64 // added to every command
}

// Apply adds the bias.
func (b Bias) Apply(s Sample) sim.Command {
	s.Command.CurvaturePerM += b.CurvaturePerM
	return s.Command
}
