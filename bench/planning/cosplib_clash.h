/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who should not be at the same time: groups of submissions and tracks of which at most one may
 * take place in a session, as a demand or for a price a pair.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_CLASH_H
#define DAIS_BENCH_PLANNING_COSPLIB_CLASH_H

#include "planning/cosplib_patterns.h"

struct cosplib_member {
	bool track; /* the track, in any of its sessions; else the submission */
	size_t index;
};

struct cosplib_clash {
	int64_t weight; /* of each pair that meets; 0: none may */
	DAIS_VEC(struct cosplib_member) members; /* of different tracks */
};

struct cosplib_clashes {
	DAIS_VEC(struct cosplib_clash) v;
	bool *mixed; /* of a track: its submissions are looked at one by one, because one of them
		      * (and not the track) is in a clash, because their order counts, or because
		      * what they cost is not known */
};

/* The clashes of @p under @aim. Pairs with a price are in one clash each; a group whose pairs all
 * clash for no price (demands) may overlap others. */
struct cosplib_clashes *cosplib_clashes(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, struct dais_arena *a);
/* The track of a member. */
size_t cosplib_member_track(const struct cosplib *p, const struct cosplib_member *m);

#endif
