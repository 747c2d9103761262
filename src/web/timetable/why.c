/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why an item is where it is: what holds it there, and each other time with what it would cost.
 */
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

/* Each kind has a sign and words, so that no colour is needed to tell them apart. */
static const struct {
	const char *class_name, *sign;
	enum dais_say words;
} kinds[DAIS_WHY_KIND_COUNT] = {
	[DAIS_WHY_HERE] = { "here", "\u25cf", DAIS_SAY_TIMETABLE_WHY_HERE },
	[DAIS_WHY_ALSO] = { "here", "\u25d0", DAIS_SAY_TIMETABLE_WHY_ALSO },
	[DAIS_WHY_FREE] = { "free", "\u25cb", DAIS_SAY_TIMETABLE_WHY_FREE },
	[DAIS_WHY_GAINS] = { "gains", "+", DAIS_SAY_TIMETABLE_WHY_GAINS },
	[DAIS_WHY_COSTS] = { "costs", "\u25b3", DAIS_SAY_TIMETABLE_WHY_COSTS },
	[DAIS_WHY_IMPOSSIBLE] = { "not", "\u2715", DAIS_SAY_TIMETABLE_WHY_IMPOSSIBLE },
};

static struct dais_str
number(const struct dais_page *p, uint64_t n)
{
	return dais_arena_printf(p->arena, "%llu", (unsigned long long)n);
}

/* "costs: 4 of rank 2" */
static struct dais_str
kind_words(const struct dais_page *p, const struct dais_why_place *place)
{
	const struct dais_say_value values[] = { { "rank", number(p, place->rank) },
		{ "count", number(p, place->more) } };

	return dais_say_fill(p->arena, p->language, kinds[place->kind].words, values, 2);
}

static size_t
place_at(const struct dais_why *why, struct dais_local start)
{
	for (size_t i = 0; i < why->places.n; i++)
		if (dais_local_cmp(why->places.v[i].start, start) == 0)
			return i;
	return DAIS_NONE;
}

static void
write_sign(struct dais_page *p, const struct dais_why_place *place)
{
	dais_xml_open(&p->xml, "span");
	dais_xml_attr_c(&p->xml, "aria-hidden", "true");
	dais_xml_text_c(&p->xml, kinds[place->kind].sign);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
}

void
timetable_write_mark(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row)
{
	size_t at = place_at(v->why, row->start);
	const struct dais_why_place *place;

	if (at == DAIS_NONE)
		return;
	place = &v->why->places.v[at];
	dais_page_element(
	    p, "p", dais_arena_printf(p->arena, "tt-mark %s", kinds[place->kind].class_name).p);
	write_sign(p, place);
	dais_page_link(p,
	    place->kind > DAIS_WHY_ALSO ? dais_arena_printf(p->arena, "#place-%zu", at)
					: DAIS_STR("#why"),
	    NULL);
	dais_xml_text(&p->xml, kind_words(p, place));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* ---- what holds it ---- */

static void
write_reason(struct dais_page *p, const struct timetable_view *v, const struct dais_why_reason *r)
{
	const struct dais_say_value values[] = { { "count", number(p, r->against.n) },
		{ "all", number(p, v->why->others) } };

	dais_page_element(p, "li", NULL);
	dais_page_element(p, "b", r->rank ? "tag" : "tag lacks");
	if (r->rank)
		dais_xml_text(&p->xml,
		    dais_page_say_with(p, DAIS_SAY_TIMETABLE_WISH, "rank", number(p, r->rank)));
	else
		dais_page_put(p, DAIS_SAY_TIMETABLE_DEMAND);
	dais_page_end(p);
	timetable_write_words(p, "span", r->words);
	if (r->place.line) {
		dais_page_element(p, "span", "soft");
		dais_xml_attr_c(&p->xml, "dir", "ltr");
		dais_xml_text(&p->xml, dais_arena_printf(p->arena, " %.*s:%u",
					   DAIS_STR_ARG(r->place.file), r->place.line));
		dais_page_end(p);
	}
	dais_page_element(p, "span", "soft");
	dais_xml_text_c(&p->xml, " ");
	dais_xml_text(&p->xml,
	    dais_say_fill(p->arena, p->language, DAIS_SAY_TIMETABLE_WHY_AGAINST, values, 2));
	dais_page_end(p);
	dais_page_end(p);
}

static size_t
count_kind(const struct dais_why *why, enum dais_why_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < why->places.n; i++)
		n += why->places.v[i].kind == kind;
	return n;
}

static void
write_summary(struct dais_page *p, const struct dais_why *why)
{
	const struct dais_say_value values[] = { { "all", number(p, why->others) },
		{ "free",
		    number(p, count_kind(why, DAIS_WHY_FREE) + count_kind(why, DAIS_WHY_GAINS)) },
		{ "costs", number(p, count_kind(why, DAIS_WHY_COSTS)) },
		{ "not", number(p, count_kind(why, DAIS_WHY_IMPOSSIBLE)) } };

	dais_page_element(p, "p", "lead");
	dais_xml_text(&p->xml,
	    dais_say_fill(p->arena, p->language, DAIS_SAY_TIMETABLE_WHY_SUMMARY, values, 4));
	dais_page_end(p);
}

static void
write_reasons(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_WHY_HOLDS);
	if (!v->why->reasons.n && !v->why->taken) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_WHY_NOTHING);
		return;
	}
	dais_page_element(p, "ul", "tt-reasons");
	for (size_t i = 0; i < v->why->reasons.n; i++)
		write_reason(p, v, &v->why->reasons.v[i]);
	if (v->why->taken) {
		dais_page_element(p, "li", NULL);
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_TIMETABLE_WHY_TAKEN, "count",
					   number(p, v->why->taken)));
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* ---- each other time ---- */

static void
write_way(struct dais_page *p, const struct timetable_view *v, const struct dais_why_place *place)
{
	static const enum dais_say ways[] = {
		[DAIS_WHY_INTO] = DAIS_SAY_TIMETABLE_WAY_INTO,
		[DAIS_WHY_NEW] = DAIS_SAY_TIMETABLE_WAY_NEW,
		[DAIS_WHY_EXCHANGE] = DAIS_SAY_TIMETABLE_WAY_EXCHANGE,
		[DAIS_WHY_SWAP] = DAIS_SAY_TIMETABLE_WAY_SWAP,
		[DAIS_WHY_WHOLE] = DAIS_SAY_TIMETABLE_WAY_WHOLE,
	};
	struct dais_str item = place->with == DAIS_NONE
				   ? DAIS_STR_NONE
				   : timetable_item(p, v->record, place->with,
					 &v->record->sittings.v[v->why->sitting].bodies);

	dais_page_element(p, "p", "soft");
	dais_xml_text(&p->xml, dais_page_say_with(p, ways[place->way], "item", item));
	dais_page_end(p);
}

void
timetable_write_place_kind(struct dais_page *p, const struct dais_why_place *place)
{
	dais_page_element(
	    p, "p", dais_arena_printf(p->arena, "tt-mark %s", kinds[place->kind].class_name).p);
	write_sign(p, place);
	dais_xml_text(&p->xml, kind_words(p, place));
	dais_page_end(p);
}

void
timetable_write_place_words(
    struct dais_page *p, const struct timetable_view *v, const struct dais_why_place *place)
{
	if (place->words.n) {
		dais_page_element(p, "ul", NULL);
		for (size_t i = 0; i < place->words.n; i++)
			timetable_write_words(p, "li", place->words.v[i]);
		if (place->more_words) {
			dais_page_element(p, "li", NULL);
			dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_TIMETABLE_WHY_MORE,
						   "count", number(p, place->more_words)));
			dais_page_end(p);
		}
		dais_page_end(p);
	}
	if (place->kind != DAIS_WHY_IMPOSSIBLE)
		write_way(p, v, place);
}

static void
write_move(struct dais_page *p, const struct timetable_view *v, const struct dais_why_place *place)
{
	timetable_form(p, v);
	dais_page_hidden(p, "sitting", dais_sitting_name(v->record, v->why->sitting, p->arena));
	dais_page_hidden(p, "item", v->record->items.v[v->why->item].id);
	dais_page_hidden(p, "time", timetable_time_value(p, place->start, place->end));
	timetable_button(p, "why-move", "quiet", DAIS_SAY_TIMETABLE_WHY_MOVE);
	timetable_form_end(p);
}

static void
write_place(struct dais_page *p, const struct timetable_view *v, size_t at)
{
	const struct dais_why_place *place = &v->why->places.v[at];

	dais_page_element(
	    p, "li", dais_arena_printf(p->arena, "tt-place %s", kinds[place->kind].class_name).p);
	dais_xml_attr(&p->xml, "id", dais_arena_printf(p->arena, "place-%zu", at));
	dais_page_element(p, "h3", NULL);
	dais_xml_text(&p->xml, timetable_time(p, place->start, place->end));
	dais_page_end(p);
	timetable_write_place_kind(p, place);
	timetable_write_place_words(p, v, place);
	if (place->kind != DAIS_WHY_IMPOSSIBLE && v->may_edit)
		write_move(p, v, place);
	dais_page_end(p);
}

static void
write_ask_planner(struct dais_page *p, const struct timetable_view *v)
{
	dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_WITHOUT_LEAD);
	timetable_form(p, v);
	dais_page_hidden(p, "sitting", dais_sitting_name(v->record, v->why->sitting, p->arena));
	dais_page_hidden(p, "item", v->record->items.v[v->why->item].id);
	timetable_button(p, "without", NULL, DAIS_SAY_TIMETABLE_WITHOUT);
	timetable_form_end(p);
}

void
timetable_write_why(struct dais_page *p, const struct timetable_view *v)
{
	const struct dais_sitting *s = &v->record->sittings.v[v->why->sitting];

	timetable_load(p, false);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_WHY_TITLE);
	dais_page_element(p, "p", "tt-asked");
	dais_xml_attr_c(&p->xml, "id", "why");
	dais_xml_text(&p->xml, timetable_item(p, v->record, v->why->item, &s->bodies));
	dais_page_element(p, "span", "soft");
	dais_xml_text_c(&p->xml, " ");
	dais_xml_text(&p->xml, timetable_time(p, s->start, s->end));
	dais_page_end(p);
	dais_page_end(p);
	write_summary(p, v->why);
	write_reasons(p, v);
	dais_page_element(p, "div", "tt-wide");
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_WHY_PICTURE);
	timetable_write_grid(p, v);
	dais_page_end(p);
	if (v->may_edit)
		write_ask_planner(p, v);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_WHY_OTHERS);
	dais_page_element(p, "ol", "plain tt-places");
	for (size_t i = 0; i < v->why->places.n; i++)
		if (v->why->places.v[i].kind > DAIS_WHY_ALSO)
			write_place(p, v, i);
	dais_page_end(p);
	timetable_write_back(p, v);
}
