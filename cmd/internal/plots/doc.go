// Package plots draws: values in, plots in the letters and colours of our pages out, as PNG.
package plots
