// Package model is the network's definition: a Spec and Weights in, a Predictor's curvature out.
package model
