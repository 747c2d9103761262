/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes the timetable of a package for goldens and for the checkers of the formats:
 * write_timetable KIND[-rooms][-changed][-ascii][-colour][-WIDTH] LANGUAGE PACKAGE OUT
 *
 * KIND is text, html or svg; besidetext, beside, besidepicture (two plans); newstext, news (list of
 * changes); noticetext or notice (of the change to the hybrid plan). "changed" shows the hybrid
 * plan with what moved against the plan in person; a notice then has its approval.
 */
#include <stdio.h>

#include "base/file.h"
#include "read/package/load.h"
#include "write/timetable/page.h"
#include "write/timetable/picture.h"
#include "write/timetable/say.h"

struct wanted {
	bool rooms, changed, ascii, colour;
	unsigned width;
	enum dais_lang l;
};

static bool
parse(struct dais_str s, struct dais_str *ret_kind, struct wanted *w)
{
	struct dais_str part;

	if (!dais_str_next(&s, '-', ret_kind))
		return false;
	while (dais_str_next(&s, '-', &part)) {
		int64_t n = 0;

		if (dais_str_to_int(part, 1, 1000, &n))
			w->width = (unsigned)n;
		else if (dais_str_is(part, "rooms"))
			w->rooms = true;
		else if (dais_str_is(part, "changed"))
			w->changed = true;
		else if (dais_str_is(part, "ascii"))
			w->ascii = true;
		else if (dais_str_is(part, "colour"))
			w->colour = true;
		else
			return false;
	}
	return true;
}

static struct dais_timetable *
view(const struct dais_record *r, const struct wanted *w, struct dais_arena *a)
{
	const dais_sitting_vec *after = w->changed ? &r->plans[DAIS_MODALITY_HYBRID] : &r->sittings;
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	struct dais_timetable_options opt = { .rooms = w->rooms,
		.name_modality = true,
		.modality = w->changed ? DAIS_MODALITY_HYBRID : DAIS_MODALITY_IN_PERSON };

	if (w->changed) {
		dais_timetable_compare(r, &r->sittings, after, a, &changes);
		opt.changes = &changes;
		opt.before = &r->sittings;
	}
	return dais_timetable_new(r, after, w->l, &opt, a);
}

/* A package without approval of the format is also shown as if it had one. */
static void
approve(struct dais_record *r)
{
	struct dais_approval *one = dais_vec_add(r->arena, &r->approvals);

	one->object = DAIS_STR("format");
	one->silence = DAIS_NONE;
	one->meetings = r->together;
	one->by = dais_map_get(&r->body_ids, DAIS_STR("bureau"));
	one->method = DAIS_STR("silence");
	one->date = (struct dais_date){ 2022, 5, 2 };
}

static bool
write_two(struct dais_str kind, struct dais_record *r, const struct wanted *w, struct dais_arena *a,
    struct dais_buf *out, struct dais_err *err)
{
	struct dais_timetable_text_options text = {
		.width = w->width, .ascii = w->ascii, .colour = w->colour, .totals = true
	};
	struct dais_timetable_notice notice = {
		.plans = { r, &r->sittings, &r->plans[DAIS_MODALITY_HYBRID],
		    DAIS_MODALITY_IN_PERSON, DAIS_MODALITY_HYBRID, { NULL, 0, 0 } },
		.date = { 2022, 5, 3 }
	};
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	struct dais_timetable_news news = { r, &changes, notice.date, notice.plans.after };

	if (w->changed)
		approve(r);
	notice.approval = dais_timetable_approval(r, notice.plans.modality_after);
	dais_timetable_compare(r, notice.plans.before, notice.plans.after, a, &changes);
	if (dais_str_is(kind, "besidetext"))
		dais_timetable_beside_text(&notice.plans, w->l, &text, out);
	else if (dais_str_is(kind, "beside"))
		return dais_timetable_beside_page(&notice.plans, w->l, out, err);
	else if (dais_str_is(kind, "besidepicture"))
		return dais_timetable_beside_picture(&notice.plans, w->l, out, err);
	else if (dais_str_is(kind, "noticetext"))
		dais_timetable_notice_text(&notice, w->l, &text, out);
	else if (dais_str_is(kind, "notice"))
		return dais_timetable_notice_page(&notice, w->l, out, err);
	else if (dais_str_is(kind, "newstext"))
		dais_timetable_news_text(&news, w->l, &text, out);
	else if (dais_str_is(kind, "news"))
		return dais_timetable_news_page(&news, w->l, out, err);
	else
		return false;
	return true;
}

static bool
write_kind(struct dais_str kind, struct dais_record *r, const struct wanted *w,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	const struct dais_timetable *t = view(r, w, a);

	if (dais_str_is(kind, "text")) {
		struct dais_timetable_text_options opt = {
			.width = w->width, .ascii = w->ascii, .colour = w->colour, .totals = true
		};

		dais_timetable_text(t, &opt, out);
		return true;
	}
	if (dais_str_is(kind, "html"))
		return dais_timetable_page(t, out, err);
	if (dais_str_is(kind, "svg"))
		return dais_timetable_picture(t, out, err);
	return write_two(kind, r, w, a, out, err);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_record *r = NULL;
	struct dais_str kind;
	struct wanted w = { .width = 80 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (argc != 5 || !parse(dais_str_from(argv[1]), &kind, &w) ||
	    !dais_lang_parse(dais_str_from(argv[2]), &w.l))
		return 2;
	dais_diags_init(&diags, a);
	if (!dais_package_load(a, argv[3], &r, &diags, &err) || diags.errors ||
	    !write_kind(kind, r, &w, a, &out, &err) ||
	    !dais_file_write_fast(argv[4], dais_buf_str(&out), &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	return 0;
}
