/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Nesting of tags, before they are parsed. A stack is kept as a parser keeps it, as far as depth
 * goes: an end tag closes its element and what is open in it, but not through a table, and that
 * of a phrase not through a block. Source: WHATWG HTML, "the stack of open elements".
 */
#include "read/html/html_priv.h"

/* A parser compares each attribute with all before it. */
#define ATTRIBUTES_MAX 200u
#define BODIES_MAX 16u

enum nesting_kind {
	NESTING_NONE,   /* has no end, or ends by itself */
	NESTING_PHRASE, /* span and whatever is not known */
	NESTING_BLOCK,
	NESTING_SCOPE, /* ends nothing outside of it */
	NESTING_MARK,  /* of letters */
	NESTING_RAW,   /* holds text, not tags */
	NESTING_KIND_COUNT
};

struct nesting {
	struct dais_buf *text;
	struct html_nesting found;
	struct dais_str open[HTML_DEPTH_MAX]; /* names */
	enum nesting_kind kinds[HTML_DEPTH_MAX];
	unsigned depth, marks, foreign;
	unsigned bodies; /* tags of html and body, whose attributes add up */
};

static enum nesting_kind
kind_of(GumboTag tag)
{
	static const unsigned char kinds[GUMBO_TAG_LAST] = {
#define TAG(name, kind) [GUMBO_TAG_##name] = (kind) + 1
		TAG(HTML, NESTING_NONE), TAG(HEAD, NESTING_NONE), TAG(BODY, NESTING_NONE),
		TAG(P, NESTING_NONE), TAG(LI, NESTING_NONE), TAG(DT, NESTING_NONE),
		TAG(DD, NESTING_NONE), TAG(TR, NESTING_NONE), TAG(TD, NESTING_NONE),
		TAG(TH, NESTING_NONE), TAG(TBODY, NESTING_NONE), TAG(THEAD, NESTING_NONE),
		TAG(TFOOT, NESTING_NONE), TAG(COLGROUP, NESTING_NONE), TAG(OPTION, NESTING_NONE),
		TAG(OPTGROUP, NESTING_NONE), TAG(RP, NESTING_NONE), TAG(RT, NESTING_NONE),
		TAG(FORM, NESTING_NONE), TAG(BR, NESTING_NONE), TAG(HR, NESTING_NONE),
		TAG(IMG, NESTING_NONE), TAG(INPUT, NESTING_NONE), TAG(META, NESTING_NONE),
		TAG(LINK, NESTING_NONE), TAG(BASE, NESTING_NONE), TAG(COL, NESTING_NONE),
		TAG(AREA, NESTING_NONE), TAG(EMBED, NESTING_NONE), TAG(PARAM, NESTING_NONE),
		TAG(SOURCE, NESTING_NONE), TAG(TRACK, NESTING_NONE), TAG(WBR, NESTING_NONE),
		TAG(KEYGEN, NESTING_NONE), TAG(BGSOUND, NESTING_NONE), TAG(IMAGE, NESTING_NONE),
		TAG(DIV, NESTING_BLOCK), TAG(SECTION, NESTING_BLOCK), TAG(ARTICLE, NESTING_BLOCK),
		TAG(MAIN, NESTING_BLOCK), TAG(HEADER, NESTING_BLOCK), TAG(FOOTER, NESTING_BLOCK),
		TAG(NAV, NESTING_BLOCK), TAG(ASIDE, NESTING_BLOCK), TAG(UL, NESTING_BLOCK),
		TAG(OL, NESTING_BLOCK), TAG(DL, NESTING_BLOCK), TAG(DIR, NESTING_BLOCK),
		TAG(MENU, NESTING_BLOCK), TAG(BLOCKQUOTE, NESTING_BLOCK), TAG(PRE, NESTING_BLOCK),
		TAG(ADDRESS, NESTING_BLOCK), TAG(CENTER, NESTING_BLOCK), TAG(FIGURE, NESTING_BLOCK),
		TAG(FIGCAPTION, NESTING_BLOCK), TAG(FIELDSET, NESTING_BLOCK),
		TAG(DETAILS, NESTING_BLOCK), TAG(SUMMARY, NESTING_BLOCK),
		TAG(HGROUP, NESTING_BLOCK), TAG(LISTING, NESTING_BLOCK), TAG(H1, NESTING_BLOCK),
		TAG(H2, NESTING_BLOCK), TAG(H3, NESTING_BLOCK), TAG(H4, NESTING_BLOCK),
		TAG(H5, NESTING_BLOCK), TAG(H6, NESTING_BLOCK), TAG(BUTTON, NESTING_BLOCK),
		TAG(SELECT, NESTING_BLOCK), TAG(FRAMESET, NESTING_BLOCK), TAG(TABLE, NESTING_SCOPE),
		TAG(CAPTION, NESTING_SCOPE), TAG(APPLET, NESTING_SCOPE), TAG(OBJECT, NESTING_SCOPE),
		TAG(MARQUEE, NESTING_SCOPE), TAG(TEMPLATE, NESTING_SCOPE), TAG(SVG, NESTING_SCOPE),
		TAG(MATH, NESTING_SCOPE), TAG(A, NESTING_MARK), TAG(B, NESTING_MARK),
		TAG(BIG, NESTING_MARK), TAG(CODE, NESTING_MARK), TAG(EM, NESTING_MARK),
		TAG(FONT, NESTING_MARK), TAG(I, NESTING_MARK), TAG(NOBR, NESTING_MARK),
		TAG(S, NESTING_MARK), TAG(SMALL, NESTING_MARK), TAG(STRIKE, NESTING_MARK),
		TAG(STRONG, NESTING_MARK), TAG(TT, NESTING_MARK), TAG(U, NESTING_MARK),
		TAG(SCRIPT, NESTING_RAW), TAG(STYLE, NESTING_RAW), TAG(TEXTAREA, NESTING_RAW),
		TAG(TITLE, NESTING_RAW), TAG(XMP, NESTING_RAW), TAG(IFRAME, NESTING_RAW),
		TAG(NOEMBED, NESTING_RAW), TAG(NOFRAMES, NESTING_RAW)
#undef TAG
	};

	return kinds[tag] ? (enum nesting_kind)(kinds[tag] - 1) : NESTING_PHRASE;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
is_same_name(struct dais_str a, struct dais_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	}
	return true;
}

static bool
is_foreign(struct dais_str name)
{
	return is_same_name(name, DAIS_STR("svg")) || is_same_name(name, DAIS_STR("math"));
}

/* The name of a tag at @at. */
static struct dais_str
name_at(struct dais_str s, size_t at)
{
	size_t n = at;

	while (n < s.n && s.p[n] != '>' && s.p[n] != '/' && (unsigned char)s.p[n] > ' ')
		n++;
	return dais_str_sub(s, at, n);
}

/* Behind the ">" that ends the tag whose name ends at @at; *@ret_attributes is at least how many
 * attributes it has. */
static size_t
tag_end(struct dais_str s, size_t at, size_t *ret_attributes)
{
	bool value = false; /* behind "=", where a quote counts */
	bool gap = true;

	*ret_attributes = 0;
	for (; at < s.n; at++) {
		char c = s.p[at];

		if (c == '>')
			return at + 1;
		*ret_attributes += gap && (unsigned char)c > ' ';
		gap = (unsigned char)c <= ' ' || c == '/' || c == '"' || c == '\'';
		if (value && (c == '"' || c == '\'')) {
			size_t end = dais_str_find_char(s, c, at + 1);

			if (end == SIZE_MAX)
				return s.n;
			at = end;
		}
		if (c == '=')
			value = true;
		else if ((unsigned char)c > ' ')
			value = false;
	}
	return s.n;
}

/* Behind the text of the raw element @name that begins at @at. */
static size_t
raw_end(struct dais_str s, struct dais_str name, size_t at)
{
	while ((at = dais_str_find(s, DAIS_STR("</"), at)) != SIZE_MAX) {
		if (is_same_name(name_at(s, at + 2), name))
			return at;
		at += 2;
	}
	return s.n;
}

static void
overwrite(struct nesting *n, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (n->text->p[i] != '\n')
			n->text->p[i] = ' ';
	}
	n->found.ignored++;
}

/* A start tag of @text from @from to @to. */
static void
start(struct nesting *n, struct dais_str name, enum nesting_kind kind, size_t from, size_t to)
{
	bool closed = n->text->p[to - 1] == '>' && to >= 2 && n->text->p[to - 2] == '/';

	if (n->foreign && !closed && kind != NESTING_SCOPE)
		kind = NESTING_PHRASE;
	if (kind == NESTING_NONE || (n->foreign && closed))
		return;
	if (kind == NESTING_MARK) {
		if (n->marks >= HTML_MARKS_MAX)
			overwrite(n, from, to);
		else
			n->marks++;
		return;
	}
	if (n->depth >= HTML_DEPTH_MAX) {
		overwrite(n, from, to);
		return;
	}
	n->foreign += is_foreign(name);
	n->kinds[n->depth] = kind;
	n->open[n->depth++] = name;
}

/* Whether an open element of kind @open keeps an end tag of kind @kind from closing what is
 * outside of it. */
static bool
is_wall(enum nesting_kind open, enum nesting_kind kind)
{
	return open == NESTING_SCOPE || (open == NESTING_BLOCK && kind == NESTING_PHRASE);
}

static void
end(struct nesting *n, struct dais_str name, enum nesting_kind kind)
{
	unsigned at = n->depth;

	if (kind == NESTING_MARK && !n->foreign) {
		n->marks -= n->marks > 0;
		return;
	}
	while (at > 0 && !is_same_name(n->open[at - 1], name) && !is_wall(n->kinds[at - 1], kind))
		at--;
	if (at == 0 || !is_same_name(n->open[at - 1], name))
		return;
	for (unsigned i = at - 1; i < n->depth; i++)
		n->foreign -= n->foreign && is_foreign(n->open[i]);
	n->depth = at - 1;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Whether a tag has more attributes than any page, by itself or with those before it. */
static bool
is_too_much(struct nesting *n, GumboTag tag, bool ends, size_t attributes)
{
	bool adds = !ends && (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML);

	n->bodies += adds;
	return attributes > ATTRIBUTES_MAX || (adds && n->bodies > BODIES_MAX);
}

/* The markup whose "<" is at @at; returns where to look on. */
static size_t
markup(struct nesting *n, struct dais_str s, size_t at)
{
	bool ends = at + 1 < s.n && s.p[at + 1] == '/';
	size_t name_from = at + 1 + ends, to, attributes;
	struct dais_str name;
	enum nesting_kind kind;
	GumboTag tag;

	if (dais_str_has_prefix(dais_str_sub(s, at, at + 4), DAIS_STR("<!--"))) {
		to = dais_str_find(s, DAIS_STR("-->"), at + 2);
		return to == SIZE_MAX ? s.n : to + 3;
	}
	if (name_from >= s.n || !is_letter(s.p[name_from]))
		return at + 1;
	name = name_at(s, name_from);
	to = tag_end(s, name_from + name.n, &attributes);
	tag = gumbo_tagn_enum(name.p, (unsigned)name.n);
	kind = kind_of(tag);
	n->found.tags++;
	if (is_too_much(n, tag, ends, attributes)) {
		overwrite(n, at, to);
		return to;
	}
	if (ends) {
		end(n, name, kind);
		return to;
	}
	if (kind == NESTING_RAW && !n->foreign)
		return raw_end(s, name, to);
	start(n, name, kind == NESTING_RAW ? NESTING_PHRASE : kind, at, to);
	return to;
}

struct html_nesting
html_limit_nesting(struct dais_buf *text)
{
	struct nesting n = { .text = text };
	struct dais_str s = dais_buf_str(text);

	for (size_t at = 0; (at = dais_str_find_char(s, '<', at)) != SIZE_MAX;)
		at = markup(&n, s, at);
	return n.found;
}
