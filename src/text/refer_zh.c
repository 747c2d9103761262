/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References in Chinese text: "议程项目113(b)", "第2178(2014)号决议第5段", "第4至7段".
 */
#include "text/refer_priv.h"

#define MEMBERS_MAX 24
#define AGENDA_BYTES 8u /* between "agenda" and "item": a star, a particle */
#define ACT_BYTES 6u

struct zh {
	struct dais_refer *r;
	struct dais_str s;
	size_t agenda_end; /* of the word "agenda" seen last, 0 none */
};

struct member {
	size_t at, end; /* of the number as printed */
	unsigned number, to;
	int letter;
};

static uint32_t
code_at(struct dais_str s, size_t at, size_t *ret_next)
{
	*ret_next = at;
	return at < s.n ? dais_str_decode(s, ret_next) : 0;
}

/* "(b)", "（b）" at @at: past it, or 0. */
static size_t
read_letter(const struct zh *z, size_t at, int *ret_letter)
{
	size_t next;
	uint32_t c;

	at = dais_find_zh_skip_space(z->s, at);
	c = code_at(z->s, at, &next);
	if (c != '(' && c != 0xFF08)
		return 0;
	c = code_at(z->s, next, &next);
	if (c < 'a' || c > 'z')
		return 0;
	*ret_letter = (int)(c - 'a');
	c = code_at(z->s, next, &next);
	return c == ')' || c == 0xFF09 ? next : 0;
}

static size_t
read_member(const struct zh *z, size_t at, struct member *m)
{
	unsigned digits;
	int value;
	size_t end = dais_find_zh_read_number(z->s, at, &value, &digits), more;

	if (end == 0 || value <= 0)
		return 0;
	*m = (struct member){ .at = dais_find_zh_skip_space(z->s, at), .letter = -1 };
	m->number = m->to = (unsigned)value;
	more = read_letter(z, end, &m->letter);
	m->end = more ? more : end;
	return m->end;
}

/* "3(a)和(b)": another letter of the item before. */
static size_t
read_part(const struct zh *z, size_t at, const struct member *before, struct member *m)
{
	*m = *before;
	m->at = dais_find_zh_skip_space(z->s, at);
	m->end = read_letter(z, at, &m->letter);
	return m->letter > before->letter ? m->end : 0;
}

static size_t
read_list(const struct zh *z, size_t at, struct member *v, unsigned *ret_n)
{
	size_t end = at;
	unsigned n = 0;

	while (n < MEMBERS_MAX) {
		bool range = false;
		size_t next = n ? dais_find_zh_read_joint(z->s, end, &range) : at, k;

		if (next == 0)
			break;
		/* "第5段和第6段" goes on in the caller; "第5、第6段" here. */
		if (code_at(z->s, dais_find_zh_skip_space(z->s, next), &k) == 0x7B2C && n)
			next = k;
		at = next;
		next = read_member(z, at, &v[n]);
		if (next == 0 && n && v[n - 1].letter >= 0)
			next = read_part(z, at, &v[n - 1], &v[n]);
		if (next == 0 || (range && v[n].number <= v[n - 1].to))
			break;
		end = next;
		if (range) {
			v[n - 1].to = v[n].number;
			v[n - 1].end = v[n].end;
		} else {
			n++;
		}
	}
	*ret_n = n;
	return end;
}

static void
report(const struct zh *z, size_t at, size_t end, const struct member *v, unsigned n,
    struct dais_reference ref)
{
	for (unsigned i = 0; i < n; i++) {
		ref.at = i ? v[i].at : at;
		ref.n = (i + 1 == n ? end : v[i].end) - ref.at;
		ref.number = v[i].number;
		ref.to = v[i].to;
		ref.letter = ref.letter_to = v[i].letter;
		z->r->fn(z->r->ctx, &ref);
	}
}

/* "议程项目113(b)" */
static size_t
find_item(const struct zh *z, size_t at)
{
	struct dais_reference ref = { .kind = DAIS_REFERENCE_ITEM };
	struct member v[MEMBERS_MAX];
	unsigned value, n;
	size_t word = dais_find_zh_match(z->s, at, DAIS_WORD_ITEM, &value), end;

	if (word == 0)
		return 0;
	ref.of_agenda = dais_find_zh_match(z->s, at, DAIS_WORD_AGENDA, &value) != 0 ||
			(z->agenda_end && at - z->agenda_end <= AGENDA_BYTES);
	end = read_list(z, word, v, &n);
	if (n == 0)
		return 0;
	report(z, at, v[n - 1].end, v, n, ref);
	return end;
}

/* "第5段", "第4至7段" from the ordinal prefix at @at. */
static size_t
find_paragraph(const struct zh *z, size_t at, size_t number)
{
	struct dais_reference ref = { .kind = DAIS_REFERENCE_PARAGRAPH };
	const struct dais_reference *act = &z->r->act;
	struct member v[MEMBERS_MAX];
	unsigned value, n;
	size_t end = read_list(z, number, v, &n), item;

	if (n == 0)
		return 0;
	item = dais_find_zh_skip_space(z->s, end);
	end = dais_find_zh_match(z->s, end, DAIS_WORD_PARAGRAPH, &value);
	/* In treaties "第三十三条第二项" is paragraph 2 of article 33. */
	if (end == 0 && at >= 3 && memcmp(z->s.p + at - 3, "条", 3) == 0 &&
	    dais_str_has_prefix(dais_str_sub(z->s, item, z->s.n), DAIS_STR("项")))
		end = item + 3;
	if (end == 0)
		return 0;
	if (z->r->has_act && at >= act->at + act->n && at <= act->at + act->n + ACT_BYTES) {
		ref.name_at = act->name_at;
		ref.name_n = act->name_n;
	}
	report(z, at, end, v, n, ref);
	return end;
}

static void
ignore(void *ctx, const struct dais_fact *f)
{
	(void)ctx;
	(void)f;
}

/* "第2178(2014)号决议", "第68/1和69/2号决议", "1576 (L)号决议". */
static size_t
find_act(const struct zh *z, size_t at, size_t number)
{
	struct dais_reference ref = { .letter = -1, .letter_to = -1 }, v[MEMBERS_MAX];
	const struct dais_find silent = { .fn = ignore };
	size_t end = number, mark;
	unsigned n = 0, value;

	while (n < MEMBERS_MAX) {
		bool range;
		size_t next = n ? dais_find_zh_read_joint(z->s, end, &range) : number, k, bytes;

		if (next == 0)
			break;
		next = dais_find_zh_skip_space(z->s, next);
		/* "1993年9月20日第47/120号和1997年7月31日第51/241号决议" */
		if (n && (k = dais_find_zh_date(z->s, next, &silent)) != 0)
			next = dais_find_zh_skip_space(z->s, k);
		if (n && code_at(z->s, next, &k) == 0x7B2C)
			next = dais_find_zh_skip_space(z->s, k);
		bytes = dais_refer_act_number(z->s, next, true);
		if (bytes == 0)
			break;
		v[n] = ref;
		v[n].name_at = next;
		v[n].name_n = bytes;
		v[n].at = n ? next : at;
		end = next + bytes;
		v[n].n = end - v[n].at;
		n++;
		/* "第68/1号和第69/2号决议" */
		mark = dais_find_zh_skip_space(z->s, end);
		if (code_at(z->s, mark, &k) == 0x53F7)
			end = k;
	}
	if (n == 0)
		return 0;
	mark = dais_find_zh_match(z->s, end, DAIS_WORD_RESOLUTION, &value);
	ref.kind = mark ? DAIS_REFERENCE_RESOLUTION : DAIS_REFERENCE_DECISION;
	if (!mark)
		mark = dais_find_zh_match(z->s, end, DAIS_WORD_DECISION, &value);
	if (mark == 0)
		return 0;
	v[n - 1].n = mark - v[n - 1].at;
	for (unsigned i = 0; i < n; i++) {
		v[i].kind = ref.kind;
		z->r->act = v[i];
		z->r->has_act = true;
		z->r->fn(z->r->ctx, &v[i]);
	}
	return mark;
}

/* "2022年5月24日星期二上午", when no hour follows. */
static size_t
find_half_day(const struct zh *z, size_t at)
{
	struct dais_refer *r = z->r;
	struct dais_reference ref = {
		.kind = DAIS_REFERENCE_HALF_DAY, .letter = -1, .letter_to = -1
	};
	unsigned value, digits;
	int hour;
	size_t end, half;

	r->has_day = false;
	end = dais_find_zh_date(z->s, at, &r->find);
	if (end == 0 || !r->has_day)
		return end;
	half = dais_find_zh_match(z->s, end, DAIS_WORD_MORNING | DAIS_WORD_AFTERNOON, &value);
	if (half == 0 || dais_find_zh_read_number(z->s, half, &hour, &digits) != 0)
		return end;
	ref.at = r->day.at;
	ref.n = half - ref.at;
	ref.date = r->day.from;
	ref.afternoon = dais_find_zh_match(z->s, end, DAIS_WORD_AFTERNOON, &value) != 0;
	r->fn(r->ctx, &ref);
	return half;
}

static size_t
find_name(const struct zh *z, size_t at)
{
	struct dais_reference ref = { .kind = DAIS_REFERENCE_LINK, .letter = -1, .letter_to = -1 };

	ref.at = ref.name_at = at;
	ref.n = ref.name_n = dais_refer_link(z->s, at);
	if (!ref.n) {
		ref.kind = DAIS_REFERENCE_SYMBOL;
		ref.n = ref.name_n = dais_refer_symbol(z->s, at);
	}
	if (!ref.n)
		return 0;
	z->r->fn(z->r->ctx, &ref);
	return at + ref.n;
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Past what begins with the number or ordinal prefix at @at, or 0. */
static size_t
find_numbered(const struct zh *z, size_t at, uint32_t c, size_t next)
{
	size_t number = c == 0x7B2C ? next : at, end = find_half_day(z, at);
	unsigned digits;
	int value;

	if (!end && c == 0x7B2C)
		end = find_paragraph(z, at, number);
	if (!end && (c == 0x7B2C || dais_scan_digit(c) >= 0))
		end = find_act(z, at, number);
	if (!end)
		end = find_name(z, at);
	if (!end && dais_scan_digit(c) >= 0)
		end = dais_find_zh_read_number(z->s, at, &value, &digits);
	return end;
}

/* Past the rest of a word in Latin letters: no name begins in the middle of one. */
static size_t
skip_letters(struct dais_str s, size_t at)
{
	while (at < s.n && is_letter((unsigned char)s.p[at]))
		at++;
	return at;
}

static bool
may_begin_item(struct dais_str s, size_t at, size_t next)
{
	return (dais_scan_begins(dais_text_table(DAIS_LANG_ZH), dais_str_sub(s, at, next)) &
		   (DAIS_WORD_ITEM | DAIS_WORD_AGENDA)) != 0;
}

void
dais_refer_zh(struct dais_refer *r, struct dais_str s)
{
	struct zh z = { r, s, 0 };
	size_t at = 0;

	while (at < s.n) {
		size_t next = at, end = 0, agenda;
		uint32_t c = dais_str_decode(s, &next);
		unsigned value;

		if (is_letter(c)) {
			end = find_name(&z, at);
			if (!end)
				end = skip_letters(s, next);
		} else if (c == 0x7B2C || dais_find_zh_is_number(c)) {
			end = find_numbered(&z, at, c, next);
		} else if (c >= 0x4E00 && c <= 0x9FFF && may_begin_item(s, at, next)) {
			end = find_item(&z, at);
			agenda = end ? 0 : dais_find_zh_match(s, at, DAIS_WORD_AGENDA, &value);
			if (agenda)
				z.agenda_end = agenda;
		}
		at = end > at ? end : next;
	}
}
