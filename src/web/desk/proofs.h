/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proofs that were made lately, for the addresses under which browsers show them: found by the
 * digest of their draft, in memory, the one not asked for longest given up first, and for an hour
 * as state of the record, where another server finds them to whom the next request of the same
 * browser goes.
 */
#ifndef DAIS_WEB_DESK_PROOFS_H
#define DAIS_WEB_DESK_PROOFS_H

#include "base/digest.h"
#include "web/site.h"

#define DAIS_PROOFS_MAX 32
#define DAIS_PROOFS_BYTES_MAX ((size_t)48 << 20)

/* The PDF of @package whose draft has @digest, in @a; empty: there is none. A record that cannot be
 * asked has none. */
struct dais_str dais_proofs_get(struct dais_site *site, struct dais_str package,
    const struct dais_digest *digest, struct dais_arena *a);
/* Keeps a copy; what is larger than all that may be kept in memory is kept in the record only. */
void dais_proofs_put(struct dais_site *site, struct dais_str package,
    const struct dais_digest *digest, struct dais_str bytes);

#endif
