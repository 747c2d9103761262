/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: a new meeting, after another or from nothing.
 */
#ifndef DAIS_WEB_DESK_NEW_PRIV_H
#define DAIS_WEB_DESK_NEW_PRIV_H

#include "service/house/next.h"
#include "web/desk/desk_priv.h"

/* A package that may be followed: what its meetings are called, and where and when they are. */
struct desk_choice {
	struct dais_str package, name, when;
	struct dais_date opens; /* the first of its meetings; unset: not known */
};
typedef DAIS_VEC(struct desk_choice) desk_choices;

struct desk_new {
	const struct desk_choice *packages; /* that may be followed, newest first */
	size_t n_packages;
	struct dais_next_input input; /* as the form says; opens not set: the first time */
	struct dais_str opens_sent; /* no day: refused; empty otherwise */
	const struct dais_record *last; /* of input.from; NULL: none chosen */
	const struct dais_next *preview; /* NULL: not asked for */
	const struct desk *sent; /* a meeting from nothing that was refused; NULL: none was */
};
void dais_desk_write_new(struct dais_page *p, const struct desk_new *v);
/* The form of a meeting from nothing, unfolded when there is none to follow. */
void dais_desk_write_nothing(struct dais_page *p, const struct desk_new *v);
void dais_desk_show_new(struct desk *d, struct desk_new *v);
/* The packages whose working record the reader may see. */
bool dais_desk_find_choices(struct desk *d, desk_choices *ret);
/* False: it has been answered. */
bool dais_desk_may_create(struct desk *d);
/* Sends the browser to the package that has been made. */
void dais_desk_made(struct desk *d, struct dais_str package, uint64_t change);
/* The name of the package that follows @from when it opens in @year: "untoc-2023". */
struct dais_str dais_desk_next_name(struct dais_arena *a, struct dais_str from, int year);

#endif
