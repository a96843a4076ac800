//go:build cgo && !nodnnl

#include "onednn.h"

#include <stdlib.h>

static const dnnl_dims_t none = {0}; // no padding; no dilation

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t desc_create(desc *out, int ndims, const dnnl_dim_t *dims, dnnl_data_type_t type, dnnl_format_tag_t tag) {
	return dnnl_memory_desc_create_with_tag(out, ndims, dims, type, tag);
}

void desc_free(desc d) {
	if (d) dnnl_memory_desc_destroy(d);
}

static dnnl_status_t pass_over(dnnl_primitive_desc_t *pd, dnnl_status_t s, int skip) {
	if (s != dnnl_success) return s;
	for (; skip > 0 && s == dnnl_success; skip--) s = dnnl_primitive_desc_next_impl(*pd);
	if (s != dnnl_success) {
		dnnl_primitive_desc_destroy(*pd);
		*pd = NULL;
	}
	return s;
}

dnnl_status_t conv_forward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, dnnl_prop_kind_t kind, const conv_descs *c,
		const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_status_t s = dnnl_convolution_forward_primitive_desc_create(pd, e, kind, dnnl_convolution_direct, c->src,
			c->weights, c->bias, c->dst, c->strides, none, none, none, attr);
	return pass_over(pd, s, skip);
}

dnnl_status_t conv_backward_weights(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_status_t s = dnnl_convolution_backward_weights_primitive_desc_create(pd, e, dnnl_convolution_direct, c->src,
			c->weights, c->bias, c->dst, c->strides, none, none, none, hint, attr);
	return pass_over(pd, s, skip);
}

dnnl_status_t conv_backward_data(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_status_t s = dnnl_convolution_backward_data_primitive_desc_create(pd, e, dnnl_convolution_direct, c->src,
			c->weights, c->dst, c->strides, none, none, none, hint, attr);
	return pass_over(pd, s, skip);
}

dnnl_status_t act_backward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const activation *a, desc_view dst,
		const_dnnl_primitive_attr_t attr) {
	dnnl_primitive_desc_t hint;
	dnnl_status_t s = dnnl_eltwise_forward_primitive_desc_create(&hint, e, dnnl_forward_training, a->from_dst, dst, dst,
			a->alpha, 0, attr);
	if (s != dnnl_success) return s;
	s = dnnl_eltwise_backward_primitive_desc_create(pd, e, a->from_dst, dst, dst, dst, a->alpha, 0, hint, attr);
	dnnl_primitive_desc_destroy(hint);
	return s;
}

dnnl_status_t append_activation(dnnl_post_ops_t ops, const activation *a) {
	return dnnl_post_ops_append_eltwise(ops, a->fused, a->alpha, 0);
}

#else

dnnl_status_t desc_create(desc *out, int ndims, const dnnl_dim_t *dims, dnnl_data_type_t type, dnnl_format_tag_t tag) {
	*out = calloc(1, sizeof **out);
	if (!*out) return dnnl_out_of_memory;
	return dnnl_memory_desc_init_by_tag(*out, ndims, dims, type, tag);
}

void desc_free(desc d) { free(d); }

static dnnl_status_t pass_over(dnnl_primitive_desc_t *pd, const_dnnl_op_desc_t d, const_dnnl_primitive_attr_t attr,
		dnnl_engine_t e, const_dnnl_primitive_desc_t hint, int skip) {
	dnnl_primitive_desc_iterator_t it;
	dnnl_status_t s = dnnl_primitive_desc_iterator_create(&it, d, attr, e, hint);
	if (s != dnnl_success) return s;
	for (; skip > 0 && s == dnnl_success; skip--) s = dnnl_primitive_desc_iterator_next(it);
	if (s == dnnl_success) {
		*pd = dnnl_primitive_desc_iterator_fetch(it);
		if (!*pd) s = dnnl_out_of_memory;
	}
	dnnl_primitive_desc_iterator_destroy(it);
	return s;
}

dnnl_status_t conv_forward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, dnnl_prop_kind_t kind, const conv_descs *c,
		const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_convolution_desc_t d;
	dnnl_status_t s = dnnl_convolution_forward_desc_init(&d, kind, dnnl_convolution_direct, c->src, c->weights, c->bias,
			c->dst, c->strides, none, none);
	return s != dnnl_success ? s : pass_over(pd, &d, attr, e, NULL, skip);
}

dnnl_status_t conv_backward_weights(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_convolution_desc_t d;
	dnnl_status_t s = dnnl_convolution_backward_weights_desc_init(&d, dnnl_convolution_direct, c->src, c->weights,
			c->bias, c->dst, c->strides, none, none);
	return s != dnnl_success ? s : pass_over(pd, &d, attr, e, hint, skip);
}

dnnl_status_t conv_backward_data(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip) {
	dnnl_convolution_desc_t d;
	dnnl_status_t s = dnnl_convolution_backward_data_desc_init(&d, dnnl_convolution_direct, c->src, c->weights, c->dst,
			c->strides, none, none);
	return s != dnnl_success ? s : pass_over(pd, &d, attr, e, hint, skip);
}

dnnl_status_t act_backward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const activation *a, desc_view dst,
		const_dnnl_primitive_attr_t attr) {
	dnnl_eltwise_desc_t d;
	dnnl_primitive_desc_t hint;
	dnnl_status_t s = dnnl_eltwise_forward_desc_init(&d, dnnl_forward_training, a->from_dst, dst, a->alpha, 0);
	if (s != dnnl_success) return s;
	s = dnnl_primitive_desc_create(&hint, &d, attr, e, NULL);
	if (s != dnnl_success) return s;
	s = dnnl_eltwise_backward_desc_init(&d, a->from_dst, dst, dst, a->alpha, 0);
	if (s == dnnl_success) s = dnnl_primitive_desc_create(pd, &d, attr, e, hint);
	dnnl_primitive_desc_destroy(hint);
	return s;
}

dnnl_status_t append_activation(dnnl_post_ops_t ops, const activation *a) {
	return dnnl_post_ops_append_eltwise(ops, 1, a->fused, a->alpha, 0);
}

#endif
