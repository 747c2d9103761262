/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Runs as inline elements; a footnote stands as authorialNote where its mark first appears.
 */
#include "write/akn/akn_priv.h"

static void
note(struct akn *k, const struct dais_run *run)
{
	const struct dais_footnote *f = &k->t->footnotes.v[run->footnote];
	struct dais_str eid = dais_arena_printf(k->a, "authorialNote_%d", run->footnote + 1);

	if (k->notes_done[run->footnote]) {
		dais_xml_open(&k->w, "noteRef");
		dais_xml_attr(&k->w, "href", dais_arena_concat(k->a, DAIS_STR("#"), eid));
		dais_xml_attr(&k->w, "marker", run->text);
		dais_xml_close(&k->w);
		return;
	}
	k->notes_done[run->footnote] = true;
	dais_xml_open(&k->w, "authorialNote");
	dais_xml_attr(&k->w, "eId", eid);
	dais_xml_attr(&k->w, "marker", f->mark.n ? f->mark : run->text);
	dais_xml_attr_c(&k->w, "placement", "bottom");
	dais_xml_open(&k->w, "p");
	dais_akn_runs(k, &f->runs); /* NOLINT(misc-no-recursion): each note once */
	dais_xml_close(&k->w);
	dais_xml_close(&k->w);
}

static void
open_ref(struct akn *k, struct dais_str href)
{
	dais_xml_open(&k->w, "ref");
	dais_xml_attr(&k->w, "href", href);
}

/* Opens the link of @run, if it has one with a known end. */
static void
link_of(struct akn *k, const struct dais_run *run)
{
	size_t i;

	if (run->url.n) {
		open_ref(k, run->url);
		return;
	}
	i = run->target.n ? dais_map_get(&k->anchors, run->target) : DAIS_MAP_NONE;
	if (i != DAIS_MAP_NONE)
		open_ref(k, dais_arena_concat(k->a, DAIS_STR("#"), k->anchor_eids.v[i]));
}

static void
date_of(struct akn *k, struct dais_str subject)
{
	struct dais_local at;
	struct dais_str s;

	if (!dais_local_parse(dais_str_sub(subject, 5, subject.n), &at))
		return;
	s = dais_local_print(k->a, at);
	if (at.minute >= 0)
		s = dais_arena_concat(k->a, s, DAIS_STR(":00"));
	dais_xml_open(&k->w, "date");
	dais_xml_attr(&k->w, "date", s);
}

/* Opens the element that says what @run is about, if it has one. */
static void
meaning(struct akn *k, const struct dais_run *run)
{
	struct dais_str to;
	const char *name = "concept";

	if (dais_str_has_prefix(run->subject, DAIS_STR("date:"))) {
		date_of(k, run->subject);
		return;
	}
	to = dais_akn_refers_to(k, run->subject);
	if (!to.n || run->is_symbol)
		return;
	if (dais_str_has_prefix(run->subject, DAIS_STR("body:")))
		name = "organization";
	else if (dais_str_has_prefix(run->subject, DAIS_STR("meeting:")))
		name = "event";
	dais_xml_open(&k->w, name);
	dais_xml_attr(&k->w, "refersTo", to);
}

static void
one_run(struct akn *k, const struct dais_run *run)
{
	unsigned open = k->w.depth;

	link_of(k, run);
	meaning(k, run);
	if (run->has_lang && run->lang != k->t->lang) {
		dais_xml_open(&k->w, "span");
		dais_xml_attr_c(&k->w, "xml:lang", dais_lang_code(run->lang));
	}
	if (run->style & DAIS_RUN_BOLD)
		dais_xml_open(&k->w, "b");
	if (run->style & DAIS_RUN_ITALIC)
		dais_xml_open(&k->w, "i");
	if (run->style & DAIS_RUN_SUPER)
		dais_xml_open(&k->w, "sup");
	dais_xml_text(&k->w, run->text);
	while (k->w.depth > open)
		dais_xml_close(&k->w);
}

void
dais_akn_runs(struct akn *k, const dais_run_vec *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		const struct dais_run *run = &runs->v[i];

		if (run->footnote >= 0 && (size_t)run->footnote < k->t->footnotes.n)
			note(k, run);
		else
			one_run(k, run);
		if (run->style & DAIS_RUN_BREAK) {
			dais_xml_open(&k->w, "eol");
			dais_xml_close(&k->w);
		}
	}
}
