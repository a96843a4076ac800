// Package recordertest helps to test what uses logs: a log in memory, drives made up from a formula, and suites for the
// contracts of recorder.Writer and recorder.Dataset.
package recordertest
