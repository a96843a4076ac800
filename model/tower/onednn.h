// What differs between oneDNN 2.x and 3.x, in one place: the same few calls for both.
#ifndef STEERSIM_ONEDNN_H
#define STEERSIM_ONEDNN_H

#include <oneapi/dnnl/dnnl.h>
#include <stddef.h>

#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t desc;
typedef const_dnnl_memory_desc_t desc_view;
#else
typedef dnnl_memory_desc_t *desc;
typedef const dnnl_memory_desc_t *desc_view;
#endif

// desc_free takes NULL too.
dnnl_status_t desc_create(desc *out, int ndims, const dnnl_dim_t *dims, dnnl_data_type_t type, dnnl_format_tag_t tag);
void desc_free(desc d);

// conv_descs is one convolution without padding, seen from all its sides.
typedef struct {
	desc src, weights, bias, dst;
	dnnl_dims_t strides;
} conv_descs;

// The activation's forms: behind a convolution, and on its own for the gradient, which is taken from the output.
typedef struct {
	dnnl_alg_kind_t fused, from_dst;
	float alpha;
} activation;

// One primitive descriptor each; attr is never NULL. oneDNN has several kernels for a convolution, in its own order of
// preference: skip is how many of them to pass over. Behind the last one the status is dnnl_unimplemented or so.
dnnl_status_t conv_forward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, dnnl_prop_kind_t kind, const conv_descs *c,
		const_dnnl_primitive_attr_t attr, int skip);
dnnl_status_t conv_backward_weights(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip);
dnnl_status_t conv_backward_data(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip);
dnnl_status_t act_backward(dnnl_primitive_desc_t *pd, dnnl_engine_t e, const activation *a, desc_view dst,
		const_dnnl_primitive_attr_t attr);
dnnl_status_t append_activation(dnnl_post_ops_t ops, const activation *a);

#endif
