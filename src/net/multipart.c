/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * multipart/form-data over a body that is whole: every part is found by the delimiter, its header
 * lines are read, its bytes stay where they are.
 */
#include <strings.h>

#include "net/target.h"

#define BOUNDARY_MAX 70u
#define PART_HEADER_MAX 4096u

struct part {
	struct dais_str name, file_name, type, bytes;
	bool is_file, is_form_data;
};

static bool
malformed(struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID, "the form with files is not well formed");
}

static size_t
find(struct dais_str s, struct dais_str what, size_t from)
{
	const char *at = from <= s.n ? memmem(s.p + from, s.n - from, what.p, what.n) : NULL;

	return at ? (size_t)(at - s.p) : SIZE_MAX;
}

static bool
header_name_is(struct dais_str line, const char *name, struct dais_str *ret_value)
{
	size_t colon = dais_str_find_char(line, ':', 0), n = strlen(name);

	if (colon != n || strncasecmp(line.p, name, n) != 0)
		return false;
	*ret_value = dais_str_trim(dais_str_sub(line, colon + 1, line.n));
	return true;
}

/* Names of files come as browsers send them: UTF-8, with %22 for a quote (WHATWG HTML, 4.10.21.8).
 * Only what follows the last separator is a name. */
static struct dais_str
base_name(struct dais_str path)
{
	for (size_t i = path.n; i-- > 0;) {
		if (path.p[i] == '/' || path.p[i] == '\\')
			return dais_str_sub(path, i + 1, path.n);
	}
	return path;
}

static bool
read_headers(struct dais_arena *a, struct dais_str headers, struct part *p, struct dais_err *err)
{
	struct dais_str line, value;

	if (headers.n > PART_HEADER_MAX || !dais_str_is_text(headers, NULL))
		return malformed(err);
	while (dais_str_next_line(&headers, &line)) {
		if (header_name_is(line, "content-disposition", &value)) {
			p->is_form_data = value.n > 9 && strncasecmp(value.p, "form-data", 9) == 0;
			p->name = net_parameter(a, value, "name");
			p->file_name = base_name(net_parameter(a, value, "filename"));
			p->is_file = find(value, DAIS_STR("filename="), 0) != SIZE_MAX;
		} else if (header_name_is(line, "content-type", &value)) {
			p->type = net_media_type(a, value);
		}
	}
	return p->is_form_data && p->name.n ? true : malformed(err);
}

static bool
add_field(
    struct dais_arena *a, const struct part *p, struct dais_http_request *r, struct dais_err *err)
{
	struct dais_http_pair pair = { .name = p->name };
	char *text;
	size_t n = 0;

	if (!dais_str_is_text(p->bytes, NULL))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "a field of the form is not well-formed text");
	text = dais_arena_alloc(a, p->bytes.n + 1);
	for (size_t i = 0; i < p->bytes.n; i++) {
		if (p->bytes.p[i] == '\r' && i + 1 < p->bytes.n && p->bytes.p[i + 1] == '\n')
			continue;
		text[n++] = p->bytes.p[i] == '\r' ? '\n' : p->bytes.p[i];
	}
	pair.value = (struct dais_str){ text, n };
	dais_vec_push(a, &r->fields, pair);
	return true;
}

static bool
add_part(struct dais_arena *a, struct dais_str content, struct dais_http_request *r,
    struct dais_err *err)
{
	struct part p = { .is_file = false };
	/* No header at all is written as an empty line alone. */
	bool bare = dais_str_has_prefix(content, DAIS_STR("\r\n"));
	size_t end = bare ? 0 : find(content, DAIS_STR("\r\n\r\n"), 0);

	if (end == SIZE_MAX)
		return malformed(err);
	if (!read_headers(a, dais_str_sub(content, 0, end), &p, err))
		return false;
	p.bytes = dais_str_sub(content, end + (bare ? 2 : 4), content.n);
	if (!p.is_file)
		return add_field(a, &p, r, err);
	/* A browser sends an empty part for a file field that was left alone. */
	if (p.file_name.n == 0 && p.bytes.n == 0)
		return true;
	*dais_vec_add(a, &r->uploads) =
	    (struct dais_http_upload){ p.name, p.file_name, p.type, p.bytes };
	return true;
}

bool
net_multipart_read(struct dais_arena *a, struct dais_str content_type, struct dais_str body,
    struct dais_http_request *r, struct dais_err *err)
{
	struct dais_str boundary = net_parameter(a, content_type, "boundary"), delimiter;
	size_t at;

	if (boundary.n == 0 || boundary.n > BOUNDARY_MAX)
		return malformed(err);
	delimiter = dais_arena_printf(a, "\r\n--%.*s", DAIS_STR_ARG(boundary));
	/* The first one stands at the very beginning, without a line before it. */
	if (!dais_str_has_prefix(body, dais_str_sub(delimiter, 2, delimiter.n)))
		return malformed(err);
	at = delimiter.n - 2;
	for (unsigned n = 0;; n++) {
		struct dais_str after = dais_str_sub(body, at, body.n);
		size_t end;

		if (dais_str_has_prefix(after, DAIS_STR("--")))
			return true;
		if (n >= NET_PARTS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT, "the form has too many fields");
		end = find(body, delimiter, at);
		if (!dais_str_has_prefix(after, DAIS_STR("\r\n")) || end == SIZE_MAX ||
		    end < at + 2)
			return malformed(err);
		if (!add_part(a, dais_str_sub(body, at + 2, end), r, err))
			return false;
		at = end + delimiter.n;
	}
}
