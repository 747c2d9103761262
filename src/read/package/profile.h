/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Profiles from YAML: the shipped ones (share/profiles/<name>.yaml, compiled in) and a package's
 * profile.yaml, whose keys replace the shipped ones one by one. The keys and their sources are
 * documented in the shipped files.
 */
#ifndef DAIS_READ_PACKAGE_PROFILE_H
#define DAIS_READ_PACKAGE_PROFILE_H

#include "base/diag.h"
#include "model/profile.h"

/* The shipped profile @name into *@ret, whose words and lists live as long as the program and are
 * not to be changed; false when there is none (then *@ret is untouched). Any thread may ask. */
bool dais_profile_shipped(struct dais_str name, struct dais_profile *ret);
/* "neutral, untoc". */
const char *dais_profile_names(void);
/* Reads @bytes over @profile, key by key. What is wrong goes to @diags with file @file; keys that
 * are wrong keep the value they had. */
void dais_profile_read(struct dais_arena *a, struct dais_str bytes, const char *file,
    struct dais_profile *profile, struct dais_diags *diags);

#endif
