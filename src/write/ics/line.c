/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/ics/line.h"

#define SECONDS_A_DAY 86400
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
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= ' ' && c != '\\' && c != ';' && c != ',' && c != 0x7f)
			continue;
		dais_buf_put(&l->text, dais_str_sub(s, from, i));
		from = i + 1;
		if (c == '\\' || c == ';' || c == ',') {
			dais_buf_put_char(&l->text, '\\');
			from = i;
		} else if (c == '\n') {
			dais_buf_puts(&l->text, "\\n");
		}
	}
	dais_buf_put(&l->text, dais_str_sub(s, from, s.n));
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
		if (value.p[i] != '"' && (unsigned char)value.p[i] >= ' ' && value.p[i] != 0x7f)
			dais_buf_put_char(&l->text, value.p[i]);
	if (quote)
		dais_buf_put_char(&l->text, '"');
}

static void
put_digits(struct ics_line *l, unsigned value, unsigned n)
{
	char digits[10];

	for (unsigned i = n; i > 0; value /= 10)
		digits[--i] = (char)('0' + value % 10);
	dais_buf_put_bytes(&l->text, digits, n);
}

void
dais_ics_day(struct ics_line *l, struct dais_date d)
{
	put_digits(l, (unsigned)d.year, 4);
	put_digits(l, (unsigned)d.month, 2);
	put_digits(l, (unsigned)d.day, 2);
}

void
dais_ics_local(struct ics_line *l, struct dais_date d, int minute)
{
	if (minute >= 24 * 60) {
		d = dais_date_add(d, minute / (24 * 60));
		minute %= 24 * 60;
	}
	dais_ics_day(l, d);
	dais_buf_put_char(&l->text, 'T');
	put_digits(l, (unsigned)minute / 60, 2);
	put_digits(l, (unsigned)minute % 60, 2);
	put_digits(l, 0, 2);
}

void
dais_ics_utc(struct ics_line *l, int64_t epoch)
{
	int64_t day = epoch / SECONDS_A_DAY - (epoch % SECONDS_A_DAY < 0);
	unsigned second = (unsigned)(epoch - day * SECONDS_A_DAY);

	dais_ics_day(l, dais_date_from_days(day));
	dais_buf_put_char(&l->text, 'T');
	put_digits(l, second / 3600, 2);
	put_digits(l, second / 60 % 60, 2);
	put_digits(l, second % 60, 2);
	dais_buf_put_char(&l->text, 'Z');
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
