/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Answers of a child that says whatever it likes.
 */
#include "service/document_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_document_answer answer = { .arena = a };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_unpack u = { .rest = { (const char *)data, n } };

	dais_diags_init(&answer.diags, a);
	if (dais_document_unpack("file", u.rest, &answer, &err)) {
		for (size_t i = 0; i < answer.diags.list.n; i++)
			DAIS_ASSERT(dais_str_is_text(answer.diags.list.v[i].message, NULL));
		for (size_t i = 0; i < answer.files.n; i++)
			DAIS_ASSERT(
			    dais_str_find(answer.files.v[i].name, DAIS_STR(".."), 0) == SIZE_MAX);
	}
	err = (struct dais_err)DAIS_ERR_INIT;
	dais_unpack_err(&u, &err);
	dais_arena_free(a);
	return 0;
}
