/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: texts that are translated, unit by unit.
 */
#ifndef DAIS_WEB_DESK_TRANSLATION_PRIV_H
#define DAIS_WEB_DESK_TRANSLATION_PRIV_H

#include "service/house/memory.h"
#include "service/house/units.h"
#include "web/desk/desk_priv.h"

/* A unit whose translation was refused. */
struct desk_refusal {
	struct dais_str unit;
	struct dais_str yours; /* what was sent */
	struct dais_str reason; /* in words; of a collision empty, then: */
	struct dais_str who; /* was faster; empty: it is not known, since a draft is no change */
	int64_t at_ms;
};

struct desk_translation {
	const struct dais_record *record;
	struct dais_str package;
	enum dais_lang from, to;
	const dais_unit_vec *units;
	const dais_memory_matches *matches; /* one a unit; NULL: none looked for */
	struct dais_unit_count counts[DAIS_LANG_COUNT]; /* of all target languages */
	bool all; /* done ones are shown as well */
	size_t skip; /* units to be shown that stand on earlier pages */
	bool may_edit; /* titles and annotations */
	bool may_edit_meeting; /* names of bodies and places */
	DAIS_VEC(struct desk_refusal) refusals;
};
/* Whether unit @u is to be shown; of those, so many stand on one page. */
#define DESK_UNITS_A_PAGE 120
bool dais_desk_unit_is_shown(const struct desk_translation *v, const struct dais_unit *u);
void dais_desk_write_translation(struct dais_page *p, const struct desk_translation *v);
/* Whether the unit may be translated by who looks at @v. */
bool dais_desk_may_translate(const struct desk_translation *v, const struct dais_unit *u);

/* The page of the translation, when something was refused; and its address. */
void dais_desk_show_translation(struct desk *d);
struct dais_str dais_desk_translation_path(const struct desk *d);

#endif
