/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Values of attributes. Source: ECMA-376-1:2016, 22.9.2 (shared simple types).
 */
#include "read/docx/docx_priv.h"

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

/* Twips in a unit of ST_UniversalMeasure, times 100; 0 for none. */
static int
unit_of(struct dais_str s)
{
	static const struct {
		const char *unit;
		int hundredths;
	} units[] = { { "", 100 }, { "pt", 2000 }, { "mm", 5669 }, { "cm", 56693 },
		{ "in", 144000 }, { "pc", 24000 }, { "pi", 24000 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (dais_str_is(s, units[i].unit))
			return units[i].hundredths;
	}
	return 0;
}

int
docx_twips(struct dais_str value)
{
	size_t at = value.n && value.p[0] == '-';
	int64_t thousandths = 0, scale = 1000;
	bool point = false, digit = false;
	int unit;

	for (; at < value.n; at++) {
		char c = value.p[at];

		if (c == '.' && !point) {
			point = true;
		} else if (c >= '0' && c <= '9') {
			digit = true;
			if (point)
				scale /= 10;
			if (thousandths < 1000000000)
				thousandths = point ? thousandths + (c - '0') * scale
						    : thousandths * 10 + (int64_t)(c - '0') * 1000;
		} else {
			break;
		}
	}
	unit = unit_of(dais_str_sub(value, at, value.n));
	if (!digit || !unit)
		return DOCX_UNSET;
	thousandths = thousandths * unit / 100000;
	if (thousandths > 100000)
		thousandths = 100000;
	return value.p[0] == '-' ? -(int)thousandths : (int)thousandths;
}
