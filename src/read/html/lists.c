/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists, and the numbers that a browser computes for them. An item whose words begin with a mark
 * of their own gets none: such pages hide the browser's by a style sheet.
 * Source: WHATWG HTML, "the ol element", "ordinal value"; CSS Counter Styles 3.
 */
#include "read/flow/mark.h"
#include "read/html/html_priv.h"

struct style_name {
	const char *name;
	char style; /* '1', 'a', 'A', 'i', 'I', and of this reader: '0' none, '*' bullet, others */
};

static const struct style_name styles[] = {
	{ "none", '0' },
	{ "disc", '*' },
	{ "circle", '*' },
	{ "square", '*' },
	{ "decimal", '1' },
	{ "decimal-leading-zero", '1' },
	{ "lower-alpha", 'a' },
	{ "lower-latin", 'a' },
	{ "upper-alpha", 'A' },
	{ "upper-latin", 'A' },
	{ "lower-roman", 'i' },
	{ "upper-roman", 'I' },
	{ "arabic-indic", '9' },
	{ "cjk-decimal", 'h' },
	{ "cjk-ideographic", 'h' },
	{ "simp-chinese-informal", 'h' },
	{ "trad-chinese-informal", 'h' },
};

static char
style_named(struct dais_str value, char otherwise)
{
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		if (html_style_is(value, styles[i].name))
			return styles[i].style;
	}
	return otherwise;
}

/* The style that an element's attributes give, else @otherwise. */
static char
style_of(const GumboNode *n, char otherwise)
{
	struct dais_str type = html_attr(n, "type"), style = html_attr(n, "style");

	if (type.n == 1 && strchr("1aAiI", type.p[0]))
		otherwise = type.p[0];
	else if (type.n)
		otherwise = style_named(type, otherwise);
	if (html_style(style, "list-style").n)
		otherwise = style_named(html_style(style, "list-style"), otherwise);
	return style_named(html_style(style, "list-style-type"), otherwise);
}

static void
put_letters(struct dais_buf *b, int64_t v, char first)
{
	char digits[16];
	size_t n = 0;

	for (; v > 0 && n < sizeof(digits); v = (v - 1) / 26)
		digits[n++] = (char)(first + (v - 1) % 26);
	while (n > 0)
		dais_buf_put_char(b, digits[--n]);
}

static void
put_roman(struct dais_buf *b, int64_t v, bool upper)
{
	static const struct {
		int64_t value;
		const char *lower, *upper;
	} parts[] = { { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" },
		{ 400, "cd", "CD" }, { 100, "c", "C" }, { 90, "xc", "XC" }, { 50, "l", "L" },
		{ 40, "xl", "XL" }, { 10, "x", "X" }, { 9, "ix", "IX" }, { 5, "v", "V" },
		{ 4, "iv", "IV" }, { 1, "i", "I" } };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (; v >= parts[i].value; v -= parts[i].value)
			dais_buf_puts(b, upper ? parts[i].upper : parts[i].lower);
	}
}

/* 1 to 99 */
static void
put_han(struct dais_buf *b, int64_t v)
{
	static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };

	if (v >= 20)
		dais_buf_puts(b, digits[v / 10]);
	if (v >= 10)
		dais_buf_puts(b, "十");
	dais_buf_puts(b, digits[v % 10]);
}

static void
put_arabic_indic(struct dais_buf *b, int64_t v)
{
	char digits[24];
	size_t n = 0;

	do {
		digits[n++] = (char)(v % 10);
		v /= 10;
	} while (v > 0 && n < sizeof(digits));
	while (n > 0)
		dais_buf_put_cp(b, 0x660u + (uint32_t)digits[--n]);
}

/* The number @v in @style as a browser shows it, with its space. In a list whose items are counted
 * from 1 again in each item of another, the number of the outer one stands before: "3.1". */
static struct dais_str
number(struct dais_arena *a, char style, int64_t v, struct dais_str outer)
{
	DAIS_BUF_AUTO b = { 0 };
	const char *stop = ". ";

	dais_buf_init(&b, 64);
	if (style == '*')
		return DAIS_STR("• ");
	if (style == '1' && outer.n)
		return dais_arena_printf(a, "%.*s.%lld ", DAIS_STR_ARG(outer), (long long)v);
	if ((style == 'a' || style == 'A') && v > 0)
		put_letters(&b, v, style);
	else if ((style == 'i' || style == 'I') && v > 0 && v < 4000)
		put_roman(&b, v, style == 'I');
	else if (style == '9' && v >= 0)
		put_arabic_indic(&b, v);
	else if (style == 'h' && v > 0 && v < 100)
		put_han(&b, v);
	else
		dais_buf_printf(&b, "%lld", (long long)v);
	if (style == 'h' && v > 0 && v < 100)
		stop = "、";
	dais_buf_puts(&b, stop);
	return dais_buf_dup(&b, a);
}

/* Bytes of a number without the stop and space behind it. */
static size_t
bytes_without_stop(struct dais_str s)
{
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '.'))
		s.n--;
	return s.n;
}

static int64_t
count_items(const GumboNode *list)
{
	const GumboVector *v = html_children(list);
	int64_t n = 0;

	for (unsigned i = 0; i < v->length; i++)
		n += html_tag(html_child(v, i)) == GUMBO_TAG_LI;
	return n;
}

static void
walk_item(
    struct html_reader *r, const GumboNode *item, struct html_context c, char style, int64_t value)
{
	char text[24];
	size_t n = html_first_text(item, 0, text, sizeof(text));
	struct dais_str first = { text, n };

	style = style_of(item, style);
	html_break(r);
	r->marker = DAIS_STR_NONE;
	if (n > 0 && style != '0' && !dais_flow_starts_with_mark(first) &&
	    !dais_flow_is_mark(first, true) && !c.in_note && !c.outside)
		r->marker = number(r->flow->arena, style, value, c.outer);
	c.outer = DAIS_STR_NONE;
	if (r->marker.n && style == '1')
		c.outer = dais_str_sub(r->marker, 0, bytes_without_stop(r->marker));
	html_walk(r, item, c);
	html_break(r);
	r->marker = DAIS_STR_NONE;
}

void
html_walk_list(struct html_reader *r, const GumboNode *list, struct html_context c)
{
	const GumboVector *v = html_children(list);
	bool ordered = html_tag(list) == GUMBO_TAG_OL;
	bool reversed = ordered && html_has_attr(list, "reversed");
	char style = style_of(list, ordered ? '1' : '*');
	int64_t value = reversed ? count_items(list) : 1;

	(void)dais_str_to_int(html_attr(list, "start"), -1000000, 1000000, &value);
	c.indent += 30;
	c.in_item = true;
	for (unsigned i = 0; i < v->length && !r->w.full; i++) {
		const GumboNode *n = html_child(v, i);

		if (html_tag(n) != GUMBO_TAG_LI) {
			html_walk(r, n, c); /* NOLINT(misc-no-recursion): WALK_DEPTH_MAX */
			continue;
		}
		if (html_is_hidden(n))
			continue;
		(void)dais_str_to_int(html_attr(n, "value"), -1000000, 1000000, &value);
		walk_item(r, n, c, style, value); /* NOLINT(misc-no-recursion) */
		value += reversed ? -1 : 1;
	}
}
