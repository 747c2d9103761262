/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-TIME: the sittings of each body. Plans for other formats are held to the same rules where
 * these do not depend on the format.
 */
#include "check/check_priv.h"

#define NOON (12 * 60 + 30) /* sittings that begin later belong to the afternoon */

static bool
is_inside(const struct dais_hours *v, size_t n, int start, int end)
{
	for (size_t i = 0; i < n; i++) {
		if (start >= v[i].start && end <= v[i].end)
			return true;
	}
	return n == 0;
}

static void
check_hours(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	const struct dais_profile *p = &c->r->profile;

	(void)is_plan;
	for (size_t s = 0; m == DAIS_MODALITY_IN_PERSON && s < v->n; s++) {
		const struct dais_sitting *sitting = &v->v[s];
		struct dais_diag *g;
		struct dais_str *hours = DAIS_NEW_N(c->a, p->hours.n, struct dais_str);

		if (is_inside(p->hours.v, p->hours.n, sitting->start.minute, sitting->end.minute))
			continue;
		for (size_t i = 0; i < p->hours.n; i++)
			hours[i] = dais_text_time_range(
			    c->a, c->lang, p->hours.v[i].start, p->hours.v[i].end);
		g = dais_check_say(c, sitting->origin, DAIS_STR_NONE,
		    "the sitting on %.*s lies outside the hours of sittings",
		    DAIS_STR_ARG(dais_check_when(c, sitting->start)));
		dais_check_hint(c, g, "allowed: %.*s",
		    DAIS_STR_ARG(dais_text_list(c->a, c->lang, hours, p->hours.n)));
	}
}

void
dais_check_time_01(struct dais_check *c) /* R-TIME-01 */
{
	dais_check_each_plan(c, check_hours);
}

static bool
share_room(struct dais_check *c, const struct dais_sitting *x, const struct dais_sitting *y)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (x->room.in[l].n && y->room.in[l].n &&
		    dais_str_eq(
			dais_text_fold(c->a, x->room.in[l]), dais_text_fold(c->a, y->room.in[l])))
			return true;
	}
	return false;
}

/* What the two share and cannot: "the Working Group", "a room", "a team of interpreters". */
static struct dais_str
shared_thing(
    struct dais_check *c, const struct dais_sitting *x, const struct dais_sitting *y, size_t body)
{
	if (body != DAIS_NONE)
		return dais_text_message(
		    c->a, c->lang, "the %.*s", DAIS_STR_ARG(dais_check_body(c, body)));
	if (share_room(c, x, y))
		return dais_str_from(dais_check_part(c, DAIS_MESSAGE("a room")));
	return x->team.n && dais_str_eq(x->team, y->team)
		   ? dais_str_from(dais_check_part(c, DAIS_MESSAGE("a team of interpreters")))
		   : DAIS_STR_NONE;
}

static size_t
shared_body(const struct dais_sitting *x, const struct dais_sitting *y)
{
	for (size_t i = 0; i < x->bodies.n; i++) {
		if (dais_check_has(&y->bodies, x->bodies.v[i]))
			return x->bodies.v[i];
	}
	return DAIS_NONE;
}

static void
check_overlap(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	(void)is_plan;
	for (size_t i = 0; i < v->n; i++) {
		for (size_t k = 0; k < i; k++) {
			const struct dais_sitting *x = &v->v[i], *y = &v->v[k];
			struct dais_str shared;
			struct dais_place p;
			struct dais_diag *g;

			if (dais_local_cmp(x->start, y->end) >= 0 ||
			    dais_local_cmp(y->start, x->end) >= 0)
				continue;
			shared = shared_thing(c, x, y, shared_body(x, y));
			if (!shared.n)
				continue;
			g = dais_check_say(c, x->origin, DAIS_STR_NONE,
			    "the sittings on %.*s and %.*s overlap and share %.*s",
			    DAIS_STR_ARG(dais_check_when(c, y->start)),
			    DAIS_STR_ARG(dais_check_when(c, x->start)), DAIS_STR_ARG(shared));
			p = dais_check_place_yaml(c, y->origin, DAIS_STR_NONE);
			dais_check_also(c, g, &p);
			dais_check_hint(c, g, "move one of them");
		}
	}
}

void
dais_check_time_02(struct dais_check *c) /* R-TIME-02 */
{
	dais_check_each_plan(c, check_overlap);
}

static bool
appears(struct dais_check *c, size_t item, size_t body)
{
	for (size_t s = 0; s < c->r->sittings.n; s++) {
		const struct dais_sitting *sitting = &c->r->sittings.v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			dais_index_vec takers = { NULL, 0, 0 };

			if (sitting->entries.v[e].item != item &&
			    c->r->items.v[item].parent != sitting->entries.v[e].item)
				continue;
			dais_check_takers(c, sitting, &sitting->entries.v[e], &takers);
			if (dais_check_has(&takers, body))
				return true;
		}
	}
	return false;
}

static void
need_appearance(struct dais_check *c, size_t item, size_t body)
{
	if (appears(c, item, body))
		return;
	dais_check_hint(c,
	    dais_check_say(c, c->r->items.v[item].origin, DAIS_STR_NONE, "%.*s is in no sitting",
		DAIS_STR_ARG(dais_check_item(c, item, body))),
	    "add it to the entries of a sitting in which the body takes part");
}

void
dais_check_time_03(struct dais_check *c) /* R-TIME-03 */
{
	for (size_t t = 0; c->r->sittings.n && t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t);
		const struct dais_agenda *agenda = dais_record_agenda(c->r, body);

		for (size_t i = 0; agenda && i < agenda->items.n; i++) {
			const struct dais_item *item = &c->r->items.v[agenda->items.v[i]];

			if (!item->parts.n)
				need_appearance(c, agenda->items.v[i], body);
			for (size_t k = 0; k < item->parts.n; k++)
				need_appearance(c, item->parts.v[k], body);
		}
	}
}

void
dais_check_time_04(struct dais_check *c) /* R-TIME-04 */
{
	for (size_t t = 0; t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t);
		unsigned last = 0;

		for (size_t s = 0; s < c->r->sittings.n; s++) {
			struct dais_cell_entry *cell;
			size_t n;

			dais_record_cell(c->r, &c->r->sittings, s, body, c->a, &cell, &n);
			for (size_t e = 0; e < n; e++) {
				unsigned rank = cell[e].number.number * 100 +
						(unsigned)(cell[e].number.letter + 1);

				if (cell[e].continued)
					continue;
				if (rank < last)
					dais_check_hint(c,
					    dais_check_say(c, c->r->sittings.v[s].origin,
						DAIS_STR_NONE,
						"%.*s comes after a later item of the agenda",
						DAIS_STR_ARG(
						    dais_check_item(c, cell[e].item, body))),
					    "confirm the order, or renumber the agenda");
				last = rank > last ? rank : last;
			}
		}
	}
}

static void
check_joint(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	(void)is_plan;
	for (size_t s = 0; s < v->n; s++) {
		for (size_t e = 0; e < v->v[s].entries.n; e++) {
			const struct dais_entry *entry = &v->v[s].entries.v[e];
			dais_index_vec takers = { NULL, 0, 0 }, have = { NULL, 0, 0 };

			if (!dais_record_is_common(c->r, entry->item, &have, c->a))
				continue;
			dais_check_takers(c, &v->v[s], entry, &takers);
			for (size_t b = 0; b < have.n; b++) {
				if (dais_check_has(&takers, have.v[b]))
					continue;
				dais_check_hint(c,
				    dais_check_say(c, entry->origin, c->r->items.v[entry->item].id,
					"on %.*s the common %.*s is taken up without that body",
					DAIS_STR_ARG(dais_check_when(c, v->v[s].start)),
					DAIS_STR_ARG(dais_check_item(c, entry->item, have.v[b]))),
				    "a common item has the same sittings for all its bodies");
			}
		}
	}
}

void
dais_check_time_05(struct dais_check *c) /* R-TIME-05 */
{
	dais_check_each_plan(c, check_joint);
}

static void
check_ascending(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	(void)is_plan;
	for (size_t s = 1; s < v->n; s++) {
		if (dais_local_cmp(v->v[s - 1].start, v->v[s].start) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
			"the sitting on %.*s stands after a later one",
			DAIS_STR_ARG(dais_check_when(c, v->v[s].start))),
		    "sittings are listed in the order of time");
	}
}

void
dais_check_time_07(struct dais_check *c) /* R-TIME-07 */
{
	dais_check_each_plan(c, check_ascending);
}

/* Half-days since 1970: a morning is even, an afternoon odd. */
static int64_t
half_day(struct dais_local at)
{
	return dais_date_to_days(at.date) * 2 + (at.minute >= NOON);
}

/* The last sitting before the report's in which @body dealt with anything else. */
static void
check_lead(struct dais_check *c, const dais_sitting_vec *v, size_t body, dais_index_vec *said)
{
	int64_t last = -1;
	size_t last_item = DAIS_NONE;

	for (size_t s = 0; s < v->n; s++) {
		struct dais_cell_entry *cell;
		size_t n;

		dais_record_cell(c->r, v, s, body, c->a, &cell, &n);
		for (size_t e = 0; e < n; e++) {
			if (c->r->items.v[cell[e].item].kind != DAIS_ITEM_REPORT) {
				last = half_day(v->v[s].start);
				last_item = cell[e].item;
				continue;
			}
			if (cell[e].continued || last_item == DAIS_NONE ||
			    dais_check_has(said, s) ||
			    half_day(v->v[s].start) - last >=
				(int64_t)c->r->profile.adoption_lead_half_days)
				continue;
			dais_vec_push(c->a, said, s);
			dais_check_hint(c,
			    dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
				"the adoption of the report begins on %.*s, too soon after %.*s",
				DAIS_STR_ARG(dais_check_when(c, v->v[s].start)),
				DAIS_STR_ARG(dais_check_item(c, last_item, body))),
			    "half-days needed to translate the draft report: %u",
			    c->r->profile.adoption_lead_half_days);
		}
	}
}

static void
check_adoption(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	dais_index_vec said = { NULL, 0, 0 };

	(void)m;
	(void)is_plan;
	for (size_t t = 0; t < c->r->together.n; t++)
		check_lead(c, v, dais_check_body_at(c->r, t), &said);
}

void
dais_check_time_08(struct dais_check *c) /* R-TIME-08 */
{
	dais_check_each_plan(c, check_adoption);
}

static bool
is_used(const dais_sitting_vec *v, struct dais_date d, const struct dais_hours *h)
{
	for (size_t s = 0; s < v->n; s++) {
		if (dais_date_eq(v->v[s].start.date, d) && v->v[s].start.minute < h->end &&
		    v->v[s].end.minute > h->start)
			return true;
	}
	return false;
}

void
dais_check_time_10(struct dais_check *c) /* R-TIME-10 */
{
	const struct dais_profile *p = &c->r->profile;
	struct dais_date opens = dais_check_opens(c->r), closes = dais_check_closes(c->r);

	for (size_t s = 0; s < c->r->sittings.n; s++) {
		if (!c->r->sittings.v[s].entries.n)
			dais_check_hint(c,
			    dais_check_say(c, c->r->sittings.v[s].origin, DAIS_STR_NONE,
				"nothing is planned for the sitting on %.*s",
				DAIS_STR_ARG(dais_check_when(c, c->r->sittings.v[s].start))),
			    "release the sitting, or add entries");
	}
	if (!c->r->sittings.n || !dais_date_is_set(opens) || !dais_date_is_set(closes) ||
	    dais_check_modality(c->r) != DAIS_MODALITY_IN_PERSON)
		return;
	for (struct dais_date d = opens; dais_date_cmp(d, closes) <= 0; d = dais_date_add(d, 1)) {
		for (size_t h = 0; dais_date_weekday(d) < 6 && h < p->hours.n; h++) {
			if (is_used(&c->r->sittings, d, &p->hours.v[h]))
				continue;
			dais_check_hint(c,
			    dais_check_say(c, c->r->meetings.v[c->r->together.v[0]].origin,
				DAIS_STR_NONE, "no sitting on %.*s, %.*s",
				DAIS_STR_ARG(dais_text_day(c->a, c->lang, d)),
				DAIS_STR_ARG(dais_text_time_range(
				    c->a, c->lang, p->hours.v[h].start, p->hours.v[h].end))),
			    "use the half-day, or shorten the meeting");
		}
	}
}

static void
check_dense(struct dais_check *c, const struct dais_sitting *s, size_t body)
{
	dais_index_vec tops = { NULL, 0, 0 };
	int length = s->end.minute - s->start.minute, stated = 0;
	bool all = true;

	for (size_t e = 0; e < s->entries.n; e++) {
		dais_index_vec takers = { NULL, 0, 0 };
		size_t top = dais_check_top(c->r, s->entries.v[e].item);
		enum dais_item_kind kind = c->r->items.v[top].kind;

		dais_check_takers(c, s, &s->entries.v[e], &takers);
		if (!dais_check_has(&takers, body))
			continue;
		stated += (int)s->entries.v[e].minutes;
		if ((kind == DAIS_ITEM_SUBSTANTIVE || kind == DAIS_ITEM_REVIEW)) {
			all &= s->entries.v[e].minutes > 0;
			if (!dais_check_has(&tops, top))
				dais_vec_push(c->a, &tops, top);
		}
	}
	if (stated > length)
		dais_check_hint(c,
		    dais_check_say(c, s->origin, DAIS_STR_NONE,
			"the entries of the sitting on %.*s need %d minutes, it has %d",
			DAIS_STR_ARG(dais_check_when(c, s->start)), stated, length),
		    "move an entry to another sitting");
	else if (tops.n > 1 && !all)
		dais_check_file_hint(c,
		    dais_check_say(c, s->origin, DAIS_STR_NONE,
			"the sitting on %.*s has %zu substantive items for the %.*s in %d minutes",
			DAIS_STR_ARG(dais_check_when(c, s->start)), tops.n,
			DAIS_STR_ARG(dais_check_body(c, body)), length),
		    "state minutes: for each entry");
}

static void
check_density(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	(void)m;
	(void)is_plan;
	for (size_t s = 0; s < v->n; s++) {
		for (size_t b = 0; b < v->v[s].bodies.n; b++)
			check_dense(c, &v->v[s], v->v[s].bodies.v[b]);
	}
}

void
dais_check_time_11(struct dais_check *c) /* R-TIME-11 */
{
	dais_check_each_plan(c, check_density);
}

void
dais_check_time_12(struct dais_check *c) /* R-TIME-12 */
{
	const struct dais_record *r = c->r;
	const struct dais_meeting *x, *y;

	if (r->together.n < 2)
		return;
	x = &r->meetings.v[r->together.v[0]];
	y = &r->meetings.v[r->together.v[1]];
	if (dais_date_cmp(x->closes, y->opens.date) < 0 ||
	    dais_date_cmp(y->closes, x->opens.date) < 0)
		return;
	for (size_t i = 0; i < c->paras.n; i++) {
		const struct check_para *p = &c->paras.v[i];
		struct dais_place place = dais_check_place_para(c, p, 0, 0);

		for (const char *const *word =
			 dais_check_lists[CHECK_WORDS_HELD_CONSECUTIVELY][p->lang];
		    *word; word++) {
			if (!dais_check_contains(c, p->text, *word))
				continue;
			place.text = dais_str_from(*word);
			dais_check_hint(c,
			    dais_check_say_at(c, &place,
				"the text says \"%s\", but the %.*s and the %.*s share days", *word,
				DAIS_STR_ARG(dais_check_meeting(c, r->together.v[0])),
				DAIS_STR_ARG(dais_check_meeting(c, r->together.v[1]))),
			    "change the wording, or the dates");
		}
	}
}
