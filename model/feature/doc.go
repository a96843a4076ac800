// Package feature is what learners before the deep ones looked at: a prepared picture in, fixed features of it out. The features
// are those of a model.Spec without convolutions.
package feature
