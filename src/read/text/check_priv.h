/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Checks of a reading, split over files by what they compare. The evidence is walked once to
 * index it; each check then looks only at what it compares, so that all of them together are
 * linear in the evidence.
 */
#ifndef DAIS_READ_TEXT_CHECK_PRIV_H
#define DAIS_READ_TEXT_CHECK_PRIV_H

#include "base/map.h"
#include "read/text/read_priv.h"
#include "text/message.h"

/* A title of an item, in the agenda or elsewhere. */
struct check_title {
	const struct dais_evidence *e;
	word_vec words; /* folded; a note at the end on the kind of item left out */
};

typedef DAIS_VEC(const struct dais_evidence *) check_list;
typedef DAIS_VEC(check_list) check_groups;

struct checker {
	const struct dais_reading *r;
	struct dais_diags *d;
	struct dais_arena *a; /* scratch */
	DAIS_VEC(struct check_title) titles; /* of items, by place */
	struct dais_map agenda_titles; /* from check_title_key() to an index of titles */
	dais_index_vec *titles_of;  /* by item: indexes of titles */
	check_list *ordinals_of;    /* by body, as subject */
	struct dais_map gatherings; /* from "body:number" to its group */
	check_groups gathering_groups;
	check_list *listed_under;   /* by item: entries of its lists of documents */
	check_list *symbols_under;  /* by item: symbols in the prose of its annotation */
	const word_vec **words; /* by evidence: its words, once asked for; see check_words() */
	check_list quoted; /* titles quoted in annotations */
	check_list texts; /* paragraphs of annotations */
	check_list *texts_of; /* by item: the same */
	check_list *references_of; /* by item: annotations that only refer to others */
	check_list paragraphs; /* numbers of the document's own paragraphs */
	check_list listed; /* entries of lists of documents */
	struct dais_map symbols; /* from the key of a symbol to its group */
	check_groups symbol_groups; /* mentions, running heads left out */
	struct dais_map headed; /* symbols of running heads */
	check_list links; /* that lead to a symbol */
	struct dais_map linked; /* symbols that links lead to */
	const struct dais_evidence *front_end; /* the first item of an agenda, or the end */
	bool *confused;             /* by item: a number or a title of another stands beside it */
	bool misnumbered;           /* an agenda has numbers out of order */
	bool says_no_document; /* some annotation says that there is none */
	bool lists_documents; /* some annotation has a list of documents */
};

/* The place of @e, with its words. */
struct dais_place check_place(const struct checker *c, const struct dais_evidence *e);
/* Adds @e as a further place of finding @g. */
void check_also(struct checker *c, struct dais_diag *g, const struct dais_evidence *e);
/* The place of @part, a stretch of the words of @e. */
struct dais_place check_part(
    const struct checker *c, const struct dais_evidence *e, struct dais_str part);
/* The same, for @part a view into the words of @e. */
struct dais_place check_part_at(
    const struct checker *c, const struct dais_evidence *e, struct dais_str part);
/* The words @at to @at + @n of @s, as read_split() counts them, with what is between. */
struct dais_str check_words_in(struct dais_str s, size_t at, size_t n);
/* A message that is part of another, in the language of the findings. */
const char *check_message(const struct checker *c, const char *english);
/* "item 3 of Working Group ..." for a message. */
struct dais_str check_item_name(const struct checker *c, const struct dais_evidence *e);
/* Whether @item opens the gathering; adopts the agenda, and with it the organization of work; is
 * about a subject, not about the gathering itself. */
bool check_is_opening(const struct checker *c, size_t item);
bool check_is_organization(const struct checker *c, size_t item);
bool check_is_substantive(const struct checker *c, size_t item);
/* The folded words of @e, split once. */
const word_vec *check_words(struct checker *c, const struct dais_evidence *e);
/* Whether two sequences of folded words are the same. */
bool check_same_words(const word_vec *x, const word_vec *y);
/* The same, where a word may be broken or two be joined. */
bool check_same_letters(const word_vec *x, const word_vec *y);
/* Whether @x, a title of some length, stands in @y but for a word or two changed, left out or put
 * in; false when it stands there as it is, inflected or not. */
bool check_nearly_stands_in(const word_vec *x, const word_vec *y);
/* A key for @words as a title in the agenda of @body. */
struct dais_str check_title_key(const struct checker *c, size_t body, const word_vec *words);
/* Whether @x, inflected or not, stands in @y. */
bool check_stands_in(const word_vec *x, const word_vec *y);
/* The title of @item in the agenda of @body (DAIS_NONE: of any), or NULL. */
const struct check_title *check_agenda_title(const struct checker *c, size_t item, size_t body);

/* check_titles.c */
/* The words of title @e that are compared. */
word_vec check_title_words(const struct checker *c, const struct dais_evidence *e);
void check_titles(struct checker *c);
/* An excerpt without the marks that something was left out. */
struct dais_str check_bare(struct dais_str s);

/* check_repeated.c */
/* Adds the papers listed under @item that repeat its @title with a change. */
void check_also_listed(struct checker *c, struct dais_diag *g, size_t item, struct dais_str title);
void check_document_titles(struct checker *c);
void check_quoted(struct checker *c);
void check_labels(struct checker *c);
/* check_ordinals.c */
void check_ordinals(struct checker *c);
void check_nouns(struct checker *c);
void check_own_ordinals(struct checker *c);
/* check_gathering.c */
void check_gathering(struct checker *c);
/* check_numbers.c */
void check_item_numbers(struct checker *c);
/* check_terms.c */
void check_names(struct checker *c);
void check_joint_sittings(struct checker *c);
void check_body_names(struct checker *c);
void check_themes(struct checker *c);
void check_quoted_papers(struct checker *c);
void check_reported_gatherings(struct checker *c);
/* check_annotations.c */
void check_see_also(struct checker *c);
void check_common_items(struct checker *c);
void check_copies(struct checker *c);
void check_room_papers(struct checker *c);
/* check_schedule.c */
void check_schedule(struct checker *c);
void check_consecutive(struct checker *c);
void check_venue(struct checker *c);
/* check_references.c */
void check_paragraphs(struct checker *c);
void check_item_references(struct checker *c);
/* check_timetable.c */
void check_continued(struct checker *c);
/* check_sittings.c */
void check_hours(struct checker *c);
void check_sittings(struct checker *c);
void check_joint_items(struct checker *c);
/* check_dates.c */
void check_weekdays(struct checker *c);
void check_ranges(struct checker *c);
void check_no_dates(struct checker *c);
void check_periods(struct checker *c);
void check_day_order(struct checker *c);
/* check_documents.c */
void check_lists(struct checker *c);
void check_introduced(struct checker *c);
void check_order(struct checker *c);
void check_endings(struct checker *c);
/* check_listed.c */
void check_documents_twice(struct checker *c);
void check_symbols_twice(struct checker *c);
void check_left_out(struct checker *c);
/* check_links.c */
/* Notes that something links to @symbol, by all the forms a text may give it. */
void check_add_linked(struct checker *c, struct dais_str symbol);
void check_links(struct checker *c);

#endif
