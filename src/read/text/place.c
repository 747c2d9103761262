/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a gathering is held: "Bonn, 4-15 June 2014", "held in Bonn from 4 to 15 June 2014", and as
 * Chinese puts it, behind the dates.
 */
#include "read/text/front_priv.h"

#define PLACE_MAX 60u          /* bytes */
#define PLACE_OF_HALL_MAX 160u /* bytes of a building and its place */
#define HOUR_BEHIND_MAX 8u     /* bytes between a day and its hour: ", at " */
#define HOUR_BYTES_MAX 24u     /* of an hour */
#define TOWN_MAX 24u           /* characters of a town before a colon */
#define WIDE_COMMA 0xFF0Cu

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

/* @s without the words before dates at its end: "Geneva, from", "Genève, du". */
static struct dais_str
without_from(const struct reader *r, struct dais_str s)
{
	size_t n = read_without_from(r, s);

	return n < s.n ? without_comma(dais_str_sub(s, 0, n)) : s;
}

/* Byte of the first or last comma of @s in its bytes @from to @to, *@ret_n its bytes; SIZE_MAX:
 * none. */
static size_t
find_comma(struct dais_str s, size_t from, size_t to, bool last, size_t *ret_n)
{
	size_t found = SIZE_MAX;

	for (size_t at = from; at < to && at < s.n;) {
		size_t next = at;
		uint32_t c = dais_str_decode(s, &next);

		if (c == ',' || c == ARABIC_COMMA || c == WIDE_COMMA) {
			found = at;
			*ret_n = next - at;
			if (!last)
				break;
		}
		at = next;
	}
	return found;
}

/* Without the gathering before the place: "Sixth session, Bonn, 4-15 June 2014". */
static struct dais_str
without_gathering(const struct reader *r, struct dais_str s)
{
	struct front_scan f = front_scan_of(r, s);
	size_t n = 0, comma, end = f.sitting ? f.sitting_end : f.ordinal_end;

	if ((f.ordinals != 1 && !f.sitting) || !f.has_range || end >= f.date_at)
		return s;
	comma = find_comma(s, end, f.date_at, false, &n);
	return comma == SIZE_MAX || comma > end + GATHERING_REST_MAX
		   ? s
		   : dais_str_trim(dais_str_sub(s, comma + n, s.n));
}

/* Without the item behind the dates: "Bonn, 4-15 June 2014, agenda item 3". */
static struct dais_str
without_reference(const struct reader *r, struct dais_str s)
{
	struct front_scan f = front_scan_of(r, s);
	size_t n = 0, comma = f.has_range ? find_comma(s, f.date_end, s.n, true, &n) : SIZE_MAX;
	unsigned number;
	int letter;

	return comma != SIZE_MAX &&
		       read_item_reference(
			   r, dais_str_trim(dais_str_sub(s, comma + n, s.n)), &number, &letter)
		   ? dais_str_sub(s, 0, comma)
		   : s;
}

struct dais_str
front_place_line(const struct reader *r, struct dais_str s)
{
	static const char *const open = "（", *const close = "）";

	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		s = dais_str_sub(s, 1, s.n - 1);
	else if (dais_str_has_prefix(s, dais_str_from(open)) &&
		 dais_str_has_suffix(s, dais_str_from(close)))
		s = dais_str_sub(s, strlen(open), s.n - strlen(close));
	return s.n > TITLE_MAX ? s : without_reference(r, without_gathering(r, s));
}

/* Whether the last words of @s are those for a gathering: what its days are of, no place. */
static bool
names_gathering(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;

	for (size_t from = 0; read_find_phrase(&r->words->sitting_of, s, from, &p);
	    from = p.at + p.n) {
		if (p.at + p.n == s.n)
			return true;
	}
	return false;
}

/* "Bonn, 4-15 June 2014": what stands before the range, when nothing much stands behind it. */
struct dais_str
front_place_before(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	struct dais_str place;

	if (!f->has_range || f->date_at > 80 || s.n > f->date_end + 12 ||
	    (f->ordinals && f->ordinal_at < f->date_at) || front_held_when(r, s, f) != SIZE_MAX)
		return DAIS_STR_NONE;
	place = without_comma(dais_str_sub(s, 0, f->date_at));
	/* "General Council - meeting of 8-9 May 2023" */
	if (place.n == dais_str_trim(dais_str_sub(s, 0, f->date_at)).n &&
	    front_has_body_word(r, place))
		return DAIS_STR_NONE;
	place = without_from(r, place);
	/* "القاهرة: 8-10 آذار/مارس 2023" */
	if (r->lang == DAIS_LANG_AR && dais_str_has_suffix(place, DAIS_STR(":")) &&
	    !read_is_labelled(r, s) && dais_str_count(place) <= TOWN_MAX)
		place = dais_str_trim(dais_str_sub(place, 0, place.n - 1));
	/* "Convocatoria de la reunión del 10 y 11 de febrero" */
	if (names_gathering(r, place))
		return DAIS_STR_NONE;
	/* "Bonn, 12, 14 and 15 April" */
	return place.n >= 2 && !strchr(".:(0123456789", place.p[place.n - 1]) &&
		       !dais_str_has_suffix(place, DAIS_STR("："))
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
	size_t from = f->has_range ? f->date_at : f->day_at, comma = 0;
	struct dais_str between;

	between = at ? held_between(r, dais_str_sub(s, at, s.n)) : DAIS_STR_NONE;
	if (between.n)
		return between;
	if (r->lang != DAIS_LANG_ZH)
		return place_last(r, s, f);
	if (!at || s.n > at + 80 || (from > 0 && (!f->ordinals || f->ordinal_at >= from)))
		return DAIS_STR_NONE;
	if (find_comma(s, at, at + 1, false, &comma) != at)
		return DAIS_STR_NONE;
	at += comma;
	return find_comma(s, at, s.n, false, &comma) == SIZE_MAX &&
		       dais_str_find(s, DAIS_STR("。"), at) == SIZE_MAX
		   ? dais_str_trim(dais_str_sub(s, at, s.n))
		   : DAIS_STR_NONE;
}

/* "Bonn, 4 June 2014", "Bonn, 4 and 6 June 2014": of a gathering on one day or on a few that do not
 * follow one another, a line of its own. */
struct dais_str
front_place_before_day(struct dais_str s, const struct front_scan *f)
{
	size_t end = f->day_at;

	if (f->has_range || f->ordinals || end < 4 || end > 80 ||
	    (f->times ? f->times > 1 || f->time_at < f->last_day_end ||
			    f->time_at > f->last_day_end + HOUR_BEHIND_MAX ||
			    s.n > f->time_at + HOUR_BYTES_MAX
		      : f->last_day_end != s.n))
		return DAIS_STR_NONE;
	while (end > 0 && front_is_space(s.p[end - 1]))
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

bool
front_is_held(const struct reader *r, struct dais_str s)
{
	return s.n <= TITLE_MAX && read_has_phrase(&r->words->held, s) &&
	       (!r->words->held_behind.n || read_has_phrase(&r->words->held_behind, s));
}

/* @s without the small word before a day at its end: "Bonn on", "Laval le"; empty: there is none.
 */
static struct dais_str
without_last_small_word(struct dais_str s)
{
	size_t word = s.n;

	while (word > 0 && !front_is_space(s.p[word - 1]))
		word--;
	return word > 0 && dais_str_count(dais_str_sub(s, word, s.n)) <= 3 &&
		       read_starts_low(dais_str_sub(s, word, s.n))
		   ? dais_str_trim(dais_str_sub(s, 0, word))
		   : DAIS_STR_NONE;
}

/* "to be held at the Palais, Bonn, starting at 10 a.m. on 4 June 2014": from byte @at up to the
 * last comma before the hour or the day. */
static struct dais_str
held_before_hour(struct dais_str s, size_t at, const struct front_scan *f)
{
	size_t n = 0, end = f->time_at && f->time_at < f->day_at ? f->time_at : f->day_at;
	size_t comma = end > at ? find_comma(s, at, end, true, &n) : SIZE_MAX;

	/* "held in Bonn on 4 June 2014" */
	if (comma == SIZE_MAX && end == f->day_at && end > at && end - at <= PLACE_MAX)
		return without_last_small_word(dais_str_trim(dais_str_sub(s, at, end)));
	return comma == SIZE_MAX || comma - at > PLACE_OF_HALL_MAX
		   ? DAIS_STR_NONE
		   : dais_str_trim(dais_str_sub(s, at, comma));
}

/* "held in Bonn from 4 to 15 June 2014": between the words and the range. */
struct dais_str
front_place_held(const struct reader *r, struct dais_str s, const struct front_scan *f)
{
	size_t n = 0, at = front_find(&r->words->held, s, f->ordinal_end, &n), end = f->date_at;
	size_t word;

	if (!f->has_range && at != SIZE_MAX && (f->times || f->ordinals == 1) && f->day_end)
		return held_before_hour(s, at + n, f);
	if (!f->has_range || at == SIZE_MAX || at + n >= end || end - at > 160)
		return DAIS_STR_NONE;
	at += n;
	while (at < end && front_is_space(s.p[at]))
		at++;
	while (end > at && (front_is_space(s.p[end - 1]) || s.p[end - 1] == ','))
		end--;
	/* The small word before the dates: "from", "du", "с". */
	word = end;
	while (word > at && !front_is_space(s.p[word - 1]))
		word--;
	if (word > at && dais_str_count(dais_str_sub(s, word, end)) <= 5 &&
	    ((unsigned char)s.p[word] >= 'a' && (unsigned char)s.p[word] < 0xE3))
		end = word;
	return without_from(r, without_comma(dais_str_sub(s, at, end)));
}
