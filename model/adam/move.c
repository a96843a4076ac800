//go:build cgo

#include "move.h"

#include <math.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { block = 512 }; // parameters that are done together, small enough for a core's first cache

// roots is sqrtf of each number. A loop of sqrtf makes no vectors: the compiler must keep errno, and cgo refuses the flag
// that would let it forget. Both ways round correctly.
static void roots(float *restrict to, const float *restrict from, size_t n) {
	size_t i = 0;
#if defined(__SSE2__)
	for (; i + 4 <= n; i += 4) _mm_storeu_ps(to + i, _mm_sqrt_ps(_mm_loadu_ps(from + i)));
#endif
	for (; i < n; i++) to[i] = sqrtf(from[i]);
}

void adam_move(float *restrict params, const float *restrict gradient, float *restrict m, float *restrict v, size_t n,
		float stride, float widen, double beta1, double beta2, float epsilon) {
	const float keep1 = (float)beta1, keep2 = (float)beta2, take1 = (float)(1 - beta1), take2 = (float)(1 - beta2);
	float root[block];
	for (size_t from = 0; from < n; from += block) {
		size_t to = n - from < block ? n : from + block;
		for (size_t i = from; i < to; i++) {
			float g = gradient[i];
			m[i] = keep1 * m[i] + take1 * g;
			v[i] = keep2 * v[i] + take2 * g * g;
		}
		roots(root, v + from, to - from);
		for (size_t i = from; i < to; i++) params[i] -= stride * m[i] / (root[i - from] * widen + epsilon);
	}
}
