/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings on the working record, as pages show them.
 */
#include "service/house/findings.h"

#include "web/desk/desk_priv.h"

void
dais_desk_find_in(const struct dais_snapshot *s, struct dais_arena *a, desk_remark_vec *ret)
{
	const struct dais_findings *found = dais_findings_of(s);

	for (size_t i = 0; i < found->list.n; i++) {
		const struct dais_finding *f = &found->list.v[i];

		dais_vec_push(a, ret,
		    ((struct desk_remark){ .kind = f->kind,
			.id = f->id,
			.language = f->language,
			.severity = f->diag->severity,
			.rule = f->diag->rule,
			.message = f->diag->message,
			.hint = f->diag->hint }));
	}
}

void
dais_desk_find(struct desk *d, desk_remark_vec *ret)
{
	dais_desk_find_in(d->snapshot, d->arena, ret);
}
