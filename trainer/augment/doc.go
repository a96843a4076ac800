// Package augment makes one training picture into another that the road could have shown: a prepared picture and
// random numbers in, the picture from a shifted and turned car in other light out, with its corrected label.
//
// Pictures are camera.Prepare's planar YUV bytes, (3, H, W). Nothing is mirrored: the lane has a side.
package augment
