/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Source of the search: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
 * Algorithmica 1 (1986).
 */
#include "text/compare.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/map.h"
#include "text/letters.h"

/* Edits looked for between two texts: the memory for the way back grows with its square. */
#define EDITS_MAX 1500

struct word {
	size_t at, n; /* bytes of its text */
	size_t id;    /* the same for equal words */
	bool space;
	bool stays;
};
typedef DAIS_VEC(struct word) word_vec;

struct compare {
	struct dais_arena *a;
	struct dais_map ids;
	struct dais_str texts[2];
	word_vec words[2];
};

/* A character that is a word by itself: no spaces stand between the words of its script. */
static bool
stands_alone(uint32_t c)
{
	return c >= 0x2E80 && u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
}

static bool
is_of_word(uint32_t c)
{
	return !stands_alone(c) &&
	       (u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK ||
		   c == 0x2019 || c == '\'' || c == 0x00AD);
}

/* Bytes of the word that begins at @at. */
static size_t
word_at(struct dais_str s, size_t at, bool *ret_space)
{
	size_t next = at;
	uint32_t first = dais_str_decode(s, &next);

	*ret_space = dais_scan_is_space(first);
	if (first == '{' && next < s.n && s.p[next] == '{') {
		size_t end = dais_str_find(s, DAIS_STR("}}"), next + 1);

		if (end != SIZE_MAX)
			return end + 2 - at;
	}
	if (!*ret_space && !is_of_word(first))
		return next - at;
	while (next < s.n) {
		size_t after = next;
		uint32_t c = dais_str_decode(s, &after);

		if (*ret_space ? !dais_scan_is_space(c) : !is_of_word(c))
			break;
		next = after;
	}
	return next - at;
}

static void
split(struct compare *c, int which)
{
	struct dais_str s = c->texts[which];

	for (size_t at = 0; at < s.n;) {
		struct word w = { .at = at };

		w.n = word_at(s, at, &w.space);
		struct dais_str key = w.space ? DAIS_STR(" ") : dais_str_sub(s, at, at + w.n);
		if (w.space && memchr(s.p + at, '\n', w.n))
			key = DAIS_STR("\n");
		dais_map_add(&c->ids, key, c->ids.n);
		w.id = dais_map_get(&c->ids, key);
		dais_vec_push(c->a, &c->words[which], w);
		at += w.n;
	}
}

/* The furthest places on the diagonals of @d edits begin at ways[d * d]. */
struct search {
	const struct word *x, *y;
	int n, m;
	int *ways;
};

static int
furthest(const struct search *s, int d, int k)
{
	if (!d)
		return 0;
	const int *before = s->ways + (size_t)(d - 1) * (size_t)(d - 1) + (d - 1);
	bool down = k == -d || (k != d && (k - 1 < -(d - 1) ? -1 : before[k - 1]) <
					      (k + 1 > d - 1 ? -1 : before[k + 1]));

	return down ? before[k + 1] : before[k - 1] + 1;
}

/* The number of edits, or -1 when there are too many. */
static int
look(struct search *s, int most)
{
	for (int d = 0; d <= most; d++) {
		int *here = s->ways + (size_t)d * (size_t)d + d;

		for (int k = -d; k <= d; k++)
			here[k] = -1;
		for (int k = -d; k <= d; k += 2) {
			int x = furthest(s, d, k), y = x - k;

			while (x < s->n && y >= 0 && y < s->m && s->x[x].id == s->y[y].id) {
				x++;
				y++;
			}
			here[k] = x;
			if (k == s->n - s->m && x == s->n)
				return d;
		}
	}
	return -1;
}

/* Marks the words that stay, from the end of the way back. */
static void
trace(const struct search *s, int d, struct word *xs, struct word *ys)
{
	int x = s->n, y = s->m;

	for (; d >= 0; d--) {
		int k = x - y;
		int start = furthest(s, d, k);

		while (x > start && y > start - k) {
			xs[--x].stays = true;
			ys[--y].stays = true;
		}
		if (!d)
			return;
		const int *before = s->ways + (size_t)(d - 1) * (size_t)(d - 1) + (d - 1);
		bool down = k == -d || (k != d && (k - 1 < -(d - 1) ? -1 : before[k - 1]) <
						      (k + 1 > d - 1 ? -1 : before[k + 1]));
		if (down)
			y--;
		else
			x--;
	}
}

static void
align(struct compare *c)
{
	word_vec *x = &c->words[0], *y = &c->words[1];
	size_t head = 0, tail = 0, least = x->n < y->n ? x->n : y->n;

	while (head < least && x->v[head].id == y->v[head].id)
		head++;
	while (tail < least - head && x->v[x->n - 1 - tail].id == y->v[y->n - 1 - tail].id)
		tail++;
	for (size_t i = 0; i < x->n; i++)
		x->v[i].stays = i < head || i >= x->n - tail;
	for (size_t i = 0; i < y->n; i++)
		y->v[i].stays = i < head || i >= y->n - tail;
	size_t n = x->n - head - tail, m = y->n - head - tail;
	if (!n || !m || n > INT32_MAX / 4 || m > INT32_MAX / 4)
		return;
	int most = n + m < EDITS_MAX ? (int)(n + m) : EDITS_MAX;
	struct dais_arena *scratch = dais_arena_new(0);
	struct search s = { x->v + head, y->v + head, (int)n, (int)m,
		DAIS_NEW_N(scratch, (size_t)(most + 1) * (size_t)(most + 1), int) };
	int d = look(&s, most);

	if (d >= 0)
		trace(&s, d, x->v + head, y->v + head);
	dais_arena_free(scratch);
}

static void
begin(struct compare *c, struct dais_arena *a, struct dais_str before, struct dais_str after)
{
	*c = (struct compare){ .a = a, .texts = { before, after } };
	dais_map_init(&c->ids, a);
	split(c, 0);
	split(c, 1);
	align(c);
}

static void
add(struct compare *c, dais_compare_vec *ret, enum dais_compare_kind kind, int which, size_t from,
    size_t to)
{
	if (from == to)
		return;
	const struct word *first = &c->words[which].v[from], *last = &c->words[which].v[to - 1];

	dais_vec_push(c->a, ret,
	    ((struct dais_compare_run){
		kind, dais_str_sub(c->texts[which], first->at, last->at + last->n) }));
}

/* A lone space that stays between two changes is told with them: words are read, not spaces. */
static bool
is_gap(const struct compare *c, size_t i, size_t j)
{
	const word_vec *x = &c->words[0], *y = &c->words[1];

	return i < x->n && j < y->n && x->v[i].stays && x->v[i].space && i + 1 < x->n &&
	       j + 1 < y->n && !x->v[i + 1].stays && !y->v[j + 1].stays;
}

void
dais_text_compare(
    struct dais_arena *a, struct dais_str before, struct dais_str after, dais_compare_vec *ret)
{
	struct compare c;
	size_t i = 0, j = 0;

	begin(&c, a, before, after);
	while (i < c.words[0].n || j < c.words[1].n) {
		size_t from = i, start = j;

		while (i < c.words[0].n && j < c.words[1].n && c.words[0].v[i].stays &&
		       c.words[1].v[j].stays) {
			i++;
			j++;
		}
		add(&c, ret, DAIS_COMPARE_SAME, 1, start, j);
		from = i;
		start = j;
		for (;;) {
			while (i < c.words[0].n && !c.words[0].v[i].stays)
				i++;
			while (j < c.words[1].n && !c.words[1].v[j].stays)
				j++;
			if (!is_gap(&c, i, j) || (i == from && j == start))
				break;
			i++;
			j++;
		}
		add(&c, ret, DAIS_COMPARE_GONE, 0, from, i);
		add(&c, ret, DAIS_COMPARE_NEW, 1, start, j);
	}
}

unsigned
dais_text_likeness(struct dais_arena *a, struct dais_str x, struct dais_str y)
{
	struct compare c;
	size_t same = 0, all = 0;

	begin(&c, a, x, y);
	for (int which = 0; which < 2; which++) {
		for (size_t i = 0; i < c.words[which].n; i++) {
			const struct word *w = &c.words[which].v[i];

			if (w->space)
				continue;
			all++;
			same += w->stays;
		}
	}
	return all ? (unsigned)(same * 1000 / all) : 1000;
}

size_t
dais_text_word_count(struct dais_str s)
{
	size_t count = 0;

	for (size_t at = 0; at < s.n;) {
		bool space;
		size_t start = at, n = word_at(s, at, &space);
		uint32_t c = dais_str_decode(s, &start);

		count += stands_alone(c) || is_of_word(c) || (c == '{' && n > 4);
		at += n;
	}
	return count;
}
