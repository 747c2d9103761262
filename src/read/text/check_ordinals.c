/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ordinals of gatherings and their nouns: R-AGENDA-16, R-AGENDA-17.
 */
#include <stdio.h>

#include "read/text/check_priv.h"

/* Words before an ordinal that say what it is told of. */
#define CONTEXT_WORDS 20u
/* Ordinals of the same body that an ordinal is compared with, before and after it. */
#define NEAR 64u
/* A document with more of these findings has one cause, and they repeat it. */
#define FINDINGS_MAX 50u

/* Mentions of the gathering @number of @body. */
static const check_list *
named(const struct checker *c, size_t body, unsigned number)
{
	char key[48];
	int n = snprintf(key, sizeof(key), "%zu:%u", body, number);
	size_t at = dais_map_get(&c->gatherings, (struct dais_str){ key, (size_t)n });

	return at == DAIS_MAP_NONE ? NULL : &c->gathering_groups.v[at];
}

static size_t
count(const struct checker *c, size_t body, unsigned number)
{
	const check_list *v = named(c, body, number);

	return v ? v->n : 0;
}

/* The last words of @s. */
static word_vec
tail(struct dais_arena *a, struct dais_str s)
{
	word_vec v = read_split(a, s);

	if (v.n > CONTEXT_WORDS) {
		v.v += v.n - CONTEXT_WORDS;
		v.n = CONTEXT_WORDS;
	}
	return v;
}

/* The part of context @s behind @e, when @e stands in it: its words are not told of both. */
static struct dais_str
after(struct dais_str s, const struct dais_evidence *e)
{
	if (e->words.p >= s.p && e->words.p < s.p + s.n)
		return dais_str_sub(s, (size_t)(e->words.p - s.p) + e->words.n, s.n);
	return s;
}

/* Three words in a row, two of them long, that both contexts have: what the ordinal is told of.
 * DAIS_STR_NONE if there are none. */
static struct dais_str
shared_subject(struct checker *c, const struct dais_evidence *x, const struct dais_evidence *y)
{
	word_vec vx = tail(c->a, after(x->before, y)), vy = tail(c->a, after(y->before, x));

	for (size_t i = 0; i + 3 <= vx.n; i++) {
		unsigned longs = (vx.v[i].n > 5) + (vx.v[i + 1].n > 5) + (vx.v[i + 2].n > 5);

		for (size_t k = 0; longs >= 2 && k + 3 <= vy.n; k++) {
			if (dais_str_eq(vx.v[i], vy.v[k]) &&
			    dais_str_eq(vx.v[i + 1], vy.v[k + 1]) &&
			    dais_str_eq(vx.v[i + 2], vy.v[k + 2]))
				return dais_arena_printf(c->a, "%.*s %.*s %.*s",
				    DAIS_STR_ARG(vx.v[i]), DAIS_STR_ARG(vx.v[i + 1]),
				    DAIS_STR_ARG(vx.v[i + 2]));
		}
	}
	return DAIS_STR_NONE;
}

/* The evidence near ordinal @at of its body that says of another gathering, under the same item,
 * what that ordinal says of its own. */
static const struct dais_evidence *
rival(struct checker *c, const check_list *all, size_t at, struct dais_str *ret_subject)
{
	const struct dais_evidence *e = all->v[at];
	size_t from = at > NEAR ? at - NEAR : 0;

	for (size_t i = from; i < all->n && i < at + NEAR; i++) {
		const struct dais_evidence *o = all->v[i];

		if (o->number == e->number || o->item != e->item ||
		    count(c, e->subject, o->number) < 3)
			continue;
		*ret_subject = shared_subject(c, e, o);
		if (ret_subject->n)
			return o;
	}
	return NULL;
}

/* How the document usually names the gathering of @o: with the noun that @e has. */
static const struct dais_evidence *
usual(const struct checker *c, const struct dais_evidence *e, const struct dais_evidence *o)
{
	const check_list *v = named(c, o->subject, o->number);

	for (size_t i = 0; v && i < v->n; i++) {
		if (v->v[i]->noun && e->noun && strcmp(v->v[i]->noun, e->noun) == 0)
			return v->v[i];
	}
	return o;
}

/* Adds the other places that name gathering @number of @body: those said of it, and those that
 * stand in its section with the noun of its gatherings and name no other. */
static void
also_named(struct checker *c, struct dais_diag *g, size_t body, unsigned number)
{
	const char *noun = c->r->record->bodies.v[body].noun_is_session ? "session" : "meeting";

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_ORDINAL && e->number == number &&
		    (e->subject == body || (e->subject == DAIS_NONE && e->body == body && e->noun &&
					       strcmp(e->noun, noun) == 0)))
			check_also(c, g, e);
	}
}

static void
check_ordinal(struct checker *c, const check_list *all, size_t at)
{
	const struct dais_evidence *e = all->v[at], *o;
	struct dais_str subject;
	struct dais_place p;
	struct dais_diag *g;

	if (e->item == DAIS_NONE || count(c, e->subject, e->number) != 1)
		return;
	o = rival(c, all, at, &subject);
	if (!o)
		return;
	p = check_place(c, e);
	g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
	    "“%.*s” is named here, but the document ascribes the “%.*s” to the “%.*s”",
	    DAIS_STR_ARG(e->words), DAIS_STR_ARG(subject), DAIS_STR_ARG(usual(c, e, o)->words));
	dais_diag_set_hint(c->d, g,
	    "number %u is named once in the document, number %u again and again", e->number,
	    o->number);
	also_named(c, g, e->subject, o->number);
}

/* An ordinal stands alone in the document, while what it is told of is told elsewhere, under the
 * same item, of a gathering that is named again and again. [V:SEED F-01] */
void
check_ordinals(struct checker *c)
{
	size_t told = 0;

	for (size_t b = 0; b < c->r->record->bodies.n; b++) {
		for (size_t i = 0; i < c->ordinals_of[b].n && told < FINDINGS_MAX; i++) {
			size_t before = c->d->list.n;

			check_ordinal(c, &c->ordinals_of[b], i);
			told += c->d->list.n > before;
		}
	}
}

static const struct dais_evidence *
with_noun(const check_list *v, const char *noun)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i]->noun && strcmp(v->v[i]->noun, noun) == 0)
			return v->v[i];
	}
	return NULL;
}

/* What gatherings are called (struct dais_fact), in the language of the findings. */
static const char *
name_of(const struct checker *c, const char *noun)
{
	static const char *const nouns[] = { DAIS_MESSAGE("meeting"), DAIS_MESSAGE("session"),
		DAIS_MESSAGE("sitting"), DAIS_MESSAGE("conference"), DAIS_MESSAGE("assembly"),
		DAIS_MESSAGE("congress"), DAIS_MESSAGE("forum") };

	for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++) {
		if (strcmp(noun, nouns[i]) == 0)
			return check_message(c, nouns[i]);
	}
	return noun;
}

/* The word for a body's gatherings is one: who says "session" of meetings means another body.
 * [V:SEED F-02] */
void
check_nouns(struct checker *c)
{
	for (size_t b = 0; b < c->r->record->agendas.n; b++) {
		const char *noun =
		    c->r->record->bodies.v[b].noun_is_session ? "session" : "meeting";
		const check_list *v = &c->ordinals_of[b];
		const struct dais_evidence *proper = with_noun(v, noun);

		for (size_t i = 0; i < v->n && proper; i++) {
			const struct dais_evidence *e = v->v[i];
			struct dais_place p = check_place(c, e);

			if (!e->explicit_body || !e->noun || strcmp(e->noun, noun) == 0 ||
			    strcmp(e->noun, "sitting") == 0)
				continue;
			check_also(c,
			    dais_diags_add(c->d, "R-AGENDA-17", DAIS_SEVERITY_ERROR, &p,
				"“%.*s” calls a %s of this body a %s; elsewhere it is “%.*s”",
				DAIS_STR_ARG(e->words), name_of(c, noun), name_of(c, e->noun),
				DAIS_STR_ARG(proper->words)),
			    proper);
		}
	}
}

/* --- the gathering the document is about ------------------------------------------------------ */

/* Farther numbers are those of another body's gatherings. */
#define FAR_NUMBER 3u
/* Mentions that make a gathering the subject of a document. */
#define OFTEN 4u
/* Facts in an annotation that only refers. */
#define REFERENCE_FACTS 24

struct own_gathering {
	unsigned number; /* 0: not certain */
	size_t n; /* mentions */
	const struct dais_evidence *e;
};

static bool
has_noun(const struct checker *c, const struct dais_evidence *e, size_t body)
{
	const char *noun = c->r->record->bodies.v[body].noun_is_session ? "session" : "meeting";

	return e->noun && strcmp(e->noun, noun) == 0;
}

/* The number of the gathering of @body; 0: not known. */
static unsigned
ordinal_of(const struct checker *c, size_t body)
{
	size_t m = dais_record_meeting_of(c->r->record, body);

	return m == DAIS_NONE ? 0 : c->r->record->meetings.v[m].ordinal;
}

/* The line of the front with the number of the gathering, when the front gives one number only or,
 * in a document of several bodies, that under the name of @body; NULL otherwise. */
static const struct dais_evidence *
number_of_front(const struct checker *c, size_t body)
{
	const struct dais_evidence *found = NULL;
	unsigned joint = c->r->record->agendas.n > 1 ? ordinal_of(c, body) : 0;

	for (const struct dais_evidence *e = c->r->evidence.v; e < c->front_end; e++) {
		if (e->kind != DAIS_EVIDENCE_ORDINAL || e->part != DAIS_READING_FRONT ||
		    !e->in_line || !has_noun(c, e, body))
			continue;
		if (joint && e->number != joint)
			continue;
		if (found && e->number != found->number)
			return NULL;
		found = e;
	}
	return found;
}

static bool
is_number_of_front(const struct checker *c, size_t body, unsigned number)
{
	const struct dais_evidence *e = number_of_front(c, body);

	return e && e->number == number;
}

/* Whether lines of the front name several gatherings, and none of them is @number: a document of
 * two gatherings is of none of the later ones. */
static bool
is_not_of_front(const struct checker *c, size_t body, unsigned number)
{
	unsigned first = 0;
	bool several = false;

	for (const struct dais_evidence *e = c->r->evidence.v; e < c->front_end; e++) {
		if (e->kind != DAIS_EVIDENCE_ORDINAL || e->part != DAIS_READING_FRONT ||
		    !e->in_line || !has_noun(c, e, body))
			continue;
		if (e->number == number)
			return false;
		several |= first && e->number != first;
		first = e->number;
	}
	return several;
}

/* The gathering of @body that the document is about: the one of the front, if the text names it
 * too; else of those named twice with the noun of its gatherings the last, for others are past. */
static struct own_gathering
own_gathering(const struct checker *c, size_t body)
{
	const struct dais_evidence *front = number_of_front(c, body);
	struct own_gathering best = { 0 };

	if (front && count(c, body, front->number))
		return (
		    struct own_gathering){ front->number, count(c, body, front->number), front };
	for (size_t i = 0; i < c->ordinals_of[body].n; i++) {
		const struct dais_evidence *e = c->ordinals_of[body].v[i];
		size_t n = count(c, body, e->number);

		if (has_noun(c, e, body) && n >= 2 && e->number > best.number &&
		    !is_not_of_front(c, body, e->number))
			best = (struct own_gathering){ e->number, n, e };
	}
	return best;
}

static void
report_other_ordinal(struct checker *c, const struct dais_evidence *e,
    const struct own_gathering *own, const char *where)
{
	struct dais_place p = check_place(c, e);
	struct dais_diag *g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
	    "%s is of the “%.*s”, but elsewhere it is the “%.*s”", check_message(c, where),
	    DAIS_STR_ARG(e->words), DAIS_STR_ARG(own->e->words));

	check_also(c, g, own->e);
	dais_diag_set_hint(c->d, g, "number %u is named once in the document, number %u %zu times",
	    e->number, own->number, own->n);
}

/* The annotation on the opening first names the gathering that opens. */
static void
check_opened(struct checker *c, size_t body, const struct own_gathering *own)
{
	for (size_t i = 0; i < c->ordinals_of[body].n; i++) {
		const struct dais_evidence *e = c->ordinals_of[body].v[i];

		if (e->part != DAIS_READING_ANNOTATION || e->item >= c->r->record->items.n ||
		    !check_is_opening(c, e->item))
			continue;
		/* One that is next to the last one named twice may be the new one, unless the
		 * front says otherwise. */
		if (e->number != own->number && has_noun(c, e, body) &&
		    (count(c, body, e->number) < own->n ||
			is_number_of_front(c, body, own->number)) &&
		    (e->number != own->number + 1 || own->n >= OFTEN ||
			is_number_of_front(c, body, own->number)))
			report_other_ordinal(c, e, own, DAIS_MESSAGE("the opening"));
		return;
	}
}

/* Lines of the front that give an ordinal: of each body, or of the body above it. A report goes on
 * to name later gatherings in its contents. */
static void
check_front(struct checker *c, const struct own_gathering *own, size_t n)
{
	const struct dais_evidence *odd = NULL;
	size_t wrong = 0;

	for (const struct dais_evidence *e = c->r->evidence.v; e < c->front_end; e++) {
		bool known = false;

		if (e->kind != DAIS_EVIDENCE_ORDINAL || e->part != DAIS_READING_FRONT ||
		    !e->in_line || !has_noun(c, e, 0))
			continue;
		for (size_t b = 0; b < n; b++)
			known |= own[b].number == e->number;
		wrong += !known;
		odd = known ? odd : e;
	}
	if (wrong != 1 || odd->number > own[0].number + FAR_NUMBER ||
	    odd->number + FAR_NUMBER < own[0].number)
		return;
	report_other_ordinal(c, odd, &own[0], DAIS_MESSAGE("the document"));
}

/* All bodies meet in gatherings that bear one noun and are numbered with certainty. */
static bool
are_alike(const struct checker *c, const struct own_gathering *own, size_t n)
{
	for (size_t b = 0; b < n; b++) {
		if (!own[b].number || own[b].n < 2 ||
		    c->r->record->bodies.v[b].noun_is_session !=
			c->r->record->bodies.v[0].noun_is_session)
			return false;
	}
	return n > 0;
}

/* An annotation that only refers to another of this document names its gathering. */
static void
check_referred(struct checker *c, const struct own_gathering *own, const struct dais_evidence *text)
{
	const struct dais_evidence *end = c->r->evidence.v + c->r->evidence.n;

	if (!read_has_phrase(&read_words_of(c->r->lang)->here, text->words))
		return;
	for (const struct dais_evidence *e = text; e < end && e < text + REFERENCE_FACTS; e++) {
		size_t body = e->subject;

		if (e->kind != DAIS_EVIDENCE_ORDINAL || body >= c->r->record->agendas.n ||
		    e->words.p < text->words.p || e->words.p >= text->words.p + text->words.n ||
		    !own[body].number || own[body].number == e->number || !has_noun(c, e, body) ||
		    !is_number_of_front(c, body, own[body].number))
			continue;
		report_other_ordinal(c, e, &own[body], DAIS_MESSAGE("the agenda referred to"));
	}
}

void
check_own_ordinals(struct checker *c)
{
	size_t n = c->r->record->agendas.n;
	struct own_gathering *own = DAIS_NEW_N(c->a, n + 1, struct own_gathering);

	for (size_t b = 0; b < n; b++) {
		own[b] = own_gathering(c, b);
		if (own[b].number)
			check_opened(c, b, &own[b]);
	}
	for (size_t i = 0; i < c->r->record->items.n; i++) {
		for (size_t k = 0; k < c->references_of[i].n; k++)
			check_referred(c, own, c->references_of[i].v[k]);
	}
	if (are_alike(c, own, n) &&
	    !dais_str_has_prefix(dais_str_from(c->r->kind), DAIS_STR("report")))
		check_front(c, own, n);
}
