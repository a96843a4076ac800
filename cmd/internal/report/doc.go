// Package report shows results: runs and histories in, tables and plots out.
package report
