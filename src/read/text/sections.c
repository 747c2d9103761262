/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How a report takes up the items of the agenda it adopted: headings that name an item by its
 * number ("III. Review (Agenda item 4)", the reference in brackets or on a line of its own) or that
 * give its title, and the lines of the table of contents likewise.
 */
#include "read/text/read_priv.h"

#define HEADING_MAX 700u
#define ALIKE_SECTION 80u
#define ENTRY_LINES 8u

/* A heading before its item is known. */
struct heading {
	struct text_span words; /* without mark and reference */
	bool referred;          /* an item is named */
	unsigned number;
	int letter;
	size_t last; /* block of the reference */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The last bracket of @s that holds a reference to an item: where it opens, or SIZE_MAX. */
static size_t
find_reference(struct reader *r, struct dais_str s, unsigned *ret_number, int *ret_letter)
{
	if (dais_str_find_char(s, '(', 0) == SIZE_MAX &&
	    dais_str_find(s, DAIS_STR("（"), 0) == SIZE_MAX)
		return SIZE_MAX;
	for (size_t i = s.n; i-- > 0;) {
		struct dais_str rest;
		size_t close;

		if (s.p[i] != '(' && s.p[i] != '\xEF')
			continue;
		rest = dais_str_sub(s, i, s.n);
		if (s.p[i] != '(' && !dais_str_has_prefix(rest, DAIS_STR("（")))
			continue;
		/* "(Agenda sub-item 2 (a))": the letter has brackets of its own. */
		close = dais_str_find(rest, DAIS_STR("))"), 0);
		close = close == SIZE_MAX ? dais_str_find_char(rest, ')', 0) : close + 1;
		if (close == SIZE_MAX) {
			close = dais_str_find(rest, DAIS_STR("）"), 0);
			close = close == SIZE_MAX ? close : close + 2;
		}
		if (close != SIZE_MAX && read_item_reference(r, dais_str_sub(rest, 0, close + 1),
					     ret_number, ret_letter))
			return i;
	}
	return SIZE_MAX;
}

static size_t
trim_end(struct dais_str s, size_t from, size_t end)
{
	while (end > from && strchr(" .:;,*", s.p[end - 1]))
		end--;
	return end;
}

static bool
is_section_mark(enum mark_kind m)
{
	return m == MARK_ROMAN || m == MARK_CAPITAL || m == MARK_NUMBER || m == MARK_LETTER ||
	       m == MARK_DECIMAL;
}

/* The words of block @b up to byte @end, its mark left out. */
static struct text_span
words_of(const struct reader *r, size_t b, size_t end)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t from = is_section_mark(k->mark.kind) ? k->mark.n : 0;

	end = trim_end(k->text, from, end);
	return (struct text_span){ b, from, end > from ? end - from : 0 };
}

/* Whether block @b may be a heading by its look alone. */
static bool
looks_like_heading(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	if (k->text.n > HEADING_MAX || !k->text.n || strchr(".;:", k->text.p[k->text.n - 1]))
		return false;
	return k->role == DAIS_FLOW_HEADING || k->mark.kind == MARK_ROMAN ||
	       k->mark.kind == MARK_CAPITAL || k->mark.kind == MARK_NUMBER ||
	       (k->source && k->source->strong) || (k->gap_before && k->gap_after);
}

/* The block that holds the whole heading whose last line is block @b: one that begins with the mark
 * of a section takes up lines without a mark behind it. */
static size_t
first_line(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b], *p = b > 0 ? &r->blocks.v[b - 1] : NULL;

	if (!p || k->mark.kind != MARK_NONE || !is_section_mark(p->mark.kind) || !p->text.n ||
	    !read_is_body(r, b - 1) || p->text.n > HEADING_MAX || read_ends_sentence(p->text))
		return b;
	read_merge_blocks(r, b - 1, b);
	return b - 1;
}

static bool
heading_at(struct reader *r, size_t b, struct heading *h)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t next = b + 1, at;

	*h = (struct heading){ .letter = -1, .last = b };
	if (!read_is_body(r, b) || k->text.n > HEADING_MAX || !k->text.n)
		return false;
	at = find_reference(r, k->text, &h->number, &h->letter);
	if (at == 0)
		return false; /* belongs to the block before it */
	if (at != SIZE_MAX) {
		size_t first, shift;

		if (k->text.n - at > 80)
			return false; /* prose goes on behind it */
		h->referred = true;
		shift = k->text.n - at;
		first = first_line(r, b);
		h->words = words_of(r, first, r->blocks.v[first].text.n - shift);
		return h->words.n > 0;
	}
	while (next < r->blocks.n && !r->blocks.v[next].text.n)
		next++;
	if (next < r->blocks.n && r->blocks.v[next].text.n < 120 &&
	    read_item_reference(r, r->blocks.v[next].text, &h->number, &h->letter)) {
		h->referred = true;
		h->last = next;
	}
	if (h->referred)
		b = first_line(r, b);
	h->words = words_of(r, b, r->blocks.v[b].text.n);
	return h->words.n > 0 && (h->referred || looks_like_heading(r, b));
}

/* The titles of all items, as words. */
struct title_words {
	size_t body, item;
	word_vec words;
	uint64_t letters; /* a bit for each word, by its first bytes: most other titles differ */
};

struct title_list {
	DAIS_VEC(struct title_words) all;
	size_t bytes; /* of the longest */
};

static uint64_t
bit_of(struct dais_str word)
{
	uint64_t h = word.n;

	for (size_t i = 0; i < word.n && i < 6; i++)
		h = h * 31 + (unsigned char)word.p[i];
	return (uint64_t)1 << h % 64;
}

static uint64_t
bits_of(const word_vec *words)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < words->n; i++)
		bits |= bit_of(words->v[i]);
	return bits;
}

/* Percent of @words that may be in a title with @letters: at least as many as are. */
static unsigned
may_share(const word_vec *words, uint64_t letters)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		n += (bit_of(words->v[i]) & letters) != 0;
	return words->n ? (unsigned)(n * 100 / words->n) : 0;
}

static struct title_list
split_titles(struct reader *r)
{
	struct title_list v = { 0 };

	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++)
			*dais_vec_add(r->a, &v.all) = (struct title_words){ .body = b,
				.item = i,
				.words = read_split(
				    r->a, read_span(r, r->bodies.v[b].items.v[i].title)) };
	}
	for (size_t i = 0; i < v.all.n; i++) {
		struct title_words *t = &v.all.v[i];
		size_t n = r->bodies.v[t->body].items.v[t->item].title.n;

		t->letters = bits_of(&t->words);
		v.bytes = n > v.bytes ? n : v.bytes;
	}
	return v;
}

/* The item that @h takes up: the one it names, or the one whose title it gives. */
static const struct title_words *
item_of(struct reader *r, const struct title_list *titles, const struct heading *h)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	word_vec words;
	const struct title_words *best = NULL;
	unsigned most = 0;

	if (!h->referred && h->words.n > titles->bytes * 2)
		return NULL;
	words = read_split(a, read_span(r, h->words));

	for (size_t i = 0; i < titles->all.n; i++) {
		const struct title_words *t = &titles->all.v[i];
		const struct sketch_item *it = &r->bodies.v[t->body].items.v[t->item];
		bool named = it->number == h->number && it->letter == h->letter;
		unsigned alike;

		if (h->referred ? !named
				: t->words.n * 3 > words.n * 4 || words.n * 3 > t->words.n * 4)
			continue;
		if (!h->referred && may_share(&words, t->letters) < ALIKE_SECTION)
			continue;
		alike = read_alike_words(&t->words, &words);
		if (h->referred ? (!best || alike > most)
				: (alike >= ALIKE_SECTION && alike > most)) {
			most = alike;
			best = t;
		}
	}
	return best;
}

static void
add_section(
    struct reader *r, const struct heading *h, const struct title_words *item, bool contents)
{
	*dais_vec_add(r->a, &r->sections) = (struct sketch_section){
		.body = item->body,
		.item = item->item,
		.heading = h->words,
		.last = h->last,
		.in_contents = contents,
	};
}

/* --- the table of contents -------------------------------------------------------------------- */

/* Byte behind the words of entry @s, numbers of paragraphs and pages cut off: one group of numbers,
 * or two. */
size_t
read_without_page(struct dais_str s, size_t end)
{
	size_t at = end;

	while (at > 0 && (is_digit(s.p[at - 1]) || s.p[at - 1] == '-' || s.p[at - 1] == '/'))
		at--;
	while (at >= 3 && at < end && memcmp(s.p + at - 3, "–", 3) == 0) {
		at -= 3;
		while (at > 0 && is_digit(s.p[at - 1]))
			at--;
	}
	/* "decision 4/CMA.4": part of a word */
	if (at == end || at == 0 ||
	    (s.p[at - 1] == '.' && at > 1 && s.p[at - 2] != '.' && s.p[at - 2] != ' '))
		return end;
	while (at > 0 && strchr(" .\t", s.p[at - 1]))
		at--;
	while (at >= 3 && memcmp(s.p + at - 3, "…", 3) == 0)
		at -= 3;
	while (at > 0 && strchr(" .\t", s.p[at - 1]))
		at--;
	return at;
}

static bool
ends_with_digit(struct dais_str s)
{
	return s.n && is_digit(s.p[s.n - 1]);
}

static bool
starts_low(struct dais_str s)
{
	return s.n && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* Joins the lines of the entry that begins at block @b; returns the block behind it. */
static size_t
join_entry(struct reader *r, size_t b)
{
	size_t next = b + 1;

	for (unsigned lines = 1; next < r->blocks.n && r->blocks.v[next].contents; lines++) {
		const struct text_block *k = &r->blocks.v[next];
		bool whole = ends_with_digit(r->blocks.v[b].text);

		if (lines > ENTRY_LINES || is_section_mark(k->mark.kind) ||
		    (whole && !starts_low(k->text)) || r->blocks.v[b].text.n > HEADING_MAX)
			break;
		read_merge_blocks(r, b, next++);
		r->blocks.v[next - 1].contents = true;
	}
	return next;
}

/* Reads the entry in block @b: by its reference, else by the title that fits best. */
static void
read_entry(struct reader *r, const struct title_list *titles, size_t b, bool *any_referred)
{
	struct dais_str s = r->blocks.v[b].text;
	struct heading h = { .letter = -1, .last = b };
	const struct title_words *item;
	struct text_span shorter;
	size_t page, at;

	if (s.n > (size_t)HEADING_MAX * 2)
		return;
	at = find_reference(r, s, &h.number, &h.letter);
	h.referred = at != SIZE_MAX && at > 0;
	page = read_without_page(s, s.n);
	/* Where entries name their items, others are of annexes. */
	if (!h.referred && *any_referred)
		return;
	*any_referred |= h.referred;
	h.words = words_of(r, b, h.referred ? at : page);
	item = h.words.n ? item_of(r, titles, &h) : NULL;
	if (!item)
		return;
	/* Numbers of paragraphs before that of the page, or a year in the title? */
	shorter = words_of(r, b, read_without_page(s, page));
	if (!h.referred && shorter.n) {
		struct dais_str title =
		    read_span(r, r->bodies.v[item->body].items.v[item->item].title);

		if (read_alike(title, read_span(r, shorter)) >
		    read_alike(title, read_span(r, h.words)))
			h.words = shorter;
	}
	add_section(r, &h, item, true);
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool
is_in_agenda(const struct reader *r, size_t b)
{
	for (size_t k = 0; k < r->bodies.n; k++) {
		if (b >= r->bodies.v[k].first && b <= r->bodies.v[k].last)
			return true;
	}
	return false;
}

/* A report without an agenda: its headings are the items. */
static void
add_items_as_sections(struct reader *r)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			struct text_span title = r->bodies.v[b].items.v[i].title;

			*dais_vec_add(r->a, &r->sections) =
			    (struct sketch_section){ b, i, title, title.block, false };
		}
	}
}

void
read_sections(struct reader *r)
{
	struct title_list titles;
	bool any_referred = false;

	if (!r->is_report || !r->bodies.n)
		return;
	if (r->headings_count) {
		add_items_as_sections(r);
		return;
	}
	titles = split_titles(r);
	for (size_t b = 0; b < r->blocks.n;) {
		size_t next = b + 1;

		if (r->blocks.v[b].contents && r->blocks.v[b].text.n) {
			next = join_entry(r, b);
			read_entry(r, &titles, b, &any_referred);
		}
		b = next;
	}
	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct title_words *item = NULL;
		struct heading h;

		if (!r->blocks.v[b].contents && !is_in_agenda(r, b) && heading_at(r, b, &h))
			item = item_of(r, &titles, &h);
		if (!item)
			continue;
		add_section(r, &h, item, false);
		b = h.last;
	}
}
