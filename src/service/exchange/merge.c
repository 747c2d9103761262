/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/pack.h"
#include "mark/json_read.h"
#include "read/package/load.h"
#include "read/package/markdown.h"
#include "read/xliff/xliff_merge.h"
#include "service/exchange/exchange.h"
#include "service/house/things.h"
#include "text/message.h"

#define NAME_BYTES_MAX 200u
#define TEXTS_MAX 100000u

/* ---- the question ---- */

static struct dais_str
file_of(const dais_house_files *files, const char *name)
{
	for (size_t i = 0; i < files->n; i++)
		if (dais_str_is(files->v[i].name, name))
			return files->v[i].bytes;
	return DAIS_STR_NONE;
}

static struct dais_str
text_name(struct dais_arena *a, enum dais_lang l)
{
	return dais_arena_printf(a, "text/%s.md", dais_lang_code(l));
}

/* The name of a file as messages can show it: without signs that do not print, not too long. */
static struct dais_str
shown_name(struct dais_arena *a, struct dais_str name)
{
	DAIS_BUF_AUTO b = { 0 };

	if (name.n > NAME_BYTES_MAX) {
		name.n = NAME_BYTES_MAX;
		while (name.n && ((unsigned char)name.p[name.n] & 0xc0) == 0x80)
			name.n--; /* not inside a character */
	}
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < name.n; i++)
		dais_buf_put_char(
		    &b, (unsigned char)name.p[i] < ' ' || name.p[i] == 0x7f ? '_' : name.p[i]);
	return dais_buf_dup(&b, a);
}

bool
dais_exchange_ask_merge(struct dais_house *h, struct dais_str package, struct dais_str xliff,
    struct dais_str file_name, enum dais_lang said_in, struct dais_arena *a,
    struct dais_buf *question, struct dais_err *err)
{
	dais_house_files files = { 0 };

	if (!dais_house_files_of(h, package, 0, a, &files, err))
		return false;
	dais_pack_uint(question, said_in);
	dais_pack_str(question, file_of(&files, "meeting.yaml"));
	dais_pack_str(question, file_of(&files, "profile.yaml"));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		dais_pack_str(
		    question, file_of(&files, dais_arena_cstr(a, text_name(a, (enum dais_lang)l))));
	dais_pack_str(question, shown_name(a, file_name));
	dais_pack_str(question, xliff);
	return true;
}

/* ---- in the workshop ---- */

static void
answer_annotation(const struct dais_record *r, enum dais_lang from,
    const struct dais_xliff_annotation *m, struct dais_arena *a, struct dais_buf *answer)
{
	const struct dais_annotation *n = &r->annotations[from].v[m->source];
	struct dais_str thing = r->items.v[n->item].id;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_PACKAGE_TEXT_MAX_BYTES);
	dais_package_print_prose(&m->prose, &out);
	if (n->body != DAIS_NONE)
		thing = dais_arena_printf(
		    a, "%.*s@%.*s", DAIS_STR_ARG(thing), DAIS_STR_ARG(r->bodies.v[n->body].id));
	dais_pack_str(answer, DAIS_STR_NONE);
	dais_pack_str(answer, thing);
	dais_pack_str(answer, dais_str_trim(dais_buf_str(&out)));
}

/* Whether the record has this translation already. */
static bool
is_there(const struct dais_record *r, const struct dais_xliff_merged *m,
    const struct dais_xliff_annotation *n)
{
	const struct dais_annotation *now =
	    dais_prose_counterpart(r, &r->annotations[m->source].v[n->source], m->target);

	return now && dais_package_prose_equal(&now->prose, &n->prose);
}

static void
answer_all(const struct dais_record *r, const struct dais_xliff_merged *m, struct dais_arena *a,
    struct dais_buf *answer)
{
	dais_text_slot_vec slots = { 0 };

	size_t annotations = 0;

	dais_prose_texts(r, a, &slots);
	for (size_t i = 0; i < m->annotations.n; i++)
		annotations += !is_there(r, m, &m->annotations.v[i]);
	dais_pack_uint(answer, m->texts.n + annotations);
	for (size_t i = 0; i < m->texts.n; i++) {
		dais_pack_str(answer, slots.v[m->texts.v[i].slot].id);
		dais_pack_str(answer, DAIS_STR_NONE);
		dais_pack_str(answer, m->texts.v[i].words);
	}
	for (size_t i = 0; i < m->annotations.n; i++)
		if (!is_there(r, m, &m->annotations.v[i]))
			answer_annotation(r, m->source, &m->annotations.v[i], a, answer);
}

bool
dais_exchange_merge(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_unpack u = { question, false };
	enum dais_lang said_in = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	struct dais_str yaml = dais_unpack_bytes(&u, SIZE_MAX), text[DAIS_LANG_COUNT];
	struct dais_str profile = dais_unpack_bytes(&u, SIZE_MAX);
	struct dais_xliff_merged merged;
	struct dais_diags package, diags;

	(void)ctx;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		text[l] = dais_unpack_bytes(&u, SIZE_MAX);
	struct dais_str name = dais_unpack_bytes(&u, NAME_BYTES_MAX);
	struct dais_str xliff = dais_unpack_bytes(&u, SIZE_MAX);
	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "not a question about a translation");
	dais_diags_init(&package, a);
	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, said_in);
	struct dais_record *r = dais_package_read(a, yaml, text, profile, &package);
	if (!r || package.errors)
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the package could not be read");
	if (!dais_xliff_merge(a, xliff, name, r, &merged, &diags, err))
		return false;
	dais_pack_uint(answer, merged.source);
	dais_pack_uint(answer, merged.target);
	answer_all(r, &merged, a, answer);
	dais_pack_diags(answer, &diags);
	return true;
}

/* ---- the answer ---- */

bool
dais_exchange_merged(struct dais_str answer, struct dais_arena *a, struct dais_exchange_merged *ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_unpack u = { answer, false };

	ret->from = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	ret->to = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	uint64_t n = dais_unpack_uint(&u, TEXTS_MAX);
	for (uint64_t i = 0; i < n && !u.failed; i++) {
		struct dais_exchange_text *t = dais_vec_add(a, &ret->texts);

		t->unit = dais_unpack_text(&u, NAME_BYTES_MAX);
		t->thing = dais_unpack_text(&u, NAME_BYTES_MAX);
		t->words = dais_unpack_text(&u, DAIS_PACKAGE_TEXT_MAX_BYTES);
	}
	dais_unpack_diags(&u, diags);
	if (!dais_unpack_end(&u))
		return dais_err_set(
		    err, DAIS_ERR_INTERNAL, "the workshop did not answer with translations");
	return true;
}

static bool
put_title(struct dais_house_edit *e, const dais_unit_vec *units, const struct dais_exchange_text *t,
    enum dais_lang to, struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < units->n; i++) {
		const struct dais_unit *u = &units->v[i];

		if (!dais_str_eq(u->id, t->unit) || dais_str_eq(u->target, t->words))
			continue;
		return dais_edit_set(e, u->kind, u->thing,
		    dais_arena_cstr(a, dais_arena_printf(a, "%.*s.%s", DAIS_STR_ARG(u->member),
					   dais_lang_code(to))),
		    dais_json_print(a, dais_json_new_str(a, t->words)), DAIS_ANY, DAIS_STR_NONE,
		    err);
	}
	return true;
}

static bool
put_annotation(struct dais_house_edit *e, const struct dais_exchange_text *t, enum dais_lang to,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_str id =
	    dais_arena_printf(a, "%s/%.*s", dais_lang_code(to), DAIS_STR_ARG(t->thing));
	struct dais_thing thing = { 0 };
	struct dais_err none = DAIS_ERR_INIT;
	bool there = dais_edit_get(e, DAIS_STR("annotation"), id, &thing, &none);

	if (there && dais_str_eq(dais_str_trim(dais_thing_text(&thing, a)), t->words))
		return true;
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);
	dais_json_set(a, v, DAIS_STR("text"),
	    dais_json_new_str(a, dais_arena_printf(a, "%.*s\n", DAIS_STR_ARG(t->words))));
	return dais_edit_put(e, DAIS_STR("annotation"), id,
	    there ? thing.position : (int64_t)dais_edit_things(e)->n, dais_json_print(a, v),
	    there ? thing.revision : 0, err);
}

bool
dais_exchange_put(struct dais_house_edit *e, const struct dais_snapshot *s,
    const struct dais_exchange_merged *m, struct dais_arena *a, struct dais_err *err)
{
	dais_unit_vec units = { 0 };

	dais_units_of_record(s->record, m->from, m->to, a, &units);
	for (size_t i = 0; i < m->texts.n; i++)
		if (!(m->texts.v[i].unit.n ? put_title(e, &units, &m->texts.v[i], m->to, a, err)
					   : put_annotation(e, &m->texts.v[i], m->to, a, err)))
			return false;
	return true;
}
