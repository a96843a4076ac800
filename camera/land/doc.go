// Package land surveys what lies around a road: a road in, tiles of road coordinates and the things beside it out.
//
// A Map answers, for points of the plane, how far to the left of the centre line they are (d) and at which arc length
// (s). It is read-only after construction and safe for concurrent use.
package land
