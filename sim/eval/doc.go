// Package eval is the driving score: the samples of a drive in, a report, a trace and the table of many drives out.
package eval
