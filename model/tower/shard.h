// The insides of a tower: its layers, and the memory that a pass through them needs.
#ifndef STEERSIM_SHARD_H
#define STEERSIM_SHARD_H

#include "layer.h"
#include "pool.h"
#include "tower.h"

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
	float *plain; // a shard's pictures or features in f32, if the layers' are not
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

// The layers must be there. What a failed create made, destroy frees; both take what is all zeros.
dnnl_status_t shard_create(tower *t, shard *s);
void shard_destroy(shard *s);
dnnl_status_t worker_create(tower *t, worker *w);
void worker_destroy(worker *w);

// tower_alone keeps oneDNN from starting threads of its own, whichever thread Go calls from. It returns what to set back.
int tower_alone(void);

// all_finite guards what comes in: oneDNN's ReLU makes a number of what is none, and nobody would notice.
int all_finite(const float *p, size_t n);

#endif
