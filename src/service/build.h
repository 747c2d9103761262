/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Building the documents of a package: which files, in which languages, only what changed, whole
 * or not at all, languages in parallel. Output names: design, section 5.
 */
#ifndef DAIS_SERVICE_BUILD_H
#define DAIS_SERVICE_BUILD_H

#include "base/diag.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/record.h"

enum dais_format {
	DAIS_FORMAT_PDF,
	DAIS_FORMAT_DOCX,
	DAIS_FORMAT_HTML,
	DAIS_FORMAT_AKN,
	DAIS_FORMAT_ICS,
	DAIS_FORMAT_XLIFF,
	DAIS_FORMAT_TXT,
	DAIS_FORMAT_JSON,
	DAIS_FORMAT_COUNT
};
#define DAIS_FORMAT_ALL ((1u << (unsigned)DAIS_FORMAT_COUNT) - 1u)

/* The format that is called @s: "pdf", "docx" ...; -1: none is. */
int dais_format_parse(struct dais_str s);

/* The formats that the documents of @r can have (bits): no calendar before there are sittings, and
 * no Akoma Ntoso while the document has no symbol, by which it is addressed. */
unsigned dais_build_possible(const struct dais_record *r);

struct dais_build_options {
	const char *out;          /* folder; created as needed */
	dais_lang_set languages;  /* 0: the languages the package declares */
	unsigned formats;         /* bits 1u << format; 0: those of dais_build_possible() */
	bool force;               /* rebuild what has not changed too */
	bool draft;               /* watermark; incomplete languages and errors allowed */
	bool use_plan;            /* print the contingency plan of `modality` */
	enum dais_modality modality;
	unsigned threads;         /* 0: as many as cores */
	int64_t epoch;            /* seconds since 1970 for time stamps */
	/* Called from any thread, one at a time, when a file is there. May be NULL. */
	void (*progress)(void *ctx, const char *path, bool rebuilt, size_t done, size_t total);
	void *ctx;
};

struct dais_build_result {
	size_t written;
	size_t kept; /* up to date already */
};

/* Builds @r into opt->out. False with @err on failure; files already replaced are whole, others
 * untouched. A language that is incomplete is refused (its gaps are added to @diags) unless
 * opt->draft. Errors: INVALID (incomplete language), NOT_FOUND (fonts), IO. */
bool dais_build_record(const struct dais_record *r, const struct dais_build_options *opt,
    struct dais_diags *diags, struct dais_build_result *ret, struct dais_err *err);

/* Builds packages @dirs[0 .. @n) into opt->out/<name of folder>, fonts opened once, one package a
 * thread. Problems of each are added to @diags; false when any failed. */
bool dais_build_batch(const char *const *dirs, size_t n, const struct dais_build_options *opt,
    struct dais_diags *diags, struct dais_build_result *ret, struct dais_err *err);

#endif
