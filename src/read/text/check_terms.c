/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Wording: one name for one thing (R-TXT-05), the names of bodies (R-AGENDA-18), the theme of an
 * item in prose (R-AGENDA-04), titles of papers quoted (R-ANNOT-13), one gathering or several
 * (R-REP-09), joint sittings (R-AGENDA-17).
 */
#include "read/text/check_priv.h"
#include "text/text.h"

/* Different names of one thing that are told apart. */
#define VARIANTS_MAX 24u
/* Titles times paragraphs that are compared. */
#define COMPARISONS_MAX 40000u

/* --- one name ------------------------------------------------------------------------------- */

struct variant {
	word_vec words;
	DAIS_VEC(struct dais_place) at;
};

struct variants {
	struct variant v[VARIANTS_MAX];
	size_t n;
};

static bool
are_akin(const word_vec *x, const word_vec *y)
{
	for (size_t i = 0; i < x->n && x->n == y->n; i++) {
		if (!read_akin(x->v[i], y->v[i]))
			return false;
	}
	return x->n == y->n;
}

/* Forms of one word count as one name. */
static void
add_variant(
    struct checker *c, struct variants *all, const struct dais_evidence *e, struct dais_str words)
{
	word_vec split = read_split(c->a, words);
	size_t i = 0;

	while (i < all->n && !are_akin(&all->v[i].words, &split))
		i++;
	if (i == VARIANTS_MAX)
		return;
	if (i == all->n)
		all->v[all->n++] = (struct variant){ .words = split };
	dais_vec_push(c->a, &all->v[i].at, check_part_at(c, e, words));
}

static void
find_variants(
    struct checker *c, const struct read_list *names, const check_list *in, struct variants *ret)
{
	for (size_t i = 0; i < in->n && names->n; i++) {
		const struct dais_evidence *e = in->v[i];
		struct phrase_place p;

		for (size_t at = 0; read_find_phrase(names, e->words, at, &p); at = p.at + p.n)
			add_variant(c, ret, e, dais_str_sub(e->words, p.at, p.at + p.n));
	}
}

static void
report_variants(struct checker *c, const struct variants *all, const char *what)
{
	size_t usual = 0, odd = SIZE_MAX;
	struct dais_diag *g;

	for (size_t i = 1; i < all->n; i++)
		usual = all->v[i].at.n > all->v[usual].at.n ? i : usual;
	for (size_t i = 0; i < all->n; i++) {
		if (i != usual && (odd == SIZE_MAX || all->v[i].at.n < all->v[odd].at.n))
			odd = i;
	}
	if (odd == SIZE_MAX)
		return;
	g = dais_diags_add(c->d, "R-TXT-05", DAIS_SEVERITY_WARNING, &all->v[odd].at.v[0],
	    "%s has %zu names in this document: “%.*s” here, “%.*s” elsewhere",
	    check_message(c, what), all->n, DAIS_STR_ARG(all->v[odd].at.v[0].text),
	    DAIS_STR_ARG(all->v[usual].at.v[0].text));
	for (size_t i = 0; i < all->n; i++) {
		for (size_t k = 0; k < all->v[i].at.n; k++) {
			if (i != odd || k > 0)
				dais_diag_add_place(c->d, g, &all->v[i].at.v[k]);
		}
	}
	dais_diag_set_hint(c->d, g, "use one name throughout");
}

void
check_names(struct checker *c)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct {
		const struct read_list *names;
		const check_list *in;
		const char *what;
	} things[] = {
		{ &words->silence_procedure, &c->texts, DAIS_MESSAGE("the silence procedure") },
		{ &words->joint_debate, &c->texts, DAIS_MESSAGE("the joint debate") },
		{ &words->author, &c->listed, DAIS_MESSAGE("the authorship of papers") },
	};

	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++) {
		struct variants all = { .n = 0 };

		find_variants(c, things[i].names, things[i].in, &all);
		if (all.n > 1)
			report_variants(c, &all, things[i].what);
	}
}

/* Joint sittings under the noun that is kept for the gatherings of another body: of bodies that
 * hold meetings, where another is said to hold sessions. */
void
check_joint_sittings(struct checker *c)
{
	const struct read_list *names = &read_words_of(c->r->lang)->joint_session;
	struct variants all = { .n = 0 };
	struct dais_diag *g = NULL;
	bool sessions = false;

	for (size_t b = 0; b < c->r->record->agendas.n; b++) {
		if (c->r->record->bodies.v[c->r->record->agendas.v[b].body].noun_is_session)
			return;
	}
	for (size_t i = 0; i < c->r->evidence.n && !sessions; i++)
		sessions = c->r->evidence.v[i].kind == DAIS_EVIDENCE_ORDINAL &&
			   c->r->evidence.v[i].noun &&
			   strcmp(c->r->evidence.v[i].noun, "session") == 0;
	if (!sessions)
		return;
	find_variants(c, names, &c->texts, &all);
	for (size_t i = 0; i < all.n; i++) {
		for (size_t k = 0; k < all.v[i].at.n; k++) {
			if (g)
				dais_diag_add_place(c->d, g, &all.v[i].at.v[k]);
			else
				g = dais_diags_add(c->d, "R-AGENDA-17", DAIS_SEVERITY_WARNING,
				    &all.v[i].at.v[k],
				    "joint sittings are called “%.*s”, the noun of another body’s "
				    "gatherings",
				    DAIS_STR_ARG(all.v[i].at.v[k].text));
		}
	}
}

/* --- names of bodies ------------------------------------------------------------------------ */

/* Words of @text from @at that go through @name in order, without a gap in the text, from its
 * first to its last, and leave some out; 0: they do not. */
static size_t
shortened_at(const word_vec *text, size_t at, const word_vec *name)
{
	size_t k = 0, n = 0;

	while (at + n < text->n && k < name->n) {
		size_t from = k;

		while (k < name->n && !dais_str_eq(text->v[at + n], name->v[k]))
			k++;
		if (k == name->n || (n < 2 && k != from))
			return 0;
		k++;
		n++;
	}
	return k == name->n && n >= 4 && n < name->n ? n : 0;
}

static bool
is_whole_name(const struct checker *c, const word_vec *text, size_t at, size_t n)
{
	word_vec part = { .v = text->v + at, .n = n };

	for (size_t b = 0; b < c->r->record->bodies.n; b++) {
		word_vec name = read_split(c->a, c->r->record->bodies.v[b].name.in[c->r->lang]);

		if (check_same_words(&name, &part))
			return true;
	}
	return false;
}

static void
check_shortened(struct checker *c, const struct dais_evidence *e, const word_vec *name,
    struct dais_str official)
{
	word_vec text = *check_words(c, e);

	for (size_t at = 0; at < text.n; at++) {
		size_t n = dais_str_eq(text.v[at], name->v[0]) ? shortened_at(&text, at, name) : 0;
		struct dais_place p;
		struct dais_str words;

		if (!n || is_whole_name(c, &text, at, n))
			continue;
		words = check_words_in(e->words, at, n);
		p = check_part_at(c, e, words);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-AGENDA-18", DAIS_SEVERITY_WARNING, &p,
			"“%.*s” leaves out words of the name “%.*s”", DAIS_STR_ARG(words),
			DAIS_STR_ARG(official)),
		    "cite a body by its official name");
		return;
	}
}

void
check_body_names(struct checker *c)
{
	size_t compared = 0;

	for (size_t b = 0; b < c->r->record->agendas.n; b++) {
		struct dais_str official = c->r->record->bodies.v[b].name.in[c->r->lang];
		word_vec name = read_split(c->a, official);

		if (name.n < 5)
			continue;
		for (size_t i = 0; i < c->texts.n && compared < COMPARISONS_MAX; i++, compared++)
			check_shortened(c, c->texts.v[i], &name, official);
		for (size_t i = 0; i < c->listed.n && compared < COMPARISONS_MAX; i++, compared++)
			check_shortened(c, c->listed.v[i], &name, official);
	}
}

/* --- themes and titles in prose ------------------------------------------------------------- */

/* Words of a title that can be paraphrased. */
#define THEME_LEAST 14u

/* A stretch of @text that is @title with some words put in another way, none merely left out;
 * *@ret_n is 0 if there is none. */
static size_t
paraphrase(const word_vec *title, const word_vec *text, size_t *ret_n)
{
	size_t slack = title->n / 5;

	*ret_n = 0;
	if (title->n < THEME_LEAST || check_stands_in(title, text))
		return 0;
	for (size_t at = 0; at + title->n <= text->n; at++) {
		if (!dais_str_eq(text->v[at], title->v[0]) ||
		    !dais_str_eq(text->v[at + 1], title->v[1]) ||
		    !dais_str_eq(text->v[at + 2], title->v[2]))
			continue;
		for (size_t n = title->n; n <= title->n + slack && at + n <= text->n; n++) {
			word_vec part = { .v = text->v + at, .n = n };

			if (!dais_str_eq(part.v[n - 1], title->v[title->n - 1]) ||
			    (read_alike_words(title, &part) + 1) * n <= (n - slack) * 100)
				continue;
			*ret_n = n;
			return at;
		}
	}
	return 0;
}

void
check_themes(struct checker *c)
{
	size_t compared = 0;

	for (size_t i = 0; i < c->titles.n; i++) {
		const struct check_title *t = &c->titles.v[i];

		if (t->e->kind != DAIS_EVIDENCE_TITLE_IN_AGENDA || t->words.n < THEME_LEAST ||
		    check_agenda_title(c, t->e->subject, DAIS_NONE) != t)
			continue;
		for (size_t k = 0; k < c->texts.n && compared < COMPARISONS_MAX; k++, compared++) {
			const struct dais_evidence *e = c->texts.v[k];
			word_vec text = *check_words(c, e);
			size_t n, at = paraphrase(&t->words, &text, &n);
			struct dais_str words, x, y;
			struct dais_place p;

			if (!n)
				continue;
			words = check_words_in(e->words, at, n);
			p = check_part_at(c, e, words);
			read_difference(c->a, t->e->words, words, &x, &y);
			check_also(c,
			    dais_diags_add(c->d, "R-AGENDA-04", DAIS_SEVERITY_WARNING, &p,
				"the title of an item is put in other words: “%.*s” for “%.*s”",
				DAIS_STR_ARG(y), DAIS_STR_ARG(x)),
			    t->e);
		}
	}
}

/* Words that two titles must begin alike with, to be titles of one thing. */
#define SAME_START 8u

/* Whether the words of @quoted from its start stand in @title, and then both go on differently. */
static bool
starts_in(const word_vec *quoted, const word_vec *title)
{
	for (size_t at = 0; at < title->n; at++) {
		size_t n = 0;

		while (n < quoted->n && at + n < title->n &&
		       dais_str_eq(quoted->v[n], title->v[at + n]))
			n++;
		if (n >= SAME_START && n * 2 > quoted->n)
			return n < quoted->n && at + n < title->n;
	}
	return false;
}

/* A title quoted in the annotation of an item and a paper listed under it that begin alike. */
void
check_quoted_papers(struct checker *c)
{
	size_t compared = 0;

	for (size_t i = 0; i < c->quoted.n; i++) {
		const struct dais_evidence *e = c->quoted.v[i];
		word_vec quoted = *check_words(c, e);

		if (e->subject != DAIS_NONE || e->item >= c->r->record->items.n)
			continue;
		for (size_t k = 0; k < c->listed_under[e->item].n && compared < COMPARISONS_MAX;
		    k++, compared++) {
			const struct dais_evidence *o = c->listed_under[e->item].v[k];
			word_vec title = *check_words(c, o);
			struct dais_place p;

			if (!starts_in(&quoted, &title))
				continue;
			p = check_place(c, o);
			check_also(c,
			    dais_diags_add(c->d, "R-ANNOT-13", DAIS_SEVERITY_WARNING, &p,
				"the title of this paper and “%.*s”, quoted in the annotation, "
				"begin alike and end differently",
				DAIS_STR_ARG(e->words)),
			    e);
		}
	}
}

/* --- one gathering or several ----------------------------------------------------------------- */

/* Words of prose before a symbol that say what it stands for. */
#define BEFORE_SYMBOL 14u

/* Whether @word is the plural of @noun, where a language adds an s. */
static bool
is_plural(struct dais_str word, struct dais_str noun)
{
	return noun.n > 3 && dais_str_has_prefix(word, noun) &&
	       (dais_str_is(dais_str_sub(word, noun.n, word.n), "s") ||
		   dais_str_is(dais_str_sub(word, noun.n, word.n), "es"));
}

/* The noun whose plural is among the first words of the title of a report; empty if none is. */
static struct dais_str
gatherings_in(struct checker *c, struct dais_str title)
{
	static const char *const keys[] = { "meeting", "session" };
	word_vec words = read_split(c->a, title);

	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct dais_str noun = dais_text_fold(c->a, dais_text_phrase(c->r->lang, keys[k]));

		for (size_t i = 1; i < words.n && i < 5; i++) {
			if (is_plural(words.v[i], noun))
				return noun;
		}
	}
	return DAIS_STR_NONE;
}

/* Where @text says @noun, in the singular, a little before @symbol; empty if it does not. */
static bool
says_one(struct checker *c, struct dais_str text, struct dais_str noun, struct dais_str symbol)
{
	size_t at = dais_str_find(text, symbol, 0);
	word_vec words;

	if (at == SIZE_MAX)
		return false;
	words = read_split(c->a, dais_str_sub(text, at > 200 ? at - 200 : 0, at));
	for (size_t i = words.n > BEFORE_SYMBOL ? words.n - BEFORE_SYMBOL : 0; i < words.n; i++) {
		if (dais_str_eq(words.v[i], noun))
			return true;
	}
	return false;
}

/* A report is listed as one on several gatherings, and cited in the prose as one on one. */
void
check_reported_gatherings(struct checker *c)
{
	const struct read_words *words = read_words_of(c->r->lang);

	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];
		struct dais_str symbol, noun;

		if (e->item >= c->r->record->items.n ||
		    !read_starts_phrase(&words->report_document, e->words))
			continue;
		symbol = dais_record_document_symbol(c->r->record, e->subject, c->a);
		noun = gatherings_in(c, e->words);
		for (size_t k = 0; k < c->texts_of[e->item].n && noun.n; k++) {
			const struct dais_evidence *text = c->texts_of[e->item].v[k];
			struct dais_place p = check_place(c, e);

			if (!says_one(c, text->words, noun, symbol))
				continue;
			check_also(c,
			    dais_diags_add(c->d, "R-REP-09", DAIS_SEVERITY_WARNING, &p,
				"%.*s is listed as a report on several gatherings, and cited as "
				"one on a single one",
				DAIS_STR_ARG(symbol)),
			    text);
			break;
		}
	}
}
