/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the composed agenda, one file each; private to this folder.
 */
#ifndef DAIS_WRITE_COMPOSE_PARTS_H
#define DAIS_WRITE_COMPOSE_PARTS_H

#include "prose/resolve.h"
#include "text/text.h"
#include "write/compose/compose.h"

struct compose {
	const struct dais_record *r;
	enum dais_lang l;
	const struct dais_compose_options *opt;
	struct dais_arena *a;
	struct dais_tree *t;
	const dais_sitting_vec *sittings;
};

/* What the language sets between words: a space; nothing in Chinese. */
struct dais_str dais_compose_space(const struct compose *c);
/* The words of @ml in the language; "[…]" where it lacks them. */
struct dais_str dais_compose_words(struct compose *c, const struct dais_ml *ml);
struct dais_node *dais_compose_heading(struct compose *c, struct dais_node *parent, unsigned level,
    struct dais_str number, struct dais_str text);
void dais_compose_agendas(struct compose *c);
void dais_compose_annotations(struct compose *c);
void dais_compose_timetable(struct compose *c);
/* The authored prose of an annotation, as seen by @body, under @parent. */
void dais_compose_prose(
    struct compose *c, struct dais_node *parent, size_t body, const struct dais_prose *prose);

#endif
