/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What clients write. The first byte says as what the rest is read: a target, a form, a form with
 * files (its content type is the first line), header fields. What comes out is text, and views lie
 * within the input.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "net/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct dais_str s)
{
	if (!dais_str_is_text(s, NULL))
		abort();
}

static void
check_pairs(const dais_http_pairs *pairs)
{
	for (size_t i = 0; i < pairs->n; i++) {
		check(pairs->v[i].name);
		check(pairs->v[i].value);
	}
}

static void
read_target(struct dais_arena *a, struct dais_str in)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs query = { NULL, 0, 0 };
	struct dais_str path;

	if (!net_target_read(a, in, &path, &query, &err))
		return;
	check(path);
	check_pairs(&query);
	if (path.p[0] != '/' || dais_str_find(path, DAIS_STR("//"), 0) != SIZE_MAX)
		abort();
	check(net_escape_path(a, path));
}

static void
read_multipart(struct dais_arena *a, struct dais_str in)
{
	struct dais_http_request r = { .method = DAIS_HTTP_POST };
	struct dais_err err = DAIS_ERR_INIT;
	struct net_scan *scan;
	struct dais_str type;

	if (!dais_str_next_line(&in, &type))
		return;
	scan = net_multipart_scan(a, type);
	for (size_t at = 0, n = 1; scan && at < in.n; at += n, n = n * 3 % 97)
		net_scan_put(scan, dais_str_sub(in, at, at + n));
	r.body = in;
	if (!net_multipart_read(a, type, scan, &r, &err))
		return;
	check_pairs(&r.fields);
	for (size_t i = 0; i < r.uploads.n; i++) {
		check(r.uploads.v[i].field);
		check(r.uploads.v[i].file_name);
		if (r.uploads.v[i].bytes.n > in.n)
			abort();
	}
}

static void
read_fields(struct dais_arena *a, struct dais_str in)
{
	size_t from = 0, n = 0;

	(void)net_media_type(a, in);
	(void)net_parameter(a, in, "name");
	if (net_cookie(in, "session").n > in.n)
		abort();
	(void)net_accepts(in, "gzip", false);
	(void)net_accepts(in, "text/html", false);
	(void)net_etag_matches(in, DAIS_STR("\"a\""));
	if (net_range_read(in, 1000, &from, &n) && (from > 1000 || n > 1000 - from))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dais_arena *a;
	struct dais_str in;
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs fields = { NULL, 0, 0 };

	if (size == 0)
		return 0;
	a = dais_arena_new(0);
	in = (struct dais_str){ (const char *)data + 1, size - 1 };
	switch (data[0] % 4) {
	case 0:
		read_target(a, in);
		break;
	case 1:
		if (net_form_read(a, in, &fields, &err))
			check_pairs(&fields);
		break;
	case 2:
		read_multipart(a, in);
		break;
	default:
		read_fields(a, in);
		break;
	}
	dais_arena_free(a);
	return 0;
}
