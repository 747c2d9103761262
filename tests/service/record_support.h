/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record in a file of this process, one at a time. Failures end the test.
 */
#ifndef TESTS_SERVICE_RECORD_SUPPORT_H
#define TESTS_SERVICE_RECORD_SUPPORT_H

#include "support/test.h"

#include "service/house/house.h"

/* A new, empty record. */
struct dais_house *record_open(void);
/* Imports the package in @folder under @package; returns the change. */
uint64_t record_import(struct dais_house *h, const char *folder, struct dais_str package);
/* Closes the record and takes its file away. */
void record_remove(struct dais_house *h);

#endif
