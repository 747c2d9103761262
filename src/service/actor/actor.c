/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/actor/actor.h"

struct dais_actor
dais_actor_program(void)
{
	return (struct dais_actor){
		.account = DAIS_STR("dais"),
		.name = DAIS_STR("dais"),
		.language = DAIS_LANG_EN,
		.scopes = ~0u,
		.is_program = true,
	};
}
