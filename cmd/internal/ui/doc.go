// Package ui is the one door to Ebitengine: a window that shows an App's picture and passes on what hands do. None of
// Ebitengine's types leave it.
package ui
