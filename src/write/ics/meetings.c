/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/ics/meetings.h"

#include "write/ics/line.h"

static void
text_line(struct ics_line *line, const char *name, enum dais_lang l, struct dais_str value)
{
	if (!value.n)
		return;
	dais_ics_open(line, name);
	dais_ics_param(line, "LANGUAGE", dais_str_from(dais_lang_code(l)));
	dais_ics_colon(line);
	dais_ics_text(line, value);
	dais_ics_line_end(line);
}

static void
uri_line(struct ics_line *line, const char *name, struct dais_str value)
{
	if (!value.n)
		return;
	dais_ics_open(line, name);
	dais_ics_colon(line);
	dais_buf_put(&line->text, value);
	dais_ics_line_end(line);
}

static void
instant_line(struct ics_line *line, const char *name, int64_t at_ms)
{
	dais_ics_open(line, name);
	dais_ics_colon(line);
	dais_ics_utc(line, at_ms / 1000);
	dais_ics_line_end(line);
}

static void
day_line(struct ics_line *line, const char *name, struct dais_date d)
{
	dais_ics_open(line, name);
	dais_ics_param(line, "VALUE", DAIS_STR("DATE"));
	dais_ics_colon(line);
	dais_ics_day(line, d);
	dais_ics_line_end(line);
}

static void
event(struct ics_line *line, const struct dais_ics_meetings *m, const struct dais_ics_meeting *one)
{
	static const char *const statuses[] = { "CONFIRMED", "TENTATIVE", "CANCELLED" };
	struct dais_date last = dais_date_is_set(one->closes) ? one->closes : one->opens;

	dais_ics_plain(line, "BEGIN", "VEVENT");
	dais_ics_open(line, "UID");
	dais_ics_colon(line);
	dais_ics_text(line, one->uid);
	dais_ics_line_end(line);
	instant_line(line, "DTSTAMP", one->modified_ms);
	instant_line(line, "LAST-MODIFIED", one->modified_ms);
	dais_ics_open(line, "SEQUENCE");
	dais_ics_colon(line);
	dais_buf_put_uint(&line->text, one->sequence);
	dais_ics_line_end(line);
	dais_ics_plain(line, "STATUS", statuses[one->status]);
	dais_ics_plain(line, "TRANSP", "TRANSPARENT");
	day_line(line, "DTSTART", one->opens);
	day_line(line, "DTEND", dais_date_add(last, 1)); /* exclusive (RFC 5545, 3.6.1) */
	text_line(line, "SUMMARY", m->language, one->summary);
	text_line(line, "DESCRIPTION", m->language, one->description);
	text_line(line, "LOCATION", m->language, one->place);
	text_line(line, "CATEGORIES", m->language, one->category);
	dais_ics_open(line, "ORGANIZER");
	if (m->organizer.n)
		dais_ics_param(line, "CN", m->organizer);
	dais_ics_colon(line);
	dais_buf_puts(&line->text, "invalid:nomail"); /* as in ics.c: there is no address */
	dais_ics_line_end(line);
	uri_line(line, "URL", one->url);
	dais_ics_plain(line, "END", "VEVENT");
}

/* A calendar has at least one component (RFC 5545, 3.6); one without meetings has this alone. */
static void
universal_time(struct ics_line *line)
{
	static const char *const lines[][2] = { { "BEGIN", "VTIMEZONE" }, { "TZID", "Etc/UTC" },
		{ "BEGIN", "STANDARD" }, { "DTSTART", "19700101T000000" },
		{ "TZOFFSETFROM", "+0000" }, { "TZOFFSETTO", "+0000" }, { "END", "STANDARD" },
		{ "END", "VTIMEZONE" } };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		dais_ics_plain(line, lines[i][0], lines[i][1]);
}

bool
dais_ics_meetings_write(
    const struct dais_ics_meetings *m, struct dais_buf *out, struct dais_err *err)
{
	struct ics_line line;

	dais_ics_line_init(&line, out);
	dais_ics_plain(&line, "BEGIN", "VCALENDAR");
	dais_ics_plain(&line, "VERSION", "2.0");
	dais_ics_plain(&line, "PRODID", "-//dais//dais " DAIS_VERSION "//EN");
	dais_ics_plain(&line, "CALSCALE", "GREGORIAN");
	dais_ics_plain(&line, "METHOD", "PUBLISH");
	text_line(&line, "NAME", m->language, m->name);
	text_line(&line, "X-WR-CALNAME", m->language, m->name);
	dais_ics_refresh(&line);
	uri_line(&line, "SOURCE;VALUE=URI", m->source);
	for (size_t i = 0; i < m->n; i++)
		event(&line, m, &m->v[i]);
	if (!m->n)
		universal_time(&line);
	dais_ics_plain(&line, "END", "VCALENDAR");
	dais_ics_line_release(&line);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "calendar is too big");
	return true;
}
