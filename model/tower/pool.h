// A few persistent threads that share the items of one job with the caller.
#ifndef STEERSIM_POOL_H
#define STEERSIM_POOL_H

typedef struct pool pool;

// A job does one item on one worker and returns 0 or a status. Worker 0 is the caller of pool_run.
typedef int (*pool_job)(void *arg, int item, int worker);

pool *pool_create(int workers); // NULL when threads or memory ran out
int pool_run(pool *p, pool_job job, void *arg, int items); // the status that was the first not to be 0, else 0
void pool_destroy(pool *p); // takes NULL too

#endif
