/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * JSON: where the quick reader gives a tree, jansson gives the same one.
 */
#include "mark/json_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_str bytes = { (const char *)data, n };
	struct dais_json_value *quick = mark_json_quick(a, bytes), *slow = NULL;
	struct dais_err err = DAIS_ERR_INIT;

	if (quick) {
		DAIS_ASSERT(mark_json_slow(a, bytes, &slow, &err));
		DAIS_ASSERT(dais_json_equal(quick, slow));
		DAIS_ASSERT(dais_str_eq(dais_json_print(a, quick), dais_json_print(a, slow)));
	} else {
		(void)dais_json_parse(a, bytes, &slow, &err);
	}
	dais_arena_free(a);
	return 0;
}
