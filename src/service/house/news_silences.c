/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * News of silence procedures that the public may know of: opened, put off, broken, withdrawn, their
 * approval recorded, and that such an outcome was taken back. What time alone decides is no news:
 * nothing is published at that moment.
 */
#include "model/silence.h"
#include "service/house/release_priv.h"
#include "service/house/silences.h"
#include "text/say.h"
#include "text/text.h"

struct dais_str
dais_silence_object(struct dais_str object, enum dais_lang l, struct dais_arena *a)
{
	enum dais_say what;

	return dais_say_find(
		   dais_arena_printf(a, "notice.object-%.*s", DAIS_STR_ARG(object)), &what)
		   ? dais_say(l, what)
		   : object;
}

static struct dais_ml
end_of(const struct news_maker *m, const struct dais_record *r, const struct dais_silence *s)
{
	struct dais_ml ml;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_arena_printf(m->a, "%.*s (%.*s)",
		    DAIS_STR_ARG(dais_text_opening(m->a, (enum dais_lang)l, s->closes)),
		    DAIS_STR_ARG(dais_silence_zone(r, s)));
	return ml;
}

static struct dais_ml
day(const struct news_maker *m, struct dais_date date)
{
	struct dais_ml ml;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_text_date(m->a, (enum dais_lang)l, date);
	return ml;
}

static struct dais_news *
line(struct news_maker *m, enum dais_news_kind kind, const struct dais_silence *s)
{
	struct dais_news *n = house_news_add(m, kind, "silence", s->id);

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		n->about.in[l] = dais_silence_object(s->object, (enum dais_lang)l, m->a);
	return n;
}

/* What came of it, as far as a record says so. */
static enum dais_news_kind
outcome(const struct dais_record *r, size_t silence)
{
	switch (dais_silence_state(r, &r->silences.v[silence], INT64_MAX)) {
	case DAIS_SILENCE_BROKEN:
		return DAIS_NEWS_SILENCE_BROKEN;
	case DAIS_SILENCE_WITHDRAWN:
		return DAIS_NEWS_SILENCE_WITHDRAWN;
	default:
		return dais_silence_approval(r, silence) == DAIS_NONE ? DAIS_NEWS_SILENCE_OPENED
								      : DAIS_NEWS_SILENCE_APPROVED;
	}
}

/* Of a procedure whose outcome is an approval. */
static struct dais_date
approved_on(const struct dais_record *r, size_t silence)
{
	return r->approvals.v[dais_silence_approval(r, silence)].date;
}

/* What there is to tell of procedure @now; DAIS_NEWS_KIND_COUNT: nothing. @before: DAIS_NONE when
 * the public did not know of it. */
static enum dais_news_kind
what_is_new(const struct news_maker *m, size_t before, size_t now)
{
	enum dais_news_kind kind = outcome(m->now, now), was;

	if (before == DAIS_NONE)
		return kind;
	was = outcome(m->before, before);
	if (was != kind)
		return kind == DAIS_NEWS_SILENCE_OPENED ? DAIS_NEWS_SILENCE_REOPENED : kind;
	if (kind == DAIS_NEWS_SILENCE_APPROVED &&
	    !dais_date_eq(approved_on(m->before, before), approved_on(m->now, now)))
		return kind;
	return dais_local_cmp(m->before->silences.v[before].closes, m->now->silences.v[now].closes)
		   ? DAIS_NEWS_SILENCE_EXTENDED
		   : DAIS_NEWS_KIND_COUNT;
}

static void
compare(struct news_maker *m, size_t before, size_t now)
{
	const struct dais_silence *s = &m->now->silences.v[now];
	enum dais_news_kind kind = what_is_new(m, before, now);
	struct dais_news *n;

	if (kind == DAIS_NEWS_KIND_COUNT)
		return;
	n = line(m, kind, s);
	if (kind == DAIS_NEWS_SILENCE_APPROVED)
		n->to = day(m, approved_on(m->now, now));
	else if (kind != DAIS_NEWS_SILENCE_BROKEN && kind != DAIS_NEWS_SILENCE_WITHDRAWN)
		n->to = end_of(m, m->now, s);
	if (kind == DAIS_NEWS_SILENCE_EXTENDED)
		n->from = end_of(m, m->before, &m->before->silences.v[before]);
}

static size_t
known(const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->silence_ids, id);

	return at != DAIS_MAP_NONE && r->silences.v[at].is_public ? at : DAIS_NONE;
}

void
house_news_silences(struct news_maker *m)
{
	for (size_t i = 0; i < m->now->silences.n; i++)
		if (m->now->silences.v[i].is_public)
			compare(m, known(m->before, m->now->silences.v[i].id), i);
	for (size_t i = 0; i < m->before->silences.n; i++) {
		const struct dais_silence *s = &m->before->silences.v[i];

		if (s->is_public && known(m->now, s->id) == DAIS_NONE)
			(void)line(m, DAIS_NEWS_SILENCE_CLOSED, s);
	}
}

bool
house_news_is_of_silence(const struct news_maker *m, struct dais_str approval)
{
	size_t now = dais_map_get(&m->now->approval_ids, approval);
	const struct dais_record *r = now == DAIS_MAP_NONE ? m->before : m->now;
	size_t at = dais_map_get(&r->approval_ids, approval);
	size_t silence = at == DAIS_MAP_NONE ? DAIS_NONE : r->approvals.v[at].silence;

	return silence != DAIS_NONE && r->silences.v[silence].is_public;
}
