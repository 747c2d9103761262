/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What calendar programs, readers of feeds and search engines ask for again and again: answered by
 * when the index last changed, before anything is made.
 */
#include "web/feeds/feed.h"

bool
dais_feed_stamp(
    struct dais_site *site, const dais_store_strs *bodies, int64_t *ret, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(site->house);

	*ret = 0;
	for (size_t i = 0; i < bodies->n; i++) {
		int64_t one;

		if (!dais_index_body_stamp(store, bodies->v[i], &one, err))
			return false;
		*ret = one > *ret ? one : *ret;
	}
	return bodies->n || dais_index_body_stamp(store, DAIS_STR_NONE, ret, err);
}

bool
dais_feed_has(const struct dais_site *site, struct dais_http_exchange *x, int64_t stamp,
    struct dais_date from)
{
	struct dais_arena *a = dais_http_arena(x);
	struct dais_digest d = dais_digest_of(dais_arena_printf(a, "%s\n%s\n%s\n%.*s\n%lld\n%lld",
	    DAIS_VERSION, site->name ? site->name : "", site->address ? site->address : "",
	    DAIS_STR_ARG(dais_feed_self(x)), (long long)stamp,
	    dais_date_is_set(from) ? (long long)dais_date_to_days(from) : 0));

	return dais_http_known(
	    x, dais_arena_printf(a, "\"%.24s\"", dais_arena_cstr(a, dais_digest_hex(a, &d))));
}

bool
dais_feed_known(struct dais_page *p, int64_t stamp, struct dais_date from)
{
	return dais_feed_has(p->site, p->exchange, stamp, from);
}
