/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* Text that is being put into an array of bytes. */
struct sentence {
	char *to;
	size_t n,
	    room; /* room: bytes that are left, without the NUL; 0 once something was cut off */
};

/* Words of others may be cut in the middle of a character or hold anything: what is no text is
 * left out. Returns how many bytes were put. */
static size_t
put(struct sentence *to, struct dais_str s)
{
	const size_t before = to->n;

	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t cp = dais_str_decode(s, &at);

		if ((cp == 0xFFFD && at == from + 1) || cp == 0)
			continue;
		if (at - from > to->room) {
			to->room = 0;
			break;
		}
		memcpy(to->to + to->n, s.p + from, at - from);
		to->n += at - from;
		to->room -= at - from;
	}
	to->to[to->n] = '\0';
	return to->n - before;
}

/* A sentence that is being made of a message. */
struct making {
	struct sentence *to;
	struct dais_err_sentence *of;
};

static void
put_piece(void *ctx, struct dais_str piece, bool is_value)
{
	const struct making *m = ctx;
	struct dais_err_sentence *of = m->of;
	const size_t at = m->to->n, n = put(m->to, piece);

	if (!is_value)
		return;
	DAIS_ASSERT(of->n < DAIS_ERR_VALUES_MAX);
	of->values[of->n].at = (uint16_t)at;
	of->values[of->n].n = (uint16_t)n;
	of->n++;
}

/* Puts the message @english and notes in @of what it was made of. */
static void
print(struct sentence *to, struct dais_err_sentence *of, const char *english, va_list values)
{
	struct making m = { to, of };

	*of = (struct dais_err_sentence){ 0 };
	if (strlen(english) < sizeof(of->english))
		memcpy(of->english, english, strlen(english) + 1);
	dais_message_pieces(english, values, put_piece, &m);
}

/* The names in parentheses are no macros (end of base/err.h). */

static void
set(struct dais_err *err, enum dais_err_code code, const char *fmt, va_list ap)
{
	struct sentence msg = { err->msg, 0, sizeof(err->msg) - 1 };

	DAIS_ASSERT(err->code == DAIS_ERR_NONE);
	err->code = code;
	print(&msg, &err->msg_of, fmt, ap);
}

bool(dais_err_set)(struct dais_err *err, enum dais_err_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(err, code, fmt, ap);
	va_end(ap);
	return false;
}

bool(dais_err_errno)(struct dais_err *err, int errnum, const char *fmt, ...)
{
	va_list ap;
	char text[128];
	size_t n;

	va_start(ap, fmt);
	set(err, DAIS_ERR_IO, fmt, ap);
	va_end(ap);
	err->errnum = errnum;
	n = strlen(err->msg);
	(void)snprintf(
	    err->msg + n, sizeof(err->msg) - n, ": %s", strerror_r(errnum, text, sizeof(text)));
	return false;
}

bool(dais_err_hint)(struct dais_err *err, const char *fmt, ...)
{
	struct sentence hint = { err->hint, 0, sizeof(err->hint) - 1 };
	va_list ap;

	va_start(ap, fmt);
	print(&hint, &err->hint_of, fmt, ap);
	va_end(ap);
	return false;
}

/* The inner frames stand @by bytes further on. */
static void
move_frames(struct dais_err *err, size_t by)
{
	for (unsigned i = 1; i < err->frames && i < DAIS_ERR_FRAMES_MAX; i++)
		for (unsigned k = 0; k < err->context_of[i].n; k++)
			err->context_of[i].values[k].at += (uint16_t)by;
}

bool(dais_err_context)(struct dais_err *err, const char *fmt, ...)
{
	struct sentence context = { err->context, 0, sizeof(err->context) - 1 };
	char inner[sizeof(err->context)];
	va_list ap;

	memcpy(inner, err->context, sizeof(inner));
	memmove(err->context_of + 1, err->context_of,
	    (DAIS_ERR_FRAMES_MAX - 1) * sizeof(err->context_of[0]));
	va_start(ap, fmt);
	print(&context, &err->context_of[0], fmt, ap);
	va_end(ap);
	err->frames++;
	if (inner[0]) {
		(void)put(&context, DAIS_STR(", "));
		move_frames(err, context.n);
		(void)put(&context, dais_str_from(inner));
	}
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
