// Package sky says what is seen above the ground: a scene, the setting of a road and a direction in, light out. It has clouds, sun,
// stars and fog, and before them the silhouettes of what stands at the horizon.
package sky
