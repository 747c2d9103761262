/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a language lacks that another declared language has.
 */
#include "read/package/load.h"
#include "text/message.h"

struct missing {
	const struct dais_record *r;
	enum dais_lang l;
	struct dais_diags *d;
};

static void
report(struct missing *m, struct dais_origin at, const char *what, const char *kind,
    struct dais_str id)
{
	struct dais_place place = {
		.file = DAIS_STR("meeting.yaml"), .line = at.line, .column = at.column, .text = id
	};

	(void)dais_diags_add(m->d, "package-language", DAIS_SEVERITY_WARNING, &place,
	    "%s of %s `%.*s` is missing in %s", dais_text_message_words(m->d->lang, what),
	    dais_text_message_words(m->d->lang, kind), DAIS_STR_ARG(id), dais_lang_code(m->l));
}

static void ml(struct missing *m, const struct dais_ml *words, struct dais_origin at,
    const char *what, const char *kind, struct dais_str id) DAIS_NAMES(4) DAIS_NAMES(5);

static void
ml(struct missing *m, const struct dais_ml *words, struct dais_origin at, const char *what,
    const char *kind, struct dais_str id)
{
	if (!words->in[m->l].n && (dais_ml_langs(words) & m->r->languages))
		report(m, at, what, kind, id);
}

static void
bodies(struct missing *m)
{
	for (size_t i = 0; i < m->r->bodies.n; i++) {
		const struct dais_body *b = &m->r->bodies.v[i];

		ml(m, &b->name, b->origin, "name", "body", b->id);
		ml(m, &b->short_name, b->origin, "short name", "body", b->id);
	}
	for (size_t i = 0; i < m->r->meetings.n; i++) {
		const struct dais_meeting *t = &m->r->meetings.v[i];

		ml(m, &t->place, t->origin, "place", "meeting", t->id);
		ml(m, &t->room, t->origin, "room", "meeting", t->id);
	}
}

static void
titles(struct missing *m)
{
	const struct dais_record *r = m->r;

	for (size_t i = 0; i < r->items.n; i++)
		ml(m, &r->items.v[i].title, r->items.v[i].origin, "title", "item",
		    r->items.v[i].id);
	for (size_t i = 0; i < r->mandates.n; i++)
		ml(m, &r->mandates.v[i].title, r->mandates.v[i].origin, "title", "mandate",
		    r->mandates.v[i].id);
	for (size_t i = 0; i < r->documents.n; i++)
		ml(m, &r->documents.v[i].title, r->documents.v[i].origin, "title", "document",
		    r->documents.v[i].id);
	for (size_t i = 0; i < r->sittings.n; i++) {
		if (!r->sittings.v[i].room_id.n)
			ml(m, &r->sittings.v[i].room, r->sittings.v[i].origin, "room", "sitting",
			    DAIS_STR("sittings"));
	}
}

/* Rooms of planning.yaml that sittings of the timetable name. */
static void
rooms(struct missing *m)
{
	for (size_t i = 0; m->r->planning && i < m->r->planning->rooms.n; i++) {
		const struct dais_planning_room *room = &m->r->planning->rooms.v[i];
		bool named = false;

		for (size_t k = 0; k < m->r->sittings.n; k++)
			named = named || dais_str_eq(m->r->sittings.v[k].room_id, room->id);
		if (named && !room->name.in[m->l].n &&
		    (dais_ml_langs(&room->name) & m->r->languages))
			(void)dais_diags_add(m->d, "package-language", DAIS_SEVERITY_WARNING,
			    &room->place, "name of room `%.*s` is missing in %s",
			    DAIS_STR_ARG(room->id), dais_lang_code(m->l));
	}
}

static const struct dais_annotation *
find(const struct dais_record *r, enum dais_lang l, const struct dais_annotation *like)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		if (r->annotations[l].v[i].item == like->item &&
		    r->annotations[l].v[i].body == like->body)
			return &r->annotations[l].v[i];
	}
	return NULL;
}

/* Whether a language before @before has the annotation too (then it is reported already). */
static bool
seen(const struct missing *m, int before, const struct dais_annotation *like)
{
	for (int l = 0; l < before; l++) {
		if ((m->r->languages & DAIS_LANG_BIT(l)) && find(m->r, (enum dais_lang)l, like))
			return true;
	}
	return false;
}

static void
annotation(struct missing *m, enum dais_lang other, const struct dais_annotation *an)
{
	struct dais_place place = { .file = dais_arena_printf(
					m->d->arena, "text/%s.md", dais_lang_code(m->l)) };
	struct dais_str body = an->body == DAIS_NONE ? DAIS_STR_NONE : m->r->bodies.v[an->body].id;
	struct dais_diag *g = dais_diags_add(m->d, "package-language", DAIS_SEVERITY_WARNING,
	    &place, "the annotation of item `%.*s%s%.*s` is missing in %s",
	    DAIS_STR_ARG(m->r->items.v[an->item].id), body.n ? "@" : "", DAIS_STR_ARG(body),
	    dais_lang_code(m->l));

	place.file = dais_arena_printf(m->d->arena, "text/%s.md", dais_lang_code(other));
	place.line = an->line;
	place.column = 1;
	dais_diag_add_place(m->d, g, &place);
}

void
dais_package_missing(const struct dais_record *r, enum dais_lang l, struct dais_diags *diags)
{
	struct missing m = { r, l, diags };

	bodies(&m);
	titles(&m);
	rooms(&m);
	for (int o = 0; o < DAIS_LANG_COUNT; o++) {
		if (o == (int)l || !(r->languages & DAIS_LANG_BIT(o)))
			continue;
		for (size_t i = 0; i < r->annotations[o].n; i++) {
			const struct dais_annotation *an = &r->annotations[o].v[i];

			if (!find(r, l, an) && !seen(&m, o, an))
				annotation(&m, (enum dais_lang)o, an);
		}
	}
}
