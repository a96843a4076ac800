package assets

import _ "embed"

//go:embed net.safetensors
var net []byte

// Net is the shipped network's weights file. MODEL.md says how it was trained and how it drives.
func Net() []byte { return net }
