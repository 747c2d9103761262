/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The files of a package for a child of the workshop: packed, and laid out there in a temporary
 * folder, so that the package reader finds them as it always does.
 */
#ifndef DAIS_SERVICE_PUBLISH_FILES_H
#define DAIS_SERVICE_PUBLISH_FILES_H

#include "base/pack.h"
#include "service/house/house.h"

/* Appends names and bytes of @files to @out, for dais_files_lay_out(). */
void dais_files_pack(const dais_house_files *files, struct dais_buf *out);
/* Writes the packed files into @folder, which is made where it is missing; only names that a
 * package has. Errors: INTERNAL (not in order), those of writing. */
bool dais_files_lay_out(struct dais_unpack *u, const char *folder, struct dais_err *err);

#endif
