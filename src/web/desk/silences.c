/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages of silence procedures: how each stands, who has answered.
 */
#include "web/desk/silences.h"

#include "text/text.h"

/* ---- words ---- */

struct dais_str
dais_desk_silence_object(const struct dais_page *p, struct dais_str object)
{
	enum dais_say what;

	if (dais_say_find(
		dais_arena_printf(p->arena, "desk.approval-%.*s", DAIS_STR_ARG(object)), &what))
		return dais_page_say(p, what);
	return object;
}

struct dais_str
dais_desk_silence_path(struct dais_arena *a, struct dais_str package, struct dais_str id)
{
	return dais_arena_printf(a, "%.*s/silences/%.*s", DAIS_STR_ARG(package), DAIS_STR_ARG(id));
}

static struct dais_str
time_words(const struct dais_page *p, struct dais_local at)
{
	return dais_text_opening(p->arena, p->language, at);
}

struct dais_str
dais_desk_silence_until(
    const struct dais_page *p, const struct dais_record *r, const struct dais_silence *s)
{
	const struct dais_say_value values[] = { { "time", time_words(p, s->closes) },
		{ "zone", dais_silence_zone(r, s) } };

	return dais_desk_fill(p, DAIS_SAY_DESK_SILENCE_UNTIL, values, 2);
}

struct dais_str
dais_desk_time_left(const struct dais_page *p, int64_t left_ms)
{
	bool days = left_ms >= DAIS_DAY_MS;
	long long n = left_ms / (days ? DAIS_DAY_MS : DAIS_HOUR_MS);

	return dais_desk_fill1(p, days ? DAIS_SAY_DESK_SILENCE_DAYS : DAIS_SAY_DESK_SILENCE_HOURS,
	    "count", dais_arena_printf(p->arena, "%lld", n));
}

static enum dais_say
state_word(enum dais_silence_state state)
{
	static const enum dais_say words[DAIS_SILENCE_STATE_COUNT] = {
		[DAIS_SILENCE_AHEAD] = DAIS_SAY_DESK_SILENCE_STATE_AHEAD,
		[DAIS_SILENCE_OPEN] = DAIS_SAY_DESK_SILENCE_STATE_OPEN,
		[DAIS_SILENCE_BROKEN] = DAIS_SAY_DESK_SILENCE_STATE_BROKEN,
		[DAIS_SILENCE_WITHDRAWN] = DAIS_SAY_DESK_SILENCE_STATE_WITHDRAWN,
		[DAIS_SILENCE_HELD] = DAIS_SAY_DESK_SILENCE_STATE_HELD,
	};

	return words[state];
}

/* How it stands, with the time that is left while it runs. */
static void
write_state(struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s)
{
	enum dais_silence_state state = dais_silence_state(v->record, s, v->now_ms);

	dais_desk_say(
	    p, "span", state == DAIS_SILENCE_BROKEN ? "tag lacks" : "tag", state_word(state));
	if (state != DAIS_SILENCE_OPEN && state != DAIS_SILENCE_AHEAD)
		return;
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "soft");
	dais_xml_text(&p->xml, dais_desk_silence_until(p, v->record, s));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "strong", NULL);
	dais_xml_text(&p->xml,
	    dais_desk_time_left(p, dais_silence_instant(v->record, s, s->closes) - v->now_ms));
	dais_xml_close(&p->xml);
}

/* ---- the list ---- */

/* Those that run before those that have ended, each in the order in which they were opened. */
static bool
is_running(const struct desk_silences *v, size_t at)
{
	enum dais_silence_state state =
	    dais_silence_state(v->record, &v->record->silences.v[at], v->now_ms);

	return state == DAIS_SILENCE_OPEN || state == DAIS_SILENCE_AHEAD;
}

static void
write_row(struct dais_page *p, const struct desk_silences *v, size_t at)
{
	const struct dais_silence *s = &v->record->silences.v[at];

	dais_xml_open(&p->xml, "li");
	dais_page_link(
	    p, dais_desk_address(p, dais_desk_silence_path(p->arena, v->package, s->id)), NULL);
	dais_xml_text(&p->xml, dais_desk_silence_object(p, s->object));
	dais_xml_text_c(&p->xml, " · ");
	dais_xml_text(&p->xml, dais_desk_body_name(v->record, s->by, p->language));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	write_state(p, v, s);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_silences(struct dais_page *p, const struct desk_silences *v)
{
	size_t n = v->record->silences.n;

	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_SILENCES);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_SILENCES_LEAD);
	if (n)
		dais_desk_open(p, "ul", "fact-list");
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NONE);
	for (int running = 1; running >= 0; running--)
		for (size_t i = 0; i < n; i++)
			if (is_running(v, i) == (running == 1))
				write_row(p, v, i);
	if (n)
		dais_xml_close(&p->xml);
	if (v->may_open && v->record->bodies.n)
		dais_desk_write_silence_open(p, v);
}

/* ---- one of them ---- */

static void
open_fact(struct dais_page *p, enum dais_say what)
{
	dais_desk_say(p, "dt", NULL, what);
	dais_xml_open(&p->xml, "dd");
}

static void
fact(struct dais_page *p, enum dais_say what, struct dais_str words)
{
	open_fact(p, what);
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

static void
write_extensions(struct dais_page *p, const struct dais_silence *s)
{
	for (size_t i = 0; i < s->extended.n; i++) {
		const struct dais_say_value values[] = { { "time",
							     time_words(p, s->extended.v[i].at) },
			{ "end", time_words(p, s->extended.v[i].instead) } };

		dais_desk_open(p, "p", "soft");
		dais_xml_text(
		    &p->xml, dais_desk_fill(p, DAIS_SAY_DESK_SILENCE_EXTENDED, values, 2));
		dais_xml_close(&p->xml);
	}
}

static void
write_outcome(struct dais_page *p, const struct desk_silences *v)
{
	size_t approval = dais_silence_approval(v->record, v->shown);

	if (approval == DAIS_NONE)
		return;
	const struct dais_approval *one = &v->record->approvals.v[approval];

	dais_desk_open(p, "p", "note good");
	dais_page_link(p,
	    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/facts/approval/%.*s",
				     DAIS_STR_ARG(v->package), DAIS_STR_ARG(one->id))),
	    NULL);
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_SILENCE_CONCLUDED, "date",
				   dais_text_date(p->arena, p->language, one->date)));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_facts(struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s)
{
	dais_desk_open(p, "dl", "silence-facts");
	open_fact(p, DAIS_SAY_DESK_SILENCE_STATE);
	write_state(p, v, s);
	dais_xml_close(&p->xml);
	fact(p, DAIS_SAY_DESK_SILENCE_BY, dais_desk_body_name(v->record, s->by, p->language));
	if (!dais_ml_is_empty(&s->asked)) {
		open_fact(p, DAIS_SAY_DESK_SILENCE_ASKED);
		dais_page_put_ml(p, &s->asked);
		dais_xml_close(&p->xml);
	}
	fact(p, DAIS_SAY_DESK_SILENCE_OPENS, time_words(p, s->opens));
	open_fact(p, DAIS_SAY_DESK_SILENCE_CLOSES);
	dais_xml_text(&p->xml, time_words(p, s->closes));
	write_extensions(p, s);
	dais_xml_close(&p->xml);
	if (s->follows != DAIS_NONE) {
		const struct dais_silence *before = &v->record->silences.v[s->follows];

		open_fact(p, DAIS_SAY_DESK_SILENCE_FOLLOWS);
		dais_page_link(p,
		    dais_desk_address(p, dais_desk_silence_path(p->arena, v->package, before->id)),
		    NULL);
		dais_xml_text(&p->xml, time_words(p, before->opens));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* The text in the reader's language first. */
static void
write_text(struct dais_page *p, const struct dais_silence *s)
{
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_SILENCE_TEXT);
	for (unsigned k = 0; k <= DAIS_LANG_COUNT; k++) {
		unsigned l = k ? k - 1 : (unsigned)p->language;

		if ((k && l == (unsigned)p->language) || !s->proposal.in[l].n)
			continue;
		dais_desk_open(p, "blockquote", NULL);
		dais_page_language(p, (enum dais_lang)l);
		dais_xml_text(&p->xml, s->proposal.in[l]);
		dais_xml_close(&p->xml);
	}
	dais_desk_say(p, "p", "soft", DAIS_SAY_DESK_SILENCE_FROZEN);
}

static enum dais_say
kind_word(enum dais_reply_kind kind)
{
	static const enum dais_say words[DAIS_REPLY_KIND_COUNT] = {
		[DAIS_REPLY_OBJECTION] = DAIS_SAY_DESK_REPLY_OBJECTION,
		[DAIS_REPLY_AMENDMENT] = DAIS_SAY_DESK_REPLY_AMENDMENT,
		[DAIS_REPLY_RESERVATION] = DAIS_SAY_DESK_REPLY_RESERVATION,
		[DAIS_REPLY_STATEMENT] = DAIS_SAY_DESK_REPLY_STATEMENT,
	};

	return words[kind];
}

/* Objections can be taken back while the procedure would still run without them. */
static bool
may_take_back(const struct desk_silences *v, const struct dais_silence *s, size_t i)
{
	return v->may_answer && dais_silence_is_broken_by(s, i) &&
	       (!v->himself.n || dais_str_eq(v->himself, s->replies.v[i].from)) &&
	       v->now_ms < dais_silence_instant(v->record, s, s->closes) &&
	       !dais_date_is_set(s->replies.v[i].taken_back.date);
}

static void
write_effect(struct dais_page *p, const struct dais_silence *s, size_t i)
{
	const struct dais_reply *one = &s->replies.v[i];

	if (dais_date_is_set(one->taken_back.date))
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_SILENCE_TAKEN_BACK, "time",
					   time_words(p, one->taken_back)));
	else if (dais_silence_is_broken_by(s, i))
		dais_desk_say(p, "span", "tag lacks", DAIS_SAY_DESK_SILENCE_BREAKS);
	else if (one->kind == DAIS_REPLY_OBJECTION || one->kind == DAIS_REPLY_AMENDMENT)
		dais_desk_say(p, "span", "tag", DAIS_SAY_DESK_SILENCE_NO_EFFECT);
}

static void
write_reply(
    struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s, size_t i)
{
	const struct dais_reply *one = &s->replies.v[i];

	dais_xml_open(&p->xml, "li");
	dais_desk_open(p, "strong", NULL);
	dais_xml_attr_c(&p->xml, "dir", "auto");
	dais_xml_text(&p->xml, one->from);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " · ");
	dais_page_put(p, kind_word(one->kind));
	dais_xml_text_c(&p->xml, " · ");
	dais_xml_text(&p->xml, time_words(p, one->at));
	dais_xml_text_c(&p->xml, " ");
	write_effect(p, s, i);
	if (one->words.n) {
		dais_desk_open(p, "p", NULL);
		dais_xml_attr_c(&p->xml, "dir", "auto");
		dais_xml_text(&p->xml, one->words);
		dais_xml_close(&p->xml);
	}
	if (may_take_back(v, s, i)) {
		dais_page_form(
		    p, dais_desk_address(p, dais_desk_silence_path(p->arena, v->package, s->id)));
		dais_page_hidden(p, "reply", dais_arena_printf(p->arena, "%zu", i));
		dais_desk_do(p, "button quiet", DAIS_STR("take-back"),
		    dais_page_say(p, DAIS_SAY_DESK_SILENCE_TAKE_BACK));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_replies(struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s)
{
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_SILENCE_ANSWERS);
	if (!s->replies.n) {
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_SILENCE_ANSWERS_NONE);
		return;
	}
	dais_desk_open(p, "ul", "fact-list");
	for (size_t i = 0; i < s->replies.n; i++)
		write_reply(p, v, s, i);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_silence(struct dais_page *p, const struct desk_silences *v)
{
	const struct dais_silence *s = &v->record->silences.v[v->shown];

	dais_desk_open(p, "p", "steps");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/silences", DAIS_STR_ARG(v->package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_SILENCES);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_elem(&p->xml, "h1", dais_desk_silence_object(p, s->object));
	dais_desk_remarks(p, v->remarks, DAIS_STR("silence"), s->id);
	write_outcome(p, v);
	write_facts(p, v, s);
	write_text(p, s);
	write_replies(p, v, s);
	dais_desk_write_silence_forms(p, v);
	dais_desk_open(p, "p", NULL);
	dais_page_link(p, dais_desk_address(p, DAIS_STR("outbox")), NULL);
	dais_page_put(p, DAIS_SAY_DESK_SILENCE_OUTBOX);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}
