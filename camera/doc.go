// Package camera paints what the car sees: a state, a road and a scene in, an RGB frame out; and it prepares frames for the
// network: an RGB frame in, a small YUV picture out.
//
//	road  --NewGround--> Ground: road coordinates and things (camera/land), their textures (camera/texture)
//	scene --New--------> Painter: light, sky, shadows and every line of the picture as tables
//	state --Render-----> sky, ground line by line, things from far to near, rain and snow, film
//	frame --Prepare----> the network's input
//
// The world is flat, so a row of the picture is a straight line on the ground: no pixel needs a division. Lines and borders
// cover pixels by area, textures are mip-mapped: nothing flickers far away. The painter paints any
// size, those from 640x360 on over all processors, and allocates nothing per frame. The same state, road, scene and seed give the same bytes.
package camera
