/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>

#include "house_support.h"
#include "server.h"

void
choose_engine(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "postgresql") != 0)
		return;
	if (!server_start(false))
		exit(SERVER_SKIPPED);
	house_place = server_place;
}
