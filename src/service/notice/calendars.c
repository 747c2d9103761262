/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The calendar that goes with a notice: the organization of work as iCalendar, as it was made when
 * the release was published.
 */
#include "mark/json_read.h"
#include "service/notice/notice_priv.h"

static bool
calendar_of(struct dais_house *h, struct dais_str package, struct dais_str document,
    enum dais_lang l, struct dais_arena *a, struct dais_str *ret)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_json_value *v;
	struct dais_digest digest;
	struct dais_thing file;
	struct dais_str type;

	return dais_store_thing(dais_house_store(h), package, DAIS_STR("file"),
		   dais_arena_printf(a, "%.*s/%s/ics", DAIS_STR_ARG(document), dais_lang_code(l)),
		   a, &file, &none) &&
	       dais_json_parse(a, file.value, &v, &none) &&
	       dais_digest_parse(dais_json_get_str(v, "digest"), &digest) &&
	       dais_store_file_get(dais_house_store(h), &digest, a, ret, &type, &none);
}

void
dais_notice_calendars(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, struct dais_str ret[DAIS_LANG_COUNT])
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ret[l] = DAIS_STR_NONE;
	if (!dais_house_released(h, package, release, &s, &none) ||
	    s->record->produces == DAIS_NONE)
		return;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (!calendar_of(h, package, s->record->documents.v[s->record->produces].id,
			(enum dais_lang)l, a, &ret[l]))
			ret[l] = DAIS_STR_NONE;
}
