/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-DATE: dates, their order and their form. Periods that end before they begin (R-DATE-06) are
 * refused by the reader of packages.
 */
#include "check/check_priv.h"
#include "model/working_day.h"

struct weekdays {
	struct dais_check *c;
	const struct check_para *para;
	const struct check_text *text; /* a title; NULL: @para */
};

static void
check_weekday(const struct weekdays *w, const struct dais_fact *f)
{
	struct dais_check *c = w->c;
	struct dais_date d = f->from, opens = dais_check_opens(c->r);
	struct dais_place p;

	if (f->kind != DAIS_FACT_WEEKDAY || !f->weekday)
		return;
	if (!d.year && opens.year) {
		d.year = opens.year;
		if (!dais_date_is_valid(d) || dais_date_cmp(d, opens) < 0 ||
		    dais_date_cmp(d, dais_check_closes(c->r)) > 0)
			return; /* of some other year */
	}
	if (!dais_date_is_valid(d) || dais_date_weekday(d) == f->weekday)
		return;
	p = w->text ? w->text->place : dais_check_place_para(c, w->para, f->at, f->n);
	dais_check_hint(c,
	    dais_check_say_at(c, &p, "%.*s is a %.*s, not a %.*s", CHECK_DATE(c, d),
		DAIS_STR_ARG(dais_text_weekday(c->lang, dais_date_weekday(d))),
		DAIS_STR_ARG(dais_text_weekday(c->lang, f->weekday))),
	    "write {{day %04d-%02d-%02d}} and the weekday is computed", d.year, d.month, d.day);
}

static void
check_weekdays(const struct weekdays *w, const struct check_facts *facts)
{
	for (size_t i = 0; i < facts->list.n; i++)
		check_weekday(w, &facts->list.v[i]);
}

void
dais_check_date_01(struct dais_check *c) /* R-DATE-01 */
{
	static const char *const kinds[] = { "date", "day", "period", "time", NULL };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the date or time"));
	for (size_t i = 0; i < c->paras.n; i++) {
		struct weekdays w = { c, &c->paras.v[i], NULL };

		check_weekdays(&w, dais_check_facts_of_para(c, i));
	}
	for (size_t i = 0; i < c->texts.n; i++) {
		struct weekdays w = { c, NULL, &c->texts.v[i] };

		if (c->texts.v[i].kind == CHECK_TITLE)
			check_weekdays(&w, dais_check_facts_of_text(c, i));
	}
}

static void
check_in_range(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	(void)is_plan;
	for (size_t s = 0; s < v->n; s++) {
		const struct dais_sitting *sitting = &v->v[s];

		for (size_t b = 0; b < sitting->bodies.n; b++) {
			size_t meeting = dais_record_meeting_of(c->r, sitting->bodies.v[b]);
			const struct dais_meeting *mt;

			if (meeting == DAIS_NONE)
				continue;
			mt = &c->r->meetings.v[meeting];
			if (dais_date_cmp(sitting->start.date, mt->opens.date) >= 0 &&
			    dais_date_cmp(sitting->end.date, mt->closes) <= 0)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, sitting->origin, DAIS_STR_NONE,
				"the sitting on %.*s lies outside the %.*s",
				DAIS_STR_ARG(dais_check_when(c, sitting->start)),
				DAIS_STR_ARG(dais_check_meeting(c, meeting))),
			    "the meeting lasts from %.*s to %.*s", CHECK_DATE(c, mt->opens.date),
			    CHECK_DATE(c, mt->closes));
			break;
		}
	}
}

void
dais_check_date_02(struct dais_check *c) /* R-DATE-02 */
{
	dais_check_each_plan(c, check_in_range);
}

/* Whether the timetable, checked before the plans, has sittings on @d too. */
static bool
is_in_timetable(const struct dais_record *r, struct dais_date d)
{
	for (size_t s = 0; s < r->sittings.n; s++) {
		if (dais_date_eq(r->sittings.v[s].start.date, d))
			return true;
	}
	return false;
}

static void
check_day(struct dais_check *c, const struct dais_sitting *s)
{
	struct dais_date d = s->start.date;
	enum dais_day_kind kind = dais_profile_day(&c->r->profile, d);
	enum dais_severity sev =
	    kind == DAIS_DAY_HOST_HOLIDAY ? DAIS_SEVERITY_WARNING : DAIS_SEVERITY_ERROR;
	const char *what = NULL;

	if (kind == DAIS_DAY_HOST_HOLIDAY)
		what = DAIS_MESSAGE("a public holiday of the host country");
	else if (kind == DAIS_DAY_HOLIDAY)
		what = DAIS_MESSAGE("an official holiday of the organization");
	else if (kind == DAIS_DAY_WEEKEND)
		what = DAIS_MESSAGE("at the weekend");
	if (what)
		dais_check_hint(c,
		    dais_check_say_as(c, sev, s->origin, DAIS_STR_NONE,
			"sittings on %.*s: the day is %s",
			DAIS_STR_ARG(dais_text_day(c->a, c->lang, d)), dais_check_part(c, what)),
		    sev == DAIS_SEVERITY_WARNING
			? "confirm with conference services that staff is there"
			: "move the sittings of that day");
}

static void
check_days(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	for (size_t s = 0; s < v->n; s++) {
		struct dais_date d = v->v[s].start.date;

		/* one finding a day */
		if ((s > 0 && dais_date_eq(d, v->v[s - 1].start.date)) ||
		    (is_plan && is_in_timetable(c->r, d)))
			continue;
		check_day(c, &v->v[s]);
	}
}

void
dais_check_date_03(struct dais_check *c) /* R-DATE-03 */
{
	dais_check_each_plan(c, check_days);
}

static void
check_approval(struct dais_check *c, size_t i)
{
	const struct dais_record *r = c->r;
	const struct dais_approval *p = &r->approvals.v[i];
	bool before = dais_str_is(p->object, "dates") || dais_str_is(p->object, "topics");

	for (size_t k = 0; before && dais_date_is_set(p->date) && k < p->meetings.n; k++) {
		const struct dais_meeting *m = &r->meetings.v[p->meetings.v[k]];
		struct dais_date limit = m->opens.date;

		if (dais_date_cmp(p->date, limit) < 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, p->origin, DAIS_STR_NONE,
			"the %.*s of the %.*s are approved on %.*s, not before its opening",
			DAIS_STR_ARG(dais_check_value(c, p->object)),
			DAIS_STR_ARG(dais_check_meeting(c, p->meetings.v[k])),
			CHECK_DATE(c, p->date)),
		    "the meeting opens on %.*s", CHECK_DATE(c, limit));
		return;
	}
}

/* Approval < issue of the agenda. */
static void
check_agenda_after(struct dais_check *c, size_t i)
{
	const struct dais_record *r = c->r;
	const struct dais_approval *p = &r->approvals.v[i];
	const struct dais_document *d;
	struct dais_date issued;
	bool any;

	if (r->produces == DAIS_NONE || !dais_str_is(p->object, "topics"))
		return;
	d = &r->documents.v[r->produces];
	issued = dais_check_issued(d, &any);
	if (!dais_date_is_set(issued) || !dais_date_is_set(p->date) ||
	    dais_date_cmp(p->date, issued) < 0)
		return;
	for (size_t k = 0; k < p->meetings.n; k++) {
		if (!dais_check_has(&r->together, p->meetings.v[k]))
			continue;
		dais_check_hint(c,
		    dais_check_say(c, p->origin, DAIS_STR_NONE,
			"the topics of the %.*s are approved on %.*s, not before the agenda is "
			"issued",
			DAIS_STR_ARG(dais_check_meeting(c, p->meetings.v[k])),
			CHECK_DATE(c, p->date)),
		    "the agenda is issued on %.*s", CHECK_DATE(c, issued));
		return;
	}
}

void
dais_check_date_04(struct dais_check *c) /* R-DATE-04 */
{
	struct dais_date opens = dais_check_opens(c->r), issued;
	bool any;

	for (size_t i = 0; i < c->r->approvals.n; i++) {
		check_approval(c, i);
		check_agenda_after(c, i);
	}
	if (c->r->produces == DAIS_NONE || !dais_date_is_set(opens) ||
	    c->r->documents.v[c->r->produces].kind != DAIS_DOCUMENT_AGENDA)
		return;
	issued = dais_check_issued(&c->r->documents.v[c->r->produces], &any);
	if (dais_date_is_set(issued) && dais_date_cmp(issued, opens) >= 0)
		dais_check_file_hint(c,
		    dais_check_say(c, c->r->documents.v[c->r->produces].origin, DAIS_STR_NONE,
			"the agenda is issued on %.*s, not before the opening on %.*s",
			CHECK_DATE(c, issued), CHECK_DATE(c, opens)),
		    "correct issued: or opens:");
}

static bool
is_digit(struct dais_str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Length of the digits at @at. */
static size_t
digits(struct dais_str s, size_t at)
{
	size_t n = 0;

	while (is_digit(s, at + n))
		n++;
	return n;
}

/* Length of a date all in figures at @at: 23.05.2022, 23/5/2022, 2022-05-23. */
static size_t
figures_at(struct dais_str s, size_t at)
{
	size_t a = digits(s, at), b, c;
	char sep = at + a < s.n ? s.p[at + a] : ' ';

	if (!a || (sep != '.' && sep != '/' && sep != '-'))
		return 0;
	b = digits(s, at + a + 1);
	if (!b || b > 2 || at + a + 1 + b >= s.n || s.p[at + a + 1 + b] != sep)
		return 0;
	c = digits(s, at + a + b + 2);
	if (!((a <= 2 && c == 4) || (a == 4 && c >= 1 && c <= 2)))
		return 0;
	return a + b + c + 2;
}

void
dais_check_date_05(struct dais_check *c) /* R-DATE-05 */
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		for (size_t at = 0; at < t->s.n; at++) {
			size_t n = is_digit(t->s, at) ? figures_at(t->s, at) : 0;
			struct dais_place p = t->place;
			char before = at ? t->s.p[at - 1] : ' ';

			if (n && before != '/' && before != '.' && before != '-') {
				p.text = dais_str_sub(t->s, at, at + n);
				dais_check_hint(c,
				    dais_check_say_at(c, &p,
					"the date \"%.*s\" is not in the form of the "
					"language",
					DAIS_STR_ARG(p.text)),
				    "use {{date 2022-05-23}}, or write it as in \"%.*s\"",
				    DAIS_STR_ARG(
					dais_text_date(c->a, t->lang, dais_check_opens(c->r))));
			}
			at += n ? n : digits(t->s, at);
		}
	}
}

void
dais_check_date_07(struct dais_check *c) /* R-DATE-07 */
{
	for (size_t t = 0; t < c->r->together.n; t++) {
		const struct dais_meeting *m = &c->r->meetings.v[c->r->together.v[t]];
		int minutes;

		if (m->opens.minute < 0)
			continue;
		if (m->zone.n && dais_text_zone_offset(m->zone, m->opens, &minutes))
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, m->origin, m->zone, "the %.*s has times, but %s",
			DAIS_STR_ARG(dais_check_meeting(c, c->r->together.v[t])),
			dais_check_part(c, m->zone.n ? DAIS_MESSAGE("its time zone is unknown")
						     : DAIS_MESSAGE("no time zone"))),
		    "add zone: with an IANA name such as Europe/Vienna");
	}
}
