/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The record of one set of meetings: bodies, meetings, items, mandates, documents, sittings,
 * silence procedures, approvals and annotations. Pure data, no I/O. A record is built once (by a
 * reader) in one arena and is constant afterwards. Things refer to each other by index into the
 * record's vectors; DAIS_NONE means "none".
 *
 * What holds by construction (domain rules 9.3): a title is stored once; an item's number is its
 * place in the agenda of a body; a joint sitting is one sitting with several bodies; a joint
 * document is one document with several symbols; "continued" and all ordinals in words are
 * computed.
 */
#ifndef DAIS_MODEL_RECORD_H
#define DAIS_MODEL_RECORD_H

#include "base/date.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/planning.h"
#include "model/prose.h"
#include "model/profile.h"
#include "model/symbol.h"

#define DAIS_NONE SIZE_MAX

typedef DAIS_VEC(size_t) dais_index_vec;
typedef DAIS_VEC(struct dais_str) dais_str_vec;

/* Where in meeting.yaml a thing is defined (1-based; 0 unknown). */
struct dais_origin {
	unsigned line;
	unsigned column;
};

struct dais_body {
	struct dais_str id;
	size_t parent;          /* body, or DAIS_NONE */
	struct dais_ml name;    /* official name, no article */
	struct dais_ml short_name;
	struct dais_ml of;      /* as after "of"; empty: use name */
	struct dais_ml to;      /* as after "to"; empty: use name */
	struct dais_str symbol; /* stem, e.g. "CTOC/COP/WG.3"; may be empty */
	bool noun_is_session;   /* "session", else "meeting" */
	struct dais_origin origin;
};

enum dais_modality {
	DAIS_MODALITY_IN_PERSON,
	DAIS_MODALITY_HYBRID,
	DAIS_MODALITY_ONLINE,
	DAIS_MODALITY_COUNT
};

/* Whether a meeting takes place as it stands. */
enum dais_meeting_status {
	DAIS_MEETING_SCHEDULED,
	DAIS_MEETING_POSTPONED, /* not at these dates; others are to come */
	DAIS_MEETING_CANCELLED,
	DAIS_MEETING_STATUS_COUNT
};

struct dais_meeting {
	struct dais_str id;     /* body@ordinal */
	size_t body;
	unsigned ordinal;       /* 1.. */
	struct dais_local opens;
	struct dais_date closes;
	struct dais_ml place;
	struct dais_ml room;
	struct dais_str zone;   /* IANA name; may be empty for past meetings */
	enum dais_modality modality;
	enum dais_meeting_status status;
	struct dais_origin origin;
};

enum dais_item_kind {
	DAIS_ITEM_ORGANIZATIONAL,
	DAIS_ITEM_SUBSTANTIVE,
	DAIS_ITEM_REVIEW,
	DAIS_ITEM_OTHER,
	DAIS_ITEM_REPORT,
	DAIS_ITEM_OPENING,            /* parts, or items of their own */
	DAIS_ITEM_ADOPTION_OF_AGENDA,
	DAIS_ITEM_KIND_COUNT
};

/* An item or a part (sub-item) of one. */
struct dais_item {
	struct dais_str id;      /* "organization" or "organization/agenda" */
	enum dais_item_kind kind;
	struct dais_ml title;
	bool label_names_bodies; /* "(common item of A and B)" instead of "(common item)" */
	size_t parent;           /* item, or DAIS_NONE */
	dais_index_vec parts;    /* items */
	dais_index_vec mandates;
	size_t proposed_by;      /* body, or DAIS_NONE */
	dais_index_vec documents;
	bool documents_given;    /* "documents:" present, maybe empty */
	struct dais_origin origin;
};

/* The agenda of one body: its items in order. */
struct dais_agenda {
	size_t body;
	dais_index_vec items;
	struct dais_origin origin;
};

struct dais_mandate {
	struct dais_str id;      /* body:number */
	size_t body;
	struct dais_str number;  /* "10/6" */
	struct dais_str kind;    /* resolution, decision, rule, other */
	struct dais_ml title;
	dais_str_vec paragraphs;
	dais_index_vec requests; /* bodies */
	struct dais_str outcome_kind; /* "recommendations"; empty: none */
	size_t outcome_for;      /* meeting, or DAIS_NONE */
	struct dais_origin origin;
};

enum dais_document_kind {
	DAIS_DOCUMENT_AGENDA,
	DAIS_DOCUMENT_BACKGROUND_PAPER,
	DAIS_DOCUMENT_REPORT,
	DAIS_DOCUMENT_NOTE,
	DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER,
	DAIS_DOCUMENT_DRAFT,
	DAIS_DOCUMENT_INFORMATION,
	DAIS_DOCUMENT_OTHER,
	DAIS_DOCUMENT_KIND_COUNT
};

enum dais_distribution {
	DAIS_DISTRIBUTION_GENERAL,
	DAIS_DISTRIBUTION_LIMITED,
	DAIS_DISTRIBUTION_RESTRICTED,
	DAIS_DISTRIBUTION_COUNT
};

enum dais_version_status {
	DAIS_VERSION_NONE,
	DAIS_VERSION_FORECAST,
	DAIS_VERSION_SLOTTED,
	DAIS_VERSION_SUBMITTED,
	DAIS_VERSION_EDITING,
	DAIS_VERSION_TRANSLATION,
	DAIS_VERSION_FORMATTED,
	DAIS_VERSION_ISSUED,
	DAIS_VERSION_STATUS_COUNT
};

/* One language version of a document. */
struct dais_version {
	bool given;
	struct dais_str job;    /* "V.22-00789"; may be empty */
	unsigned words;         /* 0 unknown */
	enum dais_version_status status;
	struct dais_date issued;
	struct dais_origin origin;
};

struct dais_document {
	struct dais_str id;
	DAIS_VEC(struct dais_symbol) symbols; /* several: a joint document */
	enum dais_document_kind kind;
	struct dais_ml title;
	struct dais_str author;          /* "secretariat", "chair" or a body id */
	enum dais_distribution distribution;
	bool has_original;
	enum dais_lang original;
	struct dais_date date;           /* submitted: the masthead date */
	struct dais_date slot;           /* planned submission */
	size_t meeting;                  /* meeting, or DAIS_NONE */
	dais_lang_set languages;         /* languages it appears in (default all) */
	struct dais_str url;
	struct dais_str late_reason;     /* why it is late; may be empty */
	struct dais_version versions[DAIS_LANG_COUNT];
	struct dais_origin origin;
};

struct dais_entry {
	size_t item;             /* item or part */
	dais_index_vec bodies; /* explicit restriction; empty: the sitting's bodies that have it */
	unsigned minutes; /* 0 not stated */
	struct dais_origin origin;
};

struct dais_sitting {
	struct dais_local start;
	struct dais_local end;
	struct dais_ml room; /* its words; with room_id those of planning.yaml */
	struct dais_str room_id; /* of planning.yaml; may be empty */
	struct dais_str team; /* of interpreters: id of planning.yaml or free; may be empty */
	struct dais_ml team_name; /* of planning.yaml, as tables show it; may be empty */
	dais_index_vec bodies;
	DAIS_VEC(struct dais_entry) entries;
	struct dais_origin origin, room_origin, team_origin;
};

typedef DAIS_VEC(struct dais_sitting) dais_sitting_vec;

struct dais_approval {
	struct dais_str id;
	struct dais_str object; /* dates, topics, procedure, format */
	bool has_modality; /* of a format: it is this one; else any */
	enum dais_modality modality;
	dais_index_vec meetings;
	size_t by; /* body */
	struct dais_str method; /* silence, meeting, other */
	struct dais_date date;
	size_t silence; /* the procedure it ended, or DAIS_NONE */
	struct dais_origin origin;
};

enum dais_reply_kind {
	DAIS_REPLY_OBJECTION,
	DAIS_REPLY_AMENDMENT, /* breaks the silence as an objection does */
	DAIS_REPLY_RESERVATION, /* recorded, does not break it */
	DAIS_REPLY_STATEMENT, /* of position; the same */
	DAIS_REPLY_KIND_COUNT
};

/* What one of those who are asked has answered. Times are local, in the zone of the procedure. */
struct dais_reply {
	enum dais_reply_kind kind;
	struct dais_str from; /* a State, a group, an officer */
	struct dais_local at; /* received */
	struct dais_str words; /* may be empty */
	bool without_standing; /* from somebody who has no say: recorded, never counts */
	struct dais_local taken_back; /* or not set */
	struct dais_origin origin;
};

struct dais_extension {
	struct dais_local at; /* decided */
	struct dais_local instead; /* the end that was in force before */
	struct dais_origin origin;
};

/* A silence procedure: what is proposed is approved unless somebody objects before it closes. How
 * it stands is computed (model/silence.h). */
struct dais_silence {
	struct dais_str id;
	struct dais_str object; /* as of approvals */
	bool has_modality;
	enum dais_modality modality;
	dais_index_vec meetings;
	size_t by; /* body that is asked */
	struct dais_ml asked; /* who is asked, when not simply its members; may be empty */
	struct dais_ml proposal; /* the text that is put to them */
	struct dais_str frozen; /* digest of the proposal when it was opened; may be empty */
	struct dais_local opens, closes;
	struct dais_str zone; /* IANA; empty: of its first meeting, else the seat's */
	DAIS_VEC(struct dais_extension) extended;
	DAIS_VEC(struct dais_reply) replies;
	struct dais_local withdrawn; /* by who proposed it, or not set */
	bool is_public; /* told on the public page of the meetings */
	size_t follows; /* the procedure it tries again, or DAIS_NONE */
	struct dais_origin origin;
};

/* The annotation of an item in one language. */
struct dais_annotation {
	size_t item;
	size_t body; /* body it is for, or DAIS_NONE: all bodies that have the item */
	struct dais_prose prose;
	unsigned line; /* of the heading in text/<lang>.md */
};

struct dais_record {
	struct dais_arena *arena;
	struct dais_str dir; /* package folder as given; may be empty */
	dais_lang_set languages;
	struct dais_profile profile;
	size_t produces; /* document */
	DAIS_VEC(struct dais_body) bodies;
	DAIS_VEC(struct dais_meeting) meetings;
	dais_index_vec together; /* meetings, in the order of columns */
	DAIS_VEC(struct dais_agenda) agendas;
	DAIS_VEC(struct dais_item) items; /* items and parts */
	DAIS_VEC(struct dais_mandate) mandates;
	DAIS_VEC(struct dais_document) documents;
	dais_sitting_vec sittings;
	dais_sitting_vec plans[DAIS_MODALITY_COUNT]; /* "modalities:" contingency plans */
	DAIS_VEC(struct dais_silence) silences;
	DAIS_VEC(struct dais_approval) approvals;
	DAIS_VEC(struct dais_annotation) annotations[DAIS_LANG_COUNT]; /* file order */
	const struct dais_planning *planning; /* planning.yaml; NULL when there is none */
	struct dais_map body_ids, meeting_ids, item_ids, mandate_ids, document_ids, silence_ids,
	    approval_ids;
	struct dais_str origin_yaml; /* the bytes it was read from; may be empty */
	struct dais_str origin_text[DAIS_LANG_COUNT];
	struct dais_str origin_profile; /* bytes of the package's own profile.yaml; may be empty */
	struct dais_str origin_planning; /* bytes of planning.yaml; may be empty */
};

/* A new empty record in @a with its maps ready and the default profile. */
struct dais_record *dais_record_new(struct dais_arena *a);

/* The agenda of @body, or NULL. */
const struct dais_agenda *dais_record_agenda(const struct dais_record *r, size_t body);
/* The meeting of `together` that @body holds, or DAIS_NONE. */
size_t dais_record_meeting_of(const struct dais_record *r, size_t body);

/* Where an item stands in a body's agenda. */
struct dais_number {
	bool found;
	unsigned number; /* 1.. */
	int letter; /* 0 = a; -1 not a part */
};
struct dais_number dais_record_number(const struct dais_record *r, size_t item, size_t body);
/* Whether the item (or its parent) is on two or more agendas; the bodies, in the order of
 * `together`, are added to @ret_bodies when not NULL. */
bool dais_record_is_common(
    const struct dais_record *r, size_t item, dais_index_vec *ret_bodies, struct dais_arena *a);

/* One cell of the timetable: what @body does in @sitting. */
struct dais_cell_entry {
	size_t item;
	struct dais_number number;
	bool continued; /* the body has already taken it up in an earlier sitting */
	bool joint; /* other bodies take it in the same sitting */
};
/* The entries of body @body in sitting @s of @sittings, in order, with "continued" computed. */
void dais_record_cell(const struct dais_record *r, const dais_sitting_vec *sittings, size_t s,
    size_t body, struct dais_arena *a, struct dais_cell_entry **ret_v, size_t *ret_n);

/* The annotation of @item that applies to @body in @l: a body's own, else the common one. NULL
 * when there is none. */
const struct dais_annotation *dais_record_annotation(
    const struct dais_record *r, enum dais_lang l, size_t item, size_t body);

/* Resolver address of document @d in language @l: its url, or the profile's resolver with the
 * symbol(s). Empty when it has neither. Source: domain.md 2.4, [V:SEED], [V:ODS-CODE]. */
struct dais_str dais_record_document_url(
    const struct dais_record *r, size_t d, enum dais_lang l, struct dais_arena *a);
/* All symbols of @d joined with the profile's joint separator. */
struct dais_str dais_record_document_symbol(
    const struct dais_record *r, size_t d, struct dais_arena *a);

/* Names used in packages: "in-person", "hybrid", ... ; enum value or -1. */
const char *dais_modality_name(enum dais_modality m);
const char *dais_meeting_status_name(enum dais_meeting_status s);
const char *dais_item_kind_name(enum dais_item_kind k);
const char *dais_document_kind_name(enum dais_document_kind k);
const char *dais_distribution_name(enum dais_distribution d);
const char *dais_version_status_name(enum dais_version_status s);
const char *dais_reply_kind_name(enum dais_reply_kind k);
int dais_modality_parse(struct dais_str s);
int dais_item_kind_parse(struct dais_str s);
int dais_version_status_parse(struct dais_str s);
int dais_reply_kind_parse(struct dais_str s);

#endif
