/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is new, in words: one sentence for each line of a release's change list, for pages, feeds
 * and mails alike.
 */
#ifndef DAIS_SERVICE_NOTICE_SAY_H
#define DAIS_SERVICE_NOTICE_SAY_H

#include "service/house/release.h"

/* The sentence in @l, without a full stop, in @a. A title that is not there in @l is given in
 * another language. */
struct dais_str dais_news_say(const struct dais_news *news, enum dais_lang l, struct dais_arena *a);

#endif
