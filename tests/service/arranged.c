/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "arranged.h"

struct dais_house *
arranged_open(void)
{
	struct dais_house *h = record_open();

	(void)record_import(h, EXAMPLE, ARRANGED);
	return h;
}

struct dais_local
arranged_at(int day, int minute)
{
	return (struct dais_local){ { 2022, 5, day }, minute };
}

uint64_t
arranged_put(struct dais_house *h, const struct dais_arrangement *t, struct dais_arena *a)
{
	struct dais_actor program = dais_actor_program();
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_diags_init(&diags, a);
	if (!dais_arrange_put(h, &program, t, DAIS_STR_NONE, &diags, &change, &conflict, &err))
		fail_msg("%s %s", err.msg,
		    diags.list.n ? dais_arena_cstr(a, diags.list.v[0].message) : "");
	return change;
}

void
arranged_sitting(struct dais_house *h, const char *id, struct dais_arena *a, struct dais_thing *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_store_thing(dais_house_store(h), ARRANGED, DAIS_STR("sitting"), dais_str_from(id),
		a, ret, &err))
		fail_msg("%s: %s", id, err.msg);
}
