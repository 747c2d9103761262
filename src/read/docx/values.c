/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Values of attributes. Source: ECMA-376-1:2016, 22.9.2 (shared simple types).
 */
#include "read/docx/docx_priv.h"
#include "read/flow/length.h"

bool
docx_is_on(const struct dais_xml_tag *tag)
{
	struct dais_str v = dais_xml_value(tag, DOCX_VALUE);

	return !dais_str_is(v, "0") && !dais_str_is(v, "false") && !dais_str_is(v, "off");
}

int
docx_int(struct dais_str value)
{
	int64_t v;
	bool minus = value.n && value.p[0] == '-';

	if (!dais_str_to_int(dais_str_sub(value, minus, value.n), 0, 10000000, &v))
		return DOCX_UNSET;
	return minus ? -(int)v : (int)v;
}

int
docx_twips(struct dais_str value)
{
	int twips;

	return dais_flow_length(value, &twips) ? twips : DOCX_UNSET;
}
