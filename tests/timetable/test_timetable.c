/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid of a timetable, the difference of two, and the box on a terminal.
 */
#include "support/test.h"

#include "base/buf.h"
#include "read/package/load.h"
#include "text/text.h"
#include "write/compose/compose.h"
#include "write/timetable/say.h"

static struct dais_record *
example(struct dais_arena *a, const char *name)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_record *r = NULL;

	dais_diags_init(&diags, a);
	if (!dais_package_load(a, dais_arena_cstr(a, dais_arena_printf(a, EXAMPLES "/%s", name)),
		&r, &diags, &err))
		fail_msg("%s: %s", name, err.msg);
	assert_int_equal(diags.errors, 0);
	return r;
}

static const struct dais_timetable_row *
row_of(const struct dais_timetable *t, size_t day, size_t row)
{
	assert_true(day < t->days.n);
	assert_true(row < t->days.v[day].rows.n);
	return &t->days.v[day].rows.v[row];
}

static void
test_grid(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	const struct dais_timetable_options opt = { .rooms = false };
	struct dais_timetable *t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	const struct dais_timetable_row *row = row_of(t, 0, 0);

	(void)state;
	assert_int_equal(t->columns.n, 2);
	assert_int_equal(t->days.n, 5);
	/* Opening and agenda are joint, item 2 is of the first body alone: two lines. */
	assert_int_equal(row->lines, 2);
	assert_int_equal(row->blocks.n, 2);
	assert_int_equal(row->blocks.v[0].span, 2);
	assert_int_equal(row->blocks.v[0].entries.n, 2);
	assert_str(row->blocks.v[0].entries.v[1].number, "1 (b)");
	assert_int_equal(row->blocks.v[1].span, 1);
	assert_int_equal(dais_timetable_at(row, 1, 0), 1);
	assert_true(dais_timetable_at(row, 1, 1) == DAIS_NONE);
	/* Numbers of both bodies; continued in the afternoon. */
	assert_str(row_of(t, 1, 0)->blocks.v[0].entries.v[0].number, "3 / 2");
	assert_false(row_of(t, 1, 0)->blocks.v[0].entries.v[0].continued);
	assert_true(row_of(t, 1, 1)->blocks.v[0].entries.v[0].continued);
	/* While a body sits alone, nobody is in the other column. */
	assert_true(dais_timetable_at(row_of(t, 2, 0), 0, 0) == DAIS_NONE);
	assert_int_equal(t->total_minutes, 27 * 60);
	for (size_t i = 0, sum = 0; i < t->totals.n; i++) {
		sum += t->totals.v[i].minutes;
		if (i + 1 == t->totals.n)
			assert_int_equal(sum, t->total_minutes);
	}
}

/* Items of single bodies in a joint sitting follow one another and are not side by side. */
static void
test_one_after_the_other(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	const struct dais_timetable_options opt = { .rooms = false };
	struct dais_timetable *t;
	const struct dais_timetable_row *row;

	(void)state;
	dais_vec_add(a, &r->sittings.v[0].entries)->item =
	    dais_map_get(&r->item_ids, DAIS_STR("strategies"));
	t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	row = row_of(t, 0, 0);
	assert_int_equal(row->lines, 3);
	assert_int_equal(row->blocks.n, 3);
	assert_int_equal(row->blocks.v[1].line, 1);
	assert_int_equal(row->blocks.v[1].first, 0);
	assert_int_equal(row->blocks.v[1].lines, 1);
	assert_int_equal(row->blocks.v[2].line, 2);
	assert_int_equal(row->blocks.v[2].first, 1);
	assert_true(dais_timetable_at(row, 2, 0) == DAIS_NONE);
	assert_true(dais_timetable_at(row, 1, 1) == DAIS_NONE);
}

static void
test_room_columns(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	const struct dais_timetable_options opt = { .rooms = true };
	struct dais_timetable *t;

	(void)state;
	for (size_t s = 0; s < r->sittings.n; s++)
		r->sittings.v[s].room.in[DAIS_LANG_EN] =
		    s % 2 ? DAIS_STR("Board Room D") : DAIS_STR("Board Room A");
	t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	assert_int_equal(t->columns.n, 2);
	assert_str(t->columns.v[0].name, "Board Room A");
	assert_int_equal(row_of(t, 0, 0)->blocks.v[0].first, 0);
	assert_int_equal(row_of(t, 0, 1)->blocks.v[0].first, 1);
	assert_str(row_of(t, 0, 0)->blocks.v[0].label,
	    "Working Group on International Cooperation and Working Group of Government Experts "
	    "on Technical Assistance");
}

/* Every line of the box is as wide as was asked for, in every language. */
static void
test_box_width(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	const struct dais_timetable_options opt = { .rooms = false };

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_timetable *t =
		    dais_timetable_new(r, &r->sittings, (enum dais_lang)l, &opt, a);

		for (unsigned width = 56; width <= 120; width += 8) {
			DAIS_BUF_AUTO b = { 0 };
			struct dais_timetable_text_options text = { .width = width };
			struct dais_str rest, line;
			size_t boxed = 0;

			dais_buf_init(&b, DAIS_BUF_MAX);
			dais_timetable_text(t, &text, &b);
			rest = dais_buf_str(&b);
			while (dais_str_next_line(&rest, &line)) {
				if (!dais_str_has_prefix(line, DAIS_STR("│")) &&
				    !dais_str_has_prefix(line, DAIS_STR("├"))) {
					assert_true(dais_text_columns(line) <= width);
					continue;
				}
				boxed++;
				assert_int_equal(dais_text_columns(line), width);
			}
			assert_true(boxed > 20);
		}
	}
}

static const struct dais_timetable_change *
find_change(const dais_timetable_change_vec *v, enum dais_timetable_change_kind kind, size_t item)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].kind == kind && v->v[i].item == item)
			return &v->v[i];
	}
	return NULL;
}

static dais_sitting_vec
copy_of(struct dais_arena *a, const dais_sitting_vec *sittings)
{
	dais_sitting_vec copy = { NULL, 0, 0 };

	for (size_t s = 0; s < sittings->n; s++) {
		struct dais_sitting *one = dais_vec_add(a, &copy);

		*one = sittings->v[s];
		one->entries.v = DAIS_NEW_N(a, sittings->v[s].entries.n, struct dais_entry);
		memcpy(one->entries.v, sittings->v[s].entries.v,
		    sittings->v[s].entries.n * sizeof(struct dais_entry));
	}
	return copy;
}

static void
test_compare(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	dais_sitting_vec after = copy_of(a, &r->sittings);
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	size_t review = dais_map_get(&r->item_ids, DAIS_STR("review"));
	size_t strategies = dais_map_get(&r->item_ids, DAIS_STR("strategies"));
	size_t recommendations = dais_map_get(&r->item_ids, DAIS_STR("recommendations"));
	const struct dais_timetable_change *c;

	(void)state;
	dais_timetable_compare(r, &r->sittings, &after, a, &changes);
	assert_int_equal(changes.n, 0);

	/* Thursday morning: recommendations get an hour, the review two. Wednesday afternoon: the
	 * review instead of the strategies. */
	assert_int_equal(after.v[6].entries.n, 2);
	after.v[6].entries.v[0].minutes = 60;
	after.v[5].entries.v[0].item = review;
	after.v[4].room.in[DAIS_LANG_EN] = DAIS_STR("Board Room D");
	r->sittings.v[4].room.in[DAIS_LANG_EN] = DAIS_STR("Board Room A");
	dais_timetable_compare(r, &r->sittings, &after, a, &changes);
	assert_int_equal(changes.n, 5);
	c = find_change(&changes, DAIS_TIMETABLE_SHORTER, recommendations);
	assert_non_null(c);
	assert_int_equal(c->minutes_before, 90);
	assert_int_equal(c->minutes_after, 60);
	c = find_change(&changes, DAIS_TIMETABLE_LONGER, review);
	assert_non_null(c);
	assert_int_equal(c->minutes_after, 120);
	assert_non_null(find_change(&changes, DAIS_TIMETABLE_ADDED, review));
	assert_non_null(find_change(&changes, DAIS_TIMETABLE_DROPPED, strategies));
	c = find_change(&changes, DAIS_TIMETABLE_ROOM, DAIS_NONE);
	assert_non_null(c);
	assert_str(c->room_before.in[DAIS_LANG_EN], "Board Room A");
	for (size_t i = 1; i < changes.n; i++) {
		const struct dais_timetable_change *p = &changes.v[i - 1], *q = &changes.v[i];
		struct dais_local x = p->to.start.date.year ? p->to.start : p->from.start;
		struct dais_local y = q->to.start.date.year ? q->to.start : q->from.start;

		assert_true(dais_local_cmp(x, y) <= 0);
	}
}

static void
test_moved(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	dais_sitting_vec after = copy_of(a, &r->sittings);
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	struct dais_timetable_options opt = { .changes = &changes, .before = &r->sittings };
	struct dais_timetable *t;
	const struct dais_timetable_row *row;

	(void)state;
	/* The whole of Wednesday afternoon goes to Friday afternoon. */
	after.v[5].start.date.day = after.v[5].end.date.day = 27;
	dais_timetable_compare(r, &r->sittings, &after, a, &changes);
	assert_int_equal(changes.n, 1);
	assert_int_equal(changes.v[0].kind, DAIS_TIMETABLE_MOVED);
	assert_int_equal(changes.v[0].bodies.n, 1);
	t = dais_timetable_new(r, &after, DAIS_LANG_EN, &opt, a);
	assert_true(t->marked);
	row = row_of(t, 2, 1); /* kept as a row to show what has left it */
	assert_int_equal(row->blocks.n, 1);
	assert_true(row->blocks.v[0].sitting == DAIS_NONE);
	assert_int_equal(row->blocks.v[0].entries.v[0].mark, DAIS_TIMETABLE_IS_CANCELLED);
	assert_str(
	    row->blocks.v[0].entries.v[0].remark, "moved; now: Friday, 27 May, 3 p.m.–6 p.m.");
	row = row_of(t, 4, 1);
	assert_int_equal(row->blocks.v[0].entries.v[0].mark, DAIS_TIMETABLE_HAS_MOVED);
	assert_str(row->blocks.v[0].entries.v[0].remark,
	    "moved; before: Wednesday, 25 May, 3 p.m.–6 p.m.");
}

/* A joint sitting of the first and the third of three bodies stands in two places. */
static void
test_apart(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	const struct dais_timetable_options opt = { .rooms = false };
	size_t third = dais_map_get(&r->body_ids, DAIS_STR("bureau"));
	size_t ta = r->meetings.v[r->together.v[1]].body;
	struct dais_timetable *t;
	const struct dais_timetable_block *b;

	(void)state;
	/* The bureau takes the place of the second group in its agenda, between the two. */
	r->agendas.v[1].body = third;
	r->meetings.v[r->together.v[1]].body = third;
	for (size_t s = 0; s < r->sittings.n; s++) {
		for (size_t i = 0; i < r->sittings.v[s].bodies.n; i++) {
			if (r->sittings.v[s].bodies.v[i] == ta)
				r->sittings.v[s].bodies.v[i] = third;
		}
	}
	dais_vec_push(a, &r->together, r->together.v[1]);
	r->meetings.v[r->together.v[0]].body = ta; /* columns: ta (empty), bureau, ic */
	t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	assert_int_equal(t->columns.n, 3);
	assert_int_equal(t->columns.v[0].body, ta);
	b = &row_of(t, 1, 0)->blocks.v[0];
	assert_int_equal(b->first, 1);
	assert_int_equal(b->span, 2);
	t->columns.n = 0;

	/* Now the empty column between them. */
	r->meetings.v[r->together.v[0]].body = third;
	r->together.n = 1;
	dais_vec_push(a, &r->sittings.v[0].bodies, ta);
	r->sittings.v[0].bodies.v[0] = third;
	r->sittings.v[0].bodies.v[1] = ta;
	r->sittings.v[0].bodies.v[2] = r->agendas.v[0].body;
	t = dais_timetable_new(r, &r->sittings, DAIS_LANG_EN, &opt, a);
	assert_int_equal(t->columns.n, 3);
	assert_int_equal(row_of(t, 1, 0)->blocks.n, 2);
	assert_str(row_of(t, 1, 0)->blocks.v[1].label,
	    "joint sitting: extended Bureau and Working Group on International Cooperation");
}

/* --- sentences and notices -------------------------------------------------------------------- */

static void
test_sentences(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	size_t report = dais_map_get(&r->item_ids, DAIS_STR("report"));
	size_t opening = dais_map_get(&r->item_ids, DAIS_STR("organization/opening"));
	struct dais_timetable_change c = { .kind = DAIS_TIMETABLE_MOVED,
		.item = report,
		.from = { { { 2022, 5, 26 }, 900 }, { { 2022, 5, 26 }, 1080 } },
		.to = { { { 2022, 5, 27 }, 600 }, { { 2022, 5, 27 }, 780 } },
		.minutes_before = 90,
		.minutes_after = 60 };

	(void)state;
	dais_vec_push(a, &c.bodies, r->agendas.v[0].body);
	/* One body: its number. The stop of "1 p.m." ends the sentence. */
	assert_str(dais_timetable_say(r, DAIS_LANG_EN, &c, a),
	    "Item 5, “Adoption of the joint report”, moves from Thursday, 26 May, 3 p.m.–6 p.m. to "
	    "Friday, 27 May, 10 a.m.–1 p.m.");
	dais_vec_push(a, &c.bodies, r->agendas.v[1].body);
	assert_str(dais_timetable_say(r, DAIS_LANG_ES, &c, a),
	    "El tema titulado “Aprobación del informe conjunto” (Grupo de Trabajo sobre "
	    "Cooperación "
	    "Internacional: tema 5; Grupo de Trabajo de Expertos Gubernamentales sobre Asistencia "
	    "Técnica: tema 7) se traslada; nuevo horario: viernes 27 de mayo, 10.00 a 13.00 horas "
	    "(antes: jueves 26 de mayo, 15.00 a 18.00 horas).");
	c.item = opening;
	c.kind = DAIS_TIMETABLE_SHORTER;
	assert_str(dais_timetable_say(r, DAIS_LANG_ZH, &c, a),
	    "项目1(a)"
	    "“会议开幕”的时间缩短，5月27日星期五上午10时至下午1时：1小时（原为1小时30分钟）。");
	c.kind = DAIS_TIMETABLE_ROOM;
	c.item = DAIS_NONE;
	c.bodies.n = 1;
	c.room_before.in[DAIS_LANG_RU] = DAIS_STR("зал A");
	c.room_after.in[DAIS_LANG_RU] = DAIS_STR("зал D");
	assert_true(dais_str_find(dais_timetable_say(r, DAIS_LANG_RU, &c, a),
			DAIS_STR("зал D (ранее: зал A)"), 0) != SIZE_MAX);
	/* Every kind has words in every language. */
	c.item = report;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (unsigned k = 0; k < DAIS_TIMETABLE_CHANGE_COUNT; k++) {
			c.kind = (enum dais_timetable_change_kind)k;
			assert_true(dais_timetable_say(r, (enum dais_lang)l, &c, a).n > 40);
		}
	}
}

static void
test_approval(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	struct dais_approval *one;

	(void)state;
	assert_true(dais_timetable_approval(r, DAIS_MODALITY_HYBRID) == DAIS_NONE);
	one = dais_vec_add(a, &r->approvals);
	one->object = DAIS_STR("format");
	one->silence = DAIS_NONE;
	dais_vec_push(a, &one->meetings, r->together.v[0]);
	assert_true(dais_timetable_approval(r, DAIS_MODALITY_HYBRID) ==
		    DAIS_NONE); /* of one meeting only */
	dais_vec_push(a, &one->meetings, r->together.v[1]);
	assert_int_equal(dais_timetable_approval(r, DAIS_MODALITY_HYBRID), r->approvals.n - 1);
	one->has_modality = true;
	one->modality = DAIS_MODALITY_ONLINE;
	assert_true(dais_timetable_approval(r, DAIS_MODALITY_HYBRID) == DAIS_NONE);
	assert_int_equal(dais_timetable_approval(r, DAIS_MODALITY_ONLINE), r->approvals.n - 1);
}

static void
test_shortfall(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	dais_sitting_vec after = copy_of(a, &r->sittings);
	struct dais_timetable_pair pair = { r, &r->sittings, &after, DAIS_MODALITY_IN_PERSON,
		DAIS_MODALITY_HYBRID, { NULL, 0, 0 } };
	dais_str_lines said = { NULL, 0, 0 };

	(void)state;
	for (size_t i = 0; i < after.n; i++)
		after.v[i].end.minute = after.v[i].start.minute + 120;
	dais_timetable_shortfall(&pair, DAIS_LANG_EN, a, &said);
	assert_int_equal(said.n, 2);
	assert_str(said.v[0], "Total time of sittings: 18\xC2\xA0h (before: 27\xC2\xA0h).");
	assert_str(said.v[1], "Shortfall: 9\xC2\xA0h.");
}

/* The annex of the agenda names the rooms when there are several. */
static void
test_annex(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = example(a, "untoc-2022");
	struct dais_compose_options opt = { 0 };

	(void)state;
	for (unsigned two = 0; two < 2; two++) {
		const struct dais_node *annex, *table;
		const struct dais_tree *tree;
		size_t named = 0;

		for (size_t s = 0; s < r->sittings.n; s++)
			r->sittings.v[s].room.in[DAIS_LANG_EN] =
			    two && s % 2 ? DAIS_STR("Board Room D") : DAIS_STR("Board Room A");
		tree = dais_compose_agenda(r, DAIS_LANG_EN, &opt, a);
		annex = tree->body.v[tree->body.n - 1];
		assert_int_equal(annex->role, DAIS_ROLE_ANNEX);
		table = annex->children.v[annex->children.n - 1];
		assert_int_equal(table->role, DAIS_ROLE_TIMETABLE);
		for (size_t i = 0; i < table->children.n; i++) {
			if (table->children.v[i]->role == DAIS_ROLE_SITTING)
				named += table->children.v[i]->children.v[0]->children.n == 2;
		}
		assert_int_equal(named, two ? r->sittings.n : 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_one_after_the_other),
		cmocka_unit_test(test_room_columns),
		cmocka_unit_test(test_box_width),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_approval),
		cmocka_unit_test(test_shortfall),
		cmocka_unit_test(test_annex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
