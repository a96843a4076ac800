//go:build cgo && !nodnnl

#include "pool.h"

#include <omp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

typedef struct {
	pool *of;
	int index;
	pthread_t thread;
} worker;

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t begin, end;
	int workers, busy, stop;
	unsigned long round; // number of jobs so far: how a worker tells a new one from a spurious waking
	pool_job job;
	void *arg;
	int items, next, status; // next and status are touched by all workers at once
	worker others[]; // workers 1 and up
};

// Which worker does an item depends on timing; what an item gives must not.
static void take_items(pool *p, int worker) {
	for (;;) {
		int item = __atomic_fetch_add(&p->next, 1, __ATOMIC_RELAXED);
		if (item >= p->items) return;
		int s = p->job(p->arg, item, worker);
		int none = 0;
		if (s) __atomic_compare_exchange_n(&p->status, &none, s, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
	}
}

static void *work(void *arg) {
	worker *w = arg;
	pool *p = w->of;
	unsigned long done = 0;
	omp_set_num_threads(1); // a setting of each thread
	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->stop && p->round == done) pthread_cond_wait(&p->begin, &p->lock);
		if (p->stop) break;
		done = p->round;
		pthread_mutex_unlock(&p->lock);
		take_items(p, w->index);
		pthread_mutex_lock(&p->lock);
		if (--p->busy == 0) pthread_cond_signal(&p->end);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

pool *pool_create(int workers) {
	pool *p = calloc(1, sizeof *p + (size_t)workers * sizeof(worker));
	if (!p) return NULL;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->begin, NULL);
	pthread_cond_init(&p->end, NULL);
	sigset_t all, before; // signals belong to the threads of Go
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int failed = 0;
	for (p->workers = 1; p->workers < workers; p->workers++) {
		worker *w = &p->others[p->workers - 1];
		*w = (worker){.of = p, .index = p->workers};
		failed = pthread_create(&w->thread, NULL, work, w);
		if (failed) break;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!failed) return p;
	pool_destroy(p);
	return NULL;
}

int pool_run(pool *p, pool_job job, void *arg, int items) {
	pthread_mutex_lock(&p->lock);
	p->job = job;
	p->arg = arg;
	p->items = items;
	p->next = p->status = 0;
	int wake = p->workers > 1 && items > 1;
	if (wake) {
		p->busy = p->workers - 1;
		p->round++;
		pthread_cond_broadcast(&p->begin);
	}
	pthread_mutex_unlock(&p->lock);
	take_items(p, 0);
	if (wake) {
		pthread_mutex_lock(&p->lock);
		while (p->busy > 0) pthread_cond_wait(&p->end, &p->lock);
		pthread_mutex_unlock(&p->lock);
	}
	p->arg = NULL;
	return p->status;
}

void pool_destroy(pool *p) {
	if (!p) return;
	pthread_mutex_lock(&p->lock);
	p->stop = 1;
	pthread_cond_broadcast(&p->begin);
	pthread_mutex_unlock(&p->lock);
	for (int i = 1; i < p->workers; i++) pthread_join(p->others[i - 1].thread, NULL);
	pthread_cond_destroy(&p->end);
	pthread_cond_destroy(&p->begin);
	pthread_mutex_destroy(&p->lock);
	free(p);
}
