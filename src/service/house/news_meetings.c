/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * News of the meetings: days, place, form, state.
 */
#include "service/house/release_priv.h"
#include "text/say.h"
#include "text/text.h"

static struct dais_ml
meeting_title(struct news_maker *m, const struct dais_record *r, size_t meeting)
{
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = house_meeting_title(r, meeting, (enum dais_lang)l, m->a);
	return ml;
}

static struct dais_ml
period(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] =
		    dais_text_range(m->a, (enum dais_lang)l, meeting->opens.date, meeting->closes);
	return ml;
}

/* The hour changed and the days did not: the opening says so. */
static struct dais_ml
opening(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_text_opening(m->a, (enum dais_lang)l, meeting->opens);
	return ml;
}

static struct dais_ml
place(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml = meeting->place;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_say_value values[] = { { "place", meeting->place.in[l] },
			{ "room", meeting->room.in[l] } };

		if (!ml.in[l].n)
			ml.in[l] = meeting->room.in[l];
		else if (meeting->room.in[l].n)
			ml.in[l] = dais_say_fill(
			    m->a, (enum dais_lang)l, DAIS_SAY_HOUSE_PLACE_AND_ROOM, values, 2);
	}
	return ml;
}

static struct dais_ml
modality(const struct dais_meeting *meeting)
{
	static const char *const phrases[DAIS_MODALITY_COUNT] = { "modality-in-person",
		"modality-hybrid", "modality-online" };
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_text_phrase((enum dais_lang)l, phrases[meeting->modality]);
	return ml;
}

static struct dais_ml
status(const struct dais_meeting *meeting)
{
	static const enum dais_say words[DAIS_MEETING_STATUS_COUNT] = {
		DAIS_SAY_HOUSE_STATUS_SCHEDULED, DAIS_SAY_HOUSE_STATUS_POSTPONED,
		DAIS_SAY_HOUSE_STATUS_CANCELLED
	};
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_say((enum dais_lang)l, words[meeting->status]);
	return ml;
}

static void
meeting_line(struct news_maker *m, enum dais_news_kind kind, size_t now, struct dais_ml from,
    struct dais_ml to)
{
	struct dais_news *n = house_news_add(m, kind, "meeting", m->now->meetings.v[now].id);

	n->about = meeting_title(m, m->now, now);
	n->from = from;
	n->to = to;
}

static void
compare_meeting(struct news_maker *m, size_t before, size_t now)
{
	const struct dais_meeting *x = &m->before->meetings.v[before],
				  *y = &m->now->meetings.v[now];

	if (!dais_date_eq(x->opens.date, y->opens.date) || !dais_date_eq(x->closes, y->closes))
		meeting_line(m, DAIS_NEWS_DATES, now, period(m, x), period(m, y));
	else if (x->opens.minute != y->opens.minute)
		meeting_line(m, DAIS_NEWS_DATES, now, opening(m, x), opening(m, y));
	if (!house_ml_equal(&x->place, &y->place) || !house_ml_equal(&x->room, &y->room))
		meeting_line(m, DAIS_NEWS_PLACE, now, place(m, x), place(m, y));
	if (x->modality != y->modality)
		meeting_line(m, DAIS_NEWS_MODALITY, now, modality(x), modality(y));
	if (x->status != y->status)
		meeting_line(m, DAIS_NEWS_STATUS, now, status(x), status(y));
}

static bool
is_together(const struct dais_record *r, struct dais_str id, size_t *ret)
{
	for (size_t i = 0; r && i < r->together.n; i++) {
		*ret = r->together.v[i];
		if (dais_str_eq(r->meetings.v[*ret].id, id))
			return true;
	}
	return false;
}

void
house_news_meetings(struct news_maker *m)
{
	size_t other;

	for (size_t i = 0; i < m->now->together.n; i++) {
		size_t now = m->now->together.v[i];

		if (is_together(m->before, m->now->meetings.v[now].id, &other))
			compare_meeting(m, other, now);
		else
			meeting_line(m, DAIS_NEWS_MEETING_NEW, now, (struct dais_ml){ 0 },
			    period(m, &m->now->meetings.v[now]));
	}
	for (size_t i = 0; m->before && i < m->before->together.n; i++) {
		size_t gone = m->before->together.v[i];
		struct dais_news *n;

		if (is_together(m->now, m->before->meetings.v[gone].id, &other))
			continue;
		n = house_news_add(m, DAIS_NEWS_OTHER, "meeting", m->before->meetings.v[gone].id);
		n->about = meeting_title(m, m->before, gone);
	}
}
