/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that turn a record into the tree of meeting.yaml. All nodes live in the arena
 * of struct dais_emit; words are those of the record, which must live as long.
 */
#ifndef DAIS_READ_PACKAGE_EMIT_PRIV_H
#define DAIS_READ_PACKAGE_EMIT_PRIV_H

#include "read/package/emit.h"

struct dais_emit {
	struct dais_arena *a;
	const struct dais_record *r;
};

/* --- nodes of fields (emit_fields.c) --- */

/* An empty mapping in lines; an empty list or mapping within a line. */
struct dais_yaml_node *dais_emit_mapping(struct dais_emit *e);
struct dais_yaml_node *dais_emit_flow(struct dais_emit *e, enum dais_yaml_kind kind);
/* A word that no reader of YAML takes for something else: an id, a name, a date, a number. */
struct dais_yaml_node *dais_emit_scalar(struct dais_emit *e, struct dais_str text);
/* Codes of languages, ids of bodies: lists within a line. */
struct dais_yaml_node *dais_emit_langs(struct dais_emit *e, dais_lang_set set);
struct dais_yaml_node *dais_emit_body_ids(struct dais_emit *e, const dais_index_vec *v);

/* Adds @value under @key to the mapping @to. */
struct dais_yaml_entry *dais_emit_add(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_yaml_node *value);
/* The same; implied, so that it is not printed, where @is_default. */
void dais_emit_default(struct dais_emit *e, struct dais_yaml_node *to, const char *key,
    struct dais_yaml_node *value, bool is_default);
/* Add a name of dais's own ("scheduled"), whatever it is. */
void dais_emit_name(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, const char *name);
/* These add nothing where there is nothing: no words, 0, an unset date, words in no language. Words
 * of people are quoted where they look like a number, a date or a truth value. */
void dais_emit_words(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_str text);
void dais_emit_uint(struct dais_emit *e, struct dais_yaml_node *to, const char *key, unsigned v);
void dais_emit_date(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_date d);
void dais_emit_local(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_local at);
void dais_emit_ml(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, const struct dais_ml *ml);

/* Adds the ids of @vec's elements in vector @things to the list @into. */
#define DAIS_EMIT_IDS(e, into, vec, things)                                                        \
	do {                                                                                       \
		for (size_t ids_i = 0; ids_i < (vec).n; ids_i++)                                   \
			(void)dais_yaml_add((e)->a, (into), DAIS_STR_NONE,                         \
			    dais_emit_scalar((e), (things).v[(vec).v[ids_i]].id));                 \
	} while (0)

/* --- things (emit_approvals.c) --- */

/* One entry of `approvals` and of `silences`, with what has its default marked implied. */
struct dais_yaml_node *dais_emit_approval(struct dais_emit *e, const struct dais_approval *p);
struct dais_yaml_node *dais_emit_silence(struct dais_emit *e, const struct dais_silence *s);

#endif
