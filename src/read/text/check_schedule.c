/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What annotations say of days and hours: the schedule against the timetable (R-ANNOT-11,
 * R-ANNOT-12), gatherings said to follow one another (R-TIME-12), the place of the opening
 * (R-ANNOT-09).
 */
#include "read/text/check_priv.h"
#include "text/text.h"

/* A gathering is not longer. */
#define TIMETABLE_DAYS 45
/* Pieces of evidence at one place, whose order is not certain. */
#define TIES_MAX 6u

/* Whether evidence @e stands in the paragraph @text. */
static bool
stands_in(const struct dais_evidence *e, const struct dais_evidence *text)
{
	return e->words.p >= text->words.p && e->words.p < text->words.p + text->words.n;
}

/* Whether a sitting on @day takes up @item, whole or in part. */
static bool
is_taken_up(const struct checker *c, size_t item, struct dais_date day)
{
	for (size_t s = 0; s < c->r->record->sittings.n; s++) {
		const struct dais_sitting *sit = &c->r->record->sittings.v[s];

		for (size_t i = 0; i < sit->entries.n; i++) {
			size_t entry = sit->entries.v[i].item;

			if (dais_date_eq(sit->start.date, day) &&
			    (entry == item || c->r->record->items.v[entry].parent == item))
				return true;
		}
	}
	return false;
}

static bool
has_sittings(const struct checker *c, struct dais_date day)
{
	for (size_t s = 0; s < c->r->record->sittings.n; s++) {
		if (dais_date_eq(c->r->record->sittings.v[s].start.date, day))
			return true;
	}
	return false;
}

/* Where the timetable of @body names @item, or NULL. */
static const struct dais_evidence *
timetable_title(const struct checker *c, size_t item, size_t body)
{
	for (size_t i = 0; i < c->titles_of[item].n; i++) {
		const struct dais_evidence *e = c->titles.v[c->titles_of[item].v[i]].e;

		if (e->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE && e->body == body)
			return e;
	}
	return NULL;
}

static size_t
item_of_number(const struct checker *c, size_t body, unsigned number)
{
	const struct dais_agenda *agenda = dais_record_agenda(c->r->record, body);

	return agenda && number >= 1 && number <= agenda->items.n ? agenda->items.v[number - 1]
								  : DAIS_NONE;
}

static bool
is_stop(struct dais_str s)
{
	return dais_str_find(s, DAIS_STR(". "), 0) != SIZE_MAX ||
	       dais_str_find(s, DAIS_STR("。"), 0) != SIZE_MAX ||
	       dais_str_find(s, DAIS_STR("; "), 0) != SIZE_MAX;
}

/* Bytes between two pieces of evidence of one paragraph. */
static struct dais_str
between(const struct dais_evidence *x, const struct dais_evidence *y)
{
	const char *from = x->words.p + x->words.n;

	return y->words.p > from ? (struct dais_str){ from, (size_t)(y->words.p - from) }
				 : DAIS_STR_NONE;
}

struct schedule {
	const struct dais_evidence *text;
	const struct dais_evidence *reference; /* last item named in the sentence */
	bool *named;      /* by number */
	size_t days, names;
};

static void
check_scheduled_day(struct checker *c, struct schedule *s, const struct dais_evidence *e)
{
	const struct dais_evidence *ref = s->reference, *title;
	size_t item;
	struct dais_place p;

	s->days++;
	if (!ref || is_stop(between(ref, e)) || ref->number_to != ref->number)
		return;
	item = item_of_number(c, s->text->body, ref->number);
	title = item == DAIS_NONE ? NULL : timetable_title(c, item, s->text->body);
	if (!title || is_taken_up(c, item, e->from) || !has_sittings(c, e->from))
		return;
	p = check_place(c, e);
	check_also(c,
	    dais_diags_add(c->d, "R-ANNOT-12", DAIS_SEVERITY_ERROR, &p,
		"the text has “%.*s” on “%.*s”, the timetable on another day",
		DAIS_STR_ARG(ref->words), DAIS_STR_ARG(e->words)),
	    title);
}

static void
take_scheduled(struct checker *c, struct schedule *s, const struct dais_evidence *e, size_t items)
{
	bool day = (e->kind == DAIS_EVIDENCE_WEEKDAY_DATE || e->kind == DAIS_EVIDENCE_DATE) &&
		   e->from.year && dais_date_is_valid(e->from);

	if (e->kind == DAIS_EVIDENCE_ITEM_REFERENCE) {
		s->reference = e;
		for (unsigned n = e->number; n <= e->number_to && n <= items && n; n++) {
			s->names += !s->named[n];
			s->named[n] = true;
		}
	} else if (day) {
		check_scheduled_day(c, s, e);
	}
}

static void
report_unscheduled(struct checker *c, const struct schedule *s, size_t items)
{
	struct dais_str *missing = DAIS_NEW_N(c->a, items + 1, struct dais_str), list, name;
	struct dais_place p = check_place(c, s->text);
	size_t n_missing = 0;

	for (size_t n = 1; n <= items; n++) {
		if (!s->named[n])
			missing[n_missing++] = dais_arena_printf(c->a, "%zu", n);
	}
	list = dais_text_list(c->a, c->d->lang, missing, n_missing);
	name = s->text->body < c->r->record->bodies.n
		   ? c->r->record->bodies.v[s->text->body].name.in[c->r->lang]
		   : DAIS_STR_NONE;
	dais_diag_set_hint(c->d,
	    dais_diags_add(c->d, "R-ANNOT-11", DAIS_SEVERITY_WARNING, &p,
		n_missing > 1
		    ? "the schedule in this paragraph does not give the day of items %.*s of "
		      "“%.*s” by number"
		    : "the schedule in this paragraph does not give the day of item %.*s of "
		      "“%.*s” by number",
		DAIS_STR_ARG(list), DAIS_STR_ARG(name)),
	    "name every item by its number, so that the text can be read beside the timetable");
}

/* Where the evidence in paragraph @text may begin: it is sorted by place. */
static size_t
first_in(const struct checker *c, const struct dais_evidence *text)
{
	size_t at = (size_t)(text - c->r->evidence.v);

	return at > TIES_MAX ? at - TIES_MAX : 0;
}

/* Whether @e is the next paragraph of an annotation. */
static bool
is_behind(const struct dais_evidence *e, const struct dais_evidence *text)
{
	return e->kind == DAIS_EVIDENCE_ANNOTATION_TEXT && e > text;
}

/* A paragraph of the annotation on the organization of work that says when items come up. */
static void
check_schedule_in(struct checker *c, const struct dais_evidence *text)
{
	const struct dais_agenda *agenda = dais_record_agenda(c->r->record, text->body);
	struct schedule s = { .text = text };
	size_t items = agenda ? agenda->items.n : 0;

	s.named = DAIS_NEW_N(c->a, items + 2, bool);
	for (size_t i = first_in(c, text); i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (is_behind(e, text))
			break;
		if (stands_in(e, text) && e != text)
			take_scheduled(c, &s, e, items);
	}
	if (s.days >= 2 && s.names >= 2 && s.names < items && c->r->record->sittings.n >= 3)
		report_unscheduled(c, &s, items);
}

/* Whether all sittings lie within weeks of each other: a date in a title may have been taken for a
 * day of the timetable. */
static bool
is_sound_timetable(const struct checker *c)
{
	for (size_t s = 1; s < c->r->record->sittings.n; s++) {
		int64_t apart = dais_date_to_days(c->r->record->sittings.v[s].start.date) -
				dais_date_to_days(c->r->record->sittings.v[0].start.date);

		if (apart < -TIMETABLE_DAYS || apart > TIMETABLE_DAYS)
			return false;
	}
	return c->r->record->sittings.n > 0;
}

void
check_schedule(struct checker *c)
{
	if (!is_sound_timetable(c))
		return;
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct dais_evidence *e = c->texts.v[i];

		if (e->item < c->r->record->items.n && check_is_organization(c, e->item))
			check_schedule_in(c, e);
	}
}

/* --- one after the other -------------------------------------------------------------------- */

static const struct dais_meeting *
meeting_of(const struct checker *c, size_t agenda)
{
	size_t m = dais_record_meeting_of(c->r->record, c->r->record->agendas.v[agenda].body);

	return m == DAIS_NONE ? NULL : &c->r->record->meetings.v[m];
}

static bool
overlap(const struct dais_meeting *x, const struct dais_meeting *y)
{
	return x && y && x->opens.date.year && y->opens.date.year && x->closes.year &&
	       y->closes.year && dais_date_cmp(x->opens.date, y->closes) < 0 &&
	       dais_date_cmp(y->opens.date, x->closes) < 0;
}

/* Whether the paragraph gives a period. */
static bool
has_period(const struct checker *c, const struct dais_evidence *text)
{
	for (size_t i = first_in(c, text); i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (is_behind(e, text))
			return false;
		if (e->kind == DAIS_EVIDENCE_RANGE && stands_in(e, text))
			return true;
	}
	return false;
}

/* Two gatherings said to follow one another that share days. [V:SEED F-15] */
void
check_consecutive(struct checker *c)
{
	const struct read_words *words = read_words_of(c->r->lang);
	struct dais_diag *g = NULL;

	if (c->r->record->agendas.n != 2 || !overlap(meeting_of(c, 0), meeting_of(c, 1)))
		return;
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct dais_evidence *e = c->texts.v[i];
		struct phrase_place at;
		struct dais_place p;

		if (!read_find_phrase(&words->consecutive, e->words, 0, &at) || !has_period(c, e))
			continue;
		p = check_part(c, e, dais_str_sub(e->words, at.at, at.at + at.n));
		if (g)
			dais_diag_add_place(c->d, g, &p);
		else
			g = dais_diags_add(c->d, "R-TIME-12", DAIS_SEVERITY_WARNING, &p,
			    "the gatherings are said to be held “%.*s”, but the timetable has both "
			    "on the same days",
			    DAIS_STR_ARG(p.text));
	}
}

/* --- the place of the opening ----------------------------------------------------------------- */

/* Words beside gathering, body, day and hour that leave no room for a place: where a name has a
 * capital letter, where it has none, and of Chinese. */
#define BARE_WORDS 8u
#define BARE_WORDS_PLAIN 4u
#define BARE_SIGNS 6u

static size_t
bare_words(enum dais_lang l)
{
	return l == DAIS_LANG_ZH ? BARE_SIGNS : l == DAIS_LANG_AR ? BARE_WORDS_PLAIN : BARE_WORDS;
}

static bool
is_in_fact(const struct checker *c, const struct dais_evidence *text, const char *at)
{
	for (size_t i = first_in(c, text); i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (is_behind(e, text))
			return false;
		if ((e->kind == DAIS_EVIDENCE_WEEKDAY_DATE || e->kind == DAIS_EVIDENCE_TIME ||
			e->kind == DAIS_EVIDENCE_ORDINAL) &&
		    at >= e->words.p && at < e->words.p + e->words.n)
			return true;
	}
	return false;
}

static bool
has_word(const word_vec *v, struct dais_str word)
{
	for (size_t i = 0; i < v->n; i++) {
		if (read_akin(v->v[i], word))
			return true;
	}
	return false;
}

/* What a paragraph says beside the gathering, its body, the day and the hour. */
struct rest {
	size_t words;
	bool names; /* one has a capital letter, and is not the first */
};

static struct rest
rest_of(struct checker *c, const struct dais_evidence *text, const word_vec *body)
{
	struct rest rest = { 0 };
	const word_vec *words = check_words(c, text);

	for (size_t i = 0; i < words->n; i++) {
		struct dais_str raw = check_words_in(text->words, i, 1);
		size_t n = 0;

		if (!raw.n || is_in_fact(c, text, raw.p) || has_word(body, words->v[i]))
			continue;
		rest.words++;
		(void)dais_str_decode(raw, &n);
		rest.names |= i > 0 && !dais_str_eq(dais_str_sub(raw, 0, n),
					   dais_text_fold(c->a, dais_str_sub(raw, 0, n)));
	}
	return rest;
}

/* Whether the paragraph states a day with its weekday, and an hour. */
static bool
states_opening(const struct checker *c, const struct dais_evidence *text)
{
	bool day = false, hour = false;

	for (size_t i = first_in(c, text); i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (is_behind(e, text))
			break;
		day |= e->kind == DAIS_EVIDENCE_WEEKDAY_DATE && stands_in(e, text);
		hour |= e->kind == DAIS_EVIDENCE_TIME && stands_in(e, text);
	}
	return day && hour;
}

static bool
has_place(const struct checker *c, size_t body)
{
	size_t m = dais_record_meeting_of(c->r->record, body);

	return m == DAIS_NONE || c->r->record->meetings.v[m].place.in[c->r->lang].n > 0;
}

/* The opening is announced with its day and hour, and nobody says where. */
void
check_venue(struct checker *c)
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct dais_evidence *e = c->texts.v[i];
		struct dais_place p;
		struct rest rest;
		word_vec name;

		if (e->item >= c->r->record->items.n || e->body >= c->r->record->bodies.n ||
		    !check_is_opening(c, e->item) || has_place(c, e->body) || !states_opening(c, e))
			continue;
		name = read_split(c->a, c->r->record->bodies.v[e->body].name.in[c->r->lang]);
		rest = rest_of(c, e, &name);
		if (rest.names || rest.words > bare_words(c->r->lang))
			continue;
		p = check_place(c, e);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-ANNOT-09", DAIS_SEVERITY_WARNING, &p,
			"the opening is announced with its day and hour but without a place"),
		    "give building, room and city");
	}
}
