/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What days and hours that are typed have in common.
 */
#ifndef DAIS_TEXT_TYPED_PRIV_H
#define DAIS_TEXT_TYPED_PRIV_H

#include "text/typed.h"

/* Without invisible characters, digits as ASCII, separators of figures as '.', '/', '-' and ':'. */
struct typed {
	char bytes[DAIS_TYPED_MAX + 1];
	size_t n;
	bool has_letters; /* anything but digits, separators and white space */
};

/* False: @s is empty or longer than DAIS_TYPED_MAX. Nothing becomes longer than it was. */
bool dais_typed_clean(struct dais_str s, struct typed *ret);
/* As dais_text_typed_day(); of OTHER_WEEKDAY and WITHOUT_YEAR in words *@ret is the day, too. */
enum dais_typed dais_typed_day_in(
    enum dais_lang l, struct dais_str s, struct dais_date *ret, int *ret_weekday);

#endif
