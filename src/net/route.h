/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of routes, compiled into a tree of path segments. The most specific pattern wins whatever
 * the order of the tables: at each segment a fixed word before {one} before {rest...}.
 */
#ifndef DAIS_NET_ROUTE_H
#define DAIS_NET_ROUTE_H

#include "net/http.h"

struct net_route {
	const struct dais_http_route *route;
	size_t i;        /* its number among all */
	DAIS_VEC(struct dais_str) names; /* of the parameters, in order */
};

struct net_route_node;

struct net_routes {
	struct dais_arena *arena;
	struct net_route_node *root;
	DAIS_VEC(struct net_route *) all;
};

/* Errors: INVALID (a pattern that is none, two routes for one pattern and method): bugs of who
 * wrote the table. */
bool net_routes_init(struct net_routes *r, struct dais_arena *a,
    const struct dais_http_route *const *tables, size_t n, struct dais_err *err);

struct net_route_match {
	const struct net_route *route; /* NULL: none for this method */
	unsigned allowed;              /* methods the path has, 1 << method; 0: no such path */
};

/* Finds the route of @path; parameters go to @params (views into @path), in @a. */
struct net_route_match net_routes_find(const struct net_routes *r, struct dais_arena *a,
    enum dais_http_method method, struct dais_str path, dais_http_pairs *params);

#endif
