// Package trainer teaches a network from logs: records in, the weights that predict their curvature out.
package trainer
