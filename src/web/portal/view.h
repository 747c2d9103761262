/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the pages of the portal show: views, made from records, releases and rows of the index,
 * in one language. The writers of pages see nothing else. Strings and words borrow the record or
 * lie in the arena that was given.
 */
#ifndef DAIS_WEB_PORTAL_VIEW_H
#define DAIS_WEB_PORTAL_VIEW_H

#include "write/timetable/beside.h"
#include "model/record.h"
#include "service/house/release.h"
#include "store/index.h"
#include "write/timetable/view.h"

/* A body as it is linked to. */
struct dais_view_body {
	struct dais_str key;    /* of the index */
	struct dais_str symbol; /* empty when it has none */
	struct dais_ml name;
	struct dais_str path; /* of its page, behind the language */
};

/* One meeting of one body, as lists show it. */
struct dais_view_meeting {
	struct dais_view_body body;
	struct dais_str package;
	struct dais_str gathering; /* "thirteenth meeting", begins with a capital */
	struct dais_local opens;
	struct dais_date closes;
	struct dais_str zone;
	struct dais_ml place, room;
	struct dais_str modality; /* "in-person", "hybrid", "online" */
	struct dais_str status;   /* "scheduled", "postponed", "cancelled" */
};
typedef DAIS_VEC(struct dais_view_meeting) dais_view_meeting_vec;

/* A file of a language version. */
struct dais_view_file {
	struct dais_str package;
	struct dais_str document; /* id in the package */
	enum dais_lang language;
	struct dais_str type;   /* media type */
	struct dais_str name;   /* of the file */
	struct dais_str digest; /* hexadecimal */
	uint64_t size;          /* bytes */
};
typedef DAIS_VEC(struct dais_view_file) dais_view_file_vec;

struct dais_view_version {
	enum dais_lang language;
	enum dais_version_status status;
	struct dais_date issued;
	struct dais_str job;
	struct dais_str url; /* at the resolver of the organization; may be empty */
	dais_view_file_vec files; /* none when it has not been issued */
};

/* The item of an agenda by its number. */
struct dais_view_item_ref {
	struct dais_str number; /* "3", "1 (a)": of the first body that has it */
	struct dais_ml title;
	struct dais_str path; /* to the item in the page of the meeting */
};

struct dais_view_document {
	size_t index;    /* of the record */
	struct dais_str id;
	dais_str_vec symbols; /* as printed; several: joint */
	struct dais_str path; /* permalink of the first symbol, behind the language; empty: none */
	struct dais_ml title;
	enum dais_document_kind kind;
	enum dais_distribution distribution;
	bool is_agenda; /* the annotated agenda that the package makes */
	bool has_original;
	enum dais_lang original;
	struct dais_date date;
	struct dais_date due; /* to be issued by; unset: no rule, or it has been */
	DAIS_VEC(struct dais_view_version) versions; /* of the languages it appears in */
	DAIS_VEC(struct dais_view_item_ref) items; /* that need it */
};
typedef DAIS_VEC(struct dais_view_document) dais_view_document_vec;

/* ---- prose ---- */

struct dais_view_span {
	struct dais_str text;
	struct dais_str href; /* empty: no link */
	bool strong, emphasis, is_symbol, is_break;
};
struct dais_view_block {
	enum dais_block_kind kind;
	unsigned level, number;
	DAIS_VEC(struct dais_view_span) spans;
};
typedef DAIS_VEC(struct dais_view_block) dais_view_block_vec;

/* The annotation of an item. */
struct dais_view_annotation {
	const struct dais_ml *body; /* whose; NULL: of all that have the item */
	enum dais_lang language; /* another than the reader's when there is none in it */
	dais_view_block_vec blocks;
};

/* ---- a meeting, or several held together ---- */

/* When an item is taken up. */
struct dais_view_time {
	struct dais_local start, end;
};

struct dais_view_item {
	size_t index; /* of the record */
	struct dais_str anchor; /* "item-organization.agenda" */
	unsigned level; /* 0, or 1 a part */
	struct dais_str *numbers; /* one a column; empty: not on that agenda */
	struct dais_ml title;
	bool is_common;
	DAIS_VEC(struct dais_view_annotation) annotations;
	dais_index_vec documents; /* of the view */
	DAIS_VEC(struct dais_view_time) times;
};

struct dais_view_release {
	unsigned number;
	int64_t at_ms;
	struct dais_str note;
	DAIS_VEC(struct dais_str) news; /* sentences */
};
typedef DAIS_VEC(struct dais_view_release) dais_view_release_vec;

/* A silence procedure that is public, as it stands in the release: what time alone decides is said
 * by its end, never by the moment the page is made. */
struct dais_view_silence {
	struct dais_str object; /* word of doc/package.md */
	struct dais_ml by; /* name of the body that is asked */
	struct dais_ml proposal;
	struct dais_local closes;
	struct dais_str zone;
	bool broken, withdrawn;
	struct dais_date approved; /* unset: not recorded */
};

struct dais_view_package {
	enum dais_lang language;
	struct dais_str package;
	unsigned release;
	uint64_t change; /* that made it what it is: the release, or files of it */
	int64_t at_ms;
	struct dais_ml organization; /* may be empty */
	dais_view_meeting_vec meetings; /* columns of the agenda */
	DAIS_VEC(struct dais_view_body) above; /* bodies of which they are, from the topmost down */
	DAIS_VEC(struct dais_view_item) items;
	dais_view_document_vec documents;
	struct dais_timetable *timetable; /* NULL: no sittings */
	DAIS_VEC(struct dais_view_silence) silences;
	dais_str_lines format_notice; /* paragraphs; empty: the format has not changed */
	dais_view_release_vec releases; /* newest first */
	unsigned since; /* changes since this release are asked for; 0: no */
	DAIS_VEC(struct dais_str) since_news;
	dais_lang_set languages;
	struct dais_str agenda_path; /* of the annotated agenda as a page; may be empty */
};

/* Where a view comes from, besides the record. */
struct dais_view_source {
	struct dais_str package;
	unsigned release; /* 0: none yet */
	uint64_t change;
	int64_t at_ms;
	const struct dais_view_file *files;
	size_t n_files;
	const struct dais_release *releases; /* newest first */
	size_t n_releases;
	bool sees_restricted; /* documents of restricted distribution are shown, too */
	unsigned since;
	const dais_news_vec
	    *since_news; /* from release @since to now; NULL: those of the releases */
};

/* Constant; in @a; borrows @r. Cannot fail. */
const struct dais_view_package *dais_view_package_new(const struct dais_record *r,
    const struct dais_view_source *source, enum dais_lang l, struct dais_arena *a);
/* The same with meetings and releases alone, for lists of what is new. */
const struct dais_view_package *dais_view_news_new(struct dais_str package,
    const dais_view_meeting_vec *meetings, const dais_release_vec *releases, enum dais_lang l,
    struct dais_arena *a);
/* "Working Group on ..., thirteenth meeting; Working Group ..." in the view's language. */
struct dais_str dais_view_package_title(const struct dais_view_package *v, struct dais_arena *a);
/* "23–27 May 2022" in @l. */
struct dais_str dais_view_meeting_days(
    const struct dais_view_meeting *m, enum dais_lang l, struct dais_arena *a);

/* ---- a document ---- */

/* A document that stands to another as its corrigendum, addendum, revision; or the reverse. */
struct dais_view_relative {
	struct dais_str symbol, path;
	struct dais_ml title;
	enum dais_view_relation {
		DAIS_VIEW_CORRECTED_BY,
		DAIS_VIEW_CORRECTS,
		DAIS_VIEW_ADDED_TO_BY,
		DAIS_VIEW_ADDS_TO,
		DAIS_VIEW_REVISED_BY,
		DAIS_VIEW_REVISES,
		DAIS_VIEW_RELATION_COUNT
	} relation;
};
typedef DAIS_VEC(struct dais_view_relative) dais_view_relative_vec;
/* What the document with symbol @other is to the one with symbol @mine; false: nothing of these. */
bool dais_view_relation_of(
    const struct dais_symbol *other, const struct dais_symbol *mine, enum dais_view_relation *ret);

struct dais_view_document_page {
	const struct dais_view_package *package;
	const struct dais_view_document *document;
	dais_view_relative_vec relatives;
	struct dais_str organ; /* body that issued it, for the citation */
};

/* The view of document @document of @v, whose record is @r, in @a; cannot fail. @elsewhere: its
 * relatives in other packages; NULL: none are known. */
const struct dais_view_document_page *dais_view_document_new(const struct dais_record *r,
    const struct dais_view_package *v, size_t document, const dais_view_relative_vec *elsewhere,
    struct dais_arena *a);
/* The document of @v with symbol @key (case and stars ignored), or DAIS_NONE. */
size_t dais_view_document_find(const struct dais_view_package *v, struct dais_str key);

/* ---- rows of the index ---- */

/* "/CTOC/COP/WG.3", or "/bodies/bureau" for a body without symbol (key "~bureau"). */
struct dais_str dais_view_body_path(struct dais_str key, struct dais_arena *a);
/* Permalink of a symbol, without stars. */
struct dais_str dais_view_symbol_path(struct dais_str symbol, struct dais_arena *a);

/* Bodies of the index, as far as they are needed, to find their names. */
struct dais_view_bodies {
	const dais_index_body_vec *rows;
	struct dais_map by_key;
};
/* @rows are borrowed; scratch in @a. */
void dais_view_bodies_init(
    struct dais_view_bodies *b, const dais_index_body_vec *rows, struct dais_arena *a);
/* NULL when it is not known. */
const struct dais_index_body *dais_view_bodies_find(
    const struct dais_view_bodies *b, struct dais_str key);
/* Adds @rows to *@ret as lists show them; views borrow the rows and lie in @a. */
void dais_view_meetings(const struct dais_view_bodies *b, const dais_index_meeting_vec *rows,
    enum dais_lang l, struct dais_arena *a, dais_view_meeting_vec *ret);

#endif
