package model

// Spec is a network's architecture: normalisation, convolutions without padding or fixed features in their place, dense
// layers, one output. Every layer but the last is followed by the activation. The input is YUV as camera.Prepare makes it, 0
// to 255; the network itself maps it to -1 to 1.
type Spec struct {
	Name       string     `json:"name"`
	Channels   int        `json:"channels"`
	Height     int        `json:"height"`
	Width      int        `json:"width"`
	Conv       []Conv     `json:"conv"`
	Features   Features   `json:"features,omitzero"` // in the place of convolutions; zero: there are convolutions
	Dense      []int      `json:"dense"`             // outputs of each dense layer; the last is 1, the curvature
	Activation Activation `json:"activation"`
	Dropout    float64    `json:"dropout,omitempty"` // share of the inputs of each dense layer but the last that a training step leaves out
	Members    int        `json:"members,omitempty"` // so many networks of this architecture, whose mean is the answer; 0: one
}

// Conv is one convolution layer, without padding.
type Conv struct {
	Out    int `json:"out"`
	Kernel int `json:"kernel"`
	Stride int `json:"stride"`
}

// Activation is the non-linearity behind every layer but the last.
type Activation string

// Activations.
const (
	ReLU    Activation = "relu"
	ELU     Activation = "elu"
	Sigmoid Activation = "sigmoid"
	Tanh    Activation = "tanh"
)

// Activations are all of them.
func Activations() []Activation { return []Activation{ReLU, ELU, Sigmoid, Tanh} }

// Tensor is one named parameter array in row-major order.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// Weights are a network's parameters, in the order of its layers: conv1.weight (out, in, k, k), conv1.bias (out), ...,
// fc1.weight (out, in), fc1.bias (out), ... The dense input is the last convolution's output flattened as (C, H, W). Behind the
// layers' parameters come the constants of the features, which no training moves. In an ensemble all that is there for every
// member: member1.conv1.weight, ...
type Weights struct {
	Spec    Spec
	Tensors []Tensor
}

// Predictor is a network that is ready to drive.
type Predictor interface {
	// Predict takes one (C, H, W) picture of camera.Prepare, 0 to 255, and does not keep it.
	// It is not safe for concurrent use.
	Predict(x []float32) (curvaturePerM float32, err error)
}

// Batch is what one training step sees.
type Batch struct {
	N      int
	X      []float32 // (N, C, H, W), 0 to 255
	Y      []float32 // (N), the curvature to learn, 1/m
	Weight []float32 // (N), the share of each sample in the loss; mean about 1
}

// FitState is all that training needs to go on to the same bits: raw parameters and Adam's moments.
type FitState struct {
	Step    int64
	Weights Weights
	M, V    Weights
}
