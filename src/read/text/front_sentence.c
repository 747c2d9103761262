/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A gathering that a sentence of the front names with its body, place and days, as letters and
 * notes verbales do: "... to the twelfth session of the X, to be held in Y from 1 to 3 March 2027."
 */
#include "read/text/front_priv.h"

#define SENTENCE_MAX 1200u /* bytes of a paragraph that invites to a gathering */

void
read_gathering_in_sentence(struct reader *r)
{
	size_t end = front_end(r);

	if (r->named_by_gathering || (r->ordinal && r->has_body_name))
		return;
	for (size_t b = 0; b < end && !r->named_by_gathering; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct front_scan f;

		if (!read_is_body(r, b) || s.n > SENTENCE_MAX)
			continue;
		f = front_scan_of(r, s);
		if (f.ordinals != 1 || !f.has_range || f.ordinal_end > f.date_at ||
		    (r->ordinal && r->ordinal != f.ordinal) ||
		    (!front_is_held(r, dais_str_sub(s, f.ordinal_end, s.n)) &&
			front_held_when(r, s, &f) == SIZE_MAX))
			continue;
		if (!front_name_behind_gathering(r, b, &f))
			continue;
		r->ordinal = f.ordinal;
		r->noun = f.noun;
		if (!r->to.year) {
			r->from = f.from;
			r->to = f.to;
		}
		if (!r->place.n)
			r->place = front_place_held(r, s, &f);
		if (!r->place.n)
			r->place = front_place_behind(r, s, &f);
	}
}
