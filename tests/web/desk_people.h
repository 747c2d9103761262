/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_TESTS_WEB_DESK_PEOPLE_H
#define DAIS_TESTS_WEB_DESK_PEOPLE_H

#include "web/site.h"

#define DESK_PEOPLE 4

/* Person @who signs in with the cookie who=<account>. */
void desk_people_set(unsigned who, const struct dais_actor *actor);

#endif
