/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the texts of the last meeting say of its days, deadlines and number in plain words, for the
 * next: each is offered with what it becomes, and taken or refused by itself.
 */
#include "base/buf.h"
#include "service/house/next_priv.h"
#include "text/text.h"

#define CONTEXT_BYTES 48u

/* ---- days ---- */

static bool
is_within(struct dais_date d, struct dais_date from, struct dais_date to)
{
	return dais_date_cmp(d, from) >= 0 && dais_date_cmp(d, to) <= 0;
}

/* A day of one of the meetings, one meeting on. */
static bool
day_of_meeting(const struct next_maker *m, struct dais_date d, struct dais_date *ret)
{
	for (size_t i = 0; i < m->r->together.n; i++) {
		const struct dais_meeting *x = &m->r->meetings.v[m->r->together.v[i]];
		struct dais_date last = house_next_closing(m, x);

		if (!is_within(d, x->opens.date, x->closes))
			continue;
		*ret = dais_date_eq(d, x->closes) ? last : dais_date_add(d, m->days_moved);
		return dais_date_cmp(*ret, last) <= 0;
	}
	return false;
}

/* A deadline that the profile counts from the meeting. */
static bool
deadline(const struct next_maker *m, struct dais_date d, struct dais_date *ret,
    enum dais_next_why *ret_why)
{
	const struct dais_profile *p = &m->r->profile;
	const struct dais_meeting *x = &m->r->meetings.v[m->r->together.v[0]];
	const struct {
		unsigned weeks;
		enum dais_next_why why;
	} before[] = { { p->submit_weeks, DAIS_NEXT_SUBMIT }, { p->issue_weeks, DAIS_NEXT_ISSUE },
		{ p->agenda_weeks, DAIS_NEXT_CIRCULATE } };

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		if (!before[i].weeks ||
		    !dais_date_eq(d, dais_date_add(x->opens.date, -7 * (int)before[i].weeks)))
			continue;
		*ret = house_next_weeks_before(m, before[i].weeks);
		*ret_why = before[i].why;
		return true;
	}
	if (!p->report_weeks ||
	    !dais_date_eq(d, dais_date_add(x->closes, 7 * (int)p->report_weeks)))
		return false;
	*ret = dais_date_add(house_next_closing(m, x), 7 * (int)p->report_weeks);
	*ret_why = DAIS_NEXT_REPORT;
	return true;
}

bool
house_next_day_moved(const struct next_maker *m, struct dais_date d, struct dais_date *ret,
    enum dais_next_why *ret_why)
{
	*ret_why = DAIS_NEXT_FOLLOWS;
	/* Words without a year speak of that of the meeting. */
	if (!d.year)
		d.year = m->r->meetings.v[m->r->together.v[0]].opens.date.year;
	return dais_date_is_valid(d) && (day_of_meeting(m, d, ret) || deadline(m, d, ret, ret_why));
}

/* ---- offers ---- */

/* At most CONTEXT_BYTES that stand before @at, of its line; whole characters. */
static struct dais_str
before(struct dais_str text, size_t at)
{
	size_t from = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0;

	for (size_t i = from; i < at; i++)
		if (text.p[i] == '\n')
			from = i + 1;
	while (from < at && ((unsigned char)text.p[from] & 0xc0u) == 0x80u)
		from++;
	return dais_str_sub(text, from, at);
}

static struct dais_str
behind(struct dais_str text, size_t at)
{
	size_t to = at;

	while (to < text.n && to < at + CONTEXT_BYTES && text.p[to] != '\n')
		to++;
	while (to < text.n && to > at && ((unsigned char)text.p[to] & 0xc0u) == 0x80u)
		to--;
	return dais_str_sub(text, at, to);
}

bool
house_next_offer(struct next_maker *m, const struct house_next_words *w, struct dais_str from,
    struct dais_str to, enum dais_next_why why, struct dais_str key)
{
	struct dais_next_line *line;
	bool refused = false;

	for (size_t i = 0; i < m->in->refuse.n; i++)
		refused = refused || dais_str_eq(m->in->refuse.v[i], key);
	line = house_next_line(
	    m, refused ? DAIS_NEXT_WORDS_KEPT : DAIS_NEXT_WORDS_MOVED, why, "annotation", key);
	line->about = m->r->items.v[w->item].title;
	line->from = from;
	line->to = to;
	line->languages = DAIS_LANG_BIT(w->l);
	return !refused;
}

/* ---- plain words ---- */

struct reading {
	struct next_maker *m;
	const struct house_next_words *w;
	struct dais_str text; /* whole */
	size_t begin;         /* of the part that is read */
	size_t done;          /* bytes of the text that are written */
	struct dais_buf *out;
};

/* Replaces bytes @at, @n of the text, when the offer is not refused. */
static void
offer(struct reading *r, size_t at, size_t n, struct dais_str to, enum dais_next_why why)
{
	struct dais_str key = dais_arena_printf(r->m->a, "%.*s:%zu", DAIS_STR_ARG(r->w->id), at);
	struct dais_str from = dais_str_sub(r->text, at, at + n);
	bool taken = house_next_offer(r->m, r->w, from, to, why, key);
	struct dais_next_line *line = &r->m->next->lines.v[r->m->next->lines.n - 1];

	line->before = before(r->text, at);
	line->behind = behind(r->text, at + n);
	if (!taken)
		return;
	dais_buf_put(r->out, dais_str_sub(r->text, r->done, at));
	dais_buf_put(r->out, to);
	r->done = at + n;
}

static void
offer_days(struct reading *r, const struct dais_fact *f)
{
	struct dais_date was[2] = { f->from, f->to }, now[2];
	enum dais_next_why why, other;
	struct dais_str to;

	if (f->kind != DAIS_FACT_RANGE)
		was[1] = was[0];
	if (!was[0].day || !was[1].day || !house_next_day_moved(r->m, was[0], &now[0], &why) ||
	    !house_next_day_moved(r->m, was[1], &now[1], &other))
		return;
	for (size_t i = 0; i < 2; i++)
		if (!was[i].year)
			was[i].year = r->m->r->meetings.v[r->m->r->together.v[0]].opens.date.year;
	to = house_next_days(r->m->a, r->w->l,
	    dais_str_sub(r->text, r->begin + f->at, r->begin + f->at + f->n), was, now);
	if (to.n)
		offer(r, r->begin + f->at, f->n, to, why);
}

/* "the thirteenth meeting", when that was the number of one of them. */
static void
offer_ordinal(struct reading *r, const struct dais_fact *f)
{
	const struct dais_record *last = r->m->r;
	struct dais_str to;

	for (size_t i = 0; i < last->together.n; i++) {
		const struct dais_meeting *x = &last->meetings.v[last->together.v[i]];
		const char *noun = last->bodies.v[x->body].noun_is_session ? "session" : "meeting";

		if (f->number != x->ordinal || !f->noun || strcmp(f->noun, noun) != 0)
			continue;
		to = house_next_words(r->m->a, r->w->l,
		    dais_str_sub(r->text, r->begin + f->at, r->begin + f->at + f->n), x->ordinal,
		    x->ordinal + 1);
		if (to.n)
			offer(r, r->begin + f->at, f->n, to, DAIS_NEXT_FOLLOWS);
		return;
	}
}

static void
take_fact(void *ctx, const struct dais_fact *f)
{
	struct reading *r = ctx;

	if (r->begin + f->at < r->done)
		return;
	if (f->kind == DAIS_FACT_ORDINAL)
		offer_ordinal(r, f);
	else if (f->kind != DAIS_FACT_TIME)
		offer_days(r, f);
}

struct dais_str
house_next_plain(struct next_maker *m, const struct house_next_words *w, struct dais_str text)
{
	DAIS_BUF_AUTO out = { 0 };
	struct reading r = { .m = m, .w = w, .text = text, .out = &out };

	dais_buf_init(&out, DAIS_BUF_MAX);
	while (r.begin < text.n) {
		size_t ref = dais_str_find(text, DAIS_STR("{{"), r.begin), end;

		dais_text_find_facts(w->l,
		    dais_str_sub(text, r.begin, ref == SIZE_MAX ? text.n : ref), take_fact, &r);
		end = ref == SIZE_MAX ? SIZE_MAX : dais_str_find(text, DAIS_STR("}}"), ref);
		r.begin = end == SIZE_MAX ? text.n : end + 2;
	}
	if (!r.done)
		return text;
	dais_buf_put(&out, dais_str_sub(text, r.done, text.n));
	return dais_buf_dup(&out, m->a);
}
