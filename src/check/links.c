/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-LINK: symbols and addresses.
 */
#include "check/check_priv.h"

/* Whether address @url contains symbol @s, slashes as such or as %2F, stars dropped. */
static bool
leads_to(struct dais_check *c, struct dais_str url, struct dais_str symbol)
{
	struct dais_symbol parts[16];
	size_t n = dais_symbol_parse_joint(c->a, symbol, parts, 16);
	struct dais_str plain = DAIS_STR_NONE, rest = url;

	while (rest.n) {
		size_t at = dais_str_find(rest, DAIS_STR("%2F"), 0);

		plain = dais_arena_printf(c->a, "%.*s%.*s%s", DAIS_STR_ARG(plain),
		    DAIS_STR_ARG(dais_str_sub(rest, 0, at == SIZE_MAX ? rest.n : at)),
		    at == SIZE_MAX ? "" : "/");
		rest = dais_str_sub(rest, at == SIZE_MAX ? rest.n : at + 3, rest.n);
	}
	for (size_t i = 0; i < n; i++) {
		size_t at = dais_str_find(plain, parts[i].key, 0);
		char after = at == SIZE_MAX                  ? '\0'
			     : at + parts[i].key.n < plain.n ? plain.p[at + parts[i].key.n]
							     : ' ';

		if (at == SIZE_MAX || after == '/' || (after >= '0' && after <= '9'))
			return false;
	}
	return true;
}

/* Whether @url goes to a document system, where the symbol is part of the address. */
static bool
is_resolver(struct dais_str url)
{
	return dais_str_find(url, DAIS_STR("undocs.org/"), 0) != SIZE_MAX ||
	       dais_str_find(url, DAIS_STR("documents.un.org/"), 0) != SIZE_MAX;
}

void
dais_check_link_01(struct dais_check *c) /* R-LINK-01 */
{
	static const char *const kinds[] = { "doc", NULL };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the symbol"));
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		if (t->kind != CHECK_LINK || dais_symbol_match(t->s) != t->s.n ||
		    !is_resolver(t->span->url) || leads_to(c, t->span->url, t->s))
			continue;
		dais_check_hint(c,
		    dais_check_say_at(c, &t->place, "the link of %.*s leads to %.*s",
			DAIS_STR_ARG(t->s), DAIS_STR_ARG(t->span->url)),
		    "use {{doc ...}}: the address is then computed");
	}
}

/* The language segment of a resolver address: "/fr/"; false when it has none. */
static bool
url_language(struct dais_str url, enum dais_lang *ret)
{
	size_t at = dais_str_find(url, DAIS_STR("undocs.org/"), 0);

	if (at == SIZE_MAX)
		return false;
	at += 11;
	return at + 2 < url.n && url.p[at + 2] == '/' &&
	       dais_lang_parse(dais_str_sub(url, at, at + 2), ret);
}

void
dais_check_link_02(struct dais_check *c) /* R-LINK-02 */
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];
		enum dais_lang l;

		if (t->kind != CHECK_LINK || !url_language(t->span->url, &l) || l == t->lang)
			continue;
		dais_check_hint(c,
		    dais_check_say_at(c, &t->place,
			"the link %.*s leads to the %s version, but the text is %s",
			DAIS_STR_ARG(t->span->url), dais_check_language(c, l),
			dais_check_language(c, t->lang)),
		    "use {{doc ...}}, or write /%s/ in the address", dais_lang_code(t->lang));
	}
}

static bool
is_plain_http(struct dais_str url)
{
	return dais_str_has_prefix(url, DAIS_STR("http://"));
}

void
dais_check_link_03(struct dais_check *c) /* R-LINK-03 */
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		if (t->kind == CHECK_LINK && is_plain_http(t->span->url))
			dais_check_hint(c,
			    dais_check_say_at(c, &t->place, "the address %.*s is not encrypted",
				DAIS_STR_ARG(t->span->url)),
			    "write https://");
	}
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		if (is_plain_http(doc->url))
			dais_check_hint(c,
			    dais_check_say(c, doc->origin, doc->url,
				"the address %.*s of %.*s is not encrypted", DAIS_STR_ARG(doc->url),
				DAIS_STR_ARG(dais_check_document(c, d))),
			    "write https://");
	}
}

/* The document of the record with this (possibly joint) symbol, or DAIS_NONE. */
static size_t
document_of(struct dais_check *c, struct dais_str symbol)
{
	struct dais_symbol parts[16];

	if (!dais_symbol_parse_joint(c->a, symbol, parts, 16))
		return DAIS_NONE;
	for (size_t d = 0; d < c->r->documents.n; d++) {
		for (size_t i = 0; i < c->r->documents.v[d].symbols.n; i++) {
			if (dais_str_eq(c->r->documents.v[d].symbols.v[i].key, parts[0].key))
				return d;
		}
	}
	return DAIS_NONE;
}

static bool
is_word_char(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
	       ch == '/' || ch == '.';
}

static void
check_typed(struct dais_check *c, const struct check_text *t)
{
	for (size_t at = 0; at < t->s.n; at++) {
		struct dais_str rest = dais_str_sub(t->s, at, t->s.n);
		bool start = at == 0 || !is_word_char(t->s.p[at - 1]);
		size_t n = start ? dais_symbol_match(rest) : 0;
		struct dais_place p = t->place;
		size_t d;

		if (!n)
			continue;
		p.text = dais_str_sub(rest, 0, n);
		d = document_of(c, p.text);
		if (d != DAIS_NONE)
			dais_check_hint(c,
			    dais_check_say_at(c, &p, "the symbol %.*s is typed and so not linked",
				DAIS_STR_ARG(p.text)),
			    "write {{doc %.*s}}", DAIS_STR_ARG(c->r->documents.v[d].id));
		at += n - 1;
	}
}

void
dais_check_link_04(struct dais_check *c) /* R-LINK-04 */
{
	for (size_t i = 0; i < c->texts.n; i++) {
		if (c->texts.v[i].kind == CHECK_TYPED)
			check_typed(c, &c->texts.v[i]);
	}
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		/* conference room papers are generally not in the document system */
		if (!doc->symbols.n || !dais_str_is(doc->symbols.v[0].special, "CRP") || doc->url.n)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, doc->origin, doc->symbols.v[0].text,
			"the conference room paper %.*s has no web address",
			DAIS_STR_ARG(dais_check_document(c, d))),
		    "add url: with the page of the meeting");
	}
}
