/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proofs that were made lately, for the addresses under which browsers show them: in memory alone,
 * found by the digest of their draft, the one not asked for longest given up first.
 */
#ifndef DAIS_WEB_DESK_PROOFS_H
#define DAIS_WEB_DESK_PROOFS_H

#include "base/digest.h"
#include "web/site.h"

#define DAIS_PROOFS_MAX 32
#define DAIS_PROOFS_BYTES_MAX ((size_t)48 << 20)

/* The PDF of @package whose draft has @digest; empty when it is not kept. Until the next put. */
struct dais_str dais_proofs_get(
    struct dais_site *site, struct dais_str package, const struct dais_digest *digest);
/* Keeps a copy; one that is larger than all that may be kept is not. */
void dais_proofs_put(struct dais_site *site, struct dais_str package,
    const struct dais_digest *digest, struct dais_str bytes);

#endif
