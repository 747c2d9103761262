/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tree to YAML: two spaces a level, lists indented under their key, quotation marks where the
 * words need them. A line is never broken.
 */
#include "read/package/yaml_tree.h"

struct printer {
	struct dais_buf *out;
	bool placed; /* note in the tree where everything stands */
	size_t seen; /* bytes whose lines and columns are counted */
	unsigned line, column;
};

/* Counts up to the end of what is printed. */
static void
count(struct printer *p)
{
	const char *end;

	if (p->seen == p->out->n) /* nothing may be printed yet: no memory, no end of it */
		return;
	end = p->out->p + p->out->n;
	for (const char *at = p->out->p + p->seen, *line; at < end; at = line + 1) {
		line = memchr(at, '\n', (size_t)(end - at));
		if (!line) {
			p->column +=
			    (unsigned)dais_str_count((struct dais_str){ at, (size_t)(end - at) });
			break;
		}
		p->line++;
		p->column = 1;
	}
	p->seen = p->out->n;
}

static void
place_entry(struct printer *p, struct dais_yaml_entry *e)
{
	if (!p->placed)
		return;
	count(p);
	e->line = p->line;
	e->column = p->column;
}

/* A collection on lines of its own stands where its first entry does. */
static void
place_value(struct printer *p, struct dais_yaml_node *n)
{
	if (!p->placed)
		return;
	count(p);
	n->line = n->end_line = p->line;
	n->column = p->column;
}

static void
put_indent(struct printer *p, unsigned indent)
{
	static const char spaces[] = "                                ";

	for (unsigned n; indent; indent -= n) {
		n = indent < sizeof(spaces) ? indent : (unsigned)sizeof(spaces) - 1;
		dais_buf_put_bytes(p->out, spaces, n);
	}
}

/* Code points that YAML text cannot hold as they are, or that count as line breaks. */
static bool
needs_escape(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
	       cp == 0xFEFF || cp == 0xFFFE || cp == 0xFFFF;
}

/* Bytes that such a code point begins with: what has none of them need not be decoded. */
static const bool may_escape[256] = {
	[0 ... 0x1F] = true, [0x7F] = true, [0xC2] = true, [0xE2] = true, [0xEF] = true
};

static bool
has_escapes(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t at = i;

		if (may_escape[(unsigned char)s.p[i]] && needs_escape(dais_str_decode(s, &at)))
			return true;
	}
	return false;
}

/* Whether @s can stand without quotation marks and be read back as the same words. */
static bool
is_plain(struct dais_str s, bool flow)
{
	if (!s.n || s.p[0] == ' ' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':' ||
	    strchr("-?:,[]{}#&*!|>'\"%@`", s.p[0]) || dais_str_is(s, "~") ||
	    dais_str_is(s, "null") || dais_str_has_prefix(s, DAIS_STR("...")))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : ' ';

		if ((unsigned char)s.p[i] >= 'a' && (unsigned char)s.p[i] != '{' &&
		    (unsigned char)s.p[i] != '}')
			continue;
		if ((s.p[i] == ':' && (next == ' ' || (flow && strchr(",[]{}", next)))) ||
		    (s.p[i] == '#' && i && s.p[i - 1] == ' ') ||
		    (flow && s.p[i] && strchr(",[]{}", s.p[i])))
			return false;
	}
	return !has_escapes(s);
}

static void
put_double(struct printer *p, struct dais_str s)
{
	dais_buf_put_char(p->out, '"');
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = dais_str_decode(s, &at);

		if (cp == '"' || cp == '\\')
			dais_buf_put_char(p->out, '\\');
		if (cp == '\n')
			dais_buf_puts(p->out, "\\n");
		else if (cp == '\t')
			dais_buf_puts(p->out, "\\t");
		else if (needs_escape(cp))
			dais_buf_printf(p->out, cp < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)cp);
		else
			dais_buf_put_cp(p->out, cp);
	}
	dais_buf_put_char(p->out, '"');
}

static void
put_single(struct printer *p, struct dais_str s)
{
	dais_buf_put_char(p->out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			dais_buf_put_char(p->out, '\'');
		dais_buf_put_char(p->out, s.p[i]);
	}
	dais_buf_put_char(p->out, '\'');
}

static void
put_scalar(struct printer *p, struct dais_str s, enum dais_yaml_style style, bool flow)
{
	if (style == DAIS_YAML_SINGLE && !has_escapes(s))
		put_single(p, s);
	else if (style == DAIS_YAML_DOUBLE || !is_plain(s, flow))
		put_double(p, s);
	else
		dais_buf_put(p->out, s);
}

static size_t
shown(const struct dais_yaml_node *n)
{
	size_t count = 0;

	for (size_t i = 0; i < n->entries.n; i++)
		count += !n->entries.v[i].implied;
	return count;
}

static void
put_flow(struct printer *p, const struct dais_yaml_node *n,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	bool mapping = n->kind == DAIS_YAML_MAPPING, first = true;

	if (n->kind == DAIS_YAML_SCALAR || !depth) {
		put_scalar(p, n->text, n->style, true);
		return;
	}
	dais_buf_put_char(p->out, mapping ? '{' : '[');
	for (size_t i = 0; i < n->entries.n; i++) {
		struct dais_yaml_entry *e = &n->entries.v[i];

		if (e->implied)
			continue;
		if (!first)
			dais_buf_puts(p->out, ", ");
		first = false;
		place_entry(p, e);
		if (mapping) {
			put_scalar(p, e->key, e->key_style, true);
			dais_buf_puts(p->out, ": ");
		}
		place_value(p, e->value);
		put_flow(p, e->value, depth - 1);
	}
	dais_buf_put_char(p->out, mapping ? '}' : ']');
}

static void
put_before(struct printer *p, struct dais_str lines, unsigned indent)
{
	struct dais_str line;

	while (dais_str_next_line(&lines, &line)) {
		if (line.n)
			put_indent(p, indent);
		dais_buf_put(p->out, line);
		dais_buf_put_char(p->out, '\n');
	}
}

/* Ends the line, with the comment of @e behind it where it stood. */
static void
end_line(struct printer *p, const struct dais_yaml_entry *e)
{
	if (e->beside.n) {
		size_t start = p->out->n;
		unsigned column;

		while (start && p->out->p[start - 1] != '\n')
			start--;
		column =
		    (unsigned)dais_str_count(dais_str_sub(dais_buf_str(p->out), start, p->out->n)) +
		    1;
		do
			dais_buf_put_char(p->out, ' ');
		while (++column < e->beside_column);
		dais_buf_put(p->out, e->beside);
	}
	dais_buf_put_char(p->out, '\n');
}

static bool
is_inline(const struct dais_yaml_node *n)
{
	return n->kind == DAIS_YAML_SCALAR || n->flow || shown(n) == 0;
}

static void put_block(struct printer *p, const struct dais_yaml_node *n, unsigned indent,
    const struct dais_yaml_entry *dash, unsigned depth);

/* The value behind "key:" (a space precedes it on the same line) or on lines of its own. */
static void
put_value(struct printer *p, const struct dais_yaml_entry *e, const struct dais_yaml_entry *mark,
    unsigned indent, unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	struct dais_yaml_node *n = e->value;

	if (!is_inline(n) && depth) {
		end_line(p, mark);
		place_value(p, n);
		put_block(p, n, indent + 2, NULL, depth - 1);
		return;
	}
	dais_buf_put_char(p->out, ' ');
	place_value(p, n);
	if (n->kind == DAIS_YAML_SCALAR)
		put_scalar(p, n->text, n->style, false);
	else
		put_flow(p, n, DAIS_YAML_MAX_DEPTH);
	end_line(p, mark);
}

static void
put_item(struct printer *p, struct dais_yaml_entry *e, unsigned indent,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	put_before(p, e->before, indent);
	place_entry(p, e);
	place_value(p, e->value);
	if (e->value->kind == DAIS_YAML_MAPPING && !is_inline(e->value) && depth) {
		put_block(p, e->value, indent + 2, e, depth - 1);
		return;
	}
	put_indent(p, indent);
	dais_buf_puts(p->out, "- ");
	place_value(p, e->value);
	if (e->value->kind == DAIS_YAML_SCALAR)
		put_scalar(p, e->value->text, e->value->style, false);
	else
		put_flow(p, e->value, DAIS_YAML_MAX_DEPTH);
	end_line(p, e);
}

/* @dash: the entry of a list whose "- " precedes the first key; NULL for none. */
static void
put_block(struct printer *p, const struct dais_yaml_node *n, unsigned indent,
    const struct dais_yaml_entry *dash,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	for (size_t i = 0; i < n->entries.n; i++) {
		struct dais_yaml_entry *e = &n->entries.v[i];

		if (e->implied)
			continue;
		if (n->kind == DAIS_YAML_SEQUENCE) {
			put_item(p, e, indent, depth);
			continue;
		}
		put_before(p, e->before, dash ? indent - 2 : indent);
		put_indent(p, dash ? indent - 2 : indent);
		if (dash)
			dais_buf_puts(p->out, "- ");
		place_entry(p, e);
		put_scalar(p, e->key, e->key_style, false);
		dais_buf_put_char(p->out, ':');
		put_value(p, e, dash && dash->beside.n ? dash : e, indent, depth);
		dash = NULL;
	}
}

static void
print_doc(struct printer *p, const struct dais_yaml_doc *doc)
{
	if (doc->root)
		place_value(p, doc->root);
	if (doc->root && is_inline(doc->root)) {
		put_flow(p, doc->root, DAIS_YAML_MAX_DEPTH);
		dais_buf_put_char(p->out, '\n');
	} else if (doc->root) {
		put_block(p, doc->root, 0, NULL, DAIS_YAML_MAX_DEPTH);
	}
	put_before(p, doc->after, 0);
}

void
dais_yaml_print(const struct dais_yaml_doc *doc, struct dais_buf *out)
{
	struct printer p = { .out = out };

	print_doc(&p, doc);
}

void
dais_yaml_print_placed(struct dais_yaml_doc *doc, struct dais_buf *out)
{
	struct printer p = { .out = out, .placed = true, .line = 1, .column = 1 };

	print_doc(&p, doc);
}
