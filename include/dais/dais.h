/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * libdais: meeting packages in, official documents and findings out. C17 and C++.
 *
 * Strings are UTF-8, NUL-terminated. Functions that can fail return false and fill the caller's
 * struct dais_failure; on success they leave it untouched. Nothing is printed. Handles belong to
 * one thread at a time; different handles may be used by different threads.
 */
#ifndef DAIS_DAIS_H
#define DAIS_DAIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DAIS_PUBLIC __attribute__((visibility("default")))
#else
#define DAIS_PUBLIC
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong: one line, and a sentence that says what to do next (may be empty). */
struct dais_failure {
	char message[512];
	char hint[384];
};

/* A place in a document. */
struct dais_finding_place {
	const char *file; /* "meeting.yaml", "text/fr.md", or the path that was given; may be "" */
	unsigned page; /* 1-based; 0 not known, or not paged */
	unsigned line; /* 1-based; 0 not known. In DOCX and ODT paragraphs, in PDF of the page */
	unsigned column; /* 1-based, in code points; 0 not known */
	const char *words; /* what stands there; may be "" */
};

/* One finding about a package or document. Strings live until the callback returns. */
struct dais_finding {
	const char *rule; /* "R-AGENDA-16", or "package" for errors of the package's files */
	const char *severity; /* "error", "warning", "info" */
	const char *message;
	const char *hint; /* may be "" */
	const char *file; /* "meeting.yaml", "text/fr.md"; may be "" */
	unsigned line; /* 1-based; 0 not known */
	unsigned column; /* 1-based, in code points; 0 not known */
	const struct dais_finding_place *places; /* all; the first is that of file, line, column */
	size_t n_places;
};
typedef void (*dais_finding_fn)(void *ctx, const struct dais_finding *finding);

struct dais_package;

/* The version of the library, "0.1.0". Static storage. */
DAIS_PUBLIC const char *dais_version(void);

/* Opens the package in folder @dir (format: doc/package.md). All its errors are given to @fn (may
 * be NULL) before the function returns. True when it can be built: *@ret_package then belongs to
 * the caller, see dais_package_close(). */
DAIS_PUBLIC bool dais_package_open(const char *dir, dais_finding_fn fn, void *ctx,
    struct dais_package **ret_package, struct dais_failure *failure);
/* Frees @package; NULL is ignored. */
DAIS_PUBLIC void dais_package_close(struct dais_package *package);

/* Gives every finding of the rules to @fn, in order of place; returns how many there are. */
DAIS_PUBLIC size_t dais_package_check(
    const struct dais_package *package, dais_finding_fn fn, void *ctx);

struct dais_build {
	const char *languages; /* "fr,ar"; NULL or "": all the package declares */
	const char *formats; /* "pdf,html"; NULL or "": all */
	bool force; /* also what has not changed */
	bool draft; /* marked as a draft; gaps allowed */
	int64_t epoch; /* seconds since 1970 for time stamps; -1: the document's date */
};

/* Makes the documents in folder @out (created as needed); each file appears whole or not at all. */
DAIS_PUBLIC bool dais_package_build(const struct dais_package *package, const char *out,
    const struct dais_build *options, struct dais_failure *failure);

/* Documents of others: text, DOCX, ODT, HTML, PDF and Akoma Ntoso, told apart by content. Each is
 * read in a child process that can open no file, reach no network and take only so much memory and
 * time (doc/security.md), so the functions wait for a process that they made. Best called where no
 * other thread runs: a lock that another thread holds at that moment is never freed in the child,
 * which is then ended as one that takes too long. */

/* Compares the facts that document @path states with each other; gives every finding, in order of
 * place, to @fn. @language is "ar" ... "zh", or NULL when it is to be found. False when the
 * document cannot be read. */
DAIS_PUBLIC bool dais_document_check(const char *path, const char *language, dais_finding_fn fn,
    void *ctx, struct dais_failure *failure);

/* Reads document @path into a package in the folder @dir (created as needed; it must not hold a
 * package), with the facts found in evidence.json. What the reader found odd goes to @fn. */
DAIS_PUBLIC bool dais_document_read(const char *path, const char *language, const char *dir,
    dais_finding_fn fn, void *ctx, struct dais_failure *failure);

/* Whether @symbol is a document symbol, joint symbols included ("CTOC/COP/WG.3/2022/2").
 * Source: doc/sources.md#symbols. */
DAIS_PUBLIC bool dais_symbol_is_valid(const char *symbol);

#ifdef __cplusplus
}
#endif

#endif
