/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A few things of a working package as a record, for lists over many packages, which must not read
 * each of them whole.
 */
#ifndef DAIS_SERVICE_HOUSE_FEW_H
#define DAIS_SERVICE_HOUSE_FEW_H

#include "service/house/house.h"

/* The bodies and meetings of @package and, as far as they are still there, those of the @n things
 * @wanted (kind and id) that people have names for, with the things they are named after: the item
 * of an annotation, the document of a file. Only names are to be taken from it: it is not whole,
 * numbers in it are others, and what is wrong in it is not told. In @a; NULL when the store cannot
 * be read. */
const struct dais_record *dais_house_few(struct dais_house *h, struct dais_str package,
    const struct dais_change_entry *wanted, size_t n, struct dais_arena *a);

#endif
