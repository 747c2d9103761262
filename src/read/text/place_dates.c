/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a gathering is held, said behind its days: "to be held from 4 to 8 May 2026 at the
 * Headquarters, London"; and behind the name of its body, before them: "tenth session of the
 * Committee on Trade, Geneva, 4-8 May 2026".
 */
#include "read/text/front_priv.h"

#define WORDS_BETWEEN_MAX 40u /* bytes between the words and the days: " in the period from " */
#define PLACE_BEHIND_MAX 160u /* bytes */
#define PLACE_PARTS_MAX 3u    /* "Malé, Maldives": parts between commas */
#define PLACE_WORDS_MAX 4u    /* words of one */

size_t
front_held_when(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	size_t days = f->has_range ? f->date_at : f->day_at, n = 0, found = SIZE_MAX;

	if (!f->has_range && !f->day_end)
		return SIZE_MAX;
	for (size_t at = front_find(&r->words->held_when, s, 0, &n); at != SIZE_MAX && at < days;
	    at = front_find(&r->words->held_when, s, at + n, &n)) {
		if (at + n <= days && days - at - n <= WORDS_BETWEEN_MAX)
			found = found == SIZE_MAX ? at : found;
	}
	return found;
}

/* Bytes of the place at the start of @s: up to the next clause, or the hour behind it. */
static size_t
place_end(const struct reader *r, struct dais_str s)
{
	struct front_scan f = front_scan_of(r, s);
	size_t end = s.n;

	for (size_t i = 0; i < end; i++) {
		if (strchr("(;[", s.p[i]) ||
		    (s.p[i] == '.' && i + 2 < s.n && s.p[i + 1] == ' ' && i > 3))
			end = i;
	}
	/* "London, commencing at 9.30 a.m." */
	if (f.times && f.time_at < end) {
		end = f.time_at;
		while (end > 0 && s.p[end] != ',')
			end--;
	}
	while (end > 0 && strchr(" .,:*", s.p[end - 1]))
		end--;
	return end;
}

struct dais_str
front_place_behind(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	size_t end = f->has_range ? f->date_end : f->day_end;
	struct dais_str rest;
	struct phrase_place p;
	size_t n;

	if (!end || front_held_when(r, s, f) == SIZE_MAX)
		return DAIS_STR_NONE;
	rest = dais_str_trim(dais_str_sub(s, end, s.n));
	if (dais_str_has_prefix(rest, DAIS_STR(",")))
		rest = dais_str_trim(dais_str_sub(rest, 1, rest.n));
	if (!read_find_phrase(&r->words->held_at, rest, 0, &p) || p.at != 0)
		return DAIS_STR_NONE;
	rest = dais_str_sub(rest, p.n, rest.n);
	/* "à l’" */
	if (dais_str_has_prefix(rest, DAIS_STR("’")))
		rest = dais_str_sub(rest, strlen("’"), rest.n);
	rest = dais_str_trim(rest);
	n = place_end(r, dais_str_sub(rest, 0, PLACE_BEHIND_MAX * 2));
	return n >= 3 && n <= PLACE_BEHIND_MAX ? dais_str_sub(rest, 0, n) : DAIS_STR_NONE;
}

struct dais_str
front_without_article(const struct reader *r, struct dais_str place)
{
	struct phrase_place p;

	return read_find_phrase(&r->words->article, place, 0, &p) && p.at == 0
		   ? dais_str_trim(dais_str_sub(place, p.n, place.n))
		   : place;
}

/* Whether @s is like a town or a country: a few words, each with a capital. */
static bool
is_like_town(struct dais_str s)
{
	size_t words = 0;

	for (size_t at = 0; at < s.n;) {
		size_t end = dais_str_find_char(s, ' ', at);

		end = end < s.n ? end : s.n;
		if (end > at && (read_starts_low(dais_str_sub(s, at, end)) ||
				    (s.p[at] >= '0' && s.p[at] <= '9')))
			return false;
		words += end > at;
		at = end + 1;
	}
	return words > 0 && words <= PLACE_WORDS_MAX;
}

size_t
front_name_without_place(const struct reader *r, struct dais_str name)
{
	size_t end = name.n, from = name.n;

	for (size_t part = 0; part < PLACE_PARTS_MAX && from > 0; part++) {
		size_t comma = from;

		while (comma > 0 && name.p[comma - 1] != ',')
			comma--;
		if (comma == 0)
			break;
		if (!is_like_town(dais_str_trim(dais_str_sub(name, comma, from))))
			return end;
		from = comma - 1;
		end = from;
	}
	return front_has_body_word(r, dais_str_sub(name, end, name.n)) ? name.n : end;
}
