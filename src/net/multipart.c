/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * multipart/form-data: the delimiters are found while the body comes, so that of a long file no
 * byte is looked at again; when it is whole, the header lines of each part are read, and its bytes
 * stay where they are.
 */
#include <strings.h>

#include "net/target.h"

#define BOUNDARY_MAX 70u
#define PART_HEADER_MAX 4096u
#define FIELD_MAX DAIS_HTTP_BODY_DEFAULT
#define DELIMITER_MAX (BOUNDARY_MAX + 4u)

struct net_scan {
	struct dais_arena *arena;
	struct dais_str delimiter;
	char tail[DELIMITER_MAX]; /* the end of what has come, shorter than a delimiter */
	size_t n_tail, seen;
	DAIS_VEC(size_t) at; /* where the delimiters begin */
};

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
add_field(struct dais_arena *a, const struct part *p, struct dais_http_request *r, size_t *fields_n,
    struct dais_err *err)
{
	struct dais_http_pair pair = { .name = p->name };
	char *text;
	size_t n = 0;

	if (p->bytes.n > FIELD_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "a field of the form is too long");
	*fields_n += p->bytes.n;
	if (*fields_n > NET_FIELDS_BYTES_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "the fields of the form are too long");
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
    size_t *fields_n, struct dais_err *err)
{
	struct part p = { .is_file = false };
	/* No header at all is written as an empty line alone. */
	bool bare = dais_str_has_prefix(content, DAIS_STR("\r\n"));
	/* Longer headers are refused: the bytes of a file are not looked through for their end. */
	size_t end =
	    bare ? 0 : find(dais_str_sub(content, 0, PART_HEADER_MAX + 4), DAIS_STR("\r\n\r\n"), 0);

	if (end == SIZE_MAX)
		return malformed(err);
	if (!read_headers(a, dais_str_sub(content, 0, end), &p, err))
		return false;
	p.bytes = dais_str_sub(content, end + (bare ? 2 : 4), content.n);
	if (!p.is_file)
		return add_field(a, &p, r, fields_n, err);
	/* A browser sends an empty part for a file field that was left alone. */
	if (p.file_name.n == 0 && p.bytes.n == 0)
		return true;
	*dais_vec_add(a, &r->uploads) = (struct dais_http_upload){ p.name, p.file_name, p.type,
		p.bytes, (size_t)(p.bytes.p - r->body.p) };
	return true;
}

/* ---- delimiters ---- */

/* Empty: the type has no boundary. */
static struct dais_str
delimiter_of(struct dais_arena *a, struct dais_str content_type)
{
	struct dais_str boundary = net_parameter(a, content_type, "boundary");

	if (boundary.n == 0 || boundary.n > BOUNDARY_MAX)
		return DAIS_STR_NONE;
	return dais_arena_printf(a, "\r\n--%.*s", DAIS_STR_ARG(boundary));
}

struct net_scan *
net_multipart_scan(struct dais_arena *a, struct dais_str content_type)
{
	struct net_scan *s;

	if (!dais_str_is(net_media_type(a, content_type), "multipart/form-data"))
		return NULL;
	s = DAIS_NEW(a, struct net_scan);
	s->arena = a;
	s->delimiter = delimiter_of(a, content_type);
	return s->delimiter.n ? s : NULL;
}

/* Who has more than these is refused: of a body that is nothing but delimiters no more are kept. */
static void
note_delimiter(struct net_scan *s, size_t at)
{
	if (s->at.n < NET_PARTS_MAX + 2)
		dais_vec_push(s->arena, &s->at, at);
}

/* One that begins in what has come before and ends in @piece. */
static void
scan_seam(struct net_scan *s, struct dais_str piece)
{
	char seam[2 * DELIMITER_MAX];
	size_t n = s->delimiter.n - 1 < piece.n ? s->delimiter.n - 1 : piece.n, at;

	memcpy(seam, s->tail, s->n_tail);
	memcpy(seam + s->n_tail, piece.p, n);
	at = find((struct dais_str){ seam, s->n_tail + n }, s->delimiter, 0);
	if (at < s->n_tail)
		note_delimiter(s, s->seen - s->n_tail + at);
	/* The last bytes of both are the tail of what comes next. */
	if (piece.n >= s->delimiter.n - 1) {
		s->n_tail = s->delimiter.n - 1;
		memcpy(s->tail, piece.p + piece.n - s->n_tail, s->n_tail);
		return;
	}
	n += s->n_tail;
	s->n_tail = n < s->delimiter.n - 1 ? n : s->delimiter.n - 1;
	memcpy(s->tail, seam + n - s->n_tail, s->n_tail);
}

void
net_scan_put(struct net_scan *s, struct dais_str piece)
{
	scan_seam(s, piece);
	for (size_t at = find(piece, s->delimiter, 0); at != SIZE_MAX;
	    at = find(piece, s->delimiter, at + s->delimiter.n))
		note_delimiter(s, s->seen + at);
	s->seen += piece.n;
}

/* The next delimiter from @from on; what lies before *@i was before it. */
static size_t
next_delimiter(const struct net_scan *s, size_t from, size_t *i)
{
	while (*i < s->at.n && s->at.v[*i] < from)
		++*i;
	return *i < s->at.n ? s->at.v[*i] : SIZE_MAX;
}

bool
net_multipart_read(struct dais_arena *a, struct dais_str content_type, const struct net_scan *scan,
    struct dais_http_request *r, struct dais_err *err)
{
	struct dais_str body = r->body, delimiter = delimiter_of(a, content_type);
	size_t at, i = 0, fields_n = 0;

	if (!delimiter.n || !scan)
		return malformed(err);
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
		end = next_delimiter(scan, at, &i);
		if (!dais_str_has_prefix(after, DAIS_STR("\r\n")) || end == SIZE_MAX ||
		    end < at + 2)
			return malformed(err);
		if (!add_part(a, dais_str_sub(body, at + 2, end), r, &fields_n, err))
			return false;
		at = end + delimiter.n;
	}
}
