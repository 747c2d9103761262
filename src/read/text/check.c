/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings on a reading: evidence compared with evidence. Each check keeps silent unless the
 * document itself shows both wordings. Rules: doc/findings.md.
 */
#include <stdio.h>

#include "read/text/check_priv.h"
#include "text/text.h"

struct dais_place
check_place(const struct checker *c, const struct dais_evidence *e)
{
	return (struct dais_place){ .file = c->r->file,
		.page = e->page,
		.line = e->line,
		.column = e->column,
		.text = e->words };
}

struct dais_place
check_part(const struct checker *c, const struct dais_evidence *e, struct dais_str part)
{
	struct dais_place p = check_place(c, e);
	size_t at = dais_str_find(e->words, part, 0);

	if (!part.n || at == SIZE_MAX)
		return p;
	return check_part_at(c, e, dais_str_sub(e->words, at, at + part.n));
}

struct dais_place
check_part_at(const struct checker *c, const struct dais_evidence *e, struct dais_str part)
{
	struct dais_place p = check_place(c, e);
	size_t at = (size_t)(part.p - e->words.p), from = 0;

	for (size_t i = 0; i < e->lines.n && e->lines.v[i].at <= at; i++) {
		from = e->lines.v[i].at;
		p.page = e->lines.v[i].page;
		p.line = e->lines.v[i].line;
		p.column = e->lines.v[i].column;
	}
	p.column += (unsigned)dais_str_count(dais_str_sub(e->words, from, at));
	p.text = part;
	return p;
}

void
check_also(struct checker *c, struct dais_diag *g, const struct dais_evidence *e)
{
	struct dais_place p = check_place(c, e);

	dais_diag_add_place(c->d, g, &p);
}

const char *
check_message(const struct checker *c, const char *english)
{
	return dais_text_message_words(c->d->lang, english);
}

struct dais_str
check_item_name(const struct checker *c, const struct dais_evidence *e)
{
	struct dais_str body = e->body < c->r->record->bodies.n
				   ? c->r->record->bodies.v[e->body].name.in[c->r->lang]
				   : DAIS_STR_NONE;
	struct dais_number n = { 0 };
	struct dais_str name;

	if (e->item < c->r->record->items.n && e->body != DAIS_NONE)
		n = dais_record_number(c->r->record, e->item, e->body);
	else if (e->subject < c->r->record->items.n && e->body != DAIS_NONE)
		n = dais_record_number(c->r->record, e->subject, e->body);
	if (!n.found)
		return dais_str_from(check_message(c, DAIS_MESSAGE("the item")));
	name = dais_text_message_item(
	    c->a, c->d->lang, n.number, n.letter < 0 ? n.letter : n.letter % 26);
	if (!body.n || c->r->record->agendas.n < 2)
		return name;
	return dais_text_message(
	    c->a, c->d->lang, "%.*s of “%.*s”", DAIS_STR_ARG(name), DAIS_STR_ARG(body));
}

bool
check_is_opening(const struct checker *c, size_t item)
{
	const struct dais_item *it = &c->r->record->items.v[item];

	return it->kind == DAIS_ITEM_OPENING ||
	       read_starts_phrase(&read_words_of(c->r->lang)->opening, it->title.in[c->r->lang]);
}

bool
check_is_organization(const struct checker *c, size_t item)
{
	const struct dais_item *it = &c->r->record->items.v[item];

	return it->kind == DAIS_ITEM_ADOPTION_OF_AGENDA ||
	       read_starts_phrase(&read_words_of(c->r->lang)->adoption, it->title.in[c->r->lang]);
}

bool
check_is_substantive(const struct checker *c, size_t item)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct dais_item *it = &c->r->record->items.v[item];
	struct dais_str title = it->title.in[c->r->lang];

	return it->kind == DAIS_ITEM_REVIEW ||
	       (it->kind == DAIS_ITEM_SUBSTANTIVE && !read_starts_phrase(&words->opening, title) &&
		   !read_starts_phrase(&words->adoption, title) &&
		   !read_starts_phrase(&words->election, title) &&
		   !read_starts_phrase(&words->closing, title) &&
		   !read_starts_phrase(&words->organizational, title));
}

const word_vec *
check_words(struct checker *c, const struct dais_evidence *e)
{
	size_t at = (size_t)(e - c->r->evidence.v);
	word_vec *v;

	if (!c->words)
		c->words = DAIS_NEW_N(c->a, c->r->evidence.n, const word_vec *);
	if (!c->words[at]) {
		v = DAIS_NEW(c->a, word_vec);
		*v = read_split(c->a, e->words);
		c->words[at] = v;
	}
	return c->words[at];
}

bool
check_same_words(const word_vec *x, const word_vec *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		if (!dais_str_eq(x->v[i], y->v[i]))
			return false;
	}
	return true;
}

bool
check_same_letters(const word_vec *x, const word_vec *y)
{
	size_t i = 0, k = 0, at_x = 0, at_y = 0;

	while (i < x->n && k < y->n) {
		if (x->v[i].p[at_x++] != y->v[k].p[at_y++])
			return false;
		if (at_x == x->v[i].n) {
			at_x = 0;
			i++;
		}
		if (at_y == y->v[k].n) {
			at_y = 0;
			k++;
		}
	}
	return i == x->n && k == y->n;
}

const struct check_title *
check_agenda_title(const struct checker *c, size_t item, size_t body)
{
	if (item >= c->r->record->items.n)
		return NULL;
	for (size_t i = 0; i < c->titles_of[item].n; i++) {
		const struct check_title *t = &c->titles.v[c->titles_of[item].v[i]];

		if (t->e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA &&
		    (body == DAIS_NONE || t->e->body == body))
			return t;
	}
	return NULL;
}

/* --- the index ------------------------------------------------------------------------------ */

struct dais_str
check_title_key(const struct checker *c, size_t body, const word_vec *words)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_buf_printf(&b, "%zu:", body);
	for (size_t i = 0; i < words->n; i++)
		dais_buf_put(&b, words->v[i]);
	return dais_buf_dup(&b, c->a);
}

static void
index_title(struct checker *c, const struct dais_evidence *e)
{
	struct check_title *t;

	if (e->subject >= c->r->record->items.n)
		return;
	dais_vec_push(c->a, &c->titles_of[e->subject], c->titles.n);
	t = dais_vec_add(c->a, &c->titles);
	*t = (struct check_title){ .e = e, .words = check_title_words(c, e) };
	if (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA)
		dais_map_add(
		    &c->agenda_titles, check_title_key(c, e->body, &t->words), c->titles.n - 1);
}

/* Adds @e to the group of @key in @map. */
static void
group(struct checker *c, struct dais_map *map, check_groups *groups, struct dais_str key,
    const struct dais_evidence *e)
{
	size_t at = dais_map_get(map, key);

	if (at == DAIS_MAP_NONE) {
		at = groups->n;
		dais_map_add(map, dais_arena_dup(c->a, key), at);
		(void)dais_vec_add(c->a, groups);
	}
	dais_vec_push(c->a, &groups->v[at], e);
}

static void
index_ordinal(struct checker *c, const struct dais_evidence *e)
{
	char key[48];
	int n;

	if (e->subject >= c->r->record->bodies.n)
		return;
	n = snprintf(key, sizeof(key), "%zu:%u", e->subject, e->number);
	group(c, &c->gatherings, &c->gathering_groups, (struct dais_str){ key, (size_t)n }, e);
	dais_vec_push(c->a, &c->ordinals_of[e->subject], e);
}

static void
index_symbol(struct checker *c, const struct dais_evidence *e)
{
	if (e->part == DAIS_READING_FURNITURE) {
		dais_map_add(&c->headed, e->value, 0);
		return;
	}
	if (e->part == DAIS_READING_ANNOTATION && e->item < c->r->record->items.n)
		dais_vec_push(c->a, &c->symbols_under[e->item], e);
	group(c, &c->symbols, &c->symbol_groups, e->value, e);
}

static void
index_listed(struct checker *c, const struct dais_evidence *e)
{
	if (e->subject == DAIS_NONE)
		return;
	dais_vec_push(c->a, &c->listed, e);
	if (e->item < c->r->record->items.n)
		dais_vec_push(c->a, &c->listed_under[e->item], e);
}

static void
index_link(struct checker *c, const struct dais_evidence *e)
{
	struct dais_symbol parts[8];
	size_t n = dais_symbol_parse_joint(c->a, e->value, parts, 8);

	check_add_linked(c, e->value);
	for (size_t i = 0; i < n; i++)
		check_add_linked(c, parts[i].key);
	if (e->value.n != e->words.n)
		dais_vec_push(c->a, &c->links, e);
}

static void
index_evidence(struct checker *c, const struct dais_evidence *e)
{
	switch (e->kind) {
	case DAIS_EVIDENCE_TITLE_IN_AGENDA:
	case DAIS_EVIDENCE_TITLE_IN_ANNOTATION:
	case DAIS_EVIDENCE_TITLE_IN_TIMETABLE:
	case DAIS_EVIDENCE_TITLE_IN_CONTENTS:
	case DAIS_EVIDENCE_TITLE_IN_HEADING:
		index_title(c, e);
		break;
	case DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST:
		index_listed(c, e);
		break;
	case DAIS_EVIDENCE_ORDINAL:
		index_ordinal(c, e);
		break;
	case DAIS_EVIDENCE_SYMBOL:
		index_symbol(c, e);
		break;
	case DAIS_EVIDENCE_LINK:
		index_link(c, e);
		break;
	case DAIS_EVIDENCE_QUOTED_TITLE:
		dais_vec_push(c->a, &c->quoted, e);
		break;
	case DAIS_EVIDENCE_ANNOTATION_TEXT:
		dais_vec_push(c->a, &c->texts, e);
		if (e->item < c->r->record->items.n)
			dais_vec_push(c->a, &c->texts_of[e->item], e);
		break;
	case DAIS_EVIDENCE_CROSS_REFERENCE:
	case DAIS_EVIDENCE_SEE_ALSO:
		if (e->subject < c->r->record->items.n)
			dais_vec_push(c->a, &c->references_of[e->subject], e);
		break;
	case DAIS_EVIDENCE_PARAGRAPH_NUMBER:
		dais_vec_push(c->a, &c->paragraphs, e);
		break;
	case DAIS_EVIDENCE_NO_DOCUMENT:
		c->says_no_document = true;
		break;
	case DAIS_EVIDENCE_DOCUMENTATION:
		c->lists_documents = true;
		break;
	default:
		break;
	}
}

static void
index_all(struct checker *c)
{
	size_t items = c->r->record->items.n + 1, bodies = c->r->record->bodies.n + 1;

	dais_map_init(&c->symbols, c->a);
	dais_map_init(&c->gatherings, c->a);
	dais_map_init(&c->agenda_titles, c->a);
	dais_map_init(&c->headed, c->a);
	dais_map_init(&c->linked, c->a);
	c->titles_of = DAIS_NEW_N(c->a, items, dais_index_vec);
	c->listed_under = DAIS_NEW_N(c->a, items, check_list);
	c->confused = DAIS_NEW_N(c->a, items, bool);
	c->texts_of = DAIS_NEW_N(c->a, items, check_list);
	c->references_of = DAIS_NEW_N(c->a, items, check_list);
	c->symbols_under = DAIS_NEW_N(c->a, items, check_list);
	c->ordinals_of = DAIS_NEW_N(c->a, bodies, check_list);
	c->front_end = c->r->evidence.v + c->r->evidence.n;
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA && e < c->front_end)
			c->front_end = e;
		index_evidence(c, e);
	}
}

static void
check_into(const struct dais_reading *r, struct dais_diags *diags)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct checker c = { .r = r, .d = diags, .a = a };

	if (!r->evidence.n)
		return; /* nothing is stated that could be wrong */
	index_all(&c);
	check_weekdays(&c);
	check_ranges(&c);
	check_no_dates(&c);
	check_periods(&c);
	check_day_order(&c);
	check_paragraphs(&c);
	if (!r->record->bodies.n)
		return;
	check_item_numbers(&c);
	check_titles(&c);
	check_left_out(&c);
	check_documents_twice(&c);
	check_symbols_twice(&c);
	check_item_references(&c);
	check_continued(&c);
	check_hours(&c);
	check_sittings(&c);
	check_joint_items(&c);
	check_quoted(&c);
	check_labels(&c);
	check_ordinals(&c);
	check_nouns(&c);
	check_own_ordinals(&c);
	check_gathering(&c);
	check_document_titles(&c);
	check_introduced(&c);
	check_order(&c);
	check_lists(&c);
	check_endings(&c);
	check_names(&c);
	check_joint_sittings(&c);
	check_body_names(&c);
	check_themes(&c);
	check_quoted_papers(&c);
	check_reported_gatherings(&c);
	check_see_also(&c);
	check_common_items(&c);
	check_copies(&c);
	check_room_papers(&c);
	check_schedule(&c);
	check_consecutive(&c);
	check_venue(&c);
	check_links(&c);
}

void
dais_reading_check(const struct dais_reading *r, struct dais_diags *diags)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct dais_diags english;
	size_t from = diags->list.n;

	check_into(r, diags);
	if (diags->list.n == from || !diags->keeps_english || diags->lang == DAIS_LANG_EN)
		return;
	dais_diags_init(&english, a);
	english.limit = diags->limit;
	check_into(r, &english);
	dais_diags_take_english(diags, from, &english);
}
