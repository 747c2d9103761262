/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-SIL: silence procedures. What is computed from instants (model/silence.h) holds by
 * construction; here stands what a record can still say wrongly.
 */
#include "check/check_priv.h"
#include "model/silence.h"
#include "model/working_day.h"

typedef void check_silence_fn(struct dais_check *c, const struct dais_silence *s);

static void
each(struct dais_check *c, check_silence_fn *fn)
{
	for (size_t i = 0; i < c->r->silences.n; i++)
		fn(c, &c->r->silences.v[i]);
}

static bool
has_times(const struct dais_silence *s)
{
	return dais_date_is_set(s->opens.date) && dais_date_is_set(s->closes.date);
}

/* ---- R-SIL-01 ---- */

static void
check_whole(struct dais_check *c, const struct dais_silence *s)
{
	struct dais_str zone = dais_silence_zone(c->r, s);
	int minutes;

	if (!zone.n || !dais_text_zone_offset(zone, s->closes, &minutes))
		dais_check_file_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\": the time zone of its end is not known",
			DAIS_STR_ARG(s->id)),
		    "set zone: Europe/Vienna, or seat-zone in profile.yaml");
	if (has_times(s) && dais_local_cmp(s->closes, s->opens) <= 0)
		dais_check_file_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\" ends before it opens", DAIS_STR_ARG(s->id)),
		    "correct opens or closes");
	if (!s->frozen.n)
		dais_check_file_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\": the text was not frozen when it was opened",
			DAIS_STR_ARG(s->id)),
		    "open it at the desk, or set frozen: %.*s",
		    DAIS_STR_ARG(dais_silence_digest(c->a, &s->proposal)));
}

void
dais_check_sil_01(struct dais_check *c) /* R-SIL-01 */
{
	each(c, check_whole);
}

/* ---- R-SIL-02 ---- */

static void
check_length(struct dais_check *c, const struct dais_silence *s)
{
	int64_t least = c->r->profile.silence_hours, hours;

	if (!least || !has_times(s) || dais_local_cmp(s->closes, s->opens) <= 0)
		return;
	hours =
	    (dais_silence_instant(c->r, s, s->closes) - dais_silence_instant(c->r, s, s->opens)) /
	    DAIS_HOUR_MS;
	if (hours < least)
		dais_check_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\" is too short; hours: %lld, at least: %lld",
			DAIS_STR_ARG(s->id), (long long)hours, (long long)least),
		    "let it end later");
}

void
dais_check_sil_02(struct dais_check *c) /* R-SIL-02 */
{
	each(c, check_length);
}

/* ---- R-SIL-03 ---- */

static void
check_frozen(struct dais_check *c, const struct dais_silence *s)
{
	if (s->frozen.n && !dais_str_eq(s->frozen, dais_silence_digest(c->a, &s->proposal)))
		dais_check_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\": the text was changed after it was opened",
			DAIS_STR_ARG(s->id)),
		    "put the text back; withdraw the procedure and open another for a new text");
}

void
dais_check_sil_03(struct dais_check *c) /* R-SIL-03 */
{
	each(c, check_frozen);
}

/* ---- R-SIL-05 and R-SIL-06: what approvals say of them ---- */

void
dais_check_sil_05(struct dais_check *c) /* R-SIL-05 */
{
	for (size_t i = 0; i < c->r->approvals.n; i++) {
		const struct dais_approval *p = &c->r->approvals.v[i];
		const struct dais_silence *s =
		    p->silence == DAIS_NONE ? NULL : &c->r->silences.v[p->silence];

		if (!s || !has_times(s))
			continue;
		/* Not by the moment of the check: it closed by itself, or did not. */
		if (dais_silence_state(c->r, s, INT64_MAX) != DAIS_SILENCE_HELD)
			dais_check_hint(c,
			    dais_check_say(c, p->origin, p->id,
				"approval \"%.*s\" rests on silence procedure \"%.*s\", which was "
				"broken or withdrawn",
				DAIS_STR_ARG(p->id), DAIS_STR_ARG(s->id)),
			    "take the approval away, or name the procedure that followed");
	}
}

static bool
is_of(const struct dais_approval *p, const struct dais_silence *s)
{
	return dais_str_eq(p->object, s->object) && p->by == s->by &&
	       dais_str_is(p->method, "silence") &&
	       (!s->has_modality || !p->has_modality || s->modality == p->modality);
}

void
dais_check_sil_06(struct dais_check *c) /* R-SIL-06 */
{
	for (size_t i = 0; i < c->r->approvals.n; i++) {
		const struct dais_approval *p = &c->r->approvals.v[i];
		const struct dais_silence *s =
		    p->silence == DAIS_NONE ? NULL : &c->r->silences.v[p->silence];

		if (!s || !has_times(s))
			continue;
		if (!is_of(p, s))
			dais_check_hint(c,
			    dais_check_say(c, p->origin, p->id,
				"approval \"%.*s\" and silence procedure \"%.*s\" are about "
				"different things",
				DAIS_STR_ARG(p->id), DAIS_STR_ARG(s->id)),
			    "object, body and format must be the same, and the method silence");
		else if (!dais_date_eq(p->date, s->closes.date))
			dais_check_file_hint(c,
			    dais_check_say(c, p->origin, p->id,
				"approval \"%.*s\" is dated %.*s; silence procedure \"%.*s\" ended "
				"on %.*s",
				DAIS_STR_ARG(p->id), CHECK_DATE(c, p->date), DAIS_STR_ARG(s->id),
				CHECK_DATE(c, s->closes.date)),
			    "set date: %.*s", DAIS_STR_ARG(dais_date_print(c->a, s->closes.date)));
	}
}

/* ---- R-SIL-07 ---- */

static void
check_extensions(struct dais_check *c, const struct dais_silence *s)
{
	for (size_t i = 0; i < s->extended.n; i++) {
		const struct dais_extension *e = &s->extended.v[i];
		struct dais_local now =
		    i + 1 < s->extended.n ? s->extended.v[i + 1].instead : s->closes;

		if (dais_local_cmp(e->at, e->instead) >= 0)
			dais_check_hint(c,
			    dais_check_say(c, e->origin, DAIS_STR_NONE,
				"silence procedure \"%.*s\" was extended after it had ended",
				DAIS_STR_ARG(s->id)),
			    "open another procedure that follows it");
		else if (dais_local_cmp(now, e->instead) <= 0)
			dais_check_hint(c,
			    dais_check_say(c, e->origin, DAIS_STR_NONE,
				"silence procedure \"%.*s\" was shortened, not extended",
				DAIS_STR_ARG(s->id)),
			    "an end may only be put off");
	}
}

void
dais_check_sil_07(struct dais_check *c) /* R-SIL-07 */
{
	each(c, check_extensions);
}

/* ---- R-SIL-08 ---- */

static bool
share_meeting(const struct dais_silence *x, const struct dais_silence *y)
{
	for (size_t i = 0; i < x->meetings.n; i++)
		if (dais_check_has(&y->meetings, x->meetings.v[i]))
			return true;
	return false;
}

/* An attempt before @s at the same that came to nothing; NULL: none. */
static const struct dais_silence *
tried_before(const struct dais_check *c, const struct dais_silence *s)
{
	for (size_t i = 0; i < c->r->silences.n; i++) {
		const struct dais_silence *one = &c->r->silences.v[i];

		if (one != s && has_times(one) && dais_local_cmp(one->opens, s->opens) < 0 &&
		    dais_str_eq(one->object, s->object) && one->by == s->by &&
		    one->has_modality == s->has_modality && one->modality == s->modality &&
		    share_meeting(one, s) &&
		    dais_silence_state(c->r, one, INT64_MAX) != DAIS_SILENCE_HELD)
			return one;
	}
	return NULL;
}

static void
check_follows(struct dais_check *c, const struct dais_silence *s)
{
	const struct dais_silence *before = has_times(s) ? tried_before(c, s) : NULL;

	if (before && s->follows == DAIS_NONE)
		dais_check_file_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\" tries again what \"%.*s\" tried, and does not "
			"say so",
			DAIS_STR_ARG(s->id), DAIS_STR_ARG(before->id)),
		    "set follows: %.*s", DAIS_STR_ARG(before->id));
}

void
dais_check_sil_08(struct dais_check *c) /* R-SIL-08 */
{
	each(c, check_follows);
}

/* ---- R-SIL-09 ---- */

static bool
is_within(const struct dais_profile *p, int minute)
{
	for (size_t i = 0; i < p->silence_ends.n; i++)
		if (minute >= p->silence_ends.v[i].start && minute <= p->silence_ends.v[i].end)
			return true;
	return !p->silence_ends.n;
}

static void
check_end(struct dais_check *c, const struct dais_silence *s)
{
	if (!has_times(s))
		return;
	if (dais_profile_day(&c->r->profile, s->closes.date) != DAIS_DAY_WORKING)
		dais_check_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\" ends on a day that is no working day: %.*s",
			DAIS_STR_ARG(s->id),
			DAIS_STR_ARG(dais_text_day(c->a, c->lang, s->closes.date))),
		    "let it end on the next working day");
	else if (s->closes.minute >= 0 && !is_within(&c->r->profile, s->closes.minute))
		dais_check_hint(c,
		    dais_check_say(c, s->origin, s->id,
			"silence procedure \"%.*s\" ends outside office hours: %.*s",
			DAIS_STR_ARG(s->id), DAIS_STR_ARG(dais_check_when(c, s->closes))),
		    "let it end when those who are asked can still reach the secretariat");
}

void
dais_check_sil_09(struct dais_check *c) /* R-SIL-09 */
{
	each(c, check_end);
}

/* ---- R-SIL-10 ---- */

static void
check_languages(struct dais_check *c, const struct dais_silence *s)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if ((c->r->languages & DAIS_LANG_BIT(l)) && !s->proposal.in[l].n)
			dais_check_hint(c,
			    dais_check_say(c, s->origin, s->id,
				"silence procedure \"%.*s\": the text is missing; language: %s",
				DAIS_STR_ARG(s->id), dais_check_language(c, (enum dais_lang)l)),
			    "the text is to be there in all official languages when the procedure "
			    "is opened");
}

void
dais_check_sil_10(struct dais_check *c) /* R-SIL-10 */
{
	each(c, check_languages);
}

/* ---- R-SIL-12 ---- */

/* Whether an annotation of an item on the agenda of @body tells of approval @id, in any language;
 * *@ret_any: whether there are annotations of its items at all. */
static bool
is_noted(const struct dais_record *r, size_t body, struct dais_str id, bool *ret_any)
{
	*ret_any = false;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		for (size_t i = 0; i < r->annotations[l].n; i++) {
			const struct dais_annotation *n = &r->annotations[l].v[i];

			if (!dais_record_number(r, n->item, body).found ||
			    (n->body != DAIS_NONE && n->body != body))
				continue;
			*ret_any = true;
			if (dais_check_refers(n, "approved", id))
				return true;
		}
	return false;
}

/* Whether meeting @m is one at which @p is to be noted: of the body that was asked where that
 * meets, too, else each that the approval is about; and it comes after the approval. */
static bool
is_to_note(const struct dais_record *r, const struct dais_approval *p, size_t m)
{
	size_t own = dais_record_meeting_of(r, p->by);

	return dais_date_cmp(p->date, r->meetings.v[m].opens.date) < 0 &&
	       (own == DAIS_NONE ? dais_check_has(&p->meetings, m) : own == m);
}

void
dais_check_sil_12(struct dais_check *c) /* R-SIL-12 */
{
	const struct dais_record *r = c->r;

	for (size_t i = 0; r->profile.approvals_recorded && i < r->approvals.n; i++)
		for (size_t t = 0; t < r->together.n; t++) {
			const struct dais_approval *p = &r->approvals.v[i];
			size_t m = r->together.v[t];
			bool any;

			if (p->silence == DAIS_NONE || !is_to_note(r, p, m) ||
			    is_noted(r, dais_check_body_at(r, t), p->id, &any) || !any)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, p->origin, p->id,
				"approval \"%.*s\" is noted in no annotation of the %.*s",
				DAIS_STR_ARG(p->id), DAIS_STR_ARG(dais_check_meeting(c, m))),
			    "use {{approved %.*s}}", DAIS_STR_ARG(p->id));
		}
}

/* ---- R-SIL-13 ---- */

void
dais_check_sil_13(struct dais_check *c) /* R-SIL-13 */
{
	for (size_t i = 0; !c->r->profile.silence_text_public && i < c->r->silences.n; i++) {
		const struct dais_silence *s = &c->r->silences.v[i];

		if (s->is_public && dais_silence_approval(c->r, i) == DAIS_NONE)
			dais_check_hint(c,
			    dais_check_say(c, s->origin, s->id,
				"silence procedure \"%.*s\": its text is public, and no approval "
				"is "
				"recorded",
				DAIS_STR_ARG(s->id)),
			    "take public: true away until the approval is recorded");
	}
}
