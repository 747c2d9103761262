/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The format of the meetings changed, over a real record.
 */
#include "arranged.h"

#include "service/timetable/format.h"

static bool
switch_to(struct dais_house *h, enum dais_modality m, struct dais_date on, const char *method,
    uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_actor program = dais_actor_program();
	struct dais_format_change wanted = { .to = m,
		.approved = on,
		.by = DAIS_STR("bureau"),
		.method = dais_str_from(method),
		.seen = seen };
	struct dais_edit_conflict conflict = { 0 };
	struct dais_diags diags;
	uint64_t change;

	dais_diags_init(&diags, a);
	*err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_house_working(h, ARRANGED, &s, err));
	return dais_format_switch(h, &program, s, &wanted, &diags, &change, &conflict, err);
}

static void
the_format_is_changed_with_its_approval(void **state)
{
	static const struct dais_date day = { 2022, 5, 16 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_arrangement t, as;
	struct dais_arrange_verdict v;
	const struct dais_snapshot *s;
	struct dais_contingency costs;
	struct dais_thing before, after;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_FR, a, &t);
	assert_true(dais_format_as(&t, DAIS_MODALITY_HYBRID, a, &as, &err));
	assert_int_equal(as.record->sittings.n, 14);
	dais_arrange_judge(&as, a, &v);
	assert_true(v.judged && v.sound);
	assert_int_equal(s->record->sittings.n, 9); /* the snapshot stays */
	assert_false(dais_format_as(&t, DAIS_MODALITY_ONLINE, a, &as, &err));
	assert_true(dais_format_compare(&t, DAIS_MODALITY_HYBRID, a, &costs, &err));
	assert_int_equal(costs.total[DAIS_SIDE_NORMAL].sittings, 9);
	assert_int_equal(costs.total[DAIS_SIDE_CONTINGENCY].sittings, 14);
	dais_snapshot_release(s);

	assert_false(switch_to(h, DAIS_MODALITY_ONLINE, day, "silence", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, day, "shouting", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, (struct dais_date){ 0 }, "", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED); /* R-HYB-06 */
	arranged_sitting(h, "s10", a, &before);
	assert_int_not_equal(
	    dais_str_find(before.value, DAIS_STR("\"plan\":\"hybrid\""), 0), SIZE_MAX);
	assert_true(switch_to(h, DAIS_MODALITY_HYBRID, day, "silence", 0, &err));
	arranged_sitting(h, "s10", a, &after); /* keeps its id */
	assert_int_equal(dais_str_find(after.value, DAIS_STR("\"plan\""), 0), SIZE_MAX);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	assert_int_equal(s->record->sittings.n, 14);
	assert_int_equal(s->record->plans[DAIS_MODALITY_IN_PERSON].n, 9);
	for (size_t i = 0; i < s->record->together.n; i++) {
		const struct dais_meeting *m = &s->record->meetings.v[s->record->together.v[i]];

		assert_int_equal(m->modality, DAIS_MODALITY_HYBRID);
		/* The first hybrid sitting is at 9, that of the meeting in person was at 10. */
		assert_int_equal(m->opens.minute, 9 * 60);
	}
	assert_str(s->record->approvals.v[s->record->approvals.n - 1].method, "silence");
	dais_snapshot_release(s);
	/* Back again; and who has looked before all this is told. */
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, day, "silence", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_false(switch_to(h, DAIS_MODALITY_IN_PERSON, day, "meeting", 1, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_true(switch_to(h, DAIS_MODALITY_IN_PERSON, day, "meeting", 0, &err));
	record_remove(h);
}

static struct dais_actor
someone(struct dais_arena *a, enum dais_role role)
{
	struct dais_actor who = {
		.account = DAIS_STR("someone"), .name = DAIS_STR("Someone"), .scopes = ~0u
	};

	dais_vec_push(a, &who.grants, ((struct dais_grant){ .role = role }));
	return who;
}

/* Chair and bureau approve; the secretariat puts in force what is approved, without saying it
 * again, and a format that is not approved by nobody. */
static void
approving_is_a_step_of_its_own(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_actor chair = someone(a, DAIS_ROLE_CHAIR),
			  member = someone(a, DAIS_ROLE_BUREAU),
			  staff = someone(a, DAIS_ROLE_SECRETARIAT),
			  translator = someone(a, DAIS_ROLE_TRANSLATOR);
	struct dais_format_change wanted = { .to = DAIS_MODALITY_HYBRID,
		.approved = { 2022, 5, 16 },
		.by = DAIS_STR("bureau"),
		.method = DAIS_STR("meeting") },
				  force = { .to = DAIS_MODALITY_HYBRID }, later = wanted;
	struct dais_edit_conflict conflict = { 0 };
	const struct dais_snapshot *s;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change;

	(void)state;
	dais_diags_init(&diags, a);
#define FAILS(call, expected)                                                                      \
	do {                                                                                       \
		err = (struct dais_err)DAIS_ERR_INIT;                                              \
		assert_false(call);                                                                \
		assert_int_equal(err.code, expected);                                              \
	} while (0)
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	FAILS(dais_format_approve(h, &translator, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	FAILS(dais_format_switch(h, &chair, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	FAILS(dais_format_switch(h, &staff, s, &force, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	later.approved = dais_date_add(dais_house_today(h), 1);
	FAILS(dais_format_approve(h, &chair, s, &later, &diags, &change, &conflict, &err),
	    DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_approve(h, &chair, s, &wanted, &diags, &change, &conflict, &err));
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	assert_true(s->record->approvals.v[s->record->approvals.n - 1].has_modality);
	FAILS(dais_format_approve(h, &member, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_CONFLICT);
	/* That of another format is another one, of the same day, too. */
	wanted.to = DAIS_MODALITY_ONLINE;
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_approve(h, &member, s, &wanted, &diags, &change, &conflict, &err));
	FAILS(dais_format_switch(h, &chair, s, &force, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_switch(h, &staff, s, &force, &diags, &change, &conflict, &err));
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	assert_int_equal(
	    s->record->meetings.v[s->record->together.v[0]].modality, DAIS_MODALITY_HYBRID);
	assert_int_equal(s->record->sittings.n, 14);
#undef FAILS
	dais_snapshot_release(s);
	record_remove(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_format_is_changed_with_its_approval),
		cmocka_unit_test(approving_is_a_step_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
