/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any text as document symbols: matches stay inside it, parsed symbols agree with their text.
 */
#include "base/err.h"
#include "model/symbol.h"

#define JOINT_MAX 8u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_symbol one, again, joint[JOINT_MAX];
	struct dais_str why = DAIS_STR_NONE;
	size_t n;

	if (!dais_str_is_text(s, NULL))
		return 0;
	if (dais_symbol_parse(a, s, &one, &why)) {
		DAIS_ASSERT(one.key.n <= one.text.n && one.base.n <= one.key.n);
		DAIS_ASSERT(dais_symbol_parse(a, one.key, &again, NULL));
		DAIS_ASSERT(dais_str_eq(again.key, one.key) && again.stars == 0);
	}
	n = dais_symbol_parse_joint(a, s, joint, JOINT_MAX);
	DAIS_ASSERT(n <= JOINT_MAX);
	/* The finder looks at every place of a running text; long ones are cut, it is quadratic. */
	for (size_t i = 0; i < s.n && i < 512; i++)
		DAIS_ASSERT(dais_symbol_match(dais_str_sub(s, i, s.n)) <= s.n - i);
	return 0;
}
