// A network of OpenCV's DNN. Every function catches what OpenCV throws: an exception that reaches Go ends the process.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// steer_net_read makes a network of an ONNX file's bytes and asks it once, about zeros; or it is NULL and says why.
void *steer_net_read(const void *onnx, size_t length, const int shape[4], char *why, size_t room);

// steer_net_forward computes the one number that the network makes of x; it is 0, or 1 and says why.
int steer_net_forward(void *net, const float *x, const int shape[4], float *y, char *why, size_t room);

void steer_net_free(void *net);

#ifdef __cplusplus
}
#endif
