/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Texts of a word: in the leaves of a segment, with the index of leaves where they fill many.
 */
#include "store/search_entries.h"

#define INDEX_BITS 36 /* where a leaf of the index of leaves says so */
#define SEGMENT_BITS 37
#define WORD_MAX 4096

/* ---- leaves ---- */

static size_t
two_bytes(const unsigned char *p)
{
	return (size_t)p[0] << 8 | p[1];
}

static bool
read_leaf(struct dais_search_entries *e, unsigned number, struct dais_err *err)
{
	if (!dais_search_page_read(
		e->leaves, ((int64_t)e->segment->id << SEGMENT_BITS) + number, &e->page, NULL, err))
		return false;
	e->number = number;
	if (e->page.n < DAIS_SEARCH_PAGE_HEADER || two_bytes(e->page.p + 2) > e->page.n)
		return dais_search_fail_damaged(err);
	return true;
}

/* The number and size of the entry at e->at; @from: what its number is counted from. */
static void
read_entry(struct dais_search_entries *e, int64_t from)
{
	uint64_t size;

	e->id = (int64_t)((uint64_t)from + dais_search_number(e->page.p, &e->at));
	size = dais_search_number(e->page.p, &e->at);
	e->removes = size & 1u;
	e->places_at = e->at;
	e->places_n = (size_t)(size >> 1);
	e->at += e->places_n;
}

static void
end(struct dais_search_entries *e)
{
	e->id = INT64_MAX;
	e->places_n = 0;
	e->removes = false;
}

/* To the first entry of leaf @number, or of one behind it, as long as they are of the same word. */
static bool
enter_leaf(struct dais_search_entries *e, unsigned number, struct dais_err *err)
{
	for (; number <= e->segment->last; number++) {
		size_t first, footer, word = 0;

		if (!read_leaf(e, number, err))
			return false;
		first = two_bytes(e->page.p);
		footer = two_bytes(e->page.p + 2);
		if (footer < e->page.n) {
			size_t at = footer;

			word = (size_t)dais_search_number(e->page.p, &at);
		}
		e->ends_here = word > 0;
		e->end = word ? word : footer;
		if (e->end > e->page.n)
			return dais_search_fail_damaged(err);
		if (first) {
			e->at = first;
			if (first >= e->end)
				return dais_search_fail_damaged(err);
			read_entry(e, 0);
			return true;
		}
		if (word)
			break;
	}
	end(e);
	return true;
}

static bool
next(struct dais_search_entries *e, struct dais_err *err)
{
	if (e->at < e->end) {
		int64_t before = e->id;

		read_entry(e, before);
		return e->id > before || dais_search_fail_damaged(err);
	}
	if (e->ends_here) {
		end(e);
		return true;
	}
	return enter_leaf(e, e->number + 1, err);
}

/* ---- the index of leaves ---- */

static bool
read_index(struct dais_search_entries *e, bool *ret_found, struct dais_err *err)
{
	return dais_search_page_read(e->leaves,
	    ((int64_t)e->segment->id << SEGMENT_BITS) + ((int64_t)1 << INDEX_BITS) +
		e->index_number,
	    &e->index, ret_found, err);
}

/* At the first leaf of a page of the index, behind its mark. */
static void
begin_index_page(struct dais_search_entries *e)
{
	e->index_at = 1;
	e->index_leaf = (unsigned)dais_search_number(e->index.p, &e->index_at);
	e->index_id = (int64_t)dais_search_number(e->index.p, &e->index_at);
}

/* The next leaf that an entry begins in, and the number of that; INT64_MAX: there is none. */
static bool
next_in_index(struct dais_search_entries *e, struct dais_err *err)
{
	bool found;

	while (e->index_at < e->index.n && e->index.p[e->index_at] == 0) {
		e->index_at++;
		e->index_leaf++;
	}
	if (e->index_at < e->index.n) {
		e->index_id =
		    (int64_t)((uint64_t)e->index_id + dais_search_number(e->index.p, &e->index_at));
		e->index_leaf++;
		return true;
	}
	/* One of several pages has a mark; they have numbers one after the other. */
	found = e->index.n > 0 && e->index.p[0] & 1u;
	e->index_number++;
	if (found && !read_index(e, &found, err))
		return false;
	if (!found || e->index.n < 3) {
		e->index_id = INT64_MAX;
		e->index.n = 0;
		return true;
	}
	begin_index_page(e);
	return true;
}

static bool
start_index(struct dais_search_entries *e, unsigned leaf, struct dais_err *err)
{
	e->index_number = leaf;
	if (!read_index(e, NULL, err))
		return false;
	begin_index_page(e);
	return true;
}

/* To the first entry of this leaf from @id on, or the last one of the leaf: most of the time of a
 * search is spent here. Entries that do not ascend are left to next(). */
static void
skip(struct dais_search_entries *e, int64_t id)
{
	const unsigned char *p = e->page.p + e->at, *stop = e->page.p + e->end;
	uint64_t now = (uint64_t)e->id, wanted = (uint64_t)id, delta, size = 0;

	while (p < stop) {
		const unsigned char *places = dais_search_number_at(p, &delta);

		size = *places++;
		if (size >= 0x80)
			places = dais_search_number_at(places - 1, &size);
		if (delta - 1 >= INT64_MAX - now || places > stop)
			break;
		now += delta;
		if (now < wanted && size >> 1 < (uint64_t)(stop - places)) {
			p = places + (size >> 1);
			continue;
		}
		e->removes = size & 1u;
		e->places_at = (size_t)(places - e->page.p);
		e->places_n = (size_t)(size >> 1);
		e->at = e->places_at + e->places_n;
		e->id = (int64_t)now;
		return;
	}
	e->id = (int64_t)now;
	e->at = (size_t)(p - e->page.p);
}

bool
dais_search_entries_seek(struct dais_search_entries *e, int64_t id, struct dais_err *err)
{
	if (e->has_index && e->id < id) {
		unsigned leaf = e->number;

		while (e->index_id <= id && e->index_id != INT64_MAX) {
			leaf = e->index_leaf;
			if (!next_in_index(e, err))
				return false;
		}
		if (leaf > e->number && !enter_leaf(e, leaf, err))
			return false;
	}
	if (e->id < id && e->at < e->end)
		skip(e, id);
	while (e->id < id)
		if (!next(e, err))
			return false;
	return true;
}

/* ---- words ---- */

/* Finds @word among those of the leaf: from the footer, which says where each begins, with how much
 * of it the one before has in common. *@ret_at: where its texts begin, 0 when it is not there;
 * *@ret_behind: a word behind it is. */
static bool
find_word(struct dais_search_entries *e, struct dais_str word, size_t *ret_at, bool *ret_behind,
    struct dais_err *err)
{
	const unsigned char *p = e->page.p;
	size_t footer = two_bytes(p + 2), place = footer, start = 0, common = 0;

	*ret_at = 0;
	*ret_behind = true;
	for (bool is_first = true; place < e->page.n; is_first = false) {
		size_t at, kept = 0, n, same;

		start += (size_t)dais_search_number(p, &place);
		at = start;
		if (at >= footer)
			return dais_search_fail_damaged(err);
		if (!is_first)
			kept = (size_t)dais_search_number(p, &at);
		n = (size_t)dais_search_number(p, &at);
		if (n > footer || at + n > footer)
			return dais_search_fail_damaged(err);
		if (kept < common) /* it stands behind @word */
			return true;
		if (kept > common)
			continue;
		for (same = 0; same < n && common + same < word.n &&
			       p[at + same] == (unsigned char)word.p[common + same];)
			same++;
		common += same;
		if (same < n && (common == word.n || p[at + same] > (unsigned char)word.p[common]))
			return true;
		if (same == n && common == word.n) {
			*ret_at = at + n;
			e->ends_here = place < e->page.n;
			e->end =
			    e->ends_here ? start + (size_t)dais_search_number(p, &place) : footer;
			return e->end <= footer || dais_search_fail_damaged(err);
		}
	}
	*ret_behind = false;
	return true;
}

/* The leaf where @word is, if it is; *@ret_has_index whether its texts go on over many leaves. */
static bool
find_leaf(struct dais_search_leaves *l, const struct dais_search_segment *s, struct dais_str word,
    unsigned *ret, bool *ret_has_index, struct dais_err *err)
{
	int64_t number;

	if (!dais_sql_number(l->sql, DAIS_SQL_SEARCH_LEAF_OF,
		DAIS_SQL_ARGS(dais_sql_int(s->id), dais_sql_bytes(word)), &number, err))
		return false;
	*ret = (unsigned)(number >> 1);
	*ret_has_index = number & 1;
	if (*ret < s->first) {
		*ret = s->first;
		*ret_has_index = false;
	}
	return true;
}

/* The first text of a word that has been found: in the next leaf, if the word fills this one. */
static bool
read_first(struct dais_search_entries *e, struct dais_err *err)
{
	if (e->at >= e->end)
		return e->ends_here ? dais_search_fail_damaged(err)
				    : enter_leaf(e, e->number + 1, err);
	read_entry(e, 0);
	return true;
}

/* What stands behind the texts of a word that was looked for is in the same leaf, unless they fill
 * it.
 */
static void
remember(struct dais_search_leaves *l, const struct dais_search_entries *e, struct dais_str word)
{
	l->looked = (struct dais_search_looked){ .word = word, .page = e->page, .leaf = e->number };
	l->looked.has_index = e->has_index;
	if (e->at == 0 || e->ends_here)
		l->looked.segment = e->segment;
}

/* Looks for @full, which is @word, where @word but for its last letter was looked for. *@ret_known
 * false: it is not known there whether it is in the segment. */
static bool
find_beside(struct dais_search_entries *e, struct dais_str word, struct dais_str full,
    bool *ret_known, struct dais_err *err)
{
	struct dais_search_looked *looked = &e->leaves->looked;
	struct dais_search_page page = looked->page;

	*ret_known = false;
	if (looked->segment != e->segment || word.n != looked->word.n + 1 ||
	    memcmp(word.p, looked->word.p, looked->word.n) != 0)
		return true;
	e->page = page;
	e->number = looked->leaf;
	e->has_index = looked->has_index;
	looked->segment = NULL;
	if (!find_word(e, full, &e->at, ret_known, err))
		return false;
	*ret_known = *ret_known || e->at != 0;
	e->page = (struct dais_search_page){ .p = NULL };
	if (e->at == 0)
		return true;
	dais_search_page_grow(e->leaves->arena, &e->page, page.n);
	memcpy(e->page.p, page.p, page.n + DAIS_SEARCH_ZEROS);
	e->page.n = page.n;
	return true;
}

/* Looks for @full, which is @word, in the segment; e->at 0: it is not there. */
static bool
find_in_segment(
    struct dais_search_entries *e, struct dais_str word, struct dais_str full, struct dais_err *err)
{
	unsigned leaf;
	bool is_behind;

	if (!find_leaf(e->leaves, e->segment, full, &leaf, &e->has_index, err))
		return false;
	/* A merging that is not over has read the segment to its end: its leaves lie there still,
	 * and say nothing any more. */
	if (leaf > e->segment->last)
		return true;
	if (!read_leaf(e, leaf, err) || !find_word(e, full, &e->at, &is_behind, err))
		return false;
	remember(e->leaves, e, word);
	return true;
}

bool
dais_search_entries_open(struct dais_search_leaves *l, const struct dais_search_segment *s,
    struct dais_str word, struct dais_search_entries *ret, bool *ret_any, struct dais_err *err)
{
	char name[WORD_MAX];
	struct dais_str full = { name, word.n + 1 };
	unsigned leaf;
	bool known;

	*ret_any = false;
	*ret = (struct dais_search_entries){ .leaves = l, .segment = s };
	end(ret);
	if (word.n == 0 || word.n + 1 > sizeof(name))
		return true;
	name[0] = '0'; /* FTS5's mark of the index of whole words */
	memcpy(name + 1, word.p, word.n);
	if (!find_beside(ret, word, full, &known, err) ||
	    (!known && !find_in_segment(ret, word, full, err)))
		return false;
	if (ret->at == 0)
		return true;
	*ret_any = true;
	/* That of a leaf is of its last word. */
	ret->has_index = ret->has_index && !ret->ends_here;
	leaf = ret->number; /* of the word, whose texts may begin in the next one */
	return read_first(ret, err) && (!ret->has_index || start_index(ret, leaf, err));
}

/* ---- places ---- */

/* The bytes of places that go on in the next leaves, put together, until the next call. */
static bool
collect(const struct dais_search_entries *e, const unsigned char **ret, struct dais_err *err)
{
	struct dais_search_leaves *l = e->leaves;
	struct dais_search_entries other = { .leaves = l, .segment = e->segment, .page = l->next };
	size_t have = e->end - e->places_at;

	if (e->places_at > e->end || e->places_n > (size_t)1 << 24)
		return dais_search_fail_damaged(err);
	dais_search_page_grow(l->arena, &l->whole, e->places_n);
	memcpy(l->whole.p, e->page.p + e->places_at, have);
	for (unsigned leaf = e->number + 1; have < e->places_n; leaf++) {
		size_t left = e->places_n - have, stop;

		if (leaf > e->segment->last)
			return dais_search_fail_damaged(err);
		if (!read_leaf(&other, leaf, err))
			return false;
		l->next = other.page;
		stop = two_bytes(other.page.p);
		stop = stop ? stop : two_bytes(other.page.p + 2);
		if (stop < DAIS_SEARCH_PAGE_HEADER || stop > other.page.n)
			return dais_search_fail_damaged(err);
		left =
		    left < stop - DAIS_SEARCH_PAGE_HEADER ? left : stop - DAIS_SEARCH_PAGE_HEADER;
		memcpy(l->whole.p + have, other.page.p + DAIS_SEARCH_PAGE_HEADER, left);
		have += left;
	}
	memset(l->whole.p + have, 0, DAIS_SEARCH_ZEROS);
	*ret = l->whole.p;
	return true;
}

bool
dais_search_entries_places(
    const struct dais_search_entries *e, dais_search_places *ret, struct dais_err *err)
{
	const unsigned char *p = e->page.p + e->places_at, *stop;
	uint64_t place = 0, step;

	if (e->places_at + e->places_n > e->end && !collect(e, &p, err))
		return false;
	stop = p + e->places_n;
	/* A place takes a byte or more. */
	if (ret->cap - ret->n < e->places_n) {
		unsigned *v = DAIS_NEW_N(e->leaves->arena, 2 * (ret->n + e->places_n), unsigned);

		if (ret->n)
			memcpy(v, ret->v, ret->n * sizeof(*v));
		ret->v = v;
		ret->cap = 2 * (ret->n + e->places_n);
	}
	while (p < stop) {
		step = *p++;
		if (step >= 0x80)
			p = dais_search_number_at(p - 1, &step);
		if (step < 2) /* another column, of which there is none */
			return dais_search_fail_damaged(err);
		place += step - 2;
		ret->v[ret->n++] = (unsigned)place;
	}
	return true;
}
