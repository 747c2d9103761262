/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of a notice, from the release it tells of.
 */
#include "service/notice/notice_priv.h"

#include "base/buf.h"
#include "prose/resolve.h"
#include "service/notice/say.h"
#include "text/say.h"
#include "text/text.h"
#include "write/timetable/say.h"

/* "Working Group on Water, third meeting": the full name of the body, as a letter says it. */
static struct dais_str
meeting_name(const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a)
{
	return dais_prose_meeting_of(
	    r, m, dais_ml_words(&r->bodies.v[r->meetings.v[m].body].name, l), l, a);
}

struct dais_str
dais_notice_meetings(const struct dais_record *r, enum dais_lang l, struct dais_arena *a)
{
	struct dais_str *names = DAIS_NEW_N(a, r->together.n + 1, struct dais_str);
	size_t n = 0;

	for (size_t i = 0; i < r->together.n; i++)
		names[n++] = meeting_name(r, r->together.v[i], l, a);
	return dais_text_list(a, l, names, n);
}

static struct dais_str
period_in_words(const struct dais_record *r, enum dais_lang l, struct dais_arena *a)
{
	struct dais_date from = { 0 }, to = { 0 };

	for (size_t i = 0; i < r->together.n; i++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[i]];

		if (!dais_date_is_set(from) || dais_date_cmp(m->opens.date, from) < 0)
			from = m->opens.date;
		if (!dais_date_is_set(to) || dais_date_cmp(m->closes, to) > 0)
			to = m->closes;
	}
	return dais_text_range(a, l, from, to);
}

static struct dais_str
place_in_words(const struct dais_record *r, enum dais_lang l)
{
	return r->together.n ? dais_ml_words(&r->meetings.v[r->together.v[0]].place, l)
			     : DAIS_STR_NONE;
}

static void
put_news(struct dais_buf *out, const dais_news_vec *news, enum dais_lang l, struct dais_arena *a)
{
	for (size_t i = 0; i < news->n; i++) {
		dais_buf_puts(out, "- ");
		dais_buf_put(out, dais_news_say(&news->v[i], l, a));
		dais_buf_put_char(out, '\n');
	}
}

static void
put_line(struct dais_buf *out, struct dais_str words)
{
	dais_buf_put(out, words);
	dais_buf_put_char(out, '\n');
}

static enum dais_modality
modality_of(const struct dais_record *r)
{
	return r->together.n ? r->meetings.v[r->together.v[0]].modality : DAIS_MODALITY_IN_PERSON;
}

/* What a change of format asks to be told: who approved it, what stays, what time is lost. The
 * timetable of the old format is kept in the package when the new one comes into force. */
static void
put_format(struct dais_buf *out, const struct dais_record *r, const struct dais_snapshot *before,
    enum dais_lang l, struct dais_arena *a)
{
	enum dais_modality was = before ? modality_of(before->record) : modality_of(r);
	struct dais_timetable_notice notice = {
		.plans = { .record = r,
		    .before = &r->plans[was],
		    .after = &r->sittings,
		    .modality_before = was,
		    .modality_after = modality_of(r) },
		.approval = dais_timetable_approval(r, modality_of(r)),
	};
	dais_str_lines lines;

	if (was == notice.plans.modality_after || !r->plans[was].n)
		return;
	dais_timetable_notice_lines(&notice, l, a, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		put_line(out, DAIS_STR(""));
		put_line(out, lines.v[i]);
	}
}

void
dais_notice_compose(const struct dais_snapshot *s, const struct dais_snapshot *before,
    const struct dais_release *release, const char *address, enum dais_lang l, struct dais_arena *a,
    struct dais_str *ret_subject, struct dais_str *ret_text)
{
	const struct dais_record *r = s->record;
	struct dais_say_value values[] = {
		{ "meetings", dais_notice_meetings(r, l, a) },
		{ "release", dais_arena_printf(a, "%u", release->number) },
		{ "dates", period_in_words(r, l, a) },
		{ "place", place_in_words(r, l) },
	};
	size_t n = sizeof(values) / sizeof(values[0]);
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	put_line(&out, dais_say_fill(a, l, DAIS_SAY_NOTICE_MAIL_FIRST, values, n));
	if (release->note.n) {
		put_line(&out, DAIS_STR(""));
		put_line(&out, release->note);
	}
	put_format(&out, r, before, l, a);
	if (release->number > 1 && release->news.n) {
		put_line(&out, DAIS_STR(""));
		put_line(&out, dais_say_fill(a, l, DAIS_SAY_NOTICE_MAIL_CHANGED, values, n));
		put_news(&out, &release->news, l, a);
	}
	put_line(&out, DAIS_STR(""));
	put_line(&out, dais_say(l, DAIS_SAY_NOTICE_MAIL_PAGE));
	dais_buf_printf(
	    &out, "%s/%s/meetings/%.*s\n", address, dais_lang_code(l), DAIS_STR_ARG(s->package));
	put_line(&out, DAIS_STR(""));
	put_line(&out, dais_say(l, DAIS_SAY_NOTICE_MAIL_WHY));
	dais_buf_printf(&out, "%s/%s/account\n", address, dais_lang_code(l));
	*ret_subject =
	    notice_one_line(a, dais_say_fill(a, l, DAIS_SAY_NOTICE_MAIL_SUBJECT, values, n));
	*ret_text = dais_buf_dup(&out, a);
}
