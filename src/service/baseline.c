/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/baseline.h"

#include <stdlib.h>

#include "base/fingerprint.h"

#define FINGERPRINT 32u
#define WORDS_KEPT 80u /* bytes, for people */
#define FIRST_LINE                                                                                 \
	"# dais baseline 1: findings that were accepted; dais check --baseline hides them"

static bool
is_fingerprint(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
			return false;
	}
	return s.n == FINGERPRINT;
}

bool
dais_baseline_read(struct dais_arena *a, struct dais_str bytes, const char *name,
    struct dais_baseline *ret, struct dais_err *err)
{
	struct dais_str line, print, count;
	size_t number = 0;

	dais_map_init(&ret->counts, a);
	while (dais_str_next_line(&bytes, &line)) {
		int64_t n = 0;

		number++;
		if (!line.n || line.p[0] == '#')
			continue;
		if (!dais_str_next(&line, ' ', &print) || !is_fingerprint(print) ||
		    !dais_str_next(&line, ' ', &count) ||
		    !dais_str_to_int(count, 1, INT32_MAX, &n)) {
			(void)dais_err_set(err, DAIS_ERR_INVALID,
			    "%s:%zu is not a line of a baseline", name, number);
			return dais_err_hint(err, "Make the file with --write-baseline.");
		}
		(void)dais_map_add(&ret->counts, print, (size_t)n);
	}
	return true;
}

size_t
dais_baseline_apply(const struct dais_baseline *b, struct dais_diags *d)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_map seen;
	DAIS_VEC(size_t) found = { NULL, 0, 0 };
	size_t kept = 0, before = d->list.n;

	dais_map_init(&seen, a);
	for (size_t i = 0; i < before; i++) {
		struct dais_str print = dais_diag_fingerprint(a, &d->list.v[i]);
		size_t accepted = dais_map_get(&b->counts, print), k;

		if (dais_map_add(&seen, print, found.n))
			dais_vec_push(a, &found, 0);
		k = dais_map_get(&seen, print);
		DAIS_ASSERT(found.v && k < found.n);
		if (accepted == DAIS_MAP_NONE || found.v[k]++ >= accepted)
			d->list.v[kept++] = d->list.v[i];
	}
	d->list.n = kept;
	return before - kept;
}

/* --- writing -------------------------------------------------------------------------------- */

struct line {
	struct dais_str print;
	const struct dais_diag *g;
	size_t n;
};

static int
by_rule(const void *x, const void *y)
{
	const struct line *a = x, *b = y;
	int c = strcmp(a->g->rule, b->g->rule);

	return c ? c : dais_str_cmp(a->print, b->print);
}

/* What a person sees of a finding, in one line. */
static void
put_words(struct dais_buf *out, struct dais_str s)
{
	size_t at = 0;

	while (at < s.n && at < WORDS_KEPT) {
		size_t from = at;
		uint32_t cp = dais_str_decode(s, &at);

		if (cp < 0x20 || cp == 0x7f)
			dais_buf_put_char(out, ' ');
		else
			dais_buf_put(out, dais_str_sub(s, from, at));
	}
	if (at < s.n)
		dais_buf_puts(out, "…");
}

void
dais_baseline_write(const struct dais_diags *d, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct line *lines = DAIS_NEW_N(a, d->list.n, struct line);
	struct dais_map seen;
	size_t n = 0;

	dais_map_init(&seen, a);
	for (size_t i = 0; i < d->list.n; i++) {
		struct dais_str print = dais_diag_fingerprint(a, &d->list.v[i]);

		if (dais_map_add(&seen, print, n))
			lines[n++] = (struct line){ print, &d->list.v[i], 0 };
		lines[dais_map_get(&seen, print)].n++;
	}
	if (n)
		qsort(lines, n, sizeof(*lines), by_rule);
	dais_buf_puts(out, FIRST_LINE "\n");
	for (size_t i = 0; i < n; i++) {
		const struct dais_diag *g = lines[i].g;

		dais_buf_put(out, lines[i].print);
		dais_buf_printf(out, " %zu %s ", lines[i].n, g->rule);
		if (g->places.n)
			put_words(out, g->places.v[0].file);
		dais_buf_puts(out, ": ");
		put_words(
		    out, g->places.n && g->places.v[0].text.n ? g->places.v[0].text : g->message);
		dais_buf_put_char(out, '\n');
	}
}
