package loop

import "steersim/sim"

// Disturbance comes between what the driver wants and what the car does. Sinks see the driver's own command.
type Disturbance interface {
	// Apply returns the command to carry out for this tick's sample. It is called once a control tick, in order,
	// but not on ticks with an intervention.
	Apply(s Sample) sim.Command
}
