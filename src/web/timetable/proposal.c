/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A proposal of the planner: what changes, what it costs, and whether it is taken.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"
#include "write/timetable/say.h"

static void
write_changes(struct dais_page *p, const struct timetable_view *v)
{
	dais_timetable_change_vec changes = { 0 };

	/* Beside no plan all of it is new: the grid says so in less. */
	if (v->in_force->sittings.n == 0)
		return;
	dais_timetable_compare(
	    v->record, &v->in_force->sittings, &v->record->sittings, p->arena, &changes);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_CHANGES);
	if (changes.n == 0) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_NO_CHANGES);
		return;
	}
	dais_page_element(p, "ul", "tt-changes");
	for (size_t i = 0; i < changes.n; i++) {
		dais_page_element(p, "li", NULL);
		dais_xml_text(
		    &p->xml, dais_timetable_say(v->record, p->language, &changes.v[i], p->arena));
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
write_words(struct dais_page *p, const dais_store_strs *words, enum dais_say title)
{
	if (words->n == 0)
		return;
	dais_page_say_in(p, "h2", NULL, title);
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < words->n; i++)
		timetable_write_words(
		    p, "li", dais_text_capitalise(p->arena, p->language, words->v[i]));
	dais_page_end(p);
}

static void
write_notes(struct dais_page *p, const dais_store_strs *notes)
{
	for (size_t i = 0; i < notes->n; i++)
		timetable_write_words(
		    p, "p", dais_text_capitalise(p->arena, p->language, notes->v[i]));
}

/* What happened, as it was said; and what is past. */
static void
write_asked(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_propose_answer *a = v->proposal;

	if (a->happened.n) {
		dais_page_say_in(p, "p", "soft", DAIS_SAY_TIMETABLE_ASKED);
		dais_page_element(p, "ul", "soft");
	}
	for (size_t i = 0; i < a->happened.n; i++) {
		struct dais_str words = timetable_said(p, v, a->happened.v[i]);

		dais_page_element(p, "li", NULL);
		if (words.n) {
			dais_xml_text(&p->xml, words);
		} else {
			dais_page_element(p, "code", NULL);
			dais_xml_attr_c(&p->xml, "dir", "ltr");
			dais_xml_text(&p->xml, a->happened.v[i]);
			dais_xml_close(&p->xml);
		}
		dais_page_end(p);
	}
	if (a->happened.n)
		dais_page_end(p);
	if (dais_date_is_set(a->past.date)) {
		dais_page_element(p, "p", "soft");
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_TIMETABLE_PAST, "time",
					   dais_text_opening(p->arena, p->language, a->past)));
		dais_page_end(p);
	}
}

/* ---- costs ---- */

static void
write_cost(struct dais_page *p, const struct dais_propose_cost *cost, size_t rank)
{
	if (!cost->given)
		return;
	dais_page_element(p, "td", NULL);
	dais_xml_text(
	    &p->xml, dais_arena_printf(p->arena, "%llu", (unsigned long long)cost->rank[rank]));
	dais_page_end(p);
}

/* Rank by rank: in force, proposed, and the best when nothing is kept. */
static void
write_costs(struct dais_page *p, const struct dais_propose_answer *a)
{
	if (!a->in_force.given || !a->proposed.given)
		return;
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_COSTS);
	dais_page_say_in(p, "p", "soft", DAIS_SAY_TIMETABLE_COSTS_LEAD);
	dais_page_element(p, "table", "tt-costs");
	dais_page_element(p, "thead", NULL);
	dais_page_element(p, "tr", NULL);
	dais_page_head(p, "col", dais_page_say(p, DAIS_SAY_TIMETABLE_RANK));
	dais_page_head(p, "col", dais_page_say(p, DAIS_SAY_TIMETABLE_COST_NOW));
	dais_page_head(p, "col", dais_page_say(p, DAIS_SAY_TIMETABLE_COST_PROPOSED));
	if (a->best.given)
		dais_page_head(p, "col",
		    dais_page_say(p, a->best_proven ? DAIS_SAY_TIMETABLE_COST_BEST
						    : DAIS_SAY_TIMETABLE_COST_FOUND));
	dais_page_end(p);
	dais_page_end(p);
	dais_page_element(p, "tbody", NULL);
	for (size_t k = 1; k <= DAIS_RANKS_MAX; k++) {
		if (!a->in_force.rank[k] && !a->proposed.rank[k] && !a->best.rank[k])
			continue;
		dais_page_element(p, "tr", NULL);
		dais_page_head(p, "row", dais_arena_printf(p->arena, "%zu", k));
		write_cost(p, &a->in_force, k);
		write_cost(p, &a->proposed, k);
		write_cost(p, &a->best, k);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

void
timetable_write_proposal(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f)
{
	timetable_load(p, false);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_PROPOSAL);
	write_asked(p, v);
	if (!v->proposal->planned) {
		dais_page_say_in(p, "p", "note bad",
		    v->proposal->proven ? DAIS_SAY_TIMETABLE_NO_PLAN
					: DAIS_SAY_TIMETABLE_NO_ANSWER);
		write_words(p, &v->proposal->words, DAIS_SAY_TIMETABLE_WHY_NOT);
		write_words(p, &v->proposal->ways, DAIS_SAY_TIMETABLE_WAYS_OUT);
		write_notes(p, &v->proposal->notes);
		timetable_write_back(p, v);
		return;
	}
	dais_page_say_in(p, "p", "note good",
	    v->proposal->proven ? DAIS_SAY_TIMETABLE_PROVEN : DAIS_SAY_TIMETABLE_NOT_PROVEN);
	timetable_form(p, v);
	timetable_button(
	    p, "take", NULL, f ? DAIS_SAY_TIMETABLE_FORMAT_KEEP : DAIS_SAY_TIMETABLE_TAKE);
	timetable_button(p, "forget", "quiet", DAIS_SAY_TIMETABLE_FORGET);
	timetable_form_end(p);
	if (f) {
		timetable_write_beside(p, v, f);
	} else {
		write_changes(p, v);
		write_costs(p, v->proposal);
		timetable_write_grid(p, v);
	}
	write_words(p, &v->proposal->words, DAIS_SAY_TIMETABLE_WHY);
	write_notes(p, &v->proposal->notes);
	timetable_write_back(p, v);
}
