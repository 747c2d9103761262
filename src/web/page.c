/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What writers of pages use: words, links, times, symbols; the beginning and the end of a page.
 */
#include "text/text.h"
#include "web/page_priv.h"

#define PAGE_BYTES_MAX ((size_t)64 << 20)

static const struct dais_actor nobody = { .language = DAIS_LANG_EN };

bool
dais_page_begin(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret)
{
	enum dais_lang l;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_lang_parse(dais_http_param(x, "language"), &l)) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no page at this address");
		dais_http_problem(x, 404, &err);
		return false;
	}
	dais_page_begin_alone(site, dais_http_arena(x), l, ret);
	ret->exchange = x;
	ret->actor = dais_site_actor(site, x);
	return true;
}

void
dais_page_begin_alone(
    struct dais_site *site, struct dais_arena *a, enum dais_lang l, struct dais_page *ret)
{
	*ret = (struct dais_page){ .site = site, .arena = a, .language = l, .actor = &nobody };
	dais_buf_init(&ret->out, PAGE_BYTES_MAX);
}

/* The page as it was written; its buffer is freed. */
struct dais_str
dais_page_taken(struct dais_page *p)
{
	struct dais_str s;

	dais_xml_finish(&p->xml);
	DAIS_ASSERT(!dais_buf_has_failed(&p->out));
	s = dais_buf_dup(&p->out, p->arena);
	dais_buf_release(&p->out);
	return s;
}

/* More was to be shown than any page shows: that is told instead. */
static void
refuse(struct dais_page *p)
{
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_release(&p->out);
	(void)dais_err_set(
	    &err, DAIS_ERR_LIMIT, "the page would be larger than %zu MB", PAGE_BYTES_MAX >> 20);
	if (p->site && p->site->complain)
		p->site->complain("making a page", &err);
	if (p->exchange)
		dais_http_problem(p->exchange, 500, &err);
}

void
dais_page_close(struct dais_page *p, unsigned status)
{
	struct dais_str body;

	dais_page_foot(p);
	if (dais_buf_has_failed(&p->out)) {
		refuse(p);
		return;
	}
	body = dais_page_taken(p);
	/* What somebody saw who had signed in is not for who uses the browser next. */
	if (p->exchange && p->actor && p->actor->account.n)
		dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	if (p->exchange)
		dais_http_reply(p->exchange, status, "text/html; charset=utf-8", body);
}

void
dais_page_close_public(struct dais_page *p)
{
	if (p->exchange && !p->actor->account.n)
		dais_http_keep(p->exchange);
	dais_page_close(p, 200);
}

/* ---- addresses ---- */

struct dais_str
dais_page_path(const struct dais_page *p, struct dais_str path)
{
	return dais_arena_printf(
	    p->arena, "/%s%.*s", dais_lang_code(p->language), DAIS_STR_ARG(path));
}

/* What may stand in a path as it is. RFC 3986, 2.3 and 3.3. */
static const bool is_plain[256] = { ['a' ... 'z'] = true,
	['A' ... 'Z'] = true,
	['0' ... '9'] = true,
	['-'] = true,
	['.'] = true,
	['_'] = true,
	['~'] = true,
	['/'] = true,
	['*'] = true,
	['('] = true,
	[')'] = true };

struct dais_str
dais_path_escape(struct dais_arena *a, struct dais_str s)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t more = 0, n = 0;
	char *p;

	for (size_t i = 0; i < s.n; i++)
		more += is_plain[(unsigned char)s.p[i]] ? 0 : 2;
	if (!more)
		return dais_arena_dup(a, s);
	p = dais_arena_alloc(a, s.n + more + 1);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_plain[c]) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = digits[c >> 4];
		p[n++] = digits[c & 15];
	}
	p[n] = '\0';
	return (struct dais_str){ p, n };
}

/* ---- elements ---- */

void
dais_page_element(struct dais_page *p, const char *name, const char *class_name)
{
	dais_xml_open(&p->xml, name);
	if (class_name)
		dais_xml_attr_c(&p->xml, "class", class_name);
}

void
dais_page_end(struct dais_page *p)
{
	dais_xml_close(&p->xml);
	dais_xml_newline(&p->xml);
}

void
dais_page_language(struct dais_page *p, enum dais_lang l)
{
	dais_xml_attr_c(&p->xml, "lang", dais_lang_code(l));
	dais_xml_attr_c(&p->xml, "dir", dais_lang_is_rtl(l) ? "rtl" : "ltr");
}

void
dais_page_link(struct dais_page *p, struct dais_str href, const char *class_name)
{
	dais_page_element(p, "a", class_name);
	dais_xml_attr(&p->xml, "href", href);
}

void
dais_page_symbol(struct dais_page *p, struct dais_str symbol)
{
	dais_page_element(p, "bdi", "symbol");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml, symbol);
	dais_xml_close(&p->xml);
}

/* ---- words ---- */

struct dais_str
dais_page_say(const struct dais_page *p, enum dais_say what)
{
	return dais_say(p->language, what);
}

void
dais_page_put(struct dais_page *p, enum dais_say what)
{
	dais_xml_text(&p->xml, dais_page_say(p, what));
}

void
dais_page_full_stop(struct dais_page *p, enum dais_lang l)
{
	dais_xml_text_c(&p->xml, l == DAIS_LANG_ZH ? "。" : ". ");
}

void
dais_page_say_in(struct dais_page *p, const char *name, const char *class_name, enum dais_say what)
{
	dais_page_element(p, name, class_name);
	dais_page_put(p, what);
	dais_page_end(p);
}

struct dais_str
dais_page_say_with(
    const struct dais_page *p, enum dais_say what, const char *name, struct dais_str words)
{
	const struct dais_say_value value = { name, words };

	return dais_say_fill(p->arena, p->language, what, &value, 1);
}

struct dais_str
dais_page_language_name(const struct dais_page *p, enum dais_lang l)
{
	static const char *const keys[DAIS_LANG_COUNT] = { [DAIS_LANG_AR] = "language-ar",
		[DAIS_LANG_ZH] = "language-zh",
		[DAIS_LANG_EN] = "language-en",
		[DAIS_LANG_FR] = "language-fr",
		[DAIS_LANG_RU] = "language-ru",
		[DAIS_LANG_ES] = "language-es" };

	return dais_text_phrase(p->language, keys[l]);
}

struct dais_str
dais_page_language_names(const struct dais_page *p, dais_lang_set set)
{
	struct dais_str names[DAIS_LANG_COUNT];
	size_t n = 0;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			names[n++] = dais_page_language_name(p, (enum dais_lang)l);
	return dais_text_list(p->arena, p->language, names, n);
}

/* The language in which dais_ml_words() answers. */
static enum dais_lang
language_of(const struct dais_ml *ml, enum dais_lang l)
{
	if (ml->in[l].n)
		return l;
	if (ml->in[DAIS_LANG_EN].n)
		return DAIS_LANG_EN;
	for (int i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return (enum dais_lang)i;
	return l;
}

struct dais_str
dais_page_words(const struct dais_page *p, const struct dais_ml *ml)
{
	return dais_ml_words(ml, p->language);
}

void
dais_page_put_ml(struct dais_page *p, const struct dais_ml *ml)
{
	enum dais_lang l = language_of(ml, p->language);

	if (l == p->language) {
		dais_xml_text(&p->xml, ml->in[l]);
		return;
	}
	dais_xml_open(&p->xml, "span");
	dais_page_language(p, l);
	dais_xml_text(&p->xml, ml->in[l]);
	dais_xml_close(&p->xml);
}
