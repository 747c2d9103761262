/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether all servers in a row would see the same request: where it ends, and which fields it has.
 * The library is lenient here. Sources: RFC 9112, 5, 6.1, 6.3; RFC 9110, 5.5, 5.6.2, 8.6.
 */
#include <strings.h>

#include "net/http_priv.h"

#define LENGTH_DIGITS_MAX 18u

struct framing {
	unsigned lengths, codings;
	const char *end; /* of the field before */
	bool is_faulty;
};

static bool
is_token(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", c))
			return false;
	}
	return n > 0;
}

static bool
is_value(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static bool
is_length(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
	}
	return n > 0 && n <= LENGTH_DIGITS_MAX;
}

static bool
is_named(const char *name, size_t n, const char *wanted)
{
	return n == strlen(wanted) && strncasecmp(name, wanted, n) == 0;
}

/* ---- as they came ----
 * The library shows fields in the memory they were received in, their ends overwritten with NUL,
 * and hides there what it takes for harmless: a line that goes on a field (libmicrohttpd 0.9.75
 * adds it to the name, and moves that), what follows a NUL, a field without a name. Two servers
 * that see other fields see another request. */

#define MEMORY_MAX 65536

static bool
is_only(const char *from, const char *to, const char *bytes, size_t n)
{
	for (; from < to; from++) {
		if (!memchr(bytes, *from, n))
			return false;
	}
	return true;
}

/* Name and value stand beside each other, and after the field before nothing but the end of its
 * line. Memory that was received elsewhere is not compared. */
static bool
is_beside(const struct framing *f, const char *name, size_t n, const char *value)
{
	const char *end = name + n;

	if (!value || value <= end || value - end > MEMORY_MAX || !is_only(end, value, "\0 \t", 3))
		return false;
	return !f->end || name < f->end || name - f->end > MEMORY_MAX ||
	       is_only(f->end, name, "\0 \t\r\n", 5);
}

static enum MHD_Result
look(void *ctx, enum MHD_ValueKind kind, const char *name, size_t n, const char *value,
    size_t value_n)
{
	struct framing *f = ctx;

	(void)kind;
	if (!is_token(name, n) || !is_value(value, value_n) || !is_beside(f, name, n, value)) {
		f->is_faulty = true;
	} else if (is_named(name, n, MHD_HTTP_HEADER_CONTENT_LENGTH)) {
		f->lengths++;
		f->is_faulty = f->is_faulty || !is_length(value, value_n);
	} else if (is_named(name, n, MHD_HTTP_HEADER_TRANSFER_ENCODING)) {
		f->codings++;
		f->is_faulty = f->is_faulty || !is_named(value, value_n, "chunked");
	}
	f->end = value + value_n;
	return f->is_faulty ? MHD_NO : MHD_YES;
}

/* After the last field come the end of its line and an empty line: four bytes, or two when lines
 * end with a line feed alone. For the library a line that begins with ":" is the empty one. */
static bool
is_at_end(const char *end)
{
	size_t n = 0;

	while (*end == ' ' || *end == '\t')
		end++;
	while (n < 4 && end[n] == 0)
		n++;
	return n == 2 || n == 4;
}

bool
net_framing_is_sound(const struct dais_http_exchange *x)
{
	struct framing f = { 0 };

	(void)x->server->engine->get_values(x->connection, MHD_HEADER_KIND, look, &f);
	return !f.is_faulty && (!f.end || is_at_end(f.end)) && f.lengths + f.codings <= 1 &&
	       (!f.codings || strcmp(x->version, MHD_HTTP_VERSION_1_1) == 0);
}
