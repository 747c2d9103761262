/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The weight of a text.
 */
#include "store/search_weigh.h"

#include <limits.h>

/* The smallest number of positions that holds all @phrases; UINT_MAX when there is none. */
static unsigned
smallest_window(const struct dais_search_instance *v, size_t n, unsigned phrases)
{
	unsigned counts[DAIS_SEARCH_PHRASES_MAX] = { 0 }, have = 0, best = UINT_MAX;
	size_t from = 0;

	for (size_t to = 0; to < n; to++) {
		have += counts[v[to].phrase]++ == 0;
		while (have == phrases) {
			unsigned width = v[to].at - v[from].at;

			best = width < best ? width : best;
			have -= --counts[v[from++].phrase] == 0;
		}
	}
	return best;
}

int64_t
dais_search_weigh(const struct dais_search_instance *v, size_t n)
{
	int64_t counts[DAIS_SEARCH_PHRASES_MAX] = { 0 }, sum = 0;
	unsigned have = 0, window;

	for (size_t i = 0; i < n; i++)
		have += counts[v[i].phrase]++ == 0;
	if (have == 0)
		return 0;
	for (size_t i = 0; i < DAIS_SEARCH_PHRASES_MAX; i++)
		if (counts[i])
			sum += 1000000 * counts[i] / (2 * counts[i] + 3);
	sum = 2 * sum / have;
	window = have > 1 ? smallest_window(v, n, have) : UINT_MAX;
	return window == UINT_MAX ? sum : sum + 1000000 / (1 + window / have);
}
