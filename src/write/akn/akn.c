/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The document and its attachments.
 */
#include "write/akn/akn_priv.h"

static void
close_line(struct akn *k)
{
	dais_xml_close(&k->w);
	dais_xml_newline(&k->w);
}

/* One annex: its leading headings name the attachment; the rest is a document of its own. */
static void
attachment(struct akn *k, const struct dais_node *n)
{
	struct dais_str number = dais_arena_printf(k->a, "%u", ++k->annexes);
	struct dais_str eid = dais_akn_eid(k, DAIS_STR_NONE, "att", number);
	size_t from = 0;

	dais_akn_anchor(k, n, eid);
	dais_xml_open(&k->w, "attachment");
	dais_xml_attr(&k->w, "eId", eid);
	dais_xml_newline(&k->w);
	for (; from < 2 && from < n->children.n && n->children.v[from]->kind == DAIS_NODE_HEADING;
	    from++) {
		const struct dais_node *h = n->children.v[from];

		if (h->number.n)
			dais_xml_elem(&k->w, "num", h->number);
		dais_xml_open(&k->w, from == 0 ? "heading" : "subheading");
		dais_akn_runs(k, &h->runs);
		close_line(k);
	}
	dais_xml_open(&k->w, "doc");
	dais_xml_attr_c(&k->w, "name", "annex");
	dais_xml_newline(&k->w);
	dais_akn_meta(k, dais_arena_cstr(k->a, dais_arena_printf(k->a, "annex_%u", k->annexes)));
	dais_akn_body(k, n->children.v + from, n->children.n - from, eid);
	close_line(k);
	close_line(k);
}

static bool
is_annex(const struct dais_node *n)
{
	return n->kind == DAIS_NODE_SECTION && n->role == DAIS_ROLE_ANNEX;
}

static void
attachments(struct akn *k, const struct dais_tree *t)
{
	bool open = false;

	for (size_t i = 0; i < t->body.n; i++) {
		if (!is_annex(t->body.v[i]))
			continue;
		if (!open) {
			dais_xml_open(&k->w, "attachments");
			dais_xml_newline(&k->w);
		}
		open = true;
		attachment(k, t->body.v[i]);
	}
	if (open)
		close_line(k);
}

static void
document(struct akn *k, struct dais_buf *out)
{
	const struct dais_tree *t = k->t;
	DAIS_VEC(struct dais_node *) main = { NULL, 0, 0 };

	dais_map_init(&k->used, k->a);
	dais_map_init(&k->counter_of, k->a);
	k->counters.n = 0;
	k->notes_done = DAIS_NEW_N(k->a, t->footnotes.n, bool);
	k->annexes = 0;
	for (size_t i = 0; i < t->body.n; i++) {
		if (!is_annex(t->body.v[i]))
			dais_vec_push(k->a, &main, t->body.v[i]);
	}
	dais_xml_begin(&k->w, out, DAIS_XML_MODE_XML);
	dais_xml_open(&k->w, "akomaNtoso");
	dais_xml_attr_c(&k->w, "xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
	dais_xml_newline(&k->w);
	dais_xml_open(&k->w, "debateReport");
	dais_xml_attr_c(&k->w, "name", "agendaAnnotated");
	dais_xml_attr_c(&k->w, "contains", "originalVersion");
	dais_xml_newline(&k->w);
	dais_akn_meta(k, "main");
	dais_akn_preface(k);
	dais_akn_body(k, main.v, main.n, DAIS_STR_NONE);
	attachments(k, t);
	close_line(k);
	close_line(k);
	dais_xml_finish(&k->w);
}

/* The address of the work: no language in it. A joint document has one work whose number is its
 * symbols joined by a hyphen, as the resolver writes it. */
static struct dais_str
work(struct dais_arena *a, const struct dais_tree *t)
{
	struct dais_str s = dais_arena_concat(
	    a, DAIS_STR("/akn/un/debateReport/agendaAnnotated/"), dais_date_print(a, t->date));

	for (size_t i = 0; i < t->masthead.symbols.n; i++)
		s = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(s), i ? "-" : "/",
		    DAIS_STR_ARG(t->masthead.symbols.v[i]));
	return s;
}

bool
dais_akn_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO draft = { 0 };
	struct akn k = { .t = t, .a = a };

	dais_buf_init(&draft, DAIS_BUF_MAX);
	if (!t->masthead.symbols.n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "document has no symbol, so Akoma Ntoso cannot address it");
		return dais_err_hint(
		    err, "Give it one in meeting.yaml, or leave akn out of --format.");
	}
	if (!dais_date_is_set(t->date))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "document has no date, so Akoma Ntoso cannot address it");
	dais_map_init(&k.anchors, a);
	dais_map_init(&k.ref_map, a);
	k.work = work(a, t);
	dais_akn_collect(&k);
	document(&k, &draft);
	document(&k, out);
	if (k.too_deep)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "document is nested too deeply for Akoma Ntoso");
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "Akoma Ntoso file is too big");
	return true;
}
