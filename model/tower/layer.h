// One convolution with its activation: the primitives for one shard of samples and the packed weights.
#ifndef STEERSIM_LAYER_H
#define STEERSIM_LAYER_H

#include "step.h"

typedef struct {
	dnnl_dim_t in_c, in_h, in_w, out_c, out_h, out_w, kernel, stride;
	dnnl_data_type_t type; // of what the kernels multiply: dnnl_f32 or dnnl_bf16; they sum in f32
	conv_descs plain;    // activations channels-last, weights as Go has them: f32 (out, in, k, k)
	step forward;        // src, weights, bias -> dst, activation included
	step act;            // gradient behind the activation -> gradient before it, in place
	step weights;        // src, gradient -> gradients of weights and bias
	step data;           // gradient, weights -> gradient of src; not in the first layer
	step to_forward, to_data, from_weights; // between plain weights and the formats that the steps want
	buffer w_plain, w_forward, w_data, bias;
} layer;

// The layer's shapes must be set. Returns NULL, or an error that the caller frees.
char *layer_create(layer *l, dnnl_engine_t e, int samples, const activation *a, int train, int first);
void layer_destroy(layer *l);

// layer_load packs plain weights.
dnnl_status_t layer_load(layer *l, dnnl_stream_t s, const float *weights, const float *bias);

size_t layer_weights(const layer *l); // floats of the plain weights

#endif
