/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the annotations: read, save, references.
 */
#include "mark/json_read.h"
#include "service/house/things.h"
#include "web/desk/texts_priv.h"
#include "text/err_say.h"

#define REFERENCES_BYTES_MAX ((size_t)64 << 20)

static bool
is_asked(const struct desk *d, enum dais_lang l)
{
	const struct dais_http_request *r = dais_http_request(d->x);

	for (size_t i = 0; i < r->query.n; i++)
		if (dais_str_is(r->query.v[i].name, "lang") &&
		    dais_str_is(r->query.v[i].value, dais_lang_code(l)))
			return true;
	return false;
}

/* The languages of the page: those asked for, else the reader's beside the original. */
static dais_lang_set
languages(const struct desk *d)
{
	const struct dais_record *r = d->snapshot->record;
	dais_lang_set set = 0, own = DAIS_LANG_BIT(d->page.language);
	enum dais_lang original = DAIS_LANG_EN;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if ((r->languages & DAIS_LANG_BIT(l)) && is_asked(d, (enum dais_lang)l))
			set |= DAIS_LANG_BIT(l);
	if (set)
		return set;
	if (r->produces != DAIS_NONE && r->documents.v[r->produces].has_original)
		original = r->documents.v[r->produces].original;
	set = (own | DAIS_LANG_BIT(original)) & r->languages;
	if (set == own && (own & DAIS_LANG_BIT(DAIS_LANG_EN)))
		set |= DAIS_LANG_BIT(DAIS_LANG_FR) & r->languages;
	return set ? set : r->languages;
}

static struct dais_str
text_id(const struct desk *d, enum dais_lang l, struct dais_str text)
{
	return dais_arena_printf(d->arena, "%s/%.*s", dais_lang_code(l), DAIS_STR_ARG(text));
}

/* The annotation as it stands; false when there is none. */
static bool
stored(const struct desk *d, enum dais_lang l, struct dais_str text, struct dais_thing *ret,
    struct dais_str *ret_words)
{
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_store_thing(dais_house_store(d->site->house), d->snapshot->package,
		DAIS_STR("annotation"), text_id(d, l, text), d->arena, ret, &none))
		return false;
	*ret_words = dais_thing_text(ret, d->arena);
	return true;
}

/* Item and body of the request; answers when there is no such item. */
static bool
find_item(struct desk *d, struct desk_texts *v)
{
	const struct dais_record *r = d->snapshot->record;
	struct dais_str id = dais_http_param(d->x, "item"), body = dais_http_query(d->x, "body");

	v->record = r;
	v->package = d->snapshot->package;
	v->body = DAIS_NONE;
	if (id.n) {
		v->item = dais_map_get(&r->item_ids, id);
	} else {
		dais_index_vec items = { 0 };

		dais_desk_text_items(r, d->arena, &items);
		v->item = items.n ? items.v[0] : DAIS_MAP_NONE;
	}
	if (body.n)
		v->body = dais_map_get(&r->body_ids, body);
	if (v->item != DAIS_MAP_NONE)
		return true;
	dais_err_set(&d->err, DAIS_ERR_NOT_FOUND, "there is no item %.*s", DAIS_STR_ARG(id));
	dais_desk_fail(d);
	return false;
}

static void
fill_texts(struct desk *d, struct desk_texts *v)
{
	dais_lang_set set = languages(d);
	struct dais_str text = dais_desk_text_of(v, d->arena);

	/* The reader's own language stands first. */
	for (unsigned i = 0; i <= DAIS_LANG_COUNT; i++) {
		enum dais_lang l = i ? (enum dais_lang)(i - 1) : d->page.language;
		struct dais_thing t;
		struct desk_text *column;

		if (!(set & DAIS_LANG_BIT(l)) || (i && l == d->page.language))
			continue;
		column = dais_vec_add(d->arena, &v->texts);
		column->language = l;
		column->may_edit = dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, l);
		if (stored(d, l, text, &t, &column->words))
			column->seen = t.revision;
	}
}

static void
show_texts(struct desk *d, struct desk_texts *v)
{
	desk_remark_vec *remarks = DAIS_NEW(d->arena, desk_remark_vec);

	dais_desk_find(d, remarks);
	v->remarks = remarks;
	dais_desk_show(d, DESK_PART_TEXTS,
	    dais_desk_words(&d->page, &v->record->items.v[v->item].title),
	    dais_arena_printf(d->arena, "%.*s/texts/%.*s", DAIS_STR_ARG(v->package),
		DAIS_STR_ARG(v->record->items.v[v->item].id)));
	dais_desk_write_texts(&d->page, v);
	dais_desk_close(d);
}

void
dais_desk_get_texts(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_texts v = { 0 };

	if (!dais_desk_begin_package(&d, x, ctx, false) ||
	    dais_desk_waits(&d, dais_desk_get_texts) || !find_item(&d, &v))
		return;
	fill_texts(&d, &v);
	show_texts(&d, &v);
}

/* ---- saving ---- */

static int64_t
position_of(struct dais_house_edit *e, struct dais_str text)
{
	const dais_thing_vec *all = dais_edit_things(e);
	struct dais_str item;
	enum dais_lang l;

	for (size_t i = 0; i < all->n; i++)
		if (dais_str_is(all->v[i].kind, "annotation") &&
		    dais_annotation_id_parse(all->v[i].id, &l, &item) && dais_str_eq(item, text))
			return all->v[i].position;
	return (int64_t)all->n;
}

bool
dais_desk_put_text(struct desk *d, struct dais_house_edit *e, enum dais_lang l,
    struct dais_str text, struct dais_str words, uint64_t seen, bool anyway)
{
	struct dais_str id = text_id(d, l, text), kind = DAIS_STR("annotation");
	struct dais_json_value *v = dais_json_new(d->arena, DAIS_JSON_OBJECT);

	if (!words.n && !seen)
		return true;
	if (!words.n)
		return dais_edit_close(e, kind, id, anyway ? DAIS_ANY : seen, &d->err);
	words = dais_arena_printf(d->arena, "%.*s\n", DAIS_STR_ARG(words));
	dais_json_set(d->arena, v, DAIS_STR("text"), dais_json_new_str(d->arena, words));
	return dais_edit_put(e, kind, id, position_of(e, text), dais_json_print(d->arena, v),
	    anyway ? DAIS_ANY : seen, &d->err);
}

bool
dais_desk_edit_text(struct desk *d, struct dais_house_edit **ret)
{
	return dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_TEXT,
	    d->snapshot->package, DAIS_STR_NONE, d->arena, ret, &d->err);
}

static void
keep_refusal(struct desk *d, struct desk_text *t, struct dais_str text,
    const struct dais_diags *diags, const struct dais_edit_conflict *conflict)
{
	struct dais_thing thing;

	d->status = dais_http_status_of(&d->err);
	if (d->err.code == DAIS_ERR_CONFLICT) {
		t->their_name = conflict->who.n ? conflict->who : DAIS_STR("?");
		t->their_time_ms = conflict->at_ms;
		t->seen = 0;
		if (stored(d, t->language, text, &thing, &t->theirs))
			t->seen = thing.revision;
	} else {
		t->problems = diags;
	}
}

/* Saves one language if it was changed. False: refused, and @t says why. */
static bool
save_text(struct desk *d, struct desk_text *t, struct dais_str text, uint64_t *ret_change)
{
	struct dais_str code = dais_str_from(dais_lang_code(t->language));
	struct dais_str words = dais_str_trim(dais_desk_field2(d, "text-", code));
	struct dais_str seen_words = dais_desk_field2(d, "seen-", code);
	struct dais_edit_conflict conflict = { 0 };
	struct dais_diags *diags = DAIS_NEW(d->arena, struct dais_diags);
	struct dais_house_edit *e;
	int64_t seen = 0;

	dais_desk_diags(d, diags);
	if (!seen_words.n || !t->may_edit || dais_str_eq(words, dais_str_trim(t->words)))
		return true;
	(void)dais_str_to_int(seen_words, 0, INT64_MAX, &seen);
	t->words = words;
	if (dais_desk_edit_text(d, &e) &&
	    dais_desk_put_text(d, e, t->language, text, words, (uint64_t)seen, false) &&
	    dais_edit_commit(e, diags, ret_change, &conflict, &d->err))
		return true;
	if (!diags->list.n && d->err.code != DAIS_ERR_CONFLICT)
		dais_diags_add(diags, "package", DAIS_SEVERITY_ERROR, NULL, "%.*s",
		    DAIS_STR_ARG(dais_text_err_message(d->arena, d->page.language, &d->err)));
	keep_refusal(d, t, text, diags, &conflict);
	return false;
}

void
dais_desk_post_texts(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_texts v = { 0 };
	dais_lang_set saved = 0;
	uint64_t last = 0;
	bool refused = false;

	if (!dais_desk_begin_package(&d, x, ctx, true) || !find_item(&d, &v))
		return;
	fill_texts(&d, &v);
	struct dais_str text = dais_desk_text_of(&v, d.arena);
	for (size_t i = 0; i < v.texts.n; i++) {
		uint64_t change = 0;

		if (!save_text(&d, &v.texts.v[i], text, &change))
			refused = true;
		else if (change)
			saved |= DAIS_LANG_BIT(v.texts.v[i].language);
		last = change ? change : last;
	}
	if (!refused) {
		struct dais_str query = DAIS_STR_NONE;
		for (size_t i = 0; i < v.texts.n; i++)
			query = dais_arena_printf(d.arena, "%.*s%clang=%s", DAIS_STR_ARG(query),
			    i ? '&' : '?', dais_lang_code(v.texts.v[i].language));
		if (v.body != DAIS_NONE)
			query = dais_arena_printf(d.arena, "%.*s&body=%.*s", DAIS_STR_ARG(query),
			    DAIS_STR_ARG(v.record->bodies.v[v.body].id));
		dais_desk_done(&d, last,
		    dais_arena_printf(d.arena, "%.*s/texts/%.*s%.*s", DAIS_STR_ARG(v.package),
			DAIS_STR_ARG(v.record->items.v[v.item].id), DAIS_STR_ARG(query)),
		    "texts-saved", dais_desk_codes(d.arena, saved));
		return;
	}
	if (last)
		dais_site_changed(d.site, v.package, last, false);
	/* The texts that were saved have new revisions. */
	for (size_t i = 0; i < v.texts.n; i++) {
		struct desk_text *t = &v.texts.v[i];
		struct dais_thing thing;

		if (!t->their_name.n && !t->problems &&
		    stored(&d, t->language, text, &thing, &t->words))
			t->seen = thing.revision;
	}
	show_texts(&d, &v);
}

/* ---- what may be referred to ---- */

void
dais_desk_get_references(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	DAIS_BUF_AUTO out = { 0 };
	enum dais_lang l;

	dais_buf_init(&out, REFERENCES_BYTES_MAX);
	if (!dais_desk_begin_package(&d, x, ctx, false))
		return;
	if (!dais_lang_parse(dais_http_query(x, "lang"), &l))
		l = d.page.language;
	dais_desk_write_references(d.snapshot->record, l, d.arena, &out);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("private, no-cache"));
	dais_http_reply(x, 200, "application/json", dais_buf_dup(&out, d.arena));
}
