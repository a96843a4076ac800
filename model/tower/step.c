//go:build cgo && !nodnnl

#define _GNU_SOURCE // vasprintf
#include "step.h"

#include "kernel.h"

#include <oneapi/dnnl/dnnl_debug.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *failure(const char *format, ...) {
	char *text = NULL;
	va_list args;
	va_start(args, format);
	if (vasprintf(&text, format, args) < 0) text = strdup("out of memory");
	va_end(args);
	return text;
}

char *failed(const char *what, dnnl_status_t s) {
	return failure("%s: onednn says %s", what, dnnl_status2str(s));
}

dnnl_status_t buffer_create(buffer *b, dnnl_engine_t e, desc_view d, void *p) {
	b->bytes = dnnl_memory_desc_get_size(d);
	b->p = p;
	if (!p) {
		size_t room = (b->bytes + 63) / 64 * 64 + 64;
		b->p = aligned_alloc(64, room);
		if (!b->p) return dnnl_out_of_memory;
		b->owned = 1;
		memset(b->p, 0, room);
	}
	return dnnl_memory_create(&b->m, d, e, b->p);
}

void buffer_destroy(buffer *b) {
	if (b->m) dnnl_memory_destroy(b->m);
	if (b->owned) free(b->p);
	*b = (buffer){0};
}

desc_view step_desc(const step *s, dnnl_query_t what, int index) {
	return dnnl_primitive_desc_query_md(s->pd, what, index);
}

dnnl_status_t step_run(const step *s, dnnl_stream_t stream, int n, const dnnl_exec_arg_t *args) {
	return dnnl_primitive_execute(s->run, stream, n, args);
}

void step_destroy(step *s) {
	if (s->run) dnnl_primitive_destroy(s->run);
	if (s->pd) dnnl_primitive_desc_destroy(s->pd);
	*s = (step){0};
}

const char *step_kernel(const step *s) {
	const char *name = "";
	dnnl_primitive_desc_query(s->pd, dnnl_query_impl_info_str, 0, (void *)&name);
	return name;
}

// step_finish makes the primitive.
char *step_finish(step *s, const char *what, dnnl_status_t made) {
	if (made != dnnl_success) return failed(what, made);
	const char *kernel = step_kernel(s);
	if (kernel_slow(kernel)) return failure("%s: onednn has only the slow kernel %s here", what, kernel);
	dnnl_status_t st = dnnl_primitive_create(&s->run, s->pd);
	return st == dnnl_success ? NULL : failed(what, st);
}

char *step_reorder(step *s, const char *what, dnnl_engine_t e, desc_view from, desc_view to) {
	dnnl_status_t st = dnnl_reorder_primitive_desc_create(&s->pd, from, e, to, e, NULL);
	if (st == dnnl_success) st = dnnl_primitive_create(&s->run, s->pd);
	return st == dnnl_success ? NULL : failed(what, st);
}

static dnnl_status_t convolution(dnnl_primitive_desc_t *pd, side which, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr, int skip) {
	switch (which) {
	case WEIGHTS: return conv_backward_weights(pd, e, c, hint, attr, skip);
	case DATA: return conv_backward_data(pd, e, c, hint, attr, skip);
	default: return conv_forward(pd, e, which == FORWARD ? dnnl_forward_training : dnnl_forward_inference, c, attr, skip);
	}
}

// step_convolution takes the first kernel that suits, or oneDNN's first if none does.
char *step_convolution(step *s, const char *what, side which, long channels, dnnl_engine_t e,
		const conv_descs *c, const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr) {
	enum { kernels = 8 }; // that are looked at
	dnnl_status_t st = dnnl_success;
	for (int skip = 0; skip < kernels && st == dnnl_success; skip++) {
		st = convolution(&s->pd, which, e, c, hint, attr, skip);
		if (st != dnnl_success || kernel_suits(step_kernel(s), channels)) break;
		dnnl_primitive_desc_destroy(s->pd);
		s->pd = NULL;
	}
	if (!s->pd) st = convolution(&s->pd, which, e, c, hint, attr, 0);
	return step_finish(s, what, st);
}
