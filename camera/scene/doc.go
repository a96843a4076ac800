// Package scene says how the world looks: a name or a seed in, light, air, weather, colours and film out. It paints nothing.
//
//	ByName   the nine named scenes, made by hand; the network in assets learnt from none of them
//	Random   a look drawn from a range far wider than theirs
//
// Colours are linear light, in which sunlit white paint is about one; Film says how such light becomes a picture. The zero Scene
// is none: start from ByName or Random and change what is wanted.
package scene
