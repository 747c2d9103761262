/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/route.h"

#include "net/target.h"

struct net_route_node {
	struct dais_str word; /* of a fixed child */
	DAIS_VEC(struct net_route_node *) words;
	struct net_route_node *one, *rest;
	struct net_route *routes[DAIS_HTTP_METHOD_COUNT];
};

static struct net_route_node *
new_node(struct net_routes *r, struct dais_str word)
{
	struct net_route_node *node = DAIS_NEW(r->arena, struct net_route_node);

	node->word = word;
	return node;
}

static struct net_route_node *
word_child(struct net_routes *r, struct net_route_node *node, struct dais_str word)
{
	for (size_t i = 0; i < node->words.n; i++) {
		if (dais_str_eq(node->words.v[i]->word, word))
			return node->words.v[i];
	}
	return dais_vec_push(r->arena, &node->words, new_node(r, word));
}

static struct net_route_node *
child(struct net_routes *r, struct net_route_node *node, struct net_route *route,
    struct dais_str segment)
{
	struct net_route_node **next;
	struct dais_str name;

	if (segment.n < 2 || segment.p[0] != '{' || segment.p[segment.n - 1] != '}')
		return word_child(r, node, segment);
	name = dais_str_sub(segment, 1, segment.n - 1);
	next = &node->one;
	if (dais_str_has_suffix(name, DAIS_STR("..."))) {
		name.n -= 3;
		next = &node->rest;
	}
	dais_vec_push(r->arena, &route->names, name);
	if (!*next)
		*next = new_node(r, DAIS_STR_NONE);
	return *next;
}

static bool
add(struct net_routes *r, const struct dais_http_route *route, struct dais_err *err)
{
	struct net_route_node *node = r->root;
	struct net_route *compiled = DAIS_NEW(r->arena, struct net_route);
	struct dais_str rest = dais_str_from(route->pattern), segment;
	bool at_end = false;

	compiled->route = route;
	compiled->i = r->all.n;
	dais_vec_push(r->arena, &r->all, compiled);
	if (!dais_str_has_prefix(rest, DAIS_STR("/")) || !route->handler)
		return dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is no route", route->pattern);
	rest = dais_str_sub(rest, 1, rest.n);
	while (dais_str_next(&rest, '/', &segment)) {
		struct net_route_node *before = node;

		if (at_end)
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "nothing may follow {...} in the route \"%s\"", route->pattern);
		node = child(r, node, compiled, segment);
		at_end = node == before->rest;
	}
	if (node->routes[route->method])
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the route \"%s\" is there twice", route->pattern);
	node->routes[route->method] = compiled;
	return true;
}

bool
net_routes_init(struct net_routes *r, struct dais_arena *a,
    const struct dais_http_route *const *tables, size_t n, struct dais_err *err)
{
	*r = (struct net_routes){ .arena = a };
	r->root = new_node(r, DAIS_STR_NONE);
	for (size_t t = 0; t < n; t++) {
		for (const struct dais_http_route *route = tables[t]; route->pattern; route++) {
			if (!add(r, route, err))
				return false;
		}
	}
	return true;
}

struct search {
	enum dais_http_method method;
	struct dais_str segments[NET_SEGMENTS_MAX + 1];
	size_t n;
	struct dais_str path;
	struct dais_str values[NET_SEGMENTS_MAX + 1];
	struct net_route_match match;
};

static bool
take(struct search *s, const struct net_route_node *node)
{
	/* What may be done at an address is said by the pattern that fits it best. */
	if (!s->match.allowed) {
		for (unsigned m = 0; m < DAIS_HTTP_METHOD_COUNT; m++)
			s->match.allowed |= node->routes[m] ? 1u << m : 0;
	}
	s->match.route = node->routes[s->method];
	return s->match.route != NULL;
}

/* As deep as the path has segments, at most NET_SEGMENTS_MAX; every node is seen at most once. */
static bool
search(struct search *s, const struct net_route_node *node, size_t at, size_t n_values)
{
	if (at == s->n)
		return take(s, node);
	for (size_t i = 0; i < node->words.n; i++) {
		if (dais_str_eq(node->words.v[i]->word, s->segments[at]) &&
		    search(s, node->words.v[i], at + 1, n_values))
			return true;
	}
	if (s->segments[at].n == 0)
		return false;
	s->values[n_values] = s->segments[at];
	if (node->one && search(s, node->one, at + 1, n_values + 1))
		return true;
	/* What is left does not end with "/": such an address is another's (request.c). */
	if (!node->rest || s->segments[s->n - 1].n == 0)
		return false;
	s->values[n_values].n = (size_t)(s->path.p + s->path.n - s->segments[at].p);
	return take(s, node->rest);
}

struct net_route_match
net_routes_find(const struct net_routes *r, struct dais_arena *a, enum dais_http_method method,
    struct dais_str path, dais_http_pairs *params)
{
	struct search s = { .method = method, .path = path };
	struct dais_str rest = dais_str_sub(path, 1, path.n), segment;

	while (s.n <= NET_SEGMENTS_MAX && dais_str_next(&rest, '/', &segment))
		s.segments[s.n++] = segment;
	if (!search(&s, r->root, 0, 0))
		return s.match;
	for (size_t i = 0; i < s.match.route->names.n; i++)
		*dais_vec_add(a, params) =
		    (struct dais_http_pair){ s.match.route->names.v[i], s.values[i] };
	return s.match;
}
