// Package view composes what is shown of a drive: the car's view, a sample and the score so far in, one picture out.
//
// It paints on image.RGBA, so that videos, windows and screenshots show the same. All measures are made for a picture
// 1280 wide and grow with it.
package view
