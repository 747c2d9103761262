/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/map.h"
#include "check/check.h"
#include "service/house/findings.h"
#include "text/message.h"
#include "text/text.h"
#include "web/desk/desk_priv.h"

static const enum dais_say severity_words[DAIS_SEVERITY_COUNT] = {
	[DAIS_SEVERITY_INFO] = DAIS_SAY_DESK_SEVERITY_INFO,
	[DAIS_SEVERITY_WARNING] = DAIS_SAY_DESK_SEVERITY_WARNING,
	[DAIS_SEVERITY_ERROR] = DAIS_SAY_DESK_SEVERITY_ERROR,
};
static const char *const severity_class[DAIS_SEVERITY_COUNT] = {
	[DAIS_SEVERITY_INFO] = "remark info",
	[DAIS_SEVERITY_WARNING] = "remark warning",
	[DAIS_SEVERITY_ERROR] = "remark error",
};

/* Messages are parts of a line elsewhere; here they are sentences. A reference in one ("{{place
 * ic@13}}") reads from left to right in Arabic, too: who copies it by hand would turn its words
 * around. */
static void
sentence(struct dais_page *p, struct dais_str message)
{
	struct dais_str text = dais_text_capitalise(p->arena, p->language, message);
	size_t done = 0, start, end;

	while ((start = dais_str_find(text, DAIS_STR("{{"), done)) != SIZE_MAX &&
	       (end = dais_str_find(text, DAIS_STR("}}"), start)) != SIZE_MAX) {
		dais_xml_text(&p->xml, dais_str_sub(text, done, start));
		done = end + 2;
		dais_xml_open(&p->xml, "bdi");
		dais_xml_attr_c(&p->xml, "dir", "ltr");
		dais_xml_text(&p->xml, dais_str_sub(text, start, done));
		dais_xml_close(&p->xml);
	}
	dais_xml_text(&p->xml, dais_str_sub(text, done, text.n));
}

/* What is found alike, in several languages mostly, is said once. */
struct group {
	const struct desk_remark *first;
	dais_lang_set languages;
};
typedef DAIS_VEC(struct group) group_vec;
struct collected {
	group_vec groups;
	struct dais_map known;
};

/* Findings more than so many are folded: of one rule, of one severity. */
#define RULE_FOLDS_AT 5
#define SEVERITY_FOLDS_AT 20

static void
remark(struct dais_page *p, const struct group *g)
{
	const struct desk_remark *m = g->first;

	dais_desk_open(p, "li", severity_class[m->severity]);
	dais_desk_say(p, "b", NULL, severity_words[m->severity]);
	dais_xml_text_c(&p->xml, " ");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(g->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_desk_open(p, "span", "tag");
		dais_xml_text(&p->xml, dais_page_language_name(p, (enum dais_lang)l));
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " ");
	}
	if (m->path.n)
		dais_page_link(p, dais_desk_address(p, m->path), NULL);
	else
		dais_xml_open(&p->xml, "span");
	sentence(p, m->message);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "rule");
	dais_xml_text_c(&p->xml, m->rule);
	dais_xml_close(&p->xml);
	if (m->hint.n) {
		dais_desk_open(p, "p", "hint");
		sentence(p, m->hint);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* Adds @m to the group that says the same of the same kind of thing, or begins one. */
static void
join(struct dais_page *p, group_vec *groups, struct dais_map *known, const struct desk_remark *m)
{
	struct dais_str says =
	    dais_finding_key(p->arena, m->severity, m->rule, m->kind, m->id, m->message);
	size_t at = dais_map_get(known, says);

	if (at == DAIS_MAP_NONE) {
		at = groups->n;
		(void)dais_map_add(known, says, at);
		dais_vec_push(p->arena, groups, ((struct group){ m, 0 }));
	}
	DAIS_ASSERT(groups->v && at < groups->n);
	if (m->language >= 0)
		groups->v[at].languages |= DAIS_LANG_BIT(m->language);
}

/* The item that @m is about, itself or its annotation: "transfer" for "fr/transfer@ic"; empty: it
 * is about none. */
static struct dais_str
item_of(const struct desk_remark *m)
{
	struct dais_str id = m->id;

	if (dais_str_is(m->kind, "item"))
		return id;
	if (!dais_str_is(m->kind, "annotation") || id.n <= 3 || id.p[2] != '/')
		return DAIS_STR_NONE;
	return dais_str_sub(id, 3, dais_str_find_char(id, '@', 0));
}

static bool
concerns(const struct desk_remark *m, struct dais_str kind, struct dais_str id)
{
	return !kind.n || (dais_str_eq(m->kind, kind) && dais_str_eq(m->id, id));
}

/* The groups of what @remarks say of thing @kind @id. */
static void
collect(struct dais_page *p, const desk_remark_vec *remarks, struct dais_str kind,
    struct dais_str id, struct collected *c)
{
	for (size_t i = 0; remarks && i < remarks->n; i++)
		if (concerns(&remarks->v[i], kind, id))
			join(p, &c->groups, &c->known, &remarks->v[i]);
}

void
dais_desk_remarks(
    struct dais_page *p, const desk_remark_vec *remarks, struct dais_str kind, struct dais_str id)
{
	struct collected c = { .groups = { 0 } };

	dais_map_init(&c.known, p->arena);
	collect(p, remarks, kind, id, &c);
	if (!c.groups.n)
		return;
	dais_desk_open(p, "ul", "remarks");
	for (size_t i = 0; i < c.groups.n; i++)
		remark(p, &c.groups.v[i]);
	dais_xml_close(&p->xml);
}

/* ---- folded ---- */

static const enum dais_say severity_counts[DAIS_SEVERITY_COUNT] = {
	[DAIS_SEVERITY_INFO] = DAIS_SAY_DESK_COUNT_INFO,
	[DAIS_SEVERITY_WARNING] = DAIS_SAY_DESK_COUNT_WARNING,
	[DAIS_SEVERITY_ERROR] = DAIS_SAY_DESK_COUNT_ERROR,
};

/* Opens <details>; the script keeps what its reader makes of it under @keep. */
static void
open_fold(struct dais_page *p, struct dais_str keep, bool is_open)
{
	dais_desk_open(p, "details", "remarks-fold");
	dais_xml_attr(&p->xml, "data-keep", keep);
	if (is_open)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_xml_open(&p->xml, "summary");
}

static void
write_count(struct dais_page *p, enum dais_severity severity, size_t n)
{
	static const char *const classes[DAIS_SEVERITY_COUNT] = {
		[DAIS_SEVERITY_INFO] = "remark-count info",
		[DAIS_SEVERITY_WARNING] = "remark-count warning",
		[DAIS_SEVERITY_ERROR] = "remark-count error",
	};

	dais_desk_open(p, "span", classes[severity]);
	dais_xml_text(&p->xml, dais_desk_fill1(p, severity_counts[severity], "count",
				   dais_arena_printf(p->arena, "%zu", n)));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
}

static size_t
count_of(const group_vec *groups, int severity, const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < groups->n; i++)
		n += groups->v[i].first->severity == (enum dais_severity)severity &&
		     (!rule || strcmp(groups->v[i].first->rule, rule) == 0);
	return n;
}

static void
write_of(struct dais_page *p, const group_vec *groups, int severity, const char *rule)
{
	dais_desk_open(p, "ul", "remarks");
	for (size_t i = 0; i < groups->n; i++)
		if (groups->v[i].first->severity == (enum dais_severity)severity &&
		    (!rule || strcmp(groups->v[i].first->rule, rule) == 0))
			remark(p, &groups->v[i]);
	dais_xml_close(&p->xml);
}

void
dais_desk_remarks_sort(
    struct dais_arena *a, const desk_remark_vec *remarks, struct desk_remarks_by_item *ret)
{
	ret->all = remarks;
	ret->after = DAIS_NEW_N(a, remarks->n + 1, size_t);
	dais_map_init(&ret->items, a);
	for (size_t i = remarks->n; i-- > 0;) {
		const struct desk_remark *m = &remarks->v[i];
		struct dais_str item = item_of(m);
		size_t at;

		if (!item.n)
			continue;
		at = dais_map_get(&ret->items, item);
		if (at == DAIS_MAP_NONE) {
			at = ret->first.n;
			(void)dais_map_add(&ret->items, item, at);
			dais_vec_push(a, &ret->first, SIZE_MAX);
		}
		ret->after[i] = ret->first.v[at];
		ret->first.v[at] = i;
	}
}

/* Those of the item first, then those of its annotation. */
static void
collect_of_item(struct dais_page *p, const struct desk_remarks_by_item *sorted,
    struct dais_str item, struct collected *c)
{
	static const char *const kinds[] = { "item", "annotation" };
	size_t at = dais_map_get(&sorted->items, item);

	for (size_t k = 0; at != DAIS_MAP_NONE && k < sizeof(kinds) / sizeof(*kinds); k++)
		for (size_t i = sorted->first.v[at]; i != SIZE_MAX; i = sorted->after[i])
			if (dais_str_is(sorted->all->v[i].kind, kinds[k]))
				join(p, &c->groups, &c->known, &sorted->all->v[i]);
}

void
dais_desk_remarks_folded(struct dais_page *p, const struct desk_remarks_by_item *sorted,
    struct dais_str item, bool is_open)
{
	struct collected c = { .groups = { 0 } };

	dais_map_init(&c.known, p->arena);
	collect_of_item(p, sorted, item, &c);
	if (!c.groups.n)
		return;
	open_fold(p, dais_arena_concat(p->arena, DAIS_STR("item-"), item), is_open);
	for (int s = DAIS_SEVERITY_COUNT - 1; s >= 0; s--) {
		size_t n = count_of(&c.groups, s, NULL);

		if (n)
			write_count(p, (enum dais_severity)s, n);
	}
	dais_xml_close(&p->xml);
	for (int s = DAIS_SEVERITY_COUNT - 1; s >= 0; s--)
		if (count_of(&c.groups, s, NULL))
			write_of(p, &c.groups, s, NULL);
	dais_xml_close(&p->xml);
}

/* Those of one rule, folded under what the rule asks for. */
static void
write_rule(struct dais_page *p, const group_vec *groups, int severity, const char *rule, size_t n)
{
	const struct dais_rule *r = dais_rule_find(dais_str_from(rule));
	struct dais_str words =
	    r ? dais_str_from(dais_text_message_words(p->language, r->statement)) : DAIS_STR_NONE;

	open_fold(p, dais_arena_printf(p->arena, "rule-%d-%s", severity, rule), false);
	write_count(p, (enum dais_severity)severity, n);
	if (words.n)
		sentence(p, words);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "rule");
	dais_xml_text_c(&p->xml, rule);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	write_of(p, groups, severity, rule);
	dais_xml_close(&p->xml);
}

/* Rules in the order of their first finding; few findings of a rule stand where they are. */
static void
write_by_rule(struct dais_page *p, const group_vec *groups, int severity)
{
	struct dais_map seen;

	dais_map_init(&seen, p->arena);
	for (size_t i = 0; i < groups->n; i++) {
		const struct desk_remark *m = groups->v[i].first;
		size_t n;

		if (m->severity != (enum dais_severity)severity ||
		    !dais_map_add(&seen, dais_str_from(m->rule), i))
			continue;
		n = count_of(groups, severity, m->rule);
		if (n > RULE_FOLDS_AT)
			write_rule(p, groups, severity, m->rule, n);
		else
			write_of(p, groups, severity, m->rule);
	}
}

void
dais_desk_remarks_by_severity(struct dais_page *p, const desk_remark_vec *remarks)
{
	struct collected c = { .groups = { 0 } };

	dais_map_init(&c.known, p->arena);
	collect(p, remarks, DAIS_STR_NONE, DAIS_STR_NONE, &c);
	for (int s = DAIS_SEVERITY_COUNT - 1; s >= 0; s--) {
		size_t n = count_of(&c.groups, s, NULL);

		if (!n)
			continue;
		open_fold(p, dais_arena_printf(p->arena, "severity-%d", s),
		    s == DAIS_SEVERITY_ERROR || n <= SEVERITY_FOLDS_AT);
		write_count(p, (enum dais_severity)s, n);
		dais_xml_close(&p->xml);
		write_by_rule(p, &c.groups, s);
		dais_xml_close(&p->xml);
	}
}

void
dais_desk_refusals(struct dais_page *p, const struct dais_diags *diags)
{
	desk_remark_vec remarks = { 0 };

	for (size_t i = 0; diags && i < diags->list.n; i++)
		dais_vec_push(p->arena, &remarks,
		    ((struct desk_remark){ .language = -1,
			.severity = diags->list.v[i].severity,
			.rule = diags->list.v[i].rule,
			.message = dais_desk_named(p, diags->list.v[i].message),
			.hint = dais_desk_hint(p, &diags->list.v[i]) }));
	dais_desk_remarks(p, &remarks, DAIS_STR_NONE, DAIS_STR_NONE);
}
