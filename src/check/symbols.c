/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-SYM: document symbols.
 */
#include "check/check_priv.h"

static bool
is_symbol_char(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
	       ch == '/' || ch == '.' || ch == '*' || ch == '-';
}

/* The whole token at @at, without the full stop or hyphen of the sentence. */
static struct dais_str
token_at(struct dais_str s, size_t at)
{
	size_t end = at;

	while (end < s.n && is_symbol_char(s.p[end]))
		end++;
	while (end > at && (s.p[end - 1] == '.' || s.p[end - 1] == '-'))
		end--;
	return dais_str_sub(s, at, end);
}

/* Whether the symbols of a body with @stem have the form of those of the United Nations. */
static bool
has_own_form(struct dais_check *c, struct dais_str stem)
{
	struct dais_symbol first;

	return dais_symbol_parse(c->a, dais_arena_printf(c->a, "%.*s/2022/1", DAIS_STR_ARG(stem)),
		   &first, NULL) &&
	       !first.is_foreign;
}

/* Whether @token is one symbol or a joint one; where @own, of that form. */
static bool
is_symbol(struct dais_check *c, struct dais_str token, bool own)
{
	struct dais_symbol parts[16];
	size_t n = dais_symbol_parse_joint(c->a, token, parts, 16);
	bool fits = n > 0;

	for (size_t i = 0; i < n; i++)
		fits &= !own || !parts[i].is_foreign;
	return fits;
}

static void
check_typed(struct dais_check *c, const struct check_text *t, struct dais_str stem)
{
	bool own = has_own_form(c, stem);
	size_t at = 0;

	while ((at = dais_str_find(t->s, stem, at)) != SIZE_MAX) {
		struct dais_str token = token_at(t->s, at);
		bool inside = at > 0 && is_symbol_char(t->s.p[at - 1]);
		struct dais_place p = t->place;

		at += stem.n;
		if (inside || token.n <= stem.n || token.p[stem.n] != '/')
			continue;
		if (is_symbol(c, token, own))
			continue;
		p.text = token;
		dais_check_hint(c,
		    dais_check_say_at(c, &p, "\"%.*s\" does not follow the grammar of symbols",
			DAIS_STR_ARG(token)),
		    "write body, year and number as in %.*s/2022/1, or use {{doc ...}}",
		    DAIS_STR_ARG(stem));
	}
}

/* Whether no other stem is the beginning of the stem of @body: a parent's is part of its groups'
 * symbols, and each token is looked at once. */
static bool
is_own_stem(const struct dais_record *r, size_t body)
{
	struct dais_str stem = r->bodies.v[body].symbol;

	for (size_t o = 0; stem.n && o < r->bodies.n; o++) {
		if (o != body && r->bodies.v[o].symbol.n &&
		    dais_str_has_prefix(stem, r->bodies.v[o].symbol))
			return false;
	}
	return stem.n > 0;
}

void
dais_check_sym_01(struct dais_check *c) /* R-SYM-01 */
{
	dais_str_vec stems = { 0 };

	for (size_t b = 0; b < c->r->bodies.n; b++) {
		if (is_own_stem(c->r, b))
			dais_vec_push(c->a, &stems, c->r->bodies.v[b].symbol);
	}
	for (size_t i = 0; i < c->texts.n; i++) {
		for (size_t s = 0; s < stems.n; s++)
			check_typed(c, &c->texts.v[i], stems.v[s]);
	}
}

void
dais_check_sym_03(struct dais_check *c) /* R-SYM-03 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		for (size_t i = 1; i < doc->symbols.n; i++) {
			const struct dais_symbol *x = &doc->symbols.v[0], *y = &doc->symbols.v[i];

			if (x->year == y->year && x->serial == y->serial &&
			    x->session == y->session && dais_str_eq(x->special, y->special) &&
			    !dais_str_eq(x->stem, y->stem))
				continue;
			dais_check_hint(c,
			    dais_check_say(c, doc->origin, y->text,
				"the parts %.*s and %.*s of a joint symbol differ in more than the "
				"body",
				DAIS_STR_ARG(x->text), DAIS_STR_ARG(y->text)),
			    "give both bodies the same year and number");
		}
	}
}

void
dais_check_sym_04(struct dais_check *c) /* R-SYM-04 */
{
	for (size_t d = 0; c->r->profile.joint_order_by_number && d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		for (size_t i = 1; i < doc->symbols.n; i++) {
			if (doc->symbols.v[i - 1].body_number <= doc->symbols.v[i].body_number)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, doc->origin, doc->symbols.v[i].text,
				"in the joint symbol %.*s the bodies are not in ascending order",
				DAIS_STR_ARG(dais_check_document(c, d))),
			    "put %.*s before %.*s", DAIS_STR_ARG(doc->symbols.v[i].text),
			    DAIS_STR_ARG(doc->symbols.v[i - 1].text));
		}
	}
}

void
dais_check_sym_05(struct dais_check *c) /* R-SYM-05 */
{
	struct dais_map seen;

	dais_map_init(&seen, c->a);
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		for (size_t i = 0; i < doc->symbols.n; i++) {
			size_t other;
			struct dais_diag *g;
			struct dais_place first;

			if (dais_map_add(&seen, doc->symbols.v[i].key, d))
				continue;
			other = dais_map_get(&seen, doc->symbols.v[i].key);
			g = dais_check_say(c, doc->origin, doc->symbols.v[i].text,
			    "the symbol %.*s is used for two documents",
			    DAIS_STR_ARG(doc->symbols.v[i].text));
			first = dais_check_place_yaml(
			    c, c->r->documents.v[other].origin, doc->symbols.v[i].text);
			dais_check_also(c, g, &first);
			dais_check_hint(c, g, "give the document \"%.*s\" the next free number",
			    DAIS_STR_ARG(dais_check_words(c, &doc->title)));
		}
	}
}

/* The document of this body, year and serial in the main series. */
static size_t
find_serial(const struct dais_record *r, struct dais_str stem, unsigned year, unsigned serial)
{
	for (size_t d = 0; d < r->documents.n; d++) {
		for (size_t i = 0; i < r->documents.v[d].symbols.n; i++) {
			const struct dais_symbol *s = &r->documents.v[d].symbols.v[i];

			if (dais_str_eq(s->stem, stem) && s->year == year && s->serial == serial &&
			    !s->special.n)
				return d;
		}
	}
	return DAIS_NONE;
}

static unsigned
last_serial(const struct dais_record *r, struct dais_str stem, unsigned year)
{
	unsigned last = 0;

	for (size_t d = 0; d < r->documents.n; d++) {
		for (size_t i = 0; i < r->documents.v[d].symbols.n; i++) {
			const struct dais_symbol *s = &r->documents.v[d].symbols.v[i];

			if (dais_str_eq(s->stem, stem) && s->year == year && !s->special.n &&
			    s->serial > last)
				last = s->serial;
		}
	}
	return last;
}

void
dais_check_sym_06(struct dais_check *c) /* R-SYM-06 */
{
	const struct dais_record *r = c->r;

	for (size_t t = 0; t < r->together.n; t++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[t]];
		const struct dais_body *body = &r->bodies.v[m->body];
		unsigned year = (unsigned)m->opens.date.year;
		unsigned last = body->symbol.n ? last_serial(r, body->symbol, year) : 0;

		for (unsigned k = 1; k <= last; k++) {
			size_t d = find_serial(r, body->symbol, year, k);

			if (d == DAIS_NONE) {
				dais_check_hint(c,
				    dais_check_say(c, body->origin, DAIS_STR_NONE,
					"the series %.*s/%u has no number %u, though it goes up to "
					"%u",
					DAIS_STR_ARG(body->symbol), year, k, last),
				    "close the gap, or list the document with this number");
			} else if (k == 1 && r->documents.v[d].kind != DAIS_DOCUMENT_AGENDA) {
				dais_check_hint(c,
				    dais_check_say(c, r->documents.v[d].origin, DAIS_STR_NONE,
					"number 1 of the series %.*s/%u is not the provisional "
					"agenda",
					DAIS_STR_ARG(body->symbol), year),
				    "number 1 is kept for the agenda");
			}
		}
	}
}

/* Whether some other document has the key @s without its last component. */
static bool
has_base(const struct dais_record *r, const struct dais_symbol *s)
{
	for (size_t d = 0; d < r->documents.n; d++) {
		for (size_t i = 0; i < r->documents.v[d].symbols.n; i++) {
			if (dais_str_eq(r->documents.v[d].symbols.v[i].key, s->base))
				return true;
		}
	}
	return false;
}

void
dais_check_sym_07(struct dais_check *c) /* R-SYM-07 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		for (size_t i = 0; i < doc->symbols.n; i++) {
			const struct dais_symbol *s = &doc->symbols.v[i];

			/* a revision supersedes its base, which then need not be listed */
			if (!(s->is_addendum || s->is_corrigendum) || s->is_revision ||
			    has_base(c->r, s))
				continue;
			dais_check_file_hint(c,
			    dais_check_say(c, doc->origin, s->text,
				"%.*s continues or corrects %.*s, which is not among the documents",
				DAIS_STR_ARG(s->text), DAIS_STR_ARG(s->base)),
			    "add %.*s under documents, or correct the symbol",
			    DAIS_STR_ARG(s->base));
		}
	}
}

/* Whether the lines of @doc in meeting.yaml have the key "languages:". */
static bool
states_languages(const struct dais_record *r, size_t d)
{
	struct dais_str y = r->origin_yaml, line;
	unsigned from = r->documents.v[d].origin.line, to = 0, at = 0;

	for (size_t i = 0; i < r->documents.n; i++) {
		unsigned other = r->documents.v[i].origin.line;

		if (other > from && (!to || other < to))
			to = other;
	}
	while (dais_str_next_line(&y, &line)) {
		at++;
		if (at > from && (!to || at < to) &&
		    dais_str_has_prefix(dais_str_trim(line), DAIS_STR("languages:")))
			return true;
	}
	return r->documents.v[d].languages != DAIS_LANG_ALL;
}

void
dais_check_sym_08(struct dais_check *c) /* R-SYM-08 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		if (!doc->symbols.n || !doc->symbols.v[0].is_corrigendum ||
		    states_languages(c->r, d))
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, doc->origin, doc->symbols.v[0].text,
			"the corrigendum %.*s does not state which languages it concerns",
			DAIS_STR_ARG(dais_check_document(c, d))),
		    "add languages: with the versions it corrects");
	}
}

/* Whether the document may stand on the list of an item of @body. */
static bool
belongs(const struct dais_record *r, const struct dais_document *doc, size_t body)
{
	if (!doc->symbols.n || doc->meeting != DAIS_NONE)
		return true; /* of a meeting named expressly, usually an earlier one */
	for (size_t i = 0; i < doc->symbols.n; i++) {
		bool known = false;

		for (size_t b = 0; b < r->bodies.n; b++) {
			if (!r->bodies.v[b].symbol.n ||
			    !dais_str_eq(r->bodies.v[b].symbol, doc->symbols.v[i].stem))
				continue;
			known = true;
			if (dais_check_is_over(r, b, body))
				return true;
		}
		if (!known)
			return true; /* of a body outside the record */
	}
	return false;
}

void
dais_check_sym_10(struct dais_check *c) /* R-SYM-10 */
{
	const struct dais_record *r = c->r;

	for (size_t i = 0; i < r->items.n; i++) {
		const struct dais_item *item = &r->items.v[i];

		for (size_t k = 0; k < item->documents.n; k++) {
			size_t d = item->documents.v[k];

			for (size_t t = 0; t < r->together.n; t++) {
				size_t body = dais_check_body_at(r, t);

				if (!dais_record_number(r, i, body).found ||
				    belongs(r, &r->documents.v[d], body))
					continue;
				dais_check_hint(c,
				    dais_check_say(c, item->origin, r->documents.v[d].id,
					"%.*s is listed under %.*s, but is a document of another "
					"body",
					DAIS_STR_ARG(dais_check_document(c, d)),
					DAIS_STR_ARG(dais_check_item(c, i, body))),
				    "give it a joint symbol, or state the meeting it belongs to");
			}
		}
	}
}

void
dais_check_sym_11(struct dais_check *c) /* R-SYM-11 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];
		const char *want = NULL;

		if (!doc->symbols.n)
			continue;
		if (dais_str_is(doc->symbols.v[0].special, "L") &&
		    doc->distribution != DAIS_DISTRIBUTION_LIMITED)
			want = "limited";
		if (dais_str_is(doc->symbols.v[0].special, "R") &&
		    doc->distribution != DAIS_DISTRIBUTION_RESTRICTED)
			want = "restricted";
		if (!doc->symbols.v[0].special.n && doc->distribution != DAIS_DISTRIBUTION_GENERAL)
			want = "general";
		if (!want)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, doc->origin, doc->symbols.v[0].text,
			"the distribution of %.*s is %.*s, its symbol says %.*s",
			DAIS_STR_ARG(dais_check_document(c, d)),
			CHECK_VALUE(c, dais_distribution_name(doc->distribution)),
			CHECK_VALUE(c, want)),
		    "write distribution: %s, or correct the symbol", want);
	}
}

void
dais_check_sym_12(struct dais_check *c) /* R-SYM-12 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		struct dais_date opens = doc->meeting == DAIS_NONE
					     ? dais_check_opens(r)
					     : r->meetings.v[doc->meeting].opens.date;

		for (size_t i = 0; i < doc->symbols.n; i++) {
			const struct dais_symbol *s = &doc->symbols.v[i];

			if (!s->year || !opens.year || (int)s->year == opens.year)
				continue;
			dais_check_file_hint(c,
			    dais_check_say(c, doc->origin, s->text,
				"%.*s carries the year %u, its meeting is held in %d",
				DAIS_STR_ARG(s->text), s->year, opens.year),
			    "correct the year, or name the meeting of the document with meeting:");
		}
	}
}
