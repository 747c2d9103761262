/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/fingerprint.h"

#include "base/buf.h"
#include "base/digest.h"

/* Words one space apart, ended by a byte that no text has. */
static void
put_words(struct dais_buf *b, struct dais_str s)
{
	bool space = false;

	s = dais_str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		bool is_space = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t';

		if (is_space && !space)
			dais_buf_put_char(b, ' ');
		if (!is_space)
			dais_buf_put_char(b, s.p[i]);
		space = is_space;
	}
	dais_buf_put_char(b, '\0');
}

static struct dais_str
name_of(struct dais_str path)
{
	size_t from = 0;

	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] == '/')
			from = i + 1;
	}
	return dais_str_sub(path, from, path.n);
}

struct dais_str
dais_diag_fingerprint(struct dais_arena *a, const struct dais_diag *g)
{
	struct dais_digest digest;
	bool has_words = false;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	put_words(&b, dais_str_from(g->rule));
	put_words(&b, g->places.n ? name_of(g->places.v[0].file) : DAIS_STR_NONE);
	for (size_t i = 0; i < g->places.n; i++) {
		put_words(&b, g->places.v[i].text);
		has_words |= g->places.v[i].text.n > 0;
	}
	if (!has_words)
		put_words(&b, g->english.n ? g->english : g->message);
	digest = dais_digest_of(dais_buf_str(&b));
	return dais_str_sub(dais_digest_hex(a, &digest), 0, 32);
}
