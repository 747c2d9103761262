/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a secretary does to items, on the example: ic has organization, transfer, environment,
 * other, report; ta has organization, environment, strategies, recommendations, review, other,
 * report.
 */
#ifndef DAIS_TESTS_HOUSE_ITEMS_SUPPORT_H
#define DAIS_TESTS_HOUSE_ITEMS_SUPPORT_H

#include "house_support.h"

#include "service/house/items.h"

/* An edit by the secretary of "untoc-2022" as it is now. */
struct dais_items_edit begin_items(struct test_house *t);
/* Commits it, which must succeed; the number of the change. */
uint64_t commit_items(struct test_house *t, struct dais_items_edit *e);

#endif
