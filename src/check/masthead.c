/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-JOB and R-MAST: job numbers and the masthead.
 */
#include "check/check_priv.h"

static bool
is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

/* Whether @job has the shape of @pattern, where 'y' and 'n' stand for a digit. */
static bool
has_shape(struct dais_str job, struct dais_str pattern)
{
	if (job.n != pattern.n)
		return false;
	for (size_t i = 0; i < job.n; i++) {
		bool digit = pattern.p[i] == 'y' || pattern.p[i] == 'n';

		if (digit ? !is_digit(job.p[i]) : job.p[i] != pattern.p[i])
			return false;
	}
	return true;
}

void
dais_check_job_01(struct dais_check *c) /* R-JOB-01 */
{
	struct dais_str pattern = c->r->profile.job_pattern;

	for (size_t d = 0; pattern.n && d < c->r->documents.n; d++) {
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &c->r->documents.v[d].versions[l];

			if (!v->given || !v->job.n || has_shape(v->job, pattern))
				continue;
			dais_check_hint(c,
			    dais_check_say(c, v->origin, v->job,
				"the job number %.*s (%s version of %.*s) has not the form %.*s",
				DAIS_STR_ARG(v->job), dais_check_language(c, (enum dais_lang)l),
				DAIS_STR_ARG(dais_check_document(c, d)), DAIS_STR_ARG(pattern)),
			    "y is a digit of the year, n a digit of the number");
		}
	}
}

void
dais_check_job_02(struct dais_check *c) /* R-JOB-02 */
{
	struct dais_map seen;

	dais_map_init(&seen, c->a);
	for (size_t d = 0; d < c->r->documents.n; d++) {
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &c->r->documents.v[d].versions[l];

			if (!v->given || !v->job.n || dais_map_add(&seen, v->job, d))
				continue;
			dais_check_hint(c,
			    dais_check_say(c, v->origin, v->job,
				"the job number %.*s of the %s version of %.*s is used twice",
				DAIS_STR_ARG(v->job), dais_check_language(c, (enum dais_lang)l),
				DAIS_STR_ARG(dais_check_document(c, d))),
			    "each language version has a job number of its own");
		}
	}
}

static bool
last_number(struct dais_str job, int64_t *ret)
{
	size_t at = job.n;

	while (at > 0 && is_digit(job.p[at - 1]))
		at--;
	return at < job.n && dais_str_to_int(dais_str_sub(job, at, job.n), 0, INT32_MAX, ret);
}

void
dais_check_job_03(struct dais_check *c) /* R-JOB-03 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		int64_t first = 0, n;
		bool has_first = false;

		/* enum dais_lang is in the order A C E F R S */
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &c->r->documents.v[d].versions[l];

			if (!v->given || !last_number(v->job, &n))
				continue;
			if (!has_first) {
				has_first = true;
				first = n - (int64_t)l;
			}
			if (n == first + (int64_t)l)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, v->origin, v->job,
				"the job numbers of %.*s do not follow the order A C E F R S: the "
				"%s "
				"version has %.*s",
				DAIS_STR_ARG(dais_check_document(c, d)),
				dais_check_language(c, (enum dais_lang)l), DAIS_STR_ARG(v->job)),
			    "the number expected ends in %05lld", (long long)first + (long long)l);
			break;
		}
	}
}

void
dais_check_mast_01(struct dais_check *c) /* R-MAST-01 */
{
	const struct dais_record *r = c->r;
	const struct dais_document *d;
	static const struct {
		const char *name, *key;
	} parts[] = { { DAIS_MESSAGE("symbol"), "symbols" }, { DAIS_MESSAGE("date"), "date" },
		{ DAIS_MESSAGE("original language"), "original" },
		{ DAIS_MESSAGE("organ"), "organ" } };
	bool missing[4];

	if (r->produces == DAIS_NONE)
		return;
	d = &r->documents.v[r->produces];
	missing[0] = d->symbols.n == 0;
	missing[1] = !dais_date_is_set(d->date);
	missing[2] = !d->has_original;
	missing[3] = dais_ml_is_empty(&r->profile.organ) && r->bodies.n == 0;
	for (size_t i = 0; i < 4; i++) {
		if (!missing[i])
			continue;
		struct dais_diag *g =
		    dais_check_say(c, d->origin, DAIS_STR_NONE, "the masthead of %.*s lacks the %s",
			DAIS_STR_ARG(dais_check_document(c, r->produces)),
			dais_check_part(c, parts[i].name));

		if (i == 3)
			dais_check_file_hint(c, g, "add `organ` to profile.yaml");
		else
			dais_check_file_hint(
			    c, g, "add `%s` to the document in meeting.yaml", parts[i].key);
	}
}

void
dais_check_mast_03(struct dais_check *c) /* R-MAST-03 */
{
	for (size_t i = 0; i < c->r->documents.n; i++) {
		const struct dais_document *d = &c->r->documents.v[i];

		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &d->versions[l];

			if (!v->given || !dais_date_is_set(v->issued) ||
			    !dais_date_is_set(d->date) || dais_date_cmp(v->issued, d->date) >= 0)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, v->origin, DAIS_STR_NONE,
				"the %s version of %.*s is issued on %.*s, before its masthead "
				"date %.*s",
				dais_check_language(c, (enum dais_lang)l),
				DAIS_STR_ARG(dais_check_document(c, i)), CHECK_DATE(c, v->issued),
				CHECK_DATE(c, d->date)),
			    "the masthead date is the day of submission");
		}
	}
}

void
dais_check_mast_07(struct dais_check *c) /* R-MAST-07 */
{
	struct dais_date opens = dais_check_opens(c->r);

	for (size_t i = 0; dais_date_is_set(opens) && i < c->r->documents.n; i++) {
		const struct dais_document *d = &c->r->documents.v[i];
		struct dais_date due = dais_date_add(opens, -7 * (int)c->r->profile.submit_weeks);

		if (d->kind != DAIS_DOCUMENT_BACKGROUND_PAPER && d->kind != DAIS_DOCUMENT_NOTE &&
		    d->kind != DAIS_DOCUMENT_REPORT)
			continue;
		if (!dais_check_is_ours(c->r, i) || !dais_check_is_listed(c->r, i) ||
		    d->late_reason.n || !dais_date_is_set(d->date) ||
		    (d->symbols.n && d->symbols.v[0].is_corrigendum) ||
		    dais_date_cmp(d->date, due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, d->origin, DAIS_STR_NONE,
			"%.*s was submitted on %.*s, after %.*s, and states no cause",
			DAIS_STR_ARG(dais_check_document(c, i)), CHECK_DATE(c, d->date),
			CHECK_DATE(c, due)),
		    "a late document carries a footnote with the cause");
	}
}
