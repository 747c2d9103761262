/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Temporary folders of tests. None outlives the program that made it: it is taken away when that
 * ends, and when it was killed, by the next test that makes one of the same name.
 */
#ifndef DAIS_TESTS_SUPPORT_FOLDER_H
#define DAIS_TESTS_SUPPORT_FOLDER_H

#include <stdbool.h>

#define TEST_FOLDER_MAX 64u

/* A new folder dais-@name-... below /tmp, or in memory where that is possible (@in_memory: nothing
 * of it needs to survive a loss of power). At most 16 a program, which ends with 2 when none can be
 * made. */
const char *test_folder(const char *name, bool in_memory, char ret[TEST_FOLDER_MAX]);

#endif
