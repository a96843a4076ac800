// Package grid compares trainings: learners, amounts of data and seeds in, a table of how each drove and its spread over the
// seeds out. It knows no network and no road.
package grid
