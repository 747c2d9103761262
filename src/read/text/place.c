/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a gathering is held: "Bonn, 4-15 June 2014", "held in Bonn from 4 to 15 June 2014", and as
 * Chinese puts it, behind the dates.
 */
#include "read/text/front_priv.h"

#define PLACE_MAX 60u /* bytes */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

struct dais_str
front_without_brackets(struct dais_str s)
{
	return s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')' ? dais_str_sub(s, 1, s.n - 1) : s;
}

/* The first of the phrases @list in @s at or after @from; bytes of it in *@ret_n. SIZE_MAX if there
 * is none. */
size_t
front_find(const struct read_list *list, struct dais_str s, size_t from, size_t *ret_n)
{
	struct phrase_place p;

	if (!read_find_phrase(list, dais_str_sub(s, 0, from + TITLE_MAX), from, &p))
		return SIZE_MAX;
	*ret_n = p.n;
	return p.at;
}

/* @s without the spaces and commas at its end. */
static struct dais_str
without_comma(struct dais_str s)
{
	static const char *const ends[] = { " ", "\t", ",", "،", "，" };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
			if (s.n && dais_str_has_suffix(s, dais_str_from(ends[i]))) {
				s.n -= strlen(ends[i]);
				again = true;
			}
		}
	}
	return s;
}

/* @s without the word before dates at its end: "Geneva, from", "Genève, du". */
static struct dais_str
without_from(const struct reader *r, struct dais_str s)
{
	size_t word = s.n;

	while (word > 0 && !is_space(s.p[word - 1]))
		word--;
	return read_is_phrase(&r->words->from, dais_str_sub(s, word, s.n))
		   ? without_comma(dais_str_sub(s, 0, word))
		   : s;
}

/* "Bonn, 4-15 June 2014": what stands before the range, when nothing much stands behind it. */
struct dais_str
front_place_before(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	struct dais_str place;

	if (!f->has_range || f->date_at > 80 || s.n > f->date_end + 12 ||
	    (f->ordinals && f->ordinal_at < f->date_at))
		return DAIS_STR_NONE;
	place = without_from(r, without_comma(dais_str_sub(s, 0, f->date_at)));
	return place.n >= 2 && place.p[place.n - 1] != '.' && place.p[place.n - 1] != ':'
		   ? place
		   : DAIS_STR_NONE;
}

/* "在青岛举行": the place between two words, at the start of @s. */
static struct dais_str
held_between(const struct reader *r, struct dais_str s)
{
	struct phrase_place before, behind;

	if (!read_find_phrase(&r->words->held, s, 0, &before) || before.at != 0 ||
	    !read_find_phrase(&r->words->held_behind, s, before.n, &behind) ||
	    behind.at > before.n + PLACE_MAX)
		return DAIS_STR_NONE;
	return dais_str_sub(s, before.n, behind.at);
}

/* "15-19 March 2021, Geneva", "15-19 March 2021 (Geneva)": the dates end at byte @at of @s. */
static struct dais_str
place_last(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	struct dais_str rest = dais_str_sub(s, f->date_end, s.n);
	size_t n = rest.n;

	if (!f->has_range || n > PLACE_MAX || f->ordinals || f->times ||
	    (f->date_at > 0 &&
		!read_is_phrase(&r->words->from, without_comma(dais_str_sub(s, 0, f->date_at)))))
		return DAIS_STR_NONE;
	if (dais_str_has_prefix(rest, DAIS_STR(", ")))
		rest = dais_str_sub(rest, 2, n);
	else if (dais_str_has_prefix(rest, DAIS_STR("، ")))
		rest = dais_str_sub(rest, strlen("، "), n);
	else if (dais_str_has_prefix(rest, DAIS_STR(" (")) && rest.p[n - 1] == ')')
		rest = dais_str_sub(rest, 2, n - 1);
	else
		return DAIS_STR_NONE;
	for (size_t i = 0; i < rest.n; i++) {
		if (strchr(".;:/", rest.p[i]) || (rest.p[i] >= '0' && rest.p[i] <= '9'))
			return DAIS_STR_NONE;
	}
	return read_starts_low(rest) ? DAIS_STR_NONE : rest;
}

/* "2014年6月4日至15日，波恩": Chinese names the place last; others may. */
struct dais_str
front_place_after(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	size_t at = f->has_range ? f->date_end : f->day_end;
	size_t from = f->has_range ? f->date_at : f->day_at;
	struct dais_str between;

	between = at ? held_between(r, dais_str_sub(s, at, s.n)) : DAIS_STR_NONE;
	if (between.n)
		return between;
	if (r->lang != DAIS_LANG_ZH)
		return place_last(r, s, f);
	if (!at || s.n > at + 80 || (from > 0 && (!f->ordinals || f->ordinal_at >= from)))
		return DAIS_STR_NONE;
	if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("，")))
		return DAIS_STR_NONE;
	at += strlen("，");
	return dais_str_find(s, DAIS_STR("，"), at) == SIZE_MAX &&
		       dais_str_find(s, DAIS_STR("。"), at) == SIZE_MAX
		   ? dais_str_sub(s, at, s.n)
		   : DAIS_STR_NONE;
}

/* "Bonn, 4 June 2014", of a gathering of one day: a line of its own. */
struct dais_str
front_place_before_day(struct dais_str s, const struct front_scan *f)
{
	size_t end = f->day_at;

	if (f->has_range || f->ordinals || f->times || f->day_end != s.n || end < 4 || end > 80)
		return DAIS_STR_NONE;
	while (end > 0 && is_space(s.p[end - 1]))
		end--;
	if (s.p[end - 1] == ',')
		end--;
	else if (dais_str_has_suffix(dais_str_sub(s, 0, end), DAIS_STR("،")))
		end -= strlen("،");
	else
		return DAIS_STR_NONE;
	for (size_t i = 0; i < end; i++) {
		if (s.p[i] == ':' || (s.p[i] >= '0' && s.p[i] <= '9'))
			return DAIS_STR_NONE;
	}
	return dais_str_sub(s, 0, end);
}

/* "held in Bonn from 4 to 15 June 2014": between the words and the range. */
struct dais_str
front_place_held(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	size_t n = 0, at = front_find(&r->words->held, s, f->ordinal_end, &n), end = f->date_at;
	size_t word;

	if (!f->has_range || at == SIZE_MAX || at + n >= end || end - at > 160)
		return DAIS_STR_NONE;
	at += n;
	while (at < end && is_space(s.p[at]))
		at++;
	while (end > at && (is_space(s.p[end - 1]) || s.p[end - 1] == ','))
		end--;
	/* The small word before the dates: "from", "du", "с". */
	word = end;
	while (word > at && !is_space(s.p[word - 1]))
		word--;
	if (word > at && dais_str_count(dais_str_sub(s, word, end)) <= 5 &&
	    ((unsigned char)s.p[word] >= 'a' && (unsigned char)s.p[word] < 0xE3))
		end = word;
	while (end > at && (is_space(s.p[end - 1]) || s.p[end - 1] == ','))
		end--;
	return dais_str_sub(s, at, end);
}
