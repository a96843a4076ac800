// Package report shows drives and trainings: runs and histories in, tables and pictures out. Its Page is what an evaluation, a
// comparison and an explanation are written on.
package report
