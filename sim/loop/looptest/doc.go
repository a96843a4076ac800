// Package looptest tests drivers against the loop's contract: a driver in, failures of the test out.
package looptest
