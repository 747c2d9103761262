/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the families of rules share: how to name things, where things stand, the texts of the
 * record. Each rule is one function named after its id.
 */
#ifndef DAIS_CHECK_CHECK_PRIV_H
#define DAIS_CHECK_CHECK_PRIV_H

#include "check/check.h"
#include "prose/resolve.h"
#include "text/message.h"
#include "text/text.h"

enum check_text_kind {
	CHECK_NAME,  /* of a body */
	CHECK_TITLE, /* of an item, a mandate or a document */
	CHECK_TYPED, /* typed in prose */
	CHECK_WORDS, /* given for a reference */
	CHECK_LINK   /* text of a link */
};

/* What dais_text_find_facts() finds in words. */
struct check_facts {
	bool known; /* it has been asked */
	DAIS_VEC(struct dais_fact) list;
};

/* A run of words an author wrote, in one language. */
struct check_text {
	enum check_text_kind kind;
	enum dais_lang lang;
	struct dais_str s;
	struct dais_place place;
	const struct dais_span *span; /* prose only */
	const struct dais_annotation *annotation;
	struct check_facts facts;
};

/* A block of prose as printed, references resolved, computed schedules left out. */
struct check_para {
	enum dais_lang lang;
	const struct dais_annotation *annotation;
	const struct dais_block *block;
	struct dais_str text;
	DAIS_VEC(size_t) starts; /* byte of text where each span starts */
	struct check_facts facts;
};

struct dais_check {
	const struct dais_record *r;
	struct dais_diags *diags;
	const struct dais_rule *rule;
	struct dais_arena *a; /* scratch, until the run ends */
	enum dais_lang lang;  /* of the findings; things are named in it where they have names */
	DAIS_VEC(struct check_text) texts;
	DAIS_VEC(struct check_para) paras;
	DAIS_VEC(size_t)
	lines; /* bytes where those of meeting.yaml begin; n 0: not looked for yet */
};

#define CHECK_DATE(c, d) DAIS_STR_ARG(dais_check_date((c), (d)))
#define CHECK_VALUE(c, name) DAIS_STR_ARG(dais_check_value((c), dais_str_from(name)))

/* --- saying (say.c) --- */

/* A finding of the running rule in meeting.yaml at @at, or where @words stand at or after it. */
struct dais_diag *dais_check_say(struct dais_check *c, struct dais_origin at, struct dais_str words,
    const char *fmt, ...) DAIS_SAYS(4, 5);
struct dais_diag *dais_check_say_as(struct dais_check *c, enum dais_severity sev,
    struct dais_origin at, struct dais_str words, const char *fmt, ...) DAIS_SAYS(5, 6);
/* A finding of the running rule at @p. */
struct dais_diag *dais_check_say_at(
    struct dais_check *c, const struct dais_place *p, const char *fmt, ...) DAIS_SAYS(3, 4);
/* What to do about @g: for those who edit the files of the package, and for all. A further
 * place of it. */
void dais_check_file_hint(struct dais_check *c, struct dais_diag *g, const char *fmt, ...)
    DAIS_SAYS(3, 4); /* for authors of the files alone */
void dais_check_hint(struct dais_check *c, struct dais_diag *g, const char *fmt, ...)
    DAIS_SAYS(3, 4);
void dais_check_also(struct dais_check *c, struct dais_diag *g, const struct dais_place *p);

/* Places: in meeting.yaml at @at, or where @words stand at or after it; in text/<l>.md. */
struct dais_place dais_check_place_yaml(
    struct dais_check *c, struct dais_origin at, struct dais_str words);
struct dais_place dais_check_place_text(
    struct dais_check *c, enum dais_lang l, unsigned line, unsigned column, struct dais_str words);
/* Where byte @at of a paragraph stands; @n bytes are the words of the place. */
struct dais_place dais_check_place_para(
    struct dais_check *c, const struct check_para *p, size_t at, size_t n);

/* Words by which prose is known to say something, each list ended by NULL:
 * share/checking/words.yaml, generated. */
enum check_words {
	CHECK_WORDS_CITED_RESOLUTION,
	CHECK_WORDS_SEE_ALSO,
	CHECK_WORDS_HELD_CONSECUTIVELY,
	CHECK_WORDS_ONE_AGENDA,
	CHECK_WORDS_SEVERAL_AGENDAS,
	CHECK_WORDS_COUNT
};
#define CHECK_WORDS_MAX 3 /* in a list */
extern const char *const dais_check_lists[CHECK_WORDS_COUNT][DAIS_LANG_COUNT][CHECK_WORDS_MAX + 1];
/* The first of list @what in @l that stands in @s, whatever case and diacritics; NULL: none. */
const char *dais_check_first_word(
    struct dais_check *c, struct dais_str s, enum check_words what, enum dais_lang l);

/* Words of @ml in the language of findings, else in the first it has. */
struct dais_str dais_check_words(const struct dais_check *c, const struct dais_ml *ml);
struct dais_str dais_check_body(const struct dais_check *c, size_t body);
/* "item 3 (Title) of the Working Group"; body DAIS_NONE: of the first that has it. */
struct dais_str dais_check_item(struct dais_check *c, size_t item, size_t body);
/* "thirteenth meeting of the Working Group" */
struct dais_str dais_check_meeting(struct dais_check *c, size_t meeting);
/* Symbol, or title when it has none. */
struct dais_str dais_check_document(struct dais_check *c, size_t document);
/* "English", "French" ... */
const char *dais_check_language(const struct dais_check *c, enum dais_lang l);
/* A message that is part of another: "a room", "the opening". */
const char *dais_check_part(const struct dais_check *c, const char *english);
/* A word of packages ("hybrid", "resolution", "topics") as findings have it; one that is not known
 * stays as it is. */
struct dais_str dais_check_value(const struct dais_check *c, struct dais_str word);
struct dais_str dais_check_date(struct dais_check *c, struct dais_date d);
/* "Monday, 23 May 2022, 10 a.m." */
struct dais_str dais_check_when(struct dais_check *c, struct dais_local at);

/* --- the record (facts.c) --- */

/* The language compared with: the original of the produced document, else the first. */
enum dais_lang dais_check_reference(const struct dais_record *r);
/* Earliest opening of the meetings of `together`; unset when there is none. */
struct dais_date dais_check_opens(const struct dais_record *r);
struct dais_date dais_check_closes(const struct dais_record *r);
bool dais_check_has(const dais_index_vec *v, size_t x);
/* The body of the i-th meeting of `together`. */
size_t dais_check_body_at(const struct dais_record *r, size_t i);
/* Whether @above is @body or stands over it. */
bool dais_check_is_over(const struct dais_record *r, size_t above, size_t body);
/* The meeting a document belongs to, DAIS_NONE: those of `together`. */
bool dais_check_is_ours(const struct dais_record *r, size_t document);
/* Whether a document is on the list of an item of an agenda. */
bool dais_check_is_listed(const struct dais_record *r, size_t document);
/* Last day a language version was issued; unset when not known. */
struct dais_date dais_check_issued(const struct dais_document *d, bool *ret_any_issued);
size_t dais_check_top(const struct dais_record *r, size_t item);
/* Bodies that take @e up in @s. */
void dais_check_takers(struct dais_check *c, const struct dais_sitting *s,
    const struct dais_entry *e, dais_index_vec *ret);
/* Calls @fn for the timetable and every contingency plan that has sittings. */
typedef void check_plan_fn(
    struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan);
void dais_check_each_plan(struct dais_check *c, check_plan_fn *fn);
int dais_check_length(const struct dais_sitting *s); /* minutes */
enum dais_modality dais_check_modality(const struct dais_record *r);

/* --- texts (texts.c) --- */

/* Lists c->texts and c->paras; once, before the rules. */
void dais_check_collect(struct dais_check *c);
/* Whether the annotation (any block) has a reference of @kind to @argument; empty: any. */
bool dais_check_refers(const struct dais_annotation *n, const char *kind, struct dais_str argument);
/* Whether @s has the ASCII-or-UTF-8 @word, both folded. */
bool dais_check_contains(struct dais_check *c, struct dais_str s, const char *word);
bool dais_check_is_space(char ch);
/* Reports the words of references of @kinds (ends with NULL) that do not state the fact; @what is
 * a message: "the item". */
void dais_check_quoted(struct dais_check *c, const char *const *kinds, const char *what);

/* --- the facts that words state (stated.c) --- */

/* Of c->texts.v[@text] and c->paras.v[@para]; found when first asked for. */
const struct check_facts *dais_check_facts_of_text(struct dais_check *c, size_t text);
const struct check_facts *dais_check_facts_of_para(struct dais_check *c, size_t para);

/* A gathering cited in words: "eleventh meeting of the Working Group". */
struct check_citation {
	const struct dais_fact *fact;
	size_t body;      /* whose gathering it is, DAIS_NONE: not said */
	struct dais_date from, to; /* given with it, or unset */
};
typedef void check_citation_fn(struct dais_check *c, const struct check_citation *ct,
    const struct dais_place *p, struct dais_str words, bool is_computed);

/* The formatter never comes to rest on this list. */
/* clang-format off */
#define DAIS_CHECK_RULES(X) \
	X(sym_01) X(sym_03) X(sym_04) X(sym_05) X(sym_06) X(sym_07) \
	X(sym_08) X(sym_10) X(sym_11) X(sym_12) X(job_01) X(job_02) \
	X(job_03) X(mast_01) X(mast_03) X(mast_07) X(agenda_02) X(agenda_03) \
	X(agenda_04) X(agenda_05) X(agenda_06) X(agenda_07) X(agenda_08) X(agenda_09) \
	X(agenda_10) X(agenda_11) X(agenda_14) X(agenda_15) X(agenda_16) X(agenda_17) \
	X(agenda_18) X(annot_01) X(annot_03) X(annot_04) X(annot_05) X(annot_06) \
	X(annot_07) X(annot_08) X(annot_09) X(annot_10) X(annot_11) X(annot_12) \
	X(annot_13) X(annot_14) X(mand_01) X(mand_02) X(mand_03) X(mand_04) \
	X(date_01) X(date_02) X(date_03) X(date_04) X(date_05) X(date_06) \
	X(date_07) X(time_01) X(time_02) X(time_03) X(time_04) X(time_05) \
	X(time_07) X(time_08) X(time_10) X(time_11) X(time_12) X(spk_15) X(hyb_01) \
	X(hyb_02) X(hyb_03) X(hyb_05) X(hyb_06) X(hyb_08) X(doc_01) \
	X(doc_02) X(doc_03) X(doc_04) X(doc_07) X(doc_08) X(doc_09) \
	X(doc_11) X(doc_12) X(doc_13) X(doc_14) X(link_01) X(link_02) \
	X(link_03) X(link_04) X(txt_01) X(txt_02) X(txt_03) X(txt_06) \
	X(txt_07) X(txt_10) X(sil_01) X(sil_02) X(sil_03) X(sil_05) X(sil_06) \
	X(sil_07) X(sil_08) X(sil_09) X(sil_10) X(sil_12) X(sil_13) X(sil_17)
/* clang-format on */

#define DAIS_CHECK_DECLARE(name) void dais_check_##name(struct dais_check *c);
DAIS_CHECK_RULES(DAIS_CHECK_DECLARE)
#undef DAIS_CHECK_DECLARE

#endif
