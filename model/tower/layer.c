//go:build cgo && !nodnnl

#include "layer.h"

#include "kernel.h"

#include <stdlib.h>
#include <string.h>

static dnnl_status_t describe(conv_descs *c, const layer *l, int samples, dnnl_data_type_t type, dnnl_format_tag_t tag) {
	const dnnl_dim_t src[] = {samples, l->in_c, l->in_h, l->in_w}, dst[] = {samples, l->out_c, l->out_h, l->out_w};
	const dnnl_dim_t w[] = {l->out_c, l->in_c, l->kernel, l->kernel};
	c->strides[0] = c->strides[1] = l->stride;
	dnnl_status_t s = desc_create(&c->src, 4, src, l->type, dnnl_acdb);
	if (s == dnnl_success) s = desc_create(&c->weights, 4, w, type, tag);
	if (s == dnnl_success) s = desc_create(&c->bias, 1, w, dnnl_f32, dnnl_a);
	if (s == dnnl_success) s = desc_create(&c->dst, 4, dst, l->type, dnnl_acdb);
	return s;
}

static void forget(conv_descs *c) {
	desc_free(c->src);
	desc_free(c->weights);
	desc_free(c->bias);
	desc_free(c->dst);
	*c = (conv_descs){0};
}

// create_steps makes the primitives; oneDNN chooses the format of the weights and of their gradients.
static char *create_steps(layer *l, dnnl_engine_t e, const conv_descs *weights, const conv_descs *gradients,
		const activation *a, int train, int first, dnnl_primitive_attr_t attr) {
	dnnl_post_ops_t ops;
	dnnl_primitive_attr_t fused;
	dnnl_status_t s = dnnl_primitive_attr_clone(&fused, attr);
	if (s != dnnl_success) return failed("attributes", s);
	s = dnnl_post_ops_create(&ops);
	if (s == dnnl_success) {
		s = append_activation(ops, a);
		if (s == dnnl_success) s = dnnl_primitive_attr_set_post_ops(fused, ops);
		dnnl_post_ops_destroy(ops);
	}
	char *err = s == dnnl_success ? NULL : failed("activation", s);
	if (!err) err = step_convolution(&l->forward, "forward", train ? FORWARD : INFERENCE, l->out_c, e, weights, NULL, fused);
	dnnl_primitive_attr_destroy(fused);
	if (err || !train) return err;
	err = step_finish(&l->act, "activation's gradient", act_backward(&l->act.pd, e, a, l->plain.dst, attr));
	if (err) return err;
	const_dnnl_primitive_desc_t hint = l->forward.pd;
	long blocked = l->in_c < 8 ? 16 : l->in_c; // here it is the input's channels; a picture's few have kernels of their own
	err = step_convolution(&l->weights, "gradient of weights", WEIGHTS, blocked, e, gradients, hint, attr);
	if (err || first) return err;
	return step_convolution(&l->data, "gradient of data", DATA, l->in_c, e, weights, hint, attr);
}

// create_packing makes room for the weights and the reorders into it.
static char *create_packing(layer *l, dnnl_engine_t e) {
	desc_view plain = l->plain.weights, forward = step_desc(&l->forward, dnnl_query_weights_md, 0);
	char *err = step_reorder(&l->to_forward, "weights to forward", e, plain, forward);
	if (err) return err;
	dnnl_status_t s = buffer_create(&l->w_plain, e, plain, NULL);
	if (s == dnnl_success) s = buffer_create(&l->w_forward, e, forward, NULL);
	if (s == dnnl_success) s = buffer_create(&l->bias, e, l->plain.bias, NULL);
	if (s != dnnl_success) return failed("room for weights", s);
	if (l->weights.pd) {
		desc_view gradient = step_desc(&l->weights, dnnl_query_diff_weights_md, 0);
		err = step_reorder(&l->from_weights, "gradient to plain", e, gradient, plain);
		if (err) return err;
	}
	if (!l->data.pd) return NULL;
	desc_view data = step_desc(&l->data, dnnl_query_weights_md, 0);
	err = step_reorder(&l->to_data, "weights to data", e, plain, data);
	if (err) return err;
	s = buffer_create(&l->w_data, e, data, NULL);
	return s == dnnl_success ? NULL : failed("room for weights", s);
}

// check_half refuses kernels that only imitate bfloat16, which is slower than float32 and no better.
static char *check_half(const layer *l) {
	const step *steps[] = {&l->forward, &l->weights, &l->data};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i]->pd && !kernel_half(step_kernel(steps[i])))
			return failure("onednn would take the kernel %s", step_kernel(steps[i]));
	return NULL;
}

char *layer_create(layer *l, dnnl_engine_t e, int samples, const activation *a, int train, int first) {
	conv_descs weights = {0}, gradients = {0};
	dnnl_primitive_attr_t attr = NULL;
	char *err = NULL;
	dnnl_status_t s = describe(&l->plain, l, samples, dnnl_f32, dnnl_abcd);
	if (s == dnnl_success) s = describe(&weights, l, samples, l->type, dnnl_format_tag_any);
	if (s == dnnl_success) s = describe(&gradients, l, samples, dnnl_f32, dnnl_format_tag_any);
	if (s == dnnl_success) s = dnnl_primitive_attr_create(&attr);
	if (s == dnnl_success) s = dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user);
	if (s != dnnl_success) err = failed("shapes", s);
	if (!err) err = create_steps(l, e, &weights, &gradients, a, train, first, attr);
	if (l->type == dnnl_bf16) {
		char *why = err ? err : check_half(l);
		err = why ? failure("no bfloat16 on this processor: %s", why) : NULL;
		free(why);
	}
	if (!err) err = create_packing(l, e);
	if (attr) dnnl_primitive_attr_destroy(attr);
	forget(&weights);
	forget(&gradients);
	return err;
}

void layer_destroy(layer *l) {
	step *steps[] = {&l->forward, &l->act, &l->weights, &l->data, &l->to_forward, &l->to_data, &l->from_weights};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) step_destroy(steps[i]);
	buffer *buffers[] = {&l->w_plain, &l->w_forward, &l->w_data, &l->bias};
	for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) buffer_destroy(buffers[i]);
	forget(&l->plain);
}

size_t layer_weights(const layer *l) { return (size_t)(l->out_c * l->in_c * l->kernel * l->kernel); }

dnnl_status_t layer_load(layer *l, dnnl_stream_t stream, const float *weights, const float *bias) {
	memcpy(l->w_plain.p, weights, layer_weights(l) * sizeof *weights);
	memcpy(l->bias.p, bias, (size_t)l->out_c * sizeof *bias);
	dnnl_exec_arg_t forward[] = {{DNNL_ARG_FROM, l->w_plain.m}, {DNNL_ARG_TO, l->w_forward.m}};
	dnnl_status_t s = step_run(&l->to_forward, stream, 2, forward);
	if (s != dnnl_success || !l->data.pd) return s;
	dnnl_exec_arg_t data[] = {{DNNL_ARG_FROM, l->w_plain.m}, {DNNL_ARG_TO, l->w_data.m}};
	return step_run(&l->to_data, stream, 2, data);
}
