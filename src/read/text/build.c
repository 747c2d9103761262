/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the sketch of a document to the record. Items with the same title in several agendas are
 * one item; documents with a symbol in common are one document. Identifiers come from kinds of
 * items, numbers and symbols, so that the same document always gives the same ones.
 */
#include "read/text/build_priv.h"
#include "text/noun.h"

/* Lower-case letters, digits and hyphens of @s, beginning with a letter. */
struct dais_str
read_id(struct dais_arena *a, const char *prefix, struct dais_str s)
{
	struct dais_str out;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 200);
	dais_buf_puts(&b, prefix);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			dais_buf_put_char(&b, c);
		else if (b.n && b.p[b.n - 1] != '-')
			dais_buf_put_char(&b, '-');
	}
	while (b.n && b.p[b.n - 1] == '-')
		b.n--;
	out = dais_buf_dup(&b, a);
	return out.n && out.p[0] >= 'a' && out.p[0] <= 'z'
		   ? out
		   : dais_arena_concat(a, DAIS_STR("x-"), out);
}

/* @id, or @id with the first number that makes it new in @ids; entered there with @value. */
static struct dais_str
enter(struct dais_arena *a, struct dais_map *ids, struct dais_str id, size_t value)
{
	struct dais_str name = id;

	for (unsigned k = 2; !dais_map_add(ids, name, value); k++)
		name = dais_arena_printf(a, "%.*s-%u", DAIS_STR_ARG(id), k);
	return name;
}

/* --- bodies --------------------------------------------------------------------------------- */

/* How often body @body's section names symbols of series @stem alone (joint ones count for all). */
static size_t
votes(const struct reader *r, size_t body, struct dais_str stem)
{
	size_t n = 0;

	for (size_t d = 0; d < r->documents.n; d++) {
		const struct sketch_document *doc = &r->documents.v[d];
		struct dais_symbol s;

		if (doc->body != body)
			continue;
		for (size_t k = 0; k < doc->symbols.n; k++) {
			if (dais_symbol_of_any(doc->symbols.v[k], &s) && dais_str_eq(s.stem, stem))
				n += doc->symbols.n == 1 ? 4 : 1;
		}
	}
	return n;
}

/* Series of the document's own symbols, else of all listed documents. */
static dais_str_vec
stems(const struct reader *r)
{
	dais_str_vec all = { 0 }, found = { 0 };

	for (size_t i = 0; i < r->out->symbols.n; i++)
		dais_vec_push(r->a, &all, r->out->symbols.v[i]);
	for (size_t d = 0; !r->out->symbols.n && d < r->documents.n; d++) {
		for (size_t k = 0; k < r->documents.v[d].symbols.n; k++)
			dais_vec_push(r->a, &all, r->documents.v[d].symbols.v[k]);
	}
	for (size_t i = 0; i < all.n && found.n < 64; i++) {
		struct dais_symbol s;
		bool known = false;

		if (!dais_symbol_of_any(all.v[i], &s) || !s.stem.n)
			continue;
		for (size_t k = 0; k < found.n; k++)
			known |= dais_str_eq(found.v[k], s.stem);
		if (!known)
			dais_vec_push(r->a, &found, s.stem);
	}
	return found;
}

/* Gives each body the series its section speaks of most; one series, one body. */
static void
assign_symbols(struct reader *r)
{
	dais_str_vec v = stems(r);
	bool used[64] = { false };

	for (size_t round = 0; round < r->bodies.n; round++) {
		size_t best_body = DAIS_NONE, best_stem = 0, best = 0;

		for (size_t b = 0; b < r->bodies.n; b++) {
			for (size_t k = 0; k < v.n && !r->record->bodies.v[b].symbol.n; k++) {
				size_t n = used[k] ? 0 : votes(r, b, v.v[k]) + 1;

				if (n > best) {
					best = n;
					best_body = b;
					best_stem = k;
				}
			}
		}
		/* Without any vote, a series is certain only when one body and one series remain.
		 */
		if (best_body == DAIS_NONE ||
		    (best == 1 && (v.n != r->bodies.n || round + 1 < v.n)))
			return;
		used[best_stem] = true;
		r->record->bodies.v[best_body].symbol = v.v[best_stem];
	}
}

static struct dais_str
last_component(struct dais_str stem)
{
	for (size_t i = stem.n; i-- > 0;) {
		if (stem.p[i] == '/')
			return dais_str_sub(stem, i + 1, stem.n);
	}
	return stem;
}

static void
build_bodies(struct reader *r)
{
	struct dais_record *rec = r->record;

	for (size_t i = 0; i < r->bodies.n; i++) {
		struct dais_body *b = dais_vec_add(r->a, &rec->bodies);

		b->parent = DAIS_NONE;
		b->name.in[r->lang] =
		    dais_text_name_alone(r->a, r->lang, read_span(r, r->bodies.v[i].name));
		if (!r->bodies.v[i].has_name)
			b->name.in[r->lang] = r->has_title ? read_span(r, r->title) : DAIS_STR_NONE;
		b->noun_is_session =
		    r->bodies.v[i].noun && strcmp(r->bodies.v[i].noun, "session") == 0;
	}
	assign_symbols(r);
	for (size_t i = 0; i < r->bodies.n; i++) {
		struct dais_body *b = &rec->bodies.v[i];

		b->id = b->symbol.n ? read_id(r->a, "", last_component(b->symbol))
				    : dais_arena_printf(r->a, "body-%zu", i + 1);
		b->id = enter(r->a, &rec->body_ids, b->id, i);
	}
}

static void
build_meetings(struct reader *r)
{
	struct dais_record *rec = r->record;

	for (size_t i = 0; i < r->bodies.n; i++) {
		const struct sketch_body *b = &r->bodies.v[i];
		struct dais_meeting *m = dais_vec_add(r->a, &rec->meetings);

		if (!b->ordinal)
			dais_diags_add(r->diags, "read", DAIS_SEVERITY_INFO,
			    &(struct dais_place){ .file = r->out->file },
			    "which gathering of “%.*s” this is was not found; the package says 1",
			    DAIS_STR_ARG(rec->bodies.v[i].name.in[r->lang]));
		m->body = i;
		m->ordinal = b->ordinal ? b->ordinal : 1;
		m->id = dais_arena_printf(
		    r->a, "%.*s@%u", DAIS_STR_ARG(rec->bodies.v[i].id), m->ordinal);
		dais_map_add(&rec->meeting_ids, m->id, i);
		m->opens = b->opens;
		m->closes = b->closes;
		m->place.in[r->lang] = r->place;
		dais_vec_push(r->a, &rec->together, i);
	}
}

/* --- items ---------------------------------------------------------------------------------- */

enum dais_item_kind
read_item_kind(const struct reader *r, struct dais_str title)
{
	const struct read_words *w = r->words;
	bool opens = read_starts_phrase(&w->opening, title);

	/* "Opening of the session and adoption of the agenda": one item for both. */
	if (read_starts_phrase(&w->organizational, title) && !opens)
		return DAIS_ITEM_ORGANIZATIONAL;
	if (opens)
		return read_has_phrase(&w->adoption, title) ? DAIS_ITEM_ORGANIZATIONAL
							    : DAIS_ITEM_OPENING;
	if (read_starts_phrase(&w->adoption, title))
		return DAIS_ITEM_ADOPTION_OF_AGENDA;
	if (read_starts_phrase(&w->other, title))
		return DAIS_ITEM_OTHER;
	if (read_starts_phrase(&w->report, title))
		return DAIS_ITEM_REPORT;
	return read_has_phrase(&w->review, title) ? DAIS_ITEM_REVIEW : DAIS_ITEM_SUBSTANTIVE;
}

static struct dais_str
item_id(
    const struct reader *r, const struct dais_item *it, size_t body, const struct sketch_item *s)
{
	if (it->parent != DAIS_NONE) {
		const char *part = it->kind == DAIS_ITEM_OPENING              ? "opening"
				   : it->kind == DAIS_ITEM_ADOPTION_OF_AGENDA ? "agenda"
									      : NULL;
		struct dais_str up = r->record->items.v[it->parent].id;

		if (part)
			return dais_arena_printf(r->a, "%.*s/%s", DAIS_STR_ARG(up), part);
		return dais_arena_printf(
		    r->a, "%.*s/part-%c", DAIS_STR_ARG(up), 'a' + s->letter % 26);
	}
	switch ((int)it->kind) {
	case DAIS_ITEM_ORGANIZATIONAL:
		return DAIS_STR("organization");
	case DAIS_ITEM_OPENING:
		return DAIS_STR("opening");
	case DAIS_ITEM_ADOPTION_OF_AGENDA:
		return DAIS_STR("agenda");
	case DAIS_ITEM_OTHER:
		return DAIS_STR("other");
	case DAIS_ITEM_REPORT:
		return DAIS_STR("report");
	case DAIS_ITEM_REVIEW:
		return DAIS_STR("review");
	default:
		break;
	}
	if (body == 0)
		return dais_arena_printf(r->a, "item-%u", s->number);
	return dais_arena_printf(
	    r->a, "%.*s-item-%u", DAIS_STR_ARG(r->record->bodies.v[body].id), s->number);
}

/* The words of a title, for comparing: equal when read_same() says so. */
static struct dais_str
title_key(struct reader *r, struct dais_str title)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	word_vec v = read_split(a, title);
	struct dais_str key;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < v.n; i++) {
		dais_buf_put(&b, v.v[i]);
		dais_buf_put_char(&b, ' ');
	}
	key = dais_buf_dup(&b, r->a);
	return key;
}

/* The record's item that already has this title at the same level in another agenda. */
static size_t
same_item(const struct reader *r, size_t parent, struct dais_str key, size_t body)
{
	for (size_t i = 0; i < r->record->items.n; i++) {
		const struct dais_item *it = &r->record->items.v[i];
		bool own = false;

		if (it->parent != parent || !dais_str_eq(r->item_keys.v[i], key))
			continue;
		for (size_t k = 0; k < r->bodies.v[body].items.n; k++)
			own |= r->bodies.v[body].items.v[k].record_item == i;
		if (!own)
			return i;
	}
	return DAIS_NONE;
}

static void
build_item(struct reader *r, size_t body, struct sketch_item *s)
{
	struct dais_record *rec = r->record;
	struct dais_str title = read_title(r, s);
	size_t parent =
	    s->up == DAIS_NONE ? DAIS_NONE : r->bodies.v[body].items.v[s->up].record_item;
	struct dais_str key = title_key(r, title);
	size_t known = same_item(r, parent, key, body);
	struct dais_item *it;

	if (known == DAIS_NONE) {
		it = dais_vec_add(r->a, &rec->items);
		dais_vec_push(r->a, &r->item_keys, key);
		known = rec->items.n - 1;
		it->parent = parent;
		it->proposed_by = DAIS_NONE;
		it->title.in[r->lang] = title;
		it->kind = read_item_kind(r, title);
		it->id = enter(r->a, &rec->item_ids, item_id(r, it, body, s), known);
		if (parent != DAIS_NONE)
			dais_vec_push(r->a, &rec->items.v[parent].parts, known);
	}
	rec->items.v[known].label_names_bodies |= s->label_names_bodies;
	s->record_item = known;
}

static void
build_agendas(struct reader *r)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		struct dais_agenda *ag = dais_vec_add(r->a, &r->record->agendas);

		ag->body = b;
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			struct sketch_item *s = &r->bodies.v[b].items.v[i];

			build_item(r, b, s);
			if (s->letter < 0)
				dais_vec_push(r->a, &ag->items, s->record_item);
		}
	}
}

static void
build_sittings(struct reader *r)
{
	for (size_t i = 0; i < r->sittings.n; i++) {
		const struct sketch_sitting *s = &r->sittings.v[i];
		struct dais_sitting *out;

		if (!s->entries.n || s->end.minute < 0)
			continue;
		out = dais_vec_add(r->a, &r->record->sittings);
		out->start = s->start;
		out->end = s->end;
		for (size_t b = 0; b < r->bodies.n; b++) {
			bool sits = false;

			for (size_t k = 0; k < s->entries.n; k++)
				sits |= s->entries.v[k].body == b;
			if (sits)
				dais_vec_push(r->a, &out->bodies, b);
		}
		for (size_t k = 0; k < s->entries.n; k++) {
			const struct sketch_item *it =
			    &r->bodies.v[s->entries.v[k].body].items.v[s->entries.v[k].item];
			size_t item = it->record_item;
			struct dais_entry *e = NULL;

			*dais_vec_add(r->a, &r->out->entries) = (struct dais_printed_entry){
				.sitting = r->record->sittings.n - 1,
				.body = s->entries.v[k].body,
				.item = item,
				.number = it->number,
				.letter = it->letter,
				.continued = s->entries.v[k].continued,
			};

			for (size_t j = 0; j < out->entries.n; j++) {
				if (out->entries.v[j].item == item)
					e = &out->entries.v[j];
			}
			if (!e) {
				e = dais_vec_add(r->a, &out->entries);
				e->item = item;
			}
			dais_vec_push(r->a, &e->bodies, s->entries.v[k].body);
		}
		read_trim_bodies(r, out);
	}
}

void
read_build(struct reader *r)
{
	r->record->languages = DAIS_LANG_BIT(r->lang);
	build_bodies(r);
	build_meetings(r);
	build_agendas(r);
	read_build_documents(r);
	read_build_mandates(r);
	read_build_notes(r);
	build_sittings(r);
}
