/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers and letters of paragraphs, told once where they begin to differ.
 */
#include "concord/documents_priv.h"
#include "text/message.h"

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
