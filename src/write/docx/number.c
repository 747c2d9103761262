/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbering. The tree has final marks; here they become lists whose numbers the word processor
 * counts itself, when one of its formats prints exactly these marks; else they stay text.
 */
#include "write/docx/part.h"

#define VALUE_MAX 100

static const char *const names[DOCX_FORMAT_COUNT] = {
	[DOCX_FORMAT_NONE] = "none",
	[DOCX_FORMAT_DECIMAL] = "decimal",
	[DOCX_FORMAT_LOWER_LETTER] = "lowerLetter",
	[DOCX_FORMAT_UPPER_LETTER] = "upperLetter",
	[DOCX_FORMAT_LOWER_ROMAN] = "lowerRoman",
	[DOCX_FORMAT_UPPER_ROMAN] = "upperRoman",
	[DOCX_FORMAT_ARABIC_ABJAD] = "arabicAbjad",
	[DOCX_FORMAT_ARABIC_ALPHA] = "arabicAlpha",
	[DOCX_FORMAT_RUSSIAN_LOWER] = "russianLower",
	[DOCX_FORMAT_CHINESE] = "chineseCountingThousand",
	[DOCX_FORMAT_BULLET] = "bullet",
};

/* First letters of the formats that count with letters of a script (ECMA-376 17.18.59). Word
 * processors differ in the alef of the abjad series (bare or with hamza): only a bare one counts as
 * exact, so that "(أ), (ب)" is the alphabet and a longer series stays text. */
static const char *const letters[DOCX_FORMAT_COUNT][11] = {
	[DOCX_FORMAT_ARABIC_ABJAD] = { "ا", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي" },
	[DOCX_FORMAT_ARABIC_ALPHA] = { "أ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر" },
	[DOCX_FORMAT_RUSSIAN_LOWER] = { "а", "б", "в", "г", "д", "е", "ж", "з", "и" },
	[DOCX_FORMAT_CHINESE] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" },
};

static size_t
print_roman(unsigned v, char base, char *out)
{
	static const struct {
		unsigned value;
		char text[3];
	} parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" }, { 10, "x" },
		{ 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" } };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (; v >= parts[i].value; v -= parts[i].value)
			for (const char *c = parts[i].text; *c; c++)
				out[n++] = (char)(*c - 'a' + base);
	return n;
}

/* Whether @core is what @format prints for @v. */
static bool
prints(enum docx_format format, unsigned v, struct dais_str core)
{
	char out[32];
	size_t n = 0;

	switch (format) {
	case DOCX_FORMAT_LOWER_LETTER:
	case DOCX_FORMAT_UPPER_LETTER:
		for (; n <= (v - 1) / 26; n++)
			out[n] = (char)((format == DOCX_FORMAT_LOWER_LETTER ? 'a' : 'A') +
					(int)((v - 1) % 26));
		break;
	case DOCX_FORMAT_LOWER_ROMAN:
	case DOCX_FORMAT_UPPER_ROMAN:
		n = print_roman(v, format == DOCX_FORMAT_LOWER_ROMAN ? 'a' : 'A', out);
		break;
	case DOCX_FORMAT_ARABIC_ABJAD:
	case DOCX_FORMAT_ARABIC_ALPHA:
	case DOCX_FORMAT_RUSSIAN_LOWER:
	case DOCX_FORMAT_CHINESE:
		return v <= 10 && letters[format][v - 1] &&
		       dais_str_is(core, letters[format][v - 1]);
	default:
		return false;
	}
	return dais_str_eq(core, (struct dais_str){ out, n });
}

static bool
is_around(uint32_t cp)
{
	return cp == '(' || cp == ')' || cp == '.' || cp == '[' || cp == ']' || cp == '-' ||
	       cp == ':' || cp == 0xff08 || cp == 0xff09 || cp == 0x3001 || cp == 0xff0e ||
	       cp == 0x2013;
}

/* Cuts @mark into what stands before, the number itself and what stands after. */
static struct dais_str
core_of(struct dais_str mark, struct dais_str *ret_before, struct dais_str *ret_after)
{
	size_t from = mark.n;
	size_t to = 0;

	for (size_t at = 0; at < mark.n;) {
		size_t start = at;

		if (is_around(dais_str_decode(mark, &at)))
			continue;
		if (start < from)
			from = start;
		to = at;
	}
	if (from > to)
		from = to;
	*ret_before = dais_str_sub(mark, 0, from);
	*ret_after = dais_str_sub(mark, to, mark.n);
	return dais_str_sub(mark, from, to);
}

bool
dais_docx_mark_parse(struct dais_str mark, enum docx_format format, struct docx_mark *ret)
{
	struct dais_str core;
	int64_t v;

	*ret = (struct docx_mark){ .format = format };
	if (format == DOCX_FORMAT_BULLET) {
		ret->before = mark;
		ret->value = 1;
		for (size_t at = 0; at < mark.n;) {
			uint32_t cp = dais_str_decode(mark, &at);

			if (cp < 0x80 && cp != '-' && cp != '*')
				return false;
			if (cp >= 0x80 && (cp < 0x2010 || cp > 0x2bff))
				return false;
		}
		return mark.n > 0;
	}
	core = core_of(mark, &ret->before, &ret->after);
	if (core.n == 0 || dais_str_find_char(mark, '%', 0) != SIZE_MAX)
		return false;
	if (format == DOCX_FORMAT_DECIMAL) {
		if (core.p[0] == '0' || !dais_str_to_int(core, 1, 9999, &v))
			return false;
		ret->value = (unsigned)v;
		return true;
	}
	for (unsigned i = 1; i <= VALUE_MAX; i++)
		if (prints(format, i, core)) {
			ret->value = i;
			return true;
		}
	return false;
}

static bool
same_kind(const struct docx_mark *x, const struct docx_mark *y)
{
	return x->format == y->format && dais_str_eq(x->before, y->before) &&
	       dais_str_eq(x->after, y->after);
}

/* Whether @format counts all of @list; the first mark goes to @ret. */
static bool
counts(const struct dais_node *list, enum docx_format format, struct docx_mark *ret)
{
	struct docx_mark m;
	unsigned n = 0;

	for (size_t i = 0; i < list->children.n; i++) {
		const struct dais_node *item = list->children.v[i];

		if (item->number.n == 0)
			continue;
		if (!dais_docx_mark_parse(item->number, format, &m))
			return false;
		if (n == 0)
			*ret = m;
		if (!same_kind(ret, &m) ||
		    (format != DOCX_FORMAT_BULLET && m.value != ret->value + n))
			return false;
		n++;
	}
	return n > 0;
}

/* The format of @list; one that begins at 1 is preferred ("i" is a Roman one). */
static bool
find_format(const struct dais_node *list, struct docx_mark *ret)
{
	for (int from_one = 1; from_one >= 0; from_one--)
		for (int f = DOCX_FORMAT_DECIMAL; f < DOCX_FORMAT_COUNT; f++)
			if (counts(list, (enum docx_format)f, ret) &&
			    (!from_one || ret->value == 1))
				return true;
	return false;
}

size_t
dais_docx_number_list(struct docx *d, const struct dais_node *list, size_t outer, unsigned depth)
{
	struct docx_mark m;
	struct docx_level *l;
	size_t num = outer;

	if (depth >= DOCX_LEVELS || !find_format(list, &m))
		return 0;
	if (num > 0) {
		l = &d->nums.v[num - 1].levels[depth];
		if (l->mark.format != DOCX_FORMAT_NONE &&
		    (!same_kind(&l->mark, &m) || l->mark.value != m.value))
			num = 0;
	}
	if (num == 0) {
		(void)dais_vec_add(d->a, &d->nums);
		num = d->nums.n;
	}
	l = &d->nums.v[num - 1].levels[depth];
	*l = (struct docx_level){
		.mark = m, .left = DOCX_TEXT + DOCX_HANG * ((int)depth + 1), .hanging = DOCX_HANG
	};
	return num;
}

/* Whether the headings' list goes on with @m at @level. */
static bool
goes_on(const struct docx_num *num, unsigned level, const struct docx_mark *m)
{
	const struct docx_level *l = &num->levels[level];

	if (l->mark.format == DOCX_FORMAT_NONE)
		return m->value == 1;
	return same_kind(&l->mark, m) && m->value == num->counters[level] + 1;
}

/* Of the formats that print @mark, one with which the list goes on, else one that begins at 1,
 * else the first. */
static bool
heading_mark(
    const struct docx_num *num, unsigned level, struct dais_str mark, struct docx_mark *ret)
{
	struct docx_mark m;
	int best = 0;

	for (int f = DOCX_FORMAT_DECIMAL; f < DOCX_FORMAT_BULLET; f++) {
		int rank;

		if (!dais_docx_mark_parse(mark, (enum docx_format)f, &m))
			continue;
		rank = num && goes_on(num, level, &m) ? 3 : m.value == 1 ? 2 : 1;
		if (rank > best) {
			best = rank;
			*ret = m;
		}
	}
	return best > 0;
}

size_t
dais_docx_number_heading(struct docx *d, unsigned level, struct dais_str mark)
{
	struct docx_num *num = d->heading_num ? &d->nums.v[d->heading_num - 1] : NULL;
	struct docx_mark m;

	if (level >= DOCX_LEVELS || !heading_mark(num, level, mark, &m))
		return 0;
	if (!num || !goes_on(num, level, &m)) {
		num = dais_vec_add(d->a, &d->nums);
		d->heading_num = d->nums.n;
	}
	if (num->levels[level].mark.format == DOCX_FORMAT_NONE)
		num->levels[level] = (struct docx_level){
			.mark = m, .left = DOCX_TEXT, .hanging = DOCX_HANG, .bold = true
		};
	num->counters[level] = m.value;
	for (unsigned i = level + 1; i < DOCX_LEVELS; i++)
		num->counters[i] = num->levels[i].mark.value ? num->levels[i].mark.value - 1 : 0;
	return d->heading_num;
}

static void
write_level(struct docx *d, struct dais_xml *w, unsigned ilvl, const struct docx_level *l)
{
	struct dais_str text =
	    l->mark.format == DOCX_FORMAT_BULLET
		? l->mark.before
		: dais_arena_printf(d->a, "%.*s%%%u%.*s", DAIS_STR_ARG(l->mark.before), ilvl + 1,
		      DAIS_STR_ARG(l->mark.after));

	dais_xml_open(w, "w:lvl");
	dais_xml_attr_int(w, "w:ilvl", ilvl);
	dais_docx_val_int(w, "w:start", l->mark.value ? l->mark.value : 1);
	dais_docx_val(w, "w:numFmt", names[l->mark.format]);
	dais_docx_val(w, "w:suff", l->mark.format == DOCX_FORMAT_NONE ? "nothing" : "tab");
	dais_docx_val_str(w, "w:lvlText", l->mark.format == DOCX_FORMAT_NONE ? DAIS_STR("") : text);
	dais_docx_val(w, "w:lvlJc", "left");
	dais_xml_open(w, "w:pPr");
	dais_xml_open(w, "w:tabs");
	dais_xml_open(w, "w:tab");
	dais_xml_attr_c(w, "w:val", "num");
	dais_xml_attr_int(w, "w:pos", l->left);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_open(w, "w:ind");
	dais_xml_attr_int(w, "w:left", l->left);
	dais_xml_attr_int(w, "w:hanging", l->hanging);
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_open(w, "w:rPr");
	if (l->bold) {
		dais_docx_flag(w, "w:b");
		dais_docx_flag(w, "w:bCs");
	}
	if (d->rtl)
		dais_docx_flag(w, "w:rtl");
	dais_xml_close(w);
	dais_xml_close(w);
}

void
dais_docx_write_numbering(struct docx *d, struct dais_buf *out)
{
	struct dais_xml w;

	dais_xml_begin(&w, out, DAIS_XML_MODE_XML);
	dais_docx_root(&w, "w:numbering");
	for (size_t i = 0; i < d->nums.n; i++) {
		dais_xml_open(&w, "w:abstractNum");
		dais_xml_attr_int(&w, "w:abstractNumId", (int64_t)i);
		dais_docx_val_str(&w, "w:nsid", dais_arena_printf(d->a, "4DA1%04zX", i + 1));
		dais_docx_val(&w, "w:multiLevelType", "multilevel");
		dais_docx_val_str(&w, "w:tmpl", dais_arena_printf(d->a, "5DA1%04zX", i + 1));
		for (unsigned k = 0; k < DOCX_LEVELS; k++)
			write_level(d, &w, k, &d->nums.v[i].levels[k]);
		dais_xml_close(&w);
	}
	for (size_t i = 0; i < d->nums.n; i++) {
		dais_xml_open(&w, "w:num");
		dais_xml_attr_int(&w, "w:numId", (int64_t)i + 1);
		dais_docx_val_int(&w, "w:abstractNumId", (int64_t)i);
		dais_xml_close(&w);
	}
	dais_xml_close(&w);
	dais_xml_finish(&w);
}
