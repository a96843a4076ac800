// Package setup turns flags into parts of the loop: names in, roads, scenes, networks and drivers out.
package setup
