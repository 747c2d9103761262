/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/desk_priv.h"

void
dais_desk_open(struct dais_page *p, const char *name, const char *class)
{
	dais_xml_open(&p->xml, name);
	if (class)
		dais_xml_attr_c(&p->xml, "class", class);
}

void
dais_desk_say(struct dais_page *p, const char *name, const char *class, enum dais_say what)
{
	dais_desk_open(p, name, class);
	dais_xml_text(&p->xml, dais_page_say(p, what));
	dais_xml_close(&p->xml);
}

struct dais_str
dais_desk_fill(
    const struct dais_page *p, enum dais_say what, const struct dais_say_value *values, size_t n)
{
	return dais_say_fill(p->arena, p->language, what, values, n);
}

struct dais_str
dais_desk_fill1(
    const struct dais_page *p, enum dais_say what, const char *name, struct dais_str words)
{
	struct dais_say_value value = { name, words };

	return dais_say_fill(p->arena, p->language, what, &value, 1);
}

struct dais_str
dais_desk_any_words(const struct dais_ml *ml, enum dais_lang l)
{
	if (ml->in[l].n)
		return ml->in[l];
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return ml->in[i];
	return DAIS_STR_NONE;
}

struct dais_str
dais_desk_words(const struct dais_page *p, const struct dais_ml *ml)
{
	return dais_desk_any_words(ml, p->language);
}

void
dais_desk_ml(struct dais_page *p, const char *name, const char *class, const struct dais_ml *ml)
{
	dais_desk_open(p, name, class);
	dais_page_put_ml(p, ml);
	dais_xml_close(&p->xml);
}

void
dais_desk_do(struct dais_page *p, const char *class, struct dais_str value, struct dais_str words)
{
	dais_desk_open(p, "button", class);
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr(&p->xml, "value", value);
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

struct dais_str
dais_desk_address(const struct dais_page *p, struct dais_str path)
{
	return dais_arena_printf(p->arena, "/%s/desk%s%.*s", dais_lang_code(p->language),
	    path.n ? "/" : "", DAIS_STR_ARG(path));
}

struct dais_str
dais_desk_own_name(enum dais_lang l)
{
	return dais_str_from(dais_own_names[l]);
}

struct dais_str
dais_desk_codes(struct dais_arena *a, dais_lang_set set)
{
	struct dais_str out = DAIS_STR_NONE;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			out = dais_arena_printf(a, "%.*s%s%s", DAIS_STR_ARG(out), out.n ? ", " : "",
			    dais_lang_code((enum dais_lang)l));
	return out;
}

dais_lang_set
dais_desk_languages_of(struct dais_str codes)
{
	struct dais_str one;
	dais_lang_set set = 0;
	enum dais_lang l;

	while (dais_str_next(&codes, ',', &one))
		if (dais_lang_parse(dais_str_trim(one), &l))
			set |= DAIS_LANG_BIT(l);
	return set;
}
