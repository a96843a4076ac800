package model

import "fmt"

// PilotNet is the network of Bojarski et al., "End to End Learning for Self-Driving Cars" (arXiv 1604.07316), figure 4:
// 252,219 parameters and 26,876,342 multiply-adds. The "1164 neurons" printed beside the flattened layer are not a
// layer: with one there would be six times as many parameters as the paper says. The paper names no activation.
func PilotNet() Spec {
	return Spec{
		Name:     "pilotnet",
		Channels: 3, Height: 66, Width: 200,
		Conv: []Conv{
			{Out: 24, Kernel: 5, Stride: 2}, // (3, 66, 200) -> (24, 31, 98)
			{Out: 36, Kernel: 5, Stride: 2}, // -> (36, 14, 47)
			{Out: 48, Kernel: 5, Stride: 2}, // -> (48, 5, 22)
			{Out: 64, Kernel: 3, Stride: 1}, // -> (64, 3, 20)
			{Out: 64, Kernel: 3, Stride: 1}, // -> (64, 1, 18)
		},
		Dense:      []int{100, 50, 10, 1}, // 1152 -> 100 -> 50 -> 10 -> 1
		Activation: ReLU,
	}
}

// SpecByName returns one of SpecNames.
func SpecByName(name string) (Spec, error) {
	for _, s := range Specs() {
		if s.Name == name {
			return s, nil
		}
	}
	return Spec{}, fmt.Errorf("%w: there is no %q, want one of %v", ErrSpec, name, SpecNames())
}

// SpecNames are the architectures that SpecByName knows.
func SpecNames() (names []string) {
	for _, s := range Specs() {
		names = append(names, s.Name)
	}
	return names
}

// variantDropout is the share of PilotNet's variant that has some.
const variantDropout = 0.2

// Specs are all of them.
func Specs() []Spec {
	all := []Spec{PilotNet(), Perceptron(), OrientedGradients(), MidLevel(), ALVINN()}
	for _, a := range []Activation{ELU, Sigmoid, Tanh} {
		s := PilotNet()
		s.Name, s.Activation = "pilotnet-"+string(a), a
		all = append(all, s)
	}
	s := PilotNet()
	s.Name, s.Dropout = "pilotnet-dropout", variantDropout
	return append(all, s)
}
