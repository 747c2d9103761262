/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether the summary says what the working records say.
 */
#include "service/house/house_priv.h"
#include "service/house/standing_priv.h"
#include "store/sql.h"

static bool
is_same(const struct standing_rows *x, const struct dais_standing_package *p,
    const dais_standing_document_vec *documents)
{
	bool same = dais_str_eq(x->package.shown, p->shown) &&
		    x->package.closes_day == p->closes_day && x->package.next_day == p->next_day &&
		    x->package.bodies.n == p->bodies.n && x->documents.n == documents->n;

	for (size_t i = 0; same && i < p->bodies.n; i++)
		same = dais_str_eq(x->package.bodies.v[i], p->bodies.v[i]);
	return same;
}

static const struct dais_standing_document *
find(const dais_standing_document_vec *all, struct dais_str id)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_str_eq(all->v[i].id, id))
			return &all->v[i];
	return NULL;
}

static bool
same_documents(const struct standing_rows *x, const dais_standing_document_vec *documents)
{
	for (size_t i = 0; i < x->documents.n; i++) {
		const struct dais_standing_document *mine = &x->documents.v[i];
		const struct dais_standing_document *theirs = find(documents, mine->id);

		if (!theirs || theirs->closed != mine->closed ||
		    theirs->late_day != mine->late_day || theirs->due_day != mine->due_day ||
		    theirs->move != mine->move || !dais_str_eq(theirs->shown, mine->shown) ||
		    !dais_str_eq(theirs->body, mine->body))
			return false;
	}
	return true;
}

struct verifying {
	struct dais_house *house;
	uint64_t mark; /* changes behind it have not been looked at */
	size_t documents; /* of all packages */
	bool sound;
};

static bool
verify_package(struct verifying *v, const struct dais_standing_package *p, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_standing_document_vec documents = { 0 };
	struct standing_rows rows = { 0 };

	if (!dais_standing_documents_of(v->house->store, p->package, a, &documents, err))
		return false;
	v->documents += documents.n;
	if (!dais_house_working(v->house, p->package, &s, err)) {
		v->sound = false;
		return err->code == DAIS_ERR_NOT_FOUND;
	}
	/* The log is ahead, or the day: it will be looked at. */
	if (s->revision > v->mark || p->next_day <= dais_date_to_days(dais_house_today(v->house)))
		return true;
	if (!standing_make(v->house, s, a, &rows, err))
		return false;
	v->sound = s->revision == p->revision && is_same(&rows, p, &documents) &&
		   same_documents(&rows, &documents);
	return true;
}

/* Every row that is there. */
static bool
verify_rows(
    struct verifying *v, struct dais_arena *a, struct dais_str *ret_package, struct dais_err *err)
{
	dais_standing_package_vec some = { 0 };
	struct dais_str after = DAIS_STR_NONE;

	do {
		some.n = 0;
		if (!dais_standing_packages(v->house->store, DAIS_STANDING_BY_NAME, 0, after,
			STANDING_AT_ONCE, a, &some, err))
			return false;
		for (size_t i = 0; i < some.n && v->sound; i++) {
			after = *ret_package = some.v[i].package;
			if (!verify_package(v, &some.v[i], err))
				return false;
		}
	} while (v->sound && some.n == STANDING_AT_ONCE);
	return true;
}

static bool
has_row(struct verifying *v, struct dais_str package, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_standing_package p;
	struct dais_err none = DAIS_ERR_INIT;
	uint64_t latest;

	if (dais_standing_package_get(v->house->store, package, a, &p, &none))
		return true;
	if (none.code != DAIS_ERR_NOT_FOUND) {
		*err = none;
		return false;
	}
	none = (struct dais_err)DAIS_ERR_INIT;
	if (!dais_store_latest(v->house->store, package, &latest, err))
		return false;
	if (latest > v->mark)
		return true;
	v->sound = !dais_house_working(v->house, package, &s, &none);
	/* A package that is no more has none. */
	if (v->sound && none.code != DAIS_ERR_NOT_FOUND) {
		*err = none;
		return false;
	}
	return true;
}

/* Every row that should be there. */
static bool
verify_packages(
    struct verifying *v, struct dais_arena *a, struct dais_str *ret_package, struct dais_err *err)
{
	dais_store_strs some = { 0 };
	struct dais_str after = DAIS_STR_NONE;

	do {
		some.n = 0;
		if (!dais_store_packages(v->house->store, after, STANDING_AT_ONCE, a, &some, err))
			return false;
		for (size_t i = 0; i < some.n && v->sound; i++) {
			after = *ret_package = some.v[i];
			if (!has_row(v, after, err))
				return false;
		}
	} while (v->sound && some.n == STANDING_AT_ONCE);
	return true;
}

/* No document but those of the packages. */
static bool
verify_rest(struct verifying *v, struct dais_str *ret_package, struct dais_err *err)
{
	const struct dais_standing_query q = { .with_closed = true,
		.late_before = DAIS_STANDING_NEVER + 1,
		.move = -1,
		.max = v->documents + 1 };
	size_t n = 0;

	if (!dais_standing_count(v->house->store, &q, &n, err))
		return false;
	v->sound = n == v->documents;
	*ret_package = DAIS_STR_NONE;
	return true;
}

bool
dais_standing_verify(struct dais_house *h, struct dais_arena *a, bool *ret_sound,
    struct dais_str *ret_package, struct dais_err *err)
{
	struct verifying v = { .house = h, .sound = true };
	struct dais_sql *c = dais_store_sql(h->store);
	struct dais_standing_package mark = { 0 };
	bool ok;

	/* One moment: what is changed meanwhile is not seen. */
	if (!dais_sql_begin(c, DAIS_SQL_READ, err))
		return false;
	ok = dais_standing_package_get(h->store, DAIS_STR_NONE, a, &mark, err) ||
	     err->code == DAIS_ERR_NOT_FOUND;
	v.mark = mark.revision;
	*err = ok ? (struct dais_err)DAIS_ERR_INIT : *err;
	ok = ok && verify_rows(&v, a, ret_package, err) &&
	     (!v.sound || verify_packages(&v, a, ret_package, err)) &&
	     (!v.sound || verify_rest(&v, ret_package, err));
	dais_sql_rollback(c);
	if (ok)
		*err = (struct dais_err)DAIS_ERR_INIT;
	*ret_sound = v.sound;
	return ok;
}
