// The loop of moveOne, for the C compiler to make vectors of: the same operations in the same order, each rounded to float:
// C11 without extensions keeps a compiler from fusing them.
#ifndef STEERSIM_ADAM_MOVE_H
#define STEERSIM_ADAM_MOVE_H

#include <stddef.h>

void adam_move(float *restrict params, const float *restrict gradient, float *restrict m, float *restrict v, size_t n,
		float stride, float widen, double beta1, double beta2, float epsilon);

#endif
