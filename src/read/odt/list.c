/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers of lists and headings. Source: OpenDocument 1.3 part 3, 5.3 (lists), 5.1.2 (headings),
 * 16.30 and 16.34 (list and outline styles).
 */
#include "read/odt/odt_priv.h"

#define COUNTERS_MAX 1000000u

void
odt_lists_init(struct odt_lists *l, struct dais_arena *a)
{
	l->arena = a;
	l->depth = 0;
	dais_map_init(&l->by_id, a);
	dais_map_init(&l->last_by_style, a);
}

/* The counters that a list outside of others goes on with, or SIZE_MAX. */
static size_t
continued(struct odt_lists *l, const struct dais_xml_tag *tag, struct dais_str style)
{
	struct dais_str id = dais_xml_value(tag, ODT_CONTINUE_LIST);
	size_t i = DAIS_MAP_NONE;

	if (id.n && l->by_id.n)
		i = dais_map_get(&l->by_id, id);
	if (i != DAIS_MAP_NONE)
		return i;
	if (!dais_str_is(dais_xml_value(tag, ODT_CONTINUE_NUMBERING), "true") ||
	    !l->last_by_style.n)
		return SIZE_MAX;
	i = dais_map_get(&l->last_by_style, style);
	return i == DAIS_MAP_NONE ? SIZE_MAX : l->last.v[i];
}

static size_t
new_counters(struct odt_lists *l)
{
	if (l->counters.n < COUNTERS_MAX)
		(void)dais_vec_add(l->arena, &l->counters);
	return l->counters.n - 1;
}

/* Remembers the counters for lists that go on with this one. */
static void
remember(struct odt_lists *l, const struct odt_list *list, const struct dais_xml_tag *tag)
{
	struct dais_str id = dais_xml_value(tag, ODT_ID);
	size_t i;

	if (id.n)
		(void)dais_map_add(&l->by_id, dais_arena_dup(l->arena, id), list->counters);
	if (dais_map_add(&l->last_by_style, list->style_name, l->last.n))
		dais_vec_push(l->arena, &l->last, list->counters);
	i = dais_map_get(&l->last_by_style, list->style_name);
	l->last.v[i] = list->counters;
}

void
odt_list_begin(struct odt_lists *l, struct odt_styles *s, char scope, size_t base,
    const struct dais_xml_tag *tag)
{
	struct odt_list *list, *outer;
	struct dais_str name = dais_xml_value(tag, ODT_STYLE_NAME);

	if (l->depth++ >= ODT_LISTS_DEEP)
		return;
	list = &l->open[l->depth - 1];
	outer = l->depth - 1 > base ? list - 1 : NULL;
	*list = (struct odt_list){ .start = ODT_UNSET };
	if (outer) {
		list->style = outer->style;
		list->style_name = outer->style_name;
		list->counters = outer->counters;
	}
	if (name.n) {
		list->style = odt_list_style(s, scope, name);
		list->style_name = dais_arena_dup(l->arena, name);
	}
	if (outer)
		return;
	list->counters = continued(l, tag, list->style_name);
	if (list->counters == SIZE_MAX)
		list->counters = new_counters(l);
	remember(l, list, tag);
}

void
odt_list_end(struct odt_lists *l)
{
	l->depth -= l->depth > 0;
}

void
odt_item_begin(struct odt_lists *l, const struct dais_xml_tag *tag, bool header)
{
	struct odt_list *list;

	if (!l->depth || l->depth > ODT_LISTS_DEEP)
		return;
	list = &l->open[l->depth - 1];
	list->numbered = !header;
	list->start = odt_int(tag, ODT_START, ODT_UNSET);
}

/* One more at @level, from 0. */
static void
advance(struct odt_counters *c, const struct odt_list_style *style, unsigned level, int start)
{
	if (start != ODT_UNSET)
		c->value[level] = (unsigned)start;
	else if (c->used[level])
		c->value[level]++;
	else
		c->value[level] = style->levels[level].start;
	c->used[level] = true;
	for (unsigned d = level + 1; d < ODT_LEVELS; d++)
		c->used[d] = false;
}

static void
put_value(const struct odt_counters *c, const struct odt_list_style *style, unsigned level,
    struct dais_buf *out)
{
	dais_flow_number_print(out, style->levels[level].format,
	    c->used[level] ? c->value[level] : style->levels[level].start);
}

/* "(%1%.%2%)": numbers of levels between the per cent signs. */
static void
put_by_format(const struct odt_counters *c, const struct odt_list_style *style, struct dais_str all,
    struct dais_buf *out)
{
	for (size_t i = 0; i < all.n; i++) {
		size_t end = all.p[i] == '%' ? dais_str_find_char(all, '%', i + 1) : SIZE_MAX;
		int64_t level;

		if (end < all.n &&
		    dais_str_to_int(dais_str_sub(all, i + 1, end), 1, ODT_LEVELS, &level)) {
			put_value(c, style, (unsigned)level - 1, out);
			i = end;
		} else {
			dais_buf_put_char(out, all.p[i]);
		}
	}
}

static void
put_number(const struct odt_counters *c, const struct odt_list_style *style, unsigned level,
    struct dais_buf *out)
{
	const struct odt_level *l = &style->levels[level];
	size_t before;

	if (l->format == DAIS_FLOW_NUMBER_BULLET) {
		size_t at = 0;
		uint32_t cp = l->bullet.n ? dais_str_decode(l->bullet, &at) : 0x2022;

		/* The signs of symbol fonts have no meaning outside of them. */
		dais_buf_put_cp(out, cp >= 0xE000 && cp <= 0xF8FF ? 0x2022 : cp);
	} else if (l->format != DAIS_FLOW_NUMBER_NONE && l->all.n) {
		put_by_format(c, style, l->all, out);
	} else if (l->format != DAIS_FLOW_NUMBER_NONE) {
		dais_buf_put(out, l->prefix);
		before = out->n;
		for (unsigned i = level + 1 - l->display; i <= level; i++) {
			if (out->n > before)
				dais_buf_put_char(out, '.');
			put_value(c, style, i, out);
		}
		dais_buf_put(out, l->suffix);
	} else {
		dais_buf_put(out, l->prefix);
		dais_buf_put(out, l->suffix);
	}
	if (out->n && !l->tight)
		dais_buf_put_char(out, ' ');
}

/* The level of the innermost list, from 0. */
static unsigned
level_of(const struct odt_lists *l, size_t base)
{
	return l->depth - base < ODT_LEVELS ? (unsigned)(l->depth - base) - 1 : ODT_LEVELS - 1;
}

/* The innermost list, when its next paragraph is counted; else NULL. */
static const struct odt_list *
counted(const struct odt_lists *l, size_t base)
{
	const struct odt_list *list;

	if (l->depth <= base || l->depth > ODT_LISTS_DEEP)
		return NULL;
	list = &l->open[l->depth - 1];
	return list->numbered && list->style && list->counters < l->counters.n ? list : NULL;
}

bool
odt_list_counts(const struct odt_lists *l, size_t base)
{
	const struct odt_list *list = counted(l, base);
	enum dais_flow_number format =
	    list ? list->style->levels[level_of(l, base)].format : DAIS_FLOW_NUMBER_NONE;

	return format != DAIS_FLOW_NUMBER_NONE && format != DAIS_FLOW_NUMBER_BULLET;
}

void
odt_list_count(struct odt_lists *l, size_t base, struct dais_buf *out)
{
	const struct odt_list *list = counted(l, base);
	unsigned level;

	dais_buf_clear(out);
	if (!list)
		return;
	level = level_of(l, base);
	l->open[l->depth - 1].numbered = false;
	advance(&l->counters.v[list->counters], list->style, level, list->start);
	put_number(&l->counters.v[list->counters], list->style, level, out);
}

void
odt_outline_count(struct odt_lists *l, const struct odt_styles *s, unsigned level, int start,
    struct dais_buf *out)
{
	dais_buf_clear(out);
	if (level < 1 || level > ODT_LEVELS)
		return;
	advance(&l->outline, &s->outline, level - 1, start);
	put_number(&l->outline, &s->outline, level - 1, out);
}
