/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings for people: where, what, the words at each place one under the other with a mark where
 * they part, and what to do. Words come from documents of others: what could move a terminal's
 * cursor or turn its text around is shown, not sent.
 */
#include "base/buf.h"
#include "cli/cli.h"
#include "text/message.h"

#define RIGHT_TO_LEFT_ISOLATE "\xE2\x81\xA7"
#define END_ISOLATE "\xE2\x81\xA9"
#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"
#define WORDS_SHOWN 160u /* code points of a place's words */
#define PLACES_SHOWN 6u
#define WHERE_MAX 256u
#define WHERE_WIDTH 12u /* columns of a place, at least */
#define MARGIN "    "

static bool
is_sent(uint32_t cp)
{
	bool is_control = cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
	bool is_turn = (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) ||
		       cp == 0x2028 || cp == 0x2029;

	return !is_control && !is_turn;
}

void
dais_cli_put_words(struct dais_str s, FILE *to)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t cp = dais_str_decode(s, &at);

		if (is_sent(cp))
			(void)fwrite(s.p + from, 1, at - from, to);
		else
			(void)fputs(cp == '\n' || cp == '\t' ? " " : "\xEF\xBF\xBD", to);
	}
}

struct dais_str
dais_cli_typed(struct dais_arena *a, struct dais_str word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "_-./:@%+,";
	DAIS_BUF_AUTO out = { 0 };
	bool is_plain = word.n > 0;

	for (size_t i = 0; i < word.n; i++)
		is_plain =
		    is_plain && ((word.p[i] & 0x80) || (word.p[i] && strchr(plain, word.p[i])));
	if (is_plain)
		return word;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_buf_put_char(&out, '\'');
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\'')
			dais_buf_put(&out, DAIS_STR("'\\'"));
		dais_buf_put_char(&out, word.p[i]);
	}
	dais_buf_put_char(&out, '\'');
	return dais_buf_dup(&out, a);
}

/* Whether an option ("--write") begins at byte @at of @s: among Arabic words its hyphens belong to
 * it. */
static bool
is_option(struct dais_str s, size_t at)
{
	return at + 2 < s.n && s.p[at] == '-' && s.p[at + 1] == '-' && s.p[at + 2] >= 'a' &&
	       s.p[at + 2] <= 'z' && (at == 0 || s.p[at - 1] != '-');
}

void
dais_cli_put_message(struct dais_str s, enum dais_lang l, FILE *to)
{
	size_t depth = 0;

	if (dais_lang_is_rtl(l))
		(void)fputs(RIGHT_TO_LEFT_ISOLATE, to);
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t cp = dais_str_decode(s, &at);

		if (dais_lang_is_rtl(l) && !depth && is_option(s, from))
			(void)fputs(LEFT_TO_RIGHT_MARK, to);
		if (cp == 0x2068 || (cp == 0x2069 && depth > 0)) {
			depth += cp == 0x2068 ? 1u : SIZE_MAX;
			(void)fwrite(s.p + from, 1, at - from, to);
		} else {
			dais_cli_put_words(dais_str_sub(s, from, at), to);
		}
	}
	for (; depth > 0; depth--)
		(void)fputs(END_ISOLATE, to);
	if (dais_lang_is_rtl(l))
		(void)fputs(END_ISOLATE, to);
}

/* Columns of a terminal that @cp takes. Source: East_Asian_Width W and F of Unicode 15, by block;
 * combining marks of the scripts of the six languages. */
static unsigned
width(uint32_t cp)
{
	if ((cp >= 0x300 && cp <= 0x36f) || (cp >= 0x483 && cp <= 0x489) ||
	    (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 || cp == 0xfeff)
		return 0;
	if ((cp >= 0x1100 && cp <= 0x115f) || (cp >= 0x2e80 && cp <= 0x303e) ||
	    (cp >= 0x3041 && cp <= 0xa4cf) || (cp >= 0xac00 && cp <= 0xd7a3) ||
	    (cp >= 0xf900 && cp <= 0xfaff) || (cp >= 0xfe30 && cp <= 0xfe6f) ||
	    (cp >= 0xff00 && cp <= 0xff60) || (cp >= 0x20000 && cp <= 0x3fffd))
		return 2;
	return 1;
}

static bool
is_right_to_left(struct dais_str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = dais_str_decode(s, &at);

		if (cp >= 0x590 && cp <= 0x8ff)
			return true;
	}
	return false;
}

/* Byte where the code point that holds byte @at begins. */
static size_t
whole(struct dais_str s, size_t at)
{
	while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Bytes @from to @to of @s differ from @other; all that is before and behind them is the same. */
static void
difference(struct dais_str s, struct dais_str other, size_t *from, size_t *to)
{
	size_t least = s.n < other.n ? s.n : other.n;
	size_t head = 0, tail = 0;

	while (head < least && s.p[head] == other.p[head])
		head++;
	head = whole(s, head);
	while (tail < least - head && s.p[s.n - 1 - tail] == other.p[other.n - 1 - tail])
		tail++;
	*from = head;
	*to = s.n - tail;
	while (*to < s.n && ((unsigned char)s.p[*to] & 0xc0) == 0x80)
		(*to)++;
}

/* Bytes @from to @to of @s, whole words, are those that differ from @other; false when the two have
 * little in common and are better read than marked. */
static bool
part(struct dais_str s, struct dais_str other, size_t *from, size_t *to)
{
	size_t other_from, other_to;

	difference(s, other, from, to);
	difference(other, s, &other_from, &other_to);
	if (dais_str_eq(s, other) || *to - *from > s.n / 2 || other_to - other_from > other.n / 2)
		return false;
	if (dais_str_find_char(s, ' ', 0) == SIZE_MAX || *from == *to)
		return true;
	while (*from > 0 && s.p[*from - 1] != ' ')
		(*from)--;
	while (*to < s.n && s.p[*to] != ' ' && s.p[*to - 1] != ' ')
		(*to)++;
	return true;
}

/* The part of @s to show when bytes @from to @to matter: whole words around them. */
static struct dais_str
window(struct dais_str s, size_t from, size_t to, size_t *ret_start)
{
	size_t start = 0, end = s.n;

	if (dais_str_count(s) > WORDS_SHOWN) {
		start = from > WORDS_SHOWN / 3 ? from - WORDS_SHOWN / 3 : 0;
		end = start + WORDS_SHOWN < s.n ? start + WORDS_SHOWN : s.n;
		end = end < to && to - start < 2 * (size_t)WORDS_SHOWN ? to : end;
		start = whole(s, start);
		end = whole(s, end);
	}
	*ret_start = start;
	return dais_str_sub(s, start, end);
}

static void
put_carets(struct dais_str shown, size_t from, size_t to, unsigned indent, FILE *to_file)
{
	unsigned before = indent, under = 0;

	for (size_t at = 0; at < shown.n && at < to;) {
		unsigned *n = at < from ? &before : &under;

		*n += width(dais_str_decode(shown, &at));
	}
	(void)fprintf(to_file, "%*s", (int)before, "");
	for (unsigned i = 0; i < (under ? under : 1); i++)
		(void)fputc('^', to_file);
	(void)fputc('\n', to_file);
}

struct manner {
	FILE *to;
	enum dais_lang lang;
	bool fancy;
	bool paragraphs; /* what lines are */
};

/* "page 3:12:5", "paragraph 12:5" or "12:5". */
static struct dais_str
where_of(struct dais_arena *a, const struct manner *m, const struct dais_place *p)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, WHERE_MAX);
	if (p->page)
		dais_buf_put(&b, dais_text_message(a, m->lang, "page %u", p->page));
	if (p->line && p->page)
		dais_buf_puts(&b, ":");
	if (p->line && m->paragraphs)
		dais_buf_put(&b, dais_text_message(a, m->lang, "paragraph %u", p->line));
	else if (p->line)
		dais_buf_printf(&b, "%u", p->line);
	if (p->line && p->column)
		dais_buf_printf(&b, ":%u", p->column);
	return dais_buf_dup(&b, a);
}

/* A place with words in it is put as a message, so that it stays together in Arabic. */
static void
put_where(const struct manner *m, struct dais_str where)
{
	if (is_right_to_left(where))
		dais_cli_put_message(where, m->lang, m->to);
	else
		dais_cli_put_words(where, m->to);
}

static unsigned
width_of(struct dais_str s)
{
	unsigned n = 0;

	for (size_t at = 0; at < s.n;)
		n += width(dais_str_decode(s, &at));
	return n;
}

/* The words at place @k of @g, with a mark where they part from those at the other place. */
static void
show_words(struct dais_arena *a, const struct manner *m, const struct dais_diag *g, size_t k)
{
	const struct dais_place *p = &g->places.v[k];
	const struct dais_str other =
	    g->places.n > 1 ? g->places.v[k == 0 ? 1 : 0].text : DAIS_STR_NONE;
	size_t from = 0, until = p->text.n, start = 0;
	bool is_marked = false;
	struct dais_str shown;
	struct dais_str where = where_of(a, m, p);
	unsigned n = width_of(where), margin = n > WHERE_WIDTH ? n : WHERE_WIDTH;

	if (other.n)
		is_marked = part(p->text, other, &from, &until);
	shown = window(p->text, from, until, &start);
	(void)fprintf(m->to, MARGIN "%s%*s", m->fancy ? "\033[34m" : "", (int)(margin - n), "");
	put_where(m, where);
	(void)fprintf(m->to, "%s | %s", m->fancy ? "\033[0m" : "", start > 0 ? "…" : "");
	dais_cli_put_words(shown, m->to);
	(void)fputs(start + shown.n < p->text.n ? "…\n" : "\n", m->to);
	/* Where text runs from right to left nobody can tell which column a word stands in. */
	if (is_marked && from >= start && !is_right_to_left(shown))
		put_carets(shown, from - start, until - start, margin + 7 + (start > 0), m->to);
}

static void
print_head(struct dais_arena *a, const struct manner *m, const struct dais_diag *g)
{
	static const char *const colours[DAIS_SEVERITY_COUNT] = { "\033[36m", "\033[33m",
		"\033[31m" };
	static const char *const severities[DAIS_SEVERITY_COUNT] = { DAIS_MESSAGE("info"),
		DAIS_MESSAGE("warning"), DAIS_MESSAGE("error") };

	if (g->places.n) {
		const struct dais_place *p = &g->places.v[0];
		struct dais_str where = where_of(a, m, p);

		dais_cli_put_words(p->file, m->to);
		(void)fputs(where.n ? ":" : "", m->to);
		put_where(m, where);
		(void)fputs(": ", m->to);
	}
	(void)fprintf(m->to, "%s%s%s: ", m->fancy ? colours[g->severity] : "",
	    dais_text_message_words(m->lang, severities[g->severity]), m->fancy ? "\033[0m" : "");
	dais_cli_put_message(g->message, m->lang, m->to);
	(void)fprintf(m->to, " [%s]\n", g->rule);
}

static void
print_diag(const struct manner *m, const struct dais_diags *d, const struct dais_diag *g)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t shown = g->places.n > PLACES_SHOWN + 1 ? PLACES_SHOWN : g->places.n;

	print_head(a, m, g);
	for (size_t k = 0; k < shown; k++) {
		const struct dais_place *p = &g->places.v[k];

		if (k > 0 && !dais_str_eq(p->file, g->places.v[k - 1].file)) {
			(void)fputs(MARGIN, m->to);
			dais_cli_put_message(
			    dais_text_message(d->arena, m->lang, "in %.*s:", DAIS_STR_ARG(p->file)),
			    m->lang, m->to);
			(void)fputc('\n', m->to);
		}
		if (p->text.n || k > 0)
			show_words(a, m, g, k);
	}
	if (shown < g->places.n)
		(void)fprintf(m->to, MARGIN "%.*s\n",
		    DAIS_STR_ARG(dais_text_message(
			d->arena, m->lang, "and %zu more places", g->places.n - shown)));
	if (g->hint.n) {
		(void)fputs(MARGIN, m->to);
		dais_cli_put_message(g->hint, m->lang, m->to);
		(void)fputc('\n', m->to);
	}
}

void
dais_cli_print_findings(const struct dais_diags *d, struct dais_str format, FILE *to)
{
	struct manner m = { .to = to,
		.lang = d->say ? d->lang : DAIS_LANG_EN,
		.fancy = dais_cli_is_fancy(to),
		.paragraphs = dais_str_is(format, "docx") || dais_str_is(format, "odt") };

	for (size_t i = 0; i < d->list.n; i++)
		print_diag(&m, d, &d->list.v[i]);
	if (d->dropped)
		(void)fprintf(to, "%.*s\n",
		    DAIS_STR_ARG(
			dais_text_message(d->arena, m.lang, "... and %zu more", d->dropped)));
}

void
dais_cli_print_diags(const struct dais_diags *d, FILE *to)
{
	dais_cli_print_findings(d, DAIS_STR("package"), to);
}
