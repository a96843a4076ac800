// Package frames hands out a log's pictures as the network wants them: records in, prepared bytes out. Decoding or painting
// one costs more than a training step, so the prepared pictures are kept in a file, which is built in the first pass
// over all cores, is checked at every picture read from it, and is built anew when it does not belong to the log.
package frames
