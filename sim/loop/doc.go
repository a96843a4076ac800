// Package loop is one tick of driving: look, decide, note, act.
package loop
