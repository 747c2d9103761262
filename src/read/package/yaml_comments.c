/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Comments and blank lines. libyaml drops them; a scan of the lines finds each "#" that begins a
 * comment: it stands at the start of a line or after a space, outside quoted and block scalars,
 * whose extents the tree knows. Lines directly above an entry belong to it; a comment behind an
 * entry's first line belongs to the outermost entry that begins there; what is left (comments
 * inside a flow list of several lines) goes above the entry it stands in.
 */
#include "read/package/yaml_tree.h"

enum line_kind {
	LINE_CONTENT,
	LINE_BLANK,
	LINE_COMMENT
};

struct line {
	struct dais_str text;          /* without the line break */
	enum line_kind kind;
	bool inside;                   /* begins inside a scalar of several lines */
	size_t hash;                   /* byte of the comment's "#"; SIZE_MAX none */
	struct dais_yaml_entry *entry; /* outermost block entry that begins here */
	bool taken;
};

struct scan {
	struct dais_arena *a;
	struct line *lines;
	size_t n;
};

static void
split_lines(struct scan *s, struct dais_str bytes)
{
	size_t count = 1, i = 0;
	struct dais_str rest = bytes, line;

	for (size_t at = 0; (at = dais_str_find_char(bytes, '\n', at)) != SIZE_MAX; at++)
		count++;
	s->lines = DAIS_NEW_N(s->a, count, struct line);
	while (i < count && dais_str_next_line(&rest, &line)) {
		s->lines[i].text = line;
		s->lines[i].hash = SIZE_MAX;
		i++;
	}
	s->n = i;
}

static void
mark_scalar(struct scan *s, const struct dais_yaml_node *n)
{
	bool block = n->style == DAIS_YAML_LITERAL || n->style == DAIS_YAML_FOLDED;
	unsigned last =
	    block ? n->end_line - 1 : n->end_line; /* a block ends before its end mark */

	for (unsigned i = n->line; i < last && i < s->n; i++)
		s->lines[i].inside = true; /* index i is line i + 1 */
	if (block && n->end_line > s->n && s->n && n->line < s->n)
		s->lines[s->n - 1].inside = true;
}

static void
mark_entry(struct scan *s, struct dais_yaml_entry *e)
{
	if (e->line && e->line <= s->n && !s->lines[e->line - 1].entry)
		s->lines[e->line - 1].entry = e;
}

/* Walks the tree in the order of the file; what lies inside flow collections has no entry of its
 * own. */
static void
mark_tree(struct scan *s, struct dais_yaml_node *root)
{
	struct {
		struct dais_yaml_node *node;
		size_t at;
		bool flow;
	} stack[DAIS_YAML_MAX_DEPTH + 1];
	size_t depth = 0;

	stack[depth].node = root;
	stack[depth].at = 0;
	stack[depth++].flow = root->flow;
	while (depth) {
		struct dais_yaml_node *n = stack[depth - 1].node;
		struct dais_yaml_entry *e;

		if (n->kind == DAIS_YAML_SCALAR)
			mark_scalar(s, n);
		if (stack[depth - 1].at == n->entries.n) {
			depth--;
			continue;
		}
		e = &n->entries.v[stack[depth - 1].at++];
		if (!stack[depth - 1].flow)
			mark_entry(s, e);
		if (depth <= DAIS_YAML_MAX_DEPTH) {
			bool flow = stack[depth - 1].flow || e->value->flow;

			stack[depth].node = e->value;
			stack[depth].at = 0;
			stack[depth++].flow = flow;
		}
	}
}

/* The first "#" of @t that begins a comment, knowing the quotes on this line. */
static size_t
find_hash(struct dais_str t)
{
	char quote = 0;

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i], before = i ? t.p[i - 1] : ' ';

		if (quote == '"' && c == '\\') {
			i++;
		} else if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '#' && (before == ' ' || before == '\t')) {
			return i;
		} else if ((c == '"' || c == '\'') && strchr(" \t[{,:-", before)) {
			quote = c;
		}
	}
	return SIZE_MAX;
}

static void
classify(struct scan *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct line *l = &s->lines[i];
		struct dais_str t = dais_str_trim(l->text);

		if (l->inside)
			continue;
		if (!t.n) {
			l->kind = LINE_BLANK;
		} else if (t.p[0] == '#') {
			l->kind = LINE_COMMENT;
			l->hash = (size_t)(t.p - l->text.p);
		} else if (dais_str_find_char(l->text, '#', 0) != SIZE_MAX) {
			l->hash = find_hash(l->text);
		}
	}
}

/* Lines @from .. @to - 1 joined, trimmed, blank lines at the start reduced to one. */
static struct dais_str
join(struct scan *s, size_t from, size_t to)
{
	struct dais_str r;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_YAML_MAX_BYTES);
	while (from + 1 < to && s->lines[from].kind == LINE_BLANK &&
	       s->lines[from + 1].kind == LINE_BLANK)
		from++;
	for (size_t i = from; i < to; i++) {
		dais_buf_put(&b, dais_str_trim(s->lines[i].text));
		dais_buf_put_char(&b, '\n');
		s->lines[i].taken = true;
	}
	r = dais_buf_dup(&b, s->a);
	dais_buf_release(&b);
	return r;
}

static void
attach_above(struct scan *s)
{
	size_t from = 0; /* first line behind the last content */

	for (size_t i = 0; i < s->n; i++) {
		struct line *l = &s->lines[i];

		if (l->kind != LINE_CONTENT)
			continue;
		if (l->entry && from < i)
			l->entry->before = join(s, from, i);
		if (l->entry && l->hash != SIZE_MAX) {
			l->entry->beside = dais_str_trim(dais_str_sub(l->text, l->hash, l->text.n));
			l->entry->beside_column =
			    (unsigned)dais_str_count(dais_str_sub(l->text, 0, l->hash)) + 1;
			l->taken = true;
		}
		from = i + 1;
	}
}

static void
attach_rest(struct scan *s, struct dais_yaml_doc *doc)
{
	struct dais_yaml_entry *last = NULL;
	size_t end = s->n;

	while (end && s->lines[end - 1].kind != LINE_CONTENT)
		end--;
	for (size_t i = 0; i < end; i++) {
		struct line *l = &s->lines[i];

		last = l->entry ? l->entry : last;
		if (l->taken || l->hash == SIZE_MAX || !last)
			continue;
		last->before = dais_arena_printf(s->a, "%.*s%.*s\n", DAIS_STR_ARG(last->before),
		    DAIS_STR_ARG(dais_str_trim(dais_str_sub(l->text, l->hash, l->text.n))));
	}
	while (end < s->n && s->n && s->lines[s->n - 1].kind == LINE_BLANK)
		s->n--;
	if (end < s->n)
		doc->after = join(s, end, s->n);
}

void
dais_yaml_attach_comments(struct dais_arena *a, struct dais_str bytes, struct dais_yaml_doc *doc)
{
	struct scan s = { .a = a };

	if (!doc->root)
		return;
	split_lines(&s, bytes);
	mark_tree(&s, doc->root);
	classify(&s);
	attach_above(&s);
	attach_rest(&s, doc);
}
