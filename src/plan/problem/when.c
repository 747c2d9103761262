/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/problem/when.h"

#include "base/buf.h"
#include "text/message.h"
#include "text/text.h"
#include "text/typed.h"

#define HOURS_SHOWN 8

struct dais_str
dais_when_hint(const struct dais_problem *p, const struct dais_when *w, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t n = 0;

	dais_buf_init(&b, 1u << 12);
	for (size_t t = 0; t < p->slots.n && n < HOURS_SHOWN; t++) {
		const struct dais_plan_slot *s = &p->slots.v[t];

		if (dais_date_is_set(w->from) && dais_date_eq(s->day, w->from))
			dais_buf_printf(
			    &b, "%s%02d:%02d", n++ ? ", " : "", s->start / 60, s->start % 60);
	}
	if (n)
		return dais_text_message(a, p->language, "Sittings can begin that day at %.*s.",
		    DAIS_STR_ARG(dais_buf_str(&b)));
	if (!p->slots.n)
		return DAIS_STR_NONE;
	if (dais_date_is_set(w->from) && dais_date_cmp(w->from, p->slots.v[0].day) > 0 &&
	    dais_date_cmp(w->to, p->slots.v[p->slots.n - 1].day) < 0)
		return dais_text_message(a, p->language,
		    "It is a weekend, a holiday or a closed day: `days` in planning.yaml can open "
		    "it (`also`, `host-holidays: open`).");
	return dais_text_message(a, p->language,
	    "Sittings are planned from %04d-%02d-%02d to %04d-%02d-%02d.", p->slots.v[0].day.year,
	    p->slots.v[0].day.month, p->slots.v[0].day.day, p->slots.v[p->slots.n - 1].day.year,
	    p->slots.v[p->slots.n - 1].day.month, p->slots.v[p->slots.n - 1].day.day);
}

bool
dais_when_resolve(const struct dais_problem *p, const struct dais_when *w, dais_slot_set set)
{
	bool any = false;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (!dais_when_names(w, p->slots.v[t].day, p->slots.v[t].start))
			continue;
		dais_slots_put(set, t);
		any = true;
	}
	return any;
}

/* --- as tables show it ---------------------------------------------------------------------- */

/* Whether @s, as it is typed, is a half of a day in the words that tell it. */
static bool
is_half(const struct dais_plan_slot *slot, struct dais_str plain, struct dais_arena *a)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (dais_str_eq(plain,
			dais_text_plain(a, dais_text_half_day(a, (enum dais_lang)l, slot->day,
					       slot->start >= DAIS_AFTERNOON_MIN))))
			return true;
	}
	return false;
}

/* "in the morning of Tuesday, 24 May 2022" */
static bool
resolve_half(
    const struct dais_problem *p, struct dais_str s, dais_slot_set set, struct dais_arena *a)
{
	struct dais_str plain = dais_text_plain(a, s);
	bool any = false;

	for (size_t t = 0; t < p->slots.n; t++) {
		if (!is_half(&p->slots.v[t], plain, a))
			continue;
		dais_slots_put(set, t);
		any = true;
	}
	return any;
}

/* The year of the slots that have this day of a year. */
static int
year_of(const struct dais_problem *p, struct dais_date day)
{
	for (size_t t = 0; t < p->slots.n; t++) {
		struct dais_date d = p->slots.v[t].day;

		if (d.month == day.month && d.day == day.day)
			return d.year;
	}
	return p->slots.n ? p->slots.v[0].day.year : 0;
}

/* Reads @s as tables show times and people say them; false: it is no such time. */
static bool
read_typed(const struct dais_problem *p, struct dais_str s, struct dais_when *ret)
{
	static const enum dais_half halves[] = { [DAIS_TYPED_HALF_NONE] = DAIS_HALF_BOTH,
		[DAIS_TYPED_HALF_MORNING] = DAIS_HALF_MORNING,
		[DAIS_TYPED_HALF_AFTERNOON] = DAIS_HALF_AFTERNOON };
	struct dais_typed_when w = { 0 };

	if (!dais_text_typed_when(p->language, s, &w) || w.rest.n)
		return false;
	*ret = (struct dais_when){
		.weekday = w.weekday, .half = halves[w.half], .minute = w.minute, .words = s
	};
	if (!w.day.month)
		return true;
	if (!w.day.year)
		w.day.year = year_of(p, w.day);
	ret->from = ret->to = w.day;
	return dais_date_is_valid(w.day);
}

bool
dais_when_parse(
    const struct dais_problem *p, struct dais_str s, dais_slot_set set, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_when w = { 0 };

	if (!dais_when_read(s, &w) && !read_typed(p, s, &w)) {
		if (resolve_half(p, s, set, a))
			return true;
		(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s",
		    DAIS_STR_ARG(dais_text_message(a, p->language,
			"`%.*s` names no day, half-day or sitting", (int)(s.n < 100 ? s.n : 100),
			s.p ? s.p : "")));
		return dais_err_hint(
		    err, "%s", dais_text_message_words(p->language, dais_when_forms()));
	}
	if (dais_when_resolve(p, &w, set))
		return true;
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "%.*s",
	    DAIS_STR_ARG(dais_text_message(
		a, p->language, "there can be no sitting at `%.*s`", DAIS_STR_ARG(w.words))));
	return dais_err_hint(err, "%.*s", DAIS_STR_ARG(dais_when_hint(p, &w, a)));
}
