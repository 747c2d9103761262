/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-ANNOT-09 to -12: what the annotations of item 1 say: opening, approvals, schedule.
 */
#include "check/check_priv.h"

static bool
has_language(const struct dais_record *r, unsigned l)
{
	return (r->languages & DAIS_LANG_BIT(l)) != 0;
}

static size_t
find_part(const struct dais_record *r, size_t body, enum dais_item_kind kind)
{
	for (size_t i = 0; i < r->items.n; i++) {
		if (r->items.v[i].kind == kind && dais_record_number(r, i, body).found)
			return i;
	}
	return DAIS_NONE;
}

/* The annotation of the part of @kind; that of the whole item when it covers its parts. */
static const struct dais_annotation *
annotation_of(const struct dais_record *r, enum dais_lang l, size_t body, enum dais_item_kind kind)
{
	size_t item = find_part(r, body, kind);
	const struct dais_annotation *n;

	if (item == DAIS_NONE)
		return NULL;
	n = dais_record_annotation(r, l, item, body);
	if (!n && r->items.v[item].parent != DAIS_NONE)
		n = dais_record_annotation(r, l, r->items.v[item].parent, body);
	return n;
}

struct opening_facts {
	struct dais_local opens;
	bool day, time;
};

static void
look_opening(struct opening_facts *o, const struct dais_fact *f)
{
	if (f->kind == DAIS_FACT_TIME)
		o->time |= f->minute == o->opens.minute;
	if (f->kind == DAIS_FACT_WEEKDAY)
		o->day |= f->from.day == o->opens.date.day && f->from.month == o->opens.date.month;
}

static void
check_opening(
    struct dais_check *c, enum dais_lang l, size_t meeting, const struct dais_annotation *n)
{
	const struct dais_meeting *m = &c->r->meetings.v[meeting];
	struct opening_facts o = { m->opens, false, false };
	struct dais_place p = dais_check_place_text(c, l, n->line, 1, DAIS_STR_NONE);
	bool place = dais_check_refers(n, "place", DAIS_STR_NONE);
	const struct check_facts *facts;
	const char *lacks = NULL;

	o.day = o.time = dais_check_refers(n, "opening", DAIS_STR_NONE);
	for (size_t i = 0; i < c->paras.n; i++) {
		if (c->paras.v[i].annotation != n)
			continue;
		facts = dais_check_facts_of_para(c, i);
		for (size_t k = 0; k < facts->list.n; k++)
			look_opening(&o, &facts->list.v[k]);
		place |= m->place.in[l].n &&
			 dais_str_find(c->paras.v[i].text, m->place.in[l], 0) != SIZE_MAX;
	}
	if (!place)
		lacks = DAIS_MESSAGE("the place");
	if (!o.time || m->opens.minute < 0)
		lacks = DAIS_MESSAGE("the time");
	if (!o.day)
		lacks = DAIS_MESSAGE("the weekday and date");
	if (!lacks)
		return;
	dais_check_hint(c,
	    dais_check_say_at(c, &p, "the annotation on the opening of the %.*s does not give %s",
		DAIS_STR_ARG(dais_check_meeting(c, meeting)), dais_check_part(c, lacks)),
	    "use {{opening %.*s}} and {{place %.*s}}", DAIS_STR_ARG(m->id), DAIS_STR_ARG(m->id));
}

void
dais_check_annot_09(struct dais_check *c) /* R-ANNOT-09 */
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_annotation *seen = NULL;

		for (size_t t = 0; has_language(c->r, l) && t < c->r->together.n; t++) {
			const struct dais_annotation *n = annotation_of(c->r, (enum dais_lang)l,
			    dais_check_body_at(c->r, t), DAIS_ITEM_OPENING);

			if (n && n != seen)
				check_opening(c, (enum dais_lang)l, c->r->together.v[t], n);
			seen = n;
		}
	}
}

/* Whether @n, or an annotation of the same item it refers to, names an approval of @object. */
static bool
states_approval(const struct dais_record *r, enum dais_lang l, const struct dais_annotation *n,
    size_t meeting, const char *object)
{
	for (size_t i = 0; i < r->approvals.n; i++) {
		const struct dais_approval *p = &r->approvals.v[i];

		if (!dais_str_is(p->object, object) || !dais_check_has(&p->meetings, meeting))
			continue;
		if (dais_check_refers(n, "approved", p->id))
			return true;
		for (size_t k = 0; k < r->annotations[l].n; k++) {
			const struct dais_annotation *other = &r->annotations[l].v[k];

			if (other->item == n->item && dais_check_refers(other, "approved", p->id) &&
			    dais_check_refers(n, "item", r->items.v[n->item].id))
				return true;
		}
	}
	return false;
}

void
dais_check_annot_10(struct dais_check *c) /* R-ANNOT-10 */
{
	static const char *const objects[] = { "dates", "topics" };
	const struct dais_record *r = c->r;

	for (unsigned l = 0; r->profile.approvals_recorded && l < DAIS_LANG_COUNT; l++) {
		for (size_t t = 0; has_language(r, l) && t < r->together.n; t++) {
			const struct dais_annotation *n = annotation_of(r, (enum dais_lang)l,
			    dais_check_body_at(r, t), DAIS_ITEM_ADOPTION_OF_AGENDA);

			for (size_t k = 0; n && k < 2; k++) {
				struct dais_place p = dais_check_place_text(
				    c, (enum dais_lang)l, n->line, 1, DAIS_STR_NONE);

				if (states_approval(
					r, (enum dais_lang)l, n, r->together.v[t], objects[k]))
					continue;
				dais_check_hint(c,
				    dais_check_say_at(c, &p,
					"the annotation does not say who approved the %.*s of the "
					"%.*s, and when",
					CHECK_VALUE(c, objects[k]),
					DAIS_STR_ARG(dais_check_meeting(c, r->together.v[t]))),
				    "use {{approved ...}} with an approval whose object is %s",
				    objects[k]);
			}
		}
	}
}

static bool
has_schedule(const struct dais_record *r, enum dais_lang l, struct dais_str body)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		if (dais_check_refers(&r->annotations[l].v[i], "schedule", body))
			return true;
	}
	return false;
}

void
dais_check_annot_11(struct dais_check *c) /* R-ANNOT-11 */
{
	const struct dais_record *r = c->r;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t t = 0; has_language(r, l) && r->sittings.n && t < r->together.n; t++) {
			size_t body = dais_check_body_at(r, t);
			const struct dais_agenda *agenda = dais_record_agenda(r, body);
			const struct dais_annotation *n =
			    annotation_of(r, (enum dais_lang)l, body, DAIS_ITEM_ADOPTION_OF_AGENDA);
			struct dais_place p;

			if (!n || has_schedule(r, (enum dais_lang)l, r->bodies.v[body].id))
				continue;
			p = dais_check_place_text(c, (enum dais_lang)l, n->line, 1, DAIS_STR_NONE);
			for (size_t i = 0; agenda && i < agenda->items.n; i++) {
				struct dais_str id = r->items.v[agenda->items.v[i]].id;

				if (dais_check_refers(n, "item", id) ||
				    dais_check_refers(n, "number", id))
					continue;
				dais_check_hint(c,
				    dais_check_say_at(c, &p,
					"the organization of work does not say when %.*s is taken "
					"up",
					DAIS_STR_ARG(dais_check_item(c, agenda->items.v[i], body))),
				    "use {{schedule %.*s}}", DAIS_STR_ARG(r->bodies.v[body].id));
			}
		}
	}
}

/* Whether some body takes item @item (or a part) up on @d. */
static bool
is_taken_up_on(const struct dais_record *r, size_t item, struct dais_date d)
{
	for (size_t s = 0; s < r->sittings.n; s++) {
		const struct dais_sitting *sitting = &r->sittings.v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			size_t taken = sitting->entries.v[e].item;

			if ((taken == item || dais_check_top(r, taken) == item ||
				dais_check_top(r, item) == taken) &&
			    dais_date_eq(sitting->start.date, d))
				return true;
		}
	}
	return false;
}

struct one_sentence {
	struct dais_check *c;
	const struct check_para *p;
	size_t item, from, to;
};

static void
look_schedule(const struct one_sentence *s, const struct dais_fact *f)
{
	struct dais_date d = f->from;
	struct dais_place place;

	if ((f->kind != DAIS_FACT_DATE && f->kind != DAIS_FACT_WEEKDAY) || f->at < s->from ||
	    f->at >= s->to)
		return;
	if (!d.year)
		d.year = dais_check_opens(s->c->r).year;
	if (dais_date_cmp(d, dais_check_opens(s->c->r)) < 0 ||
	    dais_date_cmp(d, dais_check_closes(s->c->r)) > 0 || is_taken_up_on(s->c->r, s->item, d))
		return;
	place = dais_check_place_para(s->c, s->p, f->at, f->n);
	dais_check_hint(s->c,
	    dais_check_say_at(s->c, &place, "%.*s is not in the timetable on %.*s",
		DAIS_STR_ARG(dais_check_item(s->c, s->item, s->p->annotation->body)),
		CHECK_DATE(s->c, d)),
	    "let {{schedule ...}} write the sentence");
}

/* End of the sentence that begins at @from. */
static size_t
sentence_end(const struct check_para *p, size_t from)
{
	size_t dot = dais_str_find(p->text, DAIS_STR(". "), from);
	size_t zh = dais_str_find(p->text, DAIS_STR("。"), from);
	size_t end = dot < zh ? dot : zh;

	return end == SIZE_MAX ? p->text.n : end + 1;
}

/* The only item referred to between @from and @to; DAIS_NONE when there are none or several. */
static size_t
only_item(const struct dais_record *r, const struct check_para *p, size_t from, size_t to)
{
	size_t found = DAIS_NONE;

	for (size_t i = 0; i < p->starts.n; i++) {
		const struct dais_span *span = &p->block->spans.v[i];
		size_t item;

		if (p->starts.v[i] < from || p->starts.v[i] >= to || span->kind != DAIS_SPAN_REF ||
		    (!dais_str_is(span->ref.kind, "item") &&
			!dais_str_is(span->ref.kind, "quoted") &&
			!dais_str_is(span->ref.kind, "number") &&
			!dais_str_is(span->ref.kind, "title")))
			continue;
		item = dais_map_get(&r->item_ids, span->ref.argument);
		if (found != DAIS_NONE && item != found)
			return DAIS_NONE;
		found = item;
	}
	return found;
}

void
dais_check_annot_12(struct dais_check *c) /* R-ANNOT-12 */
{
	static const char *const kinds[] = { "dates", "opening", NULL };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the dates of the meeting"));
	for (size_t i = 0; c->r->sittings.n && i < c->paras.n; i++) {
		const struct check_para *p = &c->paras.v[i];
		struct one_sentence s = { .c = c, .p = p };
		const struct check_facts *facts;

		if (c->r->items.v[p->annotation->item].kind != DAIS_ITEM_ADOPTION_OF_AGENDA)
			continue;
		facts = dais_check_facts_of_para(c, i);
		while (s.from < p->text.n) {
			s.to = sentence_end(p, s.from);
			s.item = only_item(c->r, p, s.from, s.to);
			for (size_t k = 0; s.item != DAIS_NONE && k < facts->list.n; k++)
				look_schedule(&s, &facts->list.v[k]);
			s.from = s.to;
		}
	}
}
