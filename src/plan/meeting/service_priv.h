/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms and teams: shared by service.c, room.c and assign.c.
 */
#ifndef DAIS_PLAN_MEETING_SERVICE_PRIV_H
#define DAIS_PLAN_MEETING_SERVICE_PRIV_H

#include "plan/meeting/encoder_priv.h"

/* What a sitting needs of its room and its team. */
struct dais_needs {
	unsigned seats;
	dais_lang_set languages;
	bool remote;
};

/* Whether members of class @c serve such a sitting, at whatever time. */
bool dais_service_fits(
    const struct dais_encoder *e, const struct dais_service *s, size_t c, struct dais_needs needs);
/* Whether the members of class @c never reach a limit of a day or a week. */
bool dais_service_tireless(const struct dais_encoder *e, const struct dais_service *s, size_t c);
/* Whether nothing tells the rooms @x and @y apart: seats, equipment, when they are free, demands.
 */
bool dais_rooms_alike(const struct dais_encoder *e, size_t x, size_t y);
/* A seat for everyone where several joints meet. */
void dais_encode_seats(struct dais_encoder *e);
/* Of rooms that are alike, the one that bodies of lower number use comes first. */
void dais_encode_room_order(struct dais_encoder *e);

/* Give each sitting of @plan its room and its team: the model has only counted them. Scratch
 * in @a. */
void dais_assign_rooms(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *plan);
void dais_assign_teams(const struct dais_encoder *e, struct dais_arena *a, struct dais_plan *plan);

/* "Class @c serves body @b, alone, in slot @t" where nothing may change. */
dais_literal dais_service_held(
    const struct dais_encoder *e, const struct dais_service *s, size_t b, size_t t, size_t c);

/* "Class @c serves body @b, alone, in slot @t" */
static inline dais_literal
dais_service_of_body(
    const struct dais_encoder *e, const struct dais_service *s, size_t b, size_t t, size_t c)
{
	const dais_literal *v = s->body[b * e->slots + t];

	if (v)
		return v[c];
	return e->alone[b * e->slots + t] == e->no ? e->no : dais_service_held(e, s, b, t, c);
}

/* "Class @c serves the sitting of joint @j in slot @t" */
static inline dais_literal
dais_service_of_joint(
    const struct dais_encoder *e, const struct dais_service *s, size_t j, size_t t, size_t c)
{
	const dais_literal *v = s->joint[j * e->slots + t];

	if (v)
		return v[c];
	return e->use[j * e->slots + t] == e->no
		   ? e->no
		   : dais_service_held(e, s, e->joints.v[j].bodies.v[0], t, c);
}

#endif
