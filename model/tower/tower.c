//go:build cgo && !nodnnl

#include "tower.h"

#include "layer.h"
#include "pool.h"

#include <oneapi/dnnl/dnnl_debug.h>
#include <omp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A shard is a share of the batch: what forward leaves for backward, and its share of the gradients.
typedef struct {
	buffer src;
	struct {
		buffer dst, weights, bias;
	} of[TOWER_LAYERS];
} shard;

// A worker is one thread's room for what no call leaves behind.
typedef struct {
	dnnl_stream_t stream;
	void *scratch, *gradient[2];
	struct {
		buffer forward, act, weights, data; // scratch as each step sees it
		buffer gradient;                    // of the layer's dst
	} of[TOWER_LAYERS];
} worker;

struct tower {
	tower_spec spec;
	dnnl_engine_t engine;
	layer layers[TOWER_LAYERS];
	pool *pool;
	int shards;
	shard *shard;
	worker *worker;
	buffer plain[TOWER_LAYERS]; // gradients of weights, summed
	size_t offset[TOWER_LAYERS]; // of a layer's weights in the gradients
};

// oneDNN shall not start threads of its own, whichever thread Go calls from.
static int alone(void) {
	int before = omp_get_max_threads();
	omp_set_num_threads(1);
	return before;
}

static const layer *last(const tower *t) { return &t->layers[t->spec.layers - 1]; }

static void set_shapes(tower *t) {
	dnnl_dim_t c = t->spec.channels, h = t->spec.height, w = t->spec.width;
	size_t offset = 0;
	for (int i = 0; i < t->spec.layers; i++) {
		layer *l = &t->layers[i];
		l->in_c = c, l->in_h = h, l->in_w = w;
		l->kernel = t->spec.kernel[i], l->stride = t->spec.stride[i];
		l->out_c = c = t->spec.out[i];
		l->out_h = h = (h - l->kernel) / l->stride + 1;
		l->out_w = w = (w - l->kernel) / l->stride + 1;
		t->offset[i] = offset;
		offset += layer_weights(l) + (size_t)l->out_c;
	}
}

static dnnl_status_t create_shard(tower *t, shard *s) {
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

static void destroy_shard(shard *s) {
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

static dnnl_status_t create_worker(tower *t, worker *w) {
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

static void destroy_worker(worker *w) {
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
}

static char *create(tower *t) {
	const activation relu = {dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, 0};
	const activation elu = {dnnl_eltwise_elu, dnnl_eltwise_elu_use_dst_for_bwd, 1};
	dnnl_status_t st = dnnl_engine_create(&t->engine, dnnl_cpu, 0);
	if (st != dnnl_success) return failure("onednn has no cpu engine: %s", dnnl_status2str(st));
	set_shapes(t);
	for (int i = 0; i < t->spec.layers; i++) {
		char *why = layer_create(&t->layers[i], t->engine, t->spec.shard, t->spec.elu ? &elu : &relu, t->spec.train, i == 0);
		if (!why) continue;
		char *err = failure("conv%d: %s", i + 1, why);
		free(why);
		return err;
	}
	t->shards = (t->spec.batch + t->spec.shard - 1) / t->spec.shard;
	if (t->spec.threads > t->shards) t->spec.threads = t->shards;
	t->shard = calloc((size_t)t->shards, sizeof *t->shard);
	t->worker = calloc((size_t)t->spec.threads, sizeof *t->worker);
	t->pool = pool_create(t->spec.threads);
	if (!t->shard || !t->worker || !t->pool) return failure("out of memory or threads");
	for (int i = 0; i < t->shards && st == dnnl_success; i++) st = create_shard(t, &t->shard[i]);
	for (int i = 0; i < t->spec.threads && st == dnnl_success; i++) st = create_worker(t, &t->worker[i]);
	for (int i = 0; i < t->spec.layers && st == dnnl_success && t->spec.train; i++)
		st = buffer_create(&t->plain[i], t->engine, t->layers[i].plain.weights, NULL);
	return st == dnnl_success ? NULL : failure("room for activations: %s", dnnl_status2str(st));
}

char *tower_create(const tower_spec *spec, tower **out) {
	tower *t = calloc(1, sizeof *t);
	if (!t) return failure("out of memory");
	t->spec = *spec;
	int before = alone();
	char *err = create(t);
	omp_set_num_threads(before);
	if (err)
		tower_destroy(t);
	else
		*out = t;
	return err;
}

void tower_destroy(tower *t) {
	if (!t) return;
	pool_destroy(t->pool);
	for (int i = 0; i < t->shards && t->shard; i++) destroy_shard(&t->shard[i]);
	for (int i = 0; i < t->spec.threads && t->worker; i++) destroy_worker(&t->worker[i]);
	for (int i = 0; i < TOWER_LAYERS; i++) {
		buffer_destroy(&t->plain[i]);
		layer_destroy(&t->layers[i]);
	}
	free(t->shard);
	free(t->worker);
	if (t->engine) dnnl_engine_destroy(t->engine);
	free(t);
}

// finite guards what comes in: oneDNN's ReLU makes a number of what is none, and nobody would notice.
static int finite(const float *p, size_t n) {
	int32_t bad = 0;
	for (size_t i = 0; i < n; i++) {
		int32_t bits;
		memcpy(&bits, p + i, sizeof bits);
		bad |= (bits & 0x7fffffff) > 0x7f7fffff;
	}
	return !bad;
}

int tower_load(tower *t, int i, const float *weights, const float *bias) {
	if (!finite(weights, layer_weights(&t->layers[i])) || !finite(bias, (size_t)t->layers[i].out_c)) return TOWER_NOT_FINITE;
	int before = alone();
	dnnl_status_t st = layer_load(&t->layers[i], t->worker[0].stream, weights, bias);
	omp_set_num_threads(before);
	return st;
}

// A run is one call's arguments for the workers.
typedef struct {
	tower *t;
	int n;
	const float *in;
	float *out;
} run;

// filled is how many of the shard's samples there are; the others are zeros and their gradients too, which adds nothing.
static int filled(const run *r, int shard) {
	int left = r->n - shard * r->t->spec.shard;
	return left < r->t->spec.shard ? left : r->t->spec.shard;
}

// to_last moves channels last: (n, c, area) to (n, area, c).
static void to_last(float *to, const float *from, int n, size_t c, size_t area) {
	for (int k = 0; k < n; k++, from += c * area, to += c * area)
		for (size_t i = 0; i < c; i++)
			for (size_t j = 0; j < area; j++) to[j * c + i] = from[i * area + j];
}

static void to_first(float *to, const float *from, int n, size_t c, size_t area) {
	for (int k = 0; k < n; k++, from += c * area, to += c * area)
		for (size_t i = 0; i < c; i++)
			for (size_t j = 0; j < area; j++) to[i * area + j] = from[j * c + i];
}

// normalise moves channels last and 0..255 to -1..1. A product is three times as fast as the quotient, and as good to 1e-7.
static void normalise(float *to, const float *from, int n, size_t c, size_t area) {
	const float scale = 1 / 127.5f;
	if (c != 3) {
		to_last(to, from, n, c, area);
		for (size_t i = 0; i < (size_t)n * c * area; i++) to[i] = to[i] * scale - 1;
		return;
	}
	for (int k = 0; k < n; k++, from += 3 * area, to += 3 * area) // colour: the usual case, worth a loop of its own
		for (size_t j = 0; j < area; j++) {
			to[3 * j] = from[j] * scale - 1;
			to[3 * j + 1] = from[area + j] * scale - 1;
			to[3 * j + 2] = from[2 * area + j] * scale - 1;
		}
}

static int forward_shard(void *arg, int item, int who) {
	run *r = arg;
	tower *t = r->t;
	shard *s = &t->shard[item];
	worker *w = &t->worker[who];
	const layer *first = &t->layers[0], *end = last(t);
	int n = filled(r, item), size = t->spec.shard;
	size_t area = (size_t)(first->in_h * first->in_w), in = (size_t)first->in_c * area;
	const float *x = r->in + (size_t)item * size * in;
	if (!finite(x, (size_t)n * in)) return TOWER_NOT_FINITE;
	normalise(s->src.p, x, n, (size_t)first->in_c, area);
	memset(s->src.p + (size_t)n * in, 0, (size_t)(size - n) * in * sizeof(float));
	buffer *src = &s->src;
	for (int i = 0; i < t->spec.layers; i++) {
		layer *l = &t->layers[i];
		dnnl_exec_arg_t args[] = {{DNNL_ARG_SRC, src->m}, {DNNL_ARG_WEIGHTS, l->w_forward.m}, {DNNL_ARG_BIAS, l->bias.m},
				{DNNL_ARG_DST, s->of[i].dst.m}, {DNNL_ARG_SCRATCHPAD, w->of[i].forward.m}};
		dnnl_status_t st = step_run(&l->forward, w->stream, w->of[i].forward.m ? 5 : 4, args);
		if (st != dnnl_success) return st;
		src = &s->of[i].dst;
	}
	area = (size_t)(end->out_h * end->out_w);
	size_t out = (size_t)end->out_c * area;
	to_first(r->out + (size_t)item * size * out, src->p, n, (size_t)end->out_c, area);
	return dnnl_success;
}

static int backward_shard(void *arg, int item, int who) {
	run *r = arg;
	tower *t = r->t;
	shard *s = &t->shard[item];
	worker *w = &t->worker[who];
	int n = filled(r, item), size = t->spec.shard, i = t->spec.layers - 1;
	size_t area = (size_t)(last(t)->out_h * last(t)->out_w), out = (size_t)last(t)->out_c * area;
	float *gradient = w->of[i].gradient.p;
	to_last(gradient, r->in + (size_t)item * size * out, n, (size_t)last(t)->out_c, area);
	memset(gradient + (size_t)n * out, 0, (size_t)(size - n) * out * sizeof(float));
	for (; i >= 0; i--) {
		layer *l = &t->layers[i];
		dnnl_memory_t g = w->of[i].gradient.m, src = i ? s->of[i - 1].dst.m : s->src.m;
		dnnl_exec_arg_t act[] = {{DNNL_ARG_DST, s->of[i].dst.m}, {DNNL_ARG_DIFF_DST, g}, {DNNL_ARG_DIFF_SRC, g},
				{DNNL_ARG_SCRATCHPAD, w->of[i].act.m}};
		dnnl_status_t st = step_run(&l->act, w->stream, w->of[i].act.m ? 4 : 3, act);
		if (st != dnnl_success) return st;
		dnnl_exec_arg_t weights[] = {{DNNL_ARG_SRC, src}, {DNNL_ARG_DIFF_DST, g},
				{DNNL_ARG_DIFF_WEIGHTS, s->of[i].weights.m}, {DNNL_ARG_DIFF_BIAS, s->of[i].bias.m},
				{DNNL_ARG_SCRATCHPAD, w->of[i].weights.m}};
		st = step_run(&l->weights, w->stream, w->of[i].weights.m ? 5 : 4, weights);
		if (st != dnnl_success) return st;
		if (i == 0) break;
		dnnl_exec_arg_t data[] = {{DNNL_ARG_DIFF_DST, g}, {DNNL_ARG_WEIGHTS, l->w_data.m},
				{DNNL_ARG_DIFF_SRC, w->of[i - 1].gradient.m}, {DNNL_ARG_SCRATCHPAD, w->of[i].data.m}};
		st = step_run(&l->data, w->stream, w->of[i].data.m ? 4 : 3, data);
		if (st != dnnl_success) return st;
	}
	return dnnl_success;
}

static void add(float *to, const float *from, size_t n) {
	for (size_t i = 0; i < n; i++) to[i] += from[i];
}

// sum_layer adds one layer's gradients, shard by shard in their order, whoever made them and whenever.
static int sum_layer(void *arg, int i, int who) {
	run *r = arg;
	tower *t = r->t;
	layer *l = &t->layers[i];
	buffer *weights = &t->shard[0].of[i].weights, *bias = &t->shard[0].of[i].bias;
	size_t outs = (size_t)l->out_c;
	for (int s = 1; s * t->spec.shard < r->n; s++) {
		add(weights->p, t->shard[s].of[i].weights.p, weights->bytes / sizeof(float));
		add(bias->p, t->shard[s].of[i].bias.p, outs);
	}
	dnnl_exec_arg_t args[] = {{DNNL_ARG_FROM, weights->m}, {DNNL_ARG_TO, t->plain[i].m}};
	dnnl_status_t st = step_run(&l->from_weights, t->worker[who].stream, 2, args);
	if (st != dnnl_success) return st;
	float *to = r->out + t->offset[i];
	memcpy(to, t->plain[i].p, layer_weights(l) * sizeof(float));
	memcpy(to + layer_weights(l), bias->p, outs * sizeof(float));
	return dnnl_success;
}

int tower_forward(tower *t, int n, const float *x, float *y) {
	run r = {t, n, x, y};
	int before = alone();
	int st = pool_run(t->pool, forward_shard, &r, (n + t->spec.shard - 1) / t->spec.shard);
	omp_set_num_threads(before);
	return st;
}

int tower_backward(tower *t, int n, const float *dy, float *gradients) {
	run r = {t, n, dy, gradients};
	int before = alone();
	int st = pool_run(t->pool, backward_shard, &r, (n + t->spec.shard - 1) / t->spec.shard);
	if (!st) st = pool_run(t->pool, sum_layer, &r, t->spec.layers);
	omp_set_num_threads(before);
	return st;
}

const char *tower_status(int status) {
	return status == TOWER_NOT_FINITE ? "a value is not a finite number" : dnnl_status2str((dnnl_status_t)status);
}
