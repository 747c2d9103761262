/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "written.h"

struct dais_str
written(struct dais_arena *a, write_fn write, const struct dais_tree *t)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!write(t, &out, &err))
		fail_msg("%s", err.msg);
	return dais_buf_dup(&out, a);
}

size_t
written_count(struct dais_str s, const char *what)
{
	size_t n = 0;

	for (size_t at = 0;; n++, at++) {
		at = dais_str_find(s, dais_str_from(what), at);
		if (at == SIZE_MAX)
			return n;
	}
}
