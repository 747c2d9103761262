/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations of the next meeting: references move on by one meeting, and words that an author gave
 * for them with them; what speaks of an item that is not taken over, or of an approval, is left to
 * be written anew.
 */
#include "service/house/next_priv.h"
#include "service/house/references_priv.h"
#include "text/text.h"

static bool
is_one_of(struct dais_str s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dais_str_is(s, names[i]))
			return true;
	}
	return false;
}

#define IS_ONE_OF(s, names) is_one_of((s), (names), sizeof(names) / sizeof(*(names)))

static const char *const of_documents[] = { "doc", "doctitle" };
static const char *const of_meetings[] = { "meeting", "dates", "opening", "place" };

/* What @ref speaks of that will not be there; empty: nothing. */
static struct dais_str
missing(const struct next_maker *m, const struct dais_ref *ref)
{
	size_t at;

	if (dais_str_is(ref->kind, "approved"))
		return ref->argument;
	if (!house_reference_is_of_item(ref))
		return DAIS_STR_NONE;
	at = dais_map_get(&m->r->item_ids, ref->argument);
	return at != DAIS_MAP_NONE && m->item_kept[at] ? DAIS_STR_NONE : ref->argument;
}

struct looking {
	const struct next_maker *m;
	struct dais_str missing;
};

static struct dais_str
look(void *ctx, const struct dais_ref *ref)
{
	struct looking *l = ctx;

	if (!l->missing.n)
		l->missing = missing(l->m, ref);
	return DAIS_STR_NONE;
}

struct moving {
	struct next_maker *m;
	enum dais_lang lang;
	const struct house_next_words *of;
	bool undecided; /* words state what was true of the last meeting */
};

/* Words for the days of a meeting, or its opening, moved on with it, when that is not refused. */
static struct dais_str
moved_days(struct moving *v, const struct dais_ref *ref, size_t meeting)
{
	struct next_maker *m = v->m;
	const struct dais_meeting *x = &m->r->meetings.v[meeting];
	struct dais_date was[2] = { x->opens.date, x->closes }, now[2];
	enum dais_next_why why;
	struct dais_str words, key;

	if (dais_str_is(ref->kind, "opening"))
		was[1] = was[0];
	if (!house_next_day_moved(m, was[0], &now[0], &why) ||
	    !house_next_day_moved(m, was[1], &now[1], &why))
		return DAIS_STR_NONE;
	words = house_next_days(m->a, v->lang, ref->words, was, now);
	key = dais_arena_printf(m->a, "%.*s:%.*s %.*s|%.*s", DAIS_STR_ARG(v->of->id),
	    DAIS_STR_ARG(ref->kind), DAIS_STR_ARG(ref->argument), DAIS_STR_ARG(ref->words));
	return words.n && house_next_offer(m, v->of, ref->words, words, why, key) ? words
										  : DAIS_STR_NONE;
}

/* The words for the next meeting: kept where they stay true or can be made so; else kept as they
 * are, for the checks to find and the secretary to decide. */
static struct dais_str
moved_words(struct moving *v, const struct dais_ref *ref, struct dais_str next)
{
	const struct dais_record *r = v->m->r;
	size_t at = dais_map_get(&r->meeting_ids, ref->argument);
	struct dais_str words = ref->words, ordinal = next;
	int64_t to = 0;

	if (!words.n || dais_str_is(ref->kind, "place"))
		return words; /* the place stays */
	(void)dais_str_next(&ordinal, '@', &(struct dais_str){ 0 });
	if (dais_str_is(ref->kind, "meeting") && at != DAIS_MAP_NONE &&
	    dais_str_to_int(ordinal, 1, INT32_MAX, &to))
		words = house_next_words(
		    v->m->a, v->lang, words, r->meetings.v[at].ordinal, (unsigned)to);
	else
		words = at == DAIS_MAP_NONE ? DAIS_STR_NONE : moved_days(v, ref, at);
	if (words.n)
		return words;
	v->undecided = true;
	return ref->words;
}

/* `date 2022-05-24` and `period 2022-05-24 2022-05-26` of the meeting's own days. */
static struct dais_str
moved_date(struct moving *v, const struct dais_ref *ref)
{
	struct next_maker *m = v->m;
	bool one = dais_str_is(ref->kind, "date");
	struct dais_date was[2], now[2];
	struct dais_ref next = *ref;
	struct dais_str key;
	enum dais_next_why why;

	if (!dais_date_parse(ref->argument, &was[0]) ||
	    !dais_date_parse(one ? ref->argument : ref->argument2, &was[1]) ||
	    !house_next_day_moved(m, was[0], &now[0], &why) ||
	    !house_next_day_moved(m, was[1], &now[1], &why))
		return DAIS_STR_NONE;
	next.words =
	    ref->words.n ? house_next_days(m->a, v->lang, ref->words, was, now) : DAIS_STR_NONE;
	next.argument = dais_date_print(m->a, now[0]);
	next.argument2 = one ? DAIS_STR_NONE : dais_date_print(m->a, now[1]);
	key = dais_arena_printf(m->a, "%.*s:%.*s", DAIS_STR_ARG(v->of->id),
	    DAIS_STR_ARG(house_reference_print(m->a, ref, ref->argument, ref->words)));
	if ((ref->words.n && !next.words.n) ||
	    !house_next_offer(m, v->of,
		ref->words.n ? ref->words : dais_text_range(m->a, v->lang, was[0], was[1]),
		ref->words.n ? next.words : dais_text_range(m->a, v->lang, now[0], now[1]), why,
		key))
		return DAIS_STR_NONE;
	return house_reference_print(m->a, &next, next.argument, next.words);
}

/* Writes the next meeting instead of the one a reference names; notes documents and mandates that
 * are needed. */
static struct dais_str
move(void *ctx, const struct dais_ref *ref)
{
	struct moving *v = ctx;
	struct next_maker *m = v->m;
	size_t thing;

	if (IS_ONE_OF(ref->kind, of_documents)) {
		thing = dais_map_get(&m->r->document_ids, ref->argument);
		if (thing != DAIS_MAP_NONE)
			m->document_kept[thing] = true;
	} else if (dais_str_is(ref->kind, "mandate")) {
		thing = dais_map_get(&m->r->mandate_ids, ref->argument);
		if (thing != DAIS_MAP_NONE)
			m->mandate_kept[thing] = true;
	} else if (dais_str_is(ref->kind, "date") || dais_str_is(ref->kind, "period")) {
		return moved_date(v, ref);
	} else if (IS_ONE_OF(ref->kind, of_meetings)) {
		struct dais_str next = house_next_meeting_id(m, ref->argument);

		if (!dais_str_eq(next, ref->argument))
			return house_reference_print(m->a, ref, next, moved_words(v, ref, next));
	}
	return DAIS_STR_NONE;
}

/* The item (or part) of an annotation's id, without "@body"; false when it is not kept. */
static bool
item_of(const struct next_maker *m, struct dais_str id, enum dais_lang *ret_lang, size_t *ret_item)
{
	struct dais_str item;

	if (!dais_annotation_id_parse(id, ret_lang, &item))
		return false;
	item = dais_str_sub(item, 0, dais_str_find_char(item, '@', 0));
	*ret_item = dais_map_get(&m->r->item_ids, item);
	return *ret_item != DAIS_MAP_NONE && m->item_kept[*ret_item];
}

/* One line an item for all its languages. */
static void
tell(struct next_maker *m, enum dais_next_what what, size_t item, enum dais_lang l,
    struct dais_str missing_id)
{
	const struct dais_item *i = &m->r->items.v[item];
	struct dais_next_line *line = NULL;

	for (size_t k = 0; k < m->next->lines.n && !line; k++) {
		if (m->next->lines.v[k].what == what && dais_str_eq(m->next->lines.v[k].id, i->id))
			line = &m->next->lines.v[k];
	}
	if (!line) {
		line = house_next_line(m, what,
		    what == DAIS_NEXT_ANNOTATION_KEPT ? DAIS_NEXT_RECURS : DAIS_NEXT_REFERS, "item",
		    i->id);
		line->about = i->title;
		line->from = missing_id;
	}
	line->languages |= DAIS_LANG_BIT(l);
}

/* Takes over one annotation of a kept item. */
static void
take_over(struct next_maker *m, const struct dais_thing *t, size_t item, enum dais_lang lang)
{
	struct dais_str text = dais_thing_text(t, m->a);
	struct looking l = { .m = m };
	const struct house_next_words of = { .id = t->id, .item = item, .l = lang };
	struct moving moving = { .m = m, .lang = lang, .of = &of };
	struct dais_json_value *v;

	(void)house_references_rewritten(m->a, text, look, &l);
	if (l.missing.n) {
		tell(m, DAIS_NEXT_ANNOTATION_LEFT, item, lang, l.missing);
		return;
	}
	text = house_next_plain(m, &of, text);
	text = house_references_rewritten(m->a, text, move, &moving);
	v = dais_json_new(m->a, DAIS_JSON_OBJECT);
	dais_json_set(m->a, v, DAIS_STR("text"), dais_json_new_str(m->a, text));
	house_next_add(m, t, dais_json_print(m->a, v));
	tell(m, DAIS_NEXT_ANNOTATION_KEPT, item, lang, DAIS_STR_NONE);
	if (moving.undecided)
		tell(m, DAIS_NEXT_WORDS_LEFT, item, lang, DAIS_STR_NONE);
}

void
house_next_annotations(struct next_maker *m)
{
	for (size_t i = 0; i < m->last->n; i++) {
		const struct dais_thing *t = &m->last->v[i];
		enum dais_lang lang;
		size_t item;

		if (dais_str_is(t->kind, "annotation") && item_of(m, t->id, &lang, &item))
			take_over(m, t, item, lang);
	}
}
