/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One title, one wording: in the agenda, the annotation and the timetable. R-AGENDA-04, R-ANNOT-02.
 */
#include "read/text/check_priv.h"

/* Different wordings of one title that are told apart, and bodies with an item in common. */
#define FORMS_MAX 12u
#define BODIES_MAX 32u
#define SERIES_LETTERS_MAX 2u /* of "N", "№" */
/* Percent of words in common from which a heading is a wording of the title, not another text. */
#define ALIKE_TITLE 60u

/* One wording of a title and where it stands. */
struct form {
	const word_vec *words;
	check_list at;
	unsigned kinds; /* bits of evidence kinds */
};

struct forms {
	struct form v[FORMS_MAX];
	size_t n;
	size_t agenda; /* index of the wording in the agenda */
};

struct dais_str
check_bare(struct dais_str s)
{
	if (dais_str_has_prefix(s, DAIS_STR("… ")))
		s = dais_str_sub(s, strlen("… "), s.n);
	if (dais_str_has_suffix(s, DAIS_STR(" …")))
		s.n -= strlen(" …");
	return s;
}

/* Whether @s, the inside of brackets, is the number of a document: "N 229", "document N 55". */
static bool
is_number_of_paper(const struct checker *c, struct dais_str s)
{
	const struct read_words *known = read_words_of(c->r->lang);
	word_vec v = read_split(c->a, s);
	bool numbered = false, named = false;

	for (size_t i = 0; i < v.n; i++) {
		bool number = v.v[i].p[0] >= '0' && v.v[i].p[0] <= '9';

		numbered |= number;
		named |= !number && dais_str_count(v.v[i]) <= SERIES_LETTERS_MAX;
		if (!number && dais_str_count(v.v[i]) > SERIES_LETTERS_MAX &&
		    !read_is_phrase(&known->document_label, v.v[i]))
			return false;
	}
	return numbered && (named || read_starts_phrase(&known->document_label, s));
}

/* @words without a note at their end that says what kind of item it is, "(agenda item held in
 * abeyance)", or names its document, "(N 229)", which is not part of the title. */
static struct dais_str
without_note(const struct checker *c, struct dais_str words)
{
	const struct read_words *known = read_words_of(c->r->lang);
	size_t open = SIZE_MAX;

	if (!dais_str_has_suffix(words, DAIS_STR(")")))
		return words;
	for (size_t at = dais_str_find_char(words, '(', 0); at != SIZE_MAX;
	    at = dais_str_find_char(words, '(', at + 1))
		open = at;
	if (open == SIZE_MAX ||
	    (!read_has_phrase(&known->item, dais_str_sub(words, open, words.n)) &&
		!is_number_of_paper(c, dais_str_sub(words, open + 1, words.n - 1))))
		return words;
	return dais_str_trim(dais_str_sub(words, 0, open));
}

word_vec
check_title_words(const struct checker *c, const struct dais_evidence *e)
{
	return read_split(c->a, without_note(c, e->words));
}

static void
add_form(struct checker *c, struct forms *f, const struct check_title *t)
{
	size_t i = 0;

	while (i < f->n && !check_same_letters(f->v[i].words, &t->words))
		i++;
	if (i == FORMS_MAX)
		return;
	if (i == f->n)
		f->v[f->n++] = (struct form){ .words = &t->words };
	f->v[i].kinds |= 1u << t->e->kind;
	dais_vec_push(c->a, &f->v[i].at, t->e);
	if (t->e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA)
		f->agenda = i;
}

static const char *
part_of(const struct dais_evidence *e)
{
	switch (e->kind) {
	case DAIS_EVIDENCE_TITLE_IN_AGENDA:
		return DAIS_MESSAGE("agenda");
	case DAIS_EVIDENCE_TITLE_IN_ANNOTATION:
		return DAIS_MESSAGE("annotations");
	case DAIS_EVIDENCE_TITLE_IN_CONTENTS:
		return DAIS_MESSAGE("table of contents");
	case DAIS_EVIDENCE_TITLE_IN_HEADING:
		return DAIS_MESSAGE("heading");
	default:
		return DAIS_MESSAGE("timetable");
	}
}

static const char *
where(const struct checker *c, const struct dais_evidence *e)
{
	return check_message(c, part_of(e));
}

/* The wording to keep: the agenda's, unless it stands there alone and two other parts of the
 * document agree on another. */
static size_t
right_form(const struct forms *f)
{
	size_t other = f->agenda == 0 ? 1 : 0;

	if (f->n != 2 || f->v[f->agenda].at.n != 1)
		return f->agenda;
	return __builtin_popcount(f->v[other].kinds) >= 2 ? other : f->agenda;
}

static bool
is_beginning(const word_vec *x, const word_vec *y)
{
	word_vec head = { .v = y->v, .n = x->n };

	return x->n < y->n && check_same_words(x, &head);
}

/* Short titles of as many words, all but one the same. */
static bool
differs_in_a_word(const word_vec *x, const word_vec *y)
{
	size_t same = 0;

	for (size_t i = 0; i < x->n && x->n == y->n && x->n <= 4; i++)
		same += dais_str_eq(x->v[i], y->v[i]);
	return same > 0 && same + 1 == x->n;
}

/* Whether what was read as the title is another text: a timetable may describe an item in words
 * of its own, more than one of which differ; a line of the contents or a heading may belong to no
 * item when the item has another of its own, and is read in pieces when it goes over lines. */
static bool
is_another_text(const struct form *wrong, const struct form *right)
{
	unsigned listed =
	    1u << DAIS_EVIDENCE_TITLE_IN_CONTENTS | 1u << DAIS_EVIDENCE_TITLE_IN_HEADING;

	if (read_alike_words(wrong->words, right->words) < ALIKE_TITLE &&
	    !differs_in_a_word(wrong->words, right->words))
		return !(wrong->kinds & 1u << DAIS_EVIDENCE_TITLE_IN_ANNOTATION);
	if (wrong->kinds & ~listed)
		return false;
	return (wrong->kinds & right->kinds) || is_beginning(wrong->words, right->words);
}

/* Puts the words of the right wording where @e has others, when they stand on one line. */
static void
add_repair(struct checker *c, struct dais_diag *g, const struct dais_evidence *e,
    struct dais_str wrong, struct dais_str right)
{
	size_t at = dais_str_find(e->words, wrong, 0);
	struct dais_place p = check_part(c, e, wrong);

	if (at == SIZE_MAX || dais_str_find(e->words, wrong, at + 1) != SIZE_MAX)
		return;
	for (size_t i = 0; i < e->lines.n; i++) {
		if (e->lines.v[i].at > at && e->lines.v[i].at < at + wrong.n)
			return;
	}
	dais_diag_add_edit(c->d, g, &p, right);
}

/* Adds the places where the title stands in other wordings than the one reported. */
static void
add_other_forms(struct checker *c, struct dais_diag *g, const struct forms *f, size_t wrong,
    const struct dais_evidence *model)
{
	for (size_t i = 0; i < f->n; i++) {
		for (size_t k = 0; k < f->v[i].at.n && i != wrong; k++) {
			const struct dais_evidence *e = f->v[i].at.v[k];
			struct dais_str x, y;
			struct dais_place p;

			read_difference(c->a, f->v[wrong].at.v[0]->words, e->words, &x, &y);
			p = check_part(c, e, check_bare(y));
			if (e != model)
				dais_diag_add_place(c->d, g, &p);
		}
	}
}

static void
report_form(struct checker *c, const struct forms *f, size_t wrong, size_t right)
{
	const struct dais_evidence *e = f->v[wrong].at.v[0], *o = f->v[right].at.v[0];
	bool part = e->letter >= 0 && e->kind == DAIS_EVIDENCE_TITLE_IN_ANNOTATION;
	bool shorter = e->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE &&
		       is_beginning(f->v[wrong].words, f->v[right].words);
	struct dais_str x, y, name = check_item_name(c, e);
	struct dais_place p;
	struct dais_diag *g;

	read_difference(c->a, o->words, e->words, &x, &y);
	p = check_part(c, e, check_bare(y));
	g = dais_diags_add(c->d, part ? "R-ANNOT-02" : "R-AGENDA-04",
	    shorter ? DAIS_SEVERITY_WARNING : DAIS_SEVERITY_ERROR, &p,
	    "the title of %.*s is “%.*s” in the %s and “%.*s” in the %s", DAIS_STR_ARG(name),
	    DAIS_STR_ARG(x), where(c, o), DAIS_STR_ARG(y), where(c, e));
	p = check_part(c, o, check_bare(x));
	dais_diag_add_place(c->d, g, &p);
	for (size_t k = 1; k < f->v[wrong].at.n; k++) {
		p = check_part(c, f->v[wrong].at.v[k], check_bare(y));
		dais_diag_add_place(c->d, g, &p);
	}
	add_other_forms(c, g, f, wrong, o);
	if (e->subject < c->r->record->items.n)
		check_also_listed(c, g, e->subject, o->words);
	dais_diag_set_hint(c->d, g, "give the title everywhere as in the %s", where(c, o));
	for (size_t k = 0; k < f->v[wrong].at.n && f->v[right].at.n >= 2 && !shorter; k++)
		add_repair(c, g, f->v[wrong].at.v[k], check_bare(y), check_bare(x));
}

/* The item of the same agenda, other than that of @e, that has @words for its title; or NULL. */
static const struct check_title *
other_item(const struct checker *c, const struct dais_evidence *e, const word_vec *words)
{
	size_t at = dais_map_get(&c->agenda_titles, check_title_key(c, e->body, words));
	const struct check_title *t = at == DAIS_MAP_NONE ? NULL : &c->titles.v[at];

	return t && t->e->subject != e->subject ? t : NULL;
}

/* A number with the title of another item. */
static void
report_other_item(struct checker *c, const struct form *wrong, const struct check_title *other,
    const struct form *right)
{
	const struct dais_evidence *e = wrong->at.v[0];
	struct dais_str name = check_item_name(c, e), proper = check_item_name(c, other->e);
	struct dais_place p = check_place(c, e);
	struct dais_diag *g = dais_diags_add(c->d, "R-AGENDA-04", DAIS_SEVERITY_ERROR, &p,
	    "the %s gives %.*s the title of %.*s: “%.*s”", where(c, e), DAIS_STR_ARG(name),
	    DAIS_STR_ARG(proper), DAIS_STR_ARG(e->words));

	c->confused[e->subject] = c->confused[other->e->subject] = true;
	check_also(c, g, other->e);
	check_also(c, g, right->at.v[0]);
	dais_diag_set_hint(c->d, g, "either the number or the title is wrong");
}

static void
check_form(struct checker *c, const struct forms *f, size_t wrong, size_t right)
{
	const struct check_title *other = other_item(c, f->v[wrong].at.v[0], f->v[wrong].words);

	/* Where a number of the agenda is wrong, the title beside it in the annotations is, too. */
	if (other && c->misnumbered)
		return;
	if (other)
		report_other_item(c, &f->v[wrong], other, &f->v[right]);
	else if (!is_another_text(&f->v[wrong], &f->v[right]))
		report_form(c, f, wrong, right);
}

/* Whether the timetable says that @item goes on: numbers that count anew in each sitting are those
 * of other items. */
static bool
goes_on(const struct checker *c, size_t item)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_CONTINUED && e->subject == item)
			return true;
	}
	return false;
}

/* A timetable without an agenda that names an item twice in two wordings: the one given less often,
 * or else the later, is wrong. */
static void
check_timetable_forms(struct checker *c, const struct forms *f)
{
	size_t wrong = f->v[0].at.n < f->v[1].at.n ? 0 : 1;
	const struct dais_evidence *e = f->v[wrong].at.v[0], *o = f->v[1 - wrong].at.v[0];
	struct dais_str x, y, name;
	struct dais_place p;
	struct dais_diag *g;

	if (f->n != 2 || !goes_on(c, e->subject) ||
	    is_another_text(&f->v[wrong], &f->v[1 - wrong]) ||
	    is_beginning(f->v[0].words, f->v[1].words) ||
	    is_beginning(f->v[1].words, f->v[0].words))
		return;
	read_difference(c->a, o->words, e->words, &x, &y);
	name = check_item_name(c, e);
	p = check_part(c, e, check_bare(y));
	g = dais_diags_add(c->d, "R-AGENDA-04", DAIS_SEVERITY_ERROR, &p,
	    "the timetable has two titles of %.*s: “%.*s” here, “%.*s” elsewhere",
	    DAIS_STR_ARG(name), DAIS_STR_ARG(y), DAIS_STR_ARG(x));
	p = check_part(c, o, check_bare(x));
	dais_diag_add_place(c->d, g, &p);
}

static void
check_forms(struct checker *c, size_t item, size_t body)
{
	struct forms f = { .agenda = SIZE_MAX };
	size_t right;

	for (size_t i = 0; i < c->titles_of[item].n; i++) {
		const struct check_title *t = &c->titles.v[c->titles_of[item].v[i]];

		if (t->e->body == body && !t->e->number_only)
			add_form(c, &f, t);
	}
	if (f.n < 2)
		return;
	if (f.agenda == SIZE_MAX) {
		check_timetable_forms(c, &f);
		return;
	}
	right = right_form(&f);
	for (size_t i = 0; i < f.n; i++) {
		if (i != right)
			check_form(c, &f, i, right);
	}
}

void
check_titles(struct checker *c)
{
	bool from_table = true;

	for (size_t i = 0; i < c->titles.n; i++)
		from_table &= c->titles.v[i].e->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE;
	for (size_t item = 0; item < c->r->record->items.n; item++) {
		size_t bodies[BODIES_MAX], n = 0;

		for (size_t i = 0; i < c->titles_of[item].n && n < BODIES_MAX; i++) {
			const struct dais_evidence *e = c->titles.v[c->titles_of[item].v[i]].e;
			size_t k = 0;

			while (k < n && bodies[k] != e->body)
				k++;
			if (k == n && (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA || from_table))
				bodies[n++] = e->body;
		}
		for (size_t k = 0; k < n; k++)
			check_forms(c, item, bodies[k]);
	}
}
