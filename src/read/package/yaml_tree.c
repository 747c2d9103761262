/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * libyaml events to tree. The stack of open collections is explicit and bounded, so that no
 * input can exhaust the C stack.
 */
#include "read/package/yaml_tree.h"

#include <yaml.h>

#include "base/err.h"
#include "read/package/yaml_syntax.h"
#include "text/message.h"

struct frame {
	struct dais_yaml_node *node;
	struct dais_yaml_entry pending; /* mapping: key read, value awaited */
	bool have_key;
};

struct builder {
	struct dais_arena *a;
	struct dais_diags *d;
	struct dais_str bytes;
	const char *file;
	struct dais_yaml_node *root;
	struct frame stack[DAIS_YAML_MAX_DEPTH];
	size_t depth;
	size_t nodes;
	unsigned documents;
	bool failed;
};

static struct dais_diag *complain(struct builder *b, unsigned line, unsigned column,
    struct dais_str text, const char *message) DAIS_NAMES(5);
static void fail(struct builder *b, yaml_mark_t at, const char *message, const char *hint)
    DAIS_NAMES(3) DAIS_NAMES(4);

static struct dais_diag *
complain(
    struct builder *b, unsigned line, unsigned column, struct dais_str text, const char *message)
{
	struct dais_place place = {
		.file = dais_str_from(b->file), .line = line, .column = column, .text = text
	};

	return dais_diags_add(b->d, "package", DAIS_SEVERITY_ERROR, &place, "%s",
	    dais_text_message_words(b->d->lang, message));
}

static void
fail(struct builder *b, yaml_mark_t at, const char *message, const char *hint)
{
	struct dais_diag *g =
	    complain(b, (unsigned)at.line + 1, (unsigned)at.column + 1, DAIS_STR_NONE, message);

	dais_diag_set_file_hint(b->d, g, "%s", dais_text_message_words(b->d->lang, hint));
	b->failed = true;
}

/* Line and column (code points) of byte @at. */
static void
locate(struct dais_str s, size_t at, unsigned *ret_line, unsigned *ret_column)
{
	size_t start = 0;

	*ret_line = 1;
	for (size_t i = 0; i < at && i < s.n; i++) {
		if (s.p[i] == '\n') {
			(*ret_line)++;
			start = i + 1;
		}
	}
	*ret_column = (unsigned)dais_str_count(dais_str_sub(s, start, at)) + 1;
}

static bool
check_encoding(struct builder *b)
{
	struct dais_str s = b->bytes;
	size_t at = 0;
	unsigned line, column;
	struct dais_diag *g;
	bool utf16 =
	    s.n >= 2 && (memcmp(s.p, "\xFF\xFE", 2) == 0 || memcmp(s.p, "\xFE\xFF", 2) == 0);

	if (utf16) {
		g = complain(b, 1, 1, DAIS_STR_NONE, "the file is in UTF-16, not UTF-8");
		dais_diag_set_file_hint(b->d, g, "save it as UTF-8");
		return false;
	}
	if (dais_str_is_text(s, &at))
		return true;
	locate(s, at, &line, &column);
	g = complain(b, line, column, DAIS_STR_NONE,
	    s.p[at] ? "the bytes here are not UTF-8 text" : "there is a NUL byte in the file");
	dais_diag_set_file_hint(b->d, g, "byte %zu is 0x%02X; save the file as UTF-8", at,
	    (unsigned)(unsigned char)s.p[at]);
	return false;
}

static void
report_syntax(struct builder *b, const yaml_parser_t *p)
{
	struct dais_place place = { .file = dais_str_from(b->file) };

	if (p->error == YAML_READER_ERROR) {
		locate(b->bytes, p->problem_offset, &place.line, &place.column);
	} else {
		place.line = (unsigned)p->problem_mark.line + 1;
		place.column = (unsigned)p->problem_mark.column + 1;
	}
	dais_yaml_report(b->d, p, &place, b->bytes);
	b->failed = true;
}

static struct dais_yaml_node *
new_node(struct builder *b, enum dais_yaml_kind kind, const yaml_event_t *e)
{
	struct dais_yaml_node *n = dais_yaml_new(b->a, kind);

	n->line = (unsigned)e->start_mark.line + 1;
	n->column = (unsigned)e->start_mark.column + 1;
	n->end_line = (unsigned)e->end_mark.line + 1;
	if (++b->nodes > DAIS_YAML_MAX_NODES)
		fail(b, e->start_mark, "the file has too many values", "the limit is 500,000");
	return n;
}

static void
report_repeated(
    struct builder *b, const struct dais_yaml_entry *first, const struct dais_yaml_entry *again)
{
	struct dais_place place = { .file = dais_str_from(b->file),
		.line = again->line,
		.column = again->column,
		.text = again->key };
	struct dais_diag *g = dais_diags_add(b->d, "package", DAIS_SEVERITY_ERROR, &place,
	    "`%.*s` is given twice", DAIS_STR_ARG(again->key));

	dais_diag_set_file_hint(b->d, g, "the first is in line %u", first->line);
	place.line = first->line;
	place.column = first->column;
	dais_diag_add_place(b->d, g, &place);
}

/* Large mappings come from hostile files only; linear search is bounded by this. */
#define SEARCH_MAX 2000

static struct dais_yaml_entry *
find_key(const struct dais_yaml_node *n, struct dais_str key)
{
	size_t from = n->entries.n > SEARCH_MAX ? n->entries.n - SEARCH_MAX : 0;

	for (size_t i = from; i < n->entries.n; i++) {
		if (dais_str_eq(n->entries.v[i].key, key))
			return &n->entries.v[i];
	}
	return NULL;
}

static void
put_in_mapping(struct builder *b, struct frame *f, struct dais_yaml_node *n, yaml_mark_t at)
{
	struct dais_yaml_entry *same;

	if (!f->have_key) {
		if (n->kind != DAIS_YAML_SCALAR) {
			fail(b, at, "a key must be a word", "a list or mapping cannot be a key");
			return;
		}
		f->pending = (struct dais_yaml_entry){
			.key = n->text, .key_style = n->style, .line = n->line, .column = n->column
		};
		f->have_key = true;
		return;
	}
	f->have_key = false;
	same = find_key(f->node, f->pending.key);
	if (same) {
		report_repeated(b, same, &f->pending);
		return;
	}
	f->pending.value = n;
	dais_vec_push(b->a, &f->node->entries, f->pending);
}

static void
put(struct builder *b, struct dais_yaml_node *n, yaml_mark_t at)
{
	struct frame *f = b->depth ? &b->stack[b->depth - 1] : NULL;
	struct dais_yaml_entry *e;

	if (!f) {
		b->root = n;
	} else if (f->node->kind == DAIS_YAML_MAPPING) {
		put_in_mapping(b, f, n, at);
	} else {
		e = dais_yaml_add(b->a, f->node, DAIS_STR_NONE, n);
		e->line = n->line;
		e->column = n->column;
	}
}

static void
open_collection(struct builder *b, const yaml_event_t *e, enum dais_yaml_kind kind, bool flow)
{
	struct dais_yaml_node *n = new_node(b, kind, e);

	n->flow = flow;
	put(b, n, e->start_mark);
	if (b->failed)
		return;
	if (b->depth == DAIS_YAML_MAX_DEPTH) {
		fail(
		    b, e->start_mark, "the values are nested too deeply", "the limit is 64 levels");
		return;
	}
	b->stack[b->depth++] = (struct frame){ .node = n };
}

static enum dais_yaml_style
style_of(yaml_scalar_style_t s)
{
	switch (s) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return DAIS_YAML_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return DAIS_YAML_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return DAIS_YAML_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return DAIS_YAML_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
	default:
		return DAIS_YAML_PLAIN;
	}
}

static void
put_scalar(struct builder *b, const yaml_event_t *e)
{
	struct dais_yaml_node *n = new_node(b, DAIS_YAML_SCALAR, e);

	n->text = dais_arena_dup(
	    b->a, (struct dais_str){ (const char *)e->data.scalar.value, e->data.scalar.length });
	n->style = style_of(e->data.scalar.style);
	put(b, n, e->start_mark);
}

static void
refuse_extras(
    struct builder *b, const yaml_event_t *e, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		fail(b, e->start_mark, "anchors (`&name`) are not allowed",
		    "write the value where it is needed");
	else if (tag)
		fail(b, e->start_mark, "tags (`!name`) are not allowed",
		    "leave the tag out; put quotation marks around words that look like numbers");
}

static void
take(struct builder *b, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_ALIAS_EVENT:
		fail(b, e->start_mark, "aliases (`*name`) are not allowed",
		    "write the value where it is needed; a value that begins with * needs "
		    "quotation marks");
		break;
	case YAML_SCALAR_EVENT:
		refuse_extras(b, e, e->data.scalar.anchor, e->data.scalar.tag);
		put_scalar(b, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		refuse_extras(b, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		open_collection(b, e, DAIS_YAML_SEQUENCE,
		    e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
		break;
	case YAML_MAPPING_START_EVENT:
		refuse_extras(b, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		open_collection(b, e, DAIS_YAML_MAPPING,
		    e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		b->stack[b->depth - 1].node->end_line = (unsigned)e->end_mark.line + 1;
		b->depth--;
		break;
	case YAML_DOCUMENT_START_EVENT:
		if (++b->documents > 1)
			fail(b, e->start_mark, "the file holds a second document",
			    "take out the line `---`");
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	default:
		break;
	}
}

static void
run(struct builder *b)
{
	yaml_parser_t p;
	bool end = false;

	if (!yaml_parser_initialize(&p)) {
		fail(b, (yaml_mark_t){ 0 }, "out of memory", "close other programs");
		return;
	}
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, (const unsigned char *)b->bytes.p, b->bytes.n);
	while (!end && !b->failed) {
		yaml_event_t e;

		if (!yaml_parser_parse(&p, &e)) {
			report_syntax(b, &p);
			break;
		}
		take(b, &e);
		end = e.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&p);
}

static bool
check_lines(struct builder *b)
{
	size_t lines = 0, at = 0;

	while ((at = dais_str_find_char(b->bytes, '\n', at)) != SIZE_MAX) {
		at++;
		lines++;
	}
	if (lines <= DAIS_YAML_MAX_LINES)
		return true;
	(void)complain(
	    b, DAIS_YAML_MAX_LINES + 1, 1, DAIS_STR_NONE, "the file has more than 1,000,000 lines");
	return false;
}

bool
dais_yaml_parse(struct dais_arena *a, struct dais_str bytes, const char *file, bool comments,
    struct dais_diags *diags, struct dais_yaml_doc *ret_doc)
{
	struct builder *b = DAIS_NEW(a, struct builder);

	b->a = a;
	b->d = diags;
	b->bytes = bytes;
	b->file = file;
	*ret_doc = (struct dais_yaml_doc){ 0 };
	if (bytes.n > DAIS_YAML_MAX_BYTES) {
		(void)complain(b, 1, 1, DAIS_STR_NONE, "the file is larger than 64 MiB");
		return false;
	}
	if (!check_encoding(b) || !check_lines(b))
		return false;
	if (dais_str_has_prefix(bytes, DAIS_STR("\xEF\xBB\xBF")))
		b->bytes = dais_str_sub(bytes, 3, bytes.n);
	if (!b->bytes.n)
		return true;
	run(b);
	if (b->failed)
		return false;
	ret_doc->root = b->root;
	if (comments)
		dais_yaml_attach_comments(a, b->bytes, ret_doc);
	return true;
}

struct dais_yaml_entry *
dais_yaml_find(const struct dais_yaml_node *n, struct dais_str key)
{
	if (!n || n->kind != DAIS_YAML_MAPPING)
		return NULL;
	for (size_t i = 0; i < n->entries.n; i++) {
		if (dais_str_eq(n->entries.v[i].key, key))
			return &n->entries.v[i];
	}
	return NULL;
}

struct dais_yaml_node *
dais_yaml_get(const struct dais_yaml_node *n, const char *key)
{
	struct dais_yaml_entry *e = dais_yaml_find(n, dais_str_from(key));

	return e ? e->value : NULL;
}

bool
dais_yaml_is_null(const struct dais_yaml_node *n)
{
	return n->kind == DAIS_YAML_SCALAR && n->style == DAIS_YAML_PLAIN &&
	       (n->text.n == 0 || dais_str_is(n->text, "~") || dais_str_is(n->text, "null"));
}

struct dais_yaml_node *
dais_yaml_new(struct dais_arena *a, enum dais_yaml_kind kind)
{
	struct dais_yaml_node *n = DAIS_NEW(a, struct dais_yaml_node);

	n->kind = kind;
	return n;
}

struct dais_yaml_node *
dais_yaml_new_scalar(struct dais_arena *a, struct dais_str text)
{
	struct dais_yaml_node *n = dais_yaml_new(a, DAIS_YAML_SCALAR);

	n->text = text;
	return n;
}

struct dais_yaml_entry *
dais_yaml_add(struct dais_arena *a, struct dais_yaml_node *n, struct dais_str key,
    struct dais_yaml_node *value)
{
	struct dais_yaml_entry *e = dais_vec_add(a, &n->entries);

	e->key = key;
	e->value = value;
	return e;
}
