/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether an author's words state the fact of the reference they stand for. Inflection is free,
 * facts are not.
 */
#include "base/buf.h"
#include "prose/resolve.h"
#include "text/text.h"

struct wanted {
	struct dais_date from, to;
	int minute;
	bool found_range, found_from, found_to, found_time;
};

/* A day found without its year agrees with any year. */
static bool
same_day(struct dais_date found, struct dais_date want)
{
	return found.day == want.day && found.month == want.month &&
	       (found.year == 0 || found.year == want.year);
}

static void
look(void *ctx, const struct dais_fact *f)
{
	struct wanted *w = ctx;

	if (f->kind == DAIS_FACT_TIME) {
		w->found_time |= f->minute == w->minute;
		return;
	}
	if (f->kind == DAIS_FACT_ORDINAL)
		return;
	if (f->kind == DAIS_FACT_RANGE && same_day(f->from, w->from) && same_day(f->to, w->to))
		w->found_range = true;
	w->found_from |= same_day(f->from, w->from);
	w->found_to |= same_day(f->to, w->to);
}

static bool
states_range(const struct dais_prose_place *at, struct dais_str words, struct dais_date from,
    struct dais_date to)
{
	struct wanted w = { .from = from, .to = to, .minute = -1 };

	dais_text_find_facts(at->lang, words, look, &w);
	return w.found_range || (w.found_from && w.found_to);
}

static bool
states_minute(const struct dais_prose_place *at, struct dais_str words, int minute)
{
	struct wanted w = { .minute = minute };

	dais_text_find_facts(at->lang, words, look, &w);
	return w.found_time;
}

/* @s without spaces of any kind, folded. */
static struct dais_str
squeeze(struct dais_arena *a, struct dais_str s)
{
	struct dais_str folded = dais_text_fold(a, s);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < folded.n; i++) {
		if (folded.p[i] != ' ')
			dais_buf_put_char(&b, folded.p[i]);
	}
	return dais_buf_dup(&b, a);
}

static bool
contains(struct dais_arena *a, struct dais_str words, struct dais_str what)
{
	return dais_str_find(squeeze(a, words), squeeze(a, what), 0) != SIZE_MAX;
}

static bool
agrees_item(const struct dais_prose_place *at, const struct dais_ref *ref, struct dais_arena *a)
{
	struct dais_ref number = *ref;
	struct dais_said said;

	number.kind = DAIS_STR("number");
	number.words = DAIS_STR_NONE;
	return dais_prose_say(at, &number, a, &said) && contains(a, ref->words, said.fact);
}

static bool
agrees_meeting(const struct dais_prose_place *at, const struct dais_ref *ref)
{
	size_t m = dais_map_get(&at->record->meeting_ids, ref->argument);
	const struct dais_meeting *meeting;

	if (m == DAIS_MAP_NONE)
		return false;
	meeting = &at->record->meetings.v[m];
	if (dais_str_is(ref->kind, "dates"))
		return states_range(at, ref->words, meeting->opens.date, meeting->closes);
	if (dais_str_is(ref->kind, "opening"))
		return dais_text_states_date(at->lang, ref->words, meeting->opens.date);
	return dais_text_states_ordinal(at->lang, ref->words, meeting->ordinal);
}

static bool
agrees_date(const struct dais_prose_place *at, const struct dais_ref *ref)
{
	struct dais_date from, to;
	int minute;

	if (dais_str_is(ref->kind, "time"))
		return dais_minute_parse(ref->argument, &minute) &&
		       states_minute(at, ref->words, minute);
	if (dais_str_is(ref->kind, "approved")) {
		size_t i = dais_map_get(&at->record->approval_ids, ref->argument);

		return i != DAIS_MAP_NONE &&
		       dais_text_states_date(at->lang, ref->words, at->record->approvals.v[i].date);
	}
	if (!dais_date_parse(ref->argument, &from))
		return false;
	if (dais_str_is(ref->kind, "period"))
		return dais_date_parse(ref->argument2, &to) &&
		       states_range(at, ref->words, from, to);
	return dais_text_states_date(at->lang, ref->words, from);
}

static bool
is_one_of(struct dais_str kind, const char *const *v)
{
	for (; *v; v++) {
		if (dais_str_is(kind, *v))
			return true;
	}
	return false;
}

bool
dais_prose_agrees(const struct dais_prose_place *at, const struct dais_ref *ref,
    const struct dais_said *said, struct dais_arena *a)
{
	static const char *const items[] = { "item", "number", NULL };
	static const char *const meetings[] = { "meeting", "dates", "opening", NULL };
	static const char *const dates[] = { "date", "day", "period", "time", "approved", NULL };

	if (is_one_of(ref->kind, items))
		return agrees_item(at, ref, a);
	if (is_one_of(ref->kind, meetings))
		return agrees_meeting(at, ref);
	if (is_one_of(ref->kind, dates))
		return agrees_date(at, ref);
	if (dais_str_is(ref->kind, "mandate")) {
		size_t m = dais_map_get(&at->record->mandate_ids, ref->argument);

		return m != DAIS_MAP_NONE &&
		       contains(a, ref->words, at->record->mandates.v[m].number);
	}
	if (dais_str_is(ref->kind, "doc"))
		return contains(a, ref->words, said->fact);
	if (dais_str_is(ref->kind, "schedule"))
		return true;
	return dais_text_states_name(at->lang, ref->words, said->fact);
}
