/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/akn only.
 */
#ifndef DAIS_WRITE_AKN_AKN_PRIV_H
#define DAIS_WRITE_AKN_AKN_PRIV_H

#include "base/map.h"
#include "mark/xml.h"
#include "write/akn/akn.h"

/* Nodes inside nodes; keeps the writer within DAIS_XML_DEPTH_MAX elements. */
#define DAIS_AKN_DEPTH_MAX 14

/* Something the document speaks of: one TLC element of the references. */
struct akn_ref {
	const char *element; /* "TLCOrganization" */
	const char *kind;    /* "organization": part of its address */
	struct dais_str eid;
	struct dais_str show;
	struct dais_str url; /* instead of an ontology address; may be empty */
};

struct akn {
	struct dais_xml w;
	const struct dais_tree *t;
	struct dais_arena *a; /* scratch */
	struct dais_str work; /* "/akn/un/debateReport/agendaAnnotated/2022-02-14/CTOC/..." */
	DAIS_VEC(struct akn_ref) refs;
	struct dais_map ref_map; /* subject to index in refs */
	/* Anchors: written twice; the first pass learns the eId of every anchored node. */
	struct dais_map anchors; /* id of a node to index in anchor_eids */
	DAIS_VEC(struct dais_str) anchor_eids;
	struct dais_map used;    /* eIds given in this pass */
	struct dais_map counter_of; /* what stands before a number that is given, to its counter */
	DAIS_VEC(unsigned) counters;
	bool *notes_done; /* footnotes already written in this pass */
	unsigned annexes;
	unsigned depth;
	bool too_deep;
};

/* The first pass: references and anchors, before anything is written. */
void dais_akn_collect(struct akn *k);
/* The reference of @subject as "#eid", empty if none. */
struct dais_str dais_akn_refers_to(struct akn *k, struct dais_str subject);

/* A new eId "@parent__@abbreviation_@number", or with the next free number when it is empty. */
struct dais_str dais_akn_eid(
    struct akn *k, struct dais_str parent, const char *abbreviation, struct dais_str number);
/* The number part of an eId for the printed mark @mark, equal in all languages: its digits, or a
 * letter for the @letter-th (from 0) lettered sibling. */
struct dais_str dais_akn_number(struct akn *k, struct dais_str mark, unsigned letter);
/* Remembers that node @n is written with @eid. */
void dais_akn_anchor(struct akn *k, const struct dais_node *n, struct dais_str eid);

/* @component: "main" or "annex_1". */
void dais_akn_meta(struct akn *k, const char *component);
void dais_akn_preface(struct akn *k);
void dais_akn_runs(struct akn *k, const dais_run_vec *runs);
void dais_akn_block(struct akn *k, const struct dais_node *n, struct dais_str parent);
void dais_akn_table(struct akn *k, const struct dais_node *table, struct dais_str parent);
/* Hierarchy or blocks @v as the content of mainBody. */
void dais_akn_body(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent);

#endif
