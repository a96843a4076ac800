// Package foreign drives by the networks of others: a frame in, prepared as they want it, their answer in, a curvature out.
//
// It knows no file format and no library: who asks the network and who prepares frames is given to it.
package foreign

import "errors"

// ErrPilot is a network that is not described well, cannot be asked, or whose answer cannot be driven.
var ErrPilot = errors.New("foreign network")
