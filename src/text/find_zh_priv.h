/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The finders of Chinese text. Each looks for its kind of fact at a byte, reports what is there
 * and returns the byte behind it, or 0.
 */
#ifndef DAIS_TEXT_FIND_ZH_PRIV_H
#define DAIS_TEXT_FIND_ZH_PRIV_H

#include "text/find_priv.h"

struct dais_find_zh {
	struct dais_str s;
	void (*fn)(void *ctx, const struct dais_fact *f);
	void *ctx;
	void (*no_day)(void *ctx, const struct dais_fact *f); /* or NULL */
	bool pm;       /* the time just before was in the afternoon ("下午3时至6时") */
	size_t pm_end; /* where that time ended */
};

/* find_zh_date.c: days, with their weekdays, and ranges of days. */
size_t dais_find_zh_dates(struct dais_find_zh *z, size_t at);
/* A date in figures, or of a masthead, whose lines stay in English: "29 January 2015". */
size_t dais_find_zh_masthead(const struct dais_find_zh *z, size_t at);
/* find_zh.c: an hour. */
size_t dais_find_zh_time(struct dais_find_zh *z, size_t at);

#endif
