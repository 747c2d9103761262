/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents (of the lists, and the document read itself) and mandates ("resolution 10/6").
 */
#include "read/text/build_priv.h"

size_t
read_document_of(const struct reader *r, struct dais_str key)
{
	return dais_map_get(&r->record->document_ids, key);
}

static enum dais_document_kind
document_kind(const struct reader *r, struct dais_str title, const struct dais_symbol *s)
{
	const struct read_words *w = r->words;

	if (dais_str_is(s->special, "CRP"))
		return DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER;
	if (dais_str_is(s->special, "L"))
		return DAIS_DOCUMENT_DRAFT;
	if (dais_str_is(s->special, "INF"))
		return DAIS_DOCUMENT_INFORMATION;
	if (read_has_phrase(&w->background_paper, title))
		return DAIS_DOCUMENT_BACKGROUND_PAPER;
	if (read_starts_phrase(&w->room_paper, title))
		return DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER;
	if (read_starts_phrase(&w->note, title))
		return DAIS_DOCUMENT_NOTE;
	return read_starts_phrase(&w->report_document, title) ? DAIS_DOCUMENT_REPORT
							      : DAIS_DOCUMENT_OTHER;
}

static size_t
new_document(struct reader *r, const struct dais_str *keys, size_t n, struct dais_str title)
{
	struct dais_document *d = dais_vec_add(r->a, &r->record->documents);
	size_t index = r->record->documents.n - 1;
	bool secretariat = read_has_phrase(&r->words->secretariat, title);

	d->meeting = DAIS_NONE;
	d->languages = DAIS_LANG_ALL;
	d->distribution = DAIS_DISTRIBUTION_GENERAL;
	d->title.in[r->lang] = title;
	d->kind = DAIS_DOCUMENT_OTHER;
	for (size_t i = 0; i < n; i++) {
		struct dais_symbol s;

		if (!dais_symbol_of_any(keys[i], &s))
			continue;
		dais_vec_push(r->a, &d->symbols, s);
		dais_map_add(&r->record->document_ids, s.key, index);
	}
	if (d->symbols.n) {
		d->kind = document_kind(r, title, &d->symbols.v[0]);
		d->id = read_id(r->a, "", d->symbols.v[0].key);
	}
	d->author = secretariat ? DAIS_STR("secretariat") : DAIS_STR_NONE;
	return index;
}

static void
list_document(struct reader *r, struct sketch_document *s)
{
	size_t d = read_document_of(r, s->symbols.v[0]), item;
	dais_index_vec *list;
	bool known = false;

	if (d == DAIS_MAP_NONE)
		d = new_document(
		    r, s->symbols.v, s->symbols.n, s->given.n ? s->given : read_span(r, s->title));
	s->record_document = d;
	if (s->item == DAIS_NONE)
		return; /* in a list of all documents */
	item = r->bodies.v[s->body].items.v[s->item].record_item;
	list = &r->record->items.v[item].documents;
	for (size_t i = 0; i < list->n; i++)
		known |= list->v[i] == d;
	if (!known)
		dais_vec_push(r->a, list, d);
	r->record->items.v[item].documents_given = true;
}

/* The document itself, first in the record. */
static void
own_document(struct reader *r)
{
	struct dais_str title = r->has_title ? read_span(r, r->title) : DAIS_STR_NONE;
	struct dais_document *d;
	size_t i;

	/* A timetable alone is called by its heading. */
	if (!title.n && r->items_from_table && r->annex != DAIS_NONE)
		title = r->blocks.v[r->annex].text;
	if (!title.n && r->bodies.n)
		title = read_span(r, r->bodies.v[0].name);
	i = new_document(r, r->out->symbols.v, r->out->symbols.n, title);
	d = &r->record->documents.v[i];
	d->id = DAIS_STR("agenda");
	d->kind = r->is_report                                 ? DAIS_DOCUMENT_REPORT
		  : r->is_document_list || r->items_from_table ? DAIS_DOCUMENT_OTHER
							       : DAIS_DOCUMENT_AGENDA;
	d->author = DAIS_STR("secretariat");
	if (r->job.n) {
		d->versions[r->lang].given = true;
		d->versions[r->lang].job = r->job;
	}
	r->record->produces = i;
}

void
read_build_documents(struct reader *r)
{
	struct dais_map ids;

	if (!r->bodies.n)
		return;
	own_document(r);
	for (size_t i = 0; i < r->documents.n; i++)
		list_document(r, &r->documents.v[i]);
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			const struct sketch_item *it = &r->bodies.v[b].items.v[i];

			if (it->no_document)
				r->record->items.v[it->record_item].documents_given = true;
		}
	}
	/* While building, symbols were the keys; a record is asked for ids. */
	ids = r->record->document_ids;
	for (size_t i = 0; i < r->record->documents.n; i++)
		dais_map_add(&ids, r->record->documents.v[i].id, i);
	r->record->document_ids = ids;
}

/* --- mandates ------------------------------------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "10/6" at @at of @s, one to three digits each; bytes, or 0. */
static size_t
session_number(struct dais_str s, size_t at)
{
	size_t i = at, n = 0;

	if (at > 0 && (is_digit(s.p[at - 1]) || s.p[at - 1] == '/' || s.p[at - 1] == '.'))
		return 0;
	while (i < s.n && is_digit(s.p[i]) && n++ < 3)
		i++;
	if (n == 0 || n > 3 || i >= s.n || s.p[i++] != '/')
		return 0;
	n = 0;
	while (i < s.n && is_digit(s.p[i]) && n++ < 3)
		i++;
	if (n == 0 || n > 3 || (i < s.n && (is_digit(s.p[i]) || s.p[i] == '/')))
		return 0;
	return i - at;
}

static bool
has_stem(const struct read_list *list, struct dais_str word)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	word_vec v = read_split(a, word);

	/* The phrases of share/reading are folded; one of several words is no stem. */
	for (size_t k = 0; k < v.n; k++) {
		for (size_t i = 0; i < list->n; i++) {
			struct dais_str stem = dais_str_from(list->v[i]);

			if (dais_str_has_prefix(v.v[k], stem))
				return true;
		}
	}
	return read_starts_phrase(list, word);
}

bool
read_next_mandate(const struct reader *r, struct dais_str s, size_t from, struct found_mandate *ret)
{
	for (size_t i = from; i < s.n; i++) {
		size_t n = is_digit(s.p[i]) ? session_number(s, i) : 0;
		size_t word = i;
		struct dais_str before, after;

		if (!n)
			continue;
		while (word > 0 && s.p[word - 1] == ' ')
			word--;
		while (word > 0 && s.p[word - 1] != ' ' && i - word < 40)
			word--;
		before = dais_str_sub(s, word, i);
		after = dais_str_sub(s, i + n, i + n + 9);
		*ret =
		    (struct found_mandate){ word, i + n - word, dais_str_sub(s, i, i + n), false };
		if (has_stem(&r->words->resolution, before))
			return true;
		ret->is_decision = has_stem(&r->words->decision, before);
		if (ret->is_decision)
			return true;
		*ret = (struct found_mandate){ i, n, dais_str_sub(s, i, i + n), false };
		if (r->lang == DAIS_LANG_ZH && read_starts_phrase(&r->words->resolution, after))
			return true;
		i += n - 1;
	}
	return false;
}

static size_t
add_mandate(struct reader *r, struct found_mandate m, size_t parent)
{
	struct dais_record *rec = r->record;
	struct dais_str id = dais_arena_printf(
	    r->a, "%.*s:%.*s", DAIS_STR_ARG(rec->bodies.v[parent].id), DAIS_STR_ARG(m.number));
	size_t known = dais_map_get(&rec->mandate_ids, id);
	struct dais_mandate *out;

	if (known != DAIS_MAP_NONE)
		return known;
	out = dais_vec_add(r->a, &rec->mandates);
	out->id = id;
	out->body = parent;
	out->number = m.number;
	out->kind = m.is_decision ? DAIS_STR("decision") : DAIS_STR("resolution");
	out->outcome_for = DAIS_NONE;
	dais_map_add(&rec->mandate_ids, id, rec->mandates.n - 1);
	return rec->mandates.n - 1;
}

static void
link_mandate(struct reader *r, size_t item, size_t mandate)
{
	dais_index_vec *v = &r->record->items.v[item].mandates;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == mandate)
			return;
	}
	dais_vec_push(r->a, v, mandate);
}

void
read_build_mandates(struct reader *r)
{
	size_t parent = DAIS_NONE;

	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *note = &r->notes.v[k];
		const struct sketch_item *s = &r->bodies.v[note->body].items.v[note->item];

		for (size_t b = 0; b < note->blocks.n; b++) {
			struct dais_str text = r->blocks.v[note->blocks.v[b]].text;
			struct found_mandate m;

			for (size_t at = 0; read_next_mandate(r, text, at, &m); at = m.at + m.n) {
				size_t mandate;

				if (parent == DAIS_NONE)
					parent = read_parent_body(r);
				mandate = add_mandate(r, m, parent);
				/* The part on the organization of work only recounts what others
				 * asked. */
				if (s->letter < 0)
					link_mandate(r, s->record_item, mandate);
			}
		}
	}
}
