/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables of chance: what holds for every grid, whoever sits when.
 */
#include "support/test.h"

#include "text/text.h"
#include "write/timetable/page.h"
#include "write/timetable/picture.h"
#include "write/timetable/say.h"

#define ROUNDS 300
#define MANY 400u
#define PAGE_MOST ((size_t)16 << 20) /* bytes; grows with the square when names are repeated */

struct chance {
	uint64_t state;
};

/* SplitMix64: the same numbers on every machine. */
static unsigned
below(struct chance *c, unsigned n)
{
	uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ z >> 31) % n);
}

static void
set_words(struct dais_arena *a, struct dais_ml *ml, const char *what, unsigned n)
{
	static const char *const in[DAIS_LANG_COUNT] = { "بند طويل الاسم في جدول الأعمال",
		"一个很长的议程项目标题（2022年）", "a long-named item, and long-hyphenated",
		"un point dont l’intitulé est long", "пункт с весьма продолжительным названием",
		"un tema de título bastante largo" };

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ml->in[l] = dais_arena_printf(a, "%s %s %u", in[l], what, n);
}

static void
add_bodies(struct dais_record *r, struct chance *c, unsigned bodies, unsigned items)
{
	struct dais_arena *a = r->arena;

	for (unsigned i = 0; i < items; i++) {
		struct dais_item *item = dais_vec_add(a, &r->items);

		set_words(a, &item->title, "i", i);
		item->kind = below(c, 4) ? DAIS_ITEM_SUBSTANTIVE : DAIS_ITEM_ORGANIZATIONAL;
		item->parent = DAIS_NONE;
	}
	for (unsigned b = 0; b < bodies; b++) {
		struct dais_body *body = dais_vec_add(a, &r->bodies);
		struct dais_meeting *m = dais_vec_add(a, &r->meetings);
		struct dais_agenda *agenda = dais_vec_add(a, &r->agendas);

		body->id = dais_arena_printf(a, "b%u", b);
		set_words(a, &body->name, "b", b);
		body->parent = DAIS_NONE;
		m->body = agenda->body = b;
		m->ordinal = 1 + below(c, 50);
		m->opens = (struct dais_local){ { 2022, 5, 23 }, 600 };
		m->closes = (struct dais_date){ 2022, 5, 27 };
		dais_vec_push(a, &r->together, b);
		for (unsigned i = 0; i < items; i++) {
			if (below(c, 3) || i == b % items)
				dais_vec_push(a, &agenda->items, i);
		}
	}
}

static void
add_sittings(
    struct dais_record *r, struct chance *c, unsigned n, unsigned items, dais_sitting_vec *ret)
{
	struct dais_arena *a = r->arena;

	for (unsigned i = 0; i < n; i++) {
		struct dais_sitting *s = dais_vec_add(a, ret);
		unsigned slot = i * 10 / n;

		s->start.date = s->end.date = (struct dais_date){ 2022, 5, 23 + (int)slot / 2 };
		s->start.minute = (slot % 2 ? 900 : 600) + (below(c, 4) ? 0 : 30);
		s->end.minute = s->start.minute + 120 + 60 * (int)below(c, 2);
		for (size_t b = 0; b < r->bodies.n; b++) {
			if (below(c, 2) || b == i % r->bodies.n)
				dais_vec_push(a, &s->bodies, b);
		}
		if (below(c, 3))
			set_words(a, &s->room, "r", below(c, 3));
		for (unsigned e = below(c, 4); e > 0; e--) {
			struct dais_entry *entry = dais_vec_add(a, &s->entries);

			entry->item = below(c, items);
			entry->minutes = 15 * below(c, 4);
		}
	}
}

/* How often entry @e of sitting @s stands in column @column of @row. */
static size_t
shown(const struct dais_timetable_row *row, size_t s, size_t item, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < row->blocks.n; i++) {
		const struct dais_timetable_block *b = &row->blocks.v[i];

		for (size_t e = 0; e < b->entries.n; e++)
			n += b->sitting == s && b->entries.v[e].item == item &&
			     column >= b->first && column < b->first + b->span;
	}
	return n;
}

static void
check_row(const struct dais_timetable *t, const struct dais_timetable_row *row)
{
	assert_true(row->lines >= 1);
	for (size_t i = 0; i < row->blocks.n; i++) {
		const struct dais_timetable_block *b = &row->blocks.v[i];

		assert_true(b->span >= 1 && b->first + b->span <= t->columns.n);
		assert_true(b->lines >= 1 && b->line + b->lines <= row->lines);
		/* No other block covers any of its fields. */
		for (size_t line = b->line; line < b->line + b->lines; line++) {
			for (size_t c = b->first; c < b->first + b->span; c++)
				assert_int_equal(dais_timetable_at(row, line, c), i);
		}
	}
}

/* Every entry of every sitting stands once in the column of each body that takes it up. */
static void
check_entries(
    const struct dais_record *r, const dais_sitting_vec *sittings, const struct dais_timetable *t)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	for (size_t s = 0; s < sittings->n; s++) {
		const struct dais_sitting *sitting = &sittings->v[s];
		const struct dais_timetable_row *row = NULL;

		for (size_t d = 0; d < t->days.n; d++) {
			for (size_t i = 0; i < t->days.v[d].rows.n; i++) {
				const struct dais_timetable_row *one = &t->days.v[d].rows.v[i];

				if (dais_local_cmp(one->start, sitting->start) == 0 &&
				    dais_local_cmp(one->end, sitting->end) == 0)
					row = one;
			}
		}
		assert_non_null(row);
		for (size_t b = 0; b < sitting->bodies.n; b++) {
			struct dais_cell_entry *v;
			size_t n;

			dais_record_cell(r, sittings, s, sitting->bodies.v[b], a, &v, &n);
			for (size_t k = 0; k < n; k++) {
				size_t same = 0;

				for (size_t j = 0; j < n; j++)
					same += v[j].item == v[k].item;
				assert_int_equal(
				    shown(row, s, v[k].item, sitting->bodies.v[b]), same);
			}
		}
	}
}

static void
check_text(const struct dais_timetable *t, unsigned width)
{
	const struct dais_timetable_text_options opt = { .width = width, .totals = true };
	struct dais_str rest, line;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_timetable_text(t, &opt, &b);
	rest = dais_buf_str(&b);
	while (dais_str_next_line(&rest, &line)) {
		if ((dais_str_has_prefix(line, DAIS_STR("│")) ||
			dais_str_has_prefix(line, DAIS_STR("├"))) &&
		    dais_text_columns(line) != width)
			fail_msg("%u columns, not %u: %.*s", dais_text_columns(line), width,
			    DAIS_STR_ARG(line));
	}
}

static void
test_any(void **state)
{
	struct chance c = { 20220523 };

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *r = dais_record_new(a);
		unsigned items = 1 + below(&c, 12), n = below(&c, 14);
		enum dais_lang l = (enum dais_lang)(round % DAIS_LANG_COUNT);
		dais_sitting_vec after = { NULL, 0, 0 };
		dais_timetable_change_vec changes = { NULL, 0, 0 };
		struct dais_timetable_options opt = {
			.changes = &changes, .before = &r->sittings, .rooms = round % 5 == 4
		};
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_timetable *t;
		DAIS_BUF_AUTO out = { 0 };

		add_bodies(r, &c, 1 + below(&c, 5), items);
		add_sittings(r, &c, n, items, &r->sittings);
		add_sittings(r, &c, below(&c, 14), items, &after);
		dais_timetable_compare(r, &r->sittings, &after, a, &changes);
		t = dais_timetable_new(r, &after, l, &opt, a);
		for (size_t d = 0; d < t->days.n; d++) {
			assert_true(
			    d == 0 || dais_date_cmp(t->days.v[d - 1].date, t->days.v[d].date) < 0);
			for (size_t i = 0; i < t->days.v[d].rows.n; i++)
				check_row(t, &t->days.v[d].rows.v[i]);
		}
		if (!opt.rooms)
			check_entries(r, &after, t);
		check_text(t, 24 + below(&c, 100));
		for (size_t i = 0; i < changes.n; i++)
			assert_true(dais_timetable_say(r, l, &changes.v[i], a).n > 0);
		dais_buf_init(&out, DAIS_BUF_MAX);
		assert_true(dais_timetable_page(t, &out, &err));
		dais_buf_clear(&out);
		assert_true(dais_timetable_picture(t, &out, &err));
	}
}

/* What is compared with itself has not changed; what differs is told both ways. */
static void
test_differences(void **state)
{
	struct chance c = { 7 };

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *r = dais_record_new(a);
		dais_sitting_vec after = { NULL, 0, 0 };
		dais_timetable_change_vec none = { NULL, 0, 0 }, there = { NULL, 0, 0 },
					  back = { NULL, 0, 0 };
		size_t count[2][DAIS_TIMETABLE_CHANGE_COUNT] = { { 0 } };

		add_bodies(r, &c, 1 + below(&c, 4), 6);
		add_sittings(r, &c, below(&c, 12), 6, &r->sittings);
		add_sittings(r, &c, below(&c, 12), 6, &after);
		dais_timetable_compare(r, &after, &after, a, &none);
		assert_int_equal(none.n, 0);
		dais_timetable_compare(r, &r->sittings, &after, a, &there);
		dais_timetable_compare(r, &after, &r->sittings, a, &back);
		for (size_t i = 0; i < there.n; i++)
			count[0][there.v[i].kind]++;
		for (size_t i = 0; i < back.n; i++)
			count[1][back.v[i].kind]++;
		assert_int_equal(count[0][DAIS_TIMETABLE_ADDED], count[1][DAIS_TIMETABLE_DROPPED]);
		assert_int_equal(count[0][DAIS_TIMETABLE_MOVED], count[1][DAIS_TIMETABLE_MOVED]);
		assert_int_equal(count[0][DAIS_TIMETABLE_LONGER], count[1][DAIS_TIMETABLE_SHORTER]);
	}
}

/* Hundreds of bodies that sit together in many places: what is printed grows with them, no faster.
 */
static void
test_many(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct dais_record *r = dais_record_new(a);
	struct chance c = { 3 };
	const struct dais_timetable_options opt = { .rooms = false };
	struct dais_timetable_text_options text = { .width = 80 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_timetable *t;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	add_bodies(r, &c, MANY, 12);
	add_sittings(r, &c, 40, 12, &r->sittings);
	t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	assert_int_equal(t->columns.n, MANY);
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_timetable_text(t, &text, &out);
	dais_buf_clear(&out);
	assert_true(dais_timetable_page(t, &out, &err));
	assert_true(out.n < PAGE_MOST);
	dais_buf_clear(&out);
	assert_true(dais_timetable_picture(t, &out, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any),
		cmocka_unit_test(test_differences),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
