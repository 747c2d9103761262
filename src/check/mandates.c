/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-MAND: resolutions and decisions behind the items.
 */
#include "check/check_priv.h"

static bool
is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

/* Length of "10/6" at @at; 0 if there is none. */
static size_t
number_at(struct dais_str s, size_t at)
{
	size_t i = at, slash;

	while (i < s.n && is_digit(s.p[i]))
		i++;
	slash = i;
	if (i == at || i - at > 3 || i >= s.n || s.p[i] != '/')
		return 0;
	for (i++; i < s.n && is_digit(s.p[i]); i++)
		;
	return i > slash + 1 && (i >= s.n || s.p[i] != '/') ? i - at : 0;
}

/* Whether the words around the number make it a resolution. */
static bool
is_cited(struct dais_check *c, const struct check_text *t, size_t at, size_t n)
{
	struct dais_str near = t->lang == DAIS_LANG_ZH
				   ? dais_str_sub(t->s, at + n, at + n + 12)
				   : dais_str_sub(t->s, at > 24 ? at - 24 : 0, at);

	return dais_check_first_word(c, near, CHECK_WORDS_CITED_RESOLUTION, t->lang) != NULL;
}

/* Whether the record knows the session "10" of "10/6": only then must it know the resolution. */
static bool
knows_session(const struct dais_record *r, struct dais_str session)
{
	int64_t v;

	for (size_t i = 0; i < r->mandates.n; i++) {
		size_t slash = dais_str_find_char(r->mandates.v[i].number, '/', 0);

		if (slash != SIZE_MAX &&
		    dais_str_eq(dais_str_sub(r->mandates.v[i].number, 0, slash), session))
			return true;
	}
	if (!dais_str_to_int(session, 1, 999, &v))
		return false;
	for (size_t i = 0; i < r->meetings.n; i++) {
		if (r->bodies.v[r->meetings.v[i].body].noun_is_session &&
		    r->meetings.v[i].ordinal == (unsigned)v)
			return true;
	}
	return false;
}

static bool
knows_number(const struct dais_record *r, struct dais_str number)
{
	for (size_t i = 0; i < r->mandates.n; i++) {
		if (dais_str_eq(r->mandates.v[i].number, number))
			return true;
	}
	return false;
}

static void
check_citations(struct dais_check *c, const struct check_text *t)
{
	for (size_t at = 0; at < t->s.n; at++) {
		size_t n = number_at(t->s, at);
		struct dais_str number = dais_str_sub(t->s, at, at + n);
		struct dais_place p = t->place;

		if (!n || (at > 0 && (is_digit(t->s.p[at - 1]) || t->s.p[at - 1] == '/')))
			continue;
		if (!is_cited(c, t, at, n) || knows_number(c->r, number) ||
		    !knows_session(
			c->r, dais_str_sub(number, 0, dais_str_find_char(number, '/', 0))))
			continue;
		p.text = number;
		dais_check_file_hint(c,
		    dais_check_say_at(
			c, &p, "resolution %.*s is not in the register", DAIS_STR_ARG(number)),
		    "add it under mandates:, or correct the number");
	}
}

void
dais_check_mand_01(struct dais_check *c) /* R-MAND-01 */
{
	static const char *const kinds[] = { "mandate", NULL };
	const struct dais_record *r = c->r;

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the number of the resolution or decision"));
	for (size_t i = 0; i < c->texts.n; i++) {
		if (c->texts.v[i].kind == CHECK_TYPED || c->texts.v[i].kind == CHECK_TITLE)
			check_citations(c, &c->texts.v[i]);
	}
	for (size_t i = 0; i < r->items.n; i++) {
		for (size_t k = 0; k < r->items.v[i].mandates.n; k++) {
			const struct dais_mandate *m = &r->mandates.v[r->items.v[i].mandates.v[k]];

			for (size_t t = 0; t < r->together.n; t++) {
				size_t body = dais_check_body_at(r, t);

				if (!dais_record_number(r, i, body).found ||
				    dais_check_is_over(r, m->body, body))
					continue;
				dais_check_hint(c,
				    dais_check_say(c, r->items.v[i].origin, m->id,
					"%.*s has its mandate from the %.*s, which is not over "
					"that body",
					DAIS_STR_ARG(dais_check_item(c, i, body)),
					DAIS_STR_ARG(dais_check_body(c, m->body))),
				    "a mandate comes from the body itself or from a parent body");
			}
		}
	}
}

void
dais_check_mand_02(struct dais_check *c) /* R-MAND-02 */
{
	enum dais_lang l = dais_check_reference(c->r);

	for (size_t i = 0; i < c->r->mandates.n; i++) {
		const struct dais_mandate *m = &c->r->mandates.v[i];
		bool cited = false;

		for (size_t k = 0; k < c->r->annotations[l].n; k++)
			cited |= dais_check_refers(&c->r->annotations[l].v[k], "mandate", m->id);
		if (!cited || (m->paragraphs.n && !dais_ml_is_empty(&m->title)))
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, m->origin, DAIS_STR_NONE,
			m->paragraphs.n ? "%.*s %.*s is cited without its title"
					: "%.*s %.*s is cited without the paragraph meant",
			DAIS_STR_ARG(dais_check_value(c, m->kind)), DAIS_STR_ARG(m->number)),
		    "add %s", m->paragraphs.n ? "title:" : "paragraphs:");
	}
}

void
dais_check_mand_03(struct dais_check *c) /* R-MAND-03 */
{
	const struct dais_record *r = c->r;
	struct dais_date closes = dais_check_closes(r);

	for (size_t i = 0; i < r->mandates.n; i++) {
		const struct dais_mandate *m = &r->mandates.v[i];

		if (!m->outcome_kind.n)
			continue;
		if (m->outcome_for == DAIS_NONE) {
			dais_check_file_hint(c,
			    dais_check_say(c, m->origin, m->outcome_kind,
				"%.*s %.*s asks for %.*s, but not by which session",
				DAIS_STR_ARG(dais_check_value(c, m->kind)), DAIS_STR_ARG(m->number),
				DAIS_STR_ARG(dais_check_value(c, m->outcome_kind))),
			    "add for: to the outcome");
		} else if (dais_date_is_set(closes) &&
			   dais_date_cmp(r->meetings.v[m->outcome_for].opens.date, closes) <= 0) {
			dais_check_file_hint(c,
			    dais_check_say(c, m->origin, m->outcome_kind,
				"%.*s %.*s asks for %.*s for the %.*s, which does not come after "
				"the meeting",
				DAIS_STR_ARG(dais_check_value(c, m->kind)), DAIS_STR_ARG(m->number),
				DAIS_STR_ARG(dais_check_value(c, m->outcome_kind)),
				DAIS_STR_ARG(dais_check_meeting(c, m->outcome_for))),
			    "name a later session in outcome: for:");
		}
	}
}

static bool
holds_meetings(const struct dais_record *r, size_t body)
{
	for (size_t i = 0; i < r->meetings.n; i++) {
		if (r->meetings.v[i].body == body)
			return true;
	}
	return false;
}

/* A request to an office (a body without meetings) can be dealt with anywhere. */
static bool
is_requested(const struct dais_record *r, const struct dais_mandate *m, size_t body)
{
	for (size_t i = 0; i < m->requests.n; i++) {
		if (m->requests.v[i] == body || !holds_meetings(r, m->requests.v[i]))
			return true;
	}
	return m->requests.n == 0;
}

void
dais_check_mand_04(struct dais_check *c) /* R-MAND-04 */
{
	const struct dais_record *r = c->r;

	for (size_t i = 0; i < r->items.n; i++) {
		for (size_t k = 0; k < r->items.v[i].mandates.n; k++) {
			const struct dais_mandate *m = &r->mandates.v[r->items.v[i].mandates.v[k]];

			for (size_t t = 0; t < r->together.n; t++) {
				size_t body = dais_check_body_at(r, t);

				if (!dais_record_number(r, i, body).found ||
				    is_requested(r, m, body))
					continue;
				dais_check_file_hint(c,
				    dais_check_say(c, r->items.v[i].origin, m->id,
					"%.*s rests on %.*s %.*s, which requests nothing of that "
					"body",
					DAIS_STR_ARG(dais_check_item(c, i, body)),
					DAIS_STR_ARG(dais_check_value(c, m->kind)),
					DAIS_STR_ARG(m->number)),
				    "correct requests: or mandates:");
			}
		}
	}
}
