//go:build cgo && !nodnnl

#include "kernel.h"

#include <string.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

// half_wide is true of processors that do vectors of 512 bits in two halves: AMD's family 25, Zen 4. oneDNN prefers
// the wide kernels there as anywhere, though they are no faster and waste more where channels do not fill a vector.
static int half_wide(void) {
#if defined(__x86_64__)
	unsigned a, b, c, d;
	if (!__get_cpuid(0, &a, &b, &c, &d) || b != signature_AMD_ebx) return 0;
	if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
	return (a >> 8 & 15) + (a >> 20 & 255) == 25;
#else
	return 0;
#endif
}

int kernel_half(const char *name) {
	return strstr(name, "core_bf16") || strstr(name, "amx") || strstr(name, "avx2_vnni_2");
}

int kernel_slow(const char *name) { return strncmp(name, "ref", 3) == 0; }

// Measured on PilotNet, EPYC of family 25, oneDNN 2.6.3 and 3.2, one thread: 24 channels take 1.2 times as long in vectors
// of 16 as in those of 8, 36 and more do not; brgemm's convolutions take 1.0 to 1.08 times as long as the direct ones.
int kernel_suits(const char *name, long channels) {
	if (!half_wide()) return 1; // oneDNN's first choice
	if (strncmp(name, "jit:", 4) != 0) return 0;
	long by16 = (channels + 15) / 16 * 16, by8 = (channels + 7) / 8 * 8;
	int wide = strncmp(name, "jit:avx512", 10) == 0;
	return wide == (4 * by16 <= 5 * by8);
}
