/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_SERVICE_NOTICE_NOTICE_PRIV_H
#define DAIS_SERVICE_NOTICE_NOTICE_PRIV_H

#include "service/notice/notice.h"

/* Subject and text in @l of a notice of @release, which @s shows; @before the release before it
 * (NULL: none): when the format has changed since, the notice that this asks for (R-HYB-06) comes
 * first.
 * @address is the site's. */
void dais_notice_compose(const struct dais_snapshot *s, const struct dais_snapshot *before,
    const struct dais_release *release, const char *address, enum dais_lang l, struct dais_arena *a,
    struct dais_str *ret_subject, struct dais_str *ret_text);

/* The same of a notice that tells @event of silence procedure @silence. */
void dais_notice_compose_silence(const struct dais_snapshot *s, size_t silence,
    struct dais_str event, const char *address, enum dais_lang l, struct dais_arena *a,
    struct dais_str *ret_subject, struct dais_str *ret_text);

/* @s as a header of a mail: one line. */
struct dais_str notice_one_line(struct dais_arena *a, struct dais_str s);

/* The organization of work of @release in each language, as iCalendar, in @a; empty where none was
 * made (yet): a notice goes without it then. */
void dais_notice_calendars(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, struct dais_str ret[DAIS_LANG_COUNT]);

#endif
