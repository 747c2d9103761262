/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings of the timetable: hours (R-DATE-06, R-TIME-02), common items taken up apart
 * (R-TIME-05), the report and full sittings (R-TIME-08, R-TIME-11).
 */
#include "read/text/check_priv.h"

/* In a shorter gathering one sitting must do for all that remains. */
#define SITTINGS_LEAST 6u
/* A programme of parallel events has more; sittings of a body do not overlap by style. */
#define OVERLAPS_MAX 2u

static bool
is_of_body(
    const struct checker *c, const struct dais_sitting *s, const struct dais_entry *e, size_t body)
{
	const dais_index_vec *v = e->bodies.n ? &e->bodies : &s->bodies;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == body)
			return dais_record_number(c->r->record, e->item, body).found;
	}
	return false;
}

/* The body that the sitting is told of first. */
static size_t
body_of(const struct checker *c, const struct dais_sitting *s, const struct dais_entry *e)
{
	for (size_t i = 0; i < c->r->record->agendas.n; i++) {
		size_t body = c->r->record->agendas.v[i].body;

		if (is_of_body(c, s, e, body))
			return body;
	}
	return DAIS_NONE;
}

/* How many sittings before @end take up @item of @body. */
static size_t
sittings_before(const struct checker *c, size_t end, size_t item, size_t body)
{
	size_t n = 0;

	for (size_t i = 0; i < end; i++) {
		const struct dais_sitting *s = &c->r->record->sittings.v[i];

		for (size_t k = 0; k < s->entries.n; k++) {
			if (s->entries.v[k].item == item &&
			    is_of_body(c, s, &s->entries.v[k], body)) {
				n++;
				break;
			}
		}
	}
	return n;
}

/* Where the timetable names entry @e of sitting @at; NULL when it cannot be told. */
static const struct dais_evidence *
title_of_entry(const struct checker *c, size_t at, const struct dais_entry *e)
{
	size_t body = body_of(c, &c->r->record->sittings.v[at], e), skip;

	if (body == DAIS_NONE || e->item >= c->r->record->items.n)
		return NULL;
	skip = sittings_before(c, at, e->item, body);
	for (size_t i = 0; i < c->titles_of[e->item].n; i++) {
		const struct dais_evidence *t = c->titles.v[c->titles_of[e->item].v[i]].e;

		if (t->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE && t->body == body && skip-- == 0)
			return t;
	}
	return NULL;
}

static const struct dais_evidence *
place_of_sitting(const struct checker *c, size_t at)
{
	const struct dais_sitting *s = &c->r->record->sittings.v[at];

	return s->entries.n ? title_of_entry(c, at, &s->entries.v[0]) : NULL;
}

static bool
is_substantive(const struct checker *c, const struct dais_entry *e)
{
	return check_is_substantive(c, e->item);
}

/* --- hours ---------------------------------------------------------------------------------- */

static bool
share_a_body(const struct dais_sitting *x, const struct dais_sitting *y)
{
	for (size_t i = 0; i < x->bodies.n; i++) {
		for (size_t k = 0; k < y->bodies.n; k++) {
			if (x->bodies.v[i] == y->bodies.v[k])
				return true;
		}
	}
	return false;
}

static bool
overlap(const struct dais_sitting *x, const struct dais_sitting *y)
{
	return dais_date_eq(x->start.date, y->start.date) && x->start.minute >= 0 &&
	       y->start.minute > x->start.minute && x->end.minute > y->start.minute &&
	       dais_date_eq(x->end.date, x->start.date) && share_a_body(x, y);
}

static void
report_overlap(struct checker *c, size_t x, size_t y)
{
	const struct dais_evidence *first = place_of_sitting(c, x),
				   *second = place_of_sitting(c, y);
	const struct dais_sitting *s = &c->r->record->sittings.v[x];
	struct dais_place p;

	if (!first || !second)
		return;
	p = check_place(c, second);
	check_also(c,
	    dais_diags_add(c->d, "R-TIME-02", DAIS_SEVERITY_WARNING, &p,
		"this sitting begins at %02d:%02d, before the one before it ends, at %02d:%02d",
		c->r->record->sittings.v[y].start.minute / 60,
		c->r->record->sittings.v[y].start.minute % 60, s->end.minute / 60,
		s->end.minute % 60),
	    first);
}

void
check_hours(struct checker *c)
{
	size_t overlaps = 0;

	for (size_t i = 1; i < c->r->record->sittings.n; i++)
		overlaps += overlap(&c->r->record->sittings.v[i - 1], &c->r->record->sittings.v[i]);
	for (size_t i = 0; i < c->r->record->sittings.n; i++) {
		const struct dais_sitting *s = &c->r->record->sittings.v[i];
		const struct dais_evidence *e;
		struct dais_place p;

		if (i && overlaps <= OVERLAPS_MAX && overlap(s - 1, s))
			report_overlap(c, i - 1, i);
		if (s->start.minute < 0 || s->end.minute < 0 ||
		    dais_local_cmp(s->end, s->start) > 0 || !(e = place_of_sitting(c, i)))
			continue;
		p = check_place(c, e);
		dais_diags_add(c->d, "R-DATE-06", DAIS_SEVERITY_ERROR, &p,
		    "the sitting from %02d:%02d to %02d:%02d ends before it begins",
		    s->start.minute / 60, s->start.minute % 60, s->end.minute / 60,
		    s->end.minute % 60);
	}
}

/* --- what a sitting holds ------------------------------------------------------------------- */

/* Whether @item is the adoption of the report: an item that closes the gathering and names no
 * report is of the same kind. */
static bool
is_on_report(const struct checker *c, size_t item)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct dais_item *it = &c->r->record->items.v[item];
	struct dais_str title = it->title.in[c->r->lang];

	return it->kind == DAIS_ITEM_REPORT && (!read_starts_phrase(&words->closing, title) ||
						   read_has_phrase(&words->report_document, title));
}

/* The report is first taken up in a sitting in which other items are still discussed: there is no
 * time to translate what is said on them. [V:SEED F-50] */
static void
check_report(struct checker *c, size_t at)
{
	const struct dais_sitting *s = &c->r->record->sittings.v[at];
	const struct dais_entry *report = NULL, *other = NULL;
	const struct dais_evidence *e;
	struct dais_place p;

	for (size_t i = 0; i < s->entries.n; i++) {
		enum dais_item_kind kind = c->r->record->items.v[s->entries.v[i].item].kind;

		if (is_on_report(c, s->entries.v[i].item))
			report = &s->entries.v[i];
		else if (kind == DAIS_ITEM_OTHER || is_substantive(c, &s->entries.v[i]))
			other = &s->entries.v[i];
	}
	if (!report || !other || sittings_before(c, at, report->item, body_of(c, s, report)) ||
	    !(e = title_of_entry(c, at, report)))
		return;
	p = check_place(c, e);
	dais_diag_set_hint(c->d,
	    dais_diags_add(c->d, "R-TIME-08", DAIS_SEVERITY_WARNING, &p,
		"the adoption of the report begins in the sitting in which other items are still "
		"discussed"),
	    "between the last discussion and the adoption the draft has to be translated");
}

/* The last sitting that takes up @item for @body, and the last of its substantive items. */
static void
last_sittings(
    const struct checker *c, size_t item, size_t body, size_t *ret_item, size_t *ret_other)
{
	*ret_item = *ret_other = DAIS_NONE;
	for (size_t i = 0; i < c->r->record->sittings.n; i++) {
		const struct dais_sitting *s = &c->r->record->sittings.v[i];

		for (size_t k = 0; k < s->entries.n; k++) {
			if (!is_of_body(c, s, &s->entries.v[k], body))
				continue;
			if (s->entries.v[k].item == item)
				*ret_item = i;
			else if (is_substantive(c, &s->entries.v[k]))
				*ret_other = i;
		}
	}
}

/* The report is adopted, and not again, before an item is discussed. */
static void
check_report_is_last(struct checker *c, size_t item, size_t body)
{
	size_t adoption, other;
	const struct dais_sitting *s;
	const struct dais_evidence *e = NULL;
	struct dais_place p;

	last_sittings(c, item, body, &adoption, &other);
	if (adoption == DAIS_NONE || other == DAIS_NONE || other <= adoption)
		return;
	s = &c->r->record->sittings.v[adoption];
	for (size_t i = 0; i < s->entries.n && !e; i++) {
		if (s->entries.v[i].item == item)
			e = title_of_entry(c, adoption, &s->entries.v[i]);
	}
	if (!e)
		return;
	p = check_place(c, e);
	dais_diag_set_hint(c->d,
	    dais_diags_add(c->d, "R-TIME-08", DAIS_SEVERITY_WARNING, &p,
		"the report is adopted here, and an item is still discussed in a later sitting"),
	    "between the last discussion and the adoption the draft has to be translated");
}

/* Whether some substantive item of @body has two sittings to itself. */
static bool
has_room(const struct checker *c, size_t body)
{
	const struct dais_sitting *last = NULL;

	for (size_t i = 0; i < c->r->record->sittings.n; i++) {
		const struct dais_sitting *s = &c->r->record->sittings.v[i];
		bool alone = s->entries.n == 1 && is_substantive(c, &s->entries.v[0]) &&
			     is_of_body(c, s, &s->entries.v[0], body);

		if (alone && last && last->entries.v[0].item == s->entries.v[0].item)
			return true;
		last = alone ? s : last;
	}
	return false;
}

/* Two substantive items of a body share a sitting, while another has two to itself. [V:SEED F-49]
 */
static void
check_full(struct checker *c, size_t at)
{
	const struct dais_sitting *s = &c->r->record->sittings.v[at];
	const struct dais_entry *first = NULL;

	for (size_t i = 0; i < s->entries.n; i++) {
		const struct dais_entry *e = &s->entries.v[i];
		const struct dais_evidence *x, *y;
		size_t body = body_of(c, s, e);
		struct dais_place p;

		if (!is_substantive(c, e) || body == DAIS_NONE ||
		    c->r->record->items.v[e->item].parent != DAIS_NONE)
			continue;
		if (!first || !is_of_body(c, s, first, body)) {
			first = first ? first : e;
			continue;
		}
		x = title_of_entry(c, at, first);
		y = title_of_entry(c, at, e);
		if (!x || !y || !has_room(c, body))
			return;
		p = check_place(c, x);
		check_also(c,
		    dais_diags_add(c->d, "R-TIME-11", DAIS_SEVERITY_WARNING, &p,
			"two substantive items share this sitting, while another item has two "
			"sittings to itself"),
		    y);
		return;
	}
}

void
check_sittings(struct checker *c)
{
	for (size_t i = 0; i < c->r->record->agendas.n && i < 64; i++) {
		const struct dais_agenda *agenda = &c->r->record->agendas.v[i];

		for (size_t k = 0; k < agenda->items.n; k++) {
			size_t item = agenda->items.v[k];

			if (is_on_report(c, item))
				check_report_is_last(c, item, agenda->body);
		}
	}
	if (c->r->record->sittings.n < SITTINGS_LEAST || c->r->record->sittings.n > 200)
		return;
	for (size_t i = 0; i < c->r->record->sittings.n; i++) {
		check_report(c, i);
		check_full(c, i);
	}
}

/* --- common items --------------------------------------------------------------------------- */

/* Whether @item is on for @body in sitting @s. */
static bool
is_on(const struct checker *c, const struct dais_sitting *s, size_t item, size_t body)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		if (s->entries.v[i].item == item && is_of_body(c, s, &s->entries.v[i], body))
			return true;
	}
	return false;
}

/* A common item that both bodies take up in the timetable, in one sitting by one of them only. */
static void
check_common_sittings(struct checker *c, size_t item, size_t x, size_t y)
{
	size_t together = 0, apart = 0, odd = 0;
	struct dais_place p;

	for (size_t i = 0; i < c->r->record->sittings.n; i++) {
		const struct dais_sitting *s = &c->r->record->sittings.v[i];
		bool on_x = is_on(c, s, item, x), on_y = is_on(c, s, item, y);

		together += on_x && on_y;
		apart += on_x != on_y;
		odd = on_x != on_y ? i : odd;
	}
	if (!together || apart != 1)
		return;
	for (size_t i = 0; i < c->r->record->sittings.v[odd].entries.n; i++) {
		const struct dais_entry *k = &c->r->record->sittings.v[odd].entries.v[i];
		const struct dais_evidence *e = k->item == item ? title_of_entry(c, odd, k) : NULL;

		if (!e)
			continue;
		p = check_place(c, e);
		dais_diags_add(c->d, "R-TIME-05", DAIS_SEVERITY_WARNING, &p,
		    "a common item is taken up by one body alone here, elsewhere by both together");
		return;
	}
}

void
check_joint_items(struct checker *c)
{
	size_t x, y;

	if (c->r->record->agendas.n != 2 || c->r->record->sittings.n > 200)
		return;
	x = c->r->record->agendas.v[0].body;
	y = c->r->record->agendas.v[1].body;
	for (size_t i = 0; i < c->r->record->items.n; i++) {
		if (!c->confused[i] && dais_record_number(c->r->record, i, x).found &&
		    dais_record_number(c->r->record, i, y).found)
			check_common_sittings(c, i, x, y);
	}
}
