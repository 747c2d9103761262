/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The files of a release as everyone may have them.
 */
#include "read/package/save.h"
#include "service/house/house_priv.h"

/* How silence procedures ran, and who answered what, is for those who are asked; what came of them
 * stands in the approvals. What was written beside the facts in the file goes with them. */
static struct dais_str
without_procedures(const struct dais_record *r, struct dais_arena *a)
{
	struct dais_record bare = *r;

	bare.origin_yaml = DAIS_STR_NONE;
	bare.silences.v = NULL;
	bare.silences.n = bare.silences.cap = 0;
	dais_map_init(&bare.silence_ids, a);
	bare.approvals.v = NULL;
	bare.approvals.n = bare.approvals.cap = 0;
	for (size_t i = 0; i < r->approvals.n; i++) {
		struct dais_approval *p = dais_vec_add(a, &bare.approvals);

		*p = r->approvals.v[i];
		p->silence = DAIS_NONE;
	}
	return dais_package_print_yaml(&bare, a);
}

bool
dais_house_public_files(const struct dais_snapshot *s, struct dais_house *h, struct dais_arena *a,
    dais_house_files *ret, struct dais_err *err)
{
	size_t n = 0;

	if (!dais_house_files_of(h, s->package, s->release, a, ret, err))
		return false;
	for (size_t i = 0; i < ret->n; i++) {
		/* Who is away when, and what was wished, is the house's own. */
		if (dais_str_is(ret->v[i].name, "planning.yaml"))
			continue;
		if (s->record->silences.n && dais_str_is(ret->v[i].name, "meeting.yaml"))
			ret->v[i].bytes = without_procedures(s->record, a);
		ret->v[n++] = ret->v[i];
	}
	ret->n = n;
	return true;
}
