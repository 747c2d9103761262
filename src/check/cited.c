/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-AGENDA-04, -16, -17, -18: titles, gatherings and bodies as they are cited. Typed ordinals are
 * judged only where the body or the dates beside them say which gathering is meant.
 */
#include "check/check_priv.h"

#define NEAR 100 /* bytes between an ordinal and the body or dates it goes with */

struct scan {
	struct dais_check *c;
	enum dais_lang lang;
	struct dais_str s;
	const struct check_facts *facts;
};

/* Of a text that was folded already. */
static bool
starts_with_any(struct dais_check *c, struct dais_str folded, const struct dais_body *b,
    enum dais_lang l, size_t *ret_n)
{
	const struct dais_str forms[] = { b->of.in[l], b->to.in[l], b->name.in[l],
		b->short_name.in[l] };

	*ret_n = 0;
	for (size_t i = 0; i < 4; i++) {
		struct dais_str form = dais_text_fold(c->a, forms[i]);

		if (form.n > *ret_n && dais_str_has_prefix(folded, form))
			*ret_n = form.n;
	}
	return *ret_n > 0;
}

/* The body named right after byte @at: "of the Working Group on ...", longest name first. */
static size_t
body_after(const struct scan *sc, size_t at)
{
	const struct dais_record *r = sc->c->r;
	struct dais_str rest = dais_str_sub(sc->s, at, at + 400);
	size_t best = DAIS_NONE, best_n = 0;

	/* at most three short words between: "of", "de la", "of the" */
	for (unsigned words = 0; words < 4 && rest.n; words++) {
		struct dais_str folded;
		size_t space;

		while (rest.n && rest.p[0] == ' ')
			rest = dais_str_sub(rest, 1, rest.n);
		folded = dais_text_fold(sc->c->a, rest);
		for (size_t b = 0; b < r->bodies.n; b++) {
			size_t n;

			if (starts_with_any(sc->c, folded, &r->bodies.v[b], sc->lang, &n) &&
			    n > best_n) {
				best = b;
				best_n = n;
			}
		}
		if (best != DAIS_NONE)
			return best;
		space = dais_str_find_char(rest, ' ', 0);
		if (space == SIZE_MAX || space > 6)
			break;
		rest = dais_str_sub(rest, space, rest.n);
	}
	return DAIS_NONE;
}

static bool
is_full_stop_between(struct dais_str s, size_t from, size_t to)
{
	struct dais_str gap = dais_str_sub(s, from, to);

	return dais_str_find(gap, DAIS_STR(". "), 0) != SIZE_MAX ||
	       dais_str_find(gap, DAIS_STR("。"), 0) != SIZE_MAX ||
	       dais_str_find(gap, DAIS_STR(";"), 0) != SIZE_MAX;
}

/* Dates in parentheses after the ordinal, before any other ordinal. */
static void
dates_after(const struct scan *sc, size_t k, struct check_citation *ct)
{
	const struct dais_fact *f = &sc->facts->list.v[k];

	for (size_t i = k + 1; i < sc->facts->list.n; i++) {
		const struct dais_fact *g = &sc->facts->list.v[i];
		size_t end = f->at + f->n;
		struct dais_str gap;

		if (g->kind == DAIS_FACT_ORDINAL || g->at < end || g->at > end + (size_t)NEAR * 2 ||
		    is_full_stop_between(sc->s, end, g->at))
			return;
		gap = dais_str_sub(sc->s, end, g->at);
		if ((g->kind != DAIS_FACT_DATE && g->kind != DAIS_FACT_RANGE) || !g->from.year ||
		    (dais_str_find_char(gap, '(', 0) == SIZE_MAX &&
			dais_str_find(gap, DAIS_STR("（"), 0) == SIZE_MAX))
			continue;
		ct->from = g->from;
		ct->to = dais_date_is_set(g->to) ? g->to : g->from;
		return;
	}
}

static bool
is_computed_at(const struct check_para *p, size_t at)
{
	const struct dais_span *span = NULL;

	for (size_t i = 0; i < p->starts.n && p->starts.v[i] <= at; i++)
		span = &p->block->spans.v[i];
	return span && span->kind == DAIS_SPAN_REF;
}

/* Calls @fn for each ordinal of a gathering in titles and prose. */
static void
each_citation(struct dais_check *c, check_citation_fn *fn)
{
	struct scan sc;

	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		if (t->kind != CHECK_TITLE)
			continue;
		sc = (struct scan){ c, t->lang, t->s, dais_check_facts_of_text(c, i) };
		for (size_t k = 0; k < sc.facts->list.n; k++) {
			struct check_citation ct = { .fact = &sc.facts->list.v[k],
				.body = DAIS_NONE };

			if (ct.fact->kind != DAIS_FACT_ORDINAL)
				continue;
			ct.body = body_after(&sc, ct.fact->at + ct.fact->n);
			dates_after(&sc, k, &ct);
			fn(c, &ct, &t->place,
			    dais_str_sub(t->s, ct.fact->at, ct.fact->at + ct.fact->n),
			    /* is_computed= */ false);
		}
	}
	for (size_t i = 0; i < c->paras.n; i++) {
		const struct check_para *p = &c->paras.v[i];

		sc = (struct scan){ c, p->lang, p->text, dais_check_facts_of_para(c, i) };
		for (size_t k = 0; k < sc.facts->list.n; k++) {
			struct check_citation ct = { .fact = &sc.facts->list.v[k],
				.body = DAIS_NONE };
			struct dais_place place;

			if (ct.fact->kind != DAIS_FACT_ORDINAL)
				continue;
			ct.body = body_after(&sc, ct.fact->at + ct.fact->n);
			dates_after(&sc, k, &ct);
			place = dais_check_place_para(c, p, ct.fact->at, ct.fact->n);
			fn(c, &ct, &place, place.text, is_computed_at(p, ct.fact->at));
		}
	}
}

/* The meeting with exactly these dates, of @body unless DAIS_NONE. */
static size_t
meeting_on(const struct dais_record *r, size_t body, struct dais_date from, struct dais_date to,
    unsigned ordinal)
{
	size_t found = DAIS_NONE;

	for (size_t m = 0; m < r->meetings.n; m++) {
		const struct dais_meeting *meeting = &r->meetings.v[m];

		if ((body != DAIS_NONE && meeting->body != body) ||
		    !dais_date_eq(meeting->opens.date, from) || !dais_date_eq(meeting->closes, to))
			continue;
		if (found == DAIS_NONE || meeting->ordinal == ordinal)
			found = m;
	}
	return found;
}

static void
check_ordinal(struct dais_check *c, const struct check_citation *ct, const struct dais_place *p,
    struct dais_str words, bool is_computed)
{
	const struct dais_record *r = c->r;
	bool has_body = false, known = false;
	size_t m = DAIS_NONE;

	if (is_computed)
		return;
	if (ct->from.year)
		m = meeting_on(r, ct->body, ct->from, ct->to, ct->fact->number);
	if (m != DAIS_NONE && r->meetings.v[m].ordinal != ct->fact->number) {
		dais_check_hint(c,
		    dais_check_say_at(c, p, "\"%.*s\": the meeting on these dates is the %.*s",
			DAIS_STR_ARG(words), DAIS_STR_ARG(dais_check_meeting(c, m))),
		    "correct the ordinal, or write {{meeting %.*s}}",
		    DAIS_STR_ARG(r->meetings.v[m].id));
		return;
	}
	for (size_t i = 0; ct->body != DAIS_NONE && i < r->meetings.n; i++) {
		if (r->meetings.v[i].body != ct->body)
			continue;
		has_body = true;
		known |= r->meetings.v[i].ordinal == ct->fact->number;
	}
	if (!has_body || known)
		return;
	dais_check_file_hint(c,
	    dais_check_say_at(c, p, "\"%.*s\": the register has no such meeting of the %.*s",
		DAIS_STR_ARG(words), DAIS_STR_ARG(dais_check_body(c, ct->body))),
	    "correct the ordinal, or add the meeting under meetings:");
}

void
dais_check_agenda_16(struct dais_check *c) /* R-AGENDA-16 */
{
	static const char *const kinds[] = { "meeting", NULL };
	const struct dais_record *r = c->r;

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the ordinal of the meeting"));
	each_citation(c, check_ordinal);
	for (size_t i = 0; i < r->meetings.n; i++) {
		for (size_t k = 0; k < r->meetings.n; k++) {
			const struct dais_meeting *x = &r->meetings.v[i], *y = &r->meetings.v[k];

			if (x->body != y->body || x->ordinal >= y->ordinal ||
			    dais_date_cmp(x->opens.date, y->opens.date) < 0)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, y->origin, DAIS_STR_NONE,
				"the %.*s opens on %.*s, not after the %.*s",
				DAIS_STR_ARG(dais_check_meeting(c, k)),
				CHECK_DATE(c, y->opens.date),
				DAIS_STR_ARG(dais_check_meeting(c, i))),
			    "ordinals follow the order of time");
		}
	}
}

static bool
is_session(const char *noun)
{
	return strcmp(noun, "session") == 0;
}

/* Whether bodies are told apart by @noun: a sitting or a conference may be of any. */
static bool
tells_body(const char *noun)
{
	return is_session(noun) || strcmp(noun, "meeting") == 0;
}

static void
check_noun(struct dais_check *c, const struct check_citation *ct, const struct dais_place *p,
    struct dais_str words, bool is_computed)
{
	size_t body = ct->body;

	if (is_computed || !ct->fact->noun || !tells_body(ct->fact->noun))
		return;
	if (body == DAIS_NONE && ct->from.year) {
		size_t m = meeting_on(c->r, DAIS_NONE, ct->from, ct->to, ct->fact->number);

		body = m == DAIS_NONE ? DAIS_NONE : c->r->meetings.v[m].body;
	}
	if (body == DAIS_NONE || c->r->bodies.v[body].noun_is_session == is_session(ct->fact->noun))
		return;
	dais_check_file_hint(c,
	    dais_check_say_at(c, p, "\"%.*s\": the %.*s holds %s", DAIS_STR_ARG(words),
		DAIS_STR_ARG(dais_check_body(c, body)),
		c->r->bodies.v[body].noun_is_session
		    ? dais_check_part(c, DAIS_MESSAGE("sessions"))
		    : dais_check_part(c, DAIS_MESSAGE("meetings"))),
	    "use the noun of the body (noun: in meeting.yaml)");
}

/* The last noun that an ordinal of @facts has; NULL: none. */
static const char *
noun_of(const struct check_facts *facts)
{
	const char *noun = NULL;

	for (size_t i = 0; i < facts->list.n; i++) {
		if (facts->list.v[i].kind == DAIS_FACT_ORDINAL && facts->list.v[i].noun)
			noun = facts->list.v[i].noun;
	}
	return noun;
}

void
dais_check_agenda_17(struct dais_check *c) /* R-AGENDA-17 */
{
	each_citation(c, check_noun);
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];
		const char *noun;
		size_t m;

		if (t->kind != CHECK_WORDS || !dais_str_is(t->span->ref.kind, "meeting"))
			continue;
		m = dais_map_get(&c->r->meeting_ids, t->span->ref.argument);
		noun = noun_of(dais_check_facts_of_text(c, i));
		if (m == DAIS_MAP_NONE || !noun || !tells_body(noun) ||
		    c->r->bodies.v[c->r->meetings.v[m].body].noun_is_session == is_session(noun))
			continue;
		dais_check_file_hint(c,
		    dais_check_say_at(c, &t->place, "\"%.*s\" is the %.*s", DAIS_STR_ARG(t->s),
			DAIS_STR_ARG(dais_check_meeting(c, m))),
		    "use the noun of the body (noun: in meeting.yaml)");
	}
}

/* First and last two words of a name; false when it has fewer than four. */
static bool
ends_of_name(struct dais_str name, struct dais_str *ret_head, struct dais_str *ret_tail)
{
	size_t spaces[64], n = 0;

	for (size_t i = 0; i < name.n && n < 64; i++) {
		if (name.p[i] == ' ')
			spaces[n++] = i;
	}
	if (n < 3)
		return false;
	*ret_head = dais_str_sub(name, 0, spaces[1]);
	*ret_tail = dais_str_sub(name, spaces[n - 2] + 1, name.n);
	return true;
}

static bool
is_any_name(const struct dais_record *r, enum dais_lang l, struct dais_str s)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (dais_str_eq(s, r->bodies.v[b].name.in[l]) ||
		    dais_str_eq(s, r->bodies.v[b].short_name.in[l]))
			return true;
	}
	return false;
}

/* A name shortened in the middle: begins and ends as the official one, but is not it. */
static void
check_shortened(struct dais_check *c, const struct check_text *t, struct dais_str name)
{
	struct dais_str head, tail;
	size_t at = 0;

	if (!ends_of_name(name, &head, &tail))
		return;
	while ((at = dais_str_find(t->s, head, at)) != SIZE_MAX) {
		size_t end = dais_str_find(t->s, tail, at + head.n);
		struct dais_str got = dais_str_sub(t->s, at, end == SIZE_MAX ? at : end + tail.n);
		struct dais_place p = t->place;

		at += head.n;
		if (!got.n || got.n >= name.n || got.n <= head.n + tail.n + 1 ||
		    dais_str_find_char(got, '.', 0) != SIZE_MAX || is_any_name(c->r, t->lang, got))
			continue;
		p.text = got;
		dais_check_hint(c,
		    dais_check_say_at(c, &p,
			"\"%.*s\" is neither the official name nor a registered "
			"short name",
			DAIS_STR_ARG(got)),
		    "the body is called \"%.*s\"", DAIS_STR_ARG(name));
	}
}

void
dais_check_agenda_18(struct dais_check *c) /* R-AGENDA-18 */
{
	static const char *const kinds[] = { "body", "short", NULL };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the name of the body"));
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		if (t->kind != CHECK_TITLE && t->kind != CHECK_TYPED)
			continue;
		for (size_t b = 0; b < c->r->bodies.n; b++)
			check_shortened(c, t, c->r->bodies.v[b].name.in[t->lang]);
	}
}
