/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Entity tags. They tell versions of one page apart, for the reader who has one of them; nobody is
 * kept out by them. So a quick sum of all bytes does, where a digest would take longer than making
 * the page: four lanes of 64 bits, each step a multiplication that can be undone, so that no change
 * within eight bytes is lost.
 */
#include "net/target.h"

#define LANES 4u
#define WORD sizeof(uint64_t)

static uint64_t
mix(uint64_t sum, uint64_t word, uint64_t odd)
{
	sum = (sum ^ word) * odd;
	return sum ^ sum >> 32;
}

struct dais_str
net_etag(struct dais_arena *a, struct dais_str body)
{
	/* Odd, with about as many ones as zeros: square roots of 2, 3, 5 and 7. */
	static const uint64_t odd[LANES] = { 0x6a09e667f3bcc909u, 0xbb67ae8584caa73bu,
		0x3c6ef372fe94f82bu, 0xa54ff53a5f1d36f1u };
	uint64_t sum[LANES] = { mix(4, body.n, odd[3]), 1, 2, 3 }, word;
	size_t at = 0;

	for (; at + LANES * WORD <= body.n; at += LANES * WORD) {
		for (unsigned k = 0; k < LANES; k++) {
			memcpy(&word, body.p + at + k * WORD, WORD);
			sum[k] = mix(sum[k], word, odd[k]);
		}
	}
	for (unsigned k = 0; at < body.n; k++) {
		size_t n = body.n - at < WORD ? body.n - at : WORD;

		word = 0;
		memcpy(&word, body.p + at, n);
		sum[k] = mix(sum[k], word, odd[k]);
		at += n;
	}
	for (unsigned k = 0; k < 4 * LANES; k++) /* each lane reaches all others */
		sum[k % LANES] = mix(sum[k % LANES], sum[(k + 1) % LANES], odd[k % LANES]);
	return dais_arena_printf(
	    a, "\"%016llx%08llx\"", (unsigned long long)sum[0], (unsigned long long)(sum[2] >> 32));
}
