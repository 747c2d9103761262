/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs that a version does not have, told once for a run of them, and numbers of paragraphs,
 * told once where they begin to differ.
 */
#include "concord/documents_priv.h"
#include "text/message.h"

#define ABSENT_LENGTH 80u /* code points below which a paragraph may be missing unsaid */
#define SHOWN_LENGTH 60u  /* code points of a paragraph that are shown */

/* --- numbers of paragraphs --- */

struct numbered {
	bool is;
	long number; /* less the shift of the version */
	struct dais_place place;
};

/* The place of the mark of @u in its row: of a letter, in the Latin alphabet; 0: none, or letters
 * that cannot be told from those of another alphabet. */
static unsigned
rank_of(const struct concord_unit *u, enum concord_mark mark, enum dais_lang l)
{
	if (u->mark != mark)
		return 0;
	if (mark == CONCORD_MARK_NUMBER)
		return u->number;
	if (l == DAIS_LANG_RU || l == DAIS_LANG_AR || u->number < 'a' || u->number > 'z')
		return 0;
	return u->number - 'a' + 1;
}

static size_t
read_marks(const struct concord_documents *r, const struct concord_segment *s,
    enum concord_mark mark, struct numbered *v)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct concord_paragraph *p;
		unsigned rank;

		v[i] = (struct numbered){ 0 };
		if (!concord_has(s, i))
			continue;
		p = &r->d[i].paragraphs.v[s->from[i]];
		rank = rank_of(&p->unit, mark, r->d[i].lang);
		if (rank == 0)
			continue;
		v[i].is = true;
		v[i].number = rank;
		v[i].place = dais_flow_place(r->d[i].flow, p->block, 0, p->unit.body);
		n++;
	}
	return n;
}

/* The number most versions have, their shifts taken off. */
static long
agreed_number(const struct numbered *v, size_t n_versions, const long *offset, size_t *ret_n)
{
	long best = 0;

	*ret_n = 0;
	for (size_t i = 0; i < n_versions; i++) {
		size_t n = 0;

		for (size_t k = 0; v[i].is && k < n_versions; k++)
			n += v[k].is && v[k].number - offset[k] == v[i].number - offset[i];
		if (n > *ret_n) {
			*ret_n = n;
			best = v[i].number - offset[i];
		}
	}
	return best;
}

/* A number as it is printed: "12", "(c)". */
static struct dais_str
print_mark(const struct dais_diags *d, enum concord_mark mark, long number)
{
	if (mark == CONCORD_MARK_NUMBER || number < 1 || number > 26)
		return dais_text_message(d->arena, d->lang, "number %ld", number);
	return dais_text_message(d->arena, d->lang, "letter (%c)", (char)('a' + number - 1));
}

static void
compare_marks(struct concord_documents *r, const struct concord_segment *s, enum concord_mark mark,
    long *offset)
{
	struct numbered v[DAIS_CONCORD_VERSIONS_MAX];
	size_t n = read_marks(r, s, mark, v), agree;
	long agreed = agreed_number(v, r->n, offset, &agree);

	/* Two against two say nothing about who is right. */
	if (n < 2 || (n > 2 && agree * 2 <= n))
		return;
	for (size_t i = 0; i < r->n; i++) {
		const struct dais_diags *d = r->run.diags;
		struct dais_diag *g;

		if (!v[i].is || v[i].number - offset[i] == agreed)
			continue;
		offset[i] = v[i].number - agreed;
		/* A version that comes back to the numbers of the others is right again. */
		if (offset[i] == 0)
			continue;
		g = dais_diags_add(r->run.diags, "R-CONC-02", DAIS_SEVERITY_WARNING, &v[i].place,
		    n > 2 ? "the paragraph has %.*s in %.*s and %.*s in the other versions"
			  : "the paragraph has %.*s in %.*s and %.*s in the other version",
		    DAIS_STR_ARG(print_mark(d, mark, v[i].number)), DAIS_STR_ARG(r->run.names[i]),
		    DAIS_STR_ARG(print_mark(d, mark, agreed)));
		for (size_t k = 0; k < r->n; k++) {
			if (k != i && v[k].is && v[k].number - offset[k] == agreed)
				dais_diag_add_place(r->run.diags, g, &v[k].place);
		}
	}
}

void
concord_compare_numbers(struct concord_documents *r, const struct concord_segment *s)
{
	compare_marks(r, s, CONCORD_MARK_NUMBER, r->number_offset);
	compare_marks(r, s, CONCORD_MARK_LETTER, r->letter_offset);
}

/* --- paragraphs that are not there --- */

/* The paragraphs in question, for a message: their words, or how many there are. */
static struct dais_str
describe(struct concord_documents *r, size_t v)
{
	const struct dais_diags *d = r->run.diags;

	if (r->absent_paragraphs > 1)
		return dais_text_message(d->arena, d->lang, "%zu paragraphs", r->absent_paragraphs);
	return dais_text_message(
	    d->arena, d->lang, "the paragraph \"%.*s\"", DAIS_STR_ARG(r->absent_at[v].text));
}

static void
tell_addition(struct concord_documents *r, size_t v)
{
	(void)dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING, &r->absent_at[v],
	    "only %.*s has %.*s", DAIS_STR_ARG(r->run.names[v]), DAIS_STR_ARG(describe(r, v)));
}

static void
tell_gap(struct concord_documents *r, unsigned absent, unsigned there)
{
	size_t gap = (size_t)__builtin_ctz(absent), first = (size_t)__builtin_ctz(there);
	struct dais_diag *g =
	    dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING, &r->absent_at[gap],
		r->absent_paragraphs == 1 ? "%.*s of %.*s is not in %.*s"
					  : "%.*s of %.*s are not in %.*s",
		DAIS_STR_ARG(describe(r, first)), DAIS_STR_ARG(r->run.names[first]),
		DAIS_STR_ARG(r->run.names[gap]));

	for (size_t v = gap + 1; v < r->n; v++) {
		if (absent & 1u << v)
			dais_diag_add_place(r->run.diags, g, &r->absent_at[v]);
	}
	for (size_t v = 0; v < r->n; v++) {
		if (there & 1u << v)
			dais_diag_add_place(r->run.diags, g, &r->absent_at[v]);
	}
}

void
concord_end_absent(struct concord_documents *r)
{
	unsigned absent = r->absent, there = ((1u << r->n) - 1) & ~absent;

	r->absent = 0;
	if (!absent || !there || !r->absent_weighty)
		return;
	/* What one version of several has alone is an addition; of two, nobody knows. */
	if (__builtin_popcount(there) == 1 && r->n > 2)
		tell_addition(r, (size_t)__builtin_ctz(there));
	else
		tell_gap(r, absent, there);
}

/* The first words of @text. */
static size_t
first_words(struct dais_str text)
{
	size_t at = 0, last = 0;

	for (unsigned n = 0; at < text.n && n < SHOWN_LENGTH; n++) {
		if (text.p[at] == ' ')
			last = at;
		(void)dais_str_decode(text, &at);
	}
	return at >= text.n || last == 0 ? at : last;
}

static struct dais_place
place_in(const struct concord_documents *r, const struct concord_segment *s, size_t v)
{
	const struct concord_document *d = &r->d[v];
	size_t at = s->from[v];
	struct dais_place p = { .file = d->flow->file };

	if (at < d->paragraphs.n && concord_has(s, v)) {
		const struct dais_flow_block *b = d->paragraphs.v[at].block;

		return dais_flow_place(d->flow, b, 0, first_words(b->text));
	}
	/* Where it would be: behind the paragraph before. */
	if (at > 0 && d->paragraphs.n) {
		p = dais_flow_place(d->flow, d->paragraphs.v[at - 1].block, 0, 0);
		p.text = DAIS_STR_NONE;
	}
	return p;
}

static bool
is_weighty(const struct concord_documents *r, const struct concord_segment *s)
{
	for (size_t v = 0; v < r->n; v++) {
		for (size_t i = s->from[v]; i < s->to[v]; i++) {
			const struct concord_paragraph *p = &r->d[v].paragraphs.v[i];

			if (p->unit.mark == CONCORD_MARK_NUMBER)
				return true;
			/* What a table repeats in one format is no paragraph of the document. */
			if (p->length >= ABSENT_LENGTH &&
			    dais_map_get(&r->d[v].again, concord_words_of(p->block->text)) ==
				DAIS_MAP_NONE)
				return true;
		}
	}
	return false;
}

void
concord_note_absent(struct concord_documents *r, const struct concord_segment *s, unsigned absent)
{
	size_t paragraphs = 0;

	if (absent != r->absent)
		concord_end_absent(r);
	if (!absent)
		return;
	for (size_t v = 0; v < r->n; v++) {
		size_t n = s->to[v] - s->from[v];

		paragraphs = n > paragraphs ? n : paragraphs;
		if (!r->absent)
			r->absent_at[v] = place_in(r, s, v);
	}
	if (!r->absent) {
		r->absent_paragraphs = 0;
		r->absent_weighty = false;
	}
	r->absent = absent;
	r->absent_paragraphs += paragraphs;
	r->absent_weighty = r->absent_weighty || is_weighty(r, s);
}
