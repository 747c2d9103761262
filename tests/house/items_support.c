/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "items_support.h"

struct dais_items_edit
begin_items(struct test_house *t)
{
	return (struct dais_items_edit){ .edit = begin(t, &t->secretary, DAIS_ACTION_EDIT_ITEMS),
		.arena = t->a,
		.seen = latest_of(t) };
}

uint64_t
commit_items(struct test_house *t, struct dais_items_edit *e)
{
	uint64_t change = 0;
	bool ok = dais_edit_commit(e->edit, &t->diags, &change, NULL, &t->err);

	for (size_t i = 0; !ok && i < t->diags.list.n; i++)
		print_message("%.*s\n", DAIS_STR_ARG(t->diags.list.v[i].message));
	assert_ok(t, ok);
	return change;
}
