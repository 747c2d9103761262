/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-TXT: characters and spaces. Findings of one kind in one file are one finding with several
 * places, so that a habit of typing does not bury the rest.
 */
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "check/check_priv.h"

#define MOST_PLACES 20

/* Findings grouped by file while a rule runs. */
struct group {
	struct dais_str file;
	struct dais_diag *diag;
	size_t index; /* of the finding: pointers move when findings are added */
	size_t n;
};

struct groups {
	DAIS_VEC(struct group) v;
};

static void
add_to_group(struct dais_check *c, struct groups *gs, const struct dais_place *p, const char *what,
    const char *hint)
{
	for (size_t i = 0; i < gs->v.n; i++) {
		struct group *g = &gs->v.v[i];

		if (!dais_str_eq(g->file, p->file))
			continue;
		if (g->n++ < MOST_PLACES && g->index < c->diags->list.n)
			dais_check_also(c, &c->diags->list.v[g->index], p);
		return;
	}
	dais_vec_push(c->a, &gs->v, ((struct group){ p->file, NULL, c->diags->list.n, 1 }));
	dais_check_hint(c, dais_check_say_at(c, p, "%s", dais_check_part(c, what)), "%s",
	    dais_check_part(c, hint));
}

/* The words around byte @at. */
static struct dais_place
around(const struct check_text *t, size_t at)
{
	struct dais_place p = t->place;
	size_t from = at, to = at;

	while (from > 0 && at - from < 24 && (t->s.p[from - 1] != ' ' || at - from < 4))
		from--;
	while (to < t->s.n && to - at < 24 && (t->s.p[to] != ' ' || to - at < 4))
		to++;
	while (from > 0 && ((unsigned char)t->s.p[from] & 0xC0) == 0x80)
		from--;
	while (to < t->s.n && ((unsigned char)t->s.p[to] & 0xC0) == 0x80)
		to++;
	p.text = dais_str_sub(t->s, from, to);
	if (t->span && p.column)
		p.column += (unsigned)dais_str_count(dais_str_sub(t->s, 0, at));
	return p;
}

static bool
is_letter(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 0xC3;
}

/* Bytes of the word that ends before @at. */
static size_t
word_before(struct dais_str s, size_t at)
{
	size_t n = 0;

	while (n < at && !dais_check_is_space(s.p[at - 1 - n]))
		n++;
	return n;
}

/* Whether the space at @at stands between a letter and an apostrophe with a letter behind it. A
 * straight one may open a quotation: it counts only after l, d, s, qu ... */
static bool
parts_apostrophe(struct dais_str s, size_t at)
{
	bool curly = s.n - at > 3 && memcmp(s.p + at + 1, "’", 3) == 0;
	size_t after = at + 1 + (curly ? 3 : 1);

	return (curly || (s.p[at + 1] == '\'' && word_before(s, at) <= 2)) &&
	       is_letter(s.p[at - 1]) && after < s.n && is_letter(s.p[after]);
}

void
dais_check_txt_01(struct dais_check *c) /* R-TXT-01 */
{
	struct groups gs = { { NULL, 0, 0 } };

	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		for (size_t at = dais_str_find_char(t->s, ' ', 1);
		    at + 1 < t->s.n && at != SIZE_MAX; at = dais_str_find_char(t->s, ' ', at + 1)) {
			struct dais_place p;

			if (!parts_apostrophe(t->s, at))
				continue;
			p = around(t, at);
			add_to_group(c, &gs, &p,
			    DAIS_MESSAGE("a space stands before an apostrophe"),
			    DAIS_MESSAGE("remove the space"));
		}
	}
}

void
dais_check_txt_02(struct dais_check *c) /* R-TXT-02 */
{
	struct groups gs = { { NULL, 0, 0 } };

	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];
		size_t at = 0;

		while ((at = dais_str_find(t->s, DAIS_STR("  "), at)) != SIZE_MAX) {
			struct dais_place p = around(t, at);

			add_to_group(c, &gs, &p, DAIS_MESSAGE("two spaces stand together"),
			    DAIS_MESSAGE("remove one"));
			while (at < t->s.n && t->s.p[at] == ' ')
				at++;
		}
	}
}

void
dais_check_txt_03(struct dais_check *c) /* R-TXT-03 */
{
	static const char *const after_space[] = { " :", " ;", " !", " ?", " »", "« " };
	struct groups gs = { { NULL, 0, 0 } };

	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		for (size_t k = 0; t->lang == DAIS_LANG_FR && k < 6; k++) {
			struct dais_str pair = dais_str_from(after_space[k]);
			size_t at = 0;

			while ((at = dais_str_find(t->s, pair, at)) != SIZE_MAX) {
				struct dais_place p = around(t, at);

				add_to_group(c, &gs, &p,
				    DAIS_MESSAGE("a plain space stands beside double punctuation; "
						 "the line may "
						 "break there"),
				    DAIS_MESSAGE("use a no-break space (U+00A0)"));
				at += pair.n;
			}
		}
	}
}

/* Byte of the first character that is not in NFC, SIZE_MAX when all are. */
static size_t
not_nfc(struct dais_check *c, struct dais_str s)
{
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&err);
	UChar *u = DAIS_NEW_N(c->a, s.n + 1, UChar);
	int32_t n = 0, good, bytes = 0;

	if (s.n == 0 || s.n > INT32_MAX / 4)
		return SIZE_MAX;
	u_strFromUTF8(u, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n, &err);
	if (U_FAILURE(err) || unorm2_isNormalized(nfc, u, n, &err) || U_FAILURE(err))
		return SIZE_MAX;
	good = unorm2_spanQuickCheckYes(nfc, u, n, &err);
	u_strToUTF8(NULL, 0, &bytes, u, good, &err);
	return (size_t)bytes < s.n ? (size_t)bytes : 0;
}

void
dais_check_txt_06(struct dais_check *c) /* R-TXT-06 */
{
	struct groups gs = { { NULL, 0, 0 } };

	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];
		size_t at = not_nfc(c, t->s);
		struct dais_place p;

		if (at == SIZE_MAX)
			continue;
		p = around(t, at);
		add_to_group(c, &gs, &p,
		    DAIS_MESSAGE("characters are written in pieces (not in Unicode form NFC)"),
		    DAIS_MESSAGE("write each letter with its accent as one character"));
	}
}

static bool
is_lone_heading(const struct dais_annotation *n, size_t b)
{
	unsigned level = n->prose.blocks.v[b].level;

	for (size_t i = 0; i < n->prose.blocks.n; i++) {
		const struct dais_block *other = &n->prose.blocks.v[i];

		if (i != b && other->kind == DAIS_BLOCK_HEADING && other->level == level)
			return false;
	}
	return true;
}

void
dais_check_txt_07(struct dais_check *c) /* R-TXT-07 */
{
	enum dais_lang ref = dais_check_reference(c->r);

	for (size_t i = 0; i < c->r->annotations[ref].n; i++) {
		const struct dais_annotation *n = &c->r->annotations[ref].v[i];

		for (size_t b = 0; b < n->prose.blocks.n; b++) {
			const struct dais_block *block = &n->prose.blocks.v[b];
			struct dais_place p =
			    dais_check_place_text(c, ref, block->line, 1, DAIS_STR_NONE);

			if (block->kind != DAIS_BLOCK_HEADING || !is_lone_heading(n, b))
				continue;
			dais_check_hint(c,
			    dais_check_say_at(c, &p,
				"the annotation of %.*s has a single subheading",
				DAIS_STR_ARG(dais_check_item(c, n->item, n->body))),
			    "divide the text by at least two, or leave it out");
		}
	}
}
