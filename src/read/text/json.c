/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A reading as JSON. The shape is the contract of `dais read --format json`.
 */
#include "mark/json.h"
#include "read/text/reading.h"

/* @s with plain spaces: a no-break space in a title is typography. */
static struct dais_str
plain(const struct dais_reading *r, struct dais_str s)
{
	static const char *const spaces[] = { "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89" };
	DAIS_BUF_AUTO b = { 0 };

	if (dais_str_find_char(s, '\xC2', 0) == SIZE_MAX &&
	    dais_str_find_char(s, '\xE2', 0) == SIZE_MAX)
		return s;
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;) {
		size_t n = 0;

		for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]) && !n; i++) {
			if (dais_str_has_prefix(dais_str_sub(s, at, s.n), dais_str_from(spaces[i])))
				n = strlen(spaces[i]);
		}
		dais_buf_put_char(&b, n ? ' ' : s.p[at]);
		at += n ? n : 1;
	}
	return dais_buf_dup(&b, r->arena);
}

/* The titles in the agenda of one body, as the document prints them. */
typedef DAIS_VEC(const struct dais_evidence *) title_vec;

static title_vec
printed_titles(const struct dais_reading *r, size_t body, enum dais_evidence_kind kind)
{
	title_vec v = { 0 };

	for (size_t i = 0; i < r->evidence.n; i++) {
		const struct dais_evidence *e = &r->evidence.v[i];

		if (e->kind == kind && e->body == body)
			dais_vec_push(r->arena, &v, e);
	}
	return v;
}

static const struct dais_evidence *
printed_item(const title_vec *titles, size_t index)
{
	for (size_t i = 0; i < titles->n; i++) {
		if (titles->v[i]->subject == index)
			return titles->v[i];
	}
	return NULL;
}

static void
local(struct dais_json *w, const struct dais_reading *r, const char *key, struct dais_local at)
{
	dais_json_key(w, key);
	if (at.date.year)
		dais_json_str(w, dais_local_print(r->arena, at));
	else
		dais_json_null(w);
}

static void
add_documents(const struct dais_reading *r, const struct dais_item *it, dais_index_vec *v)
{
	for (size_t i = 0; i < it->documents.n; i++) {
		bool known = false;

		for (size_t k = 0; k < v->n; k++)
			known |= v->v[k] == it->documents.v[i];
		if (!known)
			dais_vec_push(r->arena, v, it->documents.v[i]);
	}
}

/* The documents of an item and of its parts. */
static void
documents(struct dais_json *w, const struct dais_reading *r, const struct dais_item *it)
{
	dais_index_vec v = { 0 };

	add_documents(r, it, &v);
	for (size_t i = 0; i < it->parts.n; i++)
		add_documents(r, &r->record->items.v[it->parts.v[i]], &v);
	dais_json_key(w, "documents");
	dais_json_array(w);
	for (size_t i = 0; i < v.n; i++) {
		const struct dais_document *d = &r->record->documents.v[v.v[i]];

		for (size_t k = 0; k < d->symbols.n; k++)
			dais_json_str(w, d->symbols.v[k].key);
	}
	dais_json_end(w);
}

/* The parts of part @index, with their marks as printed; nothing where it has none. */
static void
points(struct dais_json *w, const struct dais_reading *r, size_t body, size_t index)
{
	title_vec v = printed_titles(r, body, DAIS_EVIDENCE_POINT_IN_AGENDA);

	if (!printed_item(&v, index))
		return;
	dais_json_key(w, "items");
	dais_json_array(w);
	for (size_t i = 0; i < v.n; i++) {
		if (v.v[i]->subject != index)
			continue;
		dais_json_object(w);
		dais_json_pair(w, "number", v.v[i]->before);
		dais_json_pair(w, "title", plain(r, v.v[i]->value));
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
part(struct dais_json *w, const struct dais_reading *r, const title_vec *titles, size_t index,
    int letter)
{
	const struct dais_item *it = &r->record->items.v[index];
	const struct dais_evidence *e = printed_item(titles, index);

	dais_json_object(w);
	if (e && e->decimal)
		dais_json_pair(
		    w, "number", dais_arena_printf(r->arena, "%u.%d", e->number, e->letter + 1));
	else
		dais_json_pair(w, "number", dais_arena_printf(r->arena, "%c", 'a' + letter % 26));
	dais_json_pair(w, "title", plain(r, it->title.in[r->lang]));
	dais_json_pair_c(w, "kind", dais_item_kind_name(it->kind));
	documents(w, r, it);
	if (titles->n)
		points(w, r, titles->v[0]->body, index);
	dais_json_end(w);
}

static void
item(struct dais_json *w, const struct dais_reading *r, const title_vec *titles, size_t index,
    unsigned number)
{
	const struct dais_item *it = &r->record->items.v[index];
	const struct dais_evidence *e = printed_item(titles, index);

	dais_json_object(w);
	dais_json_pair(w, "number", dais_arena_printf(r->arena, "%u", e ? e->number : number));
	dais_json_pair(w, "title", plain(r, it->title.in[r->lang]));
	dais_json_pair_bool(w, "common", dais_record_is_common(r->record, index, NULL, r->arena));
	dais_json_pair_c(w, "kind", dais_item_kind_name(it->kind));
	documents(w, r, it);
	dais_json_key(w, "mandates");
	dais_json_array(w);
	for (size_t i = 0; i < it->mandates.n; i++)
		dais_json_str(w, r->record->mandates.v[it->mandates.v[i]].number);
	dais_json_end(w);
	dais_json_key(w, "items");
	dais_json_array(w);
	for (size_t i = 0; i < it->parts.n; i++)
		part(w, r, titles, it->parts.v[i], (int)i);
	dais_json_end(w);
	dais_json_end(w);
}

/* Whether the document says so: a record needs an ordinal and has 1 where none was found. */
static bool
states_ordinal(const struct dais_reading *r, unsigned n)
{
	for (size_t i = 0; i < r->evidence.n; i++) {
		if (r->evidence.v[i].kind == DAIS_EVIDENCE_ORDINAL && r->evidence.v[i].number == n)
			return true;
	}
	return false;
}

static void
body(struct dais_json *w, const struct dais_reading *r, const struct dais_agenda *ag)
{
	const struct dais_body *b = &r->record->bodies.v[ag->body];
	size_t m = dais_record_meeting_of(r->record, ag->body);
	const struct dais_meeting *meeting = m == DAIS_NONE ? NULL : &r->record->meetings.v[m];
	title_vec titles = printed_titles(r, ag->body, DAIS_EVIDENCE_TITLE_IN_AGENDA);

	dais_json_object(w);
	dais_json_pair(w, "name", plain(r, b->name.in[r->lang]));
	dais_json_pair(w, "symbol", b->symbol);
	dais_json_key(w, "ordinal");
	if (meeting && states_ordinal(r, meeting->ordinal))
		dais_json_int(w, meeting->ordinal);
	else
		dais_json_null(w);
	local(w, r, "opens", meeting ? meeting->opens : (struct dais_local){ .minute = -1 });
	local(w, r, "closes",
	    meeting ? (struct dais_local){ meeting->closes, -1 }
		    : (struct dais_local){ .minute = -1 });
	dais_json_key(w, "place");
	if (meeting && meeting->place.in[r->lang].n)
		dais_json_str(w, plain(r, meeting->place.in[r->lang]));
	else
		dais_json_null(w);
	dais_json_key(w, "items");
	dais_json_array(w);
	if (!titles.n) /* a timetable without an agenda */
		titles = printed_titles(r, ag->body, DAIS_EVIDENCE_TITLE_IN_TIMETABLE);
	for (size_t i = 0; i < ag->items.n; i++)
		item(w, r, &titles, ag->items.v[i], (unsigned)i + 1);
	dais_json_end(w);
	dais_json_end(w);
}

/* Place of @body among the agendas, as "bodies" lists them. */
static int64_t
agenda_index(const struct dais_reading *r, size_t body_index)
{
	for (size_t i = 0; i < r->record->agendas.n; i++) {
		if (r->record->agendas.v[i].body == body_index)
			return (int64_t)i;
	}
	return -1;
}

static void
entry(struct dais_json *w, const struct dais_reading *r, const struct dais_printed_entry *e)
{
	dais_json_object(w);
	dais_json_pair_int(w, "body", agenda_index(r, e->body));
	dais_json_pair(w, "item",
	    e->letter >= 0 ? dais_arena_printf(r->arena, "%u%c", e->number, 'a' + e->letter % 26)
			   : dais_arena_printf(r->arena, "%u", e->number));
	dais_json_pair(w, "title", plain(r, r->record->items.v[e->item].title.in[r->lang]));
	dais_json_pair_bool(w, "continued", e->continued);
	dais_json_end(w);
}

/* The sitting, and of its printed entries @v (@n of them) those of each body in turn. */
static void
sitting(struct dais_json *w, const struct dais_reading *r, size_t index,
    const struct dais_printed_entry *v, size_t n)
{
	const struct dais_sitting *s = &r->record->sittings.v[index];

	dais_json_object(w);
	local(w, r, "start", s->start);
	local(w, r, "end", s->end);
	dais_json_key(w, "entries");
	dais_json_array(w);
	for (size_t b = 0; b < s->bodies.n; b++) {
		for (size_t i = 0; i < n; i++) {
			if (v[i].body == s->bodies.v[b])
				entry(w, r, &v[i]);
		}
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
sittings(struct dais_json *w, const struct dais_reading *r)
{
	size_t at = 0;

	dais_json_key(w, "sittings");
	dais_json_array(w);
	for (size_t i = 0; i < r->record->sittings.n; i++) {
		size_t first = at;

		while (at < r->entries.n && r->entries.v[at].sitting == i)
			at++;
		sitting(w, r, i, at > first ? &r->entries.v[first] : NULL, at - first);
	}
	dais_json_end(w);
}

static void
fact(struct dais_json *w, const struct dais_evidence *e)
{
	dais_json_object(w);
	dais_json_pair_c(w, "kind", dais_evidence_kind_name(e->kind));
	dais_json_pair(w, "text", e->words);
	dais_json_pair(w, "value", e->value);
	if (e->noun)
		dais_json_pair_c(w, "noun", e->noun);
	if (e->page)
		dais_json_pair_int(w, "page", e->page);
	dais_json_pair_int(w, "line", e->line);
	dais_json_pair_int(w, "column", e->column);
	dais_json_end(w);
}

static void
document(struct dais_json *w, const struct dais_reading *r, const struct dais_document *d)
{
	dais_json_object(w);
	dais_json_key(w, "symbols");
	dais_json_array(w);
	for (size_t i = 0; i < d->symbols.n; i++)
		dais_json_str(w, d->symbols.v[i].key);
	dais_json_end(w);
	dais_json_pair(w, "title", plain(r, d->title.in[r->lang]));
	dais_json_pair_c(w, "kind", dais_document_kind_name(d->kind));
	if (d->versions[r->lang].job.n)
		dais_json_pair(w, "job", d->versions[r->lang].job);
	dais_json_end(w);
}

void
dais_text_read_json(const struct dais_reading *r, struct dais_buf *out)
{
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_pair_c(&w, "language", dais_lang_code(r->lang));
	dais_json_pair_c(&w, "kind", r->kind);
	dais_json_key(&w, "symbols");
	dais_json_array(&w);
	for (size_t i = 0; i < r->symbols.n; i++)
		dais_json_str(&w, r->symbols.v[i]);
	dais_json_end(&w);
	dais_json_key(&w, "bodies");
	dais_json_array(&w);
	for (size_t i = 0; i < r->record->agendas.n; i++)
		body(&w, r, &r->record->agendas.v[i]);
	dais_json_end(&w);
	sittings(&w, r);
	dais_json_key(&w, "documents");
	dais_json_array(&w);
	for (size_t i = 0; i < r->record->documents.n; i++)
		document(&w, r, &r->record->documents.v[i]);
	dais_json_end(&w);
	dais_json_key(&w, "facts");
	dais_json_array(&w);
	for (size_t i = 0; i < r->evidence.n; i++) {
		if (r->evidence.v[i].kind != DAIS_EVIDENCE_ANNOTATION_TEXT)
			fact(&w, &r->evidence.v[i]);
	}
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
}
