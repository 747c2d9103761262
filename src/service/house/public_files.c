/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The record and the files of a release as everyone may have them.
 */
#include "read/package/save.h"
#include "service/house/house_priv.h"

/* What everyone may know of a document of restricted distribution: its symbol, which agendas cite,
 * and what it is. */
static struct dais_document
bared(const struct dais_document *d)
{
	struct dais_document bare = *d;

	if (d->distribution != DAIS_DISTRIBUTION_RESTRICTED)
		return bare;
	bare.title = (struct dais_ml){ 0 };
	bare.date = bare.slot = (struct dais_date){ 0 };
	bare.url = bare.late_reason = DAIS_STR_NONE;
	memset(bare.versions, 0, sizeof(bare.versions));
	return bare;
}

bool
dais_house_public_record(const struct dais_record *r, struct dais_arena *a, struct dais_record *ret)
{
	bool any = false;

	*ret = *r;
	for (size_t i = 0; i < r->documents.n && !any; i++)
		any = r->documents.v[i].distribution == DAIS_DISTRIBUTION_RESTRICTED;
	if (!any)
		return false;
	ret->origin_yaml = DAIS_STR_NONE;
	ret->documents.v = NULL;
	ret->documents.n = ret->documents.cap = 0;
	for (size_t i = 0; i < r->documents.n; i++)
		dais_vec_push(a, &ret->documents, bared(&r->documents.v[i]));
	return true;
}

/* How silence procedures ran, and who answered what, is for those who are asked; what came of them
 * stands in the approvals. What was written beside the facts in the file goes with them. */
static void
drop_procedures(const struct dais_record *r, struct dais_arena *a, struct dais_record *ret)
{
	ret->origin_yaml = DAIS_STR_NONE;
	ret->silences.v = NULL;
	ret->silences.n = ret->silences.cap = 0;
	dais_map_init(&ret->silence_ids, a);
	ret->approvals.v = NULL;
	ret->approvals.n = ret->approvals.cap = 0;
	for (size_t i = 0; i < r->approvals.n; i++) {
		struct dais_approval *p = dais_vec_add(a, &ret->approvals);

		*p = r->approvals.v[i];
		p->silence = DAIS_NONE;
	}
}

bool
dais_house_public_files(const struct dais_snapshot *s, struct dais_house *h, struct dais_arena *a,
    dais_house_files *ret, struct dais_err *err)
{
	struct dais_record bare;
	bool differs = dais_house_public_record(s->record, a, &bare) || s->record->silences.n;
	size_t n = 0;

	if (s->record->silences.n)
		drop_procedures(s->record, a, &bare);
	if (!dais_house_files_of(h, s->package, s->release, a, ret, err))
		return false;
	for (size_t i = 0; i < ret->n; i++) {
		/* Who is away when, and what was wished, is the house's own. */
		if (dais_str_is(ret->v[i].name, "planning.yaml"))
			continue;
		if (differs && dais_str_is(ret->v[i].name, "meeting.yaml"))
			ret->v[i].bytes = dais_package_print_yaml(&bare, a);
		ret->v[n++] = ret->v[i];
	}
	ret->n = n;
	return true;
}
