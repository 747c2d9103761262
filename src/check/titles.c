/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-AGENDA-04, R-DOC-11, R-ANNOT-13: one title for one thing. What an author typed in quotation
 * marks is compared with the titles of the record and with the other quotations: a title that is
 * nearly, but not quite, the same is a slip.
 */
#include "check/check_priv.h"

#define SHORTEST 24 /* bytes; shorter quotations are words, not titles */

struct quotation {
	const struct check_text *text;
	struct dais_str s, folded;
};

typedef DAIS_VEC(struct quotation) quotation_vec;

static const struct {
	const char *open, *close;
} marks[] = { { "“", "”" }, { "«", "»" }, { "《", "》" }, { "\"", "\"" } };

/* No-break and plain spaces at both ends. */
static struct dais_str
trim_marks(struct dais_str s)
{
	s = dais_str_trim(s);
	while (dais_str_has_prefix(s, DAIS_STR(DAIS_NBSP)))
		s = dais_str_sub(s, 2, s.n);
	while (dais_str_has_suffix(s, DAIS_STR(DAIS_NBSP)))
		s = dais_str_sub(s, 0, s.n - 2);
	return dais_str_trim(s);
}

static void
collect(struct dais_check *c, quotation_vec *v)
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		for (size_t k = 0; t->kind == CHECK_TYPED && k < sizeof(marks) / sizeof(marks[0]);
		    k++) {
			struct dais_str open = dais_str_from(marks[k].open);
			struct dais_str close = dais_str_from(marks[k].close);
			size_t at = 0, end;

			while ((at = dais_str_find(t->s, open, at)) != SIZE_MAX) {
				struct quotation q = { .text = t };

				at += open.n;
				end = dais_str_find(t->s, close, at);
				if (end == SIZE_MAX)
					break;
				q.s = trim_marks(dais_str_sub(t->s, at, end));
				at = end + close.n;
				if (q.s.n < SHORTEST)
					continue;
				q.folded = dais_text_fold(c->a, q.s);
				dais_vec_push(c->a, v, q);
			}
		}
	}
}

/* Neither equal nor far apart: at most one character in six differs. */
static bool
is_near(struct dais_str x, struct dais_str y)
{
	size_t longer = x.n > y.n ? x.n : y.n, shorter = x.n + y.n - longer;
	size_t limit = dais_str_count(x) / 6;
	size_t distance;

	if (dais_str_eq(x, y) || longer - shorter > longer / 4 || longer > 2000)
		return false;
	distance = dais_str_distance(x, y, limit);
	return distance > 0 && distance <= limit;
}

static void
compare(struct dais_check *c, const struct quotation *q, struct dais_str title, struct dais_str id,
    const char *ref)
{
	struct dais_place p = q->text->place;

	if (!title.n || !is_near(q->folded, dais_text_fold(c->a, title)))
		return;
	p.text = q->s;
	dais_check_hint(c,
	    dais_check_say_at(c, &p, "the title quoted as \"%.*s\" is \"%.*s\"", DAIS_STR_ARG(q->s),
		DAIS_STR_ARG(title)),
	    "write {{%s %.*s}}, so that it cannot differ", ref, DAIS_STR_ARG(id));
}

void
dais_check_agenda_04(struct dais_check *c) /* R-AGENDA-04 */
{
	static const char *const kinds[] = { "title", "quoted", "item", "number", NULL };
	quotation_vec v = { NULL, 0, 0 };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the item"));
	collect(c, &v);
	for (size_t i = 0; i < v.n; i++) {
		for (size_t k = 0; k < c->r->items.n; k++)
			compare(c, &v.v[i], c->r->items.v[k].title.in[v.v[i].text->lang],
			    c->r->items.v[k].id, "quoted");
	}
}

void
dais_check_doc_11(struct dais_check *c) /* R-DOC-11 */
{
	static const char *const kinds[] = { "doctitle", NULL };
	quotation_vec v = { NULL, 0, 0 };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the title of the document"));
	collect(c, &v);
	for (size_t i = 0; i < v.n; i++) {
		for (size_t k = 0; k < c->r->documents.n; k++)
			compare(c, &v.v[i], c->r->documents.v[k].title.in[v.v[i].text->lang],
			    c->r->documents.v[k].id, "doctitle");
	}
}

void
dais_check_annot_13(struct dais_check *c) /* R-ANNOT-13 */
{
	quotation_vec v = { NULL, 0, 0 };

	collect(c, &v);
	for (size_t i = 0; i < v.n; i++) {
		for (size_t k = 0; k < i; k++) {
			struct dais_place p = v.v[i].text->place;
			struct dais_diag *g;

			if (v.v[i].text->lang != v.v[k].text->lang ||
			    !is_near(v.v[i].folded, v.v[k].folded))
				continue;
			p.text = v.v[i].s;
			g = dais_check_say_at(c, &p,
			    "the title \"%.*s\" is quoted elsewhere as \"%.*s\"",
			    DAIS_STR_ARG(v.v[i].s), DAIS_STR_ARG(v.v[k].s));
			dais_check_also(c, g, &v.v[k].text->place);
			dais_check_hint(c, g, "a text keeps one title");
			break;
		}
	}
}
