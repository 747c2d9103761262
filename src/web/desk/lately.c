/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What was changed lately, a line a change: who, when, what, and the things by the names that
 * people have for them.
 */
#include "mark/json_read.h"
#include "text/text.h"
#include "web/desk/overview_priv.h"

/* "Edit items" for "item.edit"; the bare word when the interface has none. */
static struct dais_str
action_words(struct dais_page *p, struct dais_str action)
{
	char *name = dais_arena_cstr(
	    p->arena, dais_arena_printf(p->arena, "account.action-%.*s", DAIS_STR_ARG(action)));
	enum dais_say what;

	for (char *c = name + sizeof("account.") - 1; *c; c++)
		if (*c == '.')
			*c = '-';
	return dais_say_find(dais_str_from(name), &what) ? dais_page_say(p, what) : action;
}

void
dais_desk_write_change(struct dais_page *p, const struct dais_log_entry *e)
{
	dais_xml_elem(&p->xml, "b", e->name);
	dais_xml_text_c(&p->xml, " · ");
	dais_page_instant(p, e->at_ms);
	dais_xml_text_c(&p->xml, " · ");
	dais_xml_text(&p->xml, action_words(p, e->action));
}

/* ---- things ---- */

static struct dais_str
kind_words(const struct dais_page *p, struct dais_str kind)
{
	enum dais_say what;

	if (dais_say_find(
		dais_arena_printf(p->arena, "desk.thing-%.*s", DAIS_STR_ARG(kind)), &what))
		return dais_page_say(p, what);
	return kind;
}

/* "Monday, 23 May 2022, at 10 a.m.", from the value: a record does not know sittings by id. */
static struct dais_str
sitting_name(const struct dais_page *p, struct dais_str value)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;
	struct dais_local at;

	if (!value.n || !dais_json_parse(p->arena, value, &v, &ignored) ||
	    !dais_local_parse(dais_json_get_str(v, "start"), &at))
		return DAIS_STR_NONE;
	return dais_text_opening(p->arena, p->language, at);
}

/* Of these a package has one, or their ids are counted by the machine: nobody calls them so. */
static bool
has_no_name(struct dais_str kind)
{
	static const char *const kinds[] = { "package", "planning", "profile", "origin",
		"sitting" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (dais_str_is(kind, kinds[i]))
			return true;
	return false;
}

void
dais_desk_write_thing(
    struct dais_page *p, const struct dais_record *r, const struct dais_change_entry *c)
{
	struct dais_str name = dais_str_is(c->kind, "sitting")
				   ? sitting_name(p, c->after.n ? c->after : c->before)
				   : dais_desk_thing_name(p, r, c->kind, c->id);

	dais_xml_text(&p->xml, kind_words(p, c->kind));
	if (!name.n || (dais_str_eq(name, c->id) && has_no_name(c->kind)))
		return;
	dais_xml_text_c(&p->xml, " ");
	if (dais_str_eq(name, c->id))
		dais_page_symbol(p, c->id);
	else
		dais_xml_elem(&p->xml, "bdi", name);
}

/* ---- lines ---- */

static void
write_things(struct dais_page *p, const struct dais_record *r, const struct dais_log_entry *e)
{
	dais_desk_open(p, "span", "facts-inline");
	for (size_t k = 0; k < e->things.n && k < DAIS_DESK_LATELY_THINGS; k++) {
		dais_xml_text(
		    &p->xml, k ? dais_text_phrase(p->language, "format-comma") : DAIS_STR(" "));
		dais_desk_write_thing(p, r, &e->things.v[k]);
	}
	if (e->things.n > DAIS_DESK_LATELY_THINGS)
		dais_xml_text_c(&p->xml, " …");
	dais_xml_close(&p->xml);
}

/* Which meeting it is about, and the way to what was changed. */
static void
write_meeting(struct dais_page *p, const struct desk_lately *row)
{
	dais_xml_text_c(&p->xml, " · ");
	dais_page_link(p,
	    dais_desk_address(p,
		dais_arena_printf(p->arena, "%.*s/changes?before=%llu#change-%llu",
		    DAIS_STR_ARG(row->entry->package), (unsigned long long)row->entry->number + 1,
		    (unsigned long long)row->entry->number)),
	    NULL);
	dais_xml_text(&p->xml, row->meeting);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_lately(struct dais_page *p, const desk_lately_vec *rows, size_t max, bool meetings)
{
	dais_desk_open(p, "ul", "lately");
	for (size_t i = 0; i < rows->n && i < max; i++) {
		const struct desk_lately *row = &rows->v[i];

		dais_xml_open(&p->xml, "li");
		dais_desk_write_change(p, row->entry);
		write_things(p, row->record, row->entry);
		if (meetings)
			write_meeting(p, row);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_find_sittings(struct desk *d, struct dais_log_entry *e)
{
	for (size_t i = 0; i < e->things.n && i < DAIS_DESK_LATELY_THINGS; i++) {
		struct dais_change_entry *c = &e->things.v[i];
		struct dais_err gone = DAIS_ERR_INIT;
		struct dais_thing t;

		if (dais_str_is(c->kind, "sitting") &&
		    dais_store_thing(dais_house_store(d->site->house), e->package, c->kind, c->id,
			d->arena, &t, &gone))
			c->after = t.value;
	}
}
