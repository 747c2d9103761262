/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Publishing: the files of the working record are kept by their digests, the change list and the
 * index are made, all in one transaction.
 */
#include "check/check.h"
#include "service/house/index_rows.h"
#include "service/house/reindex.h"
#include "service/house/release_priv.h"
#include "service/planning_check.h"
#include "store/standing.h"

/* Whether the content of the package has changed after @seen: files that arrived and notices do not
 * count. */
static bool
changed_since(
    struct dais_house *h, struct dais_str package, uint64_t seen, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs kinds = { 0 };

	*ret = false;
	if (!dais_store_kinds_after(h->store, package, seen, a, &kinds, err))
		return false;
	for (size_t i = 0; i < kinds.n; i++)
		*ret = *ret || dais_things_is_of_package(kinds.v[i]);
	return true;
}

/* News between the last release and @s. */
static bool
news_of(struct dais_house *h, const struct dais_snapshot *s, struct dais_arena *a,
    dais_news_vec *ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO last = NULL;
	struct dais_release noted;
	bool changed = false;

	if (!dais_house_release_noted(h, s->package, 0, a, &noted, err) ||
	    (noted.number && !changed_since(h, s->package, noted.revision, &changed, err)))
		return false;
	if (noted.number && !changed)
		return true;
	if (noted.number && !dais_house_released(h, s->package, noted.number, &last, err))
		return false;
	dais_news_between(last ? last->record : NULL, s->record, a, ret);
	return true;
}

bool
dais_house_news(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_news_vec *ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;

	return dais_house_working(h, package, &s, err) && news_of(h, s, a, ret, err);
}

struct publisher {
	struct dais_house *h;
	const struct dais_actor *actor;
	const struct dais_snapshot *s;
	struct dais_arena *a;
	struct dais_release *r;
	struct dais_release last; /* number 0: none */
	dais_house_files files;
	house_kept_files kept;
};

static struct dais_str
type_of(struct dais_str name)
{
	return dais_str_has_suffix(name, DAIS_STR(".md")) ? DAIS_STR("text/markdown")
							  : DAIS_STR("application/yaml");
}

/* Digests of the files and of all together. */
static void
digest_files(struct publisher *p)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < p->files.n; i++) {
		struct house_kept_file *f = dais_vec_add(p->a, &p->kept);

		f->name = p->files.v[i].name;
		f->digest = dais_digest_of(p->files.v[i].bytes);
		dais_buf_put(&b, f->name);
		dais_buf_put_char(&b, '\n');
		dais_buf_put_bytes(&b, f->digest.bytes, sizeof(f->digest.bytes));
	}
	p->r->digest = dais_digest_of(dais_buf_str(&b));
}

/* The findings that keep the release back go to @diags. */
static bool
check(struct publisher *p, bool despite, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_diags found;
	size_t errors = 0;

	dais_diags_init_as(&found, p->a, diags);
	dais_check_record(p->s->record, NULL, &found);
	dais_planning_check(p->s->record, NULL, DAIS_PLANNING_CHECK_SERVED_SECONDS, &found);
	for (size_t i = 0; i < found.list.n; i++) {
		if (found.list.v[i].severity == DAIS_SEVERITY_ERROR)
			errors++;
	}
	house_tell(&house_kept_of(p->s)->places, &found, diags);
	if (!errors || despite)
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "%zu findings of the checker keep the release back", errors);
	return dais_err_hint(err, "Put them right, or publish despite them.");
}

static bool
prepare(struct publisher *p, uint64_t seen, struct dais_str note, struct dais_err *err)
{
	bool changed;

	if (seen < p->s->revision) {
		if (!changed_since(p->h, p->s->package, seen, &changed, err))
			return false;
		if (changed)
			return dais_err_set(err, DAIS_ERR_CONFLICT,
			    "the working record was changed after you looked at it");
	}
	if (!house_last_number(p->h, p->s->package, &p->last.number, err) ||
	    (p->last.number &&
		!house_release_read(p->h, p->s->package, p->last.number, p->a, &p->last, err)))
		return false;
	dais_things_files(p->s->record, &house_kept_of(p->s)->things, p->a, &p->files);
	digest_files(p);
	if (p->last.number && memcmp(&p->last.digest, &p->r->digest, sizeof(p->r->digest)) == 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "nothing has changed since release %u", p->last.number);
	p->r->number = p->last.number + 1;
	p->r->revision = p->s->revision;
	p->r->at_ms = dais_house_now_ms(p->h);
	p->r->who = dais_arena_dup(p->a, p->actor->account);
	p->r->note = dais_arena_dup(p->a, note);
	return news_of(p->h, p->s, p->a, &p->r->news, err);
}

/* A draft for those concerned; its words are made when it is looked at (service/notice). */
static bool
write_notice(struct publisher *p, struct dais_writing *w, struct dais_err *err)
{
	if (!p->r->news.n)
		return true;
	return dais_store_put(w, DAIS_STR("notice"), house_release_id(p->r->number, p->a),
	    p->r->number,
	    dais_arena_printf(p->a, "{\"release\":%u,\"state\":\"draft\",\"at\":%lld}",
		p->r->number, (long long)p->r->at_ms),
	    0, err);
}

static bool
write(struct publisher *p, struct dais_writing *w, struct dais_err *err)
{
	struct dais_index_rows rows = { 0 };
	struct dais_digest ignored;
	uint64_t latest;

	if (!dais_store_latest(p->h->store, p->s->package, &latest, err))
		return false;
	if (latest != p->s->revision)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "the working record was changed while it was being published");
	for (size_t i = 0; i < p->files.n; i++) {
		if (!dais_store_file_put(
			w, p->files.v[i].bytes, type_of(p->files.v[i].name), &ignored, err))
			return false;
	}
	dais_index_rows_of(p->s->record, p->s->package, p->r->number, p->r->at_ms, p->a, &rows);
	return dais_index_add_files(p->h, p->s->record, p->s->package, p->a, &rows, err) &&
	       dais_store_put(w, DAIS_STR("release"), house_release_id(p->r->number, p->a),
		   p->r->number, house_release_value(p->r, &p->kept, p->a), 0, err) &&
	       write_notice(p, w, err) && dais_index_replace(w, &rows, err);
}

bool
dais_house_release(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    const struct dais_release_terms *terms, struct dais_diags *diags, struct dais_release *ret,
    struct dais_arena *a, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_release release = { 0 };
	struct publisher p = { .h = h, .actor = actor, .a = a, .r = &release };
	struct dais_change_head head = { .who = actor->account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_RELEASE)),
		.why = terms->note,
		.package = package };
	struct dais_matter matter;
	struct dais_writing *w;
	uint64_t change;

	if (!dais_house_working(h, package, &s, err))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	p.s = s;
	if (!dais_actor_check(actor, DAIS_ACTION_RELEASE, &matter, err) ||
	    !prepare(&p, terms->seen, terms->note, err) || !check(&p, terms->despite, diags, err))
		return false;
	head.at_ms = release.at_ms;
	if (!dais_store_begin(h->store, &head, &w, err))
		return false;
	if (!write(&p, w, err)) {
		dais_store_abandon(w);
		return false;
	}
	if (!dais_store_commit(w, &change, err))
		return false;
	*ret = release;
	return true;
}
