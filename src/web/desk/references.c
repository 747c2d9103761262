/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What references can name, for completion while typing.
 */
#include "mark/json.h"
#include "prose/resolve.h"
#include "web/desk/texts_priv.h"

struct references {
	struct dais_json w;
	struct dais_prose_place at;
	struct dais_arena *a;
};

static void
add(struct references *s, const char *kind, struct dais_str argument, const struct dais_ml *about)
{
	struct dais_ref ref;
	struct dais_said said;
	struct dais_str inside = dais_arena_printf(s->a, "%s %.*s", kind, DAIS_STR_ARG(argument));

	if (!dais_ref_parse(inside, &ref, NULL) || !dais_prose_say(&s->at, &ref, s->a, &said))
		return;
	dais_json_object(&s->w);
	dais_json_pair(&s->w, "reference", inside);
	if (!said.is_schedule)
		dais_json_pair(&s->w, "says", said.fact);
	if (about)
		dais_json_pair(&s->w, "about", dais_desk_any_words(about, s->at.lang));
	dais_json_end(&s->w);
}

static void
add_kinds(struct references *s, const char *const *kinds, size_t n, struct dais_str argument,
    const struct dais_ml *about)
{
	for (size_t i = 0; i < n; i++)
		add(s, kinds[i], argument, about);
}

void
dais_desk_write_references(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a, struct dais_buf *out)
{
	static const char *const of_item[] = { "item", "number", "title", "quoted" };
	static const char *const of_document[] = { "doc", "doctitle" };
	static const char *const of_meeting[] = { "meeting", "dates", "opening", "place" };
	static const char *const of_body[] = { "body", "short" };
	struct references s = { .at = { r, l, DAIS_NONE }, .a = a };

	dais_json_begin(&s.w, out, true);
	dais_json_array(&s.w);
	for (size_t i = 0; i < r->items.n; i++)
		add_kinds(&s, of_item, 4, r->items.v[i].id, &r->items.v[i].title);
	for (size_t i = 0; i < r->documents.n; i++)
		add_kinds(&s, of_document, 2, r->documents.v[i].id, &r->documents.v[i].title);
	for (size_t i = 0; i < r->meetings.n; i++)
		add_kinds(&s, of_meeting, 4, r->meetings.v[i].id,
		    &r->bodies.v[r->meetings.v[i].body].name);
	for (size_t i = 0; i < r->mandates.n; i++)
		add(&s, "mandate", r->mandates.v[i].id, &r->mandates.v[i].title);
	for (size_t i = 0; i < r->bodies.n; i++)
		add_kinds(&s, of_body, r->bodies.v[i].short_name.in[l].n ? 2 : 1, r->bodies.v[i].id,
		    NULL);
	for (size_t i = 0; i < r->approvals.n; i++)
		add(&s, "approved", r->approvals.v[i].id, NULL);
	for (size_t i = 0; i < r->together.n; i++)
		add(&s, "schedule", r->bodies.v[r->meetings.v[r->together.v[i]].body].id,
		    &r->bodies.v[r->meetings.v[r->together.v[i]].body].name);
	dais_json_end(&s.w);
	dais_json_finish(&s.w);
}
