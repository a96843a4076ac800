// Package recorder keeps drives: the loop's samples in, a log of records out, and back.
package recorder
