/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An item that goes to a number of an agenda at once: in one of two hundred items arrows are no
 * way.
 */
#include "web/desk/items_priv.h"

static void
write_form(struct dais_page *p, const struct desk_item *v, const struct dais_agenda *agenda)
{
	const struct dais_record *r = v->record;
	struct dais_str body = r->bodies.v[agenda->body].id, item = r->items.v[v->item].id,
			id = dais_arena_printf(p->arena, "number-%.*s", DAIS_STR_ARG(body));
	struct dais_number number = dais_record_number(r, v->item, agenda->body);

	dais_page_form(p, dais_desk_address(p,
			      dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package))));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	dais_desk_open(p, "p", "actions");
	dais_xml_open(&p->xml, "label");
	dais_xml_attr(&p->xml, "for", id);
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_PLACE_NUMBER, "body",
				   dais_desk_body_name(r, agenda->body, p->language)));
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", "number");
	dais_xml_attr_c(&p->xml, "type", "number");
	dais_xml_attr_c(&p->xml, "min", "1");
	dais_xml_attr_int(&p->xml, "max", (int64_t)agenda->items.n);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_attr_int(&p->xml, "value", (int64_t)number.number);
	dais_xml_close(&p->xml);
	dais_desk_do(p, "button quiet",
	    dais_arena_printf(p->arena, "number %.*s %.*s", DAIS_STR_ARG(body), DAIS_STR_ARG(item)),
	    dais_page_say(p, DAIS_SAY_DESK_PLACE_MOVE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_places(struct dais_page *p, const struct desk_item *v)
{
	const struct dais_record *r = v->record;
	bool any = false;

	for (size_t g = 0; v->may_edit && g < r->agendas.n; g++) {
		if (!dais_record_number(r, v->item, r->agendas.v[g].body).found ||
		    r->items.v[v->item].parent != DAIS_NONE)
			continue;
		if (!any)
			dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_PLACE);
		any = true;
		write_form(p, v, &r->agendas.v[g]);
	}
}

bool
dais_desk_place_at(
    struct desk *d, struct dais_items_edit *e, struct dais_str body, struct dais_str id)
{
	const struct dais_record *r = d->snapshot->record;
	size_t b = dais_map_get(&r->body_ids, body), item = dais_map_get(&r->item_ids, id);
	int64_t number = 0;

	for (size_t g = 0; b != DAIS_MAP_NONE && item != DAIS_MAP_NONE && g < r->agendas.n; g++) {
		const struct dais_agenda *agenda = &r->agendas.v[g];
		size_t there, now = SIZE_MAX;

		if (agenda->body != b)
			continue;
		for (size_t i = 0; i < agenda->items.n; i++)
			if (agenda->items.v[i] == item)
				now = i;
		if (now == SIZE_MAX)
			break;
		if (!dais_str_to_int(
			dais_desk_field(d, "number"), 1, (int64_t)agenda->items.n, &number))
			return dais_err_set(&d->err, DAIS_ERR_INVALID,
			    "the agenda has the numbers 1 to %zu", agenda->items.n);
		there = (size_t)number - 1;
		return there == now || dais_items_place(e, body, id, there > now,
					   r->items.v[agenda->items.v[there]].id, &d->err);
	}
	return dais_err_set(
	    &d->err, DAIS_ERR_NOT_FOUND, "the item is not on the agenda of this body");
}
