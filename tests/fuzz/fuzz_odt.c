/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as an ODT, or as the parts of one: what is read is a valid flow.
 */
#include "parts.h"

#include "read/odt/odt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = container_of(a, data, size);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_flow *flow;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (dais_odt_flow(a, bytes, DAIS_STR("fuzz.odt"), &flow, &d, &err))
		DAIS_ASSERT(dais_flow_is_valid(flow));
	else
		DAIS_ASSERT(err.code != DAIS_ERR_NONE);
	return 0;
}
