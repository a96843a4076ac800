// A stack of convolutions as one call each way: pictures in, features out; gradient of the features in, of the weights out.
// All arrays are plain: pictures and features (n, channels, height, width), weights (out, in, k, k). No pointer is kept
// after a call. A tower serves one caller at a time.
#ifndef STEERSIM_TOWER_H
#define STEERSIM_TOWER_H

#define TOWER_LAYERS 16 // at most

typedef struct tower tower;

enum tower_activation { TOWER_RELU, TOWER_ELU, TOWER_SIGMOID, TOWER_TANH, TOWER_ACTIVATIONS };

typedef struct {
	int channels, height, width;
	int layers, out[TOWER_LAYERS], kernel[TOWER_LAYERS], stride[TOWER_LAYERS];
	int activation; // of enum tower_activation
	int bf16;    // 1: the kernels multiply bfloat16 and sum in f32, 0: f32 throughout
	int batch;   // samples at most
	int shard;   // samples of a shard: the unit of work, and of the order in which gradients are summed
	int threads; // the caller included
	int train;   // 0: no backward
} tower_spec;

// tower_create returns NULL and a tower, or a message that the caller frees, with nothing left behind.
char *tower_create(const tower_spec *spec, tower **out);
void tower_destroy(tower *t);

// The others return 0, oneDNN's status, or TOWER_NOT_FINITE for weights or pictures that hold what is no number;
// tower_status says it in words.
#define TOWER_NOT_FINITE (-1)
int tower_load(tower *t, int layer, const float *weights, const float *bias);
int tower_forward(tower *t, int n, const float *x, float *y);
// tower_backward belongs to the forward before it. gradients: weights and bias of each layer, one behind the other.
int tower_backward(tower *t, int n, const float *dy, float *gradients);
const char *tower_status(int status);

#endif
