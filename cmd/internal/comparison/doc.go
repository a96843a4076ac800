// Package comparison speaks of trainings that are compared: rows of a grid in; a table, JSON, curves and a page out, whose sentences are made
// from the numbers.
package comparison
