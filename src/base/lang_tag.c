/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/lang_tag.h"

bool
dais_lang_of_tag(struct dais_str tag, enum dais_lang *ret_lang)
{
	char code[2];
	struct dais_str first = { code, 0 };

	while (first.n < tag.n && tag.p[first.n] != '-' && tag.p[first.n] != '_') {
		if (first.n == sizeof(code))
			return false;
		code[first.n] = tag.p[first.n];
		if (code[first.n] >= 'A' && code[first.n] <= 'Z')
			code[first.n] = (char)(code[first.n] | 0x20);
		first.n++;
	}
	return dais_lang_parse(first, ret_lang);
}
