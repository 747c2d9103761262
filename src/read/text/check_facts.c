/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ordinals, their nouns, and weekdays: R-AGENDA-16, R-AGENDA-17, R-DATE-01.
 */
#include "read/text/check_priv.h"

/* Words before an ordinal that say what it is told of. */
#define CONTEXT_WORDS 20u

static bool
is_ordinal_of(const struct dais_evidence *e, size_t body)
{
	return e->kind == DAIS_EVIDENCE_ORDINAL && e->subject == body;
}

/* How often a gathering @number of @body is named. */
static size_t
count(const struct checker *c, size_t body, unsigned number)
{
	size_t n = 0;

	for (size_t i = 0; i < c->r->evidence.n; i++)
		n += is_ordinal_of(&c->r->evidence.v[i], body) &&
		     c->r->evidence.v[i].number == number;
	return n;
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

/* The evidence that says of another gathering of the same body what @e says of its own. */
static const struct dais_evidence *
rival(struct checker *c, const struct dais_evidence *e, struct dais_str *ret_subject)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *o = &c->r->evidence.v[i];

		if (!is_ordinal_of(o, e->subject) || o->number == e->number || o->item != e->item)
			continue;
		*ret_subject = shared_subject(c, e, o);
		if (ret_subject->n)
			return o;
	}
	return NULL;
}

/* Whether @e is said of the body of @of, or stands in its section with the noun of its gatherings
 * and names no other. */
static bool
is_also(const struct checker *c, const struct dais_evidence *e, const struct dais_evidence *of)
{
	const char *noun =
	    c->r->record->bodies.v[of->subject].noun_is_session ? "session" : "meeting";

	return e->kind == DAIS_EVIDENCE_ORDINAL &&
	       (e->subject == of->subject || (e->subject == DAIS_NONE && e->body == of->subject &&
						 e->noun && strcmp(e->noun, noun) == 0));
}

/* How the document usually names the gathering of @o: with the noun that @e has. */
static const struct dais_evidence *
usual(const struct checker *c, const struct dais_evidence *e, const struct dais_evidence *o)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *k = &c->r->evidence.v[i];

		if (is_ordinal_of(k, e->subject) && k->number == o->number && k->noun && e->noun &&
		    strcmp(k->noun, e->noun) == 0)
			return k;
	}
	return o;
}

/* An ordinal stands alone in the document, while what it is told of is told elsewhere, under the
 * same item, of a gathering that is named again and again. [V:SEED F-01] */
void
check_ordinals(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *o;
		struct dais_str subject;
		struct dais_place p;
		struct dais_diag *g;

		if (e->kind != DAIS_EVIDENCE_ORDINAL || e->subject >= c->r->record->bodies.n ||
		    e->item == DAIS_NONE || count(c, e->subject, e->number) != 1)
			continue;
		o = rival(c, e, &subject);
		if (!o || count(c, e->subject, o->number) < 3)
			continue;
		p = check_place(c, e);
		g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
		    "“%.*s” is named here, but the document ascribes the “%.*s” to the “%.*s”",
		    DAIS_STR_ARG(e->words), DAIS_STR_ARG(subject),
		    DAIS_STR_ARG(usual(c, e, o)->words));
		dais_diag_set_hint(c->d, g,
		    "number %u is named once in the document, number %u again and again", e->number,
		    o->number);
		for (size_t k = 0; k < c->r->evidence.n; k++) {
			if (is_also(c, &c->r->evidence.v[k], e) &&
			    c->r->evidence.v[k].number == o->number)
				check_also(c, g, &c->r->evidence.v[k]);
		}
	}
}

static const struct dais_evidence *
with_noun(const struct checker *c, size_t body, const char *noun)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (is_ordinal_of(e, body) && e->noun && strcmp(e->noun, noun) == 0)
			return e;
	}
	return NULL;
}

void
check_nouns(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *proper;
		struct dais_place p;
		const char *noun;

		if (e->kind != DAIS_EVIDENCE_ORDINAL || !e->explicit_body || !e->noun ||
		    e->subject >= c->r->record->agendas.n)
			continue;
		noun = c->r->record->bodies.v[e->subject].noun_is_session ? "session" : "meeting";
		proper = with_noun(c, e->subject, noun);
		if (strcmp(e->noun, noun) == 0 || strcmp(e->noun, "sitting") == 0 || !proper)
			continue;
		p = check_place(c, e);
		check_also(c,
		    dais_diags_add(c->d, "R-AGENDA-17", DAIS_SEVERITY_ERROR, &p,
			"“%.*s” calls a %s of this body a %s; elsewhere it is “%.*s”",
			DAIS_STR_ARG(e->words), noun, e->noun, DAIS_STR_ARG(proper->words)),
		    proper);
	}
}

void
check_weekdays(struct checker *c)
{
	static const char *const names[] = { "", "Monday", "Tuesday", "Wednesday", "Thursday",
		"Friday", "Saturday", "Sunday" };

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_str iso;
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_WEEKDAY_DATE || e->weekday < 1 || e->weekday > 7 ||
		    !e->from.year || !dais_date_is_valid(e->from) ||
		    dais_date_weekday(e->from) == e->weekday)
			continue;
		p = check_place(c, e);
		iso = dais_date_print(c->a, e->from);
		dais_diags_add(c->d, "R-DATE-01", DAIS_SEVERITY_ERROR, &p,
		    "“%.*s” names a %s, but %.*s is a %s", DAIS_STR_ARG(e->words),
		    names[e->weekday], DAIS_STR_ARG(iso), names[dais_date_weekday(e->from)]);
	}
}
