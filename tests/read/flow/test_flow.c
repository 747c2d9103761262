/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Building flows: whatever is put, the flow is valid, its text is what was put with white space
 * single, and every byte of it is found where it was put. */
#include "support/test.h"

#include "read/flow/flow.h"

#define PUT_MAX 4096u

static uint32_t seed;

static uint32_t
draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Pieces of text of all kinds, and what they are in a flow: NULL the same, "" nothing, " " space.
 */
static const struct {
	const char *put, *is;
} kinds[] = { { "a", NULL }, { "Z", NULL }, { "é", NULL }, { "中", NULL }, { "ب", NULL },
	{ "😀", NULL }, { "\xC2\xA0", " " }, { " ", " " }, { "\t", " " }, { "\n", " " },
	{ "\xE2\x80\x89", " " }, { "\xE2\x80\xA8", " " }, { "\x01", "" }, { "\x7F", "" },
	{ "\xEF\xBB\xBF", "" }, { "\xEF\xBF\xBE", "" }, { "\xFF", "\xEF\xBF\xBD" } };

/* What the block should be. */
struct model {
	char text[PUT_MAX * 4];
	size_t n;
	struct dais_flow_point at[PUT_MAX * 4]; /* of each byte that begins a character */
	bool space;
};

static void
expect(struct model *m, const char *is, unsigned page, unsigned line, unsigned column)
{
	size_t n = strlen(is);

	if (strcmp(is, " ") == 0) {
		m->space = true;
		return;
	}
	if (!n)
		return;
	if (m->space && m->n)
		m->text[m->n++] = ' ';
	m->space = false;
	memcpy(m->text + m->n, is, n);
	m->at[m->n] = (struct dais_flow_point){ m->n, page, line, column };
	m->n += n;
}

/* Puts one run of text at a place of its own. */
static void
put_some(struct dais_flow_writer *w, struct model *m)
{
	DAIS_BUF_AUTO b = { 0 };
	unsigned page = draw(3), line = draw(50) + 1, column = draw(4) ? draw(80) + 1 : 0;
	unsigned here = line, at = column;

	dais_buf_init(&b, PUT_MAX);
	for (uint32_t i = draw(12); i > 0; i--) {
		size_t k = draw(sizeof(kinds) / sizeof(kinds[0]));
		const char *is = kinds[k].is ? kinds[k].is : kinds[k].put;

		dais_buf_puts(&b, kinds[k].put);
		expect(m, is, page, here, at);
		if (kinds[k].put[0] == '\n') {
			here++;
			at = at ? 1 : 0;
		} else {
			at += at ? 1 : 0;
		}
	}
	dais_flow_put(w, dais_buf_str(&b), page, line, column);
}

static void
check_block(const struct dais_flow *f, const struct dais_flow_block *b, const struct model *m)
{
	assert_int_equal(b->text.n, m->n);
	assert_memory_equal(b->text.p, m->text, m->n);
	for (size_t i = 0; i < m->n; i++) {
		struct dais_place p;

		if (m->text[i] == ' ' || ((unsigned char)m->text[i] & 0xC0) == 0x80)
			continue;
		p = dais_flow_place(f, b, i, 1);
		assert_int_equal(p.page, m->at[i].page);
		assert_int_equal(p.line, m->at[i].line);
		if (m->at[i].column)
			assert_int_equal(p.column, m->at[i].column);
	}
}

static void
one_block(struct dais_flow_writer *w)
{
	static struct model m;
	struct dais_flow_block *b;
	size_t from = 0, links = 0;

	m.n = 0;
	m.space = false;
	(void)dais_flow_begin(w, (enum dais_flow_role)draw(DAIS_FLOW_CELL));
	for (uint32_t i = draw(10); i > 0; i--) {
		switch (draw(4)) {
		case 0:
			dais_flow_space(w);
			m.space = true;
			break;
		case 1:
			from = dais_flow_at(w);
			assert_int_equal(from, m.n + (m.space && m.n));
			break;
		case 2:
			links += m.n > from;
			dais_flow_link(w, from, DAIS_STR("https://example.org/"));
			break;
		default:
			put_some(w, &m);
			break;
		}
	}
	b = dais_flow_end(w);
	assert_true((b != NULL) == (m.n > 0));
	if (!b)
		return;
	check_block(w->flow, b, &m);
	assert_int_equal(b->links.n, links);
}

static void
test_anything_put_is_found(void **state)
{
	(void)state;
	for (seed = 1; seed < 400; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_flow *f = dais_flow_new(a, DAIS_STR("x"), "text");
		DAIS_FLOW_WRITER_AUTO w;
		uint32_t start = seed;

		dais_flow_writer_init(&w, f);
		for (unsigned i = 0; i < 20; i++)
			one_block(&w);
		assert_true(dais_flow_is_valid(f));
		seed = start;
	}
}

static void
test_generated(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_flow *f = dais_flow_new(a, DAIS_STR("x"), "docx");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_flow_block *b;

	(void)state;
	dais_flow_writer_init(&w, f);
	(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
	dais_flow_put_generated(&w, DAIS_STR("(a) "));
	dais_flow_put(&w, DAIS_STR(" Opening"), 2, 3, 4);
	b = dais_flow_end(&w);
	assert_string_equal(dais_arena_cstr(a, b->text), "(a) Opening");
	assert_int_equal(b->generated, 4);
	/* What the file does not hold stands where the words behind it stand. */
	assert_int_equal(dais_flow_place(f, b, 0, 3).line, 3);
	assert_int_equal(dais_flow_place(f, b, 4, 7).column, 5);
	(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
	dais_flow_put_generated(&w, DAIS_STR("1. "));
	b = dais_flow_end(&w);
	assert_int_equal(b->generated, b->text.n);
	assert_true(dais_flow_is_valid(f));
}

static void
test_limits(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_flow *f = dais_flow_new(a, DAIS_STR("x"), "text");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_flow_block *b;
	char *piece = dais_arena_alloc(a, 65536);

	(void)state;
	memset(piece, 'x', 65536);
	dais_flow_writer_init(&w, f);
	(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
	for (unsigned i = 0; i < 40; i++)
		dais_flow_put(&w, (struct dais_str){ piece, 65536 }, 0, 1, 1);
	dais_flow_link(&w, 0, DAIS_STR("https://example.org/\xFF"));
	b = dais_flow_end(&w);
	assert_true(b && b->text.n <= DAIS_FLOW_BLOCK_MAX && b->links.n == 0);
	assert_true(dais_flow_is_valid(f));
	f->bytes = DAIS_FLOW_TEXT_MAX;
	(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
	dais_flow_put(&w, DAIS_STR("x"), 0, 1, 1);
	assert_null(dais_flow_end(&w));
	assert_true(w.full);
}

static void
test_what_is_not_valid(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_flow *f = dais_flow_new(a, DAIS_STR("x"), "text");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_flow_block *b, good;

	(void)state;
	dais_flow_writer_init(&w, f);
	(void)dais_flow_begin(&w, DAIS_FLOW_TEXT);
	dais_flow_put(&w, DAIS_STR("abc"), 0, 1, 1);
	dais_flow_link(&w, 0, DAIS_STR("https://example.org/"));
	b = dais_flow_end(&w);
	good = *b;
	assert_true(dais_flow_is_valid(f));
	b->text = DAIS_STR(" abc");
	assert_false(dais_flow_is_valid(f));
	*b = good;
	b->role = DAIS_FLOW_CELL;
	assert_false(dais_flow_is_valid(f));
	*b = good;
	b->generated = 4;
	assert_false(dais_flow_is_valid(f));
	*b = good;
	b->points.v[0].at = 1;
	assert_false(dais_flow_is_valid(f));
	b->points.v[0].at = 0;
	b->links.v[0].n = 9;
	assert_false(dais_flow_is_valid(f));
}

/* Lines typed within a paragraph: a list becomes its entries, a title stays one. */
static void
test_lines_ended_by_hand(void **state)
{
	static const char *const lines[] = { "Items:", "1. Opening of the session",
		"2. Adoption of", "the agenda", NULL, "Note by the secretariat" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_flow *f = dais_flow_new(a, DAIS_STR("x"), "docx");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_place p;

	(void)state;
	dais_flow_writer_init(&w, f);
	for (unsigned role = 0; role < 2; role++) {
		(void)dais_flow_begin(&w, role ? DAIS_FLOW_HEADING : DAIS_FLOW_TEXT);
		for (unsigned i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
			size_t from = dais_flow_at(&w);

			if (lines[i])
				dais_flow_put(&w, dais_str_from(lines[i]), 0, 7, 10 * i + 1);
			if (i == 2)
				dais_flow_link(&w, from, DAIS_STR("https://example.org/"));
			dais_flow_break(&w);
		}
		(void)dais_flow_end(&w);
	}
	assert_true(dais_flow_is_valid(f));
	assert_int_equal(f->blocks.n, 5);
	assert_str(f->blocks.v[0].text, "Items:");
	assert_str(f->blocks.v[1].text, "1. Opening of the session");
	assert_str(f->blocks.v[2].text, "2. Adoption of the agenda");
	assert_str(f->blocks.v[3].text, "Note by the secretariat");
	assert_int_equal(f->blocks.v[4].role, DAIS_FLOW_HEADING);
	assert_int_equal(f->blocks.v[1].links.n, 0);
	assert_int_equal(f->blocks.v[2].links.n, 1);
	assert_int_equal(f->blocks.v[2].links.v[0].at, 0);
	p = dais_flow_place(f, &f->blocks.v[2], 3, 8);
	assert_int_equal(p.line, 7);
	assert_int_equal(p.column, 24);
	p = dais_flow_place(f, &f->blocks.v[2], 15, 3);
	assert_int_equal(p.column, 31);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anything_put_is_found),
		cmocka_unit_test(test_generated),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_what_is_not_valid),
		cmocka_unit_test(test_lines_ended_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
