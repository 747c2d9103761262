/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/notice only.
 */
#ifndef DAIS_SERVICE_NOTICE_NOTICE_PRIV_H
#define DAIS_SERVICE_NOTICE_NOTICE_PRIV_H

#include "mark/json_read.h"
#include "service/notice/notice.h"

/* The word of the record for @state: "draft", "sent", "withdrawn". */
const char *notice_state_name(enum dais_notice_state state);
/* The notice that @thing holds, without words that are composed; *@ret_value (may be NULL): its
 * JSON. Both in @a, borrowing @thing. Errors: as dais_json_parse(). */
bool notice_read(const struct dais_thing *thing, struct dais_arena *a, struct dais_notice *ret,
    struct dais_json_value **ret_value, struct dais_err *err);
/* Composes what was not reworded, in @a. NOT_FOUND: its release or procedure is not there. */
bool notice_fill_words(struct dais_house *h, struct dais_notice *n, const char *address,
    struct dais_arena *a, struct dais_err *err);
/* Whether @actor may do @action with notices of @package; DENIED and why, or what keeps the package
 * from being read. */
bool notice_may(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_err *err);

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
