/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Entry and masthead.
 */
#include "write/compose/parts.h"

#include "base/buf.h"

struct dais_str
dais_compose_space(const struct compose *c)
{
	return c->l == DAIS_LANG_ZH ? DAIS_STR_NONE : DAIS_STR(" ");
}

struct dais_str
dais_compose_words(struct compose *c, const struct dais_ml *ml)
{
	return ml->in[c->l].n ? ml->in[c->l] : DAIS_STR("[…]");
}

struct dais_node *
dais_compose_heading(struct compose *c, struct dais_node *parent, unsigned level,
    struct dais_str number, struct dais_str text)
{
	struct dais_node *h = dais_tree_add(c->t, parent, DAIS_NODE_HEADING, DAIS_ROLE_NONE);

	h->level = level;
	h->number = number;
	h->flags |= DAIS_NODE_KEEP_NEXT;
	(void)dais_tree_text(c->t, &h->runs, text, 0);
	return h;
}

/* The organ of the masthead: the profile's, or the topmost parent of the first body. */
static struct dais_str
organ(struct compose *c)
{
	size_t body;

	if (!dais_ml_is_empty(&c->r->profile.organ))
		return dais_compose_words(c, &c->r->profile.organ);
	if (!c->r->together.n)
		return DAIS_STR_NONE;
	body = c->r->meetings.v[c->r->together.v[0]].body;
	while (c->r->bodies.v[body].parent != DAIS_NONE)
		body = c->r->bodies.v[body].parent;
	return dais_compose_words(c, &c->r->bodies.v[body].name);
}

static void
symbols(struct compose *c, const struct dais_document *doc, size_t d)
{
	struct dais_str url = dais_record_document_url(c->r, d, c->l, c->a);

	for (size_t i = 0; i < doc->symbols.n; i++) {
		struct dais_run *run;

		dais_vec_push(c->a, &c->t->masthead.symbols, doc->symbols.v[i].text);
		dais_vec_push(c->a, &c->t->running_head, doc->symbols.v[i].text);
		run = dais_tree_text(c->t, &c->t->masthead.symbol_runs, doc->symbols.v[i].text,
		    i + 1 < doc->symbols.n ? DAIS_RUN_BREAK : 0);
		run->url = url;
		run->is_symbol = true;
	}
	c->t->permalink = url;
}

static void
language_lines(struct compose *c, const struct dais_document *doc)
{
	struct dais_masthead *m = &c->t->masthead;

	if (!doc->has_original)
		return;
	m->original = dais_text_fill(c->a, c->l, "original-language",
	    (const struct dais_slot[]){
		{ "language", dais_text_original(c->l, doc->original) }, { NULL, DAIS_STR_NONE } });
	if (c->l != doc->original)
		m->language =
		    dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "language-self"));
}

/* "Vienna, 23-27 May 2022"; the dates alone when no place is known in any language. */
static struct dais_str
place_and_dates(struct compose *c, const struct dais_meeting *m)
{
	struct dais_str dates = dais_text_range(c->a, c->l, m->opens.date, m->closes);

	if (dais_ml_is_empty(&m->place))
		return dates;
	return dais_text_fill(c->a, c->l, "title-block",
	    (const struct dais_slot[]){ { "place", dais_compose_words(c, &m->place) },
		{ "dates", dates }, { NULL, DAIS_STR_NONE } });
}

static void
meeting_lines(struct compose *c)
{
	const struct dais_meeting *first = NULL;
	bool same = true;

	for (size_t i = 0; i < c->r->together.n; i++) {
		size_t m = c->r->together.v[i];
		const struct dais_meeting *meeting = &c->r->meetings.v[m];

		dais_vec_push(c->a, &c->t->masthead.meetings,
		    dais_compose_words(c, &c->r->bodies.v[meeting->body].name));
		dais_vec_push(c->a, &c->t->masthead.meetings,
		    dais_text_capitalise(c->a, c->l, dais_prose_gathering(c->r, m, c->l, c->a)));
		if (!first)
			first = meeting;
		same = same && dais_date_eq(first->opens.date, meeting->opens.date) &&
		       dais_date_eq(first->closes, meeting->closes) &&
		       dais_str_eq(first->place.in[c->l], meeting->place.in[c->l]);
	}
	for (size_t i = 0; i < c->r->together.n && (i == 0 || !same); i++)
		dais_vec_push(c->a, &c->t->masthead.meetings,
		    place_and_dates(c, &c->r->meetings.v[c->r->together.v[i]]));
}

static void
write_masthead(struct compose *c)
{
	static const char *const keys[DAIS_DISTRIBUTION_COUNT] = { "distribution-general",
		"distribution-limited", "distribution-restricted" };
	const struct dais_document *doc;
	struct dais_masthead *m = &c->t->masthead;

	m->organization = c->r->profile.organization.in[c->l];
	m->organ = organ(c);
	meeting_lines(c);
	if (c->r->together.n) /* metadata need some date; the masthead's comes below */
		c->t->date = c->r->meetings.v[c->r->together.v[0]].opens.date;
	if (c->r->produces == DAIS_NONE)
		return;
	doc = &c->r->documents.v[c->r->produces];
	symbols(c, doc, c->r->produces);
	m->distribution = dais_text_phrase(c->l, keys[doc->distribution]);
	if (dais_date_is_set(doc->date)) {
		m->date = dais_text_masthead_date(c->a, c->l, doc->date);
		c->t->date = doc->date;
	}
	language_lines(c, doc);
	if (doc->languages && doc->languages != DAIS_LANG_ALL)
		m->only = dais_text_only_line(c->a, c->l, doc->languages);
	c->t->job = doc->versions[c->l].job;
	if (c->t->job.n)
		c->t->job_first = dais_arena_printf(
		    c->a, "%.*s (%c)", DAIS_STR_ARG(c->t->job), dais_lang_letter(c->l));
}

static struct dais_str
all_bodies(struct compose *c)
{
	DAIS_VEC(struct dais_str) names = { NULL, 0, 0 };

	for (size_t i = 0; i < c->r->together.n; i++)
		dais_vec_push(c->a, &names,
		    dais_compose_words(
			c, &c->r->bodies.v[c->r->meetings.v[c->r->together.v[i]].body].name));
	return dais_text_list(c->a, c->l, names.v, names.n);
}

struct dais_tree *
dais_compose_agenda(const struct dais_record *r, enum dais_lang l,
    const struct dais_compose_options *opt, struct dais_arena *a)
{
	struct compose c = { r, l, opt, a, DAIS_NEW(a, struct dais_tree), &r->sittings };

	if (opt->use_plan)
		c.sittings = &r->plans[opt->modality];
	c.t->arena = a;
	c.t->lang = l;
	c.t->letter_paper = dais_str_is(r->profile.page, "Letter");
	c.t->title = dais_text_capitalise(a, l,
	    dais_text_phrase(l, r->together.n > 1 ? "annotated-provisional-agendas"
						  : "annotated-provisional-agenda"));
	c.t->subject_line = all_bodies(&c);
	if (opt->draft)
		c.t->watermark = dais_text_capitalise(a, l, dais_text_phrase(l, "draft"));
	write_masthead(&c);
	c.t->author = c.t->masthead.organ;
	dais_compose_agendas(&c);
	dais_compose_annotations(&c);
	if (c.sittings->n)
		dais_compose_timetable(&c);
	return c.t;
}
