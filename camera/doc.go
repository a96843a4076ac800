// Package camera paints what the car sees: a state, a road and a scene in, an RGB frame out; and it prepares frames for the
// network: an RGB frame in, a small YUV picture out.
//
//	road  --NewGround--> Ground: road coordinates and things (camera/land), their textures (camera/texture)
//	scene --New--------> Painter: light (camera/scene), sky (camera/sky), shadows and every line of the picture as tables
//	state --Render-----> sky, ground line by line, things from far to near, rain and snow, film
//	frame --Prepare----> the network's input
//
// The world is flat, so a row of the picture is a straight line on the ground: no pixel needs a division. Lines and borders
// cover pixels by area, textures are mip-mapped: nothing flickers far away. The painter paints any
// size, those from 640x360 on over all processors, and allocates nothing per frame. The same state, road, scene and seed give the
// same bytes.
//
// # How a row of ground is painted
//
//	scan      a straight line over the ground, which a row of pixels shows; line: a scan with all its tables; far rows have several
//	probe     what is known of a point: road coordinates d and s, and the light; one at every few pixels of a line
//	part      a stretch of pixels between two probes, along which d and s grow evenly: all land, all tarmac, or with edges
//	edges     where surfaces meet: places across the road, as they grow from pixel to pixel
//	walk      a place on the ground as the three textures see it, each by a counter that steps with the pixels
//	dye       a surface (scene.Grain: three colours, each laid out by a texture) in the light and fog of a line
//	marks     paint, kerbs and mends of a road; tracks: the wheel tracks across it
//	shades    the sun's light on the ground, at the corners of cells; sheen: that light along a part
//
// # How numbers are kept
//
//	lanes     three colours of 21 bits in a word; light of 1 is 1<<19, and a lane holds almost 4 (lanes.go)
//	factors   8 bits: 256 is one; of light, of a cover, of a blend
//	texels    8 bits, 128 being the mean; of a lit sprite 13 bits a lane, light of 1 being 1<<11 (lit.go)
//	metres    in int32 with 16 bits of fraction, where they grow from pixel to pixel (edges.go)
//	counters  texels with 16 bits of fraction, which wrap around with the texture (walk.go)
//	film      the upper 13 bits of a lane are the place in the table that makes a byte of it (tone.go)
package camera
