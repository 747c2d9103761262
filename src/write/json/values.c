/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/json/parts.h"

void
dais_json_put_str(struct writer *j, const char *key, struct dais_str s)
{
	if (s.n > 0)
		dais_json_pair(&j->w, key, s);
}

void
dais_json_put_ml(struct writer *j, const char *key, const struct dais_ml *ml)
{
	if (dais_ml_is_empty(ml))
		return;
	dais_json_key(&j->w, key);
	dais_json_object(&j->w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_json_put_str(j, dais_lang_code((enum dais_lang)l), ml->in[l]);
	dais_json_end(&j->w);
}

void
dais_json_put_date(struct writer *j, const char *key, struct dais_date d)
{
	if (dais_date_is_set(d))
		dais_json_pair(&j->w, key, dais_date_print(j->a, d));
}

void
dais_json_put_local(struct writer *j, const char *key, struct dais_local l)
{
	if (dais_date_is_set(l.date))
		dais_json_pair(&j->w, key, dais_local_print(j->a, l));
}

void
dais_json_put_langs(struct writer *j, const char *key, dais_lang_set set)
{
	dais_json_key(&j->w, key);
	dais_json_array(&j->w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			dais_json_c(&j->w, dais_lang_code((enum dais_lang)l));
	dais_json_end(&j->w);
}

/* The five kinds of things have their id as a member of the same name. */
#define PUT_IDS(name, things)                                                                      \
	void dais_json_put_##name(struct writer *j, const char *key, const dais_index_vec *v)      \
	{                                                                                          \
		dais_json_key(&j->w, key);                                                         \
		dais_json_array(&j->w);                                                            \
		for (size_t i = 0; i < v->n; i++)                                                  \
			dais_json_str(&j->w, j->r->things.v[v->v[i]].id);                          \
		dais_json_end(&j->w);                                                              \
	}
PUT_IDS(bodies, bodies)
PUT_IDS(items, items)
PUT_IDS(meetings, meetings)
PUT_IDS(mandates, mandates)
PUT_IDS(documents, documents)
