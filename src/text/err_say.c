/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Errors said again from what their sentences were made of.
 */
#include "text/err_say.h"

#include <errno.h>

/* What the system says, in the words of the C locale. */
static const struct {
	int number;
	const char *english;
} system_words[] = {
	{ EACCES, DAIS_MESSAGE("Permission denied") },
	{ EADDRINUSE, DAIS_MESSAGE("Address already in use") },
	{ EADDRNOTAVAIL, DAIS_MESSAGE("Cannot assign requested address") },
	{ EAGAIN, DAIS_MESSAGE("Resource temporarily unavailable") },
	{ EBADF, DAIS_MESSAGE("Bad file descriptor") },
	{ EBUSY, DAIS_MESSAGE("Device or resource busy") },
	{ ECONNREFUSED, DAIS_MESSAGE("Connection refused") },
	{ ECONNRESET, DAIS_MESSAGE("Connection reset by peer") },
	{ EDQUOT, DAIS_MESSAGE("Disk quota exceeded") },
	{ EEXIST, DAIS_MESSAGE("File exists") },
	{ EFBIG, DAIS_MESSAGE("File too large") },
	{ EINVAL, DAIS_MESSAGE("Invalid argument") },
	{ EIO, DAIS_MESSAGE("Input/output error") },
	{ EISDIR, DAIS_MESSAGE("Is a directory") },
	{ ELOOP, DAIS_MESSAGE("Too many levels of symbolic links") },
	{ EMFILE, DAIS_MESSAGE("Too many open files") },
	{ ENAMETOOLONG, DAIS_MESSAGE("File name too long") },
	{ ENFILE, DAIS_MESSAGE("Too many open files in system") },
	{ ENOENT, DAIS_MESSAGE("No such file or directory") },
	{ ENOMEM, DAIS_MESSAGE("Cannot allocate memory") },
	{ ENOSPC, DAIS_MESSAGE("No space left on device") },
	{ ENOTDIR, DAIS_MESSAGE("Not a directory") },
	{ ENOTEMPTY, DAIS_MESSAGE("Directory not empty") },
	{ ENXIO, DAIS_MESSAGE("No such device or address") },
	{ EPERM, DAIS_MESSAGE("Operation not permitted") },
	{ EPIPE, DAIS_MESSAGE("Broken pipe") },
	{ EROFS, DAIS_MESSAGE("Read-only file system") },
	{ ETIMEDOUT, DAIS_MESSAGE("Connection timed out") },
	{ EXDEV, DAIS_MESSAGE("Invalid cross-device link") },
};

/* A value may be a message itself, which stands in a table: several words, so that no name of a
 * file is taken for one. */
static struct dais_str
say_value(struct dais_arena *a, enum dais_lang l, struct dais_str value)
{
	const char *english;

	if (dais_str_find_char(value, ' ', 0) == SIZE_MAX)
		return value;
	english = dais_arena_cstr(a, value);
	return dais_str_from(dais_text_message_words(l, english));
}

/* Whether the sentence was said before, in the language of the reader, or is a message itself. */
static bool
is_value(const struct dais_err_sentence *of)
{
	return strcmp(of->english, "%s") == 0 || strcmp(of->english, "%.*s") == 0;
}

/* The sentence that stands in @said, in @l; NONE where it has no translation. */
static struct dais_str
say(struct dais_arena *a, enum dais_lang l, const char *said, const struct dais_err_sentence *of)
{
	struct dais_str values[DAIS_ERR_VALUES_MAX] = { { NULL, 0 } };

	for (unsigned i = 0; i < of->n; i++)
		values[i] = say_value(a, l,
		    dais_str_sub(dais_str_from(said), of->values[i].at,
			(size_t)of->values[i].at + of->values[i].n));
	/* A copy: the error may be gone before the words are. */
	if (is_value(of))
		return dais_arena_dup(a, values[0]);
	return dais_text_message_fill(a, l, of->english, values, of->n);
}

static const char *
system_english(int number)
{
	for (size_t i = 0; i < sizeof(system_words) / sizeof(system_words[0]); i++)
		if (system_words[i].number == number)
			return system_words[i].english;
	return NULL;
}

bool
dais_text_err_is_in(enum dais_lang l, const struct dais_err *err)
{
	return l == DAIS_LANG_EN || is_value(&err->msg_of) ||
	       dais_text_has_message(err->msg_of.english);
}

struct dais_str
dais_text_err_message(struct dais_arena *a, enum dais_lang l, const struct dais_err *err)
{
	struct dais_str message = say(a, l, err->msg, &err->msg_of), why;
	const char *english = system_english(err->errnum);

	if (message.n == 0)
		return dais_arena_dup(a, dais_str_from(err->msg));
	if (!err->errnum)
		return message;
	why = dais_str_from(english ? dais_text_message_words(l, english) : strerror(err->errnum));
	return dais_text_message(a, l, "%.*s: %.*s", DAIS_STR_ARG(message), DAIS_STR_ARG(why));
}

/* The frames of the context, outermost first, before @message. */
struct dais_str
dais_text_err_say(struct dais_arena *a, enum dais_lang l, const struct dais_err *err)
{
	struct dais_str s = dais_text_err_message(a, l, err), frame;

	if (!err->context[0])
		return s;
	for (unsigned i = err->frames; l != DAIS_LANG_EN && i > 0; i--) {
		frame = i > DAIS_ERR_FRAMES_MAX ? DAIS_STR_NONE
						: say(a, l, err->context, &err->context_of[i - 1]);
		if (frame.n == 0)
			break;
		s = dais_text_message(a, l, "%.*s: %.*s", DAIS_STR_ARG(frame), DAIS_STR_ARG(s));
		if (i == 1)
			return s;
	}
	return dais_text_message(
	    a, l, "%s: %.*s", err->context, DAIS_STR_ARG(dais_text_err_message(a, l, err)));
}

struct dais_str
dais_text_err_advice(struct dais_arena *a, enum dais_lang l, const struct dais_err *err)
{
	struct dais_str advice = say(a, l, err->hint, &err->hint_of);

	return advice.n ? advice : dais_arena_dup(a, dais_str_from(err->hint));
}
