/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of the sample document in six languages. */
#ifndef DAIS_TESTS_PDF_SAMPLE_WORDS_H
#define DAIS_TESTS_PDF_SAMPLE_WORDS_H

#include "base/lang.h"

struct sample_words {
	const char *un, *distr, *date, *language, *original, *cop, *bodies[2], *meeting, *place;
	const char *title, *annotations, *annex, *timetable, *documentation, *common, *letters[2];
	const char *continued, *item, *columns[3], *days[5], *hours[2], *titles[6], *parts[2];
	const char *draft, *note;
};

extern const struct sample_words sample_words[DAIS_LANG_COUNT];

#endif
