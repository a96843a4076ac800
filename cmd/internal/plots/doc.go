// Package plots draws: values in, PNG out, in the letters and colours of our pages. Whoever wants more than curves and densities adds
// gonum's plotters to what New returns.
package plots
