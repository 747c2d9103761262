/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The prose of annotations: references that stand for a text (R-ANNOT-07), texts of common items
 * (R-ANNOT-08), conference room papers (R-ANNOT-14).
 */
#include "read/text/check_priv.h"
#include "text/text.h"

/* Words of a paragraph that is not repeated by chance. */
#define COPY_LEAST 25u
/* Percent of words from which two annotations are one text, in another order at most. */
#define SAME_TEXT 85u
/* Paragraphs of one annotation that are compared. */
#define PARAGRAPHS_MAX 60u

void
check_see_also(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;
		struct dais_str name;

		if (e->kind != DAIS_EVIDENCE_SEE_ALSO)
			continue;
		p = check_place(c, e);
		name = check_item_name(c, e);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-ANNOT-07", DAIS_SEVERITY_INFO, &p,
			"the annotation of %.*s says “see also” and has no text of its own",
			DAIS_STR_ARG(name)),
		    "“see” is enough where the whole annotation stands elsewhere");
	}
}

/* --- common items --------------------------------------------------------------------------- */

/* The paragraphs of the annotation of an item for one body. */
struct note {
	size_t body;
	check_list texts;
};

typedef DAIS_VEC(struct note) note_vec;

static struct note *
note_of(struct checker *c, note_vec *v, size_t body)
{
	struct note *n;

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].body == body)
			return &v->v[i];
	}
	n = dais_vec_add(c->a, v);
	n->body = body;
	return n;
}

static note_vec
notes_of(struct checker *c, size_t item)
{
	note_vec v = { 0 };

	for (size_t i = 0; i < c->texts_of[item].n && i < PARAGRAPHS_MAX; i++) {
		const struct dais_evidence *e = c->texts_of[item].v[i];

		dais_vec_push(c->a, &note_of(c, &v, e->body)->texts, e);
	}
	return v;
}

/* How often each word stands in the texts: from the word to a count. */
static size_t
count_words(struct checker *c, const check_list *texts, struct dais_map *at, dais_index_vec *counts)
{
	size_t n = 0;

	dais_map_init(at, c->a);
	for (size_t i = 0; i < texts->n; i++) {
		word_vec words = *check_words(c, texts->v[i]);

		for (size_t k = 0; k < words.n; k++, n++) {
			if (dais_map_add(at, words.v[k], counts->n))
				dais_vec_push(c->a, counts, 0);
			DAIS_ASSERT(counts->v);
			counts->v[dais_map_get(at, words.v[k])]++;
		}
	}
	return n;
}

/* Percent of the words of the longer text that both have, in whatever order. */
static unsigned
words_in_common(struct checker *c, const check_list *x, const check_list *y)
{
	struct dais_map at_x, at_y;
	dais_index_vec in_x = { 0 }, in_y = { 0 };
	size_t n_x = count_words(c, x, &at_x, &in_x), n_y = count_words(c, y, &at_y, &in_y),
	       both = 0;

	for (size_t i = 0; i < x->n; i++) {
		word_vec words = *check_words(c, x->v[i]);

		for (size_t k = 0; k < words.n; k++) {
			size_t at = dais_map_get(&at_y, words.v[k]);

			if (at >= in_y.n || !in_y.v || !in_y.v[at])
				continue;
			in_y.v[at]--;
			both++;
		}
	}
	n_x = n_x > n_y ? n_x : n_y;
	return n_x ? (unsigned)(both * 100 / n_x) : 0;
}

/* Items that are about the gathering itself are told of each body. */
static bool
is_told_once(const struct checker *c, size_t item)
{
	enum dais_item_kind kind = c->r->record->items.v[item].kind;

	return check_is_substantive(c, item) || kind == DAIS_ITEM_OTHER || kind == DAIS_ITEM_REPORT;
}

static bool
only_refers(const struct checker *c, size_t item, size_t body)
{
	for (size_t i = 0; i < c->references_of[item].n; i++) {
		if (c->references_of[item].v[i]->body == body)
			return true;
	}
	return false;
}

/* A common item has one annotation, or one that refers to the other. */
static void
check_common(struct checker *c, size_t item)
{
	note_vec v = notes_of(c, item);
	struct dais_place p;
	struct dais_str x, y;

	if (v.n != 2 || only_refers(c, item, v.v[0].body) || only_refers(c, item, v.v[1].body) ||
	    words_in_common(c, &v.v[0].texts, &v.v[1].texts) >= SAME_TEXT)
		return;
	p = check_place(c, v.v[1].texts.v[0]);
	x = check_item_name(c, v.v[1].texts.v[0]);
	y = check_item_name(c, v.v[0].texts.v[0]);
	check_also(c,
	    dais_diags_add(c->d, "R-ANNOT-08", DAIS_SEVERITY_WARNING, &p,
		"%.*s and %.*s are one common item with two different annotations", DAIS_STR_ARG(x),
		DAIS_STR_ARG(y)),
	    v.v[0].texts.v[0]);
}

void
check_common_items(struct checker *c)
{
	for (size_t i = 0; i < c->r->record->items.n; i++) {
		if (is_told_once(c, i) && c->texts_of[i].n > 1)
			check_common(c, i);
	}
}

/* Takes the next sentence of *@rest. */
static bool
next_sentence(struct dais_str *rest, struct dais_str *ret)
{
	size_t stop = dais_str_find(*rest, DAIS_STR(". "), 0),
	       han = dais_str_find(*rest, DAIS_STR("。"), 0);

	if (!rest->n)
		return false;
	stop = stop == SIZE_MAX ? rest->n : stop + strlen(". ");
	han = han == SIZE_MAX ? rest->n : han + strlen("。");
	stop = han < stop ? han : stop;
	*ret = dais_str_sub(*rest, 0, stop);
	*rest = dais_str_sub(*rest, stop, rest->n);
	return true;
}

struct sentence {
	const struct dais_evidence *text;
	struct dais_str words;
};

/* Whether @s is the first sentence in these words; else *@ret_first is the index of the first. */
static bool
is_new(struct checker *c, struct dais_map *seen, size_t index, struct dais_str s, size_t *ret_first)
{
	word_vec words = read_split(c->a, s);
	struct dais_str key;

	if (words.n < COPY_LEAST || words.n >= 150)
		return true;
	key = check_title_key(c, 0, &words);
	*ret_first = dais_map_get(seen, key);
	return dais_map_add(seen, key, index);
}

static void
report_copy(struct checker *c, const struct sentence *copy, const struct sentence *first)
{
	struct dais_place p = check_part_at(c, copy->text, dais_str_trim(copy->words));
	struct dais_str name = check_item_name(c, first->text);
	struct dais_diag *g = dais_diags_add(c->d, "R-ANNOT-08", DAIS_SEVERITY_INFO, &p,
	    "this sentence repeats one under %.*s word for word", DAIS_STR_ARG(name));

	p = check_part_at(c, first->text, dais_str_trim(first->words));
	dais_diag_add_place(c->d, g, &p);
	dais_diag_set_hint(c->d, g, "two copies can come to differ: refer to one of them");
}

/* A sentence that stands word for word in the annotations of two bodies. */
void
check_copies(struct checker *c)
{
	DAIS_VEC(struct sentence) all = { 0 };
	struct dais_map seen;

	dais_map_init(&seen, c->a);
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct dais_evidence *e = c->texts.v[i];
		struct dais_str rest = e->words, s;
		size_t first = 0;

		while (next_sentence(&rest, &s)) {
			dais_vec_push(c->a, &all, ((struct sentence){ e, s }));
			if (!is_new(c, &seen, all.n - 1, s, &first) &&
			    all.v[first].text->body != e->body)
				report_copy(c, &all.v[all.n - 1], &all.v[first]);
		}
	}
}

/* --- conference room papers ----------------------------------------------------------------- */

/* A paper that its symbol and the prose call a conference room paper is listed as something else.
 */
void
check_room_papers(struct checker *c)
{
	const struct read_words *words = read_words_of(c->r->lang);

	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];
		struct dais_str symbol =
		    dais_record_document_symbol(c->r->record, e->subject, c->a);
		const check_list *texts;

		if (dais_str_find(symbol, DAIS_STR("/CRP."), 0) == SIZE_MAX ||
		    e->item >= c->r->record->items.n || !read_starts_phrase(&words->note, e->words))
			continue;
		texts = &c->texts_of[e->item];
		for (size_t k = 0; k < texts->n; k++) {
			struct dais_place p = check_place(c, e);

			if (dais_str_find(texts->v[k]->words, symbol, 0) == SIZE_MAX ||
			    !read_has_phrase(&words->room_paper, texts->v[k]->words))
				continue;
			check_also(c,
			    dais_diags_add(c->d, "R-ANNOT-14", DAIS_SEVERITY_WARNING, &p,
				"%.*s is a conference room paper in the text and a note in the "
				"list",
				DAIS_STR_ARG(symbol)),
			    texts->v[k]);
			break;
		}
	}
}
