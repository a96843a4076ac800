//go:build cgo && !nodnnl

#include "shard.h"

#include <oneapi/dnnl/dnnl_debug.h>
#include <omp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int tower_alone(void) {
	int before = omp_get_max_threads();
	omp_set_num_threads(1);
	return before;
}

int all_finite(const float *p, size_t n) {
	int32_t bad = 0;
	for (size_t i = 0; i < n; i++) {
		int32_t bits;
		memcpy(&bits, p + i, sizeof bits);
		bad |= (bits & 0x7fffffff) > 0x7f7fffff;
	}
	return !bad;
}

static void set_shapes(tower *t) {
	dnnl_dim_t c = t->spec.channels, h = t->spec.height, w = t->spec.width;
	size_t offset = 0;
	for (int i = 0; i < t->spec.layers; i++) {
		layer *l = &t->layers[i];
		l->in_c = c, l->in_h = h, l->in_w = w;
		l->type = t->spec.bf16 ? dnnl_bf16 : dnnl_f32;
		l->kernel = t->spec.kernel[i], l->stride = t->spec.stride[i];
		l->out_c = c = t->spec.out[i];
		l->out_h = h = (h - l->kernel) / l->stride + 1;
		l->out_w = w = (w - l->kernel) / l->stride + 1;
		t->offset[i] = offset;
		offset += layer_weights(l) + (size_t)l->out_c;
	}
}

static char *create(tower *t) {
	static const activation activations[TOWER_ACTIVATIONS] = {
		[TOWER_RELU] = {dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, 0},
		[TOWER_ELU] = {dnnl_eltwise_elu, dnnl_eltwise_elu_use_dst_for_bwd, 1},
		[TOWER_SIGMOID] = {dnnl_eltwise_logistic, dnnl_eltwise_logistic_use_dst_for_bwd, 0},
		[TOWER_TANH] = {dnnl_eltwise_tanh, dnnl_eltwise_tanh_use_dst_for_bwd, 0},
	};
	dnnl_status_t st = dnnl_engine_create(&t->engine, dnnl_cpu, 0);
	if (st != dnnl_success) return failure("onednn has no cpu engine: %s", dnnl_status2str(st));
	set_shapes(t);
	for (int i = 0; i < t->spec.layers; i++) {
		char *why = layer_create(&t->layers[i], t->engine, t->spec.shard, &activations[t->spec.activation], t->spec.train, i == 0);
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
	for (int i = 0; i < t->shards && st == dnnl_success; i++) st = shard_create(t, &t->shard[i]);
	for (int i = 0; i < t->spec.threads && st == dnnl_success; i++) st = worker_create(t, &t->worker[i]);
	for (int i = 0; i < t->spec.layers && st == dnnl_success && t->spec.train; i++)
		st = buffer_create(&t->plain[i], t->engine, t->layers[i].plain.weights, NULL);
	return st == dnnl_success ? NULL : failure("room for activations: %s", dnnl_status2str(st));
}

char *tower_create(const tower_spec *spec, tower **out) {
	tower *t = calloc(1, sizeof *t);
	if (!t) return failure("out of memory");
	t->spec = *spec;
	int before = tower_alone();
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
	for (int i = 0; i < t->shards && t->shard; i++) shard_destroy(&t->shard[i]);
	for (int i = 0; i < t->spec.threads && t->worker; i++) worker_destroy(&t->worker[i]);
	for (int i = 0; i < TOWER_LAYERS; i++) {
		buffer_destroy(&t->plain[i]);
		layer_destroy(&t->layers[i]);
	}
	free(t->shard);
	free(t->worker);
	if (t->engine) dnnl_engine_destroy(t->engine);
	free(t);
}

int tower_load(tower *t, int i, const float *weights, const float *bias) {
	if (!all_finite(weights, layer_weights(&t->layers[i])) || !all_finite(bias, (size_t)t->layers[i].out_c)) return TOWER_NOT_FINITE;
	int before = tower_alone();
	dnnl_status_t st = layer_load(&t->layers[i], t->worker[0].stream, weights, bias);
	omp_set_num_threads(before);
	return st;
}

const char *tower_status(int status) {
	return status == TOWER_NOT_FINITE ? "a value is not a finite number" : dnnl_status2str((dnnl_status_t)status);
}
