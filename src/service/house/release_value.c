/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Releases as values of things and back.
 */
#include "service/house/release_priv.h"

static const char *const kinds[DAIS_NEWS_KIND_COUNT] = {
	[DAIS_NEWS_MEETING_NEW] = "meeting-new",
	[DAIS_NEWS_DATES] = "dates",
	[DAIS_NEWS_PLACE] = "place",
	[DAIS_NEWS_MODALITY] = "modality",
	[DAIS_NEWS_STATUS] = "status",
	[DAIS_NEWS_ITEM_NEW] = "item-new",
	[DAIS_NEWS_ITEM_CLOSED] = "item-closed",
	[DAIS_NEWS_ITEM_TITLE] = "item-title",
	[DAIS_NEWS_ITEM_MOVED] = "item-moved",
	[DAIS_NEWS_ITEM_COMMON] = "item-common",
	[DAIS_NEWS_ANNOTATION] = "annotation",
	[DAIS_NEWS_DOCUMENT_NEW] = "document-new",
	[DAIS_NEWS_DOCUMENT_VERSION] = "document-version",
	[DAIS_NEWS_DOCUMENT_TITLE] = "document-title",
	[DAIS_NEWS_DOCUMENT_CLOSED] = "document-closed",
	[DAIS_NEWS_SITTING_NEW] = "sitting-new",
	[DAIS_NEWS_SITTING_CLOSED] = "sitting-closed",
	[DAIS_NEWS_SITTING_MOVED] = "sitting-moved",
	[DAIS_NEWS_SITTING_ITEMS] = "sitting-items",
	[DAIS_NEWS_SILENCE_OPENED] = "silence-opened",
	[DAIS_NEWS_SILENCE_EXTENDED] = "silence-extended",
	[DAIS_NEWS_SILENCE_REOPENED] = "silence-reopened",
	[DAIS_NEWS_SILENCE_BROKEN] = "silence-broken",
	[DAIS_NEWS_SILENCE_WITHDRAWN] = "silence-withdrawn",
	[DAIS_NEWS_SILENCE_APPROVED] = "silence-approved",
	[DAIS_NEWS_SILENCE_CLOSED] = "silence-closed",
	[DAIS_NEWS_OTHER] = "other",
};

const char *
dais_news_kind_name(enum dais_news_kind kind)
{
	return kinds[kind];
}

static void
put_ml(struct dais_json *w, const char *key, const struct dais_ml *ml)
{
	if (dais_ml_is_empty(ml))
		return;
	dais_json_key(w, key);
	dais_json_object(w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (ml->in[l].n)
			dais_json_pair(w, dais_lang_code((enum dais_lang)l), ml->in[l]);
	}
	dais_json_end(w);
}

static void
put_news(struct dais_json *w, const struct dais_news *n)
{
	dais_json_object(w);
	dais_json_pair_c(w, "kind", dais_news_kind_name(n->kind));
	dais_json_pair(w, "thing", n->kind_of_thing);
	dais_json_pair(w, "id", n->id);
	put_ml(w, "about", &n->about);
	put_ml(w, "from", &n->from);
	put_ml(w, "to", &n->to);
	if (n->languages) {
		dais_json_key(w, "languages");
		dais_json_array(w);
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			if (n->languages & DAIS_LANG_BIT(l))
				dais_json_c(w, dais_lang_code((enum dais_lang)l));
		}
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_digest(struct dais_json *w, const char *key, const struct dais_digest *d)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	dais_json_pair(w, key, dais_digest_hex(a, d));
}

struct dais_str
house_release_value(
    const struct dais_release *r, const house_kept_files *files, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_json w;

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "at", r->at_ms);
	dais_json_pair(&w, "who", r->who);
	dais_json_pair(&w, "note", r->note);
	dais_json_pair_int(&w, "revision", (int64_t)r->revision);
	put_digest(&w, "digest", &r->digest);
	dais_json_key(&w, "files");
	dais_json_array(&w);
	for (size_t i = 0; i < files->n; i++) {
		dais_json_object(&w);
		dais_json_pair(&w, "name", files->v[i].name);
		put_digest(&w, "digest", &files->v[i].digest);
		dais_json_end(&w);
	}
	dais_json_end(&w);
	dais_json_key(&w, "news");
	dais_json_array(&w);
	for (size_t i = 0; i < r->news.n; i++)
		put_news(&w, &r->news.v[i]);
	dais_json_end(&w);
	dais_json_end(&w);
	return dais_buf_dup(&b, a);
}

static bool
take_digest(const struct dais_json_value *v, struct dais_digest *ret)
{
	return dais_digest_parse(dais_json_get_str(v, "digest"), ret);
}

static void
take_ml(const struct dais_json_value *v, const char *key, struct dais_ml *ret)
{
	const struct dais_json_value *ml = dais_json_get(v, key);

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ret->in[l] = dais_json_get_str(ml, dais_lang_code((enum dais_lang)l));
}

static void
take_news(const struct dais_json_value *v, struct dais_news *n)
{
	const struct dais_json_value *languages = dais_json_get(v, "languages");
	struct dais_str kind = dais_json_get_str(v, "kind");

	n->kind = DAIS_NEWS_OTHER; /* also of a later dais */
	for (int k = 0; k < DAIS_NEWS_KIND_COUNT; k++) {
		if (dais_str_is(kind, dais_news_kind_name((enum dais_news_kind)k)))
			n->kind = (enum dais_news_kind)k;
	}
	n->kind_of_thing = dais_json_get_str(v, "thing");
	n->id = dais_json_get_str(v, "id");
	take_ml(v, "about", &n->about);
	take_ml(v, "from", &n->from);
	take_ml(v, "to", &n->to);
	for (size_t i = 0; languages && i < languages->members.n; i++) {
		enum dais_lang l;

		if (dais_lang_parse(languages->members.v[i].value->text, &l))
			n->languages |= DAIS_LANG_BIT(l);
	}
}

bool
house_release_parse(const struct dais_thing *t, struct dais_arena *a, struct dais_release *ret,
    house_kept_files *ret_files, struct dais_err *err)
{
	struct dais_json_value *v;
	const struct dais_json_value *files, *news;
	int64_t number;
	bool ok;

	if (!dais_json_parse(a, t->value, &v, err))
		return false;
	*ret = (struct dais_release){ .at_ms = dais_json_get_int(v, "at", 0),
		.who = dais_json_get_str(v, "who"),
		.note = dais_json_get_str(v, "note"),
		.revision = (uint64_t)dais_json_get_int(v, "revision", 0) };
	ok = dais_str_to_int(t->id, 1, HOUSE_RELEASES_MAX, &number) && take_digest(v, &ret->digest);
	ret->number = ok ? (unsigned)number : 0;
	files = dais_json_get(v, "files");
	for (size_t i = 0; ret_files && files && i < files->members.n; i++) {
		struct house_kept_file *f = dais_vec_add(a, ret_files);

		f->name = dais_json_get_str(files->members.v[i].value, "name");
		ok = ok && take_digest(files->members.v[i].value, &f->digest);
	}
	news = dais_json_get(v, "news");
	for (size_t i = 0; news && i < news->members.n; i++)
		take_news(news->members.v[i].value, dais_vec_add(a, &ret->news));
	return ok || dais_err_set(err, DAIS_ERR_INTERNAL, "release `%.*s` in the record is damaged",
			 DAIS_STR_ARG(t->id));
}
