/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * eIds (Akoma Ntoso naming convention 1.0, 5: "parent__abbreviation_number") and references.
 */
#include "write/akn/akn_priv.h"

/* The last number given behind @stem; lists of thousands without numbers of their own are common
 * enough not to be counted through for each. */
static unsigned *
counter(struct akn *k, struct dais_str stem)
{
	size_t at = dais_map_get(&k->counter_of, stem);

	if (at == DAIS_MAP_NONE) {
		at = k->counters.n;
		(void)dais_map_add(&k->counter_of, stem, at);
		(void)dais_vec_add(k->a, &k->counters);
	}
	return &k->counters.v[at];
}

struct dais_str
dais_akn_eid(
    struct akn *k, struct dais_str parent, const char *abbreviation, struct dais_str number)
{
	struct dais_str stem = dais_arena_printf(
	    k->a, "%.*s%s%s_", DAIS_STR_ARG(parent), parent.n ? "__" : "", abbreviation);
	struct dais_str whole = dais_arena_concat(k->a, stem, number), eid = whole;
	unsigned *count = counter(k, whole);

	if (number.n && dais_map_add(&k->used, eid, 0))
		return eid;
	/* A number that is there already gets another behind it: "para_1-2". */
	*count += number.n && !*count ? 1 : 0;
	do {
		++*count;
		eid = dais_arena_printf(
		    k->a, number.n ? "%.*s-%u" : "%.*s%u", DAIS_STR_ARG(whole), *count);
	} while (!dais_map_add(&k->used, eid, 0));
	return eid;
}

struct dais_str
dais_akn_number(struct akn *k, struct dais_str mark, unsigned letter)
{
	size_t from = 0, to;

	if (!mark.n)
		return DAIS_STR_NONE;
	while (from < mark.n && (mark.p[from] < '0' || mark.p[from] > '9'))
		from++;
	for (to = from; to < mark.n && mark.p[to] >= '0' && mark.p[to] <= '9';)
		to++;
	if (to > from)
		return dais_str_sub(mark, from, to);
	return letter < 26 ? dais_arena_printf(k->a, "%c", (int)('a' + letter)) : DAIS_STR_NONE;
}

void
dais_akn_anchor(struct akn *k, const struct dais_node *n, struct dais_str eid)
{
	if (n->id.n && dais_map_add(&k->anchors, n->id, k->anchor_eids.n))
		dais_vec_push(k->a, &k->anchor_eids, eid);
}

static struct dais_str
eid_of(struct dais_arena *a, struct dais_str subject)
{
	struct dais_str s = dais_arena_dup(a, subject);
	char *p = DAIS_NEW_N(a, s.n + 1, char);

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			  (c >= '0' && c <= '9') || c == '.' || c == '_';

		p[i] = ok ? c : '-';
	}
	return (struct dais_str){ p, s.n };
}

static const struct {
	const char *prefix, *element, *kind;
} kinds[] = {
	{ "body:", "TLCOrganization", "organization" },
	{ "meeting:", "TLCEvent", "event" },
	{ "item:", "TLCConcept", "concept" },
	{ "doc:", "TLCReference", "document" },
	{ "mandate:", "TLCReference", "mandate" },
};

static void
add_subject(struct akn *k, struct dais_str subject, struct dais_str show, struct dais_str url)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct akn_ref *r;

		if (!dais_str_has_prefix(subject, dais_str_from(kinds[i].prefix)))
			continue;
		if (!dais_map_add(&k->ref_map, subject, k->refs.n))
			return;
		r = dais_vec_add(k->a, &k->refs);
		r->element = kinds[i].element;
		r->kind = kinds[i].kind;
		r->eid = eid_of(k->a, subject);
		r->show = show;
		r->url = url;
		return;
	}
}

static void
collect_runs(struct akn *k, const dais_run_vec *runs)
{
	for (size_t i = 0; i < runs->n; i++)
		add_subject(k, runs->v[i].subject, runs->v[i].text, runs->v[i].url);
}

/* What a node with a subject is called: its heading, else the first words inside. */
static const dais_run_vec *
first_runs(const struct dais_node *n)
{
	for (unsigned depth = 0; n && depth < DAIS_AKN_DEPTH_MAX; depth++) {
		if (n->runs.n)
			return &n->runs;
		n = n->children.n ? n->children.v[0] : NULL;
	}
	return NULL;
}

static void
collect(struct akn *k, const struct dais_node *n, unsigned depth)
{
	const dais_run_vec *named = n->subject.n ? first_runs(n) : NULL;

	if (depth > DAIS_AKN_DEPTH_MAX)
		return;
	/* A document is called by its symbol, which is a run inside: not by its paragraph. */
	collect_runs(k, &n->runs);
	if (named)
		add_subject(k, n->subject, named->v[0].text, DAIS_STR_NONE);
	for (size_t i = 0; i < n->children.n; i++)
		collect(
		    k, n->children.v[i], depth + 1); /* NOLINT(misc-no-recursion): depth limit */
}

void
dais_akn_collect(struct akn *k)
{
	for (size_t i = 0; i < k->t->body.n; i++)
		collect(k, k->t->body.v[i], 0);
	for (size_t i = 0; i < k->t->footnotes.n; i++)
		collect_runs(k, &k->t->footnotes.v[i].runs);
}

struct dais_str
dais_akn_refers_to(struct akn *k, struct dais_str subject)
{
	size_t i = subject.n ? dais_map_get(&k->ref_map, subject) : DAIS_MAP_NONE;

	if (i == DAIS_MAP_NONE)
		return DAIS_STR_NONE;
	return dais_arena_concat(k->a, DAIS_STR("#"), k->refs.v[i].eid);
}
