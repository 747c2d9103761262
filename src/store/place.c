/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a record is, as it may be said aloud.
 */
#include "base/buf.h"
#include "store/store.h"

bool
dais_store_is_postgresql(const char *where)
{
	struct dais_str w = dais_str_from(where);

	return dais_str_has_prefix(w, DAIS_STR("postgres://")) ||
	       dais_str_has_prefix(w, DAIS_STR("postgresql://"));
}

/* "user:secret@host:5432" without ":secret". The last "@" counts: a password in which one was not
 * escaped is not shown either. */
static void
put_server(struct dais_buf *out, struct dais_str server)
{
	size_t at = server.n, colon;

	while (at && server.p[at - 1] != '@')
		at--;
	if (!at) {
		dais_buf_put(out, server);
		return;
	}
	colon = dais_str_find_char(server, ':', 0);
	if (colon > at - 1)
		colon = at - 1;
	dais_buf_put(out, dais_str_sub(server, 0, colon));
	dais_buf_put(out, dais_str_sub(server, at - 1, server.n));
}

static bool
is_secret(struct dais_str parameter)
{
	return dais_str_has_prefix(parameter, DAIS_STR("password=")) ||
	       dais_str_has_prefix(parameter, DAIS_STR("sslpassword="));
}

struct dais_str
dais_store_place(struct dais_arena *a, const char *where)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str w = dais_str_from(where), rest, parameter;
	size_t server, path, query;
	bool first = true;

	if (!dais_store_is_postgresql(where))
		return dais_arena_dup(a, w);
	server = dais_str_find(w, DAIS_STR("://"), 0) + 3;
	query = dais_str_find_char(w, '?', server);
	path = dais_str_find_char(w, '/', server);
	if (query > w.n)
		query = w.n;
	if (path > query)
		path = query;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_buf_put(&out, dais_str_sub(w, 0, server));
	put_server(&out, dais_str_sub(w, server, path));
	dais_buf_put(&out, dais_str_sub(w, path, query));
	rest = query < w.n ? dais_str_sub(w, query + 1, w.n) : (struct dais_str){ 0 };
	while (dais_str_next(&rest, '&', &parameter)) {
		if (is_secret(parameter))
			continue;
		dais_buf_put_char(&out, first ? '?' : '&');
		dais_buf_put(&out, parameter);
		first = false;
	}
	return dais_buf_dup(&out, a);
}
