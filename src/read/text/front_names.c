/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The name of the body in a line of the front: in titles of reports and of agendas, beside the
 * number of a gathering, on a line of its own.
 */
#include "read/text/front_priv.h"

/* The body in "Report of the X on its fifty-ninth session": between the words of the report and
 * those before the gathering. */
void
front_name_in_title(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t n = 0, at, end, from = 0;

	/* "Доклад Рабочей группы ...": the adjective behind the word for a report is of the name.
	 */
	at = r->lang == DAIS_LANG_RU ? front_find(&r->words->report_alone, s, 0, &n) : SIZE_MAX;
	if (at != 0)
		at = front_find(&r->words->report_title, s, 0, &n);
	if (at != 0)
		return;
	from = n;
	while (from < s.n && front_is_space(s.p[from]))
		from++;
	/* "Доклад Комиссии по ...": the noun of the body is part of those words. */
	at = front_find(&r->words->body, s, 0, &n);
	from = at < from ? at : from;
	end = front_find(&r->words->on_its, s, from, &n);
	if (end == SIZE_MAX || end > f->ordinal_at) {
		end = f->ordinal_at;
		/* "of the sixtieth session": cut the small word before it */
		while (end > from && front_is_space(s.p[end - 1]))
			end--;
	}
	while (end > from && (front_is_space(s.p[end - 1]) || s.p[end - 1] == ','))
		end--;
	if (end > from + 3 && front_has_body_word(r, dais_str_sub(s, from, end))) {
		r->body_name = (struct text_span){ b, from, end - from };
		r->has_body_name = true;
	}
}

/* Bytes of the longest phrase of @list that @s begins with, an apostrophe behind it included; 0:
 * none. */
static size_t
leading(const struct read_list *list, struct dais_str s)
{
	struct phrase_place p;
	size_t n;

	if (!read_find_phrase(list, dais_str_sub(s, 0, TITLE_MAX), 0, &p) || p.at != 0)
		return 0;
	n = p.n;
	if (n < s.n && s.p[n] == '\'')
		return n + 1;
	return dais_str_has_prefix(dais_str_sub(s, n, s.n), DAIS_STR("’")) ? n + strlen("’") : n;
}

bool
read_ends_as_agenda(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;

	/* "大会第五十九届会议议程": Chinese names the agenda last. */
	if (r->lang != DAIS_LANG_ZH || s.n > 160)
		return false;
	for (size_t from = 0; read_find_phrase(&r->words->agenda, s, from, &p); from = p.at + 1) {
		if (p.at + p.n == s.n)
			return p.at > 0;
	}
	return false;
}

/* Bytes of a word of capitals at @at of @s. */
static size_t
capitals(struct dais_str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] >= 'A' && s.p[at + n] <= 'Z')
		n++;
	return n;
}

/* Byte behind "TC 46" at @at of @s; @at: it is not there. */
static size_t
skip_committee(struct dais_str s, size_t at)
{
	static const char *const kinds[] = { "TC", "SC", "WG", "JTC", "JWG", "PC", "AG", "AHG",
		"TG", "SG" };
	struct dais_str kind = dais_str_sub(s, at, at + capitals(s, at));
	size_t end = at + kind.n;
	bool known = false;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		known |= dais_str_eq(kind, dais_str_from(kinds[i]));
	end += end < s.n && s.p[end] == ' ';
	if (!known || end >= s.n || s.p[end] < '0' || s.p[end] > '9')
		return at;
	while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
		end++;
	return end;
}

size_t
front_committee(struct dais_str s)
{
	size_t at = capitals(s, 0), end;

	if (at < 2)
		return 0;
	/* "ISO/IEC JTC 1" */
	while (at < s.n && s.p[at] == '/' && skip_committee(s, at + 1) == at + 1 &&
	       capitals(s, at + 1) >= 2)
		at += 1 + capitals(s, at + 1);
	if (at >= s.n || (s.p[at] != '/' && s.p[at] != ' '))
		return 0;
	end = skip_committee(s, at + 1);
	if (end == at + 1)
		return 0;
	for (at = end; at < s.n && s.p[at] == '/'; at = end) {
		end = skip_committee(s, at + 1);
		if (end == at + 1)
			return at;
	}
	return at;
}

/* Byte behind the words that lead from a gathering to its body: "of the", "de la", the letter
 * before the name in Arabic; 0: none. In Russian the name stands right behind. */
static size_t
skip_of_the(const struct reader *r, struct dais_str s, size_t at)
{
	struct phrase_place p;

	while (at < s.n && front_is_space(s.p[at]))
		at++;
	if (r->lang == DAIS_LANG_RU)
		return at;
	/* "للجنة التجارة" is the letter and the name, "للمجلس" the letter, the article and the
	 * name. */
	if (r->lang == DAIS_LANG_AR)
		return dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("ل")) &&
			       (!dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("لل")) ||
				   dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("للجنة")))
			   ? at + strlen("ل")
			   : 0;
	/* "session extraordinaire du Conseil" */
	if (!read_find_phrase(&r->words->of_the, dais_str_sub(s, 0, at + TITLE_MAX), at, &p) ||
	    p.at > at + GATHERING_REST_MAX)
		return 0;
	at = p.at + leading(&r->words->of_the, dais_str_sub(s, p.at, s.n));
	while (at < s.n && front_is_space(s.p[at]))
		at++;
	return at;
}

struct text_span
front_body_of_agenda(
    const struct reader *r, size_t b, const struct front_scan *f, struct dais_str *ret_place)
{
	const struct text_span none = { 0 };
	struct dais_str s = r->blocks.v[b].text;
	struct dais_str title = read_behind_label(&r->words->title_label, s);
	size_t label = title.n ? (size_t)(title.p - s.p) : 0;
	size_t from = leading(&r->words->agenda, dais_str_sub(s, label, s.n)), end = s.n, n = 0,
	       held;

	from = from ? from : leading(&r->words->timetable, dais_str_sub(s, label, s.n));
	from += from ? label : 0;
	*ret_place = DAIS_STR_NONE;
	if (!from)
		return none;
	from = f->ordinals ? f->ordinal_end : from;
	while (from < s.n && front_is_space(s.p[from]))
		from++;
	if (r->lang == DAIS_LANG_AR || (r->lang == DAIS_LANG_RU && f->ordinals)) {
		from = skip_of_the(r, s, from);
		n = from;
	} else {
		n = leading(&r->words->of_the, dais_str_sub(s, from, s.n));
		from += n;
	}
	if (!n)
		return none;
	while (from < s.n && front_is_space(s.p[from]))
		from++;
	n = front_committee(dais_str_sub(s, from, s.n));
	if (n)
		return (struct text_span){ b, from, n };
	held = front_find(&r->words->held, s, from, &n);
	n = front_held_when(r, s, f);
	held = n > from && n < held ? n : held;
	end = held < end ? held : end;
	end = f->has_range && f->date_at < end ? f->date_at : end;
	while (from < end && front_is_space(s.p[from]))
		from++;
	while (end > from && strchr(" ,*:;", s.p[end - 1]))
		end--;
	if (dais_str_has_suffix(dais_str_sub(s, from, end), DAIS_STR("،")))
		end -= strlen("،");
	if (held == SIZE_MAX && f->has_range && end < f->date_at) {
		n = from + front_name_without_place(r, dais_str_sub(s, from, end));
		if (n < end)
			*ret_place = dais_str_trim(dais_str_sub(s, n + 1, end));
		end = n;
	}
	if (end > from + 3 && end - from < 240 &&
	    front_has_body_word(r, dais_str_sub(s, from, end)))
		return (struct text_span){ b, from, end - from };
	return none;
}

void
front_name_in_agenda_title(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str place;
	struct text_span name = front_body_of_agenda(r, b, f, &place);

	if (place.n && !r->place.n)
		r->place = place;
	if (!name.n)
		return;
	r->body_name = name;
	r->has_body_name = true;
}

/* Byte where the name begins in "第七十六届世界卫生大会": behind the measure word of the number at
 * the start of @s; 0: none. */
static size_t
behind_number(struct dais_str s)
{
	static const char *const measures[] = { "届", "次" };
	struct dais_str head = dais_str_sub(s, 0, NUMBER_MAX);

	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		size_t at = dais_str_find(head, dais_str_from(measures[i]), 0);

		if (dais_str_has_prefix(s, DAIS_STR("第")) && at != SIZE_MAX)
			return at + strlen(measures[i]);
	}
	return 0;
}

/* "第七十六届世界卫生大会(临时议程)": the name stands behind the number, before the word for the
 * agenda. */
static bool
name_behind_number(struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t from = behind_number(s), end = s.n;
	struct phrase_place p;

	if (!from || s.n > BODY_NAME_MAX)
		return false;
	if (read_find_phrase(&r->words->agenda, s, from, &p))
		end = p.at;
	if (end < from + NAME_MIN * 2 || front_scan_of(r, dais_str_sub(s, from, end)).dates ||
	    !front_has_body_word(r, dais_str_sub(s, from, end)))
		return false;
	r->body_name = (struct text_span){ b, from, end - from };
	r->has_body_name = true;
	return true;
}

/* The body in "Sixtieth session of the X" and "X第六十届会议(议程)", a line of the front, perhaps
 * with where it is held. */
void
front_name_beside_gathering(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t from = 0, end = s.n, n = 0, held;

	if (r->blocks.v[b].mark.kind != MARK_NONE ||
	    (r->lang == DAIS_LANG_ZH && name_behind_number(r, b)) ||
	    (f->ordinals != 1 && !(f->sitting && r->lang == DAIS_LANG_RU)))
		return;
	if (r->lang == DAIS_LANG_ZH) {
		end = f->ordinal_at;
	} else {
		from = f->ordinal_at <= GATHERING_AT_MAX
			   ? skip_of_the(r, s, f->ordinals ? f->ordinal_end : f->sitting_end)
			   : 0;
		if (!from)
			return;
		held = front_find(&r->words->held, s, from, &n);
		n = front_held_when(r, s, f);
		held = n > from && n < held ? n : held;
		end = held < end ? held : end;
		end = f->has_range && f->date_at < end ? f->date_at : end;
		end = f->day_end && f->day_at < end ? f->day_at : end;
	}
	while (end > from && (front_is_space(s.p[end - 1]) || strchr(",*;(", s.p[end - 1])))
		end--;
	if (dais_str_has_suffix(dais_str_sub(s, from, end), DAIS_STR("،")))
		end -= strlen("،");
	if (end < from + NAME_MIN || end - from > 240 || memchr(s.p + from, '.', end - from) ||
	    !front_has_body_word(r, dais_str_sub(s, from, end)))
		return;
	r->body_name = (struct text_span){ b, from, end - from };
	r->has_body_name = true;
}

bool
front_name_behind_gathering(struct reader *r, size_t b, const struct front_scan *f)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t from = skip_of_the(r, s, f->ordinal_end), end, n = 0;
	size_t comma = dais_str_find_char(s, ',', from);

	if (!from || from > f->ordinal_end + GATHERING_REST_MAX)
		return false;
	end = front_find(&r->words->held, s, from, &n);
	end = end < f->date_at ? end : f->date_at;
	end = comma < end ? comma : end;
	comma = dais_str_find(s, DAIS_STR("،"), from);
	end = comma < end ? comma : end;
	while (end > from && front_is_space(s.p[end - 1]))
		end--;
	if (end < from + NAME_MIN || end - from > 240 || memchr(s.p + from, '.', end - from) ||
	    !front_has_body_word(r, dais_str_sub(s, from, end)))
		return false;
	r->body_name = (struct text_span){ b, from, end - from };
	r->has_body_name = r->named_by_gathering = true;
	return true;
}

/* Bytes of what stands before the number of a gathering at byte @at of @s, without the mark that
 * sets the two apart: "Committee on Trade, "; 0: none does. */
static size_t
before_number(struct dais_str s, size_t at)
{
	static const char *const marks[] = { ",", ":", ";", "(", "-", "–", "—", "،", "؛", "（",
		"，", "：" };
	size_t end = at;

	while (end > 0 && front_is_space(s.p[end - 1]))
		end--;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		struct dais_str mark = dais_str_from(marks[i]);

		if (!dais_str_has_suffix(dais_str_sub(s, 0, end), mark))
			continue;
		end -= mark.n;
		while (end > 0 && front_is_space(s.p[end - 1]))
			end--;
		return end;
	}
	return 0;
}

/* Whether nothing but the place and the dates stand behind the gathering of @s: "(Geneva, 4-8 May
 * 2020)". */
static bool
ends_with_gathering(struct dais_str s, const struct front_scan *f)
{
	return s.n <= f->ordinal_end + GATHERING_REST_MAX ||
	       (f->has_range && f->date_at > f->ordinal_end) ||
	       (f->day_end && f->day_at > f->ordinal_end);
}

bool
front_name_before_gathering(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct front_scan f;
	struct dais_str name;

	if (k->mark.kind != MARK_NONE || k->text.n > BODY_NAME_MAX || k->contents ||
	    read_is_labelled(r, k->text))
		return false;
	f = front_scan_of(r, k->text);
	if (f.ordinals != 1 || !ends_with_gathering(k->text, &f))
		return false;
	name = dais_str_sub(k->text, 0, before_number(k->text, f.ordinal_at));
	if (name.n < NAME_MIN || memchr(name.p, '.', name.n) || !front_has_body_word(r, name) ||
	    (r->lang != DAIS_LANG_ZH && read_starts_low(name)) ||
	    read_starts_phrase(&r->words->agenda, name) ||
	    read_starts_phrase(&r->words->report_title, name) ||
	    read_starts_phrase(&r->words->annotations, name) ||
	    read_starts_phrase(&r->words->timetable, name) || read_symbols(r, name).n)
		return false;
	r->body_name = (struct text_span){ b, 0, name.n };
	r->has_body_name = r->named_by_gathering = true;
	return true;
}

/* A line of the front that is the name of a body and nothing else. */
bool
read_is_body_line(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct front_scan f;
	size_t at;
	unsigned number;
	int letter;

	if (read_item_reference(r, k->text, &number, &letter) || read_is_labelled(r, k->text) ||
	    (r->lang == DAIS_LANG_ZH ? behind_number(k->text) > 0 : read_starts_low(k->text)))
		return false;
	if (k->mark.kind != MARK_NONE || k->text.n < 4 || k->text.n > BODY_NAME_MAX ||
	    !read_is_body(r, b) || k->contents || read_starts_phrase(&r->words->agenda, k->text) ||
	    read_starts_phrase(&r->words->report_title, k->text) ||
	    !front_has_body_word(r, k->text) || dais_symbol_match(k->text) ||
	    read_is_masthead(r, k->text) || read_starts_phrase(&r->words->annotations, k->text) ||
	    read_starts_phrase(&r->words->timetable, k->text))
		return false;
	/* "Protocol № 5 of the council" */
	if (dais_str_find(k->text, DAIS_STR("№"), 0) != SIZE_MAX)
		return false;
	for (at = 0; at < k->text.n; at++) {
		if (strchr(".;:!?*|", k->text.p[at]) && at + 1 == k->text.n)
			return false;
		if (k->text.p[at] == '.' && at + 1 < k->text.n && k->text.p[at + 1] == ' ')
			return false;
	}
	f = front_scan_of(r, k->text);
	return f.ordinals == 0 && !f.sitting && !f.has_range && f.times == 0 && f.dates == 0;
}
