/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* Words of others are cut to their place with "%.100s", in the middle of a character if need be;
 * what is left of one is dropped, so that messages are always text. */
static void
drop_pieces(char *words)
{
	struct dais_str s = dais_str_from(words);
	size_t n = 0;

	if (dais_str_is_text(s, NULL))
		return;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t cp = dais_str_decode(s, &at);

		if (cp == 0xFFFD && at == from + 1)
			continue;
		memmove(words + n, words + from, at - from);
		n += at - from;
	}
	words[n] = '\0';
}

static void
fill(struct dais_err *err, enum dais_err_code code, const char *fmt, va_list ap)
{
	DAIS_ASSERT(err->code == DAIS_ERR_NONE);
	err->code = code;
	(void)vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	drop_pieces(err->msg);
}

bool
dais_err_set(struct dais_err *err, enum dais_err_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, code, fmt, ap);
	va_end(ap);
	return false;
}

bool
dais_err_errno(struct dais_err *err, int errnum, const char *fmt, ...)
{
	va_list ap;
	char text[128];
	size_t n;

	va_start(ap, fmt);
	fill(err, DAIS_ERR_IO, fmt, ap);
	va_end(ap);
	n = strlen(err->msg);
	(void)snprintf(
	    err->msg + n, sizeof(err->msg) - n, ": %s", strerror_r(errnum, text, sizeof(text)));
	return false;
}

bool
dais_err_hint(struct dais_err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(err->hint, sizeof(err->hint), fmt, ap);
	drop_pieces(err->hint);
	va_end(ap);
	return false;
}

bool
dais_err_context(struct dais_err *err, const char *fmt, ...)
{
	va_list ap;
	char inner[sizeof(err->context)];
	size_t n;

	memcpy(inner, err->context, sizeof(inner));
	va_start(ap, fmt);
	(void)vsnprintf(err->context, sizeof(err->context), fmt, ap);
	va_end(ap);
	n = strlen(err->context);
	if (inner[0])
		(void)snprintf(err->context + n, sizeof(err->context) - n, ", %s", inner);
	drop_pieces(err->context);
	return false;
}

_Noreturn void
dais_err_assert_failed(const char *cond, const char *file, int line, const char *func)
{
	(void)fprintf(stderr, "dais: bug: %s does not hold in %s (%s:%d); please report it\n", cond,
	    func, file, line);
	abort();
}

_Noreturn void
dais_err_no_memory(void)
{
	(void)fputs("dais: not enough memory\n", stderr);
	abort();
}
