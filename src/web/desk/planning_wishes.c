/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two forms of conditions that are about no single thing: the wishes with their ranks, and what is
 * not held at the same time.
 */
#include "text/text.h"
#include "web/desk/planning.h"

#define RANKS 8
#define WORKING_DAYS 5

static const char *const days[WORKING_DAYS] = { "monday", "tuesday", "wednesday", "thursday",
	"friday" };

/* ---- wishes ---- */

static const char *
field_of(struct dais_arena *a, enum dais_wish w, const char *member)
{
	return dais_arena_printf(a, "%s-%s", member, dais_wish_name(w)).p;
}

static struct dais_str
shown(struct dais_page *p, const struct desk_planning *v, enum dais_wish w, const char *member)
{
	const char *field = field_of(p->arena, w, member);
	struct dais_str now = dais_planning_wish(v->root, dais_str_from(dais_wish_name(w)), member);
	const char *was = dais_arena_printf(p->arena, "was-%s", field).p;

	dais_page_hidden(p, was, dais_desk_condition_seen(v, p->arena, field, now));
	return dais_desk_condition_shown(v, p->arena, field, now, false);
}

static void
write_rank(struct dais_page *p, const struct desk_planning *v, enum dais_wish w, unsigned usual)
{
	const char *field = field_of(p->arena, w, "rank");
	struct dais_str now = shown(p, v, w, "rank");

	dais_desk_open(p, "label", "plan-half");
	dais_desk_say(p, "span", NULL, DAIS_SAY_DESK_PLAN_RANK);
	dais_page_open_select(p, field, field);
	if (!v->may_edit)
		dais_xml_attr_c(&p->xml, "disabled", "disabled");
	dais_page_open_option(p, DAIS_STR_NONE, !now.n);
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_PLAN_RANK_USUAL, "rank",
				   dais_arena_printf(p->arena, "%u", usual)));
	dais_xml_close(&p->xml);
	for (unsigned rank = 1; rank <= RANKS; rank++) {
		struct dais_str words = dais_arena_printf(p->arena, "%u", rank);

		dais_page_open_option(p, words, dais_str_eq(now, words));
		dais_xml_text(&p->xml, words);
		dais_xml_close(&p->xml);
	}
	dais_page_open_option(p, DAIS_STR("off"), dais_str_is(now, "off"));
	dais_page_put(p, DAIS_SAY_DESK_PLAN_RANK_OFF);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_weight(struct dais_page *p, const struct desk_planning *v, enum dais_wish w, unsigned usual)
{
	const char *field = field_of(p->arena, w, "weight");
	struct dais_str now = shown(p, v, w, "weight");

	dais_desk_open(p, "label", "plan-half");
	dais_desk_say(p, "span", NULL, DAIS_SAY_DESK_PLAN_WEIGHT);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "number");
	dais_xml_attr_c(&p->xml, "min", "1");
	dais_xml_attr_c(&p->xml, "max", "1000000");
	dais_xml_attr_c(&p->xml, "name", field);
	dais_xml_attr(&p->xml, "placeholder", dais_arena_printf(p->arena, "%u", usual));
	dais_xml_attr(&p->xml, "value", now);
	if (!v->may_edit)
		dais_xml_attr_c(&p->xml, "readonly", "readonly");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_wish(struct dais_page *p, const struct desk_planning *v, enum dais_wish w)
{
	unsigned rank, weight;
	enum dais_say what;

	dais_wish_standard(w, &rank, &weight);
	dais_desk_open(p, "fieldset", "plan-wish");
	dais_xml_open(&p->xml, "legend");
	if (dais_say_find(dais_arena_printf(p->arena, "desk.wish-%s", dais_wish_name(w)), &what))
		dais_page_put(p, what);
	dais_xml_close(&p->xml);
	write_rank(p, v, w, rank);
	write_weight(p, v, w, weight);
	dais_xml_close(&p->xml);
}

/* ---- the half-days that should be free ---- */

static struct dais_str
half_words(struct dais_arena *a, unsigned day, bool afternoon)
{
	return dais_arena_printf(a, "%s/%s", days[day], afternoon ? "afternoon" : "morning");
}

/* Friday afternoon is what is meant when nothing is said. */
static struct dais_str
free_said(const struct desk_planning *v, struct dais_arena *a)
{
	struct dais_yaml_node *n =
	    dais_planning_at(v->root, DAIS_STR("wishes"), DAIS_STR("free"), "when");

	return n ? dais_planning_words(n, a) : DAIS_STR("friday/afternoon");
}

static void
add_word(struct dais_buf *list, struct dais_str word)
{
	dais_buf_puts(list, list->n ? "," : "");
	dais_buf_put(list, word);
}

/* The list that boxes can show: a whole day as its two halves; what else is said stays as it is. */
static struct dais_str
as_boxes(struct dais_str list, struct dais_arena *a)
{
	struct dais_str rest = list, one;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (unsigned k = 0; k < 2 * WORKING_DAYS; k++) {
		struct dais_str half = half_words(a, k / 2, k % 2);

		if (dais_desk_is_listed(list, half) ||
		    dais_desk_is_listed(list, dais_str_from(days[k / 2])))
			add_word(&out, half);
	}
	while (dais_str_next(&rest, ',', &one)) {
		bool is_box = false;

		for (unsigned k = 0; k < WORKING_DAYS; k++)
			is_box = is_box || dais_str_has_prefix(one, dais_str_from(days[k]));
		if (!is_box)
			add_word(&out, one);
	}
	return dais_buf_dup(&out, a);
}

static void
write_box(struct dais_page *p, const struct desk_planning *v, const char *name,
    struct dais_str value, bool ticked, struct dais_str words)
{
	dais_page_open_box_as(
	    p, &(struct dais_page_box){
		   .name = name, .value = value, .is_ticked = ticked, .is_fixed = !v->may_edit });
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

static void
write_free(struct dais_page *p, const struct desk_planning *v)
{
	struct dais_str recorded = as_boxes(free_said(v, p->arena), p->arena);
	struct dais_str now = dais_desk_condition_shown(v, p->arena, "free-when", recorded, true);
	struct dais_str rest = recorded, one;

	dais_desk_open(p, "fieldset", "field wide plan-free");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_PLAN_FREE_WHEN);
	dais_page_hidden(
	    p, "was-free-when", dais_desk_condition_seen(v, p->arena, "free-when", recorded));
	for (unsigned k = 0; k < 2 * WORKING_DAYS; k++) {
		struct dais_str half = half_words(p->arena, k / 2, k % 2);

		write_box(p, v, "free-when", half, dais_desk_is_listed(now, half),
		    dais_arena_printf(p->arena, "%.*s · %.*s",
			DAIS_STR_ARG(dais_text_weekday(p->language, (int)(k / 2) + 1)),
			DAIS_STR_ARG(dais_page_say(p,
			    k % 2 ? DAIS_SAY_DESK_PLAN_AFTERNOON : DAIS_SAY_DESK_PLAN_MORNING))));
	}
	while (dais_str_next(&rest, ',', &one))
		if (one.n && one.p[0] >= '0' && one.p[0] <= '9')
			write_box(p, v, "free-when", one, dais_desk_is_listed(now, one), one);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_wishes(struct dais_page *p, const struct desk_planning *v)
{
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_PLAN_WISHES_WORDS);
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, dais_desk_address(p,
			      dais_desk_condition_path(p->arena, v->package, v->section, v->id)));
	for (unsigned w = 0; w < DAIS_WISH_COUNT; w++)
		write_wish(p, v, (enum dais_wish)w);
	write_free(p, v);
	if (v->may_edit) {
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button", DAIS_STR("save"), dais_page_say(p, DAIS_SAY_DESK_SAVE));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static bool
save_free(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	struct dais_str was = dais_desk_field(d, "was-free-when");
	struct dais_str wanted = dais_desk_ticked(d, "free-when");
	struct dais_yaml_node *n =
	    dais_planning_at(e->doc.root, DAIS_STR("wishes"), DAIS_STR("free"), "when");
	struct dais_str now = dais_planning_words(n, d->arena);

	/* What the boxes cannot say differently has not been changed; left aside, it is free of
	 * days. */
	if (dais_str_eq(wanted, was) || !wanted.n ||
	    dais_str_is(dais_desk_field(d, "rank-free"), "off"))
		return true;
	return dais_planning_set(e, DAIS_STR("wishes"), DAIS_STR("free"), "when", true,
	    dais_str_eq(as_boxes(free_said(v, d->arena), d->arena), was) ? now : was, wanted,
	    &d->err);
}

bool
dais_desk_save_wishes(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	static const char *const members[] = { "rank", "weight" };

	for (unsigned w = 0; w < DAIS_WISH_COUNT; w++)
		for (size_t m = 0; m < 2; m++) {
			const char *field = field_of(d->arena, (enum dais_wish)w, members[m]);
			const char *was = dais_arena_printf(d->arena, "was-%s", field).p;

			if (!dais_planning_set_wish(e,
				dais_str_from(dais_wish_name((enum dais_wish)w)), members[m],
				dais_desk_field(d, was), dais_str_trim(dais_desk_field(d, field)),
				&d->err))
				return false;
		}
	return save_free(d, e, v);
}

/* ---- apart ---- */

static struct dais_str
names_of(struct dais_page *p, const struct desk_planning *v, const struct dais_yaml_node *ids,
    const char *section)
{
	struct dais_str out = DAIS_STR_NONE;

	for (size_t i = 0; ids && ids->kind == DAIS_YAML_SEQUENCE && i < ids->entries.n; i++)
		out = dais_arena_printf(p->arena, "%.*s%s%.*s", DAIS_STR_ARG(out), i ? " · " : "",
		    DAIS_STR_ARG(dais_desk_condition_name(
			p, v, dais_str_from(section), ids->entries.v[i].value->text)));
	return out;
}

static void
write_apart_row(
    struct dais_page *p, const struct desk_planning *v, const struct dais_yaml_node *entry)
{
	const struct dais_yaml_node *wish = dais_yaml_get(entry, "wish");
	struct dais_str bodies = names_of(p, v, dais_yaml_get(entry, "bodies"), "bodies");
	struct dais_str items = names_of(p, v, dais_yaml_get(entry, "items"), "items");

	dais_xml_open(&p->xml, "li");
	dais_xml_text(&p->xml, bodies.n ? bodies : items);
	if (wish && dais_str_is(wish->text, "true")) {
		dais_xml_text_c(&p->xml, " ");
		dais_desk_say(p, "span", "tag", DAIS_SAY_DESK_PLAN_AVOID);
	}
	if (v->may_edit) {
		dais_page_form(p, dais_desk_address(p, dais_desk_condition_path(p->arena,
							   v->package, v->section, v->id)));
		dais_page_hidden(p, "entry", dais_planning_apart_words(entry, p->arena));
		dais_desk_do(p, "button quiet", DAIS_STR("part"),
		    dais_page_say(p, DAIS_SAY_DESK_FACT_REMOVE));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_apart_add(struct dais_page *p, const struct desk_planning *v)
{
	const struct dais_record *r = v->record;
	struct dais_str bodies = v->sent ? dais_desk_ticked(v->sent, "bodies") : DAIS_STR_NONE;
	struct dais_str items = v->sent ? dais_desk_ticked(v->sent, "items") : DAIS_STR_NONE;

	dais_page_form(p, dais_desk_address(p,
			      dais_desk_condition_path(p->arena, v->package, v->section, v->id)));
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_PLAN_APART_BODIES);
	for (size_t i = 0; i < r->together.n; i++) {
		size_t body = r->meetings.v[r->together.v[i]].body;

		write_box(p, v, "bodies", r->bodies.v[body].id,
		    dais_desk_is_listed(bodies, r->bodies.v[body].id),
		    dais_desk_body_name(r, body, p->language));
	}
	dais_xml_close(&p->xml);
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_PLAN_APART_ITEMS);
	for (size_t i = 0; i < r->items.n; i++)
		if (r->items.v[i].parent == DAIS_NONE)
			write_box(p, v, "items", r->items.v[i].id,
			    dais_desk_is_listed(items, r->items.v[i].id),
			    dais_desk_words(p, &r->items.v[i].title));
	dais_xml_close(&p->xml);
	write_box(p, v, "wish", DAIS_STR("yes"), v->sent && dais_desk_field(v->sent, "wish").n,
	    dais_page_say(p, DAIS_SAY_DESK_PLAN_APART_WISH));
	dais_desk_open(p, "p", "actions");
	dais_desk_do(
	    p, "button", DAIS_STR("apart"), dais_page_say(p, DAIS_SAY_DESK_PLAN_APART_ADD));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_apart(struct dais_page *p, const struct desk_planning *v)
{
	const struct dais_yaml_node *list = dais_planning_apart(v->root);

	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_PLAN_APART_WORDS);
	if (list && list->entries.n)
		dais_desk_open(p, "ul", "fact-list");
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NONE);
	for (size_t i = 0; list && i < list->entries.n; i++)
		write_apart_row(p, v, list->entries.v[i].value);
	if (list && list->entries.n)
		dais_xml_close(&p->xml);
	if (v->may_edit) {
		dais_desk_open(p, "div", "desk-form");
		write_apart_add(p, v);
		dais_xml_close(&p->xml);
	}
}

bool
dais_desk_save_apart(struct desk *d, struct dais_planning_edit *e)
{
	if (dais_str_is(dais_desk_field(d, "do"), "part"))
		return dais_planning_remove_apart(e, dais_desk_field(d, "entry"), &d->err);
	return dais_planning_add_apart(e, dais_desk_ticked(d, "bodies"),
	    dais_desk_ticked(d, "items"), dais_desk_field(d, "wish").n > 0, &d->err);
}
