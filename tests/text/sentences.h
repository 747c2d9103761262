/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rows of sentences, each with all that is found in it in one line of words.
 */
#ifndef DAIS_TESTS_TEXT_SENTENCES_H
#define DAIS_TESTS_TEXT_SENTENCES_H

#include "support/test.h"

#include "base/buf.h"
#include "text/text.h"

struct sentence {
	enum dais_lang l;
	const char *text;
	const char *want; /* as the test describes what is found */
};

/* Appends to @ret what is found in @s, in words. */
typedef void (*sentence_reader)(const struct sentence *s, struct dais_buf *ret);

/* Fails at the first of @n rows of which @read finds anything but what the row wants. */
static inline void
assert_sentences(const struct sentence *rows, size_t n, sentence_reader read)
{
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++) {
		DAIS_BUF_AUTO b = { 0 };

		dais_buf_init(&b, 4096);
		dais_buf_puts(&b, "");
		read(&rows[i], &b);
		if (!dais_str_is(dais_buf_str(&b), rows[i].want))
			fail_msg("\"%s\": got \"%.*s\", expected \"%s\"", rows[i].text,
			    DAIS_STR_ARG(dais_buf_str(&b)), rows[i].want);
	}
}

#endif
