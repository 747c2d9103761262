/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * "3 (b)", "item 3 of WG.2", "wg-a 3", "3 Transfer of sentenced persons", "3 / 2": what is typed is
 * parted at each number in it, and what stands on either side must say whose number it is, or of
 * which item. So "WG.2 3" is item 3 of WG.2, and never item 2.
 */
#include "model/symbol.h"
#include "plan/repair/items_priv.h"
#include "text/message.h"
#include "text/text.h"
#include "text/typed.h"

#define NUMBER_MOST 9999

struct numbered {
	const struct dais_problem *p;
	struct dais_arena *a;
	dais_str_vec fillers; /* words around numbers: "item", "of", "the" */
	const struct dais_agenda **agendas; /* by body of the problem; may be NULL */
	bool *is; /* by item of the record */
};

static const struct dais_agenda **
agendas_of(const struct dais_problem *p, struct dais_arena *a)
{
	const struct dais_agenda **of = DAIS_NEW_N(a, p->bodies.n + 1, const struct dais_agenda *);
	const struct dais_record *r = p->record;
	size_t *body_of = DAIS_NEW_N(a, r->bodies.n + 1, size_t);

	for (size_t i = 0; i < r->bodies.n; i++)
		body_of[i] = DAIS_NONE;
	for (size_t b = 0; b < p->bodies.n; b++)
		body_of[p->bodies.v[b].body] = b;
	for (size_t i = 0; i < r->agendas.n; i++) {
		if (body_of[r->agendas.v[i].body] != DAIS_NONE)
			of[body_of[r->agendas.v[i].body]] = &r->agendas.v[i];
	}
	return of;
}

struct dais_standing *
dais_items_standings(const struct dais_problem *p, struct dais_arena *a)
{
	const struct dais_agenda **agendas = agendas_of(p, a);
	struct dais_standing *v = DAIS_NEW_N(a, p->record->items.n + 1, struct dais_standing);

	for (size_t i = 0; i < p->record->items.n; i++)
		v[i].body = DAIS_NONE;
	for (size_t b = 0; b < p->bodies.n; b++) {
		for (size_t k = 0; agendas[b] && k < agendas[b]->items.n; k++) {
			struct dais_standing *s = &v[agendas[b]->items.v[k]];

			if (s->body == DAIS_NONE)
				*s = (struct dais_standing){ .body = b, .number = (unsigned)k + 1 };
			s->bodies += s->number == k + 1;
		}
	}
	return v;
}

/* ---- words that say nothing ---- */

static void
add_fillers(struct numbered *n, struct dais_str words)
{
	struct dais_str rest = dais_text_plain(n->a, words), word;

	while (dais_str_next(&rest, ' ', &word)) {
		if (word.n && (word.p[0] < '0' || word.p[0] > '9'))
			dais_vec_push(n->a, &n->fillers, word);
	}
}

static void
find_fillers(struct numbered *n)
{
	static const struct dais_str none = DAIS_STR_INIT("");

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		enum dais_lang lang = (enum dais_lang)l;

		add_fillers(n, dais_text_item_ref(n->a, lang, 1, -1));
		add_fillers(n, dais_text_message(n->a, lang, "item %.*s", DAIS_STR_ARG(none)));
		add_fillers(
		    n, dais_text_message(n->a, lang, "%.*s of the %s", DAIS_STR_ARG(none), ""));
		add_fillers(n, dais_text_message(n->a, lang, "the %s", ""));
	}
}

static bool
is_filler(const struct numbered *n, struct dais_str word)
{
	for (size_t i = 0; i < n->fillers.n; i++) {
		if (dais_str_eq(n->fillers.v[i], word))
			return true;
	}
	return false;
}

/* Without fillers at its beginning. */
static struct dais_str
behind_fillers(const struct numbered *n, struct dais_str s)
{
	for (;;) {
		struct dais_str rest = s, word;

		if (!dais_str_next(&rest, ' ', &word) || !is_filler(n, word))
			return s;
		s = rest;
	}
}

/* Without fillers at its end. */
static struct dais_str
before_fillers(const struct numbered *n, struct dais_str s)
{
	while (s.n) {
		size_t space = s.n;

		while (space && s.p[space - 1] != ' ')
			space--;
		if (!is_filler(n, dais_str_sub(s, space, s.n)))
			return s;
		s = dais_str_sub(s, 0, space ? space - 1 : 0);
	}
	return s;
}

/* ---- bodies ---- */

static void
designate(const struct numbered *n, size_t body, dais_str_vec *ret)
{
	const struct dais_body *b = &n->p->record->bodies.v[n->p->bodies.v[body].body];

	dais_vec_push(n->a, ret, dais_text_plain(n->a, b->id));
	dais_vec_push(n->a, ret, dais_text_plain(n->a, b->symbol));
	dais_vec_push(n->a, ret, dais_text_plain(n->a, dais_symbol_body_part(b->symbol)));
	dais_names_add(ret, &b->short_name, n->a);
	dais_names_add(ret, &b->name, n->a);
}

/* Whether @s begins with @word as a whole; *@ret_rest is what stands behind. */
static bool
begins_with(struct dais_str s, struct dais_str word, struct dais_str *ret_rest)
{
	if (!word.n || !dais_str_has_prefix(s, word) || (s.n > word.n && s.p[word.n] != ' '))
		return false;
	*ret_rest = dais_str_trim(dais_str_sub(s, word.n, s.n));
	return true;
}

static bool
is_designation(const dais_str_vec *names, struct dais_str s)
{
	for (size_t i = 0; i < names->n; i++) {
		if (dais_str_eq(names->v[i], s))
			return true;
	}
	return false;
}

/* ---- what stands behind a number ---- */

static bool
begins_title(const struct numbered *n, size_t item, struct dais_str s)
{
	const struct dais_ml *title = &n->p->record->items.v[item].title;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (dais_str_has_prefix(dais_text_plain(n->a, title->in[l]), s))
			return true;
	}
	return false;
}

/* "of WG.2", "of WG.2 (Transfer", "Transfer", or nothing. */
static bool
may_stand_behind(
    const struct numbered *n, const dais_str_vec *names, size_t item, struct dais_str s)
{
	struct dais_str rest;

	s = behind_fillers(n, s);
	if (!s.n || begins_title(n, item, s))
		return true;
	for (size_t i = 0; i < names->n; i++) {
		if (begins_with(s, names->v[i], &rest) && (!rest.n || begins_title(n, item, rest)))
			return true;
	}
	return false;
}

/* The part of @item whose letter in one of the languages @s begins with; NONE: there is none. */
static size_t
part_of(const struct numbered *n, size_t item, struct dais_str s, struct dais_str *ret_rest)
{
	const dais_index_vec *parts = &n->p->record->items.v[item].parts;

	for (size_t k = 0; k < parts->n; k++) {
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			struct dais_str letter = dais_text_plain(
			    n->a, dais_text_letter_mark(n->a, (enum dais_lang)l, (unsigned)k));

			if (begins_with(s, letter, ret_rest))
				return parts->v[k];
		}
	}
	return DAIS_NONE;
}

/* ---- numbers ---- */

/* Item @number of @body, with @before and @behind it. */
static void
try_item(struct numbered *n, size_t body, const dais_str_vec *names, unsigned number,
    struct dais_str before, struct dais_str behind)
{
	const struct dais_agenda *agenda = n->agendas[body];
	size_t item, part;
	struct dais_str rest;

	if (!agenda || number < 1 || number > agenda->items.n)
		return;
	if (before.n && !is_designation(names, before))
		return;
	item = agenda->items.v[number - 1];
	part = part_of(n, item, behind, &rest);
	if (part != DAIS_NONE && may_stand_behind(n, names, part, rest))
		n->is[part] = true;
	else if (may_stand_behind(n, names, item, behind))
		n->is[item] = true;
}

/* "3 / 2": the numbers of a common item, in the order of its bodies. */
static void
try_common(struct numbered *n, struct dais_str typed)
{
	struct dais_standing *first = dais_items_standings(n->p, n->a);
	struct dais_str *all = DAIS_NEW_N(n->a, n->p->record->items.n + 1, struct dais_str);

	for (size_t b = 0; b < n->p->bodies.n; b++) {
		for (size_t k = 0; n->agendas[b] && k < n->agendas[b]->items.n; k++) {
			size_t item = n->agendas[b]->items.v[k];

			all[item] = dais_arena_printf(n->a, "%.*s%s%zu", DAIS_STR_ARG(all[item]),
			    all[item].n ? " " : "", k + 1);
		}
	}
	for (size_t i = 0; i < n->p->record->items.n; i++) {
		struct dais_str rest;

		if (first[i].body != DAIS_NONE && begins_with(typed, all[i], &rest) &&
		    dais_str_find_char(all[i], ' ', 0) != SIZE_MAX &&
		    (!rest.n || begins_title(n, i, rest)))
			n->is[i] = true;
	}
}

/* The number as messages tell it: "3 of WG.3 and 2 of WG.2". */
static void
try_told(struct numbered *n, struct dais_str typed)
{
	typed = behind_fillers(n, typed);
	for (size_t i = 0; i < n->p->tasks.n; i++) {
		struct dais_str told = dais_text_plain(n->a, n->p->tasks.v[i].number);

		if (typed.n && dais_str_eq(behind_fillers(n, told), typed))
			n->is[n->p->tasks.v[i].item] = true;
	}
}

bool *
dais_items_numbered(const struct dais_problem *p, struct dais_str typed, struct dais_arena *a)
{
	struct numbered n = { .p = p,
		.a = a,
		.agendas = agendas_of(p, a),
		.is = DAIS_NEW_N(a, p->record->items.n + 1, bool) };

	find_fillers(&n);
	try_common(&n, typed);
	try_told(&n, typed);
	for (size_t b = 0; b < p->bodies.n; b++) {
		struct dais_str rest = typed, word;
		dais_str_vec names = { .n = 0 };

		designate(&n, b, &names);
		while (dais_str_next(&rest, ' ', &word)) {
			size_t at = (size_t)(word.p - typed.p);
			int64_t number;

			if (!dais_str_to_int(word, 1, NUMBER_MOST, &number))
				continue;
			try_item(&n, b, &names, (unsigned)number,
			    behind_fillers(
				&n, before_fillers(&n, dais_str_trim(dais_str_sub(typed, 0, at)))),
			    rest);
		}
	}
	return n.is;
}
