/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Links against the symbols they stand for: R-LINK-01 to R-LINK-04.
 */
#include "read/text/check_priv.h"

/* Symbols with a link that make linking the style of a document. */
#define LINKED_LEAST 3u
/* Symbols a link is compared with. */
#define SYMBOLS_MAX 400u

static const check_list *
mentions(const struct checker *c, struct dais_str key)
{
	size_t group = dais_map_get(&c->symbols, key);

	return group == DAIS_MAP_NONE ? NULL : &c->symbol_groups.v[group];
}

/* How symbols are compared with addresses: without spaces, case and the marks of the sentence. An
 * address has "A/60/6(Sect.3)" where the text has "A/60/6 (Sect. 3)". */
static struct dais_str
symbol_key(struct dais_arena *a, struct dais_str s)
{
	char *out = dais_arena_array(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
			i++;
		else if (b != ' ')
			out[n++] = b >= 'A' && b <= 'Z' ? (char)(b | 0x20) : (char)b;
	}
	while (
	    n > 0 && (strchr(".,;:*", out[n - 1]) || (out[n - 1] == ')' && !memchr(out, '(', n))))
		n--;
	return (struct dais_str){ out, n };
}

/* The organ of a symbol by its key, with the slash behind it: "ctoc/". */
static struct dais_str
organ_of(struct dais_str key)
{
	size_t slash = dais_str_find_char(key, '/', 0);

	return slash == SIZE_MAX ? key : dais_str_sub(key, 0, slash + 1);
}

void
check_add_linked(struct checker *c, struct dais_str symbol)
{
	struct dais_str key = symbol_key(c->a, symbol);
	size_t bracket = dais_str_find_char(key, '(', 0);

	dais_map_add(&c->linked, key, 0);
	dais_map_add(&c->linked, organ_of(key), 0);
	/* "A/RES/60/1" is the address of what the text calls "60/1". */
	for (size_t i = 0; i + 1 < key.n; i++) {
		if (key.p[i] == '/')
			dais_map_add(&c->linked, dais_str_sub(key, i + 1, key.n), 0);
	}
	if (bracket != SIZE_MAX)
		dais_map_add(&c->linked, dais_str_sub(key, 0, bracket), 0);
}

static bool
is_linked(const struct checker *c, const check_list *mentioned)
{
	return mentioned && mentioned->n &&
	       dais_map_get(&c->linked, symbol_key(c->a, mentioned->v[0]->value)) != DAIS_MAP_NONE;
}

/* A document does not link to itself, nor to documents of organs of which it links none. */
static bool
needs_no_link(const struct checker *c, const check_list *mentioned)
{
	struct dais_str organ = organ_of(symbol_key(c->a, mentioned->v[0]->value));

	if (dais_map_get(&c->linked, organ) == DAIS_MAP_NONE)
		return true;
	for (size_t i = 0; i < c->r->symbols.n; i++) {
		if (dais_str_find(mentioned->v[0]->value, c->r->symbols.v[i], 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Symbols without a link, where the document links most of its symbols. */
static void
check_unlinked(struct checker *c)
{
	size_t linked = 0, others = 0;

	for (size_t i = 0; i < c->symbol_groups.n; i++) {
		bool is = is_linked(c, &c->symbol_groups.v[i]);

		linked += is;
		others += !is && !needs_no_link(c, &c->symbol_groups.v[i]);
	}
	if (linked < LINKED_LEAST || others * 2 > linked)
		return;
	for (size_t i = 0; i < c->symbol_groups.n; i++) {
		const check_list *v = &c->symbol_groups.v[i];
		struct dais_place p = check_place(c, v->v[0]);
		struct dais_diag *g;

		if (is_linked(c, v) || needs_no_link(c, v))
			continue;
		g = dais_diags_add(c->d, "R-LINK-04", DAIS_SEVERITY_WARNING, &p,
		    "%.*s has no link, while other symbols of the document have one",
		    DAIS_STR_ARG(v->v[0]->value));
		for (size_t k = 1; k < v->n; k++)
			check_also(c, g, v->v[k]);
	}
}

/* The symbol that link @e most likely stands for: a mention without a link that differs from its
 * target by a sign or two. */
static const struct dais_evidence *
meant_by(const struct checker *c, const struct dais_evidence *e)
{
	for (size_t i = 0; i < c->symbol_groups.n && i < SYMBOLS_MAX; i++) {
		const check_list *v = &c->symbol_groups.v[i];

		if (!is_linked(c, v) && dais_str_distance(v->v[0]->value, e->value, 2) <= 2)
			return v->v[0];
	}
	return NULL;
}

/* A link whose words show one symbol and whose target is another. */
static void
check_target(struct checker *c, const struct dais_evidence *e)
{
	struct dais_place p = check_place(c, e);
	const struct dais_evidence *meant;
	struct dais_diag *g;

	if (e->shown.n) {
		/* A symbol that goes over a line, or a joint one, may be shown in part. */
		struct dais_str shown = symbol_key(
				    c->a, dais_str_sub(e->shown, 0, dais_symbol_match(e->shown))),
				target = symbol_key(c->a, e->value);

		if (!shown.n || dais_str_find(target, shown, 0) != SIZE_MAX ||
		    dais_str_find(shown, target, 0) != SIZE_MAX)
			return;
		p.text = e->shown;
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-LINK-01", DAIS_SEVERITY_ERROR, &p,
			"the words show %.*s but the link leads to %.*s", DAIS_STR_ARG(e->shown),
			DAIS_STR_ARG(e->value)),
		    "the address is %.*s", DAIS_STR_ARG(e->words));
		return;
	}
	if (mentions(c, e->value) || dais_map_get(&c->headed, e->value) != DAIS_MAP_NONE)
		return;
	meant = meant_by(c, e);
	if (!meant)
		return;
	g = dais_diags_add(c->d, "R-LINK-01", DAIS_SEVERITY_ERROR, &p,
	    "the link leads to %.*s, which the text does not name; it names %.*s",
	    DAIS_STR_ARG(e->value), DAIS_STR_ARG(meant->value));
	check_also(c, g, meant);
}

/* The language segment of a link, "fr" in ".../fr/CTOC/..."; empty if it has none. */
static struct dais_str
link_language(const struct dais_evidence *e)
{
	size_t at = e->words.n - e->value.n;
	struct dais_str s = at >= 4 ? dais_str_sub(e->words, at - 3, at - 1) : DAIS_STR_NONE;
	enum dais_lang l;

	return at < e->words.n && s.n == 2 && e->words.p[at - 4] == '/' && dais_lang_parse(s, &l)
		   ? s
		   : DAIS_STR_NONE;
}

static void
check_language(struct checker *c, const struct dais_evidence *e)
{
	struct dais_place p = check_place(c, e);
	struct dais_str l = link_language(e);

	if (l.n && !dais_str_is(l, dais_lang_code(c->r->lang)))
		dais_diags_add(c->d, "R-LINK-02", DAIS_SEVERITY_WARNING, &p,
		    "the link leads to the language “%.*s”, the document is in “%s”",
		    DAIS_STR_ARG(l), dais_lang_code(c->r->lang));
}

/* One finding for all of them; no other is added meanwhile. */
static void
check_plain(struct checker *c)
{
	struct dais_diag *plain = NULL;

	for (size_t i = 0; i < c->links.n; i++) {
		const struct dais_evidence *e = c->links.v[i];
		struct dais_place p = check_place(c, e);

		if (!dais_str_has_prefix(e->words, DAIS_STR("http://")))
			continue;
		if (plain)
			check_also(c, plain, e);
		else
			plain = dais_diags_add(
			    c->d, "R-LINK-03", DAIS_SEVERITY_INFO, &p, "links use http, not https");
	}
}

void
check_links(struct checker *c)
{
	for (size_t i = 0; i < c->links.n; i++) {
		check_target(c, c->links.v[i]);
		check_language(c, c->links.v[i]);
	}
	check_plain(c);
	check_unlinked(c);
}
