/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What clients write, read strictly: request targets, queries, forms, cookies, lists of what they
 * accept. All of it is untrusted bytes; what comes out is UTF-8 without NUL. No I/O.
 */
#ifndef DAIS_NET_TARGET_H
#define DAIS_NET_TARGET_H

#include "net/http.h"

#define NET_TARGET_MAX 4096u   /* bytes of a request target */
#define NET_SEGMENTS_MAX 64u   /* of a path */
#define NET_PAIRS_MAX 4096u    /* of a query or form */
#define NET_PARTS_MAX 1024u    /* of a multipart form */
#define NET_FIELDS_BYTES_MAX                                                                       \
	((size_t)4 << 20) /* of all fields of a form, its files not counted                        \
			   */

/* "host" of "http://host/path"; empty: the target names none. */
struct dais_str net_target_host(struct dais_str target);

/* Takes "/path?query" or "http://host/path?query" apart. Refused: other forms; escapes that are
 * none; control characters; "\"; empty, "." and ".." segments (after escapes are undone); more than
 * NET_SEGMENTS_MAX segments. A "/" at the end is kept. Errors: INVALID, LIMIT. */
bool net_target_read(struct dais_arena *a, struct dais_str target, struct dais_str *ret_path,
    dais_http_pairs *ret_query, struct dais_err *err);

/* application/x-www-form-urlencoded, also the query's format. Line ends become "\n". */
bool net_form_read(
    struct dais_arena *a, struct dais_str body, dais_http_pairs *ret, struct dais_err *err);

/* Looks for the delimiters of multipart/form-data while the body comes; NULL: @content_type is
 * another, or has no boundary. In @a. Source: RFC 2046, 5.1.1. */
struct net_scan;
struct net_scan *net_multipart_scan(struct dais_arena *a, struct dais_str content_type);
void net_scan_put(struct net_scan *s, struct dais_str piece);
/* Reads the body of @r, all of which @scan (NULL: malformed) has been given. Uploads are views into
 * it. Source: RFC 7578. */
bool net_multipart_read(struct dais_arena *a, struct dais_str content_type,
    const struct net_scan *scan, struct dais_http_request *r, struct dais_err *err);

/* "text/html; charset=utf-8" -> "text/html", lower case; empty when it is no media type. */
struct dais_str net_media_type(struct dais_arena *a, struct dais_str content_type);
/* The value of a parameter of a header field, quotes undone; empty when there is none. */
struct dais_str net_parameter(struct dais_arena *a, struct dais_str field, const char *name);
/* The value of the cookie @name in a Cookie field; a view. Source: RFC 6265, 4.2. */
struct dais_str net_cookie(struct dais_str field, const char *name);
/* Whether a list such as "gzip;q=0.5, *;q=0" takes @what; @absent when it says nothing of it. */
bool net_accepts(struct dais_str list, const char *what, bool absent);
/* Whether the list of entity tags (or "*") has @etag, compared weakly. Source: RFC 9110, 13.1.2. */
bool net_etag_matches(struct dais_str list, struct dais_str etag);
/* The entity tag of @body: 24 hexadecimal digits in quotes, the same for the same bytes on machines
 * of one byte order. */
struct dais_str net_etag(struct dais_arena *a, struct dais_str body);
/* One range of bytes of @n; false: no range, or one to be ignored. *@ret_n 0: it cannot be met.
 * Source: RFC 9110, 14. */
bool net_range_read(struct dais_str field, size_t n, size_t *ret_from, size_t *ret_n);
/* Escapes a path for a Location field. */
struct dais_str net_escape_path(struct dais_arena *a, struct dais_str path);

#endif
