/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as a page: reading must not crash, and the flow must be what it should be. */
#include "read/html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_flow *f;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;

	dais_diags_init(&d, a);
	if (!dais_html_flow(
		a, (struct dais_str){ (const char *)data, size }, DAIS_STR("fuzz"), &f, &d, &err))
		return 0;
	DAIS_ASSERT(dais_flow_is_valid(f));
	for (size_t i = 0; i < f->blocks.n; i++) {
		const struct dais_flow_block *b = &f->blocks.v[i];

		/* The number of an empty entry of a list stands nowhere in the file. */
		DAIS_ASSERT(b->generated >= b->text.n || b->points.v[0].line > 0);
		DAIS_ASSERT(b->points.v[0].line <= size + 1);
	}
	return 0;
}
