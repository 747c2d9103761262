/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that read planning.yaml.
 */
#ifndef DAIS_READ_PACKAGE_PLANNING_PRIV_H
#define DAIS_READ_PACKAGE_PLANNING_PRIV_H

#include "model/planning.h"
#include "read/package/load_priv.h"

struct dais_planning_reader {
	struct dais_loader l; /* first: the field readers get its address */
	struct dais_planning *p;
	struct dais_map rooms, teams, people; /* ids */
};

/* The reader that @l is the beginning of. */
static inline struct dais_planning_reader *
dais_planning_reader_of(struct dais_loader *l)
{
	return (struct dais_planning_reader *)(void *)l;
}

/* Where node @n stands. */
struct dais_place dais_planning_place(const struct dais_loader *l, const struct dais_yaml_node *n);
/* Where the key of @e stands. */
struct dais_place dais_planning_key_place(
    const struct dais_loader *l, const struct dais_yaml_entry *e);

/* Field readers; the comment names the type of *@to. */
void dais_planning_read_bool(
    struct dais_loader *l, const struct dais_yaml_node *n, void *to); /* bool */
void dais_planning_read_when(
    struct dais_loader *l, const struct dais_yaml_node *n, void *to); /* dais_when_vec */
/* The same of times that alone are possible: an empty list is complained of. */
void dais_planning_read_only_when(
    struct dais_loader *l, const struct dais_yaml_node *n, void *to); /* dais_when_vec */
/* One time, "2022-05-24/morning"; false after a complaint. */
bool dais_planning_read_one_when(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_when *ret);

/* People of the planning by id: dais_planning_ref_vec. */
void dais_planning_read_people_refs(
    struct dais_loader *l, const struct dais_yaml_node *n, void *to);

/* A section that is a mapping from ids: calls @fn for each entry that may be read. */
typedef void (*dais_planning_entry_fn)(
    struct dais_planning_reader *r, const struct dais_yaml_entry *e);
void dais_planning_each(struct dais_planning_reader *r, const struct dais_yaml_node *n,
    const char *section, dais_planning_entry_fn fn);

/* Sections. */
void dais_planning_read_rooms(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_teams(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_people(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_bodies(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_items(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_apart(struct dais_planning_reader *r, const struct dais_yaml_node *n);
void dais_planning_read_wishes(struct dais_planning_reader *r, const struct dais_yaml_node *n);

/* What must hold between minutes, once the step is known. */
void dais_planning_verify_minutes(struct dais_planning_reader *r);

#endif
