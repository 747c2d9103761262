/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reads a meeting package (doc/package.md) into a record. All problems of the package are
 * reported, not the first only; each with file ("meeting.yaml", "text/fr.md", "profile.yaml",
 * "planning.yaml"), line, column and the offending words, rule id "package".
 */
#ifndef DAIS_READ_PACKAGE_LOAD_H
#define DAIS_READ_PACKAGE_LOAD_H

#include "base/diag.h"
#include "base/err.h"
#include "model/record.h"
#include "read/package/yaml_tree.h"

/* The largest text/<lang>.md. */
#define DAIS_PACKAGE_TEXT_MAX_BYTES ((size_t)16 << 20)

/* Reads the package in folder @dir into @a. False with @err when it cannot be read at all: no
 * folder or no meeting.yaml (NOT_FOUND), a file too large (LIMIT), unreadable (IO, DENIED).
 * True otherwise: *@ret then holds as much as could be read and every index in it is valid;
 * whether it may be used says @diags->errors. The record keeps the bytes it was read from. */
bool dais_package_load(struct dais_arena *a, const char *dir, struct dais_record **ret,
    struct dais_diags *diags, struct dais_err *err);

/* As dais_package_load() from memory: @yaml is meeting.yaml; @text[l] the annotations (empty:
 * none); @profile is profile.yaml (empty: none). Cannot fail otherwise than by diagnostics. */
struct dais_record *dais_package_read(struct dais_arena *a, struct dais_str yaml,
    const struct dais_str text[DAIS_LANG_COUNT], struct dais_str profile, struct dais_diags *diags);

/* As dais_package_read() from a tree: @root is meeting.yaml's, with places
 * (dais_yaml_print_placed()); @yaml the bytes it stands for, which become the record's origin. The
 * record points into both. */
struct dais_record *dais_package_read_tree(struct dais_arena *a, const struct dais_yaml_node *root,
    struct dais_str yaml, const struct dais_str text[DAIS_LANG_COUNT], struct dais_str profile,
    struct dais_diags *diags);

/* Lists as warnings (rule "package-language") what language @l lacks though another declared
 * language has it: names, titles, places, and the annotation of each item. */
void dais_package_missing(const struct dais_record *r, enum dais_lang l, struct dais_diags *diags);

#endif
