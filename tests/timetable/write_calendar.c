/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes a calendar and its plan for goldens and for the checkers of the formats:
 * write_calendar text|ascii|list|html|svg LANGUAGE CALENDAR PLAN OUT
 *
 * Every tenth meeting is marked as if it had changed.
 */
#include <stdio.h>

#include "base/file.h"
#include "read/package/calendar.h"
#include "write/timetable/calendar.h"

static bool
read_both(struct dais_arena *a, char **argv, struct dais_calendar **ret_c,
    struct dais_calendar_plan *ret_plan, struct dais_err *err)
{
	struct dais_diags diags;
	struct dais_str bytes;

	dais_diags_init(&diags, a);
	if (!dais_file_read(a, argv[0], DAIS_BUF_MAX, &bytes, err))
		return false;
	*ret_c = dais_calendar_load(a, bytes, argv[0], &diags);
	if (!*ret_c)
		return dais_err_set(err, DAIS_ERR_INVALID, "%s is no calendar", argv[0]);
	if (!dais_file_read(a, argv[1], DAIS_BUF_MAX, &bytes, err))
		return false;
	if (!dais_calendar_load_plan(a, bytes, argv[1], *ret_c, &diags, ret_plan) || diags.errors)
		return dais_err_set(err, DAIS_ERR_INVALID, "%s is no plan", argv[1]);
	return true;
}

static bool
write_kind(const char *kind, const struct dais_calendar_view *v, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err)
{
	struct dais_timetable_text_options text = { .width = 80,
		.ascii = strcmp(kind, "ascii") == 0,
		.totals = strcmp(kind, "list") == 0 };

	if (strcmp(kind, "html") == 0)
		return dais_calendar_page(v, l, out, err);
	if (strcmp(kind, "svg") == 0)
		return dais_calendar_picture(v, l, out, err);
	dais_calendar_text(v, l, &text, out);
	return true;
}

int
main(int argc, char **argv)
{
	static const enum dais_timetable_mark kinds[] = { DAIS_TIMETABLE_HAS_MOVED,
		DAIS_TIMETABLE_IS_NEW, DAIS_TIMETABLE_OTHER_ROOM };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_calendar *c = NULL;
	struct dais_calendar_plan plan = { { NULL, 0, 0 } };
	DAIS_VEC(struct dais_calendar_mark) marks = { NULL, 0, 0 };
	struct dais_calendar_view v = { .plan = &plan };
	enum dais_lang l;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (argc != 6 || !dais_lang_parse(dais_str_from(argv[2]), &l))
		return 2;
	if (!read_both(a, argv + 3, &c, &plan, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	for (size_t i = 0; i < c->meetings.n; i += 10)
		*dais_vec_add(a, &marks) = (struct dais_calendar_mark){ .meeting = i,
			.mark = kinds[i / 10 % 3],
			.before = { { 2027, 1, 5 }, 600 },
			.after = { { 2027, 1, 12 }, 900 },
			.room_after = 1 };
	v.calendar = c;
	v.marks = marks.v;
	v.n_marks = marks.n;
	if (!write_kind(argv[1], &v, l, &out, &err) ||
	    !dais_file_write_fast(argv[5], dais_buf_str(&out), &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	return 0;
}
