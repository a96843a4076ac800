// Package native keeps a log in one MCAP file: drives and records in, messages in chunks with a CRC out, and back.
//
//	/camera/centre, /camera/left, /camera/right   foxglove.CompressedImage, JPEG
//	/steering                                     steersim.Steering, with the simulator's truth in a message of its own
//	metadata "drive", one a drive                 number, road, scene, seed, vehicle, version, lane
//
// The messages of a record have the same log time. Log time is simulated time in nanoseconds; a drive goes on at the
// next whole second after the one before. There is no other clock: the same drives give the same bytes.
//
// A log is written under its own name from the first byte. Each chunk, half a simulated second, goes to the operating
// system as soon as it is whole, so a killed recorder leaves a file that says all but its last chunk; with the four
// records on their way in a recorder.Recorder, that is less than a second. A write error, such as a full disk, cuts the
// file back to its last whole chunk.
//
// The reader goes through the data from the front and needs no summary or footer. What is cut off at the end is left
// out, and Log.Cut says so; damage anywhere else is an error that names the offset, since nobody should train on part
// of a log unknowingly. (The public `mcap recover` makes a new file of what is whole; let it not compress.)
// Pictures are read from the file when they are asked for.
package native
