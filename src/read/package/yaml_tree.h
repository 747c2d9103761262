/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * YAML as dais uses it: one document of mappings, sequences and scalars, with the place of every
 * key and value, so that whoever reads the tree can say where something is wrong. Anchors,
 * aliases, tags and keys that are not words are refused. Built on libyaml's events; the tree
 * lives in the caller's arena.
 *
 * Limits: 64 MiB, 64 levels, 500,000 nodes, 1,000,000 lines. Nothing here recurses.
 */
#ifndef DAIS_READ_PACKAGE_YAML_TREE_H
#define DAIS_READ_PACKAGE_YAML_TREE_H

#include "base/buf.h"
#include "base/diag.h"

#define DAIS_YAML_MAX_BYTES ((size_t)64 << 20)
#define DAIS_YAML_MAX_DEPTH 64
#define DAIS_YAML_MAX_NODES 500000
#define DAIS_YAML_MAX_LINES 1000000

enum dais_yaml_kind {
	DAIS_YAML_SCALAR,
	DAIS_YAML_SEQUENCE,
	DAIS_YAML_MAPPING
};

enum dais_yaml_style {
	DAIS_YAML_PLAIN,
	DAIS_YAML_SINGLE,
	DAIS_YAML_DOUBLE,
	DAIS_YAML_LITERAL,
	DAIS_YAML_FOLDED
};

struct dais_yaml_node;

/* An entry of a mapping, or of a sequence (key empty). */
struct dais_yaml_entry {
	struct dais_str key;
	enum dais_yaml_style key_style;
	unsigned line, column; /* of the key, or of a sequence's value; 1-based, code points */
	struct dais_yaml_node *value; /* never NULL */
	/* Comments, only when asked for: the blank and comment lines directly above, without their
	 * indentation, each ended by "\n"; and the comment behind the entry's first line. */
	struct dais_str before;
	struct dais_str beside;
	unsigned beside_column; /* where it stood */
	bool implied; /* writers: leave it out unless the original has it */
};

struct dais_yaml_node {
	enum dais_yaml_kind kind;
	enum dais_yaml_style style; /* scalars */
	bool flow; /* [a, b] or {a: b} */
	bool ordered; /* writers: the order of a mapping's keys is content */
	unsigned line, column; /* 1-based, code points */
	unsigned end_line; /* scalars: where they end */
	struct dais_str text; /* scalars */
	DAIS_VEC(struct dais_yaml_entry) entries;
};

struct dais_yaml_doc {
	struct dais_yaml_node *root; /* NULL when the file holds nothing */
	struct dais_str after; /* comments behind the last line */
};

/* Parses @bytes of the file the user calls @file. What is wrong goes to @diags, rule "package".
 * False when no tree could be made (syntax, encoding, a limit); a repeated key is reported, its
 * first value kept. @comments: collect comments and blank lines (for writing back). */
bool dais_yaml_parse(struct dais_arena *a, struct dais_str bytes, const char *file, bool comments,
    struct dais_diags *diags, struct dais_yaml_doc *ret_doc);

/* Attaches comments and blank lines of @bytes to the entries of @doc; done by
 * dais_yaml_parse(). */
void dais_yaml_attach_comments(
    struct dais_arena *a, struct dais_str bytes, struct dais_yaml_doc *doc);

/* The value of @key in mapping @n; NULL when absent or @n is no mapping. */
struct dais_yaml_node *dais_yaml_get(const struct dais_yaml_node *n, const char *key);
struct dais_yaml_entry *dais_yaml_find(const struct dais_yaml_node *n, struct dais_str key);
/* Whether @n is an empty plain scalar, "~" or "null". */
bool dais_yaml_is_null(const struct dais_yaml_node *n);

/* Building, for writers. */
struct dais_yaml_node *dais_yaml_new(struct dais_arena *a, enum dais_yaml_kind kind);
struct dais_yaml_node *dais_yaml_new_scalar(struct dais_arena *a, struct dais_str text);
/* Adds @value under @key (empty in a sequence) and returns the entry; valid until the next. */
struct dais_yaml_entry *dais_yaml_add(struct dais_arena *a, struct dais_yaml_node *n,
    struct dais_str key, struct dais_yaml_node *value);

/* @fresh (what is to be written) takes over from @original what saving keeps: the order of
 * keys (unless `ordered`), comments and blank lines, quoting style, flow or block form, and implied
 * entries that the original states. @fresh is changed in place. */
void dais_yaml_merge(
    struct dais_arena *a, struct dais_yaml_node *fresh, const struct dais_yaml_node *original);
/* Prints @doc; entries still marked implied are left out. */
void dais_yaml_print(const struct dais_yaml_doc *doc, struct dais_buf *out);
/* The same into the empty @out, and notes in the tree the line and column of every entry and value,
 * as parsing the bytes would. */
void dais_yaml_print_placed(struct dais_yaml_doc *doc, struct dais_buf *out);

#endif
