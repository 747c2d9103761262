/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record_support.h"

#include <stdio.h>
#include <unistd.h>

static char path[64];

struct dais_house *
record_open(void)
{
	struct dais_house_options options = { .store = { .where = path, .create = true } };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h;

	(void)snprintf(path, sizeof(path), "/tmp/dais-test-record-%d.db", (int)getpid());
	if (!dais_house_open(&options, &h, &err))
		fail_msg("%s", err.msg);
	return h;
}

uint64_t
record_import(struct dais_house *h, const char *folder, struct dais_str package)
{
	struct dais_actor program = dais_actor_program();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change;

	dais_diags_init(&diags, a);
	if (!dais_house_import(h, &program, folder, package, false, &diags, &change, &err))
		fail_msg("%s", err.msg);
	return change;
}

void
record_remove(struct dais_house *h)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	dais_house_close(h);
	for (size_t i = 0; i < 3; i++) {
		char name[80];

		(void)snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		(void)unlink(name);
	}
}
