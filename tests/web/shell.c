/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shell.h"

#include "web/page_priv.h"

static struct dais_site site = { .address = "https://meetings.example.org" };

void
shell_begin(struct dais_page *p, enum dais_lang l, struct dais_arena *a)
{
	struct dais_page_head head = { .title = DAIS_STR("dais"),
		.path = DAIS_STR("/desk"),
		.section = "desk",
		.desk = true };

	dais_page_begin_alone(&site, a, l, p);
	dais_page_open(p, &head);
}

struct dais_str
shell_end(struct dais_page *p)
{
	dais_page_foot(p);
	return dais_page_taken(p);
}
