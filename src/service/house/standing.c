/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The summary made from working records, and kept up with the log.
 */
#include "prose/resolve.h"
#include "service/house/findings.h"
#include "service/house/house_priv.h"
#include "service/house/silences_priv.h"
#include "service/house/standing_priv.h"
#include "service/house/units.h"
#include "write/timetable/say.h"

struct making {
	struct dais_house *h;
	const struct dais_snapshot *s;
	struct dais_arena *a;
	struct dais_date today;
	struct dais_standing ret;
	int64_t closes_day, next_day;
};

/* ---- what the record says ---- */

/* In another language where it has none in @l: what is counted beside it is in @l. */
static struct dais_str
short_name(const struct dais_body *b, enum dais_lang l)
{
	return b->short_name.in[l].n ? b->short_name.in[l] : dais_ml_words(&b->name, l);
}

static void
add_meeting(struct making *m, size_t meeting)
{
	const struct dais_record *r = m->s->record;
	const struct dais_meeting *one = &r->meetings.v[meeting];
	struct dais_standing_meeting *row = dais_vec_add(m->a, &m->ret.meetings);

	row->id = one->id;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str body = short_name(&r->bodies.v[one->body], (enum dais_lang)l);
		struct dais_str *name = &m->ret.name.in[l];

		row->name.in[l] = house_meeting_title(r, meeting, (enum dais_lang)l, m->a);
		if (!(r->languages & DAIS_LANG_BIT(l)) || !body.n)
			continue;
		*name = dais_arena_printf(m->a, "%.*s%s%.*s", DAIS_STR_ARG(*name),
		    name->n ? " · " : "",
		    DAIS_STR_ARG(dais_prose_meeting_of(r, meeting, body, (enum dais_lang)l, m->a)));
	}
	if (!dais_date_is_set(m->ret.opens) || dais_date_cmp(one->opens.date, m->ret.opens) < 0)
		m->ret.opens = one->opens.date;
	if (dais_date_cmp(one->closes, m->ret.closes) > 0)
		m->ret.closes = one->closes;
}

static void
add_meetings(struct making *m)
{
	const struct dais_record *r = m->s->record;

	for (size_t i = 0; i < r->together.n; i++)
		add_meeting(m, r->together.v[i]);
	if (r->together.n)
		m->ret.place = r->meetings.v[r->together.v[0]].place;
	m->closes_day = dais_date_is_set(m->ret.closes) ? dais_date_to_days(m->ret.closes)
							: -DAIS_STANDING_NEVER + 1;
}

static void
add_late(struct making *m, int64_t day, size_t versions)
{
	for (size_t i = 0; i < m->ret.late.n; i++) {
		if (m->ret.late.v[i].day == day) {
			m->ret.late.v[i].versions += versions;
			return;
		}
	}
	dais_vec_push(m->a, &m->ret.late, ((struct dais_standing_late){ day, versions }));
}

static void
add_documents(struct making *m, dais_standing_document_vec *ret)
{
	dais_document_state_vec facts = { 0 };

	house_document_facts(m->s, m->a, &facts);
	for (size_t i = 0; i < facts.n; i++) {
		const struct dais_document_state *f = &facts.v[i];
		struct dais_standing_document *row = dais_vec_add(m->a, ret);
		size_t waiting = 0;

		standing_document_row(f, m->today, m->a, row, &m->next_day);
		m->ret.documents++;
		m->ret.open += !row->closed;
		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			waiting +=
			    f->versions[l].expected && f->versions[l].status != DAIS_VERSION_ISSUED;
		if (waiting && dais_date_is_set(f->issue_due))
			add_late(m, dais_date_to_days(f->issue_due), waiting);
	}
}

static void
count_findings(struct making *m)
{
	const struct dais_findings *f = dais_findings_of(m->s, DAIS_LANG_EN);

	m->ret.errors = f->said[DAIS_SEVERITY_ERROR];
	m->ret.warnings = f->said[DAIS_SEVERITY_WARNING];
}

static bool
count_units(struct making *m, struct dais_err *err)
{
	const struct dais_record *r = m->s->record;

	m->ret.from = DAIS_LANG_EN;
	if (r->produces != DAIS_NONE && r->documents.v[r->produces].has_original)
		m->ret.from = r->documents.v[r->produces].original;
	m->ret.languages = r->languages;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_unit_count c;
		dais_unit_vec units = { 0 };

		if (!(r->languages & DAIS_LANG_BIT(l)) || l == (unsigned)m->ret.from)
			continue;
		if (!dais_units_of(m->h, m->s, m->ret.from, (enum dais_lang)l, m->a, &units, err))
			return false;
		c = dais_units_count(&units);
		m->ret.units[l] = (struct dais_standing_unit_count){ c.all,
			c.all - c.of[DAIS_UNIT_DONE], c.open_facts };
	}
	return true;
}

/* ---- what stands beside it ---- */

static void
count_drafts(struct making *m)
{
	const dais_thing_vec *things = &house_kept_of(m->s)->things;

	for (size_t i = 0; i < things->n; i++) {
		struct dais_err ignored = DAIS_ERR_INIT;
		struct dais_json_value *v;

		if (dais_str_is(things->v[i].kind, "notice") &&
		    dais_json_parse(m->a, things->v[i].value, &v, &ignored))
			m->ret.drafts += dais_str_is(dais_json_get_str(v, "state"), "draft");
	}
}

/* To leave the meeting in person needs an approval (R-HYB-06); to come back to it does not. */
size_t
dais_standing_formats(
    const struct dais_record *r, struct dais_standing_format ret[DAIS_MODALITY_COUNT])
{
	size_t n = 0;

	for (unsigned f = 0; f < DAIS_MODALITY_COUNT && r->together.n; f++) {
		enum dais_modality format = (enum dais_modality)f;

		if (!r->plans[f].n || format == DAIS_MODALITY_IN_PERSON ||
		    format == r->meetings.v[r->together.v[0]].modality)
			continue;
		ret[n++] = (struct dais_standing_format){ format,
			dais_timetable_approval(r, format) != DAIS_NONE };
	}
	return n;
}

static bool
find_release(struct making *m, struct dais_err *err)
{
	struct dais_release last = { 0 };
	dais_store_strs kinds = { 0 };

	if (!house_last_number(m->h, m->s->package, &m->ret.release, err))
		return false;
	if (!m->ret.release)
		return true;
	if (!house_release_read(m->h, m->s->package, m->ret.release, m->a, &last, err) ||
	    !dais_store_kinds_after(m->h->store, m->s->package, last.revision, m->a, &kinds, err))
		return false;
	m->ret.released_ms = last.at_ms;
	for (size_t i = 0; i < kinds.n; i++)
		m->ret.changed = m->ret.changed || dais_things_is_of_package(kinds.v[i]);
	return true;
}

bool
standing_make(struct dais_house *h, const struct dais_snapshot *s, struct dais_arena *a,
    struct standing_rows *ret, struct dais_err *err)
{
	struct making m = { .h = h,
		.s = s,
		.a = a,
		.today = dais_house_today(h),
		.next_day = DAIS_STANDING_NEVER };

	m.ret.package = s->package;
	add_meetings(&m);
	add_documents(&m, &ret->documents);
	count_findings(&m);
	count_drafts(&m);
	m.ret.n_formats = dais_standing_formats(s->record, m.ret.formats);
	dais_standing_silences(s->record, a, &m.ret);
	if (!count_units(&m, err) || !find_release(&m, err))
		return false;
	ret->standing = m.ret;
	ret->package = (struct dais_standing_package){ .package = s->package,
		.revision = s->revision,
		.closes_day = m.closes_day,
		.next_day = m.next_day,
		.bodies = s->body_keys,
		.shown = standing_package_words(&m.ret, a) };
	return true;
}

/* ---- keeping up with the log ---- */

static bool
begin(
    struct dais_house *h, struct dais_str package, struct dais_writing **ret, struct dais_err *err)
{
	struct dais_change_head head = { .who = DAIS_STR("dais"),
		.action = DAIS_STR("db.rebuild"),
		.package = package,
		.at_ms = dais_house_now_ms(h) };

	return dais_store_begin(h->store, &head, ret, err);
}

static bool
finish(struct dais_writing *w, bool ok, struct dais_err *err)
{
	uint64_t none;

	if (ok)
		return dais_store_commit(w, &none, err);
	dais_store_abandon(w);
	return false;
}

/* Another process may have been here with a later one; or somebody has asked for it anew, without a
 * change, while it was made from what was there before (@next_day: as it stood then): then it is
 * made once more. */
static bool
write_rows(struct dais_house *h, struct dais_writing *w, struct standing_rows *rows,
    int64_t next_day, struct dais_arena *a, struct dais_err *err)
{
	struct dais_standing_package there;
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_standing_package_get(h->store, rows->package.package, a, &there, &none)) {
		if (none.code != DAIS_ERR_NOT_FOUND) {
			*err = none;
			return false;
		}
	} else if (there.revision > rows->package.revision) {
		return true;
	} else if (there.next_day < 0 && there.next_day != next_day) {
		rows->package.next_day = there.next_day;
	}
	return dais_standing_replace(w, &rows->package, &rows->documents, err);
}

static bool
refresh_package(struct dais_house *h, struct dais_str package, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err why = DAIS_ERR_INIT, none = DAIS_ERR_INIT;
	struct dais_standing_package before = { .package = package };
	struct dais_writing *w;
	struct standing_rows rows = { 0 };

	(void)dais_standing_package_get(h->store, package, a, &before, &none);
	if (!dais_house_working(h, package, &s, &why) && why.code != DAIS_ERR_NOT_FOUND) {
		*err = why;
		return false;
	}
	if ((s && !standing_make(h, s, a, &rows, err)) || !begin(h, package, &w, err))
		return false;
	if (!s)
		return finish(w, dais_standing_remove(w, err), err);
	return finish(w,
	    write_rows(h, w, &rows, before.next_day, a, err) &&
		house_silence_note_ends(w, &rows.standing, &house_kept_of(s)->things, a, err),
	    err);
}

bool
dais_standing_refresh_package(struct dais_house *h, struct dais_str package, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_standing_package there;
	struct dais_err none = DAIS_ERR_INIT;
	uint64_t latest;

	if (!dais_store_latest(h->store, package, &latest, err))
		return false;
	if (dais_standing_package_get(h->store, package, a, &there, &none) &&
	    there.revision == latest && there.next_day > dais_date_to_days(dais_house_today(h)))
		return true;
	return refresh_package(h, package, err);
}

static bool
set_mark(struct dais_house *h, uint64_t mark, struct dais_err *err)
{
	struct dais_writing *w;

	return begin(h, DAIS_STR_NONE, &w, err) &&
	       finish(w, dais_standing_set_mark(w, mark, err), err);
}

static bool
refresh_list(struct dais_house *h, const dais_store_strs *packages, struct dais_err *err)
{
	for (size_t i = 0; i < packages->n; i++)
		if (!refresh_package(h, packages->v[i], err))
			return dais_err_context(err, "while noting how package \"%.*s\" stands",
			    DAIS_STR_ARG(packages->v[i]));
	return true;
}

bool
dais_standing_refresh(struct dais_house *h, size_t max, bool *ret_more, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs stale = { 0 }, aged = { 0 };
	uint64_t mark, latest;

	if (!dais_standing_stale(h->store, max, a, &stale, &mark, err) ||
	    !refresh_list(h, &stale, err) || (mark && !set_mark(h, mark, err)) ||
	    !dais_standing_aged(
		h->store, dais_date_to_days(dais_house_today(h)), max, a, &aged, err) ||
	    !refresh_list(h, &aged, err))
		return false;
	if (!ret_more)
		return true;
	*ret_more = aged.n == max;
	if (mark) {
		if (!dais_store_latest(h->store, DAIS_STR_NONE, &latest, err))
			return false;
		*ret_more = *ret_more || mark < latest;
	}
	return true;
}

bool
dais_standing_is_behind(struct dais_house *h, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs packages = { 0 };
	uint64_t mark;

	if (!dais_standing_stale(h->store, 1, a, &packages, &mark, err))
		return false;
	*ret = mark != 0;
	if (*ret)
		return true;
	if (!dais_standing_aged(
		h->store, dais_date_to_days(dais_house_today(h)), 1, a, &packages, err))
		return false;
	*ret = packages.n > 0;
	return true;
}

bool
dais_standing_refresh_all(struct dais_house *h, size_t *ret_packages, struct dais_err *err)
{
	dais_standing_package_vec all = { 0 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str after = DAIS_STR_NONE;
	bool more = true;

	while (more)
		if (!dais_standing_refresh(h, STANDING_AT_ONCE, &more, err))
			return false;
	*ret_packages = 0;
	do {
		all.n = 0;
		if (!dais_standing_packages(
			h->store, DAIS_STANDING_BY_NAME, 0, after, STANDING_AT_ONCE, a, &all, err))
			return false;
		*ret_packages += all.n;
		after = all.n ? all.v[all.n - 1].package : after;
	} while (all.n == STANDING_AT_ONCE);
	return true;
}

bool
dais_standing_touch(struct dais_house *h, struct dais_str package, struct dais_err *err)
{
	struct dais_writing *w;

	return begin(h, package, &w, err) && finish(w, dais_standing_age(w, err), err);
}
