/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/tree/tree.h"

#include "base/buf.h"
#include "base/err.h"

struct dais_node *
dais_tree_add(struct dais_tree *t, struct dais_node *parent, enum dais_node_kind kind,
    enum dais_node_role role)
{
	struct dais_node *n = DAIS_NEW(t->arena, struct dais_node);

	n->kind = kind;
	n->role = role;
	n->colspan = 1;
	n->rowspan = 1;
	n->start.minute = -1;
	n->end.minute = -1;
	if (parent)
		dais_vec_push(t->arena, &parent->children, n);
	else
		dais_vec_push(t->arena, &t->body, n);
	return n;
}

struct dais_run *
dais_tree_text(struct dais_tree *t, dais_run_vec *runs, struct dais_str text, unsigned style)
{
	struct dais_run *run = dais_vec_add(t->arena, runs);

	run->text = text;
	run->style = style;
	run->footnote = -1;
	return run;
}

struct dais_str
dais_runs_plain(struct dais_arena *a, const dais_run_vec *runs)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < runs->n; i++) {
		dais_buf_put(&b, runs->v[i].text);
		if (runs->v[i].style & DAIS_RUN_BREAK)
			dais_buf_put_char(&b, ' ');
	}
	return dais_buf_dup(&b, a);
}
