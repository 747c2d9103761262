/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A house in a folder of its own, with a clock that stands where the test sets it.
 */
#ifndef DAIS_TESTS_HOUSE_SUPPORT_H
#define DAIS_TESTS_HOUSE_SUPPORT_H

#include "support.h"

#include "service/house/edit.h"
#include "service/house/house.h"

struct test_house {
	struct dais_arena *a;
	struct dais_house *h;
	struct dais_diags diags;
	struct dais_err err;
	struct dais_actor program, secretary, other, translator; /* the last of French */
	int64_t now_ms;
	/* What happens the next time somebody asks what time it is; NULL: nothing. */
	void (*meanwhile)(struct test_house *t);
	char *dir;
	const char *where; /* the record */
};

/* Where records are made; NULL: files in temporary folders. */
extern const char *(*house_place)(void);
/* With "postgresql" on the command line: places of a server that is started here (house_server.c).
 */
void choose_engine(int argc, char **argv);
/* A new empty record; the test's state. */
int open_house(void **state);
int close_house(void **state);
/* Forgets what was reported. */
void fresh(struct test_house *t);
/* Fails with the message of t->err unless @ok. */
void assert_ok(struct test_house *t, bool ok);
/* That it failed with @code; forgets it. */
void assert_fails(struct test_house *t, bool ok, enum dais_err_code code);
/* The example untoc-2022 as package "untoc-2022" by the program. */
void import_example(struct test_house *t);
/* An edit of "untoc-2022". */
struct dais_house_edit *begin(
    struct test_house *t, const struct dais_actor *actor, enum dais_action action);
/* The value of a thing; "" when there is none. */
const char *value_of(struct test_house *t, const char *kind, const char *id);
uint64_t revision_of(struct test_house *t, const char *kind, const char *id);
uint64_t latest_of(struct test_house *t);

#define PACKAGE DAIS_STR("untoc-2022")

#endif
