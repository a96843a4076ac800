// Package recorder keeps drives: the loop's samples and three cameras in, a log of encoded records out, and back.
//
// A log holds drives, a drive holds records ten (or twenty) times a simulated second, a record holds up to three JPEG
// pictures with the steering that went with them. Recorder is the loop's Sink; a Writer stores what it makes; a Dataset
// is a log opened again. The formats have a package each below this one.
package recorder
