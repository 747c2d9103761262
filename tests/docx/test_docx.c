/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "base/err.h"
#include "sample_tree.h"
#include "unpack.h"
#include "write/docx/docx.h"
#include "write/docx/part.h"

#define EPOCH 1644796800 /* 2022-02-14 */

static struct dais_str
written(struct dais_arena *a, const struct dais_tree *t)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_docx_write(t, EPOCH, &out, &err))
		fail_msg("%s", err.msg);
	return dais_buf_dup(&out, a);
}

/* --- the package ---------------------------------------------------------------------------- */

static void
test_deterministic(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree *t = sample_tree(a, DAIS_LANG_FR);

	(void)state;
	assert_true(dais_str_eq(written(a, t), written(a, t)));
}

static void
test_well_formed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str names[32];

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str zip = written(a, sample_tree(a, (enum dais_lang)l));
		size_t n = unpack_names(a, zip, names, 32);

		assert_true(n >= 16);
		assert_str(names[0], "[Content_Types].xml");
		for (size_t i = 0; i < n; i++) {
			xmlDoc *doc = unpack_xml(a, zip, names[i].p);

			if (!doc)
				fail_msg("%.*s is not well-formed", DAIS_STR_ARG(names[i]));
			xmlFreeDoc(doc);
		}
	}
}

/* --- every word, in order ------------------------------------------------------------------- */

/* The mark of a footnote is words only where it is repeated. */
struct wanted {
	struct dais_buf *b;
	bool used[8];
};

static void
put_node(struct wanted *w, const struct dais_node *n)
{
	for (size_t i = 0; i < n->runs.n; i++) {
		int note = n->runs.v[i].footnote;

		if (note < 0 || w->used[note])
			dais_buf_put(w->b, n->runs.v[i].text);
		if (note >= 0)
			w->used[note] = true;
	}
	for (size_t i = 0; i < n->children.n; i++)
		put_node(w, n->children.v[i]);
}

/* The words of the document: w:t of runs that are no footnote marks. Literal numbers are told
 * from words by the tab that follows in the same paragraph. */
static void
put_words(struct dais_arena *a, struct dais_buf *b, xmlNode *top)
{
	DAIS_BUF_AUTO para = { 0 };

	dais_buf_init(&para, DAIS_BUF_MAX);
	for (xmlNode *n = top; n; n = next_element(n, top)) {
		if (is_element(n, "p")) {
			dais_buf_put(b, dais_buf_str(&para));
			dais_buf_clear(&para);
		} else if (is_element(n, "tab") && is_element(n->parent, "r")) {
			dais_buf_clear(&para);
		} else if (is_element(n, "t") &&
			   !is_element(n->prev ? n->prev : n, "footnoteReference")) {
			xmlChar *s = xmlNodeGetContent(n);

			dais_buf_put(&para, dais_arena_dup(a, dais_str_from((const char *)s)));
			xmlFree(s);
		}
	}
	dais_buf_put(b, dais_buf_str(&para));
}

static void
test_words(void **state)
{
	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_BUF_AUTO want = { 0 };
		DAIS_BUF_AUTO got = { 0 };
		struct wanted wanted = { .b = &want };
		struct dais_tree *t = sample_tree(a, (enum dais_lang)l);
		xmlDoc *doc = unpack_xml(a, written(a, t), "word/document.xml");

		dais_buf_init(&want, DAIS_BUF_MAX);
		dais_buf_init(&got, DAIS_BUF_MAX);
		for (size_t i = 0; i < t->body.n; i++)
			put_node(&wanted, t->body.v[i]);
		put_words(a, &got, xmlDocGetRootElement(doc));
		xmlFreeDoc(doc);
		/* The head of the first page comes before. */
		assert_true(got.n > want.n);
		assert_str(dais_str_sub(dais_buf_str(&got), got.n - want.n, got.n),
		    dais_arena_cstr(a, dais_buf_str(&want)));
	}
}

/* --- numbering ------------------------------------------------------------------------------ */

/* Numbers that a word processor would count, for decimal and Latin letters. */
struct counted {
	unsigned value[64][DOCX_LEVELS];
};

static xmlNode *
level_of(struct dais_arena *a, xmlNode *numbering, struct dais_str num, struct dais_str ilvl)
{
	int64_t id = 0;

	assert_true(dais_str_to_int(num, 1, 63, &id));
	for (xmlNode *n = numbering; n; n = next_element(n, numbering))
		if (is_element(n, "lvl") && dais_str_eq(attribute(a, n, "ilvl"), ilvl) &&
		    dais_str_eq(attribute(a, n->parent, "abstractNumId"),
			dais_arena_printf(a, "%d", (int)id - 1)))
			return n;
	return NULL;
}

static struct dais_str
child_val(struct dais_arena *a, xmlNode *n, const char *name)
{
	for (xmlNode *c = xmlFirstElementChild(n); c; c = xmlNextElementSibling(c))
		if (is_element(c, name))
			return attribute(a, c, "val");
	return DAIS_STR_NONE;
}

/* The mark that numPr @n prints. */
static struct dais_str
printed(struct dais_arena *a, xmlNode *numbering, xmlNode *n, struct counted *c)
{
	struct dais_str num = child_val(a, n, "numId");
	struct dais_str ilvl = child_val(a, n, "ilvl");
	xmlNode *lvl = level_of(a, numbering, num, ilvl);
	struct dais_str text, format, before, after;
	int64_t id, level, start;
	size_t at;

	assert_non_null(lvl);
	text = child_val(a, lvl, "lvlText");
	format = child_val(a, lvl, "numFmt");
	assert_true(dais_str_to_int(num, 1, 63, &id) && dais_str_to_int(ilvl, 0, 8, &level));
	assert_true(dais_str_to_int(child_val(a, lvl, "start"), 1, 999, &start));
	if (c->value[id][level] == 0)
		c->value[id][level] = (unsigned)start - 1;
	c->value[id][level]++;
	for (size_t i = (size_t)level + 1; i < DOCX_LEVELS; i++)
		c->value[id][i] = 0;
	at = dais_str_find_char(text, '%', 0);
	if (at == SIZE_MAX)
		return text;
	before = dais_str_sub(text, 0, at);
	after = dais_str_sub(text, at + 2, text.n);
	if (dais_str_is(format, "decimal"))
		return dais_arena_printf(a, "%.*s%u%.*s", DAIS_STR_ARG(before), c->value[id][level],
		    DAIS_STR_ARG(after));
	return dais_arena_printf(a, "%.*s%c%.*s", DAIS_STR_ARG(before),
	    'a' + (int)c->value[id][level] - 1, DAIS_STR_ARG(after));
}

static void
put_marks(struct dais_arena *a, struct dais_buf *b, const struct dais_node *n)
{
	if (n->number.n && (n->kind == DAIS_NODE_ITEM || n->kind == DAIS_NODE_HEADING))
		dais_buf_printf(b, "%.*s|", DAIS_STR_ARG(n->number));
	for (size_t i = 0; i < n->children.n; i++)
		put_marks(a, b, n->children.v[i]);
}

static void
test_marks(void **state)
{
	static const enum dais_lang langs[] = { DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES,
		DAIS_LANG_RU, DAIS_LANG_ZH };

	(void)state;
	for (size_t k = 0; k < sizeof(langs) / sizeof(langs[0]); k++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_BUF_AUTO want = { 0 };
		DAIS_BUF_AUTO got = { 0 };
		struct dais_tree *t = sample_tree(a, langs[k]);
		struct dais_str zip = written(a, t);
		xmlDoc *doc = unpack_xml(a, zip, "word/document.xml");
		xmlDoc *numbering = unpack_xml(a, zip, "word/numbering.xml");
		struct dais_str before = DAIS_STR_NONE;
		struct counted c = { 0 };

		dais_buf_init(&want, DAIS_BUF_MAX);
		dais_buf_init(&got, DAIS_BUF_MAX);
		for (size_t i = 0; i < t->body.n; i++)
			put_marks(a, &want, t->body.v[i]);
		for (xmlNode *n = xmlDocGetRootElement(doc); n;
		    n = next_element(n, xmlDocGetRootElement(doc))) {
			if (is_element(n, "p"))
				before = DAIS_STR_NONE;
			if (is_element(n, "numPr")) {
				struct dais_str mark =
				    printed(a, xmlDocGetRootElement(numbering), n, &c);

				dais_buf_printf(&got, "%.*s|", DAIS_STR_ARG(mark));
			}
			if (is_element(n, "tab") && is_element(n->parent, "r"))
				dais_buf_printf(&got, "%.*s|", DAIS_STR_ARG(before));
			if (is_element(n, "t"))
				before = dais_arena_dup(
				    a, dais_str_from((const char *)n->children->content));
		}
		assert_str(dais_buf_str(&got), dais_arena_cstr(a, dais_buf_str(&want)));
		xmlFreeDoc(doc);
		xmlFreeDoc(numbering);
	}
}

static void
test_mark_parse(void **state)
{
	struct docx_mark m;

	(void)state;
	assert_true(dais_docx_mark_parse(DAIS_STR("12."), DOCX_FORMAT_DECIMAL, &m));
	assert_int_equal(m.value, 12);
	assert_str(m.after, ".");
	assert_true(dais_docx_mark_parse(DAIS_STR("(b)"), DOCX_FORMAT_LOWER_LETTER, &m));
	assert_int_equal(m.value, 2);
	assert_str(m.before, "(");
	assert_true(dais_docx_mark_parse(DAIS_STR("(iv)"), DOCX_FORMAT_LOWER_ROMAN, &m));
	assert_int_equal(m.value, 4);
	assert_true(dais_docx_mark_parse(DAIS_STR("(ب)"), DOCX_FORMAT_ARABIC_ALPHA, &m));
	assert_int_equal(m.value, 2);
	assert_true(dais_docx_mark_parse(DAIS_STR("三、"), DOCX_FORMAT_CHINESE, &m));
	assert_int_equal(m.value, 3);
	assert_true(dais_docx_mark_parse(DAIS_STR("•"), DOCX_FORMAT_BULLET, &m));
	assert_false(dais_docx_mark_parse(DAIS_STR("3 bis."), DOCX_FORMAT_DECIMAL, &m));
	assert_false(dais_docx_mark_parse(DAIS_STR("01."), DOCX_FORMAT_DECIMAL, &m));
	assert_false(dais_docx_mark_parse(DAIS_STR("%1"), DOCX_FORMAT_DECIMAL, &m));
	assert_false(dais_docx_mark_parse(DAIS_STR(""), DOCX_FORMAT_LOWER_LETTER, &m));
}

/* --- odd trees ------------------------------------------------------------------------------ */

static void
test_empty(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree t = { .arena = a, .lang = DAIS_LANG_AR };
	struct dais_node *table, *list;

	(void)state;
	assert_true(written(a, &t).n > 0);
	table = dais_tree_add(&t, NULL, DAIS_NODE_TABLE, DAIS_ROLE_NONE);
	(void)dais_tree_add(&t, table, DAIS_NODE_ROW, DAIS_ROLE_NONE);
	list = dais_tree_add(&t, NULL, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	(void)dais_tree_add(&t, list, DAIS_NODE_ITEM, DAIS_ROLE_NONE);
	assert_true(written(a, &t).n > 0);
}

static void
test_too_deep(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_tree t = { .arena = a, .lang = DAIS_LANG_EN };
	struct dais_node *n = NULL;

	(void)state;
	for (int i = 0; i < 2000; i++)
		n = dais_tree_add(&t, n, DAIS_NODE_SECTION, DAIS_ROLE_NONE);
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_false(dais_docx_write(&t, EPOCH, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
}

/* Ids that differ in marks alone, or behind what a name has room for, are different bookmarks, each
 * of them short enough, and links lead to them. */
static void
test_bookmarks(void **state)
{
	static const char long_id[] = "an-id-that-is-much-longer-than-a-name-may-be";
	const char *const ids[] = { "a.b", "a-b", "a.b.1", "a-b-1", "1st", long_id,
		"an-id-that-is-much-longer-than-a-name-may-be-too" };
	enum {
		N = sizeof(ids) / sizeof(*ids)
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree t = { .arena = a, .lang = DAIS_LANG_EN };
	struct dais_str names[N], links[N];
	size_t n = 0, n_links = 0;
	xmlDoc *doc;

	(void)state;
	for (size_t i = 0; i < N; i++) {
		struct dais_node *p = dais_tree_add(&t, NULL, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);

		p->id = dais_str_from(ids[i]);
		dais_tree_text(&t, &p->runs, DAIS_STR("words"), 0)->target = p->id;
	}
	doc = unpack_xml(a, written(a, &t), "word/document.xml");
	for (xmlNode *x = xmlDocGetRootElement(doc); x;
	    x = next_element(x, xmlDocGetRootElement(doc))) {
		if (is_element(x, "bookmarkStart") && n < N)
			names[n++] = attribute(a, x, "name");
		if (is_element(x, "hyperlink") && n_links < N)
			links[n_links++] = attribute(a, x, "anchor");
	}
	assert_int_equal(n, N);
	assert_int_equal(n_links, N);
	for (size_t i = 0; i < N; i++) {
		assert_in_range(names[i].n, 1, 40);
		assert_true(dais_str_eq(names[i], links[i]));
		for (size_t k = 0; k < i; k++)
			assert_false(dais_str_eq(names[i], names[k]));
	}
	assert_str(names[0], "a_b");
	assert_str(names[4], "n_1st");
	xmlFreeDoc(doc);
}

static size_t
count(const struct dais_node *n, enum dais_node_role role)
{
	size_t k = n->kind == DAIS_NODE_ROW && n->role == role;

	for (size_t i = 0; i < n->children.n; i++)
		k += count(n->children.v[i], role);
	return k;
}

/* Days are shaded as on the official page, and no rule goes through a cell that spans rows. */
static void
test_timetable_rules(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree *t = sample_tree(a, DAIS_LANG_EN);
	xmlDoc *doc = unpack_xml(a, written(a, t), "word/document.xml");
	const xmlNode *top = xmlDocGetRootElement(doc);
	size_t days = 0, shaded = 0, ruled = 0;

	(void)state;
	for (size_t i = 0; i < t->body.n; i++)
		days += count(t->body.v[i], DAIS_ROLE_DAY);
	for (xmlNode *n = xmlDocGetRootElement(doc); n; n = next_element(n, top)) {
		bool goes_on = false, over = false;

		shaded += is_element(n, "shd");
		if (!is_element(n, "tcPr"))
			continue;
		for (xmlNode *m = next_element(n, n); m; m = next_element(m, n)) {
			goes_on = goes_on || (is_element(m, "vMerge") &&
						 dais_str_is(attribute(a, m, "val"), "continue"));
			over = over || (is_element(m, "top") && is_element(m->parent, "tcBorders"));
		}
		ruled += over;
		assert_false(goes_on && over);
	}
	assert_true(days > 0 && ruled > 0);
	assert_int_equal(shaded, days);
	xmlFreeDoc(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bookmarks),
		cmocka_unit_test(test_timetable_rules),
		cmocka_unit_test(test_deterministic),
		cmocka_unit_test(test_well_formed),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_mark_parse),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_too_deep),
	};

	return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
