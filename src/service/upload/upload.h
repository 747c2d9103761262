/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files of language versions that people send: kept by their digest as things "file"
 * (doc/record.md), read and checked on arrival in the workshop.
 */
#ifndef DAIS_SERVICE_UPLOAD_UPLOAD_H
#define DAIS_SERVICE_UPLOAD_UPLOAD_H

#include "base/buf.h"
#include "service/house/house.h"

#define DAIS_UPLOAD_MAX ((size_t)64 << 20)
#define DAIS_UPLOAD_ANSWER_MAX ((size_t)8 << 20)
#define DAIS_UPLOAD_FINDINGS_MAX 100
/* The descriptor that a job finds its file at. */
#define DAIS_UPLOAD_FILE 4

struct dais_upload {
	struct dais_str package, document;
	enum dais_lang language;
	struct dais_str format; /* "pdf", "docx", "odt", "html", "txt", "xml" */
	struct dais_str name;   /* as it was called */
	struct dais_str bytes;
	/* The bytes lie from @at on in the file @fd, too, which stays open until the upload is
	 * kept: what is long is read there by the work and by whoever brings it, so that its bytes
	 * are not looked at here. */
	bool in_file;
	int fd;
	uint64_t at;
	bool brought; /* its parts are in the record already, under @digest */
	struct dais_digest digest;
};

/* The format by the end of a file name; false when dais takes no such files. */
bool dais_upload_format(struct dais_str name, struct dais_str *ret);
/* Media type of a format. */
const char *dais_upload_type(struct dais_str format);
/* "agenda/fr/pdf". */
struct dais_str dais_upload_id(const struct dais_upload *u, struct dais_arena *a);

/* Whether it is so long that it is brought into the record before it is kept, by a job. */
bool dais_upload_is_long(const struct dais_upload *u);
/* What is asked of the workshop (kind "read"; a long one with its file), and the work itself, in a
 * child. */
struct dais_str dais_upload_question(const struct dais_upload *u, struct dais_arena *a);
bool dais_upload_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* Of a long one (kind "bring", with its file): the child opens the record @where and brings the
 * parts into it; the answer says under which digest. */
struct dais_str dais_upload_bring_question(const struct dais_upload *u, struct dais_arena *a);
bool dais_upload_bring_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
bool dais_upload_brought(struct dais_upload *u, struct dais_str answer, struct dais_err *err);
#define DAIS_UPLOAD_BRING_MAX 64 /* bytes of its question and of its answer */
/* In a child: takes away what was brought and never kept (dais_store_files_sweep()); the answer is
 * the number of files, packed. */
bool dais_upload_sweep_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* Keeps the file with what the work found (@answer; empty: it was not looked at; @failure: it could
 * not be read) as one change of @actor, who needs DAIS_ACTION_SET_VERSION in the language.
 * NOT_FOUND: no such document. */
bool dais_upload_keep(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_upload *u, struct dais_str answer, const struct dais_err *failure,
    uint64_t *ret_change, struct dais_err *err);

/* What was found in a file: a sentence, and what can be done, in the six languages; in English only
 * when it was kept before findings spoke the others, without a rule when it was kept before they
 * had one. */
struct dais_upload_finding {
	struct dais_ml words, hint; /* hint may be empty */
	struct dais_str rule; /* "R-DATE-01"; may be empty */
	enum dais_severity severity;
};
typedef DAIS_VEC(struct dais_upload_finding) dais_upload_findings;
/* @words in @l, else in English. */
struct dais_str dais_upload_finding_in(const struct dais_ml *words, enum dais_lang l);

/* A file as the record has it, with what was found when it was read. */
struct dais_upload_kept {
	enum dais_lang language;
	struct dais_str format, name; /* "pdf"; as it was called */
	uint64_t bytes;
	int64_t at_ms;
	struct dais_str problem; /* "symbol", "language", "unread"; empty: none */
	struct dais_str found; /* the other language of "language" */
	bool checked;
	dais_upload_findings findings;
};
typedef DAIS_VEC(struct dais_upload_kept) dais_upload_kept_vec;
/* The files of @document, in @a. */
bool dais_uploads_of(struct dais_house *h, struct dais_str package, struct dais_str document,
    struct dais_arena *a, dais_upload_kept_vec *ret, struct dais_err *err);
/* The digest of one, by document, language and format of @u, and what it was called: into @u.
 * NOT_FOUND. */
bool dais_upload_find(
    struct dais_house *h, struct dais_upload *u, struct dais_arena *a, struct dais_err *err);

#endif
