package assets

import _ "embed"

//go:embed net.safetensors
var net []byte

// Net is the shipped network's weights file. SOURCES.md says how it was trained.
func Net() []byte { return net }
