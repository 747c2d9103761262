/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The numbered paragraphs of a report or a resolution: of all numbers that blocks begin with, the
 * longest chain that goes up by one. Numbers of lists, of headings and of an agenda that is
 * printed inside a paragraph begin again at 1 and fall out of it. A number that stands twice, or
 * that the chain has to jump over, is kept as it is: what is wrong about it is for the checks.
 */
#include "read/text/evidence_priv.h"

/* Paragraphs of one document. */
#define NUMBER_MAX 4000u
/* A chain that is shorter is a list. */
#define CHAIN_LEAST 8u
/* Blocks, numbers of other lists, and bytes of text for each paragraph of a chain, on an average.
 */
#define BLOCKS_EACH 25u
#define NUMBERS_EACH 4u
#define BYTES_EACH 100u
/* What a jump over a number costs in paragraphs. */
#define JUMP_COST 4
/* Shorter blocks are headings. */
#define PARAGRAPH_LEAST 30u

struct numbered {
	size_t block;
	unsigned value;
	int score;     /* of the best chain that ends here */
	size_t before; /* in the chain; DAIS_NONE at its start */
};

typedef DAIS_VEC(struct numbered) numbered_vec;

static bool
is_candidate(const struct reader *r, size_t b)
{
	const struct item_mark *m = &r->blocks.v[b].mark;

	return m->kind == MARK_NUMBER && !m->worded && m->value > 0 && m->value < NUMBER_MAX &&
	       !r->blocks.v[b].contents && read_is_body(r, b);
}

/* Blocks of the items of agendas are no paragraphs. */
static bool *
agenda_blocks(const struct reader *r)
{
	bool *is = DAIS_NEW_N(r->a, r->blocks.n + 1, bool);

	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++)
			is[r->bodies.v[b].items.v[i].title.block] = true;
	}
	for (size_t i = 0; i < r->notes.n; i++)
		is[r->notes.v[i].heading.block] = true;
	return is;
}

/* Links candidate @i to the best chain before it; @last: by value, the candidate that ends the best
 * chain to that value. */
static void
link_number(numbered_vec *v, size_t i, size_t *last)
{
	struct numbered *k = &v->v[i];

	k->before = DAIS_NONE;
	k->score = k->value == 1 ? 1 : -JUMP_COST;
	for (unsigned step = 1; step <= 2 && step < k->value; step++) {
		size_t from = last[k->value - step];
		int score;

		if (from == DAIS_NONE)
			continue;
		score = v->v[from].score + 1 - (step > 1 ? JUMP_COST : 0);
		if (score > k->score) {
			k->score = score;
			k->before = from;
		}
	}
	if (last[k->value] == DAIS_NONE || v->v[last[k->value]].score <= k->score)
		last[k->value] = i;
}

static size_t
best_end(const numbered_vec *v)
{
	size_t best = DAIS_NONE;

	for (size_t i = 0; i < v->n; i++) {
		if (best == DAIS_NONE || v->v[i].score > v->v[best].score)
			best = i;
	}
	return best;
}

static void
add_number(struct reader *r, const struct numbered *k)
{
	struct block_home home = { DAIS_READING_FRONT, DAIS_NONE, DAIS_NONE };
	const struct text_block *b = &r->blocks.v[k->block];
	size_t n = b->mark.n;
	struct dais_evidence *e;

	while (n > 0 && b->text.p[n - 1] == ' ')
		n--;
	e = evidence_at(
	    r, DAIS_EVIDENCE_PARAGRAPH_NUMBER, (struct text_span){ k->block, 0, n }, home);
	e->number = e->number_to = k->value;
}

/* Whether a sentence begins at byte @at of @s: a stop or none, a space, and no small letter. */
static bool
begins_sentence(struct dais_str s, size_t at)
{
	at += at < s.n && s.p[at] == '.';
	return at + 1 < s.n && s.p[at] == ' ' && !(s.p[at + 1] >= 'a' && s.p[at + 1] <= 'z');
}

/* Whether @number stands in @s before a sentence. */
static bool
has_number_word(struct dais_str s, struct dais_str number)
{
	for (size_t at = dais_str_find(s, number, 0); at != SIZE_MAX;
	    at = dais_str_find(s, number, at + 1)) {
		if ((at == 0 || s.p[at - 1] == ' ') && begins_sentence(s, at + number.n))
			return true;
	}
	return false;
}

/* Whether number @value stands inside the blocks @from to @to, where a paragraph lost its start or
 * the stop behind its number. */
static bool
is_inside(const struct reader *r, size_t from, size_t to, unsigned value)
{
	struct dais_str number = dais_arena_printf(r->a, "%u", value);

	for (size_t b = from; b < to; b++) {
		if (has_number_word(r->blocks.v[b].text, number))
			return true;
	}
	return false;
}

/* The only number left out between two paragraphs of the chain, when it repeats one of them over a
 * paragraph of text; else DAIS_NONE. */
static size_t
repeated_between(const struct reader *r, const numbered_vec *v, size_t from, size_t to)
{
	const struct numbered *k = &v->v[from + 1];

	if (to != from + 2 || k->value < 3 ||
	    (k->value != v->v[from].value && k->value != v->v[to].value) ||
	    r->blocks.v[k->block].text.n < PARAGRAPH_LEAST)
		return DAIS_NONE;
	return from + 1;
}

/* Whether a sentence ends in @s or at its end, a mark of a note behind it left aside. */
static bool
is_sentence(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && ((s.p[at - 1] >= '0' && s.p[at - 1] <= '9') || s.p[at - 1] == ' '))
		at--;
	return (at > 0 && (s.p[at - 1] == '.' || s.p[at - 1] == ':' || s.p[at - 1] == ';')) ||
	       dais_str_find(s, DAIS_STR("。"), 0) != SIZE_MAX ||
	       dais_str_find(s, DAIS_STR("."), s.n > 4 ? s.n - 4 : 0) != SIZE_MAX;
}

/* Whether the chain that ends at @end runs through a text: the numbers of a collection of
 * sentences, or of its lists, lie far apart among others; those of an agenda stand before titles.
 */
static bool
is_dense(const struct reader *r, const numbered_vec *v, size_t end)
{
	size_t first = end, n = 0, bytes = 0, sentences = 0;

	for (size_t i = end; i != DAIS_NONE; i = v->v[i].before) {
		first = i;
		bytes += r->blocks.v[v->v[i].block].text.n;
		sentences += is_sentence(r->blocks.v[v->v[i].block].text);
		n++;
	}
	return v->v[end].block - v->v[first].block <= n * BLOCKS_EACH &&
	       (end - first + 1) <= n * NUMBERS_EACH && bytes >= n * BYTES_EACH &&
	       sentences * 4 >= n * 3;
}

/* Marks the chain that ends at @end, and numbers repeated beside it; the number of breaks. */
static size_t
mark_chain(const struct reader *r, const numbered_vec *v, size_t end, bool *ret_is)
{
	size_t breaks = 0;

	for (size_t i = end; i != DAIS_NONE; i = v->v[i].before) {
		size_t before = v->v[i].before, twice;

		ret_is[i] = true;
		if (before == DAIS_NONE)
			continue;
		twice = repeated_between(r, v, before, i);
		if (twice != DAIS_NONE)
			ret_is[twice] = true;
		breaks += twice != DAIS_NONE || v->v[i].value != v->v[before].value + 1;
	}
	return breaks;
}

/* Whether every number that the chain jumps over is nowhere in the text it jumps over. */
static bool
jumps_are_real(const struct reader *r, const numbered_vec *v, size_t end)
{
	for (size_t i = end; i != DAIS_NONE && v->v[i].before != DAIS_NONE; i = v->v[i].before) {
		const struct numbered *k = &v->v[i], *o = &v->v[k->before];

		if (k->value == o->value + 2 && is_inside(r, o->block, k->block, o->value + 1))
			return false;
	}
	return true;
}

void
read_paragraphs(struct reader *r)
{
	bool *agenda = agenda_blocks(r), *is;
	size_t *last = DAIS_NEW_N(r->a, NUMBER_MAX, size_t), end, breaks;
	numbered_vec v = { 0 };

	for (size_t i = 0; i < NUMBER_MAX; i++)
		last[i] = DAIS_NONE;
	for (size_t b = 0; b < r->blocks.n; b++) {
		if (agenda[b] || !is_candidate(r, b))
			continue;
		dais_vec_push(r->a, &v,
		    ((struct numbered){ .block = b, .value = r->blocks.v[b].mark.value }));
		link_number(&v, v.n - 1, last);
	}
	end = best_end(&v);
	if (end == DAIS_NONE || v.v[end].score < (int)CHAIN_LEAST || !is_dense(r, &v, end))
		return;
	is = DAIS_NEW_N(r->a, v.n, bool);
	breaks = mark_chain(r, &v, end, is);
	if (breaks > 2 || breaks * CHAIN_LEAST > v.v[end].value || !jumps_are_real(r, &v, end))
		return;
	for (size_t i = 0; i < v.n; i++) {
		if (is[i])
			add_number(r, &v.v[i]);
	}
}
