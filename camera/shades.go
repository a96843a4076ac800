package camera

import "steersim/camera/land"

// shades is the light on the ground where things stand in the sun: factors of 256, at the corners of the grid's cells, and
// blurred copies for far away.
type shades struct {
	sun    int32 // where no shadow is
	planes []uint8
}

// Levels of the shadows: cells of 0.5, 2 and 8 m; beyond, the sun is everywhere.
const (
	shadeLevels = 3
	shadeNodes0 = land.Nodes * land.Nodes
	shadeNodes1 = 9 * 9
	shadeNodes2 = 3 * 3
	placeShades = shadeNodes0 + shadeNodes1 + shadeNodes2
)

// shadeLevel is the level for ground of which a pixel covers some metres in depth.
func shadeLevel(deepM float64) int {
	switch {
	case deepM < 1.2:
		return 0
	case deepM < 5:
		return 1
	case deepM < 20:
		return 2
	}
	return shadeLevels
}

// at is the light in a cell of a place, between its corners.
func (h *shades) at(place int32, level int, i, j int32, u, v float32) int32 {
	if level >= shadeLevels || h.planes == nil {
		return h.sun
	}
	begin, side := int(place)*placeShades, land.Nodes
	switch level {
	case 1:
		begin, side = begin+shadeNodes0, 9
		u, v = (float32(i&3)+u)*0.25, (float32(j&3)+v)*0.25
		i, j = i>>2, j>>2
	case 2:
		begin, side = begin+shadeNodes0+shadeNodes1, 3
		u, v = (float32(i&15)+u)*0.0625, (float32(j&15)+v)*0.0625
		i, j = i>>4, j>>4
	}
	at := begin + int(j)*side + int(i)
	q := h.planes[at : at+side+2]
	a, b, c, d := float32(q[0]), float32(q[1]), float32(q[side]), float32(q[side+1])
	bottom, top := a+u*(b-a), c+u*(d-c)
	return int32(bottom+v*(top-bottom)) + 1
}
