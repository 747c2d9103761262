/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes pages of the desk for a package to standard output: desk_pages PAGE LANG PACKAGE
 */
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "read/package/load.h"
#include "read/package/markdown.h"
#include "shell.h"
#include "web/desk/items_priv.h"
#include "web/desk/texts_priv.h"
#include "web/desk/translation_priv.h"

/* Findings of the checker, each at the item whose place in the file it is below. */
static void
remarks_of(const struct dais_record *r, struct dais_arena *a, desk_remark_vec *ret)
{
	struct dais_diags d;

	dais_diags_init(&d, a);
	dais_check_record(r, NULL, &d);
	for (size_t i = 0; i < d.list.n; i++) {
		const struct dais_diag *g = &d.list.v[i];
		struct desk_remark *m = dais_vec_add(a, ret);

		*m = (struct desk_remark){ .language = -1,
			.severity = g->severity,
			.rule = g->rule,
			.message = g->message,
			.hint = g->hint };
		for (size_t k = 0; g->places.n && k < r->items.n; k++) {
			if (r->items.v[k].origin.line > g->places.v[0].line ||
			    !dais_str_is(g->places.v[0].file, "meeting.yaml"))
				continue;
			m->kind = DAIS_STR("item");
			m->id = r->items.v[k].id;
		}
	}
}

static struct dais_str
text_of(const struct dais_record *r, enum dais_lang l, size_t item, struct dais_arena *a)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, 1 << 20);
	for (size_t i = 0; i < r->annotations[l].n; i++)
		if (r->annotations[l].v[i].item == item)
			dais_package_print_prose(&r->annotations[l].v[i].prose, &out);
	return dais_buf_dup(&out, a);
}

static void
texts(struct dais_page *p, const struct dais_record *r, const desk_remark_vec *remarks)
{
	struct desk_texts v = { .record = r,
		.package = DAIS_STR("untoc-2022"),
		.item = dais_map_get(&r->item_ids, DAIS_STR("environment")),
		.body = DAIS_NONE,
		.remarks = remarks };
	enum dais_lang other = p->language == DAIS_LANG_EN ? DAIS_LANG_FR : DAIS_LANG_EN;

	if (v.item == DAIS_NONE)
		v.item = 0;
	for (int i = 0; i < 2; i++) {
		enum dais_lang l = i ? other : p->language;
		struct desk_text *t = dais_vec_add(p->arena, &v.texts);

		*t = (struct desk_text){ .language = l,
			.words = text_of(r, l, v.item, p->arena),
			.seen = 5,
			.may_edit = !i };
	}
	v.texts.v[0].theirs = v.texts.v[0].words;
	v.texts.v[0].words = dais_arena_concat(p->arena, dais_str_sub(v.texts.v[0].words, 0, 300),
	    dais_str_sub(v.texts.v[0].words, 340, v.texts.v[0].words.n));
	v.texts.v[0].their_name = DAIS_STR("Amina Diallo");
	v.texts.v[0].their_time_ms = 1653292800000;
	dais_desk_write_texts(p, &v);
}

/* A package with holes: as a translator finds it. */
static void
translation(struct dais_page *p, const struct dais_record *r)
{
	dais_unit_vec units = { 0 };
	enum dais_lang from = p->language == DAIS_LANG_EN ? DAIS_LANG_FR : DAIS_LANG_EN;
	struct dais_memory *m = dais_memory_new(from, p->language, p->arena);
	struct desk_translation v = { .record = r,
		.package = DAIS_STR("untoc-2022"),
		.from = from,
		.to = p->language,
		.units = &units,
		.may_edit = true };

	dais_memory_add_record(m, r, DAIS_STR("untoc-2022"));
	dais_units_of_record(r, from, p->language, p->arena, &units);
	for (size_t i = 0; i < units.n; i++) {
		struct dais_unit *u = &units.v[i];

		if (i % 9 == 2) {
			u->state = DAIS_UNIT_MISSING;
			u->target = DAIS_STR_NONE;
		} else if (i % 9 == 5) {
			u->state = DAIS_UNIT_OUTDATED;
			u->source_then =
			    dais_arena_concat(p->arena, u->source, DAIS_STR(" old words."));
		}
	}
	dais_memory_matches *matches = DAIS_NEW_N(p->arena, units.n, dais_memory_matches);
	for (size_t i = 0; i < units.n; i++)
		dais_memory_find(m, units.v[i].source, 650, 3, p->arena, &matches[i]);
	v.matches = matches;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_unit_vec other = { 0 };

		dais_units_of_record(r, from, (enum dais_lang)l, p->arena, &other);
		v.counts[l] = dais_units_count(l == (unsigned)p->language ? &units : &other);
	}
	dais_desk_write_translation(p, &v);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = NULL;
	struct dais_diags diags;
	enum dais_lang l;
	struct dais_page p;
	desk_remark_vec remarks = { 0 };

	dais_diags_init(&diags, a);
	if (argc != 4 || !dais_lang_parse(dais_str_from(argv[2]), &l))
		return 2;
	if (!dais_package_load(a, argv[3], &r, &diags, &err)) {
		fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	remarks_of(r, a, &remarks);
	shell_begin(&p, l, a);
	struct desk_frame frame = { .record = r,
		.package = DAIS_STR("untoc-2022"),
		.revision = 7,
		.parts = (1u << DESK_PART_COUNT) - 1u };
	if (dais_str_is(dais_str_from(argv[1]), "items")) {
		struct desk_items v = {
			.record = r, .package = frame.package, .revision = 7, .may_edit = true
		};

		dais_desk_remarks_sort(a, &remarks, &v.remarks);
		frame.part = DESK_PART_ITEMS;
		dais_desk_frame(&p, &frame);
		dais_desk_lay_out(r, a, &v.agendas);
		dais_desk_write_items(&p, &v);
	} else if (dais_str_is(dais_str_from(argv[1]), "texts")) {
		frame.part = DESK_PART_TEXTS;
		dais_desk_frame(&p, &frame);
		texts(&p, r, &remarks);
	} else if (dais_str_is(dais_str_from(argv[1]), "translation")) {
		frame.part = DESK_PART_TRANSLATION;
		dais_desk_frame(&p, &frame);
		translation(&p, r);
	} else {
		return 2;
	}
	struct dais_str page = shell_end(&p);
	return fwrite(page.p, 1, page.n, stdout) == page.n ? 0 : 1;
}
