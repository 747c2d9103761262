/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of releases.
 */
#ifndef DAIS_SERVICE_HOUSE_RELEASE_PRIV_H
#define DAIS_SERVICE_HOUSE_RELEASE_PRIV_H

#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/release.h"

#define HOUSE_RELEASES_MAX 1000000

/* A file of a release, kept by its digest. */
struct house_kept_file {
	struct dais_str name;
	struct dais_digest digest;
};
typedef DAIS_VEC(struct house_kept_file) house_kept_files;

/* "12". */
struct dais_str house_release_id(unsigned number, struct dais_arena *a);
struct dais_str house_release_value(
    const struct dais_release *r, const house_kept_files *files, struct dais_arena *a);
/* @ret_files may be NULL. INTERNAL when it is damaged. */
bool house_release_parse(const struct dais_thing *t, struct dais_arena *a, struct dais_release *ret,
    house_kept_files *ret_files, struct dais_err *err);

/* ---- news ---- */

struct news_maker {
	const struct dais_record *before, *now;
	struct dais_arena *a;
	dais_news_vec *ret;
};
/* Adds a line about @id. */
struct dais_news *house_news_add(
    struct news_maker *m, enum dais_news_kind kind, const char *kind_of_thing, struct dais_str id);
/* News of the meetings; of items and of their annotations where there is a record before. */
void house_news_meetings(struct news_maker *m);
void house_news_items(struct news_maker *m);
void house_news_annotations(struct news_maker *m);
void house_news_sittings(struct news_maker *m);
/* Bodies, mandates, approvals. */
void house_news_rest(struct news_maker *m);
void house_news_silences(struct news_maker *m);
/* Whether @approval, of the record now or else of the one before, is told by the line of a silence
 * procedure. */
bool house_news_is_of_silence(const struct news_maker *m, struct dais_str approval);
/* Whether words that were there before changed, and in which languages. */
bool house_reworded(const struct dais_ml *x, const struct dais_ml *y, dais_lang_set *ret);
bool house_ml_equal(const struct dais_ml *x, const struct dais_ml *y);

#endif
