/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/ics/ics.h"

#include "base/digest.h"
#include "text/text.h"
#include "write/ics/zone.h"

#define UID_DIGITS 24

struct ics {
	const struct dais_record *r;
	const dais_sitting_vec *sittings; /* that are being written */
	enum dais_lang l;
	int64_t epoch;
	struct dais_ics_options options;
	struct dais_arena *a;
	struct ics_line *line;
	struct dais_str url;
};

static struct dais_str
words(const struct ics *c, const struct dais_ml *ml)
{
	if (ml->in[c->l].n || dais_ml_is_empty(ml))
		return ml->in[c->l];
	for (int i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return ml->in[i];
	return DAIS_STR_NONE;
}

static struct dais_str
body_name(const struct ics *c, size_t body)
{
	return words(c, &c->r->bodies.v[body].name);
}

/* The meeting that gives a sitting its place and zone: the first body's. */
static const struct dais_meeting *
meeting_of(const struct ics *c, const struct dais_sitting *s)
{
	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t m = dais_record_meeting_of(c->r, s->bodies.v[i]);

		if (m != DAIS_NONE)
			return &c->r->meetings.v[m];
	}
	return c->r->together.n ? &c->r->meetings.v[c->r->together.v[0]] : NULL;
}

static struct dais_str
zone_of(const struct ics *c, const struct dais_sitting *s)
{
	const struct dais_meeting *m = meeting_of(c, s);

	return m && m->zone.n ? m->zone : c->r->profile.seat_zone;
}

static void
text_line(const struct ics *c, const char *name, struct dais_str value)
{
	if (value.n == 0)
		return;
	dais_ics_open(c->line, name);
	dais_ics_param(c->line, "LANGUAGE", dais_str_from(dais_lang_code(c->l)));
	dais_ics_colon(c->line);
	dais_ics_text(c->line, value);
	dais_ics_line_end(c->line);
}

static void
time_line(const struct ics *c, const char *name, struct dais_str zone, struct dais_local at)
{
	dais_ics_open(c->line, name);
	if (at.minute < 0) {
		dais_ics_param(c->line, "VALUE", DAIS_STR("DATE"));
		dais_ics_colon(c->line);
		dais_ics_day(c->line, at.date);
	} else {
		if (zone.n)
			dais_ics_param(c->line, "TZID", zone);
		dais_ics_colon(c->line);
		dais_ics_local(c->line, at.date, at.minute);
	}
	dais_ics_line_end(c->line);
}

static void
stamp_line(const struct ics *c, const char *name)
{
	dais_ics_open(c->line, name);
	dais_ics_colon(c->line);
	dais_ics_utc(c->line, c->epoch);
	dais_ics_line_end(c->line);
}

/* What makes a sitting the same sitting in every language and every version: the meetings that
 * sit, in whatever order they are named, and when. */
static struct dais_str
identity(const struct ics *c, const struct dais_sitting *s)
{
	size_t *bodies = DAIS_NEW_N(c->a, s->bodies.n, size_t);
	DAIS_BUF_AUTO key = { 0 };

	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t k = i;

		for (; k > 0 && bodies[k - 1] > s->bodies.v[i]; k--)
			bodies[k] = bodies[k - 1];
		bodies[k] = s->bodies.v[i];
	}
	dais_buf_init(&key, 65536);
	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t m = dais_record_meeting_of(c->r, bodies[i]);

		dais_buf_put(
		    &key, m == DAIS_NONE ? c->r->bodies.v[bodies[i]].id : c->r->meetings.v[m].id);
		dais_buf_put_char(&key, '+');
	}
	dais_buf_put(&key, dais_local_print(c->a, s->start));
	return dais_buf_dup(&key, c->a);
}

static void
uid_line(const struct ics *c, const struct dais_sitting *s)
{
	struct dais_digest digest = dais_digest_of(identity(c, s));

	dais_ics_open(c->line, "UID");
	dais_ics_colon(c->line);
	dais_ics_day(c->line, s->start.date);
	dais_buf_put_char(&c->line->text, '-');
	dais_buf_put(&c->line->text, dais_str_sub(dais_digest_hex(c->a, &digest), 0, UID_DIGITS));
	dais_buf_puts(&c->line->text, "@dais");
	dais_ics_line_end(c->line);
}

/* The numbers of the items that @body takes up, "1 (a), 2"; empty when none. */
static struct dais_str
numbers(const struct ics *c, size_t sitting, size_t body)
{
	struct dais_cell_entry *v;
	struct dais_str *list;
	size_t n;

	dais_record_cell(c->r, c->sittings, sitting, body, c->a, &v, &n);
	list = DAIS_NEW_N(c->a, n, struct dais_str);
	for (size_t k = 0; k < n; k++)
		list[k] = dais_text_item_number(c->a, c->l, v[k].number.number, v[k].number.letter);
	return n ? dais_text_list(c->a, c->l, list, n) : DAIS_STR_NONE;
}

/* "Body A: 1 (a) and 2; Body B: 1 (a)" */
static struct dais_str
summary(const struct ics *c, size_t sitting)
{
	const struct dais_sitting *s = &c->sittings->v[sitting];
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < s->bodies.n; i++) {
		struct dais_str list = numbers(c, sitting, s->bodies.v[i]);
		struct dais_str name = body_name(c, s->bodies.v[i]);

		if (i > 0)
			dais_buf_puts(&b, "; ");
		if (list.n)
			name = dais_text_fill(c->a, c->l, "label-value",
			    (const struct dais_slot[]){
				{ "label", name }, { "value", list }, { NULL, DAIS_STR_NONE } });
		dais_buf_put(&b, name);
	}
	return dais_buf_dup(&b, c->a);
}

static struct dais_str
description(const struct ics *c, size_t sitting)
{
	const struct dais_sitting *s = &c->sittings->v[sitting];
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < s->bodies.n; i++) {
		struct dais_cell_entry *v;
		size_t n;

		if (i > 0)
			dais_buf_puts(&b, "\n\n");
		dais_buf_put(&b, body_name(c, s->bodies.v[i]));
		dais_record_cell(c->r, c->sittings, sitting, s->bodies.v[i], c->a, &v, &n);
		for (size_t k = 0; k < n; k++) {
			dais_buf_put_char(&b, '\n');
			dais_buf_put(&b, dais_text_item_number(
					     c->a, c->l, v[k].number.number, v[k].number.letter));
			dais_buf_puts(&b, "  ");
			dais_buf_put(&b, words(c, &c->r->items.v[v[k].item].title));
			if (v[k].continued) {
				dais_buf_put_char(&b, ' ');
				dais_buf_put(&b, dais_text_phrase(c->l, "continued"));
			}
		}
	}
	return dais_buf_dup(&b, c->a);
}

static struct dais_str
location(const struct ics *c, const struct dais_sitting *s)
{
	const struct dais_meeting *m = meeting_of(c, s);
	struct dais_str room = words(c, &s->room);
	struct dais_str place = m ? words(c, &m->place) : DAIS_STR_NONE;

	if (room.n == 0 && m)
		room = words(c, &m->room);
	if (room.n == 0 || place.n == 0)
		return room.n ? room : place;
	return dais_arena_printf(c->a, "%.*s, %.*s", DAIS_STR_ARG(room), DAIS_STR_ARG(place));
}

static void
categories_line(const struct ics *c, const struct dais_sitting *s)
{
	if (s->bodies.n == 0)
		return;
	dais_ics_open(c->line, "CATEGORIES");
	dais_ics_param(c->line, "LANGUAGE", dais_str_from(dais_lang_code(c->l)));
	dais_ics_colon(c->line);
	for (size_t i = 0; i < s->bodies.n; i++) {
		if (i > 0)
			dais_buf_put_char(&c->line->text, ',');
		dais_ics_text(c->line, body_name(c, s->bodies.v[i]));
	}
	dais_ics_line_end(c->line);
}

static void
url_line(const struct ics *c)
{
	if (c->url.n == 0)
		return;
	dais_ics_open(c->line, "URL");
	dais_ics_colon(c->line);
	dais_buf_put(&c->line->text, c->url);
	dais_ics_line_end(c->line);
}

/* A published event must have an organizer (RFC 5546, 3.2.1); the record has no address of the
 * secretariat, so the value says that there is no mail. */
static void
organizer_line(const struct ics *c)
{
	struct dais_str name = words(c, &c->r->profile.organization);

	dais_ics_open(c->line, "ORGANIZER");
	if (name.n)
		dais_ics_param(c->line, "CN", name);
	dais_ics_colon(c->line);
	dais_buf_puts(&c->line->text, "invalid:nomail");
	dais_ics_line_end(c->line);
}

/* A sitting is off when all its bodies' meetings are cancelled, or postponed from these dates. */
static bool
is_off(const struct ics *c, const struct dais_sitting *s)
{
	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t m = dais_record_meeting_of(c->r, s->bodies.v[i]);

		if (m == DAIS_NONE || c->r->meetings.v[m].status == DAIS_MEETING_SCHEDULED)
			return false;
	}
	return s->bodies.n > 0;
}

static void
event(const struct ics *c, size_t i, const char *status)
{
	const struct dais_sitting *s = &c->sittings->v[i];
	struct dais_str zone = zone_of(c, s);

	dais_ics_plain(c->line, "BEGIN", "VEVENT");
	uid_line(c, s);
	stamp_line(c, "DTSTAMP");
	if (c->options.subscribed)
		stamp_line(c, "LAST-MODIFIED");
	dais_ics_open(c->line, "SEQUENCE");
	dais_ics_colon(c->line);
	dais_buf_put_uint(&c->line->text, c->options.sequence);
	dais_ics_line_end(c->line);
	dais_ics_plain(c->line, "STATUS", is_off(c, s) ? "CANCELLED" : status);
	time_line(c, "DTSTART", zone, s->start);
	if (s->end.minute >= 0)
		time_line(c, "DTEND", zone, s->end);
	text_line(c, "SUMMARY", summary(c, i));
	text_line(c, "DESCRIPTION", description(c, i));
	text_line(c, "LOCATION", location(c, s));
	categories_line(c, s);
	organizer_line(c);
	url_line(c);
	dais_ics_plain(c->line, "END", "VEVENT");
}

/* Those of the record before that are no more. */
static void
cancelled(const struct ics *c, const struct ics *gone)
{
	struct dais_map there;

	dais_map_init(&there, c->a);
	for (size_t i = 0; i < c->sittings->n; i++)
		(void)dais_map_add(&there, identity(c, &c->sittings->v[i]), i);
	for (size_t i = 0; i < gone->sittings->n; i++) {
		if (dais_map_get(&there, identity(gone, &gone->sittings->v[i])) == DAIS_MAP_NONE)
			event(gone, i, "CANCELLED");
	}
}

/* The zones of sittings, each once, and the days from the first sitting to the last. */
struct zones {
	DAIS_VEC(struct dais_str) v;
	struct dais_map known;
	struct dais_date from, to;
};

static void
gather_zones(const struct ics *c, struct zones *ret)
{
	for (size_t i = 0; i < c->sittings->n; i++) {
		struct dais_date d = c->sittings->v[i].start.date;
		struct dais_str zone = zone_of(c, &c->sittings->v[i]);

		ret->from = dais_date_cmp(d, ret->from) < 0 ? d : ret->from;
		ret->to = dais_date_cmp(d, ret->to) > 0 ? d : ret->to;
		if (zone.n && dais_map_add(&ret->known, zone, 0))
			dais_vec_push(c->a, &ret->v, zone);
	}
}

/* One VTIMEZONE for each zone, over all sittings. */
static bool
write_zones(const struct ics *c, const struct ics *gone, struct dais_err *err)
{
	struct dais_date first = c->sittings->v[0].start.date;
	struct zones zones = { .from = first, .to = first };

	dais_map_init(&zones.known, c->a);
	gather_zones(c, &zones);
	gather_zones(gone, &zones);
	for (size_t i = 0; i < zones.v.n; i++) {
		if (!dais_ics_zone(c->line, c->a, zones.v.v[i], zones.from, zones.to, err))
			return false;
	}
	return true;
}

static void
head(const struct ics *c)
{
	DAIS_BUF_AUTO name = { 0 };
	struct dais_str zone = zone_of(c, &c->r->sittings.v[0]);

	dais_buf_init(&name, DAIS_BUF_MAX);
	for (size_t i = 0; i < c->r->together.n; i++) {
		if (i > 0)
			dais_buf_puts(&name, "; ");
		dais_buf_put(&name, body_name(c, c->r->meetings.v[c->r->together.v[i]].body));
	}
	dais_ics_plain(c->line, "BEGIN", "VCALENDAR");
	dais_ics_plain(c->line, "VERSION", "2.0");
	dais_ics_plain(c->line, "PRODID", "-//dais//dais " DAIS_VERSION "//EN");
	dais_ics_plain(c->line, "CALSCALE", "GREGORIAN");
	dais_ics_plain(c->line, "METHOD", "PUBLISH");
	text_line(c, "X-WR-CALNAME", dais_buf_str(&name));
	if (c->options.subscribed)
		dais_ics_refresh(c->line);
	if (zone.n) {
		dais_ics_open(c->line, "X-WR-TIMEZONE");
		dais_ics_colon(c->line);
		dais_ics_text(c->line, zone);
		dais_ics_line_end(c->line);
	}
}

static bool
calendar(const struct ics *c, struct dais_err *err)
{
	const char *status = c->options.called_off  ? "CANCELLED"
			     : c->options.confirmed ? "CONFIRMED"
						    : "TENTATIVE";

	/* Each version is read by its own record: bodies and items are places in that. */
	static const dais_sitting_vec none = { NULL, 0, 0 };
	struct ics gone = *c;

	gone.r = c->options.before ? c->options.before : c->r;
	gone.sittings = c->options.before ? &c->options.before->sittings : &none;
	head(c);
	if (!write_zones(c, &gone, err))
		return false;
	for (size_t i = 0; i < c->r->sittings.n; i++)
		event(c, i, status);
	cancelled(c, &gone);
	dais_ics_plain(c->line, "END", "VCALENDAR");
	return true;
}

bool
dais_ics_write_version(const struct dais_record *r, enum dais_lang l, int64_t epoch,
    const struct dais_ics_options *o, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct ics_line line;
	struct ics c = {
		.r = r, .sittings = &r->sittings, .l = l, .epoch = epoch, .a = a, .line = &line
	};
	bool ok;

	if (r->sittings.n == 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "the package has no sittings");
		return dais_err_hint(err, "Plan it first: dais plan --write.");
	}
	if (o)
		c.options = *o;
	if (c.options.before && c.options.sequence == 0)
		c.options.sequence = 1; /* what is replaced was the first */
	if (c.options.url.n)
		c.url = c.options.url;
	else if (r->produces < r->documents.n)
		c.url = dais_record_document_url(r, r->produces, l, a);
	dais_ics_line_init(&line, out);
	ok = calendar(&c, err);
	dais_ics_line_release(&line);
	if (ok && dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "calendar is too big");
	return ok;
}

bool
dais_ics_write(const struct dais_record *r, enum dais_lang l, int64_t epoch, struct dais_buf *out,
    struct dais_err *err)
{
	return dais_ics_write_version(r, l, epoch, NULL, out, err);
}
