/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files that were sent, as the record has them.
 */
#include "mark/json_read.h"
#include "service/upload/upload.h"

struct dais_str
dais_upload_finding_in(const struct dais_ml *words, enum dais_lang l)
{
	return words->in[l].n ? words->in[l] : words->in[DAIS_LANG_EN];
}

static void
take_words(const struct dais_json_value *v, struct dais_ml *ret)
{
	for (unsigned l = 0; v && l < DAIS_LANG_COUNT; l++)
		ret->in[l] = dais_json_get_str(v, dais_lang_code((enum dais_lang)l));
}

/* {"rule": ..., "severity": ..., "ar": ..., "zh": ..., "hint": {"ar": ...}}; a string is English.
 */
static struct dais_upload_finding
take_finding(const struct dais_json_value *v)
{
	struct dais_upload_finding f = { .severity = DAIS_SEVERITY_WARNING };

	if (v->kind == DAIS_JSON_STRING) {
		f.words.in[DAIS_LANG_EN] = v->text;
		return f;
	}
	take_words(v, &f.words);
	take_words(dais_json_get(v, "hint"), &f.hint);
	f.rule = dais_json_get_str(v, "rule");
	for (unsigned i = 0; i < DAIS_SEVERITY_COUNT; i++)
		if (dais_str_is(dais_json_get_str(v, "severity"),
			dais_severity_name((enum dais_severity)i)))
			f.severity = (enum dais_severity)i;
	return f;
}

/* Takes thing "file" @t, when it is one of @document. */
static void
take_file(struct dais_arena *a, const struct dais_thing *t, struct dais_str wanted,
    dais_upload_kept_vec *ret)
{
	struct dais_str rest = t->id, document, language;
	struct dais_err ignored = DAIS_ERR_INIT;
	const struct dais_json_value *findings;
	struct dais_upload_kept f = { 0 };
	struct dais_json_value *v;

	if (!dais_str_next(&rest, '/', &document) || !dais_str_eq(document, wanted) ||
	    !dais_str_next(&rest, '/', &language) || !dais_lang_parse(language, &f.language) ||
	    !dais_json_parse(a, t->value, &v, &ignored))
		return;
	f.format = rest;
	f.name = dais_json_get_str(v, "name");
	f.bytes = (uint64_t)dais_json_get_int(v, "size", 0);
	f.at_ms = dais_json_get_int(v, "at", 0);
	f.problem = dais_json_get_str(v, "problem");
	f.found = dais_json_get_str(v, "found");
	f.checked = dais_json_get_bool(v, "checked");
	findings = dais_json_get(v, "findings");
	for (size_t i = 0; findings && i < findings->members.n; i++)
		dais_vec_push(a, &f.findings, take_finding(findings->members.v[i].value));
	dais_vec_push(a, ret, f);
}

bool
dais_uploads_of(struct dais_house *h, struct dais_str package, struct dais_str document,
    struct dais_arena *a, dais_upload_kept_vec *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	if (!dais_store_things(dais_house_store(h), package, DAIS_STR("file"), a, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++)
		take_file(a, &things.v[i], document, ret);
	return true;
}

bool
dais_upload_find(
    struct dais_house *h, struct dais_upload *u, struct dais_arena *a, struct dais_err *err)
{
	struct dais_json_value *v;
	struct dais_thing t;

	if (!dais_store_thing(dais_house_store(h), u->package, DAIS_STR("file"),
		dais_upload_id(u, a), a, &t, err) ||
	    !dais_json_parse(a, t.value, &v, err))
		return false;
	u->name = dais_json_get_str(v, "name");
	return dais_digest_parse(dais_json_get_str(v, "digest"), &u->digest) ||
	       dais_err_set(err, DAIS_ERR_INTERNAL, "the file has no digest");
}
