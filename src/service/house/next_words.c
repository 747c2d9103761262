/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words for another meeting: "двенадцатого совещания" becomes "тринадцатого совещания". An ordinal
 * is inflected as the one it stands for: what both have in common up to the ending of the plain
 * form tells the ending. What comes out is held against the ordinal, so that nothing is guessed.
 */
#include "base/buf.h"
#include "service/house/next_priv.h"
#include "text/text.h"

struct change {
	enum dais_lang l;
	struct dais_arena *a;
	struct dais_str words;
	unsigned from, to;
	struct dais_buf *out;
	size_t done;
	bool failed;
};

/* Bytes that @x and @y begin with alike; the first letter in either case. */
static size_t
alike(struct dais_str x, struct dais_str y)
{
	size_t at_x = 0, at_y = 0, n = 0;

	while (at_x < x.n && at_y < y.n) {
		uint32_t cx = dais_str_decode(x, &at_x), cy = dais_str_decode(y, &at_y);

		if (cx != cy && (n || dais_text_fold_char(cx) != dais_text_fold_char(cy)))
			break;
		n = at_x;
	}
	return n;
}

static bool
begin_alike(struct dais_str x, struct dais_str y)
{
	size_t at_x = 0, at_y = 0;

	return x.n && y.n && dais_str_decode(x, &at_x) == dais_str_decode(y, &at_y);
}

/* The ordinal @found, which is of c->from, of c->to; empty: it cannot be told. */
static struct dais_str
inflected(struct change *c, struct dais_str found)
{
	for (int g = DAIS_GENDER_MASCULINE; g <= DAIS_GENDER_NEUTER; g++) {
		struct dais_str was = dais_text_ordinal(c->a, c->l, c->from, (enum dais_gender)g);
		struct dais_str now = dais_text_ordinal(c->a, c->l, c->to, (enum dais_gender)g);
		size_t n = alike(found, was);
		struct dais_str plain = dais_str_sub(was, n, was.n), changed;

		if (n * 2 < was.n || !dais_str_has_suffix(now, plain))
			continue;
		if (!begin_alike(found, was))
			now = dais_text_capitalise(c->a, c->l, now);
		changed = dais_arena_concat(
		    c->a, dais_str_sub(now, 0, now.n - plain.n), dais_str_sub(found, n, found.n));
		if (dais_text_states_ordinal(c->l, changed, c->to))
			return changed;
	}
	return DAIS_STR_NONE;
}

static void
replace(void *ctx, const struct dais_fact *f)
{
	struct change *c = ctx;
	struct dais_str now;

	if (c->failed || f->kind != DAIS_FACT_ORDINAL || f->number != c->from || f->at < c->done)
		return;
	now = inflected(c, dais_str_sub(c->words, f->at, f->at + f->n));
	c->failed = !now.n;
	dais_buf_put(c->out, dais_str_sub(c->words, c->done, f->at));
	dais_buf_put(c->out, now);
	c->done = f->at + f->n;
}

/* Chinese does not inflect: its ordinals are numerals behind a mark. */
static void
replace_plain(struct change *c)
{
	struct dais_str was = dais_text_ordinal(c->a, c->l, c->from, DAIS_GENDER_MASCULINE);
	size_t at = dais_str_find(c->words, was, 0);

	if (at == SIZE_MAX)
		return;
	dais_buf_put(c->out, dais_str_sub(c->words, 0, at));
	dais_buf_put(c->out, dais_text_ordinal(c->a, c->l, c->to, DAIS_GENDER_MASCULINE));
	c->done = at + was.n;
}

struct dais_str
house_next_words(
    struct dais_arena *a, enum dais_lang l, struct dais_str words, unsigned from, unsigned to)
{
	DAIS_BUF_AUTO out = { 0 };
	struct change c = { .l = l, .a = a, .words = words, .from = from, .to = to, .out = &out };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (l == DAIS_LANG_ZH)
		replace_plain(&c);
	else
		dais_text_find_ordinals(l, words, replace, &c);
	dais_buf_put(&out, dais_str_sub(words, c.done, words.n));
	struct dais_str now = dais_buf_dup(&out, a);
	return !c.failed && dais_text_states_ordinal(l, now, to) ? now : DAIS_STR_NONE;
}
