// Which of oneDNN's kernels to take for a convolution: a rule of names and numbers, never of clocks, or two runs would differ.
#ifndef STEERSIM_KERNEL_H
#define STEERSIM_KERNEL_H

// kernel_slow is true of the fallbacks for layouts that nothing else takes: they are some 60 times slower.
int kernel_slow(const char *name);

// kernel_half is true of kernels that multiply bfloat16 by instructions of the processor, not by float32 ones.
int kernel_half(const char *name);

// kernel_suits is true of a kernel that is the best to be had on this processor for so many channels of output.
int kernel_suits(const char *name, long channels);

#endif
