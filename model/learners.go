package model

// Perceptron is one linear unit on the pixels of the picture.
func Perceptron() Spec {
	return onFeatures("perceptron", Features{Kind: Pixels}) // 39,600 pixels
}

// OrientedGradients is a linear unit on features that an engineer chose.
func OrientedGradients() Spec {
	return onFeatures("features", Features{Kind: Gradients, Rows: 11, Columns: 25, Orientations: 9}) // cells of 6x8 pixels, 8,640 features
}

// MidLevel is a linear unit on features that were learnt from pictures alone.
func MidLevel() Spec {
	return onFeatures("midlevel", Features{Kind: Patches, Rows: 4, Columns: 12, Kernel: 6, Stride: 4, Components: 32, Atoms: 64}) // 3,072 features
}

// ALVINN is one hidden layer on a small picture: 30x32 points and 29 hidden units (Pomerleau 1989). What is another: its output is
// the curvature itself and no row of 45 units, its hidden units are symmetric sigmoids, and it has no range finder and no unit for
// the road's brightness; the picture's contrast is normalised instead.
func ALVINN() Spec {
	s := onFeatures("alvinn", Features{Kind: Retina, Rows: 30, Columns: 32})
	s.Dense, s.Activation = []int{29, 1}, Tanh
	return s
}

func onFeatures(name string, f Features) Spec {
	s := PilotNet()
	s.Name, s.Conv, s.Features, s.Dense = name, nil, f, []int{1}
	return s
}
