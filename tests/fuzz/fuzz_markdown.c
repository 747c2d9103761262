/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations from arbitrary bytes; what parses without errors must print and parse equal.
 */
#include "base/err.h"
#include "read/package/load.h"
#include "read/package/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_prose first, second;
	struct dais_diags d;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	dais_package_read_text(dais_record_new(a), DAIS_LANG_EN, bytes, &d);
	if (!dais_package_read_prose(dais_record_new(a), "fuzz.md", bytes, &first, &d))
		return 0;
	dais_package_print_prose(&first, &b);
	(void)dais_package_read_prose(dais_record_new(a), "fuzz.md", dais_buf_str(&b), &second, &d);
	DAIS_ASSERT(dais_package_prose_equal(&first, &second));
	return 0;
}
