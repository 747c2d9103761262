/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Styles. Source: OpenDocument 1.3 part 3, 16 (styles), 20 (formatting attributes).
 */
#include "read/flow/length.h"
#include "read/odt/odt_priv.h"

#define PLAIN_SIZE 240 /* where a document says nothing: 12 points */

static const struct odt_format unset = { ODT_UNSET, ODT_UNSET, ODT_UNSET, ODT_UNSET, ODT_UNSET,
	ODT_UNSET, ODT_UNSET, ODT_UNSET, ODT_UNSET };

int
odt_int(const struct dais_xml_tag *tag, unsigned name, int otherwise)
{
	int64_t v;

	return dais_str_to_int(dais_xml_value(tag, name), 0, 10000000, &v) ? (int)v : otherwise;
}

void
odt_styles_init(struct odt_styles *s, struct dais_arena *a)
{
	*s = (struct odt_styles){ .arena = a, .open = SIZE_MAX, .scope = 'c', .size = PLAIN_SIZE };
	s->defaults = unset;
	dais_map_init(&s->by_key, a);
}

static struct dais_str
key_of(struct dais_arena *a, char scope, char family, struct dais_str name)
{
	return dais_arena_printf(a, "%c%c%.*s", scope, family, DAIS_STR_ARG(name));
}

static void
begin_style(struct odt_styles *s, const struct dais_xml_tag *tag)
{
	struct dais_str family = dais_xml_value(tag, ODT_FAMILY);
	struct dais_str list = dais_xml_value(tag, ODT_LIST_STYLE_NAME);
	struct odt_style *to;
	char f = dais_str_is(family, "paragraph") ? 'p' : dais_str_is(family, "text") ? 't' : 'x';

	s->open = SIZE_MAX;
	if (f == 'x' || s->list.n >= ODT_STYLES_MAX)
		return;
	to = dais_vec_add(s->arena, &s->list);
	to->format = unset;
	to->family = f;
	to->key = key_of(s->arena, s->scope, f, dais_xml_value(tag, ODT_NAME));
	to->parent = dais_arena_dup(s->arena, dais_xml_value(tag, ODT_PARENT));
	if (list.p)
		to->format.numbered = list.n > 0;
	s->open = s->list.n - 1;
	(void)dais_map_add(&s->by_key, to->key, s->open);
}

static void
take_length(const struct dais_xml_tag *tag, unsigned name, int *to)
{
	int v;

	if (dais_flow_length(dais_xml_value(tag, name), &v))
		*to = v;
}

static void
take_properties(struct odt_format *f, const struct dais_xml_tag *tag)
{
	struct dais_str align = dais_xml_value(tag, ODT_ALIGN);
	struct dais_str weight = dais_xml_value(tag, ODT_WEIGHT);
	struct dais_str display = dais_xml_value(tag, ODT_DISPLAY);
	int64_t v;

	if (align.n)
		f->centred = dais_str_is(align, "center");
	if (weight.n)
		f->bold = dais_str_is(weight, "bold") ||
			  (dais_str_to_int(weight, 100, 900, &v) && v >= 600);
	if (display.n)
		f->hidden = dais_str_is(display, "none");
	take_length(tag, ODT_SIZE, &f->size);
	take_length(tag, ODT_MARGIN_LEFT, &f->left);
	take_length(tag, ODT_TEXT_INDENT, &f->first);
	take_length(tag, ODT_MARGIN_TOP, &f->before);
	take_length(tag, ODT_MARGIN_BOTTOM, &f->after);
}

/* --- list styles --------------------------------------------------------------------------------
 */

/* Formats other than those of 19.506 are written as the first numbers of the series. */
static enum dais_flow_number
format_of(struct dais_str s, bool sync)
{
	static const struct {
		const char *begins;
		enum dais_flow_number format;
	} formats[] = {
		{ "أ, ب, ت", DAIS_FLOW_NUMBER_ARABIC_ALPHA },
		{ "أ, ب, ج", DAIS_FLOW_NUMBER_ARABIC_ABJAD },
		{ "ا, ب, ج", DAIS_FLOW_NUMBER_ARABIC_ABJAD },
		{ "А, Б", DAIS_FLOW_NUMBER_RUSSIAN_UPPER },
		{ "а, б", DAIS_FLOW_NUMBER_RUSSIAN_LOWER },
		{ "01", DAIS_FLOW_NUMBER_DECIMAL_ZERO },
		{ "一", DAIS_FLOW_NUMBER_CHINESE },
		{ "①", DAIS_FLOW_NUMBER_CIRCLED },
		{ "１", DAIS_FLOW_NUMBER_DECIMAL_WIDE },
		{ "١", DAIS_FLOW_NUMBER_ARABIC_DIGITS },
	};

	if (!s.n)
		return DAIS_FLOW_NUMBER_NONE;
	if (dais_str_is(s, "a"))
		return sync ? DAIS_FLOW_NUMBER_LOWER_LETTER : DAIS_FLOW_NUMBER_LOWER_LETTER_PAIRS;
	if (dais_str_is(s, "A"))
		return sync ? DAIS_FLOW_NUMBER_UPPER_LETTER : DAIS_FLOW_NUMBER_UPPER_LETTER_PAIRS;
	if (dais_str_is(s, "i"))
		return DAIS_FLOW_NUMBER_LOWER_ROMAN;
	if (dais_str_is(s, "I"))
		return DAIS_FLOW_NUMBER_UPPER_ROMAN;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (dais_str_has_prefix(s, dais_str_from(formats[i].begins)))
			return formats[i].format;
	}
	return DAIS_FLOW_NUMBER_DECIMAL;
}

static void
begin_list_style(struct odt_styles *s, const struct dais_xml_tag *tag)
{
	s->open_level = NULL;
	if (tag->name == ODT_OUTLINE_STYLE) {
		s->open_list = &s->outline;
		return;
	}
	s->open_list = NULL;
	if (s->lists.n >= ODT_STYLES_MAX)
		return;
	s->open_list = dais_vec_add(s->arena, &s->lists);
	(void)dais_map_add(&s->by_key,
	    key_of(s->arena, s->scope, 'l', dais_xml_value(tag, ODT_NAME)), s->lists.n - 1);
}

static struct dais_str
words(struct odt_styles *s, const struct dais_xml_tag *tag, unsigned name)
{
	return dais_arena_dup(s->arena, dais_str_sub(dais_xml_value(tag, name), 0, 200));
}

static void
begin_level(struct odt_styles *s, const struct dais_xml_tag *tag)
{
	int level = odt_int(tag, ODT_LEVEL, 0);
	int display = odt_int(tag, ODT_DISPLAY_LEVELS, 1);
	struct odt_level *l;

	s->open_level = NULL;
	if (!s->open_list || level < 1 || level > (int)ODT_LEVELS)
		return;
	l = s->open_level = &s->open_list->levels[level - 1];
	l->start = (unsigned)odt_int(tag, ODT_START, 1);
	l->display = display < 1 ? 1 : display > level ? (unsigned)level : (unsigned)display;
	l->prefix = words(s, tag, ODT_PREFIX);
	l->suffix = words(s, tag, ODT_SUFFIX);
	l->all = words(s, tag, ODT_FORMAT_OF_ALL);
	l->bullet = words(s, tag, ODT_BULLET_CHAR);
	l->format = tag->name == ODT_LEVEL_BULLET
			? DAIS_FLOW_NUMBER_BULLET
			: format_of(dais_xml_value(tag, ODT_FORMAT),
			      dais_str_is(dais_xml_value(tag, ODT_LETTER_SYNC), "true"));
}

void
odt_style_start(struct odt_styles *s, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case ODT_STYLE:
		begin_style(s, tag);
		break;
	case ODT_DEFAULT_STYLE:
		s->in_defaults = dais_str_is(dais_xml_value(tag, ODT_FAMILY), "paragraph");
		break;
	case ODT_PARAGRAPH_PROPERTIES:
	case ODT_TEXT_PROPERTIES:
		if (s->in_defaults)
			take_properties(&s->defaults, tag);
		else if (s->open != SIZE_MAX)
			take_properties(&s->list.v[s->open].format, tag);
		break;
	case ODT_LIST_STYLE:
	case ODT_OUTLINE_STYLE:
		begin_list_style(s, tag);
		break;
	case ODT_LEVEL_NUMBER:
	case ODT_LEVEL_BULLET:
		begin_level(s, tag);
		break;
	case ODT_LEVEL_ALIGNMENT:
		if (s->open_level)
			s->open_level->tight =
			    dais_str_is(dais_xml_value(tag, ODT_FOLLOWED_BY), "nothing");
		break;
	default:
		break;
	}
}

void
odt_style_end(struct odt_styles *s, unsigned name)
{
	if (name == ODT_STYLE)
		s->open = SIZE_MAX;
	else if (name == ODT_DEFAULT_STYLE)
		s->in_defaults = false;
	else if (name == ODT_LIST_STYLE || name == ODT_OUTLINE_STYLE)
		s->open_list = NULL;
	else if (name == ODT_LEVEL_NUMBER || name == ODT_LEVEL_BULLET)
		s->open_level = NULL;
}

/* --- asking -------------------------------------------------------------------------------------
 */

static size_t
find(struct odt_styles *s, char scope, char family, struct dais_str name)
{
	char key[256] = { scope, family };
	struct dais_str k = { key, name.n + 2 };
	size_t i;

	if (!name.n || name.n > sizeof(key) - 2 || !s->by_key.n)
		return DAIS_MAP_NONE;
	memcpy(key + 2, name.p, name.n);
	i = dais_map_get(&s->by_key, k);
	if (i != DAIS_MAP_NONE)
		return i;
	key[0] = 'c';
	return dais_map_get(&s->by_key, k);
}

static void
inherit(int *to, int from)
{
	if (*to == ODT_UNSET)
		*to = from;
}

static void
inherit_all(struct odt_format *f, const struct odt_format *from)
{
	inherit(&f->bold, from->bold);
	inherit(&f->hidden, from->hidden);
	inherit(&f->size, from->size);
	inherit(&f->centred, from->centred);
	inherit(&f->left, from->left);
	inherit(&f->first, from->first);
	inherit(&f->before, from->before);
	inherit(&f->after, from->after);
	inherit(&f->numbered, from->numbered);
}

const struct odt_format *
odt_style_format(struct odt_styles *s, char scope, char family, struct dais_str name)
{
	size_t i = find(s, scope, family, name);
	struct odt_style *style;
	struct dais_str parent;

	if (i == DAIS_MAP_NONE)
		return NULL;
	style = &s->list.v[i];
	parent = style->parent;
	for (unsigned depth = 0; !style->settled && depth < ODT_CHAIN_MAX; depth++) {
		size_t k = find(s, 'c', family, parent);

		if (k == DAIS_MAP_NONE)
			break;
		inherit_all(&style->format, &s->list.v[k].format);
		parent = s->list.v[k].parent;
	}
	if (!style->settled && family == 'p')
		inherit_all(&style->format, &s->defaults);
	style->settled = true;
	return &style->format;
}

const struct odt_list_style *
odt_list_style(struct odt_styles *s, char scope, struct dais_str name)
{
	size_t i = find(s, scope, 'l', name);

	return i == DAIS_MAP_NONE ? NULL : &s->lists.v[i];
}
