/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How a cell of a timetable names items: by number and title ("3 Report", "3.2 Report"), by
 * reference ("Item 3: Report", "البند 3"), several at once ("Items 4 and 5", "Item 1. Opening; Item
 * 2. Adoption").
 */
#include "read/text/build_priv.h"
#include "read/text/marks_priv.h"
#include "read/text/table_priv.h"
#include "text/refer.h"

#define BETWEEN_MAX 10u /* bytes between two references of a list: ", and " */
#define CELL_MAX 2000u  /* bytes of a cell that are looked at for several entries */
#define NUMBER_MAX 99u  /* of an item */
#define BARE_MAX 60u    /* bytes of "1, 2 and 3 (continued)" */
#define HEAD_MAX 200u   /* bytes of a cell that may hold such a list */

/* The part in "16.1" at *@at of @s, behind the stop, as a letter, 0 = a; -1 if there is none. */
static int
part_number(struct dais_str s, size_t *at)
{
	size_t i = *at;
	int part = 0;

	if (i == 0 || s.p[i - 1] != '.')
		return -1;
	while (i < s.n && i < *at + 2 && s.p[i] >= '0' && s.p[i] <= '9')
		part = part * 10 + (s.p[i++] - '0');
	if (i < s.n && s.p[i] == '.')
		i++;
	if (part < 1 || part > 26 || (i < s.n && s.p[i] != ' '))
		return -1;
	*at = i;
	return part - 1;
}

/* Whether byte @at of @s is the mark of "1- Title" and "1) Title", unlike that of "10-13". */
static bool
is_dash_of_number(struct dais_str s, size_t at)
{
	size_t next = at + 2;

	return (s.p[at] == '-' || s.p[at] == ')') && next < s.n && s.p[at + 1] == ' ' &&
	       marks_digit(s, &next) < 0;
}

bool
read_entry_start(const struct reader *r, struct dais_str s, unsigned *ret_number, int *ret_letter,
    struct dais_str *ret_title)
{
	size_t at = 0, space = dais_str_find_char(s, ' ', 0);
	struct item_mark m;
	unsigned n;

	if (space < 24 && (unsigned char)s.p[0] >= 'A' &&
	    read_is_phrase(&r->words->item, dais_str_sub(s, 0, space)))
		s = dais_str_trim(dais_str_sub(s, space, s.n));
	n = marks_number(s, &at);
	if (!n || n > NUMBER_MAX)
		return false;
	if (at < s.n && (s.p[at] == '.' || is_dash_of_number(s, at)))
		at++;
	*ret_letter = part_number(s, &at);
	if (at < s.n && s.p[at] != ' ' && s.p[at] != '(' && (unsigned char)s.p[at] < 0x80)
		return false;
	s = dais_str_trim(dais_str_sub(s, at, s.n));
	*ret_number = n;
	if (*ret_letter >= 0) {
		*ret_title = s;
		return true;
	}
	m = s.n ? read_mark(r, s) : (struct item_mark){ .kind = MARK_NONE };
	if (m.kind == MARK_LETTER) {
		*ret_letter = (int)m.value;
		s = dais_str_sub(s, m.n, s.n);
	} else if (s.n >= 2 && s.n <= 6 && (s.p[0] == '(' || s.p[s.n - 1] == ')')) {
		/* "1 (a)" alone in its cell: a word behind it makes it a mark. */
		m = read_mark(r, dais_arena_concat(r->a, s, DAIS_STR(" x")));
		if (m.kind != MARK_LETTER)
			return false;
		*ret_letter = (int)m.value;
		s = DAIS_STR_NONE;
	}
	*ret_title = s;
	return true;
}

static void
add_item(struct named_items *n, unsigned number, int letter)
{
	if (n->n < NAMED_ITEMS_MAX)
		n->v[n->n++] = (struct named_item){ number, letter };
}

/* In Russian a paragraph and an item are called alike. */
static bool
names_item(const struct dais_reference *f)
{
	return f->kind == DAIS_REFERENCE_ITEM ||
	       (f->kind == DAIS_REFERENCE_PARAGRAPH && f->or_item);
}

static void
take_reference(void *ctx, const struct dais_reference *f)
{
	struct named_items *n = ctx;

	if (!names_item(f) || n->closed)
		return;
	if (f->at > (n->n ? n->end + BETWEEN_MAX : 0)) {
		n->closed = true;
		return;
	}
	n->end = f->at + f->n;
	if (f->minor) {
		add_item(n, f->number, (int)f->minor - 1);
	} else if (f->letter >= 0) {
		for (int letter = f->letter; letter <= f->letter_to || letter == f->letter;
		    letter++)
			add_item(n, f->number, letter);
	} else {
		for (unsigned k = f->number; k <= f->to; k++)
			add_item(n, k, -1);
	}
}

/* Bytes of the stop at the start of @s: ":", ". ", " – ". */
static size_t
stop_length(struct dais_str s)
{
	static const char *const stops[] = { ":", ".", ")", "-", ",", "–", "—", "：", "．", "、",
		"，", "،" };
	size_t at = 0;

	while (at < s.n && s.p[at] == ' ')
		at++;
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		struct dais_str stop = dais_str_from(stops[i]);

		if (dais_str_has_prefix(dais_str_sub(s, at, s.n), stop))
			return at + stop.n;
	}
	return 0;
}

bool
read_named_items(const struct reader *r, struct dais_str s, struct named_items *ret)
{
	struct dais_str rest;
	size_t stop;

	*ret = (struct named_items){ .n = 0 };
	dais_text_find_references(r->lang, dais_str_sub(s, 0, HEAD_MAX), take_reference, ret);
	if (!ret->n || ret->n == NAMED_ITEMS_MAX)
		return false;
	rest = dais_str_sub(s, ret->end, s.n);
	stop = stop_length(rest);
	ret->stopped = stop > 0;
	ret->title = dais_str_trim(dais_str_sub(rest, read_skip_spaces(rest, stop), rest.n));
	return true;
}

bool
read_item_behind(const struct reader *r, struct dais_str s, struct named_items *ret)
{
	size_t open = s.n, close = read_without_end(s);
	unsigned number;
	int letter;

	*ret = (struct named_items){ .n = 0 };
	while (open > 0 && s.p[open - 1] != '(')
		open--;
	if (open < 2 || !close || s.p[close - 1] != ')' ||
	    !read_item_reference(r, dais_str_sub(s, open, close - 1), &number, &letter))
		return false;
	add_item(ret, number, letter);
	ret->end = s.n;
	ret->stopped = true;
	ret->title = dais_str_trim(dais_str_sub(s, 0, open - 1));
	return ret->title.n > 0;
}

bool
read_bare_items(const struct reader *r, struct dais_str s, struct named_items *ret)
{
	struct dais_str numbers = read_without_continued(r, s);

	if (s.n > BARE_MAX || !numbers.n || numbers.p[0] < '0' || numbers.p[0] > '9')
		return false;
	/* They are read as what they would be behind the word for an item. */
	for (size_t i = 0; i < r->words->item.n; i++) {
		struct dais_str named =
		    dais_arena_printf(r->a, "%s %.*s", r->words->item.v[i], DAIS_STR_ARG(numbers));

		if (read_named_items(r, named, ret) && ret->end == named.n && !ret->closed &&
		    (ret->n > 1 || numbers.n < s.n))
			break;
		ret->n = 0;
	}
	for (size_t i = 0; i < ret->n; i++) {
		if (!read_knows_item(r, ret->v[i].number, ret->v[i].letter))
			return false;
	}
	ret->title = DAIS_STR_NONE;
	return ret->n > 0;
}

bool
read_entry_begins(struct reader *r, struct dais_str s)
{
	struct named_items named;
	struct dais_str title;
	unsigned number;
	int letter;

	return read_named_items(r, s, &named) || read_item_behind(r, s, &named) ||
	       (read_entry_start(r, s, &number, &letter, &title) && title.n &&
		   read_is_known_entry(r, number, letter, title));
}

/* Where the next entry begins behind a semicolon; @s.n: nowhere. */
static size_t
behind_semicolon(struct reader *r, struct dais_str s)
{
	static const char *const marks[] = { ";", "；", "؛" };

	for (size_t at = 0; at < s.n; at++) {
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			struct dais_str mark = dais_str_from(marks[i]), rest;

			if (s.p[at] != mark.p[0] ||
			    !dais_str_has_prefix(dais_str_sub(s, at, s.n), mark))
				continue;
			rest = dais_str_trim(dais_str_sub(s, at + mark.n, s.n));
			if (rest.n && read_entry_begins(r, rest))
				return (size_t)(rest.p - s.p);
		}
	}
	return s.n;
}

struct places {
	size_t v[NAMED_ITEMS_MAX];
	size_t n;
};

static void
take_place(void *ctx, const struct dais_reference *f)
{
	struct places *p = ctx;

	if (names_item(f) && f->at && p->n < NAMED_ITEMS_MAX)
		p->v[p->n++] = f->at;
}

/* Where "Item 2: Title" begins behind "Item 1: Title" with nothing between, as the lines of a cell
 * are when they were joined; @s.n: nowhere. */
static size_t
behind_title(struct reader *r, struct dais_str s)
{
	struct places p = { .n = 0 };
	struct named_items named;

	if (!read_named_items(r, s, &named) || !named.title.n)
		return s.n;
	dais_text_find_references(r->lang, dais_str_sub(s, 0, CELL_MAX), take_place, &p);
	for (size_t i = 0; i < p.n; i++) {
		struct dais_str rest = dais_str_sub(s, p.v[i], s.n);

		if (s.p[p.v[i] - 1] == ' ' && read_named_items(r, rest, &named) && named.n == 1 &&
		    named.stopped && named.title.n &&
		    read_is_known_entry(r, named.v[0].number, named.v[0].letter, named.title))
			return p.v[i];
	}
	return s.n;
}

size_t
read_next_entry(struct reader *r, struct dais_str s)
{
	size_t at = behind_semicolon(r, s), joined = behind_title(r, dais_str_sub(s, 0, at));

	return joined < at ? joined : at;
}
