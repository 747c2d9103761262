/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages in two columns, each a translation of the other: lines of text have both side by side. The
 * one on the left is read.
 */
#include "read/text/read_priv.h"

#define LINES_MAX 2000u /* that are looked at */
#define ALIKE_MIN 3u    /* lines that have the same number in both columns */
#define SAMPLE_MAX 20000u

/* Bytes of the number and its stop that @s begins with, "12."; 0: none. */
static size_t
number_length(struct dais_str s)
{
	size_t n = 0;

	while (n < s.n && n < 3 && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n && n + 1 < s.n && s.p[n] == '.' && s.p[n + 1] == ' ' ? n + 1 : 0;
}

/* The column, in characters, at which line @raw begins with the same number as at its margin,
 * behind a wide gap; 0: it does not. */
static size_t
second_number(struct dais_str raw)
{
	struct dais_str trim = dais_str_trim(raw);
	size_t n = number_length(trim), margin = (size_t)(trim.p - raw.p);

	for (size_t at = n; n && at + n < trim.n; at++) {
		if (trim.p[at - 1] == ' ' && trim.p[at - 2] == ' ' &&
		    number_length(dais_str_sub(trim, at, trim.n)) == n &&
		    memcmp(trim.p + at, trim.p, n) == 0)
			return dais_str_count(dais_str_sub(raw, 0, margin + at));
	}
	return 0;
}

struct dais_str
read_left_column(struct dais_str raw, size_t column)
{
	size_t at = 0;

	for (size_t n = 0; column && at < raw.n && n < column; n++)
		(void)dais_str_decode(raw, &at);
	return column && at < raw.n && at >= 2 && raw.p[at - 1] == ' ' && raw.p[at - 2] == ' '
		   ? dais_str_sub(raw, 0, at)
		   : raw;
}

/* Whether what stands left and right of @column is in two languages. */
static bool
is_in_two_languages(struct dais_str bytes, size_t column)
{
	struct dais_str raw;
	DAIS_BUF_AUTO left = { 0 }, right = { 0 };

	dais_buf_init(&left, DAIS_BUF_MAX);
	dais_buf_init(&right, DAIS_BUF_MAX);
	while (left.n + right.n < SAMPLE_MAX && dais_str_next_line(&bytes, &raw)) {
		struct dais_str before = read_left_column(raw, column);

		if (before.n == raw.n)
			continue;
		dais_buf_put(&left, before);
		dais_buf_put_char(&left, '\n');
		dais_buf_put(&right, dais_str_sub(raw, before.n, raw.n));
		dais_buf_put_char(&right, '\n');
	}
	return dais_reading_language(dais_buf_str(&left)) !=
	       dais_reading_language(dais_buf_str(&right));
}

size_t
read_translation_column(struct dais_str bytes)
{
	struct dais_str rest = bytes, raw;
	size_t column = 0;
	unsigned alike = 0;

	for (unsigned n = 0; n < LINES_MAX && dais_str_next_line(&rest, &raw); n++) {
		size_t here = second_number(raw);

		if (!here)
			continue;
		if (column && here != column)
			return 0;
		column = here;
		alike++;
	}
	return alike >= ALIKE_MIN && is_in_two_languages(bytes, column) ? column : 0;
}
