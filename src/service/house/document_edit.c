/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/document_edit.h"

#include "mark/json_read.h"
#include "model/record.h"
#include "service/house/thing_new.h"

#define KIND DAIS_STR("document")

struct putting {
	struct dais_house_edit *e;
	struct dais_arena *a;
	const struct dais_document_request *r;
	struct dais_str id;
	struct dais_json_value *now; /* as it stands in the edit */
};

static struct dais_json_value *
words(struct putting *p, struct dais_str s)
{
	return s.n ? dais_json_new_str(p->a, s) : NULL;
}

static struct dais_json_value *
list(struct putting *p, const dais_store_strs *v)
{
	struct dais_json_value *all = dais_json_new(p->a, DAIS_JSON_ARRAY);

	for (size_t i = 0; i < v->n; i++)
		dais_json_append(p->a, all, dais_json_new_str(p->a, v->v[i]));
	return v->n ? all : NULL;
}

static struct dais_json_value *
languages(struct putting *p, dais_lang_set set)
{
	struct dais_json_value *all = dais_json_new(p->a, DAIS_JSON_ARRAY);

	if (!set || set == DAIS_LANG_ALL)
		return NULL;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (set & DAIS_LANG_BIT(l))
			dais_json_append(p->a, all,
			    dais_json_new_str(
				p->a, dais_str_from(dais_lang_code((enum dais_lang)l))));
	}
	return all;
}

static struct dais_json_value *
at(struct dais_json_value *v, const char *path)
{
	struct dais_str rest = dais_str_from(path), key;

	while (v && dais_str_next(&rest, '.', &key))
		v = dais_json_find(v, key);
	return v;
}

/* Sets the member when it is another than it was. */
static bool
set(struct putting *p, const char *path, const struct dais_json_value *value, struct dais_err *err)
{
	const struct dais_json_value *old = at(p->now, path);

	if (old && value ? dais_json_equal(old, value) : old == value)
		return true;
	return dais_edit_set(p->e, KIND, p->id, path,
	    value ? dais_json_print(p->a, value) : DAIS_STR(""), p->r->seen, DAIS_STR_NONE, err);
}

/* General distribution is not said. */
static struct dais_json_value *
distribution(struct putting *p, struct dais_str s)
{
	return dais_str_is(s, dais_distribution_name(DAIS_DISTRIBUTION_GENERAL)) ? NULL
										 : words(p, s);
}

static bool
set_all(struct putting *p, struct dais_err *err)
{
	const struct dais_document_form *f = p->r->form;
	bool ok = set(p, "kind", words(p, f->kind), err) &&
		  set(p, "symbols", list(p, &f->symbols), err) &&
		  set(p, "author", words(p, f->author), err) &&
		  set(p, "distribution", distribution(p, f->distribution), err) &&
		  set(p, "original", words(p, f->original), err) &&
		  set(p, "date", words(p, f->date), err) &&
		  set(p, "slot", words(p, f->slot), err) &&
		  set(p, "late-reason", words(p, f->late_reason), err) &&
		  set(p, "meeting", words(p, f->meeting), err) &&
		  set(p, "languages", languages(p, f->languages), err);

	for (int l = 0; ok && l < DAIS_LANG_COUNT; l++)
		ok =
		    set(p, dais_arena_printf(p->a, "title.%s", dais_lang_code((enum dais_lang)l)).p,
			words(p, f->title.in[l]), err);
	return ok;
}

/* A new document as a whole. */
static bool
add(struct putting *p, struct dais_err *err)
{
	const struct dais_document_form *f = p->r->form;
	struct dais_json_value *v = dais_json_new(p->a, DAIS_JSON_OBJECT),
			       *title = dais_json_new(p->a, DAIS_JSON_OBJECT);
	const struct {
		const char *key;
		struct dais_json_value *value;
	} members[] = {
		{ "symbols", list(p, &f->symbols) },
		{ "kind", words(p, f->kind) },
		{ "title", title },
		{ "author", words(p, f->author) },
		{ "distribution", distribution(p, f->distribution) },
		{ "original", words(p, f->original) },
		{ "date", words(p, f->date) },
		{ "slot", words(p, f->slot) },
		{ "late-reason", words(p, f->late_reason) },
		{ "meeting", words(p, f->meeting) },
		{ "languages", languages(p, f->languages) },
	};

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_json_set(p->a, title, dais_str_from(dais_lang_code((enum dais_lang)l)),
		    words(p, f->title.in[l]));
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		dais_json_set(p->a, v, dais_str_from(members[i].key), members[i].value);
	return house_put_last(p->e, "document", p->id, v, p->a, err);
}

static bool
is_among(const dais_store_strs *v, struct dais_str id)
{
	for (size_t i = 0; v && i < v->n; i++) {
		if (dais_str_eq(v->v[i], id))
			return true;
	}
	return false;
}

/* Puts the document on the list of item @t, or takes it off. */
static bool
set_item(struct putting *p, const struct dais_thing *t, bool wanted, struct dais_err *err)
{
	struct dais_json_value *v, *old, *new = dais_json_new(p->a, DAIS_JSON_ARRAY);
	bool has = false;

	if (!dais_json_parse(p->a, t->value, &v, err))
		return false;
	old = dais_json_get(v, "documents");
	for (size_t i = 0; old && i < old->members.n; i++) {
		if (dais_str_eq(old->members.v[i].value->text, p->id))
			has = true;
		else
			dais_json_append(p->a, new, old->members.v[i].value);
	}
	if (has == wanted)
		return true;
	if (wanted)
		dais_json_append(p->a, new, dais_json_new_str(p->a, p->id));
	return dais_edit_set(p->e, DAIS_STR("item"), t->id, "documents",
	    new->members.n ? dais_json_print(p->a, new) : DAIS_STR(""), DAIS_ANY,
	    old ? dais_json_print(p->a, old) : DAIS_STR(""), err);
}

static bool
set_items(struct putting *p, struct dais_err *err)
{
	const dais_thing_vec *things = dais_edit_things(p->e);

	for (size_t i = 0; i < things->n; i++) {
		const struct dais_thing t = things->v[i];

		if (dais_str_is(t.kind, "item") &&
		    !set_item(p, &t, p->r->form && is_among(&p->r->form->items, t.id), err))
			return false;
	}
	return true;
}

/* "note", "note-2" ... */
static struct dais_str
new_id(struct putting *p)
{
	const dais_thing_vec *things = dais_edit_things(p->e);
	struct dais_str kind = p->r->form->kind.n ? p->r->form->kind : DAIS_STR("document");
	struct dais_str id = kind;

	for (unsigned n = 2; dais_things_find(things, KIND, id) != SIZE_MAX; n++)
		id = dais_arena_printf(p->a, "%.*s-%u", DAIS_STR_ARG(kind), n);
	return id;
}

static bool
change(struct putting *p, struct dais_err *err)
{
	struct dais_thing t;

	if (!dais_edit_get(p->e, KIND, p->id, &t, err) ||
	    !dais_json_parse(p->a, t.value, &p->now, err))
		return false;
	if (p->r->form)
		return set_all(p, err) && set_items(p, err);
	return set_items(p, err) && dais_edit_close(p->e, KIND, p->id, p->r->seen, err);
}

bool
dais_document_put(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_document_request *r, struct dais_diags *diags, struct dais_str *ret_id,
    uint64_t *ret_change, struct dais_edit_conflict *ret_conflict, struct dais_err *err)
{
	struct putting p = { .a = diags->arena, .r = r, .id = r->id };

	DAIS_ASSERT(r->form || r->id.n);
	if (!dais_edit_begin(
		h, actor, DAIS_ACTION_EDIT_DOCUMENTS, r->package, r->why, p.a, &p.e, err))
		return false;
	if (!p.id.n)
		p.id = new_id(&p);
	if (!(r->id.n ? change(&p, err) : add(&p, err) && set_items(&p, err)))
		return false;
	*ret_id = p.id;
	return dais_edit_commit(p.e, diags, ret_change, ret_conflict, err);
}
