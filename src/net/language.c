/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The language a request asks for.
 */
#include "base/lang_tag.h"
#include "net/http.h"

/* The quality of one entry of Accept-Language, "fr-CH;q=0.8", in thousandths. RFC 9110, 12.5.4. */
static unsigned
quality(struct dais_str entry)
{
	size_t q = dais_str_find(entry, DAIS_STR("q="), 0);
	unsigned value = 0, scale = 1000;

	if (q == SIZE_MAX)
		return 1000;
	for (size_t i = q + 2; i < entry.n && scale; i++) {
		if (entry.p[i] == '.')
			continue;
		if (entry.p[i] < '0' || entry.p[i] > '9')
			break;
		value += (unsigned)(entry.p[i] - '0') * scale;
		scale /= 10;
	}
	return value > 1000 ? 1000 : value;
}

enum dais_lang
dais_http_language(const struct dais_http_exchange *x)
{
	struct dais_str header = dais_http_header(x, "Accept-Language"), entry;
	enum dais_lang best = DAIS_LANG_EN;
	unsigned most = 0;

	while (dais_str_next(&header, ',', &entry)) {
		struct dais_str trimmed = dais_str_trim(entry);
		size_t tag = 0;
		enum dais_lang l;
		unsigned q = quality(trimmed);

		while (tag < trimmed.n && trimmed.p[tag] != ';' && trimmed.p[tag] != ' ')
			tag++;
		if (q > most && dais_lang_of_tag(dais_str_sub(trimmed, 0, tag), &l)) {
			best = l;
			most = q;
		}
	}
	return best;
}
