/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A translator's view of the example, and what it remembers.
 */
#include "house_support.h"

#include "service/house/memory.h"
#include "service/house/units.h"

static const struct dais_snapshot *
working(struct test_house *t)
{
	const struct dais_snapshot *s = NULL;

	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	return s;
}

static dais_unit_vec
units(struct test_house *t, enum dais_lang from, enum dais_lang to)
{
	const struct dais_snapshot *s = working(t);
	dais_unit_vec all = { 0 };

	assert_ok(t, dais_units_of(t->h, s, from, to, t->a, &all, &t->err));
	/* The views of the record must outlive the snapshot here. */
	for (size_t i = 0; i < all.n; i++) {
		struct dais_unit *u = &all.v[i];

		u->id = dais_arena_dup(t->a, u->id);
		u->thing = dais_arena_dup(t->a, u->thing);
		u->source = dais_arena_dup(t->a, u->source);
		u->target = dais_arena_dup(t->a, u->target);
	}
	dais_snapshot_release(s);
	return all;
}

static struct dais_unit *
unit(dais_unit_vec *all, const char *id)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_str_is(all->v[i].id, id))
			return &all->v[i];
	fail_msg("no unit %s", id);
	return NULL;
}

/* Sets a member or puts a text as the secretary. */
static void
edit(struct test_house *t, const char *kind, const char *id, const char *path, const char *json)
{
	struct dais_house_edit *e = begin(t, &t->program, DAIS_ACTION_EDIT_ITEMS);
	struct dais_thing thing;
	struct dais_str k = dais_str_from(kind), i = dais_str_from(id);
	uint64_t change;

	assert_ok(t, dais_edit_get(e, k, i, &thing, &t->err));
	assert_ok(t, path    ? dais_edit_set(e, k, i, path, dais_str_from(json), DAIS_ANY,
				   DAIS_STR_NONE, &t->err)
		     : !json ? dais_edit_close(e, k, i, DAIS_ANY, &t->err)
			     : dais_edit_put(e, k, i, thing.position, dais_str_from(json), DAIS_ANY,
				   &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_true(change > 0);
}

static void
save(struct test_house *t, dais_unit_vec *all, const char *id, const char *words)
{
	const struct dais_snapshot *s = working(t);
	struct dais_house_edit *e = begin(t, &t->translator, DAIS_ACTION_EDIT_TEXT);
	struct dais_unit_draft draft;
	uint64_t change;

	const struct dais_unit_save wish = { .unit = dais_str_from(id),
		.to = DAIS_LANG_FR,
		.words = dais_str_from(words),
		.was = unit(all, id)->target };
	assert_ok(t, dais_units_put(s, e, all, &wish, t->a, &draft, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_units_keep_draft(t->h, &draft, &t->err));
	dais_snapshot_release(s);
}

static void
test_all_done(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_unit_vec all = units(t, DAIS_LANG_EN, (enum dais_lang)l);
		struct dais_unit_count c = dais_units_count(&all);

		assert_true(c.all > 50);
		assert_int_equal(c.of[DAIS_UNIT_DONE], c.all);
	}
}

static void
test_title_outdated(void **state)
{
	struct test_house *t = *state;
	dais_unit_vec all;
	struct dais_unit *u;

	import_example(t);
	edit(t, "item", "other", "title.en", "\"Other business\"");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	u = unit(&all, "item.other.title");
	assert_int_equal(u->state, DAIS_UNIT_OUTDATED);
	assert_true(dais_str_is(u->source_then, "Other matters"));
	assert_true(dais_str_is(u->source, "Other business"));
	/* From another source nothing has changed. */
	all = units(t, DAIS_LANG_RU, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "item.other.title")->state, DAIS_UNIT_DONE);
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	save(t, &all, "item.other.title", "Autres questions");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	u = unit(&all, "item.other.title");
	assert_int_equal(u->state, DAIS_UNIT_DONE);
	assert_true(dais_str_is(u->target, "Autres questions"));
}

static void
test_confirm(void **state)
{
	struct test_house *t = *state;
	dais_unit_vec all;
	const struct dais_snapshot *s;

	import_example(t);
	edit(t, "item", "other", "title.en", "\"Other matters, if any\"");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	s = working(t);
	assert_ok(t, dais_units_confirm(t->h, &t->translator, s, unit(&all, "item.other.title"),
			 DAIS_LANG_EN, DAIS_LANG_FR, &t->err));
	assert_fails(t,
	    dais_units_confirm(t->h, &t->translator, s, unit(&all, "item.other.title"),
		DAIS_LANG_EN, DAIS_LANG_RU, &t->err),
	    DAIS_ERR_DENIED);
	dais_snapshot_release(s);
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "item.other.title")->state, DAIS_UNIT_DONE);
	/* The next change of the source asks again. */
	edit(t, "item", "other", "title.en", "\"Any other matters\"");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "item.other.title")->state, DAIS_UNIT_OUTDATED);
}

static void
test_paragraph_outdated(void **state)
{
	struct test_house *t = *state;
	dais_unit_vec all;
	struct dais_unit *u;

	import_example(t);
	edit(t, "annotation", "en/report", NULL,
	    "{\"text\":\"The two working groups will adopt a joint report on their meetings. "
	    "It will be short.\\n\"}");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	u = unit(&all, "annotation.report.1");
	assert_int_equal(u->state, DAIS_UNIT_OUTDATED);
	assert_true(u->target.n > 0);
	assert_int_equal(unit(&all, "annotation.transfer.1")->state, DAIS_UNIT_DONE);
}

/* Paragraph by paragraph: the annotation appears when it is whole. */
static void
test_drafts(void **state)
{
	struct test_house *t = *state;
	dais_unit_vec all;

	import_example(t);
	edit(t, "annotation", "en/report", NULL,
	    "{\"text\":\"First words.\\n\\nSecond words.\\n\"}");
	edit(t, "annotation", "fr/report", NULL, NULL);
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "annotation.report.1")->state, DAIS_UNIT_MISSING);
	assert_int_equal(unit(&all, "annotation.report.2")->parts, 2);
	save(t, &all, "annotation.report.2", "Deuxièmes mots.");
	assert_string_equal(value_of(t, "annotation", "fr/report"), "");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "annotation.report.2")->state, DAIS_UNIT_DRAFT);
	assert_str(unit(&all, "annotation.report.2")->who, "claire");
	assert_true(unit(&all, "annotation.report.2")->at_ms > 0);
	save(t, &all, "annotation.report.1", "Premiers mots.");
	assert_string_equal(value_of(t, "annotation", "fr/report"),
	    "{\"text\":\"Premiers mots.\\n\\nDeuxièmes mots.\\n\"}");
	all = units(t, DAIS_LANG_EN, DAIS_LANG_FR);
	assert_int_equal(unit(&all, "annotation.report.1")->state, DAIS_UNIT_DONE);
	/* Who saw an older translation is told. */
	const struct dais_snapshot *s = working(t);
	struct dais_unit_draft draft;
	struct dais_house_edit *e = begin(t, &t->translator, DAIS_ACTION_EDIT_TEXT);
	const struct dais_unit_save late = { .unit = DAIS_STR("annotation.report.1"),
		.to = DAIS_LANG_FR,
		.words = DAIS_STR("Mots."),
		.was = DAIS_STR("Mots anciens.") };
	assert_fails(
	    t, dais_units_put(s, e, &all, &late, t->a, &draft, &t->err), DAIS_ERR_CONFLICT);
	dais_snapshot_release(s);
}

static void
test_memory(void **state)
{
	struct test_house *t = *state;
	struct dais_memory *m = dais_memory_new(DAIS_LANG_EN, DAIS_LANG_ES, t->a);
	dais_memory_matches found = { 0 };

	import_example(t);
	const struct dais_snapshot *s = working(t);
	dais_unit_vec own = units(t, DAIS_LANG_EN, DAIS_LANG_ES);
	assert_ok(t, dais_memory_add_house(m, t->h, s, &own, 5, &t->err));
	dais_snapshot_release(s);
	dais_memory_find(m, DAIS_STR("Other  Matters"), 700, 3, t->a, &found);
	assert_true(found.n >= 1);
	assert_int_equal(found.v[0].likeness, 1000);
	assert_true(dais_str_is(found.v[0].target, "Otros asuntos"));
	found = (dais_memory_matches){ 0 };
	dais_memory_find(m,
	    DAIS_STR(
		"Transfer of sentenced persons (article 16 of the Organized Crime Convention)"),
	    700, 3, t->a, &found);
	assert_int_equal(found.n, 1);
	assert_true(found.v[0].likeness > 900 && found.v[0].likeness < 1000);
	found = (dais_memory_matches){ 0 };
	dais_memory_find(m, DAIS_STR("Nothing of the kind was ever said"), 700, 3, t->a, &found);
	assert_int_equal(found.n, 0);
	/* A term of the glossary. */
	dais_memory_find(m, DAIS_STR("provisional agenda"), 1000, 1, t->a, &found);
	assert_int_equal(found.n, 1);
	assert_true(dais_str_is(found.v[0].target, "programa provisional"));
	assert_int_equal(found.v[0].package.n, 0);
	/* A translation belongs to the source that it was made from, not to what that has become.
	 */
	edit(t, "item", "other", "title.en", "\"Reports by visitors\"");
	own = units(t, DAIS_LANG_EN, DAIS_LANG_ES);
	m = dais_memory_new(DAIS_LANG_EN, DAIS_LANG_ES, t->a);
	dais_memory_add_units(m, &own, DAIS_STR("untoc-2022"));
	found = (dais_memory_matches){ 0 };
	dais_memory_find(m, DAIS_STR("Reports by visitors"), 1000, 3, t->a, &found);
	assert_int_equal(found.n, 0);
	dais_memory_find(m, DAIS_STR("Other matters"), 1000, 1, t->a, &found);
	assert_int_equal(found.n, 1);
	assert_true(dais_str_is(found.v[0].target, "Otros asuntos"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all_done, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_title_outdated, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_confirm, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_paragraph_outdated, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_drafts, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_memory, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
