/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fill(struct dais_err *err, enum dais_err_code code, const char *fmt, va_list ap)
{
	DAIS_ASSERT(err->code == DAIS_ERR_NONE);
	err->code = code;
	(void)vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
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
