/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Changes in sentences. Times stand as nouns behind a colon or a preposition that governs no case,
 * so that no word has to be inflected.
 */
#include "write/timetable/say.h"

#include "text/text.h"
#include "write/timetable/build_priv.h"
#include "write/timetable/page_priv.h"
#include "write/timetable/text_priv.h"

#define END { NULL, DAIS_STR_NONE }

static struct dais_str
when(struct dais_arena *a, enum dais_lang l, const struct dais_period *p)
{
	return p->start.date.year ? dais_text_day_hours(a, l, p->start, p->end) : DAIS_STR_NONE;
}

static bool
same_number(struct dais_number x, struct dais_number y)
{
	return x.number == y.number && x.letter == y.letter;
}

/* "Working Group A: item 4; Working Group B: item 6". */
static struct dais_str
numbers_by_body(const struct dais_record *r, enum dais_lang l,
    const struct dais_timetable_change *c, struct dais_arena *a)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < c->bodies.n; i++) {
		struct dais_number n = dais_record_number(r, c->item, c->bodies.v[i]);
		struct dais_str one;

		if (!n.found)
			continue;
		one = dais_text_fill(a, l, "label-value",
		    (const struct dais_slot[]){
			{ "label", dais_timetable_short_name(r, l, c->bodies.v[i]) },
			{ "value", dais_text_item_ref(a, l, n.number, n.letter) }, END });
		s = s.n ? dais_text_fill(a, l, "mark-and-more",
			      (const struct dais_slot[]){ { "mark", s }, { "more", one }, END })
			: one;
	}
	return s;
}

/* "Item 3, “Environment”," with the number all bodies give it, or with each body's own. */
static struct dais_str
subject(const struct dais_record *r, enum dais_lang l, const struct dais_timetable_change *c,
    struct dais_arena *a)
{
	struct dais_number first = { 0 };
	bool one = true;
	struct dais_str quoted =
	    dais_text_quote(a, l, dais_timetable_words(l, &r->items.v[c->item].title));

	for (size_t i = 0; i < c->bodies.n; i++) {
		struct dais_number n = dais_record_number(r, c->item, c->bodies.v[i]);

		if (!n.found)
			continue;
		one = one && (!first.found || same_number(first, n));
		first = n;
	}
	if (one && first.found)
		return dais_text_fill(a, l, "change-subject",
		    (const struct dais_slot[]){
			{ "number", dais_text_item_number(a, l, first.number, first.letter) },
			{ "quoted", quoted }, END });
	return dais_text_fill(a, l, "change-subject-bodies",
	    (const struct dais_slot[]){
		{ "quoted", quoted }, { "numbers", numbers_by_body(r, l, c, a) }, END });
}

static struct dais_str
say_room(const struct dais_record *r, enum dais_lang l, const struct dais_timetable_change *c,
    struct dais_arena *a)
{
	struct dais_str *names = DAIS_NEW_N(a, c->bodies.n, struct dais_str);

	for (size_t i = 0; i < c->bodies.n; i++)
		names[i] = dais_timetable_short_name(r, l, c->bodies.v[i]);
	return dais_text_fill(a, l, "change-room",
	    (const struct dais_slot[]){ { "bodies", dais_text_list(a, l, names, c->bodies.n) },
		{ "after", when(a, l, &c->to) },
		{ "room", dais_timetable_words(l, &c->room_after) },
		{ "room-before", dais_timetable_words(l, &c->room_before) }, END });
}

/* An hour that ends in a full stop ("6 p.m.") ends the sentence, too. */
static struct dais_str
one_stop(struct dais_str s)
{
	if (dais_str_has_suffix(s, DAIS_STR("..")))
		s.n--;
	return s;
}

struct dais_str
dais_timetable_say(const struct dais_record *r, enum dais_lang l,
    const struct dais_timetable_change *c, struct dais_arena *a)
{
	static const char *const keys[DAIS_TIMETABLE_CHANGE_COUNT] = {
		[DAIS_TIMETABLE_ADDED] = "change-added",
		[DAIS_TIMETABLE_DROPPED] = "change-dropped",
		[DAIS_TIMETABLE_MOVED] = "change-moved",
		[DAIS_TIMETABLE_LONGER] = "change-longer",
		[DAIS_TIMETABLE_SHORTER] = "change-shorter",
		[DAIS_TIMETABLE_ROOM] = "change-room",
	};

	DAIS_ASSERT((unsigned)c->kind < DAIS_TIMETABLE_CHANGE_COUNT);
	if (c->kind == DAIS_TIMETABLE_ROOM)
		return say_room(r, l, c, a);
	return one_stop(dais_text_fill(a, l, keys[c->kind],
	    (const struct dais_slot[]){ { "subject", subject(r, l, c, a) },
		{ "before", when(a, l, &c->from) }, { "after", when(a, l, &c->to) },
		{ "minutes", dais_text_duration(a, l, c->minutes_after) },
		{ "minutes-before", dais_text_duration(a, l, c->minutes_before) }, END }));
}

/* --- the list -------------------------------------------------------------------------------- */

static const dais_sitting_vec nothing = { NULL, 0, 0 };

/* Head of a page or text that is not about one timetable. */
static struct dais_timetable *
head(const struct dais_timetable_news *news, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_timetable_options opt = { .changes = news->after ? news->changes : NULL };

	return dais_timetable_new(news->record, news->after ? news->after : &nothing, l, &opt, a);
}

/* "3 changes", "Notice of 20 May 2022": what stands under the title. */
static struct dais_str
count_words(const struct dais_timetable_news *news, enum dais_lang l, struct dais_arena *a)
{
	if (!news->changes->n)
		return dais_text_phrase(l, "no-changes");
	return dais_text_capitalise(
	    a, l, dais_text_count(a, l, "count-changes", (unsigned)news->changes->n));
}

static struct dais_str
issued(struct dais_arena *a, enum dais_lang l, struct dais_date date)
{
	return dais_text_fill(a, l, "notice-issued",
	    (const struct dais_slot[]){ { "date", dais_text_date(a, l, date) }, END });
}

void
dais_timetable_news_text(const struct dais_timetable_news *news, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct text x = { .t = head(news, l, a), .l = l };

	dais_text_start(&x, opt, out, a);
	dais_text_title(&x, dais_text_heading(&x, "list-of-changes"), DAIS_STR_NONE);
	if (dais_date_is_set(news->date))
		dais_text_say(&x, issued(a, l, news->date), STYLE_PLAIN);
	dais_text_say(&x, count_words(news, l, a), STYLE_PLAIN);
	for (size_t i = 0; i < news->changes->n; i++) {
		text_line_vec lines = { NULL, 0, 0 };

		dais_text_put_lines(&x, &lines, DAIS_STR("- "), STYLE_PLAIN,
		    dais_timetable_say(news->record, l, &news->changes->v[i], a), STYLE_PLAIN,
		    dais_text_room(&x, 0));
		dais_text_put_indented(&x, &lines, 0);
	}
}

bool
dais_timetable_news_page(const struct dais_timetable_news *news, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct page p = { .a = a, .l = l };
	struct dais_timetable *t = head(news, l, a);
	struct dais_str title = dais_web_page_phrase(&p, "list-of-changes");

	dais_web_page_begin(&p, out, l, title);
	dais_web_page_head(&p, t, title);
	if (dais_date_is_set(news->date))
		dais_web_page_elem(&p, "p", NULL, issued(a, l, news->date));
	dais_web_page_elem(&p, "p", "lead", count_words(news, l, a));
	if (news->changes->n) {
		dais_web_page_open(&p, "ul", "changes");
		for (size_t i = 0; i < news->changes->n; i++)
			dais_web_page_elem(&p, "li", NULL,
			    dais_timetable_say(news->record, l, &news->changes->v[i], a));
		dais_web_page_close(&p);
	}
	if (news->after) {
		dais_web_page_elem(&p, "h2", NULL, t->title);
		dais_web_page_signs(&p, t);
		dais_web_page_grid(&p, t, "timetable");
	}
	dais_web_page_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
