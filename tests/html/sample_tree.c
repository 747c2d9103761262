/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sample_tree.h"

#include "sample_words.h"

#define PAPER "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3"

struct sample {
	struct dais_tree *t;
	enum dais_lang l;
};

static struct dais_str
word(const struct sample *s, enum sample_word w)
{
	return dais_str_from(sample_words[s->l][w]);
}

static struct dais_run *
text(struct sample *s, struct dais_node *n, struct dais_str words)
{
	return dais_tree_text(s->t, &n->runs, words, 0);
}

static struct dais_node *
paragraph(struct sample *s, struct dais_node *parent, struct dais_str words)
{
	struct dais_node *p = dais_tree_add(s->t, parent, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);

	if (words.n)
		(void)text(s, p, words);
	return p;
}

static void
heading(struct sample *s, struct dais_node *parent, unsigned level, struct dais_str number,
    struct dais_str words)
{
	struct dais_node *h = dais_tree_add(s->t, parent, DAIS_NODE_HEADING, DAIS_ROLE_NONE);

	h->level = level;
	h->number = number;
	(void)text(s, h, words);
}

static struct dais_node *
section(struct sample *s, struct dais_node *parent, enum dais_node_role role, const char *id,
    const char *subject)
{
	struct dais_node *n = dais_tree_add(s->t, parent, DAIS_NODE_SECTION, role);

	n->id = dais_str_from(id);
	n->subject = dais_str_from(subject);
	return n;
}

static void
symbol(struct sample *s, const char *words, unsigned flags)
{
	struct dais_masthead *m = &s->t->masthead;
	struct dais_run *run;

	dais_vec_push(s->t->arena, &m->symbols, dais_str_from(words));
	dais_vec_push(s->t->arena, &s->t->running_head, dais_str_from(words));
	run = dais_tree_text(s->t, &m->symbol_runs, dais_str_from(words), flags);
	run->is_symbol = true;
	run->url =
	    dais_arena_printf(s->t->arena, "https://undocs.org/%s/%s", dais_lang_code(s->l), words);
}

static void
masthead(struct sample *s)
{
	struct dais_masthead *m = &s->t->masthead;
	struct dais_arena *a = s->t->arena;

	m->organization = word(s, SAMPLE_UN);
	m->organ = word(s, SAMPLE_ORGAN);
	m->distribution = word(s, SAMPLE_DISTRIBUTION);
	m->date = word(s, SAMPLE_DATE);
	m->language = word(s, SAMPLE_LANGUAGE);
	m->original = word(s, SAMPLE_ORIGINAL);
	symbol(s, "CTOC/COP/WG.2/2022/1", DAIS_RUN_BREAK);
	symbol(s, "CTOC/COP/WG.3/2022/1", 0);
	dais_vec_push(a, &m->meetings, word(s, SAMPLE_IC));
	dais_vec_push(a, &m->meetings, word(s, SAMPLE_MEETING));
	dais_vec_push(a, &m->meetings, word(s, SAMPLE_TA));
	dais_vec_push(a, &m->meetings, word(s, SAMPLE_MEETING));
	dais_vec_push(a, &m->meetings, word(s, SAMPLE_PLACE));
}

static struct dais_node *
entry(struct sample *s, struct dais_node *list, enum sample_word mark, enum sample_word title,
    const char *id, const char *target, const char *subject)
{
	struct dais_node *n = dais_tree_add(s->t, list, DAIS_NODE_ITEM, DAIS_ROLE_AGENDA_ITEM);
	struct dais_run *run;

	n->number = word(s, mark);
	n->id = dais_str_from(id);
	n->subject = dais_str_from(subject);
	run = text(s, paragraph(s, n, DAIS_STR_NONE), word(s, title));
	run->target = dais_str_from(target);
	run->subject = n->subject;
	return n;
}

static void
agenda_ic(struct sample *s)
{
	struct dais_node *n = section(s, NULL, DAIS_ROLE_AGENDA, "agenda.ic", "body:ic");
	struct dais_node *list, *parts, *item;
	struct dais_run *mark;

	heading(s, n, 2, DAIS_STR_NONE, word(s, SAMPLE_IC));
	list = dais_tree_add(s->t, n, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	item = entry(s, list, SAMPLE_MARK_1, SAMPLE_ITEM_1, "agenda.ic.organization",
	    "ic.organization", "item:organization");
	(void)text(s, item->children.v[0], DAIS_STR(" "));
	(void)text(s, item->children.v[0], word(s, SAMPLE_COMMON));
	(void)text(s, item->children.v[0], DAIS_STR(":"));
	parts = dais_tree_add(s->t, item, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	(void)entry(s, parts, SAMPLE_MARK_A, SAMPLE_ITEM_1A, "agenda.ic.opening", "ic.opening",
	    "item:organization/opening");
	(void)entry(s, parts, SAMPLE_MARK_B, SAMPLE_ITEM_1B, "agenda.ic.agenda", "ic.agenda",
	    "item:organization/agenda");
	item = entry(s, list, SAMPLE_MARK_2, SAMPLE_ITEM_2, "agenda.ic.transfer", "ic.transfer",
	    "item:transfer");
	mark = text(s, item->children.v[0], DAIS_STR("*"));
	mark->footnote = 0;
	(void)entry(s, list, SAMPLE_MARK_2, SAMPLE_ITEM_3, "agenda.ic.environment",
	    "ic.environment", "item:environment");
}

static void
agenda_ta(struct sample *s)
{
	struct dais_node *n = section(s, NULL, DAIS_ROLE_AGENDA, "agenda.ta", "body:ta");
	struct dais_node *list;

	heading(s, n, 2, DAIS_STR_NONE, word(s, SAMPLE_TA));
	list = dais_tree_add(s->t, n, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	(void)entry(s, list, SAMPLE_MARK_1, SAMPLE_ITEM_3, "agenda.ta.environment",
	    "ta.environment", "item:environment");
}

static void
opening(struct sample *s, struct dais_node *parent)
{
	struct dais_node *n =
	    section(s, parent, DAIS_ROLE_ANNOTATION, "ic.opening", "item:organization/opening");
	struct dais_node *p;
	struct dais_run *run;

	heading(s, n, 4, word(s, SAMPLE_MARK_A), word(s, SAMPLE_ITEM_1A));
	p = paragraph(s, n, word(s, SAMPLE_OPENING));
	run = text(s, p, word(s, SAMPLE_DAY));
	run->subject = DAIS_STR("date:2022-05-23T10:00");
	(void)text(s, p, DAIS_STR("."));
}

static void
prose(struct sample *s, struct dais_node *parent)
{
	struct dais_node *n =
	    section(s, parent, DAIS_ROLE_ANNOTATION, "ic.agenda", "item:organization/agenda");
	struct dais_node *p, *list, *item;
	struct dais_run *run;

	heading(s, n, 4, word(s, SAMPLE_MARK_B), word(s, SAMPLE_ITEM_1B));
	p = paragraph(s, n, word(s, SAMPLE_PROSE));
	(void)text(s, p, DAIS_STR(" ("));
	run = text(s, p, DAIS_STR("Organized crime strategy toolkit"));
	run->style = DAIS_RUN_ITALIC;
	run->has_lang = true;
	run->lang = DAIS_LANG_EN;
	(void)text(s, p, DAIS_STR(") & < "));
	run = text(s, p, word(s, SAMPLE_IC));
	run->style = DAIS_RUN_BOLD;
	run->subject = DAIS_STR("body:ic");
	run = text(s, p, DAIS_STR("*"));
	run->footnote = 0;
	heading(s, n, 3, DAIS_STR_NONE, word(s, SAMPLE_FREE));
	list = dais_tree_add(s->t, n, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	for (int i = 0; i < 2; i++) {
		item = dais_tree_add(s->t, list, DAIS_NODE_ITEM, DAIS_ROLE_NONE);
		item->number = DAIS_STR("•");
		(void)paragraph(s, item, word(s, i ? SAMPLE_MEETING : SAMPLE_WORK));
	}
	item = dais_tree_add(s->t, list, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	item = dais_tree_add(s->t, item, DAIS_NODE_ITEM, DAIS_ROLE_NONE);
	item->number = DAIS_STR("•");
	(void)paragraph(s, item, word(s, SAMPLE_ANNEX));
	paragraph(s, n, word(s, SAMPLE_FREE))->flags |= DAIS_NODE_UNNUMBERED_INDENT;
	text(s, paragraph(s, n, word(s, SAMPLE_PLACE)), DAIS_STR("2"))->style =
	    DAIS_RUN_SUPER | DAIS_RUN_BREAK;
}

static void
documentation(struct sample *s, struct dais_node *parent)
{
	struct dais_node *n = section(s, parent, DAIS_ROLE_DOCUMENTATION, "", "");

	heading(s, n, 4, DAIS_STR_NONE, word(s, SAMPLE_DOCUMENTATION));
	for (int i = 0; i < 2; i++) {
		struct dais_node *p =
		    dais_tree_add(s->t, n, DAIS_NODE_PARAGRAPH, DAIS_ROLE_DOCUMENT);
		struct dais_run *run;

		p->subject = i ? DAIS_STR("doc:env-report") : DAIS_STR("doc:env-paper");
		(void)text(s, p, word(s, SAMPLE_PAPER));
		(void)text(s, p, DAIS_STR(" ("));
		run = text(s, p, i ? DAIS_STR("CTOC/COP/WG.2/2020/3") : DAIS_STR(PAPER));
		run->is_symbol = true;
		run->url = dais_arena_printf(s->t->arena, "https://undocs.org/%s/%.*s",
		    dais_lang_code(s->l), DAIS_STR_ARG(run->text));
		run->subject = p->subject;
		(void)text(s, p, DAIS_STR(")"));
	}
}

static void
annotations(struct sample *s)
{
	struct dais_node *all = section(s, NULL, DAIS_ROLE_ANNOTATIONS, "annotations", "");
	struct dais_node *body, *item;

	heading(s, all, 1, DAIS_STR_NONE, word(s, SAMPLE_ANNOTATIONS));
	body = section(s, all, DAIS_ROLE_BODY, "annotations.ic", "body:ic");
	heading(s, body, 2, DAIS_STR_NONE, word(s, SAMPLE_IC));
	item = section(s, body, DAIS_ROLE_ANNOTATION, "ic.organization", "item:organization");
	heading(s, item, 3, word(s, SAMPLE_MARK_1), word(s, SAMPLE_ITEM_1));
	opening(s, item);
	prose(s, item);
	item = section(s, body, DAIS_ROLE_ANNOTATION, "ic.transfer", "item:transfer");
	heading(s, item, 3, word(s, SAMPLE_MARK_2), word(s, SAMPLE_ITEM_2));
	(void)paragraph(s, item, word(s, SAMPLE_PROSE));
	documentation(s, item);
	item = section(s, body, DAIS_ROLE_ANNOTATION, "ic.environment", "item:environment");
	heading(s, item, 3, DAIS_STR("3."), word(s, SAMPLE_ITEM_3));
	(void)paragraph(s, item, word(s, SAMPLE_PROSE));
	body = section(s, all, DAIS_ROLE_BODY, "annotations.ta", "body:ta");
	heading(s, body, 2, DAIS_STR_NONE, word(s, SAMPLE_TA));
	item = section(s, body, DAIS_ROLE_ANNOTATION, "ta.environment", "item:environment");
	heading(s, item, 3, word(s, SAMPLE_MARK_1), word(s, SAMPLE_ITEM_3));
	text(s, paragraph(s, item, DAIS_STR_NONE), word(s, SAMPLE_SEE))->target =
	    DAIS_STR("ic.environment");
}

static struct dais_node *
cell(struct sample *s, struct dais_node *row, struct dais_str words, bool is_header)
{
	struct dais_node *n = dais_tree_add(s->t, row, DAIS_NODE_CELL, DAIS_ROLE_NONE);

	n->is_header = is_header;
	if (words.n)
		(void)paragraph(s, n, words);
	return n;
}

static struct dais_node *
row_of(struct sample *s, struct dais_node *table, enum dais_node_role role)
{
	return dais_tree_add(s->t, table, DAIS_NODE_ROW, role);
}

static void
table_head(struct sample *s, struct dais_node *table)
{
	static const double widths[] = { 1.35, 0.75, 3.2, 0.75, 3.2 };
	struct dais_node *row = row_of(s, table, DAIS_ROLE_NONE);

	for (size_t i = 0; i < 5; i++)
		dais_vec_push(s->t->arena, &table->columns, widths[i]);
	table->header_rows = 2;
	cell(s, row, word(s, SAMPLE_WHEN), true)->rowspan = 2;
	cell(s, row, word(s, SAMPLE_IC), true)->colspan = 2;
	cell(s, row, word(s, SAMPLE_TA), true)->colspan = 2;
	row = row_of(s, table, DAIS_ROLE_NONE);
	for (int i = 0; i < 2; i++) {
		(void)cell(s, row, word(s, SAMPLE_NUMBER), true);
		(void)cell(s, row, word(s, SAMPLE_DESCRIPTION), true);
	}
}

static void
day(struct sample *s, struct dais_node *table, int d)
{
	struct dais_node *row = row_of(s, table, DAIS_ROLE_DAY);

	row->start = (struct dais_local){ { 2022, 5, d }, -1 };
	cell(s, row, word(s, SAMPLE_DAY), true)->colspan = 5;
}

static struct dais_node *
sitting(struct sample *s, struct dais_node *table, int d, bool afternoon, unsigned rows)
{
	struct dais_node *row = row_of(s, table, DAIS_ROLE_SITTING);
	int from = afternoon ? 15 : 10;

	row->start = (struct dais_local){ { 2022, 5, d }, from * 60 };
	row->end = (struct dais_local){ { 2022, 5, d }, (from + 3) * 60 };
	cell(s, row, word(s, afternoon ? SAMPLE_AFTERNOON : SAMPLE_MORNING), true)->rowspan = rows;
	return row;
}

static void
cells(struct sample *s, struct dais_node *row, struct dais_str number, enum sample_word title,
    bool continued)
{
	struct dais_node *c;

	(void)cell(s, row, number, false);
	if (!number.n) {
		(void)cell(s, row, DAIS_STR_NONE, false);
		return;
	}
	c = cell(s, row, word(s, title), false);
	c->children.v[0]->runs.v[0].target = DAIS_STR("ic.transfer");
	if (continued) {
		(void)text(s, c->children.v[0], DAIS_STR(" "));
		(void)text(s, c->children.v[0], word(s, SAMPLE_CONTINUED));
	}
}

static void
annex(struct sample *s)
{
	struct dais_node *n, *table, *row;

	(void)dais_tree_add(s->t, NULL, DAIS_NODE_PAGE_BREAK, DAIS_ROLE_NONE);
	n = section(s, NULL, DAIS_ROLE_ANNEX, "annex", "");
	heading(s, n, 1, DAIS_STR_NONE, word(s, SAMPLE_ANNEX));
	heading(s, n, 2, DAIS_STR_NONE, word(s, SAMPLE_WORK));
	table = dais_tree_add(s->t, n, DAIS_NODE_TABLE, DAIS_ROLE_TIMETABLE);
	table_head(s, table);
	day(s, table, 23);
	row = sitting(s, table, 23, false, 3);
	cells(s, row, word(s, SAMPLE_NUMBER_1A), SAMPLE_ITEM_1A, false);
	cells(s, row, word(s, SAMPLE_NUMBER_1A), SAMPLE_ITEM_1A, false);
	row = row_of(s, table, DAIS_ROLE_NONE);
	cells(s, row, DAIS_STR("1"), SAMPLE_ITEM_1B, false);
	cells(s, row, DAIS_STR("1"), SAMPLE_ITEM_1B, false);
	row = row_of(s, table, DAIS_ROLE_NONE);
	cells(s, row, DAIS_STR("2"), SAMPLE_ITEM_2, false);
	cells(s, row, DAIS_STR_NONE, SAMPLE_ITEM_2, false);
	row = sitting(s, table, 23, true, 1);
	cells(s, row, DAIS_STR("2"), SAMPLE_ITEM_2, true);
	cells(s, row, DAIS_STR_NONE, SAMPLE_ITEM_2, false);
	day(s, table, 24);
	row = sitting(s, table, 24, false, 1);
	cells(s, row, DAIS_STR("3"), SAMPLE_ITEM_3, false);
	cells(s, row, DAIS_STR("1"), SAMPLE_ITEM_3, false);
}

struct dais_tree *
sample_tree(struct dais_arena *a, enum dais_lang l)
{
	struct sample s = { DAIS_NEW(a, struct dais_tree), l };
	struct dais_footnote *note;

	s.t->arena = a;
	s.t->lang = l;
	s.t->title = word(&s, SAMPLE_TITLE);
	s.t->subject_line = word(&s, SAMPLE_IC);
	s.t->author = word(&s, SAMPLE_ORGAN);
	s.t->job = DAIS_STR("V.22-00789");
	s.t->job_first = dais_arena_printf(a, "V.22-00789 (%c)", dais_lang_letter(l));
	s.t->permalink = dais_arena_printf(a,
	    "https://undocs.org/%s/CTOC/COP/WG.2/2022/1-CTOC/COP/WG.3/2022/1", dais_lang_code(l));
	s.t->date = (struct dais_date){ 2022, 2, 14 };
	masthead(&s);
	agenda_ic(&s);
	agenda_ta(&s);
	annotations(&s);
	annex(&s);
	note = dais_vec_add(a, &s.t->footnotes);
	note->mark = DAIS_STR("*");
	(void)dais_tree_text(s.t, &note->runs, word(&s, SAMPLE_NOTE), 0);
	return s.t;
}
