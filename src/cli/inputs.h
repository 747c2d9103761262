/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the operands of a command mean: documents, packages, and folders to search for both.
 */
#ifndef DAIS_CLI_INPUTS_H
#define DAIS_CLI_INPUTS_H

#include "base/err.h"
#include "base/vec.h"

struct dais_inputs {
	DAIS_VEC(const char *) paths; /* files and package folders; "-" is standard input */
};

/* Adds what @operand stands for to @inputs (paths in @a). A folder with meeting.yaml is a package.
 * Another is searched, folders within it too, for packages and for files whose names end as those
 * of documents (.txt .docx .odt .html .htm .xhtml .pdf .akn .akn.xml), in the order of names;
 * hidden ones are passed over and links to folders are not followed. meeting.yaml stands for its
 * package, anything else for itself. Errors: IO, LIMIT, NOT_FOUND (a folder that holds nothing to
 * read). */
bool dais_inputs_add(
    struct dais_arena *a, struct dais_inputs *inputs, const char *operand, struct dais_err *err);

/* Whether @path is a folder that holds a package. */
bool dais_inputs_is_package(const char *path);

#endif
