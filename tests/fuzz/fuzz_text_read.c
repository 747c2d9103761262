/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as a document: reading, writing JSON, checking and saving must not crash, and every
 * place must lie in the file. */
#include "read/text/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str bytes = { (const char *)data + (size > 0), size - (size > 0) };
	enum dais_lang lang = size ? (enum dais_lang)(data[0] % DAIS_LANG_COUNT) : DAIS_LANG_EN;
	struct dais_reading *r;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	if (!dais_text_read(a, bytes, DAIS_STR("fuzz"), size % 2 ? &lang : NULL, &r, &d, &err))
		return 0;
	dais_text_read_json(r, &out);
	dais_reading_check(r, &d);
	for (size_t i = 0; i < r->evidence.n; i++)
		DAIS_ASSERT(r->evidence.v[i].line > 0 && r->evidence.v[i].line <= size + 1);
	return 0;
}
