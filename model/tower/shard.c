//go:build cgo && !nodnnl

#include "shard.h"

#include <stdlib.h>

dnnl_status_t shard_create(tower *t, shard *s) {
	dnnl_status_t st = buffer_create(&s->src, t->engine, t->layers[0].plain.src, NULL);
	for (int i = 0; i < t->spec.layers && st == dnnl_success; i++) {
		layer *l = &t->layers[i];
		st = buffer_create(&s->of[i].dst, t->engine, l->plain.dst, NULL);
		if (st != dnnl_success || !t->spec.train) continue;
		desc_view weights = step_desc(&l->weights, dnnl_query_diff_weights_md, 0);
		st = buffer_create(&s->of[i].weights, t->engine, weights, NULL);
		if (st == dnnl_success) st = buffer_create(&s->of[i].bias, t->engine, l->plain.bias, NULL);
	}
	return st;
}

void shard_destroy(shard *s) {
	buffer_destroy(&s->src);
	for (int i = 0; i < TOWER_LAYERS; i++) {
		buffer_destroy(&s->of[i].dst);
		buffer_destroy(&s->of[i].weights);
		buffer_destroy(&s->of[i].bias);
	}
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static size_t scratch_bytes(const step *s) {
	return s->pd ? dnnl_memory_desc_get_size(step_desc(s, dnnl_query_scratchpad_md, 0)) : 0;
}

static dnnl_status_t view_scratch(tower *t, worker *w, const step *s, buffer *b) {
	if (!scratch_bytes(s)) return dnnl_success;
	return buffer_create(b, t->engine, step_desc(s, dnnl_query_scratchpad_md, 0), w->scratch);
}

dnnl_status_t worker_create(tower *t, worker *w) {
	const layer *first = &t->layers[0], *last = &t->layers[t->spec.layers - 1];
	size_t scratch = 64, gradient = 64;
	for (int i = 0; i < t->spec.layers; i++) {
		layer *l = &t->layers[i];
		scratch = larger(scratch, larger(scratch_bytes(&l->forward), scratch_bytes(&l->act)));
		scratch = larger(scratch, larger(scratch_bytes(&l->weights), scratch_bytes(&l->data)));
		gradient = larger(gradient, dnnl_memory_desc_get_size(l->plain.dst));
	}
	w->scratch = aligned_alloc(64, (scratch + 63) / 64 * 64);
	if (!w->scratch) return dnnl_out_of_memory;
	for (int i = 0; i < 2 && t->spec.train; i++) {
		w->gradient[i] = aligned_alloc(64, (gradient + 63) / 64 * 64);
		if (!w->gradient[i]) return dnnl_out_of_memory;
	}
	if (first->type != dnnl_f32) {
		size_t in = (size_t)(first->in_c * first->in_h * first->in_w), out = (size_t)(last->out_c * last->out_h * last->out_w);
		w->plain = malloc((size_t)t->spec.shard * larger(in, out) * sizeof(float));
		if (!w->plain) return dnnl_out_of_memory;
	}
	dnnl_status_t st = dnnl_stream_create(&w->stream, t->engine, dnnl_stream_default_flags);
	for (int i = 0; i < t->spec.layers && st == dnnl_success; i++) {
		layer *l = &t->layers[i];
		st = view_scratch(t, w, &l->forward, &w->of[i].forward);
		if (!t->spec.train) continue;
		if (st == dnnl_success) st = view_scratch(t, w, &l->act, &w->of[i].act);
		if (st == dnnl_success) st = view_scratch(t, w, &l->weights, &w->of[i].weights);
		if (st == dnnl_success) st = view_scratch(t, w, &l->data, &w->of[i].data);
		if (st == dnnl_success) st = buffer_create(&w->of[i].gradient, t->engine, l->plain.dst, w->gradient[i % 2]);
	}
	return st;
}

void worker_destroy(worker *w) {
	for (int i = 0; i < TOWER_LAYERS; i++) {
		buffer_destroy(&w->of[i].forward);
		buffer_destroy(&w->of[i].act);
		buffer_destroy(&w->of[i].weights);
		buffer_destroy(&w->of[i].data);
		buffer_destroy(&w->of[i].gradient);
	}
	if (w->stream) dnnl_stream_destroy(w->stream);
	free(w->gradient[0]);
	free(w->gradient[1]);
	free(w->scratch);
	free(w->plain);
}
