/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a line may break: the pair rules of UAX #14 (Unicode line breaking) over ICU's line
 * break classes, without dictionaries and without its locale data, which would cost more to load
 * than six agendas to set. Departures: a solidus breaks only in addresses; quotation marks in
 * Chinese are brackets.
 */
#ifndef DAIS_WRITE_PDF_BREAKS_H
#define DAIS_WRITE_PDF_BREAKS_H

#include <stdbool.h>
#include <stdint.h>

enum dais_break {
	DAIS_BREAK_NONE,
	DAIS_BREAK_SPACE,  /* between words, or between ideographs */
	DAIS_BREAK_HYPHEN, /* after a hyphen or dash */
	DAIS_BREAK_URL     /* inside an address */
};

struct dais_breaker {
	bool chinese;   /* the document is Chinese */
	int before;     /* class of the last character that is not a space; -1 at the start */
	int last;       /* class of the last character */
	uint32_t cp;    /* the last character */
	uint32_t cp_before;
};

/* At the start of a paragraph; @chinese: the document is Chinese. */
void dais_breaker_init(struct dais_breaker *b, bool chinese);
/* Takes the next character and says whether a break is allowed before it. */
enum dais_break dais_breaker_next(struct dais_breaker *b, uint32_t cp, bool in_url);
/* Whether @cp is an ideograph or belongs to ideographic text (stands on a full square). */
bool dais_cp_is_wide(uint32_t cp);

#endif
