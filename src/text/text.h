/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the six languages do with facts: dates, times, ordinals, item marks, lists, quotation
 * marks, fixed phrases. All words come from share/languages/<lang>.yaml, turned into constant
 * tables at build time by tools/make_languages.py; nothing here reads a file. Results live in
 * the caller's arena. Sources of the forms: doc/sources.md.
 */
#ifndef DAIS_TEXT_TEXT_H
#define DAIS_TEXT_TEXT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/lang.h"

#define DAIS_NBSP "\xC2\xA0"

/* "23 May 2022", "1er mai 2022", "23 мая 2022 года", "2022年5月23日", "23 أيار/مايو 2022". */
struct dais_str dais_text_date(struct dais_arena *a, enum dais_lang l, struct dais_date d);
/* With the weekday, as an opening or a day heading has it: "Monday, 23 May 2022",
 * "lundi 23 mai 2022" (no article). */
struct dais_str dais_text_day(struct dais_arena *a, enum dais_lang l, struct dais_date d);
struct dais_str dais_text_weekday(enum dais_lang l, int weekday /* 1 Monday .. 7 Sunday */);
/* @month 1 .. 12, as a date has it: "May", "мая", "أيار/مايو". */
struct dais_str dais_text_month(enum dais_lang l, int month);
/* By itself, as a calendar heads it: "May", "май". */
struct dais_str dais_text_month_alone(enum dais_lang l, int month);
/* As a sentence says when: "on Monday, 23 May 2022", "le lundi 23 mai 2022", "во вторник, 24 мая
 * 2022 года". */
struct dais_str dais_text_on_day(struct dais_arena *a, enum dais_lang l, struct dais_date d);
/* As dais_text_date(), in English where the masthead of the language stays in English. */
struct dais_str dais_text_masthead_date(struct dais_arena *a, enum dais_lang l, struct dais_date d);
/* "23-27 May 2022", "30 May-1 June 2012", "30 November 2015-2 January 2016"; en dash where the
 * language uses it. A range of one day is that day. */
struct dais_str dais_text_range(
    struct dais_arena *a, enum dais_lang l, struct dais_date from, struct dais_date to);
/* "10 a.m.", "10.30 a.m.", "10 heures", "10 h 30", "10 ч. 00 м.", "上午10时", "10.00 horas". */
struct dais_str dais_text_time(struct dais_arena *a, enum dais_lang l, int minute);
/* "10 a.m.-1 p.m.", "10 heures-13 heures". */
struct dais_str dais_text_time_range(struct dais_arena *a, enum dais_lang l, int from, int to);
/* "Monday, 23 May 2022, at 10 a.m."; without the time when local.minute < 0. */
struct dais_str dais_text_opening(struct dais_arena *a, enum dais_lang l, struct dais_local at);
/* "the morning of Tuesday, 24 May 2022" as an adverbial of time a schedule sentence can use after
 * a comma or verb: "in the morning of ...", "dans la matinée du mardi 24 mai 2022",
 * "в первой половине дня во вторник, 24 мая 2022 года", "2022年5月24日星期二上午". */
struct dais_str dais_text_half_day(
    struct dais_arena *a, enum dais_lang l, struct dais_date d, bool afternoon);

/* Without the year, as a timetable names its days: "Monday, 23 May", "5月23日星期一". */
struct dais_str dais_text_day_short(struct dais_arena *a, enum dais_lang l, struct dais_date d);
/* When a sitting is, as a noun: "Monday, 23 May, 10 a.m.–1 p.m.". Both ends on one day. */
struct dais_str dais_text_day_hours(
    struct dais_arena *a, enum dais_lang l, struct dais_local start, struct dais_local end);
/* @n things in the right form of the plural, from the phrase @key, whose forms are parted by "|"
 * (doc/phrases.md): "1 sitting", "2 заседания", "جلستان". */
struct dais_str dais_text_count(
    struct dais_arena *a, enum dais_lang l, const char *key, unsigned n);
/* "2 h 30 min", "45 min", "2小时30分钟", "ساعتان و30 دقيقة"; 0: "0 min". */
struct dais_str dais_text_duration(struct dais_arena *a, enum dais_lang l, unsigned minutes);

enum dais_gender {
	DAIS_GENDER_MASCULINE,
	DAIS_GENDER_FEMININE,
	DAIS_GENDER_NEUTER
};

/* Ordinal in words up to ninety-nine (Spanish: up to ten), then figures as the language writes
 * them: "thirteenth", "treizième", "тринадцатое" (nominative of @g), "第十三", "13ª". */
struct dais_str dais_text_ordinal(
    struct dais_arena *a, enum dais_lang l, unsigned n, enum dais_gender g);
/* "thirteenth meeting", "dixième session", "двенадцатое совещание", "第十三次会议",
 * "الاجتماع الثالث عشر". @noun is the phrase key of the gathering: "meeting" or "session". */
struct dais_str dais_text_gathering(
    struct dais_arena *a, enum dais_lang l, unsigned ordinal, const char *noun);

/* The same after "of" ("of the thirteenth meeting"): Russian genitive "тринадцатого совещания",
 * French "de la treizième réunion", Arabic "للاجتماع الثالث عشر"; the article and preposition
 * included where the language needs them. */
struct dais_str dais_text_gathering_of(
    struct dais_arena *a, enum dais_lang l, unsigned ordinal, const char *noun);

/* Mark of item @n in an agenda: "1.", and of sub-item @letter (0 = a): "(a)", "a)", "(أ)". */
struct dais_str dais_text_item_mark(struct dais_arena *a, enum dais_lang l, unsigned n);
struct dais_str dais_text_letter_mark(struct dais_arena *a, enum dais_lang l, unsigned letter);
/* "1 (b)", "1 b)"; @letter < 0: the number alone. Digits are those of the language's official
 * documents. */
struct dais_str dais_text_item_number(
    struct dais_arena *a, enum dais_lang l, unsigned n, int letter);
/* "item 1 (b)", "point 1 b)", "пункт 1 b)", "项目1(b)", "البند 1 (ب)", "tema 1 b)". */
struct dais_str dais_text_item_ref(struct dais_arena *a, enum dais_lang l, unsigned n, int letter);

/* @s in the quotation marks of the language (« » with no-break spaces in French, “ ” ...). */
struct dais_str dais_text_quote(struct dais_arena *a, enum dais_lang l, struct dais_str s);
/* "A", "A and B", "A, B and C" with the marks of the language. */
struct dais_str dais_text_list(
    struct dais_arena *a, enum dais_lang l, const struct dais_str *v, size_t n);
/* The name of language @original in @l as mastheads list languages: "English", "anglais". */
struct dais_str dais_text_original(enum dais_lang l, enum dais_lang original);
/* The line of a document that exists in the languages @set only: "English and French only",
 * "Español e inglés únicamente". */
struct dais_str dais_text_only_line(struct dais_arena *a, enum dais_lang l, dais_lang_set set);
/* A word for title case at the start of a sentence or heading: first letter upper case. */
struct dais_str dais_text_capitalise(struct dais_arena *a, enum dais_lang l, struct dais_str s);

/* A fixed phrase of the language. Unknown keys are a bug and abort; the keys are listed in
 * doc/phrases.md and checked to be complete in six languages by a test. */
struct dais_str dais_text_phrase(enum dais_lang l, const char *key);
/* All keys of phrases, in the order of their bytes. */
size_t dais_text_phrase_count(void);
const char *dais_text_phrase_key(size_t i);
/* The official term @key of share/glossary/terms.yaml; each is also a phrase. Unknown keys abort.
 */
struct dais_str dais_text_term(enum dais_lang l, const char *key);
/* Whether @key is a term of the glossary. */
bool dais_text_is_term(const char *key);
/* Phrase @key with its {name} places filled: dais_text_fill(a, l, "joint-items",
 * (const struct dais_slot[]) {{"items", s}, {NULL}}). A name the phrase has but the caller does
 * not give aborts. */
struct dais_slot {
	const char *name;
	struct dais_str value;
};
struct dais_str dais_text_fill(
    struct dais_arena *a, enum dais_lang l, const char *key, const struct dais_slot *slots);

/* Whether @s has characters that turn the direction of writing until another ends that
 * (U+202A..U+202E, U+2066..U+2069): a name with them is read as another than it is ("fdp.exe" as
 * "exe.pdf"), and the words after it, too. Marks of direction and joiners are none: names in Arabic
 * and Persian have them. Source: UAX 9, 2; UTS 55, 3. */
bool dais_text_turns(struct dais_str s);
/* @s without these; itself when it has none. */
struct dais_str dais_text_without_turns(struct dais_arena *a, struct dais_str s);

/* --- comparing and finding ------------------------------------------------------------------ */

/* @s folded for comparison: NFC, case folded, spaces of all kinds to single spaces, apostrophes
 * and quotation marks and dashes unified, no space before an apostrophe, Arabic diacritics and
 * tatweel dropped, soft hyphens and bidi controls dropped. */
struct dais_str dais_text_fold(struct dais_arena *a, struct dais_str s);
/* One character as dais_text_fold() folds it: 0 for one that is dropped, UINT32_MAX for one that
 * only the text around it can tell (combining marks, scripts of other languages). */
uint32_t dais_text_fold_char(uint32_t c);

enum dais_fact_kind {
	DAIS_FACT_DATE,     /* from = to */
	DAIS_FACT_RANGE,    /* from..to */
	DAIS_FACT_WEEKDAY,  /* weekday with a date: from and weekday */
	DAIS_FACT_ORDINAL,  /* of a gathering: number, noun */
	DAIS_FACT_TIME      /* minute */
};

struct dais_fact {
	enum dais_fact_kind kind;
	size_t at, n;          /* bytes of the text */
	struct dais_date from, to; /* year 0 when the text gives none */
	int weekday;           /* 1..7, 0 not given */
	unsigned number;       /* ordinal */
	const char *noun;      /* "meeting", "session", "sitting", "conference", "assembly",
			   * "congress", "forum" or NULL; static */
	int minute;
};

/* Finds dates, ranges, weekdays with dates, times and ordinals of gatherings (words and figures,
 * inflected) in @s (any line breaks count as spaces). Calls @fn for each, in order. A range whose
 * ends name their weekdays is followed by a WEEKDAY fact for each, inside it; otherwise facts do
 * not overlap. A day with a weekday is one WEEKDAY fact, not a DATE as well. */
void dais_text_find_facts(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx);

/* Finds every ordinal of @s, in words or figures and whatever it is said of ("the third report",
 * "59º"); nouns are NULL. Not for Chinese, whose ordinals are numerals behind 第: finds none. */
void dais_text_find_ordinals(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx);

/* Finds months with their year ("September 2014", "2014年9月") in @s: facts of kind DATE without a
 * day. The months of whole dates are found, too, where the year stands beside them; the caller
 * knows those from dais_text_find_facts(). */
void dais_text_find_months(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx);

/* Whether the words @s (which may be inflected) state ordinal @n: "двенадцатого совещания" and
 * 12. */
bool dais_text_states_ordinal(enum dais_lang l, struct dais_str s, unsigned n);
/* Whether @s states the date @d (day, month and year; the year may be left out). */
bool dais_text_states_date(enum dais_lang l, struct dais_str s, struct dais_date d);
/* Whether @s states the days @from to @to, as a range or (when they are one) a date. */
bool dais_text_states_range(
    enum dais_lang l, struct dais_str s, struct dais_date from, struct dais_date to);
/* Whether @s may be an inflected or shortened form of @name: every long word of the shorter
 * one has a word with the same stem in the other. */
bool dais_text_states_name(enum dais_lang l, struct dais_str s, struct dais_str name);

/* --- zones ---------------------------------------------------------------------------------- */

/* Minutes east of UTC at local time @at in IANA zone @zone; false when the zone is unknown.
 * During a gap or overlap the earlier offset is used. */
bool dais_text_zone_offset(struct dais_str zone, struct dais_local at, int *ret_minutes);

#endif
