/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Definitions of lists. Source: ECMA-376-1:2016, 17.9.
 */
#include "read/docx/docx_priv.h"

struct numbering_reader {
	struct docx_numbering *out;
	size_t abstract, num;     /* open, or SIZE_MAX */
	struct docx_level *level; /* open, or NULL */
	int overridden;           /* level of the open lvlOverride, or DOCX_UNSET */
	unsigned skip;
};

static const struct {
	const char *name;
	enum dais_flow_number format;
} formats[] = {
	{ "decimal", DAIS_FLOW_NUMBER_DECIMAL },
	{ "none", DAIS_FLOW_NUMBER_NONE },
	{ "bullet", DAIS_FLOW_NUMBER_BULLET },
	{ "decimalZero", DAIS_FLOW_NUMBER_DECIMAL_ZERO },
	{ "lowerLetter", DAIS_FLOW_NUMBER_LOWER_LETTER },
	{ "upperLetter", DAIS_FLOW_NUMBER_UPPER_LETTER },
	{ "lowerRoman", DAIS_FLOW_NUMBER_LOWER_ROMAN },
	{ "upperRoman", DAIS_FLOW_NUMBER_UPPER_ROMAN },
	{ "arabicAlpha", DAIS_FLOW_NUMBER_ARABIC_ALPHA },
	{ "arabicAbjad", DAIS_FLOW_NUMBER_ARABIC_ABJAD },
	{ "russianLower", DAIS_FLOW_NUMBER_RUSSIAN_LOWER },
	{ "russianUpper", DAIS_FLOW_NUMBER_RUSSIAN_UPPER },
	{ "chineseCounting", DAIS_FLOW_NUMBER_CHINESE },
	{ "chineseCountingThousand", DAIS_FLOW_NUMBER_CHINESE },
	{ "japaneseCounting", DAIS_FLOW_NUMBER_CHINESE },
	{ "taiwaneseCounting", DAIS_FLOW_NUMBER_CHINESE },
	{ "taiwaneseCountingThousand", DAIS_FLOW_NUMBER_CHINESE },
	{ "ideographDigital", DAIS_FLOW_NUMBER_CHINESE_DIGITS },
	{ "taiwaneseDigital", DAIS_FLOW_NUMBER_CHINESE_DIGITS },
	{ "decimalFullWidth", DAIS_FLOW_NUMBER_DECIMAL_WIDE },
	{ "decimalFullWidth2", DAIS_FLOW_NUMBER_DECIMAL_WIDE },
	{ "decimalEnclosedCircle", DAIS_FLOW_NUMBER_CIRCLED },
	{ "decimalEnclosedCircleChinese", DAIS_FLOW_NUMBER_CIRCLED },
	{ "numberInDash", DAIS_FLOW_NUMBER_DASHES },
};

/* Formats in words of one language are counted in digits. */
static enum dais_flow_number
format_of(struct dais_str name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (dais_str_is(name, formats[i].name))
			return formats[i].format;
	}
	return DAIS_FLOW_NUMBER_DECIMAL;
}

static void
level_init(struct docx_level *l)
{
	*l = (struct docx_level){ .format = DAIS_FLOW_NUMBER_DECIMAL,
		.restart = DOCX_UNSET,
		.left = DOCX_UNSET,
		.first = DOCX_UNSET };
}

static void
begin_abstract(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	struct dais_arena *a = r->out->arena;
	struct docx_abstract *to = dais_vec_add(a, &r->out->abstracts);

	to->id = dais_arena_dup(a, dais_xml_value(tag, DOCX_ABSTRACT_NUM_ID));
	for (unsigned i = 0; i < DOCX_LEVELS; i++)
		level_init(&to->levels[i]);
	r->abstract = r->out->abstracts.n - 1;
	(void)dais_map_add(&r->out->abstract_ids, to->id, r->abstract);
}

static struct dais_str
number_key(struct dais_arena *a, int id)
{
	return dais_arena_printf(a, "%d", id);
}

static void
begin_num(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_num *to = dais_vec_add(r->out->arena, &r->out->nums);

	to->id = docx_int(dais_xml_value(tag, DOCX_NUM_ID));
	to->abstract = SIZE_MAX;
	for (unsigned i = 0; i < DOCX_LEVELS; i++)
		to->start[i] = DOCX_UNSET;
	r->num = r->out->nums.n - 1;
	(void)dais_map_add(&r->out->num_ids, number_key(r->out->arena, to->id), r->num);
}

static void
begin_level(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	int i = docx_int(dais_xml_value(tag, DOCX_LEVEL_INDEX));

	r->level = NULL;
	if (i < 0 || i >= (int)DOCX_LEVELS)
		return;
	if (r->num != SIZE_MAX) {
		r->level = DAIS_NEW(r->out->arena, struct docx_level);
		level_init(r->level);
		r->out->nums.v[r->num].own[i] = r->level;
	} else if (r->abstract != SIZE_MAX) {
		r->level = &r->out->abstracts.v[r->abstract].levels[i];
	}
	if (r->level)
		r->level->given = true;
}

static void
take_level_property(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_level *l = r->level;
	struct dais_str value = dais_xml_value(tag, DOCX_VALUE);
	struct docx_paragraph_format indent;
	int v = docx_int(value);

	switch (tag->name) {
	case DOCX_START:
		l->start = v > 0 ? (unsigned)v : 0;
		break;
	case DOCX_NUMBER_FORMAT:
		l->format = format_of(value);
		break;
	case DOCX_LEVEL_TEXT:
		l->text = dais_arena_dup(r->out->arena, dais_str_sub(value, 0, 200));
		break;
	case DOCX_LEVEL_RESTART:
		l->restart = v;
		break;
	case DOCX_IS_LEGAL:
		l->legal = docx_is_on(tag);
		break;
	case DOCX_SUFFIX:
		l->tight = dais_str_is(value, "nothing");
		break;
	case DOCX_PARAGRAPH_STYLE:
		l->style = dais_arena_dup(r->out->arena, value);
		break;
	case DOCX_INDENT:
		docx_format_init(&indent);
		docx_format_take(&indent, tag);
		l->left = indent.left;
		l->first = indent.first;
		break;
	default:
		break;
	}
}

static void
take_num_property(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_num *num = &r->out->nums.v[r->num];
	int v = docx_int(dais_xml_value(tag, DOCX_VALUE));

	if (tag->name == DOCX_ABSTRACT_NUM_ID)
		num->abstract_id = dais_arena_dup(r->out->arena, dais_xml_value(tag, DOCX_VALUE));
	else if (tag->name == DOCX_LEVEL_OVERRIDE)
		r->overridden = docx_int(dais_xml_value(tag, DOCX_LEVEL_INDEX));
	else if (tag->name == DOCX_START_OVERRIDE && r->overridden >= 0 &&
		 r->overridden < (int)DOCX_LEVELS && v >= 0)
		num->start[r->overridden] = v;
}

static void
take_abstract_property(struct numbering_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_abstract *a = &r->out->abstracts.v[r->abstract];
	struct dais_str value = dais_xml_value(tag, DOCX_VALUE);

	if (tag->name == DOCX_STYLE_LINK)
		a->style_link = dais_arena_dup(r->out->arena, value);
	else if (tag->name == DOCX_NUM_STYLE_LINK)
		a->num_style_link = dais_arena_dup(r->out->arena, value);
}

static bool
start(void *reader, const struct dais_xml_tag *tag)
{
	struct numbering_reader *r = reader;

	if (r->skip) {
		r->skip++;
	} else if (tag->name == DOCX_FALLBACK || tag->name == DOCX_RUN_PROPERTIES) {
		r->skip = 1;
	} else if (tag->name == DOCX_ABSTRACT_NUM) {
		if (r->out->abstracts.n >= DOCX_LISTS_MAX)
			return false;
		begin_abstract(r, tag);
	} else if (tag->name == DOCX_NUM) {
		if (r->out->nums.n >= DOCX_LISTS_MAX)
			return false;
		begin_num(r, tag);
	} else if (tag->name == DOCX_LEVEL) {
		begin_level(r, tag);
	} else if (r->level) {
		take_level_property(r, tag);
	} else if (r->num != SIZE_MAX) {
		take_num_property(r, tag);
	} else if (r->abstract != SIZE_MAX) {
		take_abstract_property(r, tag);
	}
	return true;
}

static void
end(void *reader, unsigned name)
{
	struct numbering_reader *r = reader;

	if (r->skip) {
		r->skip--;
		return;
	}
	switch (name) {
	case DOCX_LEVEL:
		r->level = NULL;
		break;
	case DOCX_LEVEL_OVERRIDE:
		r->overridden = DOCX_UNSET;
		break;
	case DOCX_ABSTRACT_NUM:
		r->abstract = SIZE_MAX;
		break;
	case DOCX_NUM:
		r->num = SIZE_MAX;
		break;
	default:
		break;
	}
}

static size_t
index_of_num(const struct docx_numbering *n, int num)
{
	char key[16];
	struct dais_str s = { key, 0 };
	unsigned v = num < 0 ? 0 : (unsigned)num;
	char digits[16];
	size_t count = 0;

	do {
		digits[count++] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	while (count)
		key[s.n++] = digits[--count];
	return n->nums.n && num > 0 ? dais_map_get(&n->num_ids, s) : DAIS_MAP_NONE;
}

/* The abstract list that @num stands for, through a numbering style when it is only named. */
static size_t
abstract_of(
    const struct docx_numbering *n, const struct docx_styles *styles, const struct docx_num *num)
{
	size_t i = dais_map_get(&n->abstract_ids, num->abstract_id);
	const struct docx_style *style;
	size_t linked;

	if (i == DAIS_MAP_NONE || !n->abstracts.v[i].num_style_link.n)
		return i;
	style = docx_style_get(styles, n->abstracts.v[i].num_style_link);
	linked = style ? index_of_num(n, style->format.num) : DAIS_MAP_NONE;
	if (linked == DAIS_MAP_NONE)
		return i;
	linked = dais_map_get(&n->abstract_ids, n->nums.v[linked].abstract_id);
	return linked == DAIS_MAP_NONE ? i : linked;
}

bool
docx_numbering_read(struct docx_package *p, const struct docx_styles *styles,
    struct docx_numbering *ret, struct dais_err *err)
{
	static const struct dais_xml_events events = { docx_names, start, end, NULL };
	struct numbering_reader r = {
		.out = ret, .abstract = SIZE_MAX, .num = SIZE_MAX, .overridden = DOCX_UNSET
	};

	*ret = (struct docx_numbering){ .arena = p->arena };
	dais_map_init(&ret->abstract_ids, p->arena);
	dais_map_init(&ret->num_ids, p->arena);
	if (!docx_part_stream(p, docx_part_of_type(p, "numbering"), &events, &r, err))
		return false;
	for (size_t i = 0; i < ret->nums.n && ret->abstracts.n; i++)
		ret->nums.v[i].abstract = abstract_of(ret, styles, &ret->nums.v[i]);
	return true;
}

static struct docx_num *
num_of(const struct docx_numbering *n, int num)
{
	size_t i = index_of_num(n, num);

	if (i == DAIS_MAP_NONE || n->nums.v[i].abstract >= n->abstracts.n)
		return NULL;
	return &n->nums.v[i];
}

static const struct docx_level *
level_of(const struct docx_numbering *n, const struct docx_num *num, unsigned level)
{
	return num->own[level] ? num->own[level] : &n->abstracts.v[num->abstract].levels[level];
}

unsigned
docx_numbering_level_of(
    const struct docx_numbering *n, int num, struct dais_str id, unsigned otherwise)
{
	const struct docx_num *list = num_of(n, num);

	for (unsigned i = 0; list && id.n && i < DOCX_LEVELS; i++) {
		if (dais_str_eq(level_of(n, list, i)->style, id))
			return i;
	}
	return otherwise;
}

const struct docx_level *
docx_numbering_level(const struct docx_numbering *n, int num, unsigned level)
{
	const struct docx_num *list = num_of(n, num);

	return list && level < DOCX_LEVELS && level_of(n, list, level)->given
		   ? level_of(n, list, level)
		   : NULL;
}

/* --- counting -------------------------------------------------------------------------------- */

static unsigned
first_of(const struct docx_numbering *n, const struct docx_num *num, unsigned level)
{
	if (num->start[level] != DOCX_UNSET)
		return (unsigned)num->start[level];
	return level_of(n, num, level)->start;
}

static void
advance(struct docx_numbering *n, struct docx_num *num, unsigned level)
{
	struct docx_abstract *a = &n->abstracts.v[num->abstract];

	if (num->start[level] != DOCX_UNSET && !num->started[level])
		a->value[level] = (unsigned)num->start[level];
	else if (a->used[level])
		a->value[level]++;
	else
		a->value[level] = first_of(n, num, level);
	num->started[level] = true;
	a->used[level] = true;
	for (unsigned d = level + 1; d < DOCX_LEVELS; d++) {
		int restart = level_of(n, num, d)->restart;

		if (restart == DOCX_UNSET || (int)level < restart)
			a->used[d] = false;
	}
}

static void
put_value(struct docx_numbering *n, const struct docx_num *num, unsigned level, bool legal,
    struct dais_buf *out)
{
	const struct docx_abstract *a = &n->abstracts.v[num->abstract];
	unsigned value = a->used[level] ? a->value[level] : first_of(n, num, level);

	dais_flow_number_print(
	    out, legal ? DAIS_FLOW_NUMBER_DECIMAL : level_of(n, num, level)->format, value);
}

/* The signs of symbol fonts have no meaning of their own outside of them. */
static void
put_bullet(struct dais_str text, struct dais_buf *out)
{
	size_t at = 0;
	uint32_t c = text.n ? dais_str_decode(text, &at) : 0;

	if ((c >= 0xE000 && c <= 0xF8FF) || (at == text.n && c == 'o'))
		dais_buf_put_cp(out, 0x2022);
	else
		dais_buf_put(out, text);
}

void
docx_numbering_count(struct docx_numbering *n, int num, unsigned level, struct dais_buf *out)
{
	struct docx_num *list = num_of(n, num);
	const struct docx_level *l;

	dais_buf_clear(out);
	if (!list || level >= DOCX_LEVELS)
		return;
	l = level_of(n, list, level);
	if (!l->given)
		return;
	advance(n, list, level);
	if (l->format == DAIS_FLOW_NUMBER_BULLET)
		put_bullet(l->text, out);
	for (size_t i = 0; i < l->text.n && l->format != DAIS_FLOW_NUMBER_BULLET; i++) {
		char c = l->text.p[i], next = i + 1 < l->text.n ? l->text.p[i + 1] : 0;

		if (c == '%' && next >= '1' && next <= '9') {
			put_value(n, list, (unsigned)(next - '1'), l->legal, out);
			i++;
		} else {
			dais_buf_put_char(out, c);
		}
	}
	if (out->n && !l->tight)
		dais_buf_put_char(out, ' ');
}
