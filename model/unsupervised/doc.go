// Package unsupervised learns from pictures alone, before any driver is imitated: pictures in, first weights of a spec out, whose
// features or layers stand for what the pictures have in them.
package unsupervised
