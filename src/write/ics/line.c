/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/ics/line.h"

#define LINE_BYTES_MAX ((size_t)1 << 20)

void
dais_ics_line_init(struct ics_line *l, struct dais_buf *out)
{
	l->out = out;
	dais_buf_init(&l->text, LINE_BYTES_MAX);
}

void
dais_ics_line_release(struct ics_line *l)
{
	if (dais_buf_has_failed(&l->text))
		l->out->failed = true;
	dais_buf_release(&l->text);
}

void
dais_ics_open(struct ics_line *l, const char *name)
{
	dais_buf_puts(&l->text, name);
}

void
dais_ics_colon(struct ics_line *l)
{
	dais_buf_put_char(&l->text, ':');
}

void
dais_ics_plain(struct ics_line *l, const char *name, const char *value)
{
	dais_ics_open(l, name);
	dais_ics_colon(l);
	dais_buf_puts(&l->text, value);
	dais_ics_line_end(l);
}

/* RFC 5545, 3.3.11. */
void
dais_ics_text(struct ics_line *l, struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\\' || c == ';' || c == ',')
			dais_buf_put_char(&l->text, '\\');
		if (c == '\n')
			dais_buf_puts(&l->text, "\\n");
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			dais_buf_put_char(&l->text, c);
	}
}

/* A quotation mark or control character cannot stand in a parameter (RFC 5545, 3.2). */
void
dais_ics_param(struct ics_line *l, const char *name, struct dais_str value)
{
	bool quote = false;

	for (size_t i = 0; i < value.n; i++)
		quote = quote || strchr(":;,", value.p[i]);
	dais_buf_put_char(&l->text, ';');
	dais_buf_puts(&l->text, name);
	dais_buf_puts(&l->text, quote ? "=\"" : "=");
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] != '"' && (unsigned char)value.p[i] >= ' ')
			dais_buf_put_char(&l->text, value.p[i]);
	if (quote)
		dais_buf_put_char(&l->text, '"');
}

void
dais_ics_local(struct ics_line *l, struct dais_date d, int minute)
{
	if (minute >= 24 * 60) {
		d = dais_date_add(d, minute / (24 * 60));
		minute %= 24 * 60;
	}
	dais_buf_printf(
	    &l->text, "%04d%02d%02dT%02d%02d00", d.year, d.month, d.day, minute / 60, minute % 60);
}

/* Folds at 75 octets, never inside a character. */
void
dais_ics_line_end(struct ics_line *l)
{
	struct dais_str s = dais_buf_str(&l->text);
	size_t room = ICS_LINE_MAX;
	size_t at = 0;

	while (s.n - at > room) {
		size_t to = at + room;

		while (to > at && ((unsigned char)s.p[to] & 0xc0) == 0x80)
			to--;
		dais_buf_put(l->out, dais_str_sub(s, at, to));
		dais_buf_puts(l->out, "\r\n ");
		at = to;
		room = ICS_LINE_MAX - 1; /* the space counts */
	}
	dais_buf_put(l->out, dais_str_sub(s, at, s.n));
	dais_buf_puts(l->out, "\r\n");
	if (dais_buf_has_failed(&l->text))
		l->out->failed = true;
	dais_buf_clear(&l->text);
}

void
dais_ics_refresh(struct ics_line *l)
{
	dais_ics_plain(l, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
	dais_ics_plain(l, "X-PUBLISHED-TTL", "PT1H");
}
