/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers that say what the facets need.
 */
#include "store/search_id.h"

#define DAY_MAX 65535

static const struct dais_date origin = { 1945, 1, 1 };

/* @value in @bits below what @number holds; one that does not fit is 0. */
static int64_t
add(int64_t number, unsigned bits, unsigned value)
{
	return number << bits | (value >> bits ? 0 : (int64_t)value);
}

int64_t
dais_search_id_first(const struct dais_search_id *id)
{
	int64_t day = id->date.year ? dais_date_to_days(id->date) - dais_date_to_days(origin) : 0,
		n;

	day = day < 0 ? 0 : day > DAY_MAX ? DAY_MAX : day;
	n = DAY_MAX - day;
	n = add(n, 3, (unsigned)id->language);
	n = add(n, 4, id->kind);
	n = add(n, 7, id->genre);
	n = add(n, 14, id->body);
	n = add(n, 1, id->restricted);
	return n << DAIS_SEARCH_SERIAL_BITS;
}

struct dais_search_id
dais_search_id_undated(int64_t number)
{
	uint64_t n = (uint64_t)number >> DAIS_SEARCH_SERIAL_BITS;

	return (struct dais_search_id){ .restricted = n & 1u,
		.body = n >> 1 & 0x3FFFu,
		.genre = n >> 15 & 0x7Fu,
		.kind = n >> 22 & 0xFu,
		.language = (enum dais_lang)(n >> 26 & 7u) };
}

struct dais_search_id
dais_search_id_of(int64_t number)
{
	struct dais_search_id id = dais_search_id_undated(number);
	int64_t day = DAY_MAX - (int64_t)((uint64_t)number >> DAIS_SEARCH_DAY_SHIFT & 0xFFFFu);

	if (day > 0)
		id.date = dais_date_from_days(dais_date_to_days(origin) + day);
	return id;
}
