/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * planning.yaml: what is read, and what is wrong with it said at its place.
 */
#include "support.h"

#include "base/file.h"
#include "read/package/planning.h"
#include "read/package/save.h"

#define FORMS                                                                                      \
	"[write a day (2022-05-24, friday) or days (2022-05-24..2022-05-26), with /morning, "      \
	"/afternoon or the hour at which a sitting begins (/15:00) behind it, or the hour alone "  \
	"(15:00)]"

/* The small package with @planning. */
static struct dais_record *
read_with(struct dais_arena *a, const char *yaml, const char *planning, struct dais_diags *d)
{
	struct dais_record *r = read_small(a, dais_str_from(yaml), DAIS_STR_NONE, d);

	assert_string_equal(first_of(a, d), "nothing");
	dais_package_read_planning(r, dais_str_from(planning), d);
	return r;
}

static const char everything[] =
    "step: 15\n"
    "days: {closed: [2022-05-26, friday/afternoon], also: [2022-05-28], host-holidays: open}\n"
    "hours: {in-person: [\"09:30-12:30\"], hybrid: [\"09:00-11:00\", \"12:00-14:00\"]}\n"
    "extra-hours: {online: [\"16:00-17:00\"]}\n"
    "rooms:\n"
    "  d: {name: {en: Room D}, capacity: 350, remote: true, closed: 2022-05-24/afternoon}\n"
    "  e: {}\n"
    "teams:\n"
    "  first: {languages: [en, fr], week: 6, day: 2, closed: [2022-05-24T15:00]}\n"
    "  second: {}\n"
    "people:\n"
    "  expert: {name: Dr. A, present: [2022-05-24..2022-05-26], absent: [monday]}\n"
    "bodies:\n"
    "  ic: {attendance: 250, languages: [fr], remote: false, days: [2022-05-23], rooms: [e, d],\n"
    "    people: [expert]}\n"
    "items:\n"
    "  environment:\n"
    "    minutes: {least: 60, wished: 120, most: 180}\n"
    "    sittings: 2\n"
    "    on: [2022-05-23]\n"
    "    not-on: friday\n"
    "    prefer: [tuesday/morning]\n"
    "    avoid: [2022-05-23/morning]\n"
    "    people: [expert]\n"
    "    after: [organization/agenda]\n"
    "    fixed: [2022-05-23T09:30, {at: 2022-05-24/morning, minutes: 45}]\n"
    "  strategies: {minutes: 90, undivided: true, fixed: 2022-05-24T09:30}\n"
    "apart:\n"
    "  - bodies: [ic, ta]\n"
    "  - {items: [environment, strategies], wish: true}\n"
    "limits: {items-a-sitting: 3}\n"
    "wishes: {order: off, free: {rank: 2, weight: 9, when: [friday]}, full: {weight: 3}}\n"
    "adoption: {lead: 2}\n";

static void
test_everything_is_read(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_planning *p;
	const struct dais_planning_item *item;
	struct dais_diags d;
	struct dais_record *r = read_with(a, small_yaml, everything, &d);

	(void)state;
	assert_string_equal(first_of(a, &d), "nothing");
	assert_true(dais_str_is(r->origin_planning, everything));
	p = r->planning;
	assert_int_equal(p->step, 15);
	assert_int_equal(p->closed.n, 2);
	assert_int_equal(p->closed.v[1].weekday, 5);
	assert_int_equal(p->closed.v[1].half, DAIS_HALF_AFTERNOON);
	assert_true(p->host_holidays_open);
	assert_int_equal(p->hours[DAIS_MODALITY_HYBRID].hours.n, 2);
	assert_int_equal(p->hours[DAIS_MODALITY_IN_PERSON].hours.v[0].start, 570);
	assert_int_equal(p->extra_hours[DAIS_MODALITY_ONLINE].hours.v[0].end, 1020);
	assert_int_equal(p->rooms.n, 2);
	assert_int_equal(p->rooms.v[0].capacity, 350);
	assert_true(p->rooms.v[0].remote && p->rooms.v[0].closed.n == 1);
	assert_int_equal(p->teams.v[0].week, 6);
	assert_true(p->teams.v[0].has_week && !p->teams.v[1].has_week);
	assert_int_equal(p->teams.v[0].closed.v[0].minute, 900);
	assert_true(dais_str_is(p->people.v[0].name, "Dr. A"));
	assert_int_equal(p->bodies.v[0].rooms.v[0], 1);
	assert_true(p->bodies.v[0].has_remote && !p->bodies.v[0].remote);
	assert_int_equal(p->bodies.v[0].people.n, 1);
	item = &p->items.v[0];
	assert_int_equal(item->least, 60);
	assert_int_equal(item->wished, 120);
	assert_int_equal(item->most, 180);
	assert_int_equal(item->fixed.n, 2);
	assert_int_equal(item->fixed.v[1].minutes, 45);
	assert_int_equal(item->after.n, 1);
	assert_int_equal(item->after.v[0].place.line, 25);
	assert_true(p->items.v[1].has_least && p->items.v[1].has_most);
	assert_int_equal(p->items.v[1].most, 90);
	assert_true(p->items.v[1].undivided);
	assert_int_equal(p->apart.n, 2);
	assert_true(p->apart.v[1].wish);
	assert_int_equal(p->items_a_sitting, 3);
	assert_true(p->wishes[DAIS_WISH_ORDER].off);
	assert_int_equal(p->wishes[DAIS_WISH_FREE].weight, 9);
	assert_int_equal(p->wishes[DAIS_WISH_FULL].rank, 0);
	assert_true(p->has_lead && p->lead == 2);
}

static void
test_a_package_needs_none(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_record *r = read_with(a, small_yaml, "", &d);

	(void)state;
	assert_null(r->planning);
	r = read_with(a, small_yaml, "# nothing yet\n", &d);
	assert_string_equal(first_of(a, &d), "nothing");
	assert_non_null(r->planning);
	assert_int_equal(r->planning->step, 30);
}

/* What is wrong, and what is said first. */
static const struct {
	const char *planning, *said;
} wrong[] = {
	{ "steps: 30\n",
	    "planning.yaml:1:1: unknown key `steps` in planning.yaml [did you mean `step`?]" },
	{ "step: 3\n",
	    "planning.yaml:1:7: a step of 3 minutes cannot be used [from 5 to 120 minutes]" },
	{ "hours: {in-person: []}\n",
	    "planning.yaml:1:20: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "people: {x: {present: []}}\n",
	    "planning.yaml:1:23: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "bodies: {ic: {days: []}}\n",
	    "planning.yaml:1:21: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "bodies: {ic: {rooms: []}}\n",
	    "planning.yaml:1:22: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "items: {environment: {on: []}}\n",
	    "planning.yaml:1:27: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "wishes: {free: {when: []}}\n",
	    "planning.yaml:1:23: nothing is listed, so that nothing would be possible [leave the "
	    "key out where there is no limit]" },
	{ "step: 100000000000000000000\n", "planning.yaml:1:7: `100000000000000000000` is too "
					   "large a number, the largest is 100000000 []" },
	{ "step: x\n", "planning.yaml:1:7: `x` is not a whole number []" },
	{ "days: {closed: [2022-05-32]}\n",
	    "planning.yaml:1:17: `2022-05-32` names no day, half-day or sitting " FORMS },
	{ "days: {also: [friday]}\n",
	    "planning.yaml:1:15: `also` takes days such as 2022-05-28, not `friday` []" },
	{ "days: {host-holidays: opn}\n",
	    "planning.yaml:1:23: unknown value `opn` [one of: closed, open]" },
	{ "hours: {inperson: [\"10:00-13:00\"]}\n",
	    "planning.yaml:1:9: unknown modality `inperson` [one of: in-person, hybrid, online]" },
	{ "hours: {in-person: [\"13:00-10:00\"]}\n",
	    "planning.yaml:1:21: `13:00-10:00` is not a range of hours [write it as "
	    "\"10:00-13:00\"]" },
	{ "rooms: {Room: {}}\n", "planning.yaml:1:9: `Room` cannot be the id of a room [small "
				 "letters a to z, digits and hyphens, a letter first]" },
	{ "rooms: {a: {capacty: 5}}\n",
	    "planning.yaml:1:13: unknown key `capacty` in room `a` [did you mean `capacity`?]" },
	{ "rooms: {a: {remote: maybe}}\n",
	    "planning.yaml:1:21: unknown value `maybe` [one of: false, true]" },
	{ "teams: {a: {languages: [de]}}\n",
	    "planning.yaml:1:25: unknown language `de` [one of: ar, zh, en, fr, ru, es]" },
	{ "bodies: {id: {}}\n", "planning.yaml:1:10: unknown body `id` [did you mean `ic`?]" },
	{ "bodies: {cop: {}}\n", "planning.yaml:1:10: body `cop` has no meeting in `together` "
				 "[only the meetings of this package are planned]" },
	{ "bodies: {ic: {rooms: [b]}}\n", "planning.yaml:1:23: unknown room `b` []" },
	{ "people: {x: {absent: [tuesdy]}}\n",
	    "planning.yaml:1:23: `tuesdy` names no day, half-day or sitting " FORMS },
	{ "items: {enviroment: {}}\n",
	    "planning.yaml:1:9: unknown item `enviroment` [did you mean `environment`?]" },
	{ "items: {environment: {people: [nobody]}}\n",
	    "planning.yaml:1:32: unknown person `nobody` [people stand in the section `people`]" },
	{ "items: {environment: {minutes: {least: 120, most: 60}}}\n",
	    "planning.yaml:1:32: item `environment`: `least` is more than `most` []" },
	{ "items: {environment: {minutes: {least: 120, wished: 60}}}\n",
	    "planning.yaml:1:32: item `environment`: `least` is more than `wished` []" },
	{ "items: {environment: {minutes: {wished: 120, most: 60}}}\n",
	    "planning.yaml:1:32: item `environment`: `wished` is more than `most` []" },
	{ "items: {environment: {minutes: 45}}\n",
	    "planning.yaml:1:32: 45 minutes is no multiple of the step of 30 [write 30 or 60, or "
	    "set `step`]" },
	{ "items: {environment: {minutes: {least: 0}}}\n",
	    "planning.yaml:1:40: an item of 0 minutes cannot be planned [give it a step at least; "
	    "an item without a time of its own has no `minutes`]" },
	{ "items: {environment: {undivided: true, sittings: 2}}\n",
	    "planning.yaml:1:9: item `environment` is undivided and may take 2 sittings []" },
	{ "items: {environment: {after: [strategy]}}\n",
	    "planning.yaml:1:31: unknown item `strategy` [did you mean `strategies`?]" },
	{ "items: {environment: {after: [strategies, strategies]}}\n",
	    "planning.yaml:1:43: `strategies` is listed twice []" },
	{ "items: {environment: {fixed: [{minutes: 30}]}}\n",
	    "planning.yaml:1:31: `at` is missing in a fixed sitting []" },
	{ "items: {environment: {fixed: [2022-05-23T25:00]}}\n",
	    "planning.yaml:1:31: `2022-05-23T25:00` names no day, half-day or sitting " FORMS },
	{ "apart: [{bodies: [ic]}]\n",
	    "planning.yaml:1:9: two or more bodies, or two or more items, can be kept apart [write "
	    "{bodies: [a, b]} or {items: [a, b]}, not both]" },
	{ "apart: [{bodies: [ic, ta], items: [environment, strategies]}]\n",
	    "planning.yaml:1:9: two or more bodies, or two or more items, can be kept apart [write "
	    "{bodies: [a, b]} or {items: [a, b]}, not both]" },
	{ "limits: {items-a-sitting: 0}\n",
	    "planning.yaml:1:27: with no item a sitting nothing can be planned []" },
	{ "limits: {items-a-day: 3}\n", "planning.yaml:1:10: unknown key `items-a-day` in `limits` "
					"[keys here: items-a-sitting]" },
	{ "wishes: {ordr: off}\n",
	    "planning.yaml:1:10: unknown wish `ordr` [did you mean `order`?]" },
	{ "wishes: {order: {rank: 9}}\n", "planning.yaml:1:24: this must be from 1 to 8 []" },
	{ "wishes: {order: {weight: 0}}\n",
	    "planning.yaml:1:26: this must be from 1 to 1000000 []" },
	{ "wishes: {order: {when: friday}}\n",
	    "planning.yaml:1:10: `when` belongs to the wish `free` only []" },
	{ "wishes: {order: no}\n", "planning.yaml:1:17: a wish that is not `off` must be a mapping "
				   "[lines of the form `key: value`, or {key: value}]" },
	{ "adoption: {led: 1}\n",
	    "planning.yaml:1:12: unknown key `led` in `adoption` [did you mean `lead`?]" },
	{ "rooms: [a, b]\n", "planning.yaml:1:8: `rooms` must be a mapping [lines of the form "
			     "`key: value`, or {key: value}]" },
};

static void
test_what_is_wrong_is_said(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct dais_diags d;

		(void)read_with(a, small_yaml, wrong[i].planning, &d);
		assert_string_equal(first_of(a, &d), wrong[i].said);
	}
}

static void
test_all_errors_at_once(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;

	(void)state;
	(void)read_with(a, small_yaml,
	    "step: 0\nrooms: {A: {}}\nbodies: {xx: {}}\nitems: {environment: {minutes: 0}}\n", &d);
	assert_int_equal(d.errors, 4);
}

/* --- teams of sittings ---------------------------------------------------------------------- */

static void
test_sittings_name_teams(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str yaml = spoil(a, small_yaml, "    bodies: [ic, ta]\n    entries",
	    "    team: furst\n    bodies: [ic, ta]\n    entries");
	struct dais_diags d;
	struct dais_record *r;

	(void)state;
	r = read_with(a, yaml.p, "", &d);
	assert_true(dais_str_is(r->sittings.v[0].team, "furst"));
	r = read_with(a, yaml.p, "teams: {furst: {name: {en: team A}}}\n", &d);
	assert_true(dais_str_is(r->sittings.v[0].team_name.in[DAIS_LANG_EN], "team A"));
	(void)read_with(a, yaml.p, "rooms: {}\n", &d);
	assert_string_equal(first_of(a, &d), "nothing");
	(void)read_with(a, yaml.p, "teams: {first: {}}\n", &d);
	assert_string_equal(
	    first_of(a, &d), "meeting.yaml:61:11: unknown team `furst` [did you mean `first`?]");
	assert_true(dais_str_eq(dais_package_print_yaml(r, a), yaml));
	r->origin_yaml = DAIS_STR_NONE;
	assert_int_not_equal(
	    dais_str_find(dais_package_print_yaml(r, a), DAIS_STR("team: furst"), 0), SIZE_MAX);
}

static void
test_sittings_name_rooms(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str yaml = spoil(a, small_yaml, "    bodies: [ic, ta]\n    entries",
	    "    room: board\n    bodies: [ic, ta]\n    entries");
	struct dais_diags d;
	struct dais_record *r;

	(void)state;
	r = read_with(
	    a, yaml.p, "rooms: {board: {name: {en: Board Room, fr: Salle}}, b: {}}\n", &d);
	assert_string_equal(first_of(a, &d), "nothing");
	assert_true(dais_str_is(r->sittings.v[0].room.in[DAIS_LANG_FR], "Salle"));
	r->origin_yaml = DAIS_STR_NONE; /* the name stays in one place */
	assert_int_not_equal(
	    dais_str_find(dais_package_print_yaml(r, a), DAIS_STR("room: board\n"), 0), SIZE_MAX);
	r = read_with(a, yaml.p, "rooms: {board: {}}\n", &d);
	assert_true(dais_str_is(r->sittings.v[0].room.in[DAIS_LANG_EN], "board"));
	(void)read_with(a, yaml.p, "", &d);
	assert_string_equal(first_of(a, &d),
	    "meeting.yaml:61:11: unknown room `board` [a room that is named by its id stands in "
	    "planning.yaml]");
	(void)read_with(a, yaml.p, "rooms: {bord: {name: {en: Board Room}}}\n", &d);
	assert_string_equal(
	    first_of(a, &d), "meeting.yaml:61:11: unknown room `board` [did you mean `bord`?]");
	r = read_with(a, yaml.p, "rooms: {board: {name: {en: Board Room}}}\n", &d);
	dais_package_missing(r, DAIS_LANG_FR, &d);
	assert_reported(a, &d, "planning.yaml:1:9: name of room `board` is missing in fr []");
}

/* --- files ---------------------------------------------------------------------------------- */

static void
write_file(struct dais_arena *a, const char *dir, const char *name, const char *bytes)
{
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(dais_file_write(dais_file_join(a, dir, name), dais_str_from(bytes), &err));
}

static void
test_it_moves_with_the_package(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *from = make_folder(a), *to = make_folder(a);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;
	struct dais_record *r;
	struct dais_str bytes;

	(void)state;
	write_file(a, from, "meeting.yaml", small_yaml);
	write_file(a, from, "planning.yaml", everything);
	dais_diags_init(&d, a);
	assert_true(dais_package_load(a, from, &r, &d, &err));
	assert_int_equal(d.errors, 0);
	assert_int_equal(r->planning->rooms.n, 2);
	assert_true(dais_package_save(r, to, &err));
	assert_true(
	    dais_file_read(a, dais_file_join(a, to, "planning.yaml"), 1u << 20, &bytes, &err));
	assert_true(dais_str_is(bytes, everything));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_is_read),
		cmocka_unit_test(test_a_package_needs_none),
		cmocka_unit_test(test_what_is_wrong_is_said),
		cmocka_unit_test(test_all_errors_at_once),
		cmocka_unit_test(test_sittings_name_teams),
		cmocka_unit_test(test_sittings_name_rooms),
		cmocka_unit_test(test_it_moves_with_the_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
