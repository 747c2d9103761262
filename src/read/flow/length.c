/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/flow/length.h"

/* Twips in a unit, times 100; 0 for none. */
static int
unit_of(struct dais_str s)
{
	static const struct {
		const char *unit;
		int hundredths;
	} units[] = { { "", 100 }, { "pt", 2000 }, { "mm", 5669 }, { "cm", 56693 },
		{ "in", 144000 }, { "pc", 24000 }, { "pi", 24000 }, { "px", 1500 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (dais_str_is(s, units[i].unit))
			return units[i].hundredths;
	}
	return 0;
}

bool
dais_flow_length(struct dais_str value, int *ret_twips)
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
		return false;
	thousandths = thousandths * unit / 100000;
	if (thousandths > 100000)
		thousandths = 100000;
	*ret_twips = value.p[0] == '-' ? -(int)thousandths : (int)thousandths;
	return true;
}
