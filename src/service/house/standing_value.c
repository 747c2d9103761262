/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The rows of the summary as JSON and back.
 */
#include "model/silence.h"
#include "service/house/house_priv.h"
#include "service/house/standing_priv.h"

/* ---- words and days ---- */

static void
put_ml(struct dais_json *w, const char *key, const struct dais_ml *ml)
{
	if (dais_ml_is_empty(ml))
		return;
	dais_json_key(w, key);
	dais_json_object(w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (ml->in[l].n)
			dais_json_pair(w, dais_lang_code((enum dais_lang)l), ml->in[l]);
	dais_json_end(w);
}

static void
take_ml(const struct dais_json_value *v, const char *key, struct dais_ml *ret)
{
	const struct dais_json_value *ml = dais_json_get(v, key);

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ret->in[l] = dais_json_get_str(ml, dais_lang_code((enum dais_lang)l));
}

static void
put_date(struct dais_json *w, const char *key, struct dais_date d)
{
	if (dais_date_is_set(d))
		dais_json_pair_int(w, key, dais_date_to_days(d));
}

#define NO_DAY INT64_MIN

static struct dais_date
take_date(const struct dais_json_value *v, const char *key)
{
	int64_t day = dais_json_get_int(v, key, NO_DAY);

	return day == NO_DAY ? (struct dais_date){ 0 } : dais_date_from_days(day);
}

static size_t
take_count(const struct dais_json_value *v, const char *key)
{
	int64_t n = dais_json_get_int(v, key, 0);

	return n > 0 ? (size_t)n : 0;
}

/* ---- packages ---- */

static void
put_meetings(struct dais_json *w, const struct dais_standing *s)
{
	dais_json_key(w, "meetings");
	dais_json_array(w);
	for (size_t i = 0; i < s->meetings.n; i++) {
		dais_json_object(w);
		dais_json_pair(w, "id", s->meetings.v[i].id);
		put_ml(w, "name", &s->meetings.v[i].name);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_units(struct dais_json *w, const struct dais_standing *s)
{
	dais_json_key(w, "units");
	dais_json_object(w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(s->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_json_key(w, dais_lang_code((enum dais_lang)l));
		dais_json_object(w);
		dais_json_pair_int(w, "all", (int64_t)s->units[l].all);
		dais_json_pair_int(w, "open", (int64_t)s->units[l].open);
		if (s->units[l].facts)
			dais_json_pair_int(w, "facts", (int64_t)s->units[l].facts);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_late(struct dais_json *w, const struct dais_standing *s)
{
	dais_json_key(w, "late");
	dais_json_array(w);
	for (size_t i = 0; i < s->late.n; i++) {
		dais_json_object(w);
		dais_json_pair_int(w, "day", s->late.v[i].day);
		dais_json_pair_int(w, "versions", (int64_t)s->late.v[i].versions);
		dais_json_end(w);
	}
	dais_json_end(w);
}

/* Nothing where no other plan stands ready: most rows. */
static void
put_formats(struct dais_json *w, const struct dais_standing *s)
{
	if (!s->n_formats)
		return;
	dais_json_key(w, "formats");
	dais_json_object(w);
	for (size_t i = 0; i < s->n_formats; i++)
		dais_json_pair_bool(
		    w, dais_modality_name(s->formats[i].modality), s->formats[i].approved);
	dais_json_end(w);
}

static void
take_formats(const struct dais_json_value *all, struct dais_standing *ret)
{
	for (size_t i = 0; all && i < all->members.n && ret->n_formats < DAIS_MODALITY_COUNT; i++) {
		int m = dais_modality_parse(all->members.v[i].key);

		if (m >= 0)
			ret->formats[ret->n_formats++] =
			    (struct dais_standing_format){ (enum dais_modality)m,
				    all->members.v[i].value->truth };
	}
}

void
dais_standing_silences(const struct dais_record *r, struct dais_arena *a, struct dais_standing *ret)
{
	for (size_t i = 0; i < r->silences.n; i++) {
		const struct dais_silence *s = &r->silences.v[i];

		/* Asked of a moment behind its end: nothing but time is left that could end it. */
		if (dais_silence_state(r, s, INT64_MAX) == DAIS_SILENCE_HELD &&
		    dais_silence_approval(r, i) == DAIS_NONE)
			dais_vec_push(a, &ret->silences,
			    ((struct dais_standing_silence){ .id = s->id,
				.object = s->object,
				.closes = s->closes,
				.zone = dais_silence_zone(r, s),
				.closes_ms = dais_silence_instant(r, s, s->closes) }));
	}
}

/* Nothing where there is none: most rows. */
static void
put_silences(struct dais_json *w, const struct dais_standing *s, struct dais_arena *a)
{
	if (!s->silences.n)
		return;
	dais_json_key(w, "silences");
	dais_json_array(w);
	for (size_t i = 0; i < s->silences.n; i++) {
		const struct dais_standing_silence *one = &s->silences.v[i];

		dais_json_object(w);
		dais_json_pair(w, "id", one->id);
		dais_json_pair(w, "object", one->object);
		dais_json_pair(w, "closes", dais_local_print(a, one->closes));
		dais_json_pair(w, "zone", one->zone);
		dais_json_pair_int(w, "at", one->closes_ms);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
take_silences(const struct dais_json_value *all, struct dais_arena *a, struct dais_standing *ret)
{
	for (size_t i = 0; all && i < all->members.n; i++) {
		const struct dais_json_value *v = all->members.v[i].value;
		struct dais_standing_silence *one = dais_vec_add(a, &ret->silences);

		one->id = dais_json_get_str(v, "id");
		one->object = dais_json_get_str(v, "object");
		one->zone = dais_json_get_str(v, "zone");
		one->closes_ms = dais_json_get_int(v, "at", 0);
		(void)dais_local_parse(dais_json_get_str(v, "closes"), &one->closes);
	}
}

struct dais_str
standing_package_words(const struct dais_standing *s, struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	put_ml(&w, "name", &s->name);
	put_ml(&w, "place", &s->place);
	put_date(&w, "opens", s->opens);
	put_date(&w, "closes", s->closes);
	put_meetings(&w, s);
	dais_json_pair_int(&w, "errors", (int64_t)s->errors);
	dais_json_pair_int(&w, "warnings", (int64_t)s->warnings);
	dais_json_pair_int(&w, "release", s->release);
	dais_json_pair_int(&w, "released", s->released_ms);
	dais_json_pair_bool(&w, "changed", s->changed);
	dais_json_pair_int(&w, "drafts", (int64_t)s->drafts);
	dais_json_pair_c(&w, "from", dais_lang_code(s->from));
	put_units(&w, s);
	put_late(&w, s);
	put_formats(&w, s);
	put_silences(&w, s, a);
	dais_json_pair_int(&w, "documents", (int64_t)s->documents);
	dais_json_pair_int(&w, "open", (int64_t)s->open);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, a));
}

static void
take_meetings(const struct dais_json_value *all, struct dais_arena *a, struct dais_standing *ret)
{
	for (size_t i = 0; all && i < all->members.n; i++) {
		const struct dais_json_value *v = all->members.v[i].value;
		struct dais_standing_meeting *m = dais_vec_add(a, &ret->meetings);

		m->id = dais_json_get_str(v, "id");
		take_ml(v, "name", &m->name);
	}
}

static void
take_units(const struct dais_json_value *all, struct dais_standing *ret)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_json_value *v =
		    dais_json_get(all, dais_lang_code((enum dais_lang)l));

		if (!v)
			continue;
		ret->languages |= DAIS_LANG_BIT(l);
		ret->units[l] = (struct dais_standing_unit_count){ .all = take_count(v, "all"),
			.open = take_count(v, "open"),
			.facts = take_count(v, "facts") };
	}
}

static void
take_late(const struct dais_json_value *all, struct dais_arena *a, struct dais_standing *ret)
{
	for (size_t i = 0; all && i < all->members.n; i++) {
		const struct dais_json_value *v = all->members.v[i].value;

		dais_vec_push(a, &ret->late,
		    ((struct dais_standing_late){ .day = dais_json_get_int(v, "day", 0),
			.versions = take_count(v, "versions") }));
	}
}

static bool
damaged(struct dais_str package, struct dais_err *err)
{
	*err = (struct dais_err)DAIS_ERR_INIT;
	(void)dais_err_set(err, DAIS_ERR_INTERNAL, "what is noted of package \"%.*s\" is damaged",
	    DAIS_STR_ARG(package));
	return dais_err_hint(err, "Run dais db rebuild.");
}

bool
dais_standing_read(const struct dais_standing_package *row, struct dais_arena *a,
    struct dais_standing *ret, struct dais_err *err)
{
	struct dais_json_value *v;

	*ret = (struct dais_standing){
		.package = row->package, .revision = row->revision, .body_keys = row->bodies
	};
	if (!dais_json_parse(a, row->shown, &v, err) ||
	    !dais_lang_parse(dais_json_get_str(v, "from"), &ret->from))
		return damaged(row->package, err);
	take_ml(v, "name", &ret->name);
	take_ml(v, "place", &ret->place);
	ret->opens = take_date(v, "opens");
	ret->closes = take_date(v, "closes");
	take_meetings(dais_json_get(v, "meetings"), a, ret);
	ret->errors = take_count(v, "errors");
	ret->warnings = take_count(v, "warnings");
	ret->release = (unsigned)take_count(v, "release");
	ret->released_ms = dais_json_get_int(v, "released", 0);
	ret->changed = dais_json_get_bool(v, "changed");
	ret->drafts = take_count(v, "drafts");
	take_units(dais_json_get(v, "units"), ret);
	take_late(dais_json_get(v, "late"), a, ret);
	take_formats(dais_json_get(v, "formats"), ret);
	take_silences(dais_json_get(v, "silences"), a, ret);
	ret->documents = take_count(v, "documents");
	ret->open = take_count(v, "open");
	return true;
}

size_t
dais_standing_late_on(const struct dais_standing *s, struct dais_date today)
{
	int64_t day = dais_date_to_days(today);
	size_t n = 0;

	for (size_t i = 0; i < s->late.n; i++)
		n += s->late.v[i].day < day ? s->late.v[i].versions : 0;
	return n;
}

struct dais_matter
dais_standing_matter(const struct dais_standing *s)
{
	return (struct dais_matter){
		.package = s->package, .bodies = s->body_keys.v, .n_bodies = s->body_keys.n
	};
}

/* ---- documents ---- */

static void
put_versions(struct dais_json *w, const struct dais_document_state *s)
{
	dais_json_key(w, "versions");
	dais_json_object(w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version_state *v = &s->versions[l];

		if (!v->expected)
			continue;
		dais_json_key(w, dais_lang_code((enum dais_lang)l));
		dais_json_object(w);
		dais_json_pair_int(w, "status", v->status);
		put_date(w, "issued", v->issued);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static struct dais_str
document_words(const struct dais_document_state *s, struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	if (s->symbol.n)
		dais_json_pair(&w, "symbol", s->symbol);
	dais_json_pair(&w, "kind", s->kind);
	if (s->author.n)
		dais_json_pair(&w, "author", s->author);
	dais_json_pair(&w, "meeting", s->meeting);
	put_ml(&w, "title", &s->title);
	put_date(&w, "opens", s->opens);
	put_date(&w, "submit", s->submit_due);
	put_date(&w, "due", s->issue_due);
	put_date(&w, "submitted", s->submitted);
	if (s->late_reason.n)
		dais_json_pair(&w, "reason", s->late_reason);
	put_versions(&w, s);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, a));
}

/* Until the author has submitted it is late by the day it was to be submitted, then by the day it
 * was to be issued. */
static int64_t
late_day(const struct dais_document_state *judged)
{
	struct dais_date due = judged->issue_due;

	if (judged->move == DAIS_MOVE_NOBODY) /* fixed: the latest come first */
		return DAIS_STANDING_NEVER - judged->days_late;
	if (judged->move == DAIS_MOVE_AUTHOR && dais_date_is_set(judged->submit_due))
		due = judged->submit_due;
	return dais_date_is_set(due) ? dais_date_to_days(due) : DAIS_STANDING_NEVER;
}

void
standing_document_row(const struct dais_document_state *s, struct dais_date today,
    struct dais_arena *a, struct dais_standing_document *ret, int64_t *next_day)
{
	struct dais_document_state judged = *s;

	house_document_judge(&judged, today);
	*ret = (struct dais_standing_document){ .package = s->package,
		.id = s->id,
		.body = s->body,
		.closed = judged.move == DAIS_MOVE_NOBODY,
		.late_day = late_day(&judged),
		.due_day = dais_date_is_set(s->issue_due) ? dais_date_to_days(s->issue_due)
							  : DAIS_STANDING_NEVER,
		.move = (int)judged.move,
		.shown = document_words(s, a) };
	/* On the day of its date it counts as submitted (house_document_judge()). */
	if (dais_date_is_set(s->submitted) && dais_date_cmp(s->submitted, today) > 0 &&
	    dais_date_to_days(s->submitted) < *next_day)
		*next_day = dais_date_to_days(s->submitted);
}

static void
take_versions(const struct dais_json_value *all, struct dais_document_state *ret)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_json_value *v =
		    dais_json_get(all, dais_lang_code((enum dais_lang)l));
		size_t status = take_count(v, "status");

		ret->versions[l].expected = v != NULL;
		ret->versions[l].status = status < DAIS_VERSION_STATUS_COUNT
					      ? (enum dais_version_status)status
					      : DAIS_VERSION_NONE;
		ret->versions[l].issued = take_date(v, "issued");
	}
}

bool
standing_document_read(const struct dais_standing_document *row, const struct dais_standing *of,
    struct dais_arena *a, struct dais_document_state *ret, struct dais_err *err)
{
	struct dais_json_value *v;

	*ret = (struct dais_document_state){
		.package = row->package, .id = row->id, .body = row->body
	};
	if (!dais_json_parse(a, row->shown, &v, err))
		return damaged(row->package, err);
	ret->symbol = dais_json_get_str(v, "symbol");
	ret->kind = dais_json_get_str(v, "kind");
	ret->author = dais_json_get_str(v, "author");
	ret->meeting = dais_json_get_str(v, "meeting");
	take_ml(v, "title", &ret->title);
	ret->opens = take_date(v, "opens");
	ret->submit_due = take_date(v, "submit");
	ret->issue_due = take_date(v, "due");
	ret->submitted = take_date(v, "submitted");
	ret->late_reason = dais_json_get_str(v, "reason");
	take_versions(dais_json_get(v, "versions"), ret);
	for (size_t i = 0; i < of->meetings.n; i++)
		if (dais_str_eq(of->meetings.v[i].id, ret->meeting))
			ret->meeting_name = of->meetings.v[i].name;
	return true;
}
