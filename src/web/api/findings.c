/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/findings.h"
#include "web/api/api_priv.h"

static void
put_finding(struct dais_api_call *c, const struct dais_finding *f)
{
	dais_json_object(&c->json);
	dais_json_pair_c(&c->json, "rule", f->diag->rule);
	dais_json_pair_c(&c->json, "severity", dais_severity_name(f->diag->severity));
	dais_json_pair(&c->json, "message", f->diag->message);
	if (f->diag->hint.n)
		dais_json_pair(&c->json, "hint", f->diag->hint);
	if (f->kind.n) {
		dais_json_pair(&c->json, "kind", f->kind);
		dais_json_pair(&c->json, "id", f->id);
	}
	if (f->member.n)
		dais_json_pair(&c->json, "member", f->member);
	dais_json_end(&c->json);
}

static void
give_findings(struct dais_api_call *c, const struct dais_snapshot *s)
{
	const struct dais_findings *findings = dais_findings_of(s, dais_api_said_in(c));
	struct dais_api_part part;

	if (!dais_api_part(c, findings->list.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_finding(c, &findings->list.v[i]);
	dais_api_list_end(c, part.next);
}

static void
go_on(void *ctx, const struct dais_err *failure)
{
	struct dais_api_call *c = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;

	if (failure)
		dais_api_fail(c, failure);
	else if (dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		give_findings(c, s);
	dais_api_end_held(c);
}

void
dais_api_findings(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!c->site->workshop || dais_findings_are_quick(s, dais_api_said_in(c)))
		give_findings(c, s);
	else
		(void)dais_site_await(c->site, s, dais_api_said_in(c), go_on, dais_api_hold(c));
}
