/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A list of passwords that became known, as "Have I Been Pwned" gives it for download: one line a
 * password, its SHA-1 in 40 hexadecimal digits and, behind a colon, how often it was seen; ordered
 * by digest. The file stays on the disk, whatever its size: a password is looked for by halving,
 * some 35 reads. Nothing is asked of the network. Source: OWASP ASVS 4.0.3, 2.1.7; NIST SP 800-63B,
 * 5.1.1.2.
 */
#ifndef DAIS_AUTH_LEAKED_H
#define DAIS_AUTH_LEAKED_H

#include "base/arena.h"
#include "base/err.h"

struct dais_leaked;

/* Opens the list in file @path; it stays open until @a ends. INVALID: it has another form, or its
 * first lines are not in order. */
bool dais_leaked_open(
    struct dais_arena *a, const char *path, const struct dais_leaked **ret, struct dais_err *err);
/* Whether @password is in @list. False also when the file cannot be read any more: a list that is
 * gone holds nobody out. @list may be NULL. */
bool dais_leaked_has(const struct dais_leaked *list, struct dais_str password);

#endif
