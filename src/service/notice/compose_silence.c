/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of a notice of a silence procedure. Who objected is not told: those who are asked see
 * it at the desk.
 */
#include "service/notice/notice_priv.h"

#include "base/buf.h"
#include "service/house/silences.h"
#include "text/say.h"
#include "text/text.h"

/* The name of a body may have a line break or worse. */
struct dais_str
notice_one_line(struct dais_arena *a, struct dais_str s)
{
	char *line = dais_arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool is_space = c <= ' ' || c == 0x7f;

		if (!is_space)
			line[n++] = s.p[i];
		else if (n > 0 && line[n - 1] != ' ')
			line[n++] = ' ';
	}
	line[n] = '\0';
	return dais_str_trim((struct dais_str){ line, n });
}

/* The sentence each event is told with; whether the end and the text are said as well. */
static const struct {
	enum dais_say sentence;
	bool asks;
} told[DAIS_SILENCE_EVENT_COUNT] = {
	[DAIS_SILENCE_OPENED] = { DAIS_SAY_NOTICE_SILENCE_OPENED, true },
	[DAIS_SILENCE_EXTENDED] = { DAIS_SAY_NOTICE_SILENCE_EXTENDED, true },
	[DAIS_SILENCE_BROKE] = { DAIS_SAY_NOTICE_SILENCE_BROKEN, false },
	[DAIS_SILENCE_APPROVED] = { DAIS_SAY_NOTICE_SILENCE_APPROVED, false },
	[DAIS_SILENCE_RECALLED] = { DAIS_SAY_NOTICE_SILENCE_WITHDRAWN, false },
};

static void
put(struct dais_buf *out, struct dais_str words)
{
	dais_buf_put(out, words);
	dais_buf_puts(out, "\n\n");
}

/* When it ended or ends: by the reply that broke it, else its end. */
static struct dais_local
time_of(const struct dais_silence *s, int event)
{
	size_t breaker = dais_silence_breaker(s);

	return event == DAIS_SILENCE_BROKE && breaker != DAIS_NONE ? s->replies.v[breaker].at
								   : s->closes;
}

void
dais_notice_compose_silence(const struct dais_snapshot *s, size_t silence, struct dais_str event,
    const char *address, enum dais_lang l, struct dais_arena *a, struct dais_str *ret_subject,
    struct dais_str *ret_text)
{
	const struct dais_record *r = s->record;
	const struct dais_silence *one = &r->silences.v[silence];
	int e = dais_silence_event_parse(event) < 0 ? 0 : dais_silence_event_parse(event);
	const struct dais_ml *asked =
	    dais_ml_is_empty(&one->asked) ? &r->bodies.v[one->by].name : &one->asked;
	const struct dais_say_value values[] = {
		{ "meetings", dais_notice_meetings(r, l, a) },
		{ "object", dais_silence_object(one->object, l, a) },
		{ "time", dais_text_opening(a, l, time_of(one, e)) },
		{ "zone", dais_silence_zone(r, one) },
		{ "asked", dais_ml_words(asked, l) },
	};
	size_t n = sizeof(values) / sizeof(values[0]);
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	put(&out, dais_say_fill(a, l, told[e].sentence, values, n));
	put(&out, dais_say_fill(a, l, DAIS_SAY_NOTICE_SILENCE_MEETINGS, values, n));
	if (told[e].asks)
		put(&out, dais_say_fill(a, l, DAIS_SAY_NOTICE_SILENCE_ASKED, values, n));
	dais_buf_put(&out, dais_say(l, DAIS_SAY_NOTICE_SILENCE_PROPOSAL));
	dais_buf_put_char(&out, '\n');
	put(&out, dais_ml_words(&one->proposal, l));
	if (told[e].asks)
		put(&out, dais_say_fill(a, l, DAIS_SAY_NOTICE_SILENCE_UNTIL, values, n));
	dais_buf_printf(&out, "%s/%s/desk/%.*s/silences/%.*s\n\n", address, dais_lang_code(l),
	    DAIS_STR_ARG(s->package), DAIS_STR_ARG(one->id));
	dais_buf_put(&out, dais_say(l, DAIS_SAY_NOTICE_MAIL_WHY));
	dais_buf_printf(&out, "\n%s/%s/account\n", address, dais_lang_code(l));
	*ret_subject =
	    notice_one_line(a, dais_say_fill(a, l, DAIS_SAY_NOTICE_SILENCE_SUBJECT, values, n));
	*ret_text = dais_buf_dup(&out, a);
}
