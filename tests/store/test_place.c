/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a record is, said without the password.
 */
#include "support/test.h"

#include "store/store.h"

static void
test_said(void **state)
{
	static const struct {
		const char *where, *said;
	} table[] = {
		{ "meetings.db", "meetings.db" },
		{ "/srv/a:b@c/meetings.db", "/srv/a:b@c/meetings.db" },
		{ "postgresql://host/db", "postgresql://host/db" },
		{ "postgresql://anna@host:5432/db", "postgresql://anna@host:5432/db" },
		{ "postgresql://anna:secret@host:5432/db", "postgresql://anna@host:5432/db" },
		{ "postgres://anna:se@cr:et@host", "postgres://anna@host" },
		{ "postgresql://:secret@host/db", "postgresql://@host/db" },
		{ "postgresql:///db?host=/run/pg&user=anna",
		    "postgresql:///db?host=/run/pg&user=anna" },
		{ "postgresql:///db?password=secret&user=anna&sslpassword=x",
		    "postgresql:///db?user=anna" },
		{ "postgresql:///db?password=secret", "postgresql:///db" },
		{ "postgresql://", "postgresql://" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_string_equal(
		    dais_arena_cstr(a, dais_store_place(a, table[i].where)), table[i].said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_said) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
