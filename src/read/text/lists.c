/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading numbered lists. Between two items may stand: parts, a bracketed line that belongs to the
 * title, a footnote of one line, paragraphs (an agenda with its annotations under each item). A
 * list ends at a number out of turn, at a heading, or where no item follows for long.
 */
#include "read/text/lists_priv.h"

#define TITLE_CHARS_MAX 420u
#define SHORT_WORD_MAX 5u /* letters of an abbreviation and its stop */
#define HALVES_CHARS_MAX 160u /* of a title with a stop in it */
#define GAP_MAX 3u        /* numbers that may be missing in a row */
#define PROSE_MAX 60u     /* blocks without an item */
#define DENSE_PROSE_MAX 3u
#define PARAGRAPH_MIN 60u /* bytes of a numbered paragraph */
#define BLOCKS_AHEAD 40u  /* in which the next number is looked for */
#define BETWEEN_MAX 160u  /* bytes of a heading between two items */

/* Whether the stop at byte @i of @s is that of a short word: "Doc. 4", "St. Petersburg". */
static bool
is_short_word(struct dais_str s, size_t i)
{
	size_t from = i;

	while (from > 0 && i - from <= SHORT_WORD_MAX && (unsigned char)s.p[from - 1] > ' ' &&
	       s.p[from - 1] != '(')
		from--;
	return i - from < SHORT_WORD_MAX && s.p[from] >= 'A' && s.p[from] <= 'Z';
}

bool
read_is_title(struct dais_str s)
{
	size_t sentences = 0, chars;

	if (s.n > (size_t)TITLE_CHARS_MAX * 4)
		return false;
	chars = dais_str_count(s);
	if (chars > TITLE_CHARS_MAX || chars < 2)
		return false;
	for (size_t i = 40; i + 2 < s.n; i++) {
		bool end = s.p[i] == '.' && s.p[i + 1] == ' ' && (unsigned char)s.p[i - 1] >= 'a';
		unsigned char next = (unsigned char)s.p[i + 2];

		sentences +=
		    end && !is_short_word(s, i) && ((next >= 'A' && next <= 'Z') || next == 0xD0);
		sentences += i + 5 < s.n && memcmp(s.p + i, "。", 3) == 0;
	}
	/* "Finance Bill. Second reading" */
	if (sentences == 1 && chars <= HALVES_CHARS_MAX && s.p[s.n - 1] != '.')
		return true;
	/* A long single sentence is a paragraph, unless a label in brackets makes it long. */
	return sentences == 0 &&
	       (chars <= 240 || s.p[s.n - 1] != '.' || dais_str_has_suffix(s, DAIS_STR(").")));
}

static void
add_top(struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	struct list_item *it = read_list_add(r, s, b, m.n);

	s->before = s->number;
	it->number = s->number = m.value;
	s->item = s->list->items.n - 1;
	s->parts = s->points = 0;
	s->small_roman = s->plain = false;
	s->inner = 0;
	s->list->top++;
	s->list->worded |= m.worded;
}

/* A line in brackets under a title, or one that goes on with a small letter, belongs to it. */
static bool
belongs_to_title(const struct reader *r, const struct list_scan *s, size_t b)
{
	struct dais_str t = r->blocks.v[b].text;
	size_t last = s->list->items.v[s->list->items.n - 1].block;
	unsigned number;
	int letter;

	if (!r->flow || last + 1 != b || t.n > 300 || r->blocks.v[b].role != DAIS_FLOW_TEXT)
		return false;
	if (t.p[0] == '(' && t.p[t.n - 1] == ')')
		return !read_item_reference(r, t, &number, &letter);
	return false;
}

/* A heading that ends any list. */
static bool
is_heading_of_part(const struct reader *r, size_t b)
{
	struct dais_str t = r->blocks.v[b].text;
	struct item_mark m = r->blocks.v[b].mark;

	if (t.n > 200)
		return false;
	if (m.kind == MARK_ROMAN || m.kind == MARK_CAPITAL)
		t = dais_str_sub(t, m.n, t.n);
	return read_is_phrase(&r->words->annotations, t) || read_is_phrase(&r->words->annex, t) ||
	       read_is_phrase(&r->words->contents, t) || read_is_phrase(&r->words->agenda, t);
}

/* The mark of block @b in this list: in one of roman numerals these count the items. */
static struct item_mark
mark_of(const struct reader *r, const struct list_scan *s, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark;

	/* "二、" among "3.", "4." is a heading of them. */
	if (m.kind == MARK_NUMBER && m.han && !s->list->han) {
		m.kind = MARK_ROMAN;
	} else if (s->list->capital && (m.kind == MARK_CAPITAL || m.kind == MARK_ROMAN)) {
		m.kind = MARK_NUMBER;
		m.value = m.other + 1;
	} else if (s->roman && m.kind == MARK_ROMAN) {
		m.kind = MARK_NUMBER;
	} else if ((s->roman || (s->list->han && !m.han)) && m.kind == MARK_NUMBER) {
		/* "IV. Reports": "1. Report of the Board"; paragraphs are no parts. */
		m.kind = m.value == s->parts + 1 &&
				 (!read_ends_sentence(r->blocks.v[b].text) ||
				     dais_str_has_suffix(r->blocks.v[b].text, DAIS_STR(":")))
			     ? MARK_LETTER
			     : MARK_NONE;
		m.value = m.other = m.value - 1;
	}
	return m;
}

static bool
has_number(const struct item_list *l, unsigned number)
{
	for (size_t i = 0; i < l->items.n; i++) {
		if (l->items.v[i].letter < 0 && l->items.v[i].number == number)
			return true;
	}
	return false;
}

/* The last two numbers of items. */
static struct turn
turn_of(const struct list_scan *s)
{
	return (struct turn){ .last = s->number, .second = s->before };
}

/* The number of the next block behind @b that may be an item; 0: none comes soon. */
static unsigned
next_number(const struct reader *r, const struct list_scan *s, size_t b)
{
	for (size_t k = b + 1; k < r->blocks.n && k <= b + BLOCKS_AHEAD; k++) {
		struct item_mark m = mark_of(r, s, k);

		if (read_is_body(r, k) && m.kind == MARK_NUMBER &&
		    m.worded == r->blocks.v[b].mark.worded)
			return m.value;
	}
	return 0;
}

/* Whether an item numbered @m may follow: the next number, a later one that looks like the others,
 * or one out of its order among items that do. */
static bool
may_follow(const struct reader *r, const struct list_scan *s, size_t b, struct item_mark m)
{
	if (m.value == s->number + 1 ||
	    (m.value > s->number && m.worded && s->list->items.v[0].number > 1))
		return true;
	if (read_list_indent(r, b) != s->indent)
		return false;
	if (m.value > s->number)
		return m.value <= s->number + GAP_MAX;
	return read_is_out_of_turn(turn_of(s), m.value, next_number(r, s, b)) ||
	       (m.value > 1 && m.value + 2 >= s->number && s->list->top >= 3 &&
		   s->list->prose == 0 && !(has_number(s->list, m.value) && m.value != s->number));
}

/* Whether the next item comes right behind block @b, a heading between two items. */
static bool
goes_on_behind(const struct reader *r, const struct list_scan *s, size_t b)
{
	for (size_t k = b + 1; k < r->blocks.n && k <= b + 2; k++) {
		struct item_mark m = mark_of(r, s, k);

		if (read_is_body(r, k) && m.kind == MARK_NUMBER)
			return may_follow(r, s, k, m);
	}
	return false;
}

/* A sentence with the number that comes next among paragraphs, between titles without stops. */
static bool
is_numbered_paragraph(const struct list_scan *s, struct dais_str text, struct item_mark m)
{
	return s->no_stops && m.value == s->paragraph + 1 && text.n > PARAGRAPH_MIN &&
	       text.p[text.n - 1] == '.';
}

/* The mark of block @b in this list: also a number without its stop, where it comes next, and the
 * letter behind the number of an item that has been begun. */
static struct item_mark
mark_in_list(const struct reader *r, const struct list_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct item_mark m = mark_of(r, s, b);

	if (m.kind != MARK_NUMBER && m.kind != MARK_LETTER && s->list->top >= 2) {
		size_t loose = read_loose_number(k->text, s->number + 1);

		if (loose)
			m = (struct item_mark){
				.kind = MARK_NUMBER, .value = s->number + 1, .n = loose
			};
	}
	if (m.kind == MARK_NUMBER && m.value == s->number &&
	    read_letter_behind(k->text, m).kind == MARK_LETTER)
		m = read_letter_behind(k->text, m);
	return m;
}

/* Whether block @b, of two short sentences, stands between items and right before the next:
 * "Opening of the session. Election of officers." */
static bool
is_among_titles(const struct reader *r, const struct list_scan *s, size_t b, struct item_mark m)
{
	const struct text_block *k = &r->blocks.v[b];

	return s->list->prose == 0 && s->list->top >= 2 && m.value == s->number + 1 &&
	       dais_str_count(k->text) <= HALVES_CHARS_MAX && b + 1 < r->blocks.n &&
	       r->blocks.v[b + 1].mark.kind == MARK_NUMBER &&
	       r->blocks.v[b + 1].mark.value == m.value + 1;
}

/* Figures that run on under one Chinese or roman numeral after another: these are headings of
 * items. Paragraphs may do so under items that are roman. */
static void
note_figures(struct list_scan *s, const struct text_block *k)
{
	if (k->mark.kind != MARK_NUMBER || k->mark.han ||
	    !(s->list->han || (s->roman && !s->list->capital && !read_ends_sentence(k->text))))
		return;
	s->list->sections |= s->parts == 0 && s->counted > 0 && k->mark.value == s->counted + 1;
	s->counted = k->mark.value;
}

/* Whether the last item is a paragraph before the agenda that was adopted: "... which reads as
 * follows:". */
static bool
announces_agenda(const struct reader *r, const struct list_scan *s)
{
	struct dais_str text = r->blocks.v[s->list->items.v[s->item].block].text;

	return read_has_phrase(&r->words->adopted, text) &&
	       read_has_phrase(&r->words->agenda_word, text);
}

/* Whether block @b takes up the last item again, in an agenda by days: "4. Budget (continued)". */
static bool
is_continued(struct reader *r, const struct list_scan *s, size_t b, struct item_mark m)
{
	const struct list_item *last = &s->list->items.v[s->item];
	struct dais_str text = r->blocks.v[b].text, title = r->blocks.v[last->block].text;

	return m.value == s->number && read_has_phrase(&r->words->continued, text) &&
	       read_same(read_plain_title(r, dais_str_sub(title, last->at, title.n)),
		   read_plain_title(r, dais_str_sub(text, m.n, text.n)));
}

/* Takes block @b; false when the list ends before it. */
static bool
take(struct reader *r, struct list_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	const struct item_mark m = mark_in_list(r, s, b);

	if (k->beside || k->between)
		return true;
	s->documents |= m.kind == MARK_NONE && read_is_phrase(&r->words->documentation, k->text);
	note_figures(s, k);
	/* Numbered paragraphs stand between items that are called so. */
	if (m.kind == MARK_NUMBER && s->list->worded && !m.worded) {
		s->list->prose++;
		return true;
	}
	if (m.kind == MARK_NUMBER && is_numbered_paragraph(s, k->text, m)) {
		s->paragraph = m.value;
		s->list->prose++;
		return true;
	}
	switch ((int)m.kind) {
	case MARK_NUMBER:
		if (m.value == 1 && announces_agenda(r, s))
			return false;
		if (is_continued(r, s, b, m) || read_take_inner_number(r, s, b, m))
			return true;
		if (!may_follow(r, s, b, m) ||
		    (!read_is_title(dais_str_sub(k->text, m.n, k->text.n)) &&
			!is_among_titles(r, s, b, m)))
			return false;
		add_top(r, s, b, m);
		s->documents = false;
		return true;
	case MARK_LETTER:
		/* "(a) Report of the Secretary-General (A/79/1)" under "Documentation" */
		if (s->documents || (m.major && m.major != s->number))
			s->list->prose++;
		else
			(void)read_take_letter(r, s, b, m);
		return true;
	case MARK_DECIMAL:
		(void)read_take_decimal(r, s, b, m);
		return true;
	case MARK_POINT:
		read_take_decimal_point(r, s, b, m);
		return true;
	case MARK_CAPITAL:
	case MARK_ROMAN:
		if (m.kind == MARK_CAPITAL && read_take_capital(r, s, b, m))
			return true;
		return !is_heading_of_part(r, b) && (s->list->prose > 0 || goes_on_behind(r, s, b));
	default:
		break;
	}
	if (is_heading_of_part(r, b))
		return false;
	if (belongs_to_title(r, s, b)) {
		read_merge_blocks(r, b - 1, b);
		return true;
	}
	if (read_take_point(r, s, b))
		return true;
	/* a heading between two items */
	if (k->text.n < BETWEEN_MAX && !read_ends_sentence(k->text) && goes_on_behind(r, s, b))
		return true;
	/* documents in brackets under an item */
	if (k->text.n < 300 && k->text.n && strchr("([", k->text.p[0]))
		return true;
	if (read_names_documents(r, k->text) || read_is_point(k->text))
		return true;
	s->list->prose++;
	return ++s->since < PROSE_MAX || s->list->worded;
}

static void
count_known(struct reader *r, struct item_list *l)
{
	for (size_t i = 0; i < l->items.n; i++) {
		const struct list_item *it = &l->items.v[i];
		struct dais_str t = r->blocks.v[it->block].text;
		enum dais_item_kind kind = read_item_kind(r, dais_str_sub(t, it->at, t.n));

		l->known += kind != DAIS_ITEM_SUBSTANTIVE;
	}
}

bool
read_list_at(struct reader *r, size_t b, size_t end, struct item_list *ret)
{
	struct list_scan s = { .list = ret, .last_letter = -1 };
	struct item_mark m = r->blocks.v[b].mark;
	size_t prose = 0, last = 0;

	*ret = (struct item_list){ .first = b, .name = DAIS_NONE, .intro = DAIS_NONE };
	if (!read_is_title(dais_str_sub(r->blocks.v[b].text, m.n, r->blocks.v[b].text.n)))
		return false;
	s.indent = read_list_indent(r, b);
	s.roman = ret->roman = m.kind == MARK_ROMAN || m.kind == MARK_CAPITAL;
	ret->capital = m.kind == MARK_CAPITAL;
	ret->han = m.han;
	s.no_stops = !strchr(".;:", r->blocks.v[b].text.p[r->blocks.v[b].text.n - 1]);
	add_top(r, &s, b, mark_of(r, &s, b));
	for (size_t k = b + 1; k < end && ret->items.n < LIST_ITEMS_MAX; k++) {
		if (!read_is_body(r, k) || r->blocks.v[k].contents)
			continue;
		if (!take(r, &s, k))
			break;
		if (ret->items.n != last)
			prose = ret->prose;
		last = ret->items.n;
	}
	ret->prose = prose; /* what follows the last item is not between items */
	if (ret->top < 2)
		return false;
	count_known(r, ret);
	return true;
}
