/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A meeting for machines: JSON-LD in the words of schema.org (Event).
 */
#include <stdlib.h>

#include "mark/json.h"
#include "web/portal/parts.h"

static struct dais_str
moment(struct dais_page *p, struct dais_local at, struct dais_str zone)
{
	struct dais_str local = dais_local_print(p->arena, at);
	int east;

	if (at.minute < 0 || !zone.n || !dais_text_zone_offset(zone, at, &east))
		return local;
	return dais_arena_printf(p->arena, "%.*s:00%c%02d:%02d", DAIS_STR_ARG(local),
	    east < 0 ? '-' : '+', abs(east) / 60, abs(east) % 60);
}

static const char *
status_of(const struct dais_view_meeting *m)
{
	if (dais_str_is(m->status, "cancelled"))
		return "https://schema.org/EventCancelled";
	if (dais_str_is(m->status, "postponed"))
		return "https://schema.org/EventPostponed";
	return "https://schema.org/EventScheduled";
}

static const char *
mode_of(const struct dais_view_meeting *m)
{
	if (dais_str_is(m->modality, "online"))
		return "https://schema.org/OnlineEventAttendanceMode";
	if (dais_str_is(m->modality, "hybrid"))
		return "https://schema.org/MixedEventAttendanceMode";
	return "https://schema.org/OfflineEventAttendanceMode";
}

static void
location(struct dais_page *p, struct dais_json *w, const struct dais_view_meeting *m,
    struct dais_str address)
{
	dais_json_key(w, "location");
	dais_json_array(w);
	if (!dais_str_is(m->modality, "online") && !dais_ml_is_empty(&m->place)) {
		dais_json_object(w);
		dais_json_pair_c(w, "@type", "Place");
		dais_json_pair(w, "name",
		    dais_ml_is_empty(&m->room) ? dais_page_words(p, &m->place)
					       : dais_page_words(p, &m->room));
		dais_json_pair(w, "address", dais_page_words(p, &m->place));
		dais_json_end(w);
	}
	if (!dais_str_is(m->modality, "in-person")) {
		dais_json_object(w);
		dais_json_pair_c(w, "@type", "VirtualLocation");
		dais_json_pair(w, "url", address);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
common(struct dais_page *p, struct dais_json *w, const struct dais_view_package *v,
    const struct dais_view_meeting *m, struct dais_str address)
{
	dais_json_pair(w, "startDate", moment(p, m->opens, m->zone));
	if (dais_date_is_set(m->closes))
		dais_json_pair(w, "endDate", dais_date_print(p->arena, m->closes));
	dais_json_pair_c(w, "eventStatus", status_of(m));
	dais_json_pair_c(w, "eventAttendanceMode", mode_of(m));
	location(p, w, m, address);
	dais_json_key(w, "inLanguage");
	dais_json_array(w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (v->languages & DAIS_LANG_BIT(l))
			dais_json_c(w, dais_lang_code((enum dais_lang)l));
	dais_json_end(w);
	dais_json_pair(w, "url", address);
}

static void
organizer(struct dais_page *p, struct dais_json *w, const struct dais_ml *name)
{
	dais_json_key(w, "organizer");
	dais_json_object(w);
	dais_json_pair_c(w, "@type", "Organization");
	dais_json_pair(w, "name", dais_page_words(p, name));
	dais_json_end(w);
}

/* The meeting of one body; @whole: the event that it is a part of, or empty. */
static void
event(struct dais_page *p, struct dais_json *w, const struct dais_view_package *v,
    const struct dais_view_meeting *m, struct dais_str address, struct dais_str whole)
{
	dais_json_object(w);
	dais_json_pair_c(w, "@type", "Event");
	dais_json_pair(w, "@id",
	    dais_arena_printf(p->arena, "%.*s#%.*s", DAIS_STR_ARG(address),
		DAIS_STR_ARG(dais_path_escape(p->arena, m->body.key))));
	dais_json_pair(w, "name",
	    dais_arena_printf(p->arena, "%.*s%.*s%.*s",
		DAIS_STR_ARG(dais_page_words(p, &m->body.name)), DAIS_STR_ARG(dais_portal_colon(p)),
		DAIS_STR_ARG(m->gathering)));
	common(p, w, v, m, address);
	organizer(p, w, dais_ml_is_empty(&v->organization) ? &m->body.name : &v->organization);
	if (whole.n) {
		dais_json_key(w, "superEvent");
		dais_json_object(w);
		dais_json_pair(w, "@id", whole);
		dais_json_end(w);
	}
	dais_json_end(w);
}

struct dais_str
dais_portal_event(struct dais_page *p, const struct dais_view_package *v)
{
	struct dais_str address = dais_arena_printf(p->arena, "%s/%s/meetings/%.*s",
	    p->site->address ? p->site->address : "", dais_lang_code(p->language),
	    DAIS_STR_ARG(v->package));
	struct dais_str whole = v->meetings.n > 1 ? address : DAIS_STR_NONE;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	if (!v->meetings.n)
		return DAIS_STR_NONE;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "@context", "https://schema.org");
	dais_json_key(&w, "@graph");
	dais_json_array(&w);
	if (whole.n) {
		dais_json_object(&w);
		dais_json_pair_c(&w, "@type", "Event");
		dais_json_pair(&w, "@id", whole);
		dais_json_pair(&w, "name", dais_view_package_title(v, p->arena));
		common(p, &w, v, &v->meetings.v[0], address);
		organizer(p, &w,
		    dais_ml_is_empty(&v->organization) ? &v->meetings.v[0].body.name
						       : &v->organization);
		dais_json_end(&w);
	}
	for (size_t i = 0; i < v->meetings.n; i++)
		event(p, &w, v, &v->meetings.v[i], address, whole);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&out, p->arena);
}
