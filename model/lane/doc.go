// Package lane is the traditional driver: places of paint and of the tarmac's borders in, the lane, then a curvature to steer out.
//
// A Finder looks at the frame and says where stripes and borders are. A Tracker keeps one lane from frame to frame: it predicts where the car's own motion leaves
// it, fits all boundaries at once with one clothoid, robustly, and says how far it can be trusted. A Pilot follows it, and
// falls silent when there is nothing to follow. Nothing here is trained, and nothing knows more than the frame, the speed, the camera's place and
// the measures of a road; how wide the tarmac is, it finds out on the way.
package lane
