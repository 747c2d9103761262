/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One function a kind of reference, in a table. Each computes the fact; the author's words, when
 * given, replace only the display.
 */
#include "prose/resolve.h"

#include "base/buf.h"
#include "text/text.h"

struct say {
	const struct dais_prose_place *at;
	const struct dais_record *r;
	const struct dais_ref *ref;
	struct dais_arena *a;
	struct dais_said *said;
};

static struct dais_str
subject(struct say *s, const char *kind)
{
	return dais_arena_printf(s->a, "%s:%.*s", kind, DAIS_STR_ARG(s->ref->argument));
}

/* The body whose numbers count: named after @, the annotation's, or the first that has the item. */
static size_t
body_for(const struct say *s, size_t item)
{
	if (s->ref->body.n)
		return dais_map_get(&s->r->body_ids, s->ref->body);
	if (s->at->body != DAIS_NONE && dais_record_number(s->r, item, s->at->body).found)
		return s->at->body;
	for (size_t i = 0; i < s->r->together.n; i++) {
		size_t body = s->r->meetings.v[s->r->together.v[i]].body;

		if (dais_record_number(s->r, item, body).found)
			return body;
	}
	return DAIS_NONE;
}

struct dais_str
dais_prose_anchor(const struct dais_record *r, size_t item, size_t body, struct dais_arena *a)
{
	struct dais_str id = dais_arena_dup(a, r->items.v[item].id);
	size_t slash = dais_str_find_char(id, '/', 0);

	if (slash != SIZE_MAX) {
		struct dais_str head = dais_str_sub(id, 0, slash);

		id = dais_str_sub(id, slash + 1, id.n);
		return dais_arena_printf(a, "%.*s.%.*s.%.*s", DAIS_STR_ARG(r->bodies.v[body].id),
		    DAIS_STR_ARG(head), DAIS_STR_ARG(id));
	}
	return dais_arena_printf(
	    a, "%.*s.%.*s", DAIS_STR_ARG(r->bodies.v[body].id), DAIS_STR_ARG(id));
}

static bool
find_item(struct say *s, size_t *ret_item, size_t *ret_body, struct dais_number *ret_number)
{
	size_t item = dais_map_get(&s->r->item_ids, s->ref->argument);

	if (item == DAIS_MAP_NONE)
		return false;
	*ret_item = item;
	*ret_body = body_for(s, item);
	if (*ret_body == DAIS_NONE)
		return false;
	*ret_number = dais_record_number(s->r, item, *ret_body);
	s->said->subject = subject(s, "item");
	s->said->target = dais_prose_anchor(s->r, item, *ret_body, s->a);
	return ret_number->found;
}

static bool
say_item(struct say *s)
{
	size_t item, body;
	struct dais_number n;

	if (!find_item(s, &item, &body, &n))
		return false;
	s->said->fact = dais_text_item_ref(s->a, s->at->lang, n.number, n.letter);
	return true;
}

static bool
say_number(struct say *s)
{
	size_t item, body;
	struct dais_number n;

	if (!find_item(s, &item, &body, &n))
		return false;
	s->said->fact = dais_text_item_number(s->a, s->at->lang, n.number, n.letter);
	return true;
}

static bool
say_title(struct say *s)
{
	size_t item = dais_map_get(&s->r->item_ids, s->ref->argument);

	if (item == DAIS_MAP_NONE)
		return false;
	s->said->fact = s->r->items.v[item].title.in[s->at->lang];
	s->said->subject = subject(s, "title");
	return true;
}

static bool
say_quoted(struct say *s)
{
	if (!say_title(s))
		return false;
	s->said->fact = dais_text_quote(s->a, s->at->lang, s->said->fact);
	return true;
}

static bool
say_body(struct say *s)
{
	size_t body = dais_map_get(&s->r->body_ids, s->ref->argument);

	if (body == DAIS_MAP_NONE)
		return false;
	s->said->fact = s->r->bodies.v[body].name.in[s->at->lang];
	s->said->subject = subject(s, "body");
	return true;
}

static bool
say_short(struct say *s)
{
	size_t body = dais_map_get(&s->r->body_ids, s->ref->argument);

	if (body == DAIS_MAP_NONE)
		return false;
	s->said->fact = s->r->bodies.v[body].short_name.in[s->at->lang];
	if (!s->said->fact.n)
		s->said->fact = s->r->bodies.v[body].name.in[s->at->lang];
	s->said->subject = subject(s, "body");
	return true;
}

static const struct dais_meeting *
find_meeting(struct say *s)
{
	size_t m = dais_map_get(&s->r->meeting_ids, s->ref->argument);

	s->said->subject = subject(s, "meeting");
	return m == DAIS_MAP_NONE ? NULL : &s->r->meetings.v[m];
}

struct dais_str
dais_prose_gathering(const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_meeting *meeting = &r->meetings.v[m];

	return dais_text_gathering(a, l, meeting->ordinal,
	    r->bodies.v[meeting->body].noun_is_session ? "session" : "meeting");
}

struct dais_str
dais_prose_meeting_of(const struct dais_record *r, size_t m, struct dais_str body, enum dais_lang l,
    struct dais_arena *a)
{
	return dais_text_fill(a, l, "format-meeting",
	    (const struct dais_slot[]){ { "body", body },
		{ "gathering", dais_prose_gathering(r, m, l, a) }, { NULL, DAIS_STR_NONE } });
}

static bool
say_meeting(struct say *s)
{
	const struct dais_meeting *m = find_meeting(s);

	if (!m)
		return false;
	s->said->fact =
	    dais_prose_gathering(s->r, (size_t)(m - s->r->meetings.v), s->at->lang, s->a);
	return true;
}

static bool
say_dates(struct say *s)
{
	const struct dais_meeting *m = find_meeting(s);

	if (!m)
		return false;
	s->said->fact = dais_text_range(s->a, s->at->lang, m->opens.date, m->closes);
	return true;
}

static bool
say_opening(struct say *s)
{
	const struct dais_meeting *m = find_meeting(s);

	if (!m)
		return false;
	s->said->fact = dais_text_opening(s->a, s->at->lang, m->opens);
	return true;
}

static bool
say_place(struct say *s)
{
	const struct dais_meeting *m = find_meeting(s);

	if (!m)
		return false;
	s->said->fact = m->place.in[s->at->lang];
	return true;
}

static bool
say_date(struct say *s)
{
	struct dais_date d;

	if (!dais_date_parse(s->ref->argument, &d))
		return false;
	s->said->fact = dais_text_date(s->a, s->at->lang, d);
	s->said->subject = subject(s, "date");
	return true;
}

static bool
say_day(struct say *s)
{
	struct dais_date d;

	if (!dais_date_parse(s->ref->argument, &d))
		return false;
	s->said->fact = dais_text_day(s->a, s->at->lang, d);
	s->said->subject = subject(s, "date");
	return true;
}

static bool
say_period(struct say *s)
{
	struct dais_date from, to;

	if (!dais_date_parse(s->ref->argument, &from) || !dais_date_parse(s->ref->argument2, &to))
		return false;
	s->said->fact = dais_text_range(s->a, s->at->lang, from, to);
	s->said->subject = dais_arena_printf(s->a, "period:%.*s/%.*s",
	    DAIS_STR_ARG(s->ref->argument), DAIS_STR_ARG(s->ref->argument2));
	return true;
}

static bool
say_time(struct say *s)
{
	int minute;

	if (!dais_minute_parse(s->ref->argument, &minute))
		return false;
	s->said->fact = dais_text_time(s->a, s->at->lang, minute);
	s->said->subject = subject(s, "time");
	return true;
}

static bool
say_doc(struct say *s)
{
	size_t d = dais_map_get(&s->r->document_ids, s->ref->argument);

	if (d == DAIS_MAP_NONE)
		return false;
	s->said->fact = dais_record_document_symbol(s->r, d, s->a);
	s->said->url = dais_record_document_url(s->r, d, s->at->lang, s->a);
	s->said->subject = subject(s, "doc");
	s->said->is_symbol = s->ref->words.n == 0;
	return true;
}

static bool
say_doctitle(struct say *s)
{
	size_t d = dais_map_get(&s->r->document_ids, s->ref->argument);

	if (d == DAIS_MAP_NONE)
		return false;
	s->said->fact = s->r->documents.v[d].title.in[s->at->lang];
	s->said->subject = subject(s, "doctitle");
	return true;
}

static bool
say_mandate(struct say *s)
{
	size_t m = dais_map_get(&s->r->mandate_ids, s->ref->argument);
	const struct dais_mandate *mandate;
	const char *key = "mandate-other";

	if (m == DAIS_MAP_NONE)
		return false;
	mandate = &s->r->mandates.v[m];
	if (dais_str_is(mandate->kind, "resolution"))
		key = "mandate-resolution";
	else if (dais_str_is(mandate->kind, "decision"))
		key = "mandate-decision";
	else if (dais_str_is(mandate->kind, "rule"))
		key = "mandate-rule";
	s->said->fact = dais_text_fill(s->a, s->at->lang, key,
	    (const struct dais_slot[]){ { "number", mandate->number }, { NULL, DAIS_STR_NONE } });
	s->said->subject = subject(s, "mandate");
	return true;
}

static bool
say_approved(struct say *s)
{
	size_t i = dais_map_get(&s->r->approval_ids, s->ref->argument);

	if (i == DAIS_MAP_NONE)
		return false;
	s->said->fact = dais_text_date(s->a, s->at->lang, s->r->approvals.v[i].date);
	s->said->subject = subject(s, "approved");
	return true;
}

static bool
say_schedule(struct say *s)
{
	struct dais_prose_place at = *s->at;

	at.body = dais_map_get(&s->r->body_ids, s->ref->argument);
	if (at.body == DAIS_MAP_NONE)
		return false;
	s->said->fact = dais_prose_schedule(&at, s->a);
	s->said->subject = subject(s, "schedule");
	s->said->is_schedule = true;
	return true;
}

static const struct {
	const char *kind;
	bool (*say)(struct say *s);
} kinds[] = {
	{ "item", say_item },
	{ "number", say_number },
	{ "title", say_title },
	{ "quoted", say_quoted },
	{ "body", say_body },
	{ "short", say_short },
	{ "meeting", say_meeting },
	{ "dates", say_dates },
	{ "opening", say_opening },
	{ "place", say_place },
	{ "date", say_date },
	{ "day", say_day },
	{ "period", say_period },
	{ "time", say_time },
	{ "doc", say_doc },
	{ "doctitle", say_doctitle },
	{ "mandate", say_mandate },
	{ "approved", say_approved },
	{ "schedule", say_schedule },
};

bool
dais_prose_say(const struct dais_prose_place *at, const struct dais_ref *ref, struct dais_arena *a,
    struct dais_said *ret_said)
{
	struct dais_said said = { .is_symbol = false };
	struct say s = { at, at->record, ref, a, &said };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!dais_str_is(ref->kind, kinds[i].kind))
			continue;
		if (!kinds[i].say(&s))
			return false;
		said.text = ref->words.n ? ref->words : said.fact;
		*ret_said = said;
		return true;
	}
	return false;
}

struct dais_str
dais_prose_after(struct dais_str said, struct dais_str text)
{
	if (!dais_str_has_suffix(said, DAIS_STR(".")) ||
	    !dais_str_has_prefix(text, DAIS_STR(".")) || dais_str_has_prefix(text, DAIS_STR("..")))
		return text;
	return dais_str_sub(text, 1, text.n);
}

struct dais_str
dais_prose_body_of(const struct dais_record *r, size_t b, enum dais_lang l)
{
	const struct dais_body *body = &r->bodies.v[b];

	return body->of.in[l].n ? body->of.in[l] : body->name.in[l];
}

struct dais_str
dais_prose_body_to(const struct dais_record *r, size_t b, enum dais_lang l)
{
	const struct dais_body *body = &r->bodies.v[b];

	return body->to.in[l].n ? body->to.in[l] : body->name.in[l];
}
