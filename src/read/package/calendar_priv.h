/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that read a calendar.
 */
#ifndef DAIS_READ_PACKAGE_CALENDAR_PRIV_H
#define DAIS_READ_PACKAGE_CALENDAR_PRIV_H

#include "read/package/calendar.h"
#include "read/package/load_priv.h"

/* The loader of fields is its first member: a reader of a field gets at the calendar by a cast. */
struct calendar_loader {
	struct dais_loader l;
	struct dais_calendar *c;
};

static inline struct dais_calendar *
calendar_of(struct dais_loader *l)
{
	return ((struct calendar_loader *)l)->c;
}

/* The place of node @n. */
struct dais_place calendar_place(const struct dais_loader *l, const struct dais_yaml_node *n);
/* Index of @n's words among @ids; DAIS_NONE and a complaint with the nearest of @names. */
size_t calendar_resolve(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const struct dais_map *ids) DAIS_NAMES(3);

/* Field readers; the comment names the type of *@to. */
void calendar_read_bool(struct dais_loader *, const struct dais_yaml_node *, void *); /* bool */
void calendar_read_periods(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_calendar_period_vec */
void calendar_read_period(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_calendar_period */
void calendar_read_days(struct dais_loader *, const struct dais_yaml_node *,
    void *); /* unsigned; "10 days", "6 weeks" */
void calendar_read_bodies(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */
void calendar_read_rooms(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */
/* The same of rooms that alone are possible: an empty list is complained of. */
void calendar_read_only_rooms(struct dais_loader *, const struct dais_yaml_node *, void *);

/* Registers the ids of mapping @n in @ids; @add makes room for one and tells it its id. */
void calendar_register(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    struct dais_map *ids,
    void (*add)(struct dais_calendar *c, struct dais_str id, struct dais_place place))
    DAIS_NAMES(3);

/* The parts of the file, in this order: names of meetings are known before what refers to
 * them is read. What is wrong is reported and left out. */
void calendar_load_rooms(struct dais_loader *l, const struct dais_yaml_node *n);
void calendar_load_pools(struct dais_loader *l, const struct dais_yaml_node *n);
void calendar_load_bodies(struct dais_loader *l, const struct dais_yaml_node *n);
void calendar_load_delegations(struct dais_loader *l, const struct dais_yaml_node *n);
void calendar_register_meetings(struct dais_loader *l, const struct dais_yaml_node *n);
void calendar_load_meetings(struct dais_loader *l, const struct dais_yaml_node *n);

#endif
