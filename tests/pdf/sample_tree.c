/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sample_tree.h"

#include <stdio.h>

#include "base/file.h"
#include "sample_words.h"

struct maker {
	struct dais_tree *t;
	struct dais_arena *a;
	const struct sample_words *w;
	size_t ids;
};

static struct dais_str
str(const char *c)
{
	return dais_str_from(c);
}

static struct dais_node *
add_text(struct maker *m, struct dais_node *parent, enum dais_node_kind kind, struct dais_str text)
{
	struct dais_node *n = dais_tree_add(m->t, parent, kind, DAIS_ROLE_NONE);

	dais_tree_text(m->t, &n->runs, text, 0);
	return n;
}

static struct dais_node *
add_heading(struct maker *m, struct dais_node *parent, unsigned level, const char *number,
    struct dais_str text)
{
	struct dais_node *n = add_text(m, parent, DAIS_NODE_HEADING, text);

	n->level = level;
	n->number = str(number);
	n->id = dais_arena_printf(m->a, "h%zu", ++m->ids);
	return n;
}

static struct dais_run *
add_symbol(struct maker *m, dais_run_vec *runs, struct dais_str symbol)
{
	struct dais_run *r = dais_tree_text(m->t, runs, symbol, 0);

	r->is_symbol = true;
	r->url = dais_arena_printf(m->a, "https://undocs.org/%.*s", DAIS_STR_ARG(symbol));
	return r;
}

static const char *
number(struct maker *m, unsigned n)
{
	return dais_arena_printf(m->a, m->t->lang == DAIS_LANG_AR ? "%u-" : "%u.", n).p;
}

/* Items of body @b: indexes of titles. */
static const int agendas[2][6] = { { 0, 1, 2, 4, 5, -1 }, { 0, 2, 3, 4, 5, -1 } };

static void
add_agenda(struct maker *m, int b)
{
	struct dais_node *s = dais_tree_add(m->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_AGENDA);
	struct dais_node *list, *sub, *it, *p;

	add_heading(m, s, 2, "", str(m->w->bodies[b]));
	list = dais_tree_add(m->t, s, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	for (unsigned i = 0; agendas[b][i] >= 0; i++) {
		int t = agendas[b][i];
		it = dais_tree_add(m->t, list, DAIS_NODE_ITEM, DAIS_ROLE_AGENDA_ITEM);
		it->number = str(number(m, i + 1));
		p = add_text(m, it, DAIS_NODE_PARAGRAPH, str(m->w->titles[t]));
		if (t != 1 && t != 3)
			dais_tree_text(m->t, &p->runs, str(m->w->common), 0);
		dais_tree_text(m->t, &p->runs, str(t == 0 ? ":" : "."), 0);
		if (t != 0)
			continue;
		sub = dais_tree_add(m->t, it, DAIS_NODE_LIST, DAIS_ROLE_NONE);
		for (int k = 0; k < 2; k++) {
			it = dais_tree_add(m->t, sub, DAIS_NODE_ITEM, DAIS_ROLE_AGENDA_ITEM);
			it->number = str(m->w->letters[k]);
			add_text(m, it, DAIS_NODE_PARAGRAPH, str(m->w->parts[k]));
		}
	}
}

static void
add_reference(struct maker *m, dais_run_vec *runs, struct dais_str ref)
{
	size_t bar = dais_str_find_char(ref, '|', 0);

	if (bar != SIZE_MAX)
		dais_tree_text(m->t, runs, dais_str_sub(ref, bar + 1, ref.n), 0);
	else if (dais_str_has_prefix(ref, DAIS_STR("doc ")))
		add_symbol(m, runs,
		    dais_str_is(ref, "doc env-paper")
			? DAIS_STR("CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3")
			: DAIS_STR("CTOC/COP/WG.3/2022/2"));
	else if (dais_str_has_prefix(ref, DAIS_STR("body ")))
		dais_tree_text(m->t, runs,
		    str(dais_str_is(ref, "body ic")   ? m->w->bodies[0]
			: dais_str_is(ref, "body ta") ? m->w->bodies[1]
						      : m->w->cop),
		    0);
	else if (dais_str_has_prefix(ref, DAIS_STR("quoted ")))
		dais_tree_text(m->t, runs, str(m->w->titles[2]), 0);
	else if (dais_str_has_prefix(ref, DAIS_STR("item "))) {
		struct dais_run *r = dais_tree_text(m->t, runs, str(m->w->item), 0);
		r->target = DAIS_STR("h5");
	} else if (dais_str_has_prefix(ref, DAIS_STR("meeting ")))
		dais_tree_text(m->t, runs, str(m->w->meeting), 0);
	else if (!dais_str_has_prefix(ref, DAIS_STR("schedule ")))
		dais_tree_text(m->t, runs, str(m->w->date), 0);
}

/* Words with {{references}} and *emphasis*. */
static void
add_words(struct maker *m, dais_run_vec *runs, struct dais_str line)
{
	while (line.n > 0) {
		size_t at = dais_str_find(line, DAIS_STR("{{"), 0);
		size_t star = dais_str_find_char(line, '*', 0), end;
		if (star < at) {
			end = dais_str_find_char(line, '*', star + 1);
			end = end == SIZE_MAX ? line.n : end;
			if (star > 0)
				dais_tree_text(m->t, runs, dais_str_sub(line, 0, star), 0);
			struct dais_run *r = dais_tree_text(
			    m->t, runs, dais_str_sub(line, star + 1, end), DAIS_RUN_ITALIC);
			r->has_lang = m->t->lang != DAIS_LANG_EN;
			r->lang = DAIS_LANG_EN;
			line = dais_str_sub(line, end + 1, line.n);
			continue;
		}
		if (at == SIZE_MAX) {
			dais_tree_text(m->t, runs, line, 0);
			return;
		}
		if (at > 0)
			dais_tree_text(m->t, runs, dais_str_sub(line, 0, at), 0);
		end = dais_str_find(line, DAIS_STR("}}"), at);
		add_reference(m, runs, dais_str_sub(line, at + 2, end));
		line = dais_str_sub(line, end + 2, line.n);
	}
}

static void
add_documentation(struct maker *m, struct dais_node *s, int title)
{
	struct dais_node *d = dais_tree_add(m->t, s, DAIS_NODE_SECTION, DAIS_ROLE_DOCUMENTATION);
	struct dais_node *p;

	add_heading(m, d, 4, "", str(m->w->documentation));
	p = add_text(m, d, DAIS_NODE_PARAGRAPH, str(m->w->titles[title]));
	p->role = DAIS_ROLE_DOCUMENT;
	dais_tree_text(m->t, &p->runs, DAIS_STR(" ("), 0);
	add_symbol(m, &p->runs, DAIS_STR("CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3"));
	dais_tree_text(m->t, &p->runs, DAIS_STR(")"), 0);
}

static void
add_annotations(struct maker *m, struct dais_str text, size_t times)
{
	struct dais_node *all = dais_tree_add(m->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_ANNOTATIONS);
	struct dais_node *s = all;
	bool noted = false;

	add_heading(m, all, 1, "", str(m->w->annotations));
	for (size_t k = 0; k < times; k++) {
		struct dais_str rest = text, line;
		unsigned n = 0;
		while (dais_str_next_line(&rest, &line)) {
			struct dais_node *p;
			if (line.n == 0)
				continue;
			if (line.p[0] == '#' && line.p[1] == ' ') {
				if (n > 0)
					add_documentation(m, s, (int)(n % 6));
				s = dais_tree_add(
				    m->t, all, DAIS_NODE_SECTION, DAIS_ROLE_ANNOTATION);
				add_heading(m, s, 3, number(m, n + 1), str(m->w->titles[n % 6]));
				n++;
				continue;
			}
			if (line.p[0] == '#') {
				add_heading(m, s, 3, "",
				    dais_str_sub(
					line, dais_str_find_char(line, ' ', 0) + 1, line.n));
				continue;
			}
			p = dais_tree_add(m->t, s, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
			add_words(m, &p->runs, line);
			if (!noted && n == 2) {
				struct dais_run *r =
				    dais_tree_text(m->t, &p->runs, DAIS_STR("1"), DAIS_RUN_SUPER);
				r->footnote = 0;
				noted = true;
			}
		}
	}
}

static struct dais_node *
add_cell(struct maker *m, struct dais_node *row, const char *text, unsigned cols, unsigned rows)
{
	struct dais_node *c = dais_tree_add(m->t, row, DAIS_NODE_CELL, DAIS_ROLE_NONE);

	c->colspan = cols;
	c->rowspan = rows;
	if (*text)
		add_text(m, c, DAIS_NODE_PARAGRAPH, str(text));
	return c;
}

struct line {
	int item[2], title; /* item numbers in the two agendas, 0: none */
	bool continued;
};
struct sitting {
	int day, half, n;
	struct line lines[3];
};

static const struct sitting sittings[9] = {
	{ 0, 0, 3, { { { 1, 1 }, -1, false }, { { 1, 1 }, -2, false }, { { 2, 0 }, 1, false } } },
	{ 0, 1, 1, { { { 2, 0 }, 1, true } } },
	{ 1, 0, 1, { { { 3, 2 }, 2, false } } },
	{ 1, 1, 1, { { { 3, 2 }, 2, true } } },
	{ 2, 0, 1, { { { 0, 3 }, 3, false } } },
	{ 2, 1, 1, { { { 0, 3 }, 3, true } } },
	{ 3, 0, 1, { { { 0, 3 }, 3, true } } },
	{ 3, 1, 2, { { { 4, 4 }, 4, false }, { { 5, 5 }, 5, false } } },
	{ 4, 0, 1, { { { 5, 5 }, 5, true } } },
};

static void
add_table_head(struct maker *m, struct dais_node *t)
{
	struct dais_node *row = dais_tree_add(m->t, t, DAIS_NODE_ROW, DAIS_ROLE_NONE);

	add_cell(m, row, m->w->columns[0], 1, 2)->is_header = true;
	for (int b = 0; b < 2; b++)
		add_cell(m, row, m->w->bodies[b], 2, 1)->is_header = true;
	row = dais_tree_add(m->t, t, DAIS_NODE_ROW, DAIS_ROLE_NONE);
	for (int b = 0; b < 2; b++) {
		add_cell(m, row, m->w->columns[1], 1, 1)->is_header = true;
		add_cell(m, row, m->w->columns[2], 1, 1)->is_header = true;
	}
}

static void
add_sitting(struct maker *m, struct dais_node *t, const struct sitting *s)
{
	for (int i = 0; i < s->n; i++) {
		struct dais_node *row = dais_tree_add(
		    m->t, t, DAIS_NODE_ROW, i == 0 ? DAIS_ROLE_SITTING : DAIS_ROLE_NONE);
		const struct line *ln = &s->lines[i];
		const char *title =
		    ln->title < 0 ? m->w->parts[-ln->title - 1] : m->w->titles[ln->title];
		if (ln->continued)
			title = dais_arena_printf(m->a, "%s%s", title, m->w->continued).p;
		if (i == 0)
			add_cell(m, row, m->w->hours[s->half], 1, (unsigned)s->n)->is_header = true;
		for (int b = 0; b < 2; b++) {
			const char *no = ln->item[b] == 0 ? ""
					 : ln->title < 0
					     ? dais_arena_printf(m->a, "%d %s", ln->item[b],
						   m->w->letters[-ln->title - 1])
						   .p
					     : dais_arena_printf(m->a, "%d", ln->item[b]).p;
			add_cell(m, row, no, 1, 1);
			add_cell(m, row, ln->item[b] ? title : "", 1, 1);
		}
	}
}

static void
add_timetable(struct maker *m)
{
	static const double columns[] = { 1.25, 0.8, 3, 0.8, 3 };
	struct dais_node *s = dais_tree_add(m->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_ANNEX);
	struct dais_node *t;
	int day = -1;

	add_heading(m, s, 1, "", str(m->w->annex));
	add_heading(m, s, 2, "", str(m->w->timetable));
	t = dais_tree_add(m->t, s, DAIS_NODE_TABLE, DAIS_ROLE_TIMETABLE);
	for (size_t i = 0; i < 5; i++)
		dais_vec_push(m->a, &t->columns, columns[i]);
	t->header_rows = 2;
	add_table_head(m, t);
	for (size_t i = 0; i < 9; i++) {
		if (sittings[i].day != day) {
			struct dais_node *row =
			    dais_tree_add(m->t, t, DAIS_NODE_ROW, DAIS_ROLE_DAY);
			day = sittings[i].day;
			add_cell(m, row, m->w->days[day], 5, 1)->is_header = true;
		}
		add_sitting(m, t, &sittings[i]);
	}
}

static void
add_masthead(struct maker *m)
{
	struct dais_masthead *h = &m->t->masthead;
	static const char *const symbols[] = { "CTOC/COP/WG.2/2022/1", "CTOC/COP/WG.3/2022/1" };

	h->organization = str(m->w->un);
	h->organ = str(m->w->cop);
	h->distribution = str(m->w->distr);
	h->date = str(m->w->date);
	h->language = str(m->w->language);
	h->original = str(m->w->original);
	for (int i = 0; i < 2; i++) {
		dais_vec_push(m->a, &h->symbols, str(symbols[i]));
		dais_vec_push(m->a, &m->t->running_head, str(symbols[i]));
		dais_vec_push(m->a, &h->meetings, str(m->w->bodies[i]));
		dais_vec_push(m->a, &h->meetings, str(m->w->meeting));
	}
	dais_vec_push(m->a, &h->meetings, str(m->w->place));
}

struct dais_tree *
sample_tree(struct dais_arena *a, enum dais_lang lang, const char *folder, size_t times)
{
	struct maker m = { .t = DAIS_NEW(a, struct dais_tree), .a = a, .w = &sample_words[lang] };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_footnote *note;
	struct dais_str text;
	char path[1024];

	m.t->arena = a;
	m.t->lang = lang;
	m.t->title = str(m.w->title);
	m.t->subject_line = str(m.w->bodies[0]);
	m.t->author = str(m.w->un);
	m.t->job = DAIS_STR("V.22-00789");
	m.t->job_first =
	    dais_arena_printf(a, "V.22-00789 (%c)    140222    150222", dais_lang_letter(lang));
	m.t->permalink = DAIS_STR("https://undocs.org/CTOC/COP/WG.2/2022/1");
	add_masthead(&m);
	for (int b = 0; b < 2; b++)
		add_agenda(&m, b);
	(void)snprintf(path, sizeof(path), "%s/text/%s.md", folder, dais_lang_code(lang));
	if (!dais_file_read(a, path, 1 << 22, &text, &err))
		return NULL;
	note = dais_vec_add(a, &m.t->footnotes);
	note->mark = DAIS_STR("1");
	dais_tree_text(m.t, &note->runs, str(m.w->note), 0);
	add_annotations(&m, text, times);
	add_timetable(&m);
	return m.t;
}
