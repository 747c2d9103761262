/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The index: what the portal must find across packages without reading each. Rows are made from
 * the last release of a package (service/house/index_rows.h), replaced as a whole in the
 * transaction of the release, and can be made again at any time. Nothing here is known nowhere
 * else.
 *
 * A body is known across packages by its key: its symbol ("CTOC/COP/WG.3"), or, when it has none,
 * "~" with its id. Names come from the package whose meeting opens last.
 */
#ifndef DAIS_STORE_INDEX_H
#define DAIS_STORE_INDEX_H

#include "base/date.h"
#include "base/lang.h"
#include "store/store.h"

struct dais_index_body {
	struct dais_str key, parent; /* keys; parent may be empty */
	struct dais_ml name, short_name;
	bool noun_is_session;
	struct dais_date as_of; /* opening of the meeting whose package said so */
};
typedef DAIS_VEC(struct dais_index_body) dais_index_body_vec;

/* One meeting of one body. Meetings of a package that are held together share the package. */
struct dais_index_meeting {
	struct dais_str package;
	struct dais_str body; /* key */
	unsigned ordinal;
	struct dais_local opens;
	struct dais_date closes;
	struct dais_str zone, modality, status; /* "in-person"...; "scheduled", "cancelled", ... */
	struct dais_ml place;
	uint64_t release; /* of its package */
	int64_t released_ms; /* when that was made; 0: not known */
};
typedef DAIS_VEC(struct dais_index_meeting) dais_index_meeting_vec;

struct dais_index_document {
	struct dais_str package, id;
	struct dais_str kind; /* "background-paper"... */
	struct dais_str body; /* key of the first of its bodies */
	dais_store_strs also; /* keys of the others: a joint document is found under each */
	dais_lang_set available; /* versions that are issued */
	struct dais_date date;
	struct dais_ml title;
	DAIS_VEC(struct dais_str) symbols; /* keys: without stars */
};
typedef DAIS_VEC(struct dais_index_document) dais_index_document_vec;

/* One text to be found, in one language. */
struct dais_index_text {
	struct dais_str package;
	struct dais_str kind; /* "meeting", "item", "document", "mandate", "body" */
	struct dais_str id; /* of the thing */
	enum dais_lang language;
	struct dais_str title; /* shown as the heading of a result */
	struct dais_str text; /* what snippets are taken from */
	struct dais_str symbols; /* all its symbols, separated by spaces; may be empty */
	struct dais_str body; /* facets */
	dais_store_strs also; /* further bodies it is found under: a common item */
	int year; /* 0 none */
	/* Newest first goes by it: of the document; of the opening of its meeting. Unset: 1 January
	 * of @year; when both are given the year is that of the date. */
	struct dais_date date;
	struct dais_str genre; /* kind of document or of item; may be empty */
	bool restricted; /* found only by those who may read what is not public */
	bool is_newer; /* its words came after the release: the index may have those before */
};

struct dais_index_rows {
	dais_index_body_vec bodies;
	dais_index_meeting_vec meetings;
	dais_index_document_vec documents;
	DAIS_VEC(struct dais_index_text) texts;
};

/* Replaces all rows of the package of @w. */
bool dais_index_replace(
    struct dais_writing *w, const struct dais_index_rows *rows, struct dais_err *err);

/* What is said of bodies now, without what is said of others: each call reads no more rows than it
 * gives, and of those below or above a body as many as there are. */
enum dais_index_bodies_of {
	DAIS_INDEX_BODIES_ALL,
	DAIS_INDEX_BODIES_TOP, /* whose parent is not known; a circle of parents has none */
	DAIS_INDEX_BODIES_CHILDREN, /* of @body */
	DAIS_INDEX_BODIES_BELOW, /* of @body, down to the twelfth below it; parents before children,
				  * @body itself only in a circle. @after is not looked at */
};
struct dais_index_bodies_query {
	enum dais_index_bodies_of of;
	struct dais_str body; /* key */
	struct dais_str after; /* key; empty: from the first */
	size_t max;
};
/* By key. */
bool dais_index_bodies(struct dais_store *s, const struct dais_index_bodies_query *q,
    struct dais_arena *a, dais_index_body_vec *ret, struct dais_err *err);
/* Those with the @keys, as far as they are known, and all above them; each once, by key. */
bool dais_index_bodies_named(struct dais_store *s, const dais_store_strs *keys,
    struct dais_arena *a, dais_index_body_vec *ret, struct dais_err *err);
/* The body with symbol @symbol (case and stars ignored), or NOT_FOUND. */
bool dais_index_body(struct dais_store *s, struct dais_str symbol, struct dais_arena *a,
    struct dais_index_body *ret, struct dais_err *err);
/* How many there are, counted to @max. */
bool dais_index_bodies_count(struct dais_store *s, size_t max, size_t *ret, struct dais_err *err);

struct dais_index_meetings_query {
	struct dais_str body; /* key; empty: any */
	struct dais_str package; /* empty: any */
	struct dais_date from, to; /* that touch these days; unset: no limit */
	bool newest_first;
	size_t skip, max;
};
/* In the order of opening, at most @q->max behind the first @q->skip. */
bool dais_index_meetings(struct dais_store *s, const struct dais_index_meetings_query *q,
    struct dais_arena *a, dais_index_meeting_vec *ret, struct dais_err *err);
/* Those of @bodies (keys) and of all below them that touch the days @from to @to (unset: no limit;
 * without a date: none), those that open last first, at most @max. */
bool dais_index_meetings_under(struct dais_store *s, const dais_store_strs *bodies,
    struct dais_date from, struct dais_date to, size_t max, struct dais_arena *a,
    dais_index_meeting_vec *ret, struct dais_err *err);

struct dais_index_released {
	struct dais_str package;
	int64_t at_ms; /* its last release */
};
typedef DAIS_VEC(struct dais_index_released) dais_index_released_vec;
/* Packages with meetings of @bodies (keys) and of those below them, or, when there are none, of
 * all: those released last first, at most @max. */
bool dais_index_released(struct dais_store *s, const dais_store_strs *bodies, size_t max,
    struct dais_arena *a, dais_index_released_vec *ret, struct dais_err *err);

struct dais_index_documents_query {
	struct dais_str body; /* one of its bodies; empty: any */
	struct dais_str package, kind; /* empty: any */
	int year; /* 0 any */
	struct dais_date from, to; /* dated on these days; unset: no limit. Instead of @year. */
	bool undated; /* only those without a date */
	dais_lang_set available; /* at least one of these; 0 any */
	size_t skip, max; /* newest first */
};
/* At most @q->max behind the first @q->skip. */
bool dais_index_documents(struct dais_store *s, const struct dais_index_documents_query *q,
    struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err);
/* Makes *@q ask for what follows the first @n (1 or more) of the @found that it gave: a list goes
 * on at a day, so that nothing that was passed is looked at again. */
void dais_index_documents_next(
    struct dais_index_documents_query *q, const dais_index_document_vec *found, size_t n);
/* Where documents are found, and nothing else of them: for lists of many. */
struct dais_index_address {
	struct dais_str package, symbol; /* the first of its symbols */
};
typedef DAIS_VEC(struct dais_index_address) dais_index_address_vec;
/* Of those dated from @from to @to that have a symbol, newest first, at most @max. */
bool dais_index_addresses(struct dais_store *s, struct dais_date from, struct dais_date to,
    size_t max, struct dais_arena *a, dais_index_address_vec *ret, struct dais_err *err);
typedef DAIS_VEC(int) dais_index_years_vec;
/* Years in which documents of @body are dated, the last first. */
bool dais_index_years(struct dais_store *s, struct dais_str body, struct dais_arena *a,
    dais_index_years_vec *ret, struct dais_err *err);
/* The document with symbol @key (case and stars ignored), or NOT_FOUND. */
bool dais_index_symbol(struct dais_store *s, struct dais_str key, struct dais_arena *a,
    struct dais_index_document *ret, struct dais_err *err);
/* Documents whose symbol begins with @key and a stroke ("A/1/Corr.1" under "A/1"), in the order of
 * their symbols, at most @max. */
bool dais_index_symbols_under(struct dais_store *s, struct dais_str key, size_t max,
    struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err);

/* Documents whose symbols begin with @under and a stroke, as @key does, and stand next to it in the
 * order of symbols: at most @max before it, the nearest first, then at most @max behind it. */
bool dais_index_symbols_beside(struct dais_store *s, struct dais_str key, struct dais_str under,
    size_t max, struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err);

/* ---- when it changed ---- */

/* Milliseconds since 1970, always later than before: when the index last got to know something of
 * meetings and documents of @body (empty: of any) and of those below it, or of their names. 0:
 * never. Who has what was made from the index after that need not have it again. */
bool dais_index_body_stamp(
    struct dais_store *s, struct dais_str body, int64_t *ret, struct dais_err *err);
struct dais_index_month {
	struct dais_date first; /* its first day */
	int64_t changed_ms; /* of what is dated, or opens, in it; 1: before that was noted */
};
typedef DAIS_VEC(struct dais_index_month) dais_index_month_vec;
/* Months in which documents are dated or meetings open, from that of @from (unset: the first) to
 * that of @to (unset: the last), the last first, at most @max. */
bool dais_index_months(struct dais_store *s, struct dais_date from, struct dais_date to, size_t max,
    struct dais_arena *a, dais_index_month_vec *ret, struct dais_err *err);

/* ---- whether it says what the releases say ---- */

#define DAIS_INDEX_TABLES 6
/* How many rows of each table were looked at. */
struct dais_index_seen {
	int64_t rows[DAIS_INDEX_TABLES];
};
/* *@ret whether the rows and texts of @package are those that @rows would be (empty: none), added
 * to @seen. Not looked at: when the index changed, the bodies above that a text was put under;
 * nor, here, the words by which the search finds a text (dais_search_verify()). */
bool dais_index_verify(struct dais_store *s, struct dais_str package,
    const struct dais_index_rows *rows, struct dais_index_seen *seen, bool *ret,
    struct dais_err *err);
/* *@ret whether there is nothing but what was @seen, and what is said of bodies now is the newest
 * of what packages say. */
bool dais_index_verify_rest(
    struct dais_store *s, const struct dais_index_seen *seen, bool *ret, struct dais_err *err);

/* ---- search ---- */

#define DAIS_SEARCH_MAX 100
/* The query language (doc/search.md): words; "words in a row"; -without; a symbol or any part of
 * one; prefix*. The same in both engines. */
struct dais_search_query {
	struct dais_str words; /* as typed; up to 500 bytes are looked at */
	enum dais_lang language; /* whose rules the words follow */
	dais_lang_set in; /* languages of the texts; 0: all */
	struct dais_str body, kind, genre; /* facets; empty: any */
	int year; /* 0 any */
	bool restricted; /* also what is not public */
	bool newest_first; /* else by relevance */
	bool as_asked; /* when nothing is found, nothing else that may be meant is looked for */
	size_t skip, max; /* max 1..DAIS_SEARCH_MAX */
	/* With newest_first in the place of skip: those behind the hit with this number, which may
	 * be gone; so that pages follow on while texts come and go. 0: from the first on. */
	int64_t after;
};
/* Words found are between U+E000 and U+E001 in title and snippet. */
struct dais_search_hit {
	int64_t number; /* of the text; ascends where the newest is first */
	struct dais_str package, kind, id, genre, body;
	enum dais_lang language;
	int year;
	struct dais_str title, snippet, symbols;
};
struct dais_search_facet {
	struct dais_str facet; /* "body", "year", "kind", "language", "genre" */
	struct dais_str value;
	size_t count;
	bool is_more; /* there may be more than were counted; with count 0: none was looked at */
};
struct dais_search_result {
	DAIS_VEC(struct dais_search_hit) hits;
	size_t skipped; /* those before the first hit */
	/* Those that were counted, which are those that can be shown: at most 10,000, in PostgreSQL
	 * 2,000; fewer when words of many texts take long to look through. */
	size_t total;
	bool total_is_more; /* than were counted */
	size_t about; /* how many there are then, two figures of it; 0: not known */
	DAIS_VEC(struct dais_search_facet) facets;
	bool is_partial; /* the index is being made: only the newest texts were looked through */
	struct dais_str understood; /* the query as it was understood, for the page to say */
	/* When nothing is found: a query near this one that finds something, with words of the
	 * index in the place of such as it does not know; or else (_is_less) with words left out,
	 * or the end of a symbol. Empty when there is none. */
	struct dais_str meant;
	bool meant_is_less;
};
/* INVALID when nothing in the words can be searched for. */
bool dais_search(struct dais_store *s, const struct dais_search_query *q, struct dais_arena *a,
    struct dais_search_result *ret, struct dais_err *err);

/* What a reader of @l who has typed @typed may be looking for, for a list under the field. */
struct dais_search_suggestion {
	struct dais_str words; /* to be searched for: a symbol, or a title in @l */
	bool is_symbol;
};
typedef DAIS_VEC(struct dais_search_suggestion) dais_search_suggestion_vec;
/* At most @max (1..20), symbols first, the newest first among likes. Nothing typed, or fewer than
 * two characters: none. */
bool dais_search_suggest(struct dais_store *s, struct dais_str typed, enum dais_lang l,
    bool restricted, size_t max, struct dais_arena *a, dais_search_suggestion_vec *ret,
    struct dais_err *err);

/* Symbols of documents for everyone with the parts of @part in a row in them, those of the newest
 * documents first, at most @max (1..20). */
bool dais_search_symbols(struct dais_store *s, struct dais_str part, enum dais_lang l, size_t max,
    struct dais_arena *a, dais_search_suggestion_vec *ret, struct dais_err *err);

/* Whether the search was made by rules of another dais and must be made again, or is being made:
 * then only the newest texts are found. Takes no time. */
bool dais_search_is_behind(struct dais_store *s, bool *ret, struct dais_err *err);
/* Makes the next part of it, in a transaction of a fraction of a second; *@ret_done texts.
 * *@ret_more false: nothing is left. */
bool dais_search_make(struct dais_store *s, size_t *ret_done, bool *ret_more, struct dais_err *err);
/* Merges parts of the index that FTS5 has left apart, in a transaction of a fraction of a second: a
 * word is looked for in each of them. They come together as they grow, so that a text is written
 * again each time the index doubles. *@ret_more false: nothing is left to do, as on PostgreSQL. */
bool dais_search_merge(struct dais_store *s, bool *ret_more, struct dais_err *err);
/* How many texts it has, of how many. */
bool dais_search_progress(
    struct dais_store *s, uint64_t *ret_made, uint64_t *ret_all, struct dais_err *err);

struct dais_search_verdict {
	bool sound;
	/* Not sound: the first word that was found to stand elsewhere than its text has it, as it
	 * is compared (doc/search.md), and the text: its kind and id, in its package. Empty: what
	 * is wrong is of no text: words of none, or how often words stand. */
	struct dais_str word, kind, thing, package;
	bool
	    is_partial; /* the index is being made again: what is not yet in it was not looked at */
};
/* Holds the words by which the search finds texts against those that the texts have, each with its
 * places: cuts all texts again, a portion at a time, and reads the whole index once (and once more
 * where it is wrong), in memory that does not grow with it. What PostgreSQL's own index (GIN) makes
 * of the words is not looked at. @progress of the one, then of the other; may be NULL, and what it
 * gives back is not looked at. Writes nothing. */
bool dais_search_verify(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_arena *a, struct dais_search_verdict *ret, struct dais_err *err);

#endif
