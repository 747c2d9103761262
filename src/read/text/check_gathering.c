/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which gathering the document is of: lines of the front that name two (R-AGENDA-16), and items
 * that name it where they mean one before or after it: "Minutes of the 213th meeting", "Date and
 * place of the 215th".
 */
#include "read/text/build_priv.h"
#include "read/text/check_priv.h"

/* Farther numbers are those of another body's gatherings. */
#define FAR_NUMBER 3u
#define LINES_MAX 8u
#define ITEMS_MAX 300u
/* The report of a gathering is one of its last items. */
#define LAST_ITEMS 2u

/* Lines of the front that name a gathering, by its number. */
struct named_gathering {
	unsigned number;
	unsigned n;
	const struct dais_evidence *e; /* the first */
};

/* Whether nothing but words for an agenda stands before the ordinal of @e in its line. */
static bool
heads_line(const struct checker *c, const struct dais_evidence *e)
{
	const struct read_words *words = read_words_of(c->r->lang);
	struct dais_str before = dais_str_trim(e->before);

	/* "Permanent Committee on Buoys, forty-second session" */
	if (e->explicit_body && e->subject == 0 && before.n && c->r->record->bodies.n &&
	    read_same(dais_str_sub(before, 0, read_without_end(before)),
		c->r->record->bodies.v[0].name.in[c->r->lang]))
		return true;
	return !before.n || read_is_phrase(&words->of_the, before) ||
	       read_is_phrase(&words->article, before) ||
	       read_starts_phrase(&words->agenda, before);
}

static bool
is_front_line(const struct checker *c, const struct dais_evidence *e, bool sittings)
{
	return e->kind == DAIS_EVIDENCE_ORDINAL && e->part == DAIS_READING_FRONT && e->in_line &&
	       e->noun && (strcmp(e->noun, "sitting") == 0) == sittings && heads_line(c, e) &&
	       (!e->explicit_body || e->subject == 0);
}

/* The gatherings that lines of the front name, @sittings or others, all with one noun; their
 * number, more than
 * @LINES_MAX where the nouns differ or there are too many. */
static size_t
front_gatherings(const struct checker *c, struct named_gathering *v, bool sittings)
{
	size_t n = 0;

	for (const struct dais_evidence *e = c->r->evidence.v; e < c->front_end; e++) {
		size_t i = 0;

		if (!is_front_line(c, e, sittings))
			continue;
		if (n && strcmp(v[0].e->noun, e->noun) != 0)
			return LINES_MAX + 1;
		while (i < n && v[i].number != e->number)
			i++;
		if (i == LINES_MAX)
			return LINES_MAX + 1;
		if (i == n)
			v[n++] = (struct named_gathering){ .number = e->number, .e = e };
		v[i].n++;
	}
	return n;
}

static bool
is_near(unsigned x, unsigned y)
{
	return x <= y + FAR_NUMBER && y <= x + FAR_NUMBER;
}

/* Two lines of the front name two gatherings: the one named once, or else the later, is wrong. */
static void
check_front_lines(struct checker *c, const struct named_gathering *v)
{
	const struct named_gathering *odd = v[0].n < v[1].n ? &v[0] : &v[1];
	const struct named_gathering *own = odd == &v[0] ? &v[1] : &v[0];
	struct dais_place p = check_place(c, odd->e);

	if (!is_near(v[0].number, v[1].number))
		return;
	check_also(c,
	    dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
		"the document is of the “%.*s” here, and of the “%.*s” elsewhere",
		DAIS_STR_ARG(odd->e->words), DAIS_STR_ARG(own->e->words)),
	    own->e);
}

/* Whether @rest, behind a gathering, is the noun of the document's own body alone: "of the
 * Committee". */
static bool
is_own_noun(const struct checker *c, struct dais_str rest)
{
	const struct read_words *words = read_words_of(c->r->lang);
	word_vec name = read_split(c->a, c->r->record->bodies.v[0].name.in[c->r->lang]), v;
	struct phrase_place p;

	rest = dais_str_trim(rest);
	if (read_find_phrase(&words->of_the, rest, 0, &p) && p.at == 0)
		rest = dais_str_sub(rest, p.n, rest.n);
	v = read_split(c->a, rest);
	for (size_t i = 0; i < name.n && v.n == 1; i++) {
		if (read_akin(name.v[i], v.v[0]))
			return true;
	}
	return false;
}

/* The ordinal in the words of title @t with the noun of @own, of no other body; NULL: none. */
static const struct dais_evidence *
ordinal_in(const struct checker *c, const struct dais_evidence *t, const struct dais_evidence *own)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct dais_evidence *found = NULL;

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_str rest;

		if (e->kind != DAIS_EVIDENCE_ORDINAL || e->words.p < t->words.p ||
		    e->words.p >= t->words.p + t->words.n || !e->noun ||
		    strcmp(e->noun, own->noun) != 0)
			continue;
		rest = dais_str_sub(
		    t->words, (size_t)(e->words.p - t->words.p) + e->words.n, t->words.n);
		if (found || (e->explicit_body && e->subject != 0) ||
		    (!e->explicit_body && read_has_phrase(&words->body, rest) &&
			!is_own_noun(c, rest)))
			return NULL;
		found = e;
	}
	return found;
}

/* Whether @t, an item, is about the report on gathering @e of the document's own body, which it
 * names by its noun alone or not at all: "the report of the Committee on its sixth session". */
static bool
is_on_report(const struct checker *c, const struct dais_evidence *t, const struct dais_evidence *e)
{
	const struct read_words *words = read_words_of(c->r->lang);
	struct dais_str before = dais_str_sub(t->words, 0, (size_t)(e->words.p - t->words.p));
	struct dais_str noun, name = c->r->record->bodies.v[0].name.in[c->r->lang];
	struct phrase_place p, last = { 0 };

	if (c->r->record->items.v[t->subject].kind != DAIS_ITEM_REPORT &&
	    !read_has_phrase(&words->report_document, before))
		return false;
	for (size_t from = 0; read_find_phrase(&words->body, before, from, &p); from = p.at + p.n)
		last = p;
	if (!last.n)
		return c->r->record->items.v[t->subject].kind == DAIS_ITEM_REPORT;
	noun = dais_str_sub(before, last.at, last.at + last.n);
	return read_is_phrase(&words->on_its,
		   dais_str_trim(dais_str_sub(before, last.at + last.n, before.n))) &&
	       read_contained(noun, name) == 100;
}

/* An item on the record of an earlier gathering, on a later one, or on the report of this one. */
static void
check_item(
    struct checker *c, const struct dais_evidence *t, const struct dais_evidence *own, bool is_last)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct dais_evidence *e = ordinal_in(c, t, own);
	struct dais_diag *g = NULL;
	struct dais_place p;

	if (!e || !is_near(e->number, own->number))
		return;
	p = check_place(c, e);
	if (read_has_phrase(&words->past_record, t->words)) {
		if (e->number >= own->number)
			g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
			    "“%.*s” is named as one that is over, and the document is of the "
			    "“%.*s”",
			    DAIS_STR_ARG(e->words), DAIS_STR_ARG(own->words));
	} else if (read_has_phrase(&words->next_gathering, t->words)) {
		if (e->number <= own->number)
			g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
			    "“%.*s” is named as one to come, and the document is of the “%.*s”",
			    DAIS_STR_ARG(e->words), DAIS_STR_ARG(own->words));
	} else if (is_on_report(c, t, e) && e->number != own->number &&
		   (is_last || e->number > own->number)) {
		g = dais_diags_add(c->d, "R-AGENDA-16", DAIS_SEVERITY_ERROR, &p,
		    "the report is of the “%.*s” here, and the document of the “%.*s”",
		    DAIS_STR_ARG(e->words), DAIS_STR_ARG(own->words));
	}
	if (g)
		check_also(c, g, own);
}

void
check_gathering(struct checker *c)
{
	struct named_gathering v[LINES_MAX];
	size_t n = front_gatherings(c, v, false), titles = 0, seen = 0;

	/* Some bodies meet in sittings alone: "125e séance plénière". */
	if (n == 0 && front_gatherings(c, v, true) == 1)
		n = 1;

	if (c->r->record->agendas.n > 1 || n == 0 || n > 2 ||
	    dais_str_has_prefix(dais_str_from(c->r->kind), DAIS_STR("report")))
		return;
	if (n == 2) {
		check_front_lines(c, v);
		return;
	}
	for (size_t i = 0; i < c->titles.n; i++)
		titles += c->titles.v[i].e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA;
	for (size_t i = 0; i < c->titles.n && titles <= ITEMS_MAX; i++) {
		const struct dais_evidence *t = c->titles.v[i].e;

		if (t->kind != DAIS_EVIDENCE_TITLE_IN_AGENDA)
			continue;
		seen++;
		check_item(c, t, v[0].e, seen + LAST_ITEMS > titles);
	}
}
