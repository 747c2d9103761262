/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items and paragraphs: "agenda items 5 and 6", "paras. 4-7", "point 113 b) de l'ordre du jour".
 */
#include "text/refer_priv.h"

#define MEMBERS_MAX 24
#define AGENDA_TOKENS 5u /* "of the revised provisional agenda" */

struct member {
	size_t at, end;
	unsigned number, minor, to, roman;
	int letter, letter_to;
	bool own_number;
};

struct list {
	struct member v[MEMBERS_MAX];
	unsigned n;
	unsigned next; /* token behind */
};

/* "(a)", "a)" at token @i: the token behind it, 0 for none; the letter or roman numeral. */
static unsigned
read_bracket(struct dais_refer *r, unsigned i, int *ret_letter, unsigned *ret_roman)
{
	struct dais_scan *s = &r->find.scan;
	bool open = dais_scan_is_mark(s, i, '(');
	const struct dais_token *t = dais_scan_peek(s, open ? i + 1 : i);
	struct dais_str w = { s->text.p + t->at, t->end - t->at };
	size_t at = 0;
	uint32_t c;

	if (t->kind != DAIS_TOKEN_WORD || !dais_scan_is_mark(s, open ? i + 2 : i + 1, ')'))
		return 0;
	c = dais_str_decode(w, &at);
	*ret_letter = -1;
	*ret_roman = dais_refer_roman(w);
	/* The letter heh is followed by a tatweel: "(هـ)". */
	if (at == w.n || (at + 2 == w.n && dais_str_has_suffix(w, DAIS_STR("ـ"))))
		*ret_letter = dais_refer_letter(r->lang, c);
	return *ret_letter < 0 && !*ret_roman ? 0 : i + (open ? 3 : 2);
}

/* What stands behind a number: "(a)", "(a) (ii)". */
static unsigned
read_parts(struct dais_refer *r, unsigned i, struct member *m)
{
	struct dais_scan *s = &r->find.scan;
	unsigned roman, next = read_bracket(r, i, &m->letter, &m->roman), more;
	int letter;

	if (next == 0)
		return i;
	if (m->letter >= 0)
		m->roman = 0;
	m->end = dais_scan_peek(s, next - 1)->end;
	more = read_bracket(r, next, &letter, &roman);
	if (more && roman && m->letter >= 0) {
		m->roman = roman;
		m->end = dais_scan_peek(s, more - 1)->end;
		next = more;
	}
	return next;
}

static unsigned
read_member(struct dais_refer *r, unsigned i, bool first, struct member *m)
{
	struct dais_scan *s = &r->find.scan;
	const struct dais_token *t = dais_scan_peek(s, i), *dot, *minor;
	unsigned next = i + 1;

	*m = (struct member){ .at = t->at, .letter = -1, .letter_to = -1 };
	if (t->kind != DAIS_TOKEN_NUMBER) {
		next = read_bracket(r, i, &m->letter, &m->roman);
		if (next && m->letter >= 0)
			m->roman = 0;
		m->end = next ? dais_scan_peek(s, next - 1)->end : 0;
		return next;
	}
	/* "items 3 and 23 May": the first number is not of the date, unless its month follows. */
	if (t->value <= 0 || (first ? (dais_scan_hit(s, next).kinds & DAIS_WORD_MONTH) != 0
				    : dais_find_is_date(s, i)))
		return 0;
	m->number = m->to = (unsigned)t->value;
	m->own_number = true;
	m->end = t->end;
	dot = dais_scan_peek(s, next);
	minor = dais_scan_peek(s, next + 1);
	if (dot->kind == DAIS_TOKEN_MARK && !dot->space && minor->kind == DAIS_TOKEN_NUMBER &&
	    !minor->space) {
		if (dot->mark == '/' || dot->mark == ':' ||
		    (dot->mark == ',' && minor->digits == 3))
			return 0;
		if (dot->mark == '.' && minor->value > 0) {
			m->minor = (unsigned)minor->value;
			m->end = minor->end;
			next += 2;
		}
	}
	return read_parts(r, next, m);
}

/* Past what divides two members at token @i; 0 when nothing does. */
static unsigned
read_divider(struct dais_scan *s, unsigned i, bool *ret_range)
{
	struct dais_hit h = dais_scan_hit(s, i);
	unsigned next = 0;

	*ret_range = false;
	if (dais_scan_is_mark(s, i, '-')) {
		*ret_range = true;
		next = dais_scan_is_mark(s, i + 1, '-') ? i + 2 : i + 1;
	} else if (dais_scan_is_mark(s, i, ',') || dais_scan_is_mark(s, i, 0x60C)) {
		next = i + 1;
		h = dais_scan_hit(s, next);
		if (h.kinds & DAIS_WORD_AND)
			next += h.n;
	} else if (h.kinds & (DAIS_WORD_TO | DAIS_WORD_AND)) {
		*ret_range = !(h.kinds & DAIS_WORD_AND);
		next = i + h.n;
	}
	if (next && dais_scan_hit(s, next).kinds & DAIS_WORD_ARTICLE)
		next += dais_scan_hit(s, next).n;
	return next;
}

/* Whether @m may follow @before in a list or range. */
static bool
may_follow(const struct member *before, const struct member *m, bool range, bool many)
{
	if (!m->own_number)
		return m->letter >= 0 && before->letter >= 0 && m->letter > before->letter;
	return many && (m->number > before->number ||
			   (!range && (m->number < before->number || m->letter >= 0)));
}

static void
read_list(struct dais_refer *r, unsigned i, bool many, struct list *l)
{
	bool range = false;

	l->n = 0;
	l->next = i;
	while (l->n < MEMBERS_MAX) {
		struct member *m = &l->v[l->n], *before = m - 1;
		unsigned at = l->next, next;

		if (l->n > 0)
			at = read_divider(&r->find.scan, l->next, &range);
		next = at || l->n == 0 ? read_member(r, at, l->n == 0, m) : 0;
		if (next == 0 || (l->n == 0 ? !m->own_number : !may_follow(before, m, range, many)))
			return;
		l->next = next;
		if (l->n > 0 && !m->own_number)
			m->number = m->to = before->number;
		if (!range || l->n == 0) {
			l->n++;
			continue;
		}
		before->end = m->end;
		before->to = m->number;
		before->letter_to = m->letter;
		/* "4-7 (a)" is not a range of letters. */
		if (before->to != before->number)
			before->letter_to = -1;
	}
}

/* Whether the words behind token @i say that what stands before is of an agenda. */
static bool
agenda_follows(struct dais_scan *s, unsigned i)
{
	for (unsigned k = i; k < i + AGENDA_TOKENS; k++) {
		const struct dais_token *t = dais_scan_peek(s, k);

		if (dais_scan_hit(s, k).kinds & DAIS_WORD_AGENDA)
			return true;
		if (t->kind != DAIS_TOKEN_WORD && !(t->kind == DAIS_TOKEN_MARK && t->mark == '\''))
			return false;
	}
	return false;
}

/* The number of the resolution that the paragraphs before token @i are in: "of its resolution
 * 10/6". */
static void
name_act(struct dais_refer *r, unsigned i, struct dais_reference *ref)
{
	struct dais_scan *s = &r->find.scan;

	for (unsigned k = i; k < i + AGENDA_TOKENS; k++) {
		struct dais_hit h = dais_scan_hit(s, k);
		const struct dais_token *t = dais_scan_peek(s, k);

		if (h.kinds & (DAIS_WORD_RESOLUTION | DAIS_WORD_DECISION)) {
			t = dais_scan_peek(s, k + h.n);
			ref->name_n = dais_refer_act_number(s->text, t->at, false);
			ref->name_at = ref->name_n ? t->at : 0;
			return;
		}
		if (t->kind != DAIS_TOKEN_WORD)
			return;
	}
}

static void
report(struct dais_refer *r, size_t word_at, const struct list *l, struct dais_reference ref)
{
	for (unsigned k = 0; k < l->n; k++) {
		const struct member *m = &l->v[k];

		ref.at = k ? m->at : word_at;
		ref.n = m->end - ref.at;
		ref.number = m->number;
		ref.to = m->to;
		ref.minor = m->minor;
		ref.letter = m->letter;
		ref.letter_to = m->letter_to >= 0 ? m->letter_to : m->letter;
		ref.roman = m->roman;
		r->fn(r->ctx, &ref);
	}
}

unsigned
dais_refer_numbered(struct dais_refer *r)
{
	struct dais_scan *s = &r->find.scan;
	struct dais_hit h = dais_scan_hit(s, 0);
	const struct dais_token *first = dais_scan_peek(s, 0);
	struct dais_reference ref = { .kind = DAIS_REFERENCE_ITEM };
	struct list l;
	unsigned i = h.n;

	if (!(h.kinds & (DAIS_WORD_ITEM | DAIS_WORD_PARAGRAPH)))
		return 0;
	/* "para. 5" */
	if (dais_scan_is_mark(s, i, '.') && !dais_scan_peek(s, i)->space)
		i++;
	else if (h.kinds & DAIS_WORD_SHORT)
		return 0;
	/* "البند الفرعي 5 (أ)" */
	if (dais_scan_hit(s, i).kinds & DAIS_WORD_BETWEEN)
		i += dais_scan_hit(s, i).n;
	i = dais_refer_skip_number_word(s, i);
	read_list(r, i, (h.kinds & DAIS_WORD_MANY) != 0, &l);
	if (l.n == 0)
		return 0;
	ref.of_agenda = (h.kinds & DAIS_WORD_ITEM) != 0 &&
			((h.kinds & DAIS_WORD_AGENDA) != 0 || agenda_follows(s, l.next));
	if ((h.kinds & DAIS_WORD_PARAGRAPH) && !ref.of_agenda) {
		ref.kind = DAIS_REFERENCE_PARAGRAPH;
		ref.or_item = (h.kinds & DAIS_WORD_ITEM) != 0;
		name_act(r, l.next, &ref);
		/* "resolution 10/6, paragraph 4" */
		if (!ref.name_n && r->has_act && first->at >= r->act.at + r->act.n &&
		    first->at <= r->act.at + r->act.n + 3) {
			ref.name_at = r->act.name_at;
			ref.name_n = r->act.name_n;
		}
	}
	report(r, first->at, &l, ref);
	return l.next;
}
