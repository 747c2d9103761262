/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that turn packages into things and back.
 */
#ifndef DAIS_SERVICE_HOUSE_THINGS_PRIV_H
#define DAIS_SERVICE_HOUSE_THINGS_PRIV_H

#include "read/package/yaml_tree.h"
#include "service/house/things.h"

/* The sections of meeting.yaml whose entries are things. */
struct house_section {
	const char *key, *kind;
	bool needed; /* stands in the file even when it is empty */
};
extern const struct house_section house_sections[];
extern const size_t house_section_count;

/* Compact JSON of @n, without the entries that writers imply and without member @leave_out. */
struct dais_str house_value_of(
    struct dais_arena *a, const struct dais_yaml_node *n, const char *leave_out);
/* The node that JSON @bytes are; NULL and a finding when they are none. */
struct dais_yaml_node *house_node_of(
    struct dais_arena *a, const struct dais_thing *t, struct dais_diags *diags);

/* An id of words: their letters without accents and figures in lower case, what is between them as
 * one hyphen, whole words as far as 40 bytes go. Empty: they have no Latin letter. */
struct dais_str house_id_of_words(struct dais_arena *a, struct dais_str words);

/* Where a thing begins in meeting.yaml: entry @at of @in. */
struct dais_things_start {
	unsigned line, column;
	size_t thing;
	const struct dais_yaml_node *in;
	size_t at;
};

#endif
