// Package report shows drives and trainings: runs and histories in, tables, pages and pictures out.
package report
