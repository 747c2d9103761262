/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * meeting.yaml from arbitrary bytes; what loads without errors must save and load equal.
 */
#include "base/err.h"
#include "read/package/load.h"
#include "read/package/save.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str text[DAIS_LANG_COUNT] = { 0 }, once;
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_diags d;
	struct dais_record *r;

	dais_diags_init(&d, a);
	r = dais_package_read(a, bytes, text, DAIS_STR_NONE, &d);
	once = dais_package_print_yaml(r, a);
	if (d.errors)
		return 0;
	DAIS_ASSERT(dais_str_eq(once, bytes));
	r->origin_yaml = DAIS_STR_NONE;
	once = dais_package_print_yaml(r, a);
	r = dais_package_read(a, once, text, DAIS_STR_NONE, &d);
	DAIS_ASSERT(d.errors == 0);
	r->origin_yaml = DAIS_STR_NONE;
	DAIS_ASSERT(dais_str_eq(dais_package_print_yaml(r, a), once));
	return 0;
}
