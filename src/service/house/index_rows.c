/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record as rows of the index.
 */
#include "service/house/index_rows.h"

#include "base/buf.h"
#include "prose/resolve.h"
#include "service/house/house_priv.h"
#include "text/text.h"

struct rows {
	const struct dais_record *r;
	struct dais_str package;
	unsigned release;
	int64_t released_ms;
	struct dais_arena *a;
	struct dais_index_rows *ret;
	struct dais_date opens; /* of the first meeting of `together` */
	struct dais_str body;   /* key of its body */
};

static struct dais_str
key_of(const struct rows *x, size_t body)
{
	return dais_house_body_key(x->r, body, x->a);
}

/* ---- bodies, meetings, documents ---- */

/* Opening of the package's own meeting of @body or, when it holds none, of the first of all. */
static struct dais_date
as_of(const struct rows *x, size_t body)
{
	size_t m = dais_record_meeting_of(x->r, body);

	return m == DAIS_NONE ? x->opens : x->r->meetings.v[m].opens.date;
}

static void
add_bodies(struct rows *x)
{
	for (size_t i = 0; i < x->r->bodies.n; i++) {
		const struct dais_body *b = &x->r->bodies.v[i];
		struct dais_index_body *row = dais_vec_add(x->a, &x->ret->bodies);

		row->key = key_of(x, i);
		if (b->parent != DAIS_NONE)
			row->parent = key_of(x, b->parent);
		row->name = b->name;
		row->short_name = b->short_name;
		row->noun_is_session = b->noun_is_session;
		row->as_of = as_of(x, i);
	}
}

static void
add_meetings(struct rows *x)
{
	for (size_t i = 0; i < x->r->together.n; i++) {
		const struct dais_meeting *m = &x->r->meetings.v[x->r->together.v[i]];
		struct dais_index_meeting *row = dais_vec_add(x->a, &x->ret->meetings);

		row->package = x->package;
		row->body = key_of(x, m->body);
		row->ordinal = m->ordinal;
		row->opens = m->opens;
		row->closes = m->closes;
		row->zone = m->zone.n ? m->zone : x->r->profile.seat_zone;
		row->modality = dais_str_from(dais_modality_name(m->modality));
		row->status = dais_str_from(dais_meeting_status_name(m->status));
		row->place = m->place;
		row->release = x->release;
		row->released_ms = x->released_ms;
	}
}

/* Bodies, each once, in the order in which they are found. */
static void
add_key(const struct rows *x, size_t body, dais_store_strs *ret)
{
	struct dais_str key = key_of(x, body);

	for (size_t i = 0; i < ret->n; i++)
		if (dais_str_eq(ret->v[i], key))
			return;
	dais_vec_push(x->a, ret, key);
}

/* The bodies of a document: that of its meeting, and those whose symbols it has; else the first. */
static void
find_bodies_of(const struct rows *x, const struct dais_document *d, dais_store_strs *ret)
{
	if (d->meeting != DAIS_NONE)
		add_key(x, x->r->meetings.v[d->meeting].body, ret);
	for (size_t k = 0; k < d->symbols.n; k++)
		for (size_t i = 0; i < x->r->bodies.n; i++)
			if (x->r->bodies.v[i].symbol.n &&
			    dais_str_eq(x->r->bodies.v[i].symbol, d->symbols.v[k].stem))
				add_key(x, i, ret);
	if (!ret->n)
		dais_vec_push(x->a, ret, x->body);
}

/* The bodies whose agendas have the item. */
static void
find_bodies_of_item(const struct rows *x, size_t item, dais_store_strs *ret)
{
	for (size_t i = 0; i < x->r->agendas.n; i++)
		if (dais_record_number(x->r, item, x->r->agendas.v[i].body).found)
			add_key(x, x->r->agendas.v[i].body, ret);
	if (!ret->n)
		dais_vec_push(x->a, ret, x->body);
}

/* The first of @found is *@body, the others are *@also. */
static void
share_out(const struct rows *x, const dais_store_strs *found, struct dais_str *body,
    dais_store_strs *also)
{
	*body = found->v[0];
	for (size_t i = 1; i < found->n; i++)
		dais_vec_push(x->a, also, found->v[i]);
}

static dais_lang_set
issued(const struct dais_document *d)
{
	dais_lang_set set = 0;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (d->versions[l].status == DAIS_VERSION_ISSUED)
			set |= DAIS_LANG_BIT(l);
	}
	return set;
}

static void
add_documents(struct rows *x)
{
	for (size_t i = 0; i < x->r->documents.n; i++) {
		const struct dais_document *d = &x->r->documents.v[i];
		struct dais_index_document *row;
		dais_store_strs bodies = { 0 };

		/* Everyone may read the index of documents. The search tells them apart. */
		if (d->distribution == DAIS_DISTRIBUTION_RESTRICTED)
			continue;
		row = dais_vec_add(x->a, &x->ret->documents);
		row->package = x->package;
		row->id = d->id;
		row->kind = dais_str_from(dais_document_kind_name(d->kind));
		find_bodies_of(x, d, &bodies);
		share_out(x, &bodies, &row->body, &row->also);
		row->available = issued(d);
		row->date = d->date;
		row->title = d->title;
		for (size_t k = 0; k < d->symbols.n; k++)
			dais_vec_push(x->a, &row->symbols, d->symbols.v[k].key);
	}
}

/* ---- texts ---- */

static struct dais_index_text *
add_text(
    struct rows *x, const char *kind, struct dais_str id, enum dais_lang l, struct dais_date date)
{
	struct dais_index_text *t = dais_vec_add(x->a, &x->ret->texts);

	t->package = x->package;
	t->kind = dais_str_from(kind);
	t->id = id;
	t->language = l;
	t->date = date;
	t->year = date.year;
	t->body = x->body;
	return t;
}

/* *@said: the display of the reference that was put last, empty when it was none. */
static void
put_span(struct rows *x, const struct dais_prose_place *at, const struct dais_span *s,
    struct dais_buf *b, struct dais_str *said)
{
	struct dais_str before = *said;
	struct dais_said of = { .is_symbol = false };

	*said = DAIS_STR_NONE;
	if (s->kind == DAIS_SPAN_BREAK) {
		dais_buf_put_char(b, ' ');
	} else if (s->kind != DAIS_SPAN_REF) {
		dais_buf_put(b, dais_prose_after(before, s->text));
	} else if (dais_prose_say(at, &s->ref, x->a, &of)) {
		dais_buf_put(b, of.text);
		*said = of.text;
	}
}

/* The annotation as a reader sees it, one line a paragraph. */
static struct dais_str
plain_text(struct rows *x, const struct dais_annotation *n, enum dais_lang l)
{
	struct dais_prose_place at = { x->r, l, n->body };
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < n->prose.blocks.n; i++) {
		const struct dais_block *block = &n->prose.blocks.v[i];
		struct dais_str said = DAIS_STR_NONE;

		if (i)
			dais_buf_put_char(&b, '\n');
		for (size_t k = 0; k < block->spans.n; k++)
			put_span(x, &at, &block->spans.v[k], &b, &said);
	}
	return dais_buf_dup(&b, x->a);
}

/* The annotations of every item in @l: of all bodies in one text. */
static struct dais_str *
annotations(struct rows *x, enum dais_lang l)
{
	struct dais_str *texts = DAIS_NEW_N(x->a, x->r->items.n + 1, struct dais_str);

	for (size_t i = 0; i < x->r->annotations[l].n; i++) {
		const struct dais_annotation *n = &x->r->annotations[l].v[i];
		struct dais_str *to = &texts[n->item], more = plain_text(x, n, l);

		*to = to->n ? dais_arena_printf(
				  x->a, "%.*s\n%.*s", DAIS_STR_ARG(*to), DAIS_STR_ARG(more))
			    : more;
	}
	return texts;
}

static void
add_items(struct rows *x, enum dais_lang l)
{
	const struct dais_str *texts = annotations(x, l);

	for (size_t i = 0; i < x->r->items.n; i++) {
		const struct dais_item *item = &x->r->items.v[i];
		struct dais_index_text *t;
		dais_store_strs bodies = { 0 };

		if (!item->title.in[l].n && !texts[i].n)
			continue;
		t = add_text(x, "item", item->id, l, x->opens);
		t->title = item->title.in[l];
		t->text = texts[i];
		find_bodies_of_item(x, i, &bodies);
		share_out(x, &bodies, &t->body, &t->also);
		t->genre = dais_str_from(dais_item_kind_name(item->kind));
	}
}

static struct dais_str
join_symbols(struct rows *x, const struct dais_document *d)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < d->symbols.n; i++) {
		if (i)
			dais_buf_put_char(&b, ' ');
		dais_buf_put(&b, d->symbols.v[i].key);
	}
	return dais_buf_dup(&b, x->a);
}

static void
add_document_texts(struct rows *x, enum dais_lang l)
{
	for (size_t i = 0; i < x->r->documents.n; i++) {
		const struct dais_document *d = &x->r->documents.v[i];
		struct dais_index_text *t;
		dais_store_strs bodies = { 0 };

		if (!d->title.in[l].n)
			continue;
		t = add_text(
		    x, "document", d->id, l, dais_date_is_set(d->date) ? d->date : x->opens);
		t->title = d->title.in[l];
		t->symbols = join_symbols(x, d);
		find_bodies_of(x, d, &bodies);
		share_out(x, &bodies, &t->body, &t->also);
		t->genre = dais_str_from(dais_document_kind_name(d->kind));
		t->restricted = d->distribution == DAIS_DISTRIBUTION_RESTRICTED;
	}
}

/* "resolution 10/6". */
static struct dais_str
designation(struct rows *x, const struct dais_mandate *m, enum dais_lang l)
{
	const struct dais_ref ref = { .kind = DAIS_STR("mandate"), .argument = m->id };
	const struct dais_prose_place at = { x->r, l, m->body };
	struct dais_said said = { .is_symbol = false };

	return dais_prose_say(&at, &ref, x->a, &said) ? said.fact : m->number;
}

/* "paragraph 2 and paragraph 4": those that are cited. */
static struct dais_str
paragraphs_of(struct rows *x, const struct dais_mandate *m, enum dais_lang l)
{
	struct dais_str *v = DAIS_NEW_N(x->a, m->paragraphs.n + 1, struct dais_str);

	for (size_t i = 0; i < m->paragraphs.n; i++)
		v[i] = dais_text_fill(x->a, l, "mandate-paragraph",
		    (const struct dais_slot[]){
			{ "number", m->paragraphs.v[i] }, { NULL, DAIS_STR_NONE } });
	return m->paragraphs.n ? dais_text_list(x->a, l, v, m->paragraphs.n) : DAIS_STR_NONE;
}

/* Readers look for "resolution 10/6": the title says what it is of which number. */
static void
add_mandates(struct rows *x, enum dais_lang l)
{
	for (size_t i = 0; i < x->r->mandates.n; i++) {
		const struct dais_mandate *m = &x->r->mandates.v[i];
		struct dais_index_text *t;

		if (!m->title.in[l].n)
			continue;
		t = add_text(x, "mandate", m->id, l, x->opens);
		t->title = dais_text_fill(x->a, l, "mandate-titled",
		    (const struct dais_slot[]){
			{ "mandate", dais_text_capitalise(x->a, l, designation(x, m, l)) },
			{ "title", m->title.in[l] }, { NULL, DAIS_STR_NONE } });
		t->text = paragraphs_of(x, m, l);
		t->symbols = m->number;
		t->body = key_of(x, m->body);
		t->genre = m->kind;
	}
}

static void
add_meeting_texts(struct rows *x, enum dais_lang l)
{
	for (size_t i = 0; i < x->r->together.n; i++) {
		size_t at = x->r->together.v[i];
		const struct dais_meeting *m = &x->r->meetings.v[at];
		const struct dais_body *b = &x->r->bodies.v[m->body];
		struct dais_index_text *t;

		if (!b->name.in[l].n)
			continue;
		t = add_text(x, "meeting", m->id, l, m->opens.date);
		t->title = house_meeting_title(x->r, at, l, x->a);
		t->text = dais_arena_printf(x->a, "%.*s%.*s%.*s", DAIS_STR_ARG(m->place.in[l]),
		    DAIS_STR_ARG(dais_text_phrase(l, "format-comma")),
		    DAIS_STR_ARG(dais_text_range(x->a, l, m->opens.date, m->closes)));
		t->symbols = b->symbol;
		t->body = key_of(x, m->body);
	}
	for (size_t i = 0; i < x->r->bodies.n; i++) {
		const struct dais_body *b = &x->r->bodies.v[i];
		struct dais_index_text *t;

		if (!b->name.in[l].n)
			continue;
		t = add_text(x, "body", b->id, l, as_of(x, i));
		t->title = b->name.in[l];
		t->text = b->short_name.in[l];
		t->symbols = b->symbol;
		t->body = key_of(x, i);
	}
}

void
dais_index_rows_of(const struct dais_record *r, struct dais_str package, unsigned release,
    int64_t released_ms, struct dais_arena *a, struct dais_index_rows *ret)
{
	struct rows x = { .r = r,
		.package = package,
		.release = release,
		.released_ms = released_ms,
		.a = a,
		.ret = ret };

	if (r->together.n) {
		x.opens = r->meetings.v[r->together.v[0]].opens.date;
		x.body = key_of(&x, r->meetings.v[r->together.v[0]].body);
	}
	add_bodies(&x);
	add_meetings(&x);
	add_documents(&x);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		add_meeting_texts(&x, (enum dais_lang)l);
		add_items(&x, (enum dais_lang)l);
		add_document_texts(&x, (enum dais_lang)l);
		add_mandates(&x, (enum dais_lang)l);
	}
}
