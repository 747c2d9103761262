/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents of any format, and packages, read and checked: each in a child of its own that can do
 * no harm (base/sandbox.h), several at a time. What comes back was checked value by value.
 */
#ifndef DAIS_SERVICE_DOCUMENT_H
#define DAIS_SERVICE_DOCUMENT_H

#include "base/diag.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/vec.h"

struct dais_check_options;
struct dais_record;

/* The largest file. */
#define DAIS_DOCUMENT_MAX ((size_t)256 << 20)
/* The most of its words (want_text). */
#define DAIS_DOCUMENT_TEXT_MAX ((size_t)2 << 20)

struct dais_document_options {
	const enum dais_lang *language; /* of the documents; NULL: found in each */
	const enum dais_lang *said_in; /* language of the findings; NULL: English */
	bool keeps_english; /* beside findings in another language (base/diag.h) */
	bool check;       /* the rules, too; else what readers find odd only */
	const char *const *rules;       /* ids or prefixes of those to run; NULL: by default */
	size_t n_rules;
	/* What rules say of a package beyond the record (service/planning_check.h), called in the
	 * child with the rules above; NULL: nothing. */
	void (*check_more)(const struct dais_record *r, const struct dais_check_options *rules,
	    struct dais_diags *d);
	const char *profile; /* a shipped profile that packages are checked by, instead of their
			      * own; NULL: their own */
	bool want_json;                 /* what was read, as JSON */
	bool want_package;              /* the files of a package */
	bool want_text;                 /* its words, one line a paragraph, up to 2 MiB */
	bool want_annotated;            /* a copy with the findings as comments: PDF, DOCX */
	/* Takes findings that are not wanted out of @d, which is in order, and returns how many of
	 * them were accepted before. Called in the child: it can tell nobody else. NULL: keeps all.
	 */
	size_t (*filter)(const void *ctx, struct dais_diags *d);
	const void *ctx;
	unsigned at_once; /* documents at a time; 0: as many as cores */
	unsigned seconds_max; /* of processor time a document; 0: by its size */
};

/* A file of a package: "meeting.yaml" or "text/fr.md". */
struct dais_document_file {
	struct dais_str name, bytes;
};

typedef DAIS_VEC(struct dais_document_file) dais_document_files;

struct dais_document_answer {
	struct dais_arena *arena; /* owns everything here, the answer too */
	struct dais_err err; /* with a code: it could not be read, nothing else is set */
	struct dais_diags diags; /* ordered by place */
	size_t accepted; /* findings that the filter counted */
	bool is_package;
	struct dais_str format; /* "text", "docx", ...; of a package "package" */
	struct dais_str kind; /* "annotated-agenda", ..., "unknown" */
	enum dais_lang language;
	size_t bodies, items, documents, sittings, facts;
	struct dais_str json;
	dais_document_files files;
	struct dais_str text;
	struct dais_str annotated;
	struct dais_err annotate_err; /* with a code: why there is no annotated copy */
};

/* Frees @answer and all that belongs to it. */
void dais_document_free(struct dais_document_answer *answer);

/* Writes the package that was read (want_package, want_json) into folder @dir, created as needed:
 * its files and evidence.json, meeting.yaml last. Errors: CONFLICT (a package is there), IO. */
bool dais_document_save(
    const struct dais_document_answer *answer, const char *dir, struct dais_err *err);

/* Reads the @n files or folders @paths ("-" is standard input; a folder is a package) and gives
 * each answer, in any order, to @done, which owns it then. In findings a document is named as in
 * @paths, files of a package by their name in it. Effects: makes processes; call it where no other
 * thread runs. */
void dais_documents_run(const char *const *paths, size_t n, const struct dais_document_options *opt,
    void (*done)(void *ctx, size_t i, struct dais_document_answer *answer), void *ctx);

#endif
