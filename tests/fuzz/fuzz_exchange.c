/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * ZIP files and answers of the workshop from strangers: what comes out are files of a package and
 * texts, whatever goes in. The first byte chooses.
 */
#include "service/exchange/exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_house_files files = { 0 };
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_EXCHANGE_ANSWER_MAX);
	if (size == 0)
		return 0;
	struct dais_str s =
	    dais_arena_dup(a, (struct dais_str){ (const char *)data + 1, size - 1 });
	if (data[0] == 'z') {
		if (!dais_exchange_unpack(NULL, s, &answer, &err))
			return 0;
		/* What one part says the other understands. */
		DAIS_ASSERT(dais_exchange_files(dais_buf_str(&answer), a, &files, &err));
		DAIS_ASSERT(files.n > 0);
	} else if (data[0] == 'f') {
		(void)dais_exchange_files(s, a, &files, &err);
	} else {
		struct dais_exchange_merged merged = { 0 };
		struct dais_diags diags;

		dais_diags_init(&diags, a);
		(void)dais_exchange_merged(s, a, &merged, &diags, &err);
	}
	return 0;
}
