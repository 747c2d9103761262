/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of permissions, cell by cell, against permissions.csv, which was written by hand: role,
 * action, and whether a grant of that reach allows it.
 */
#include "support/test.h"

#include "base/file.h"
#include "service/actor/actor.h"

#define GROUP "CTOC/COP/WG.3"
#define CONFERENCE "CTOC/COP"
#define PACKAGE "untoc-2022"

static const struct dais_str of_group[] = { DAIS_STR_INIT(GROUP), DAIS_STR_INIT(CONFERENCE) };
static const enum dais_lang french = DAIS_LANG_FR, russian = DAIS_LANG_RU;

/* A column of the table: what the grant says beside the role, and what is asked about. */
struct reach {
	const char *name;
	const char *body, *package;
	dais_lang_set languages;
	struct dais_matter matter;
};
#define MATTER(lang) { DAIS_STR_INIT(PACKAGE), of_group, 2, (lang) }
static const struct reach reaches[] = {
	{ "everywhere", "", "", 0, MATTER(&french) },
	{ "house", "", "", 0, { DAIS_STR_INIT(""), NULL, 0, NULL } },
	{ "own-body", GROUP, "", 0, MATTER(&french) },
	{ "body-below", CONFERENCE, "", 0, MATTER(&french) },
	{ "body-elsewhere", "CTOC/COP/WG.2", "", 0, MATTER(&french) },
	{ "own-package", "", PACKAGE, 0, MATTER(&french) },
	{ "package-elsewhere", "", "untoc-2020", 0, MATTER(&french) },
	{ "own-language", "", "", DAIS_LANG_BIT(DAIS_LANG_FR), MATTER(&french) },
	{ "language-elsewhere", "", "", DAIS_LANG_BIT(DAIS_LANG_FR), MATTER(&russian) },
	{ "no-language", "", "", DAIS_LANG_BIT(DAIS_LANG_FR), MATTER(NULL) },
};
#define N_REACHES (sizeof(reaches) / sizeof(reaches[0]))

static struct dais_actor
actor_with(struct dais_grant *grant)
{
	struct dais_actor actor = { .account = DAIS_STR("amina"), .scopes = ~0u };
	actor.grants.v = grant;
	actor.grants.n = grant ? 1 : 0;
	return actor;
}

static void
check_row(struct dais_str line, bool seen[DAIS_ROLE_COUNT][DAIS_ACTION_COUNT])
{
	struct dais_str cell, role_name, action_name, rest = line;
	assert_true(dais_str_next(&rest, ',', &role_name));
	assert_true(dais_str_next(&rest, ',', &action_name));
	int role = dais_role_parse(role_name), action = dais_action_parse(action_name);
	if (role < 0 || action < 0)
		fail_msg("%.*s: unknown role or action", DAIS_STR_ARG(line));
	assert_false(seen[role][action]);
	seen[role][action] = true;
	bool any = false;
	size_t may_somewhere = 0;
	for (size_t i = 0; i < N_REACHES; i++) {
		const struct reach *reach = &reaches[i];
		assert_true(dais_str_next(&rest, ',', &cell));
		assert_true(dais_str_is(cell, "yes") || dais_str_is(cell, "no"));
		struct dais_grant grant = { (enum dais_role)role, dais_str_from(reach->body),
			dais_str_from(reach->package), reach->languages };
		struct dais_actor actor = actor_with(&grant);
		bool may = dais_actor_may(&actor, (enum dais_action)action, &reach->matter);
		if (may != dais_str_is(cell, "yes"))
			fail_msg("%.*s, %s: the program says %s", DAIS_STR_ARG(line), reach->name,
			    may ? "yes" : "no");
		struct dais_err err = DAIS_ERR_INIT;
		assert_int_equal(
		    dais_actor_check(&actor, (enum dais_action)action, &reach->matter, &err), may);
		assert_int_equal(err.code, may ? DAIS_ERR_NONE : DAIS_ERR_DENIED);
		any |= may;
		/* A token without the scope may nothing; one with only this scope may this. */
		actor.scopes = ~(1u << (unsigned)action);
		assert_false(dais_actor_may(&actor, (enum dais_action)action, &reach->matter));
		assert_false(dais_actor_may_somewhere(&actor, (enum dais_action)action));
		actor.scopes = 1u << (unsigned)action;
		assert_int_equal(
		    dais_actor_may(&actor, (enum dais_action)action, &reach->matter), may);
		may_somewhere += dais_actor_may_somewhere(&actor, (enum dais_action)action);
	}
	assert_false(dais_str_next(&rest, ',', &cell));
	assert_int_equal(may_somewhere, any ? N_REACHES : 0);
}

static void
test_every_cell(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str text, line;
	assert_true(dais_file_read(a, PERMISSIONS, 1 << 20, &text, &err));
	bool seen[DAIS_ROLE_COUNT][DAIS_ACTION_COUNT] = { { false } };
	assert_true(dais_str_next_line(&text, &line));
	struct dais_str cell;
	assert_true(dais_str_next(&line, ',', &cell) && dais_str_is(cell, "role"));
	assert_true(dais_str_next(&line, ',', &cell) && dais_str_is(cell, "action"));
	for (size_t i = 0; i < N_REACHES; i++)
		assert_true(dais_str_next(&line, ',', &cell) && dais_str_is(cell, reaches[i].name));
	while (dais_str_next_line(&text, &line))
		check_row(line, seen);
	for (int r = 0; r < DAIS_ROLE_COUNT; r++)
		for (int i = 0; i < DAIS_ACTION_COUNT; i++)
			if (!seen[r][i])
				fail_msg("permissions.csv lacks %s, %s",
				    dais_role_name((enum dais_role)r),
				    dais_action_name((enum dais_action)i));
}

static void
test_nobody_and_the_program(void **state)
{
	(void)state;
	struct dais_actor nobody = { .scopes = ~0u }, without = actor_with(NULL),
			  program = dais_actor_program();
	struct dais_grant grant = { .role = DAIS_ROLE_SECRETARIAT };
	nobody.grants.v = &grant; /* grants without an account count for nothing */
	nobody.grants.n = 1;
	for (int i = 0; i < DAIS_ACTION_COUNT; i++) {
		enum dais_action action = (enum dais_action)i;
		assert_false(dais_actor_may(&nobody, action, NULL));
		assert_false(dais_actor_may_somewhere(&nobody, action));
		assert_int_equal(
		    dais_actor_may(&without, action, NULL), action == DAIS_ACTION_OWN_ACCOUNT);
		assert_true(dais_actor_may(&program, action, NULL));
		assert_true(dais_actor_may_somewhere(&program, action));
	}
	struct dais_err err = DAIS_ERR_INIT;
	assert_false(dais_actor_check(&nobody, DAIS_ACTION_EDIT_ITEMS, NULL, &err));
	assert_string_equal(err.msg, "nobody has signed in");
}

static void
test_grants_add_up_and_narrow(void **state)
{
	(void)state;
	struct dais_matter matter = MATTER(&french);
	struct dais_grant two[] = {
		{ .role = DAIS_ROLE_DELEGATE },
		{ .role = DAIS_ROLE_TRANSLATOR, .languages = DAIS_LANG_BIT(DAIS_LANG_FR) },
	};
	struct dais_actor actor = actor_with(two);
	assert_false(dais_actor_may(&actor, DAIS_ACTION_EDIT_TEXT, &matter));
	actor.grants.n = 2;
	assert_true(dais_actor_may(&actor, DAIS_ACTION_EDIT_TEXT, &matter));
	/* A body and a package in one grant: both must be met. */
	struct dais_grant both = { DAIS_ROLE_SECRETARIAT, DAIS_STR(GROUP), DAIS_STR("untoc-2020"),
		0 };
	actor = actor_with(&both);
	assert_false(dais_actor_may(&actor, DAIS_ACTION_EDIT_ITEMS, &matter));
	both.package = DAIS_STR(PACKAGE);
	assert_true(dais_actor_may(&actor, DAIS_ACTION_EDIT_ITEMS, &matter));
	/* The body above is not the matter of who is granted a body below. */
	matter.bodies = &of_group[1];
	matter.n_bodies = 1;
	assert_false(dais_actor_may(&actor, DAIS_ACTION_EDIT_ITEMS, &matter));
	/* A grant of a body never reaches the house. */
	struct dais_grant narrow = { DAIS_ROLE_ADMINISTRATOR, DAIS_STR(GROUP), DAIS_STR_NONE, 0 };
	actor = actor_with(&narrow);
	assert_false(dais_actor_may(&actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL));
	struct dais_err err = DAIS_ERR_INIT;
	assert_false(dais_actor_check(&actor, DAIS_ACTION_EDIT_TEXT, &matter, &err));
	assert_non_null(strstr(err.hint, "secretariat, editor, translator"));
}

static void
test_names(void **state)
{
	(void)state;
	for (int i = 0; i < DAIS_ROLE_COUNT; i++)
		assert_int_equal(
		    dais_role_parse(dais_str_from(dais_role_name((enum dais_role)i))), i);
	for (int i = 0; i < DAIS_ACTION_COUNT; i++)
		assert_int_equal(
		    dais_action_parse(dais_str_from(dais_action_name((enum dais_action)i))), i);
	assert_int_equal(dais_role_parse(DAIS_STR("Secretariat")), -1);
	assert_int_equal(dais_action_parse(DAIS_STR("")), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_cell),
		cmocka_unit_test(test_nobody_and_the_program),
		cmocka_unit_test(test_grants_add_up_and_narrow),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
