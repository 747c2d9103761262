/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): a call that is made again
 * because its answer was lost is answered as the first time and done once.
 */
#ifndef DAIS_WEB_API_ONCE_PRIV_H
#define DAIS_WEB_API_ONCE_PRIV_H

#include "web/api/api_priv.h"

/* Whether the call was answered from memory, or refused: its key was used for another call (422),
 * or the first is still under way (409). Else its key is taken for this one. */
bool dais_api_once_is_answered(struct dais_api_call *c);
/* Remembers the answer under the key of the call, when it has one. */
void dais_api_once_keep(struct dais_api_call *c, unsigned status, struct dais_str body);
/* Lets go of the key: the call failed and may be made again. */
void dais_api_once_forget(struct dais_api_call *c);

#endif
