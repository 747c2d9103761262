/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The loop over the tokens, halves of days, and values of references.
 */
#include "base/buf.h"
#include "text/refer_priv.h"

#define NEAR_TOKENS 4u
#define FAR 1000u

const char *
dais_text_reference_name(enum dais_reference_kind k)
{
	static const char *const names[DAIS_REFERENCE_KIND_COUNT] = { "item", "paragraph",
		"resolution", "decision", "symbol", "link", "half-day", "no-date" };

	return names[k];
}

int
dais_refer_letter(enum dais_lang l, uint32_t c)
{
	/* Cyrillic letters that stand for the Latin ones they look like, and the first of the
	 * Russian alphabet. */
	static const uint32_t cyrillic[][2] = { { 0x430, 0 }, { 0x431, 1 }, { 0x432, 2 },
		{ 0x433, 3 }, { 0x434, 4 }, { 0x435, 4 }, { 0x441, 2 } };
	const struct dais_text_table *t = dais_text_table(l);

	if (c >= 'a' && c <= 'z')
		return (int)(c - 'a');
	for (size_t i = 0; l == DAIS_LANG_RU && i < sizeof(cyrillic) / sizeof(cyrillic[0]); i++)
		if (c == cyrillic[i][0])
			return (int)cyrillic[i][1];
	for (unsigned i = 0; l == DAIS_LANG_AR && i < t->n_letters; i++) {
		struct dais_str s = dais_text_ref_str(t, t->letters[i]);
		size_t at = 0;

		if (dais_str_decode(s, &at) == c)
			return (int)i;
	}
	return l == DAIS_LANG_AR && c == 0x627 ? 0 : -1;
}

unsigned
dais_refer_roman(struct dais_str s)
{
	size_t n;
	unsigned value = dais_text_roman(s, &n);

	/* Above are "(l)" and "(c)", letters. */
	return n == s.n && value < 40 ? value : 0;
}

unsigned
dais_refer_skip_number_word(struct dais_scan *s, unsigned i)
{
	struct dais_hit h = dais_scan_hit(s, i);

	if (dais_scan_is_mark(s, i, 0x2116)) /* the numero sign */
		return i + 1;
	if (!(h.kinds & DAIS_WORD_NUMBER))
		return i;
	i += h.n;
	return dais_scan_is_mark(s, i, '.') && !dais_scan_peek(s, i)->space ? i + 1 : i;
}

unsigned
dais_refer_tokens_to(struct dais_scan *s, size_t end)
{
	unsigned n = 0;

	while (n < DAIS_SCAN_WINDOW && dais_scan_peek(s, n)->kind != DAIS_TOKEN_END &&
	       dais_scan_peek(s, n)->at < end)
		n++;
	return n;
}

/* --- halves of days -----------------------------------------------------------------------------
 */

static void
keep_day(void *ctx, const struct dais_fact *f)
{
	struct dais_refer *r = ctx;

	r->has_day = f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY;
	r->day = *f;
	if (r->facts)
		r->on_fact(r->ctx, f);
}

static void
report_half(struct dais_refer *r, size_t at, size_t end, bool afternoon)
{
	struct dais_reference ref = { .kind = DAIS_REFERENCE_HALF_DAY,
		.at = at,
		.n = end - at,
		.letter = -1,
		.letter_to = -1,
		.date = r->day.from,
		.afternoon = afternoon };

	r->fn(r->ctx, &ref);
}

static void
report_no_day(void *ctx, const struct dais_fact *f)
{
	struct dais_refer *r = ctx;
	struct dais_reference ref = { .kind = DAIS_REFERENCE_NO_DATE,
		.at = f->at,
		.n = f->n,
		.letter = -1,
		.letter_to = -1,
		.date = f->from };

	if (r->references)
		r->fn(r->ctx, &ref);
}

/* The half of the day at token @i, or a hit without kinds. */
static struct dais_hit
half_at(struct dais_scan *s, unsigned i)
{
	struct dais_hit h = dais_scan_hit(s, i);

	return h.kinds & (DAIS_WORD_MORNING | DAIS_WORD_AFTERNOON) ? h : (struct dais_hit){ 0 };
}

/* A date: one that a half of the day was said of, or is said of behind it. */
static unsigned
find_half_day(struct dais_refer *r)
{
	struct dais_scan *s = &r->find.scan;
	unsigned n;

	r->has_day = false;
	n = dais_find_date(&r->find);
	r->dated = true;
	r->date_tokens = n;
	if (n == 0)
		return 0;
	if (r->has_day && r->half_age <= NEAR_TOKENS) {
		report_half(r, r->half.at, r->day.at + r->day.n, r->half.afternoon);
		r->half_age = FAR;
		return n;
	}
	for (unsigned i = n; r->has_day && i < n + NEAR_TOKENS; i++) {
		struct dais_hit h = half_at(s, i);
		const struct dais_token *t = dais_scan_peek(s, i);

		if (h.kinds) {
			report_half(r, r->day.at, h.end, (h.kinds & DAIS_WORD_AFTERNOON) != 0);
			return i + h.n;
		}
		if (t->kind == DAIS_TOKEN_NUMBER || (t->kind == DAIS_TOKEN_MARK && t->mark != ','))
			break;
	}
	return n;
}

static unsigned
find_half(struct dais_refer *r)
{
	struct dais_hit h = half_at(&r->find.scan, 0);

	if (!h.kinds)
		return 0;
	r->half.at = dais_scan_peek(&r->find.scan, 0)->at;
	r->half.afternoon = (h.kinds & DAIS_WORD_AFTERNOON) != 0;
	r->half_age = 0;
	return h.n;
}

/* --- the loop
 * ------------------------------------------------------------------------------------- */

static unsigned
find_name(struct dais_refer *r)
{
	struct dais_scan *s = &r->find.scan;
	size_t at = dais_scan_peek(s, 0)->at, n;
	struct dais_reference ref = { .kind = DAIS_REFERENCE_LINK, .letter = -1, .letter_to = -1 };
	char first;

	/* "and" is written to the next word in Arabic. */
	if (dais_str_has_prefix(dais_str_sub(s->text, at, s->text.n), DAIS_STR("و")) &&
	    at + strlen("و") < s->text.n && s->text.p[at + strlen("و")] >= 'A' &&
	    s->text.p[at + strlen("و")] <= 'Z')
		at += strlen("و");
	first = s->text.p[at];
	/* Addresses begin small, symbols with a capital or a figure. */
	n = first == 'h' || first == 'w' ? dais_refer_link(s->text, at) : 0;
	if (n == 0 && !(first >= 'a' && first <= 'z')) {
		ref.kind = DAIS_REFERENCE_SYMBOL;
		n = dais_refer_symbol(s->text, at);
	}
	if (n == 0)
		return 0;
	ref.at = ref.name_at = at;
	ref.n = ref.name_n = n;
	r->fn(r->ctx, &ref);
	return dais_refer_tokens_to(s, at + n);
}

#define NUMBERED (DAIS_WORD_ITEM | DAIS_WORD_PARAGRAPH | DAIS_WORD_RESOLUTION | DAIS_WORD_DECISION)
#define DAYS (DAIS_WORD_MONTH | DAIS_WORD_WEEKDAY | DAIS_WORD_MORNING | DAIS_WORD_AFTERNOON)

static unsigned
find_at(struct dais_refer *r)
{
	struct dais_scan *s = &r->find.scan;
	const struct dais_token *t = dais_scan_peek(s, 0);
	uint64_t kinds;
	unsigned n = 0;

	if (t->kind == DAIS_TOKEN_MARK)
		return 0;
	if (t->kind == DAIS_TOKEN_NUMBER || dais_scan_may_be_name(s->text, t->at, t->end))
		n = find_name(r);
	kinds = n ? 0 : dais_scan_hit(s, 0).kinds;
	if (n == 0 && (t->kind == DAIS_TOKEN_NUMBER || (kinds & DAYS)))
		n = find_half_day(r);
	if (n == 0 && (kinds & NUMBERED)) {
		n = dais_refer_numbered(r);
		if (n == 0)
			n = dais_refer_act(r);
	}
	return n || !(kinds & DAYS) ? n : find_half(r);
}

/* The half of the day that waits for its date waits no longer than its sentence lasts. */
static void
grow_older(struct dais_refer *r)
{
	const struct dais_token *t = dais_scan_peek(&r->find.scan, 0);

	if (r->half_age >= FAR)
		return;
	r->half_age =
	    t->kind == DAIS_TOKEN_MARK && t->mark != ',' && t->mark != '\'' ? FAR : r->half_age + 1;
}

static void
init(struct dais_refer *r, enum dais_lang l)
{
	r->lang = l;
	r->half_age = FAR;
	r->references = true;
	r->find.fn = keep_day;
	r->find.ctx = r;
	r->find.no_day = report_no_day;
}

/* Looks for facts and references over one row of tokens; each passes what it has found and no more.
 */
static void
find_all(struct dais_refer *r, struct dais_str s)
{
	struct dais_scan *scan = &r->find.scan;
	const struct dais_text_table *t = dais_text_table(r->lang);
	uint64_t kinds = r->on_fact ? dais_find_beginnings(t) : 0;
	unsigned facts_left = 0, references_left = 0; /* tokens to be passed */

	dais_scan_init(scan, r->lang, s);
	for (;;) {
		if (!facts_left && !references_left && r->half_age >= FAR)
			dais_scan_seek(scan, kinds | NUMBERED | DAYS | DAIS_WORD_RANGE, true);
		if (dais_scan_peek(scan, 0)->kind == DAIS_TOKEN_END)
			return;
		r->facts = r->on_fact && !facts_left;
		r->references = !references_left;
		r->dated = false;
		if (r->references) {
			references_left = find_at(r);
			if (!references_left)
				grow_older(r);
		}
		if (r->facts)
			facts_left = dais_find_fact(&r->find, kinds, r->dated, r->date_tokens);
		facts_left -= facts_left > 0;
		references_left -= references_left > 0;
		dais_scan_skip(scan, 1);
	}
}

void
dais_text_find_references(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_reference *f), void *ctx)
{
	struct dais_refer r = { .fn = fn, .ctx = ctx };

	init(&r, l);
	if (l == DAIS_LANG_ZH)
		dais_refer_zh(&r, s);
	else
		find_all(&r, s);
}

void
dais_text_find_all(enum dais_lang l, struct dais_str s,
    void (*on_fact)(void *ctx, const struct dais_fact *f),
    void (*on_reference)(void *ctx, const struct dais_reference *f), void *ctx)
{
	struct dais_refer r = { .fn = on_reference, .on_fact = on_fact, .ctx = ctx };

	if (l == DAIS_LANG_ZH) {
		dais_text_find_facts(l, s, on_fact, ctx);
		dais_text_find_references(l, s, on_reference, ctx);
		return;
	}
	init(&r, l);
	find_all(&r, s);
}

/* --- values
 * --------------------------------------------------------------------------------------- */

static void
put_date(struct dais_buf *b, struct dais_date d)
{
	if (d.year)
		dais_buf_printf(b, "%04d-%02d-%02d", d.year, d.month, d.day);
	else
		dais_buf_printf(b, "--%02d-%02d", d.month, d.day);
}

static void
put_numbered(struct dais_buf *b, const struct dais_reference *f)
{
	dais_buf_printf(b, "%u", f->number);
	if (f->minor)
		dais_buf_printf(b, ".%u", f->minor);
	if (f->letter >= 0)
		dais_buf_put_char(b, (char)('a' + f->letter % 26));
	if (f->roman)
		dais_buf_printf(b, "(%u)", f->roman);
	if (f->to != f->number)
		dais_buf_printf(b, "-%u", f->to);
	if (f->letter_to != f->letter && f->letter_to >= 0)
		dais_buf_printf(b, "-%c", 'a' + f->letter_to % 26);
}

static void
put_roman(struct dais_buf *b, unsigned n)
{
	static const struct {
		unsigned value;
		const char *text;
	} parts[] = { { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" },
		{ 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			dais_buf_puts(b, parts[i].text);
}

/* The Arabic mark of a numbered session, "د-50", "دإ-6", is written in roman numerals elsewhere. */
static size_t
put_arabic_session(struct dais_buf *b, struct dais_str s, size_t at)
{
	unsigned n = 0;
	bool special = false;
	size_t next = at;

	if (dais_str_decode(s, &next) != 0x62F) /* dal, for "session" */
		return 0;
	for (size_t k = next; k < s.n;) {
		uint32_t c = dais_str_decode(s, &k);
		int d = dais_scan_digit(c);

		if (d < 0 && n)
			break;
		special |= c == 0x625 || c == 0x627;
		n = d >= 0 && n < 100 ? n * 10 + (unsigned)d : n;
		next = k;
	}
	if (n == 0 || n > 100)
		return 0;
	dais_buf_puts(b, special ? "S-" : "");
	put_roman(b, n);
	return next;
}

static char
arabic_capital(struct dais_str s, size_t at, size_t *ret_end)
{
	static const char *const names[] = { "ألف", "باء", "جيم", "دال", "هاء", "واو" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dais_str name = dais_str_from(names[i]);

		if (dais_str_has_prefix(dais_str_sub(s, at, s.n), name)) {
			*ret_end = at + name.n;
			return (char)('A' + (int)i);
		}
	}
	return 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
put_name(struct dais_buf *b, struct dais_str s)
{
	bool space = false;

	for (size_t at = 0; at < s.n;) {
		size_t next = at, end = 0;
		uint32_t c = dais_str_decode(s, &next);
		int d = dais_scan_digit(c);
		char capital = c > 0x600 ? arabic_capital(s, at, &end) : 0;
		struct dais_str so_far = dais_buf_str(b);

		if (dais_scan_is_space(c) || dais_scan_is_ignored(c)) {
			space = true;
			at = next;
			continue;
		}
		if (c == 0xFF08)
			c = '(';
		if (c == 0xFF09)
			c = ')';
		/* "1540(2004)" is "1540 (2004)", unlike "AU/3(XXIV)"; a symbol may be broken over a
		 * line. */
		if (so_far.n && so_far.p[so_far.n - 1] != '/' &&
		    (space || (c == '(' && is_digit(so_far.p[so_far.n - 1]) &&
				  dais_str_find_char(so_far, '/', 0) == SIZE_MAX)))
			dais_buf_put_char(b, ' ');
		space = false;
		if (!end)
			end = put_arabic_session(b, s, at);
		if (capital)
			dais_buf_put_char(b, capital);
		else if (!end)
			dais_buf_put_cp(b, d >= 0                       ? (uint32_t)('0' + d)
					   : c >= 0x2010 && c <= 0x2015 ? '-'
									: c);
		at = end ? end : next;
	}
}

struct dais_str
dais_text_reference_value(struct dais_arena *a, struct dais_str s, const struct dais_reference *f)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	switch (f->kind) {
	case DAIS_REFERENCE_ITEM:
	case DAIS_REFERENCE_PARAGRAPH:
		put_numbered(&b, f);
		break;
	case DAIS_REFERENCE_HALF_DAY:
		put_date(&b, f->date);
		dais_buf_puts(&b, f->afternoon ? " afternoon" : " morning");
		break;
	case DAIS_REFERENCE_NO_DATE:
		put_date(&b, f->date);
		break;
	case DAIS_REFERENCE_RESOLUTION:
	case DAIS_REFERENCE_DECISION:
	case DAIS_REFERENCE_SYMBOL:
	case DAIS_REFERENCE_LINK:
	case DAIS_REFERENCE_KIND_COUNT:
		put_name(&b, dais_str_sub(s, f->name_at, f->name_at + f->name_n));
		break;
	}
	return dais_buf_dup(&b, a);
}
