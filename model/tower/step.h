// The building blocks: a primitive that is ready to run, an array in a format of oneDNN's, a message.
#ifndef STEERSIM_STEP_H
#define STEERSIM_STEP_H

#include "onednn.h"

// A step is a primitive that is ready to run, and the descriptor that knows its formats.
typedef struct {
	dnnl_primitive_desc_t pd;
	dnnl_primitive_t run;
} step;

// A buffer is an array in the format of its memory object; p is its own when owned is set.
typedef struct {
	dnnl_memory_t m;
	void *p;
	size_t bytes;
	int owned;
} buffer;

// buffer_create makes room in the format d, or uses the room at p. Room of its own is zeroed.
dnnl_status_t buffer_create(buffer *b, dnnl_engine_t e, desc_view d, void *p);
void buffer_destroy(buffer *b);

const char *step_kernel(const step *s); // oneDNN's name of what runs it
desc_view step_desc(const step *s, dnnl_query_t what, int index);
dnnl_status_t step_run(const step *s, dnnl_stream_t stream, int n, const dnnl_exec_arg_t *args);

// These make a step and return NULL, or a message that the caller frees.
typedef enum { FORWARD, INFERENCE, WEIGHTS, DATA } side;
char *step_convolution(step *s, const char *what, side which, long channels, dnnl_engine_t e, const conv_descs *c,
		const_dnnl_primitive_desc_t hint, const_dnnl_primitive_attr_t attr);
char *step_reorder(step *s, const char *what, dnnl_engine_t e, desc_view from, desc_view to);
char *step_finish(step *s, const char *what, dnnl_status_t made); // of a descriptor that is there if made is success
void step_destroy(step *s);

// failure is a message that the caller frees; failed is one with a status.
char *failed(const char *what, dnnl_status_t s);
char *failure(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
