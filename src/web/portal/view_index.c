/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Views of what the index knows across packages.
 */
#include "web/portal/view_priv.h"

void
dais_view_bodies_init(
    struct dais_view_bodies *b, const dais_index_body_vec *rows, struct dais_arena *a)
{
	b->rows = rows;
	dais_map_init(&b->by_key, a);
	for (size_t i = 0; i < rows->n; i++)
		(void)dais_map_add(&b->by_key, rows->v[i].key, i);
}

const struct dais_index_body *
dais_view_bodies_find(const struct dais_view_bodies *b, struct dais_str key)
{
	size_t i = dais_map_get(&b->by_key, key);

	return i == DAIS_MAP_NONE ? NULL : &b->rows->v[i];
}

static void
add(const struct dais_view_bodies *b, const struct dais_index_meeting *row, enum dais_lang l,
    struct dais_arena *a, dais_view_meeting_vec *ret)
{
	const struct dais_index_body *body = dais_view_bodies_find(b, row->body);
	struct dais_view_meeting *v = dais_vec_add(a, ret);
	bool session = body && body->noun_is_session;

	*v = (struct dais_view_meeting){ .body = { .key = row->body,
					     .path = dais_view_body_path(row->body, a) },
		.package = row->package,
		.gathering = dais_text_capitalise(
		    a, l, dais_text_gathering(a, l, row->ordinal, session ? "session" : "meeting")),
		.opens = row->opens,
		.closes = row->closes,
		.zone = row->zone,
		.place = row->place,
		.modality = row->modality,
		.status = row->status.n ? row->status : DAIS_STR("scheduled") };
	if (row->body.n && row->body.p[0] != '~')
		v->body.symbol = row->body;
	if (body)
		v->body.name = body->name;
}

void
dais_view_meetings(const struct dais_view_bodies *b, const dais_index_meeting_vec *rows,
    enum dais_lang l, struct dais_arena *a, dais_view_meeting_vec *ret)
{
	for (size_t i = 0; i < rows->n; i++)
		add(b, &rows->v[i], l, a, ret);
}
