/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/portal and src/web/feeds only: from the house to the views of pages.
 */
#ifndef DAIS_WEB_PORTAL_LOAD_H
#define DAIS_WEB_PORTAL_LOAD_H

#include "web/portal/view.h"
#include "web/site.h"

/* The last release of a package, as it is shown. */
struct dais_portal_loaded {
	const struct dais_snapshot *snapshot; /* to be released by the caller */
	struct dais_view_source source;
	dais_release_vec releases;
	dais_view_file_vec files;
	dais_news_vec since_news;
};

/* Loads the last release of @package as @actor may see it: documents of restricted distribution are
 * shown to who may read them at its meetings, and pages with them are kept by nobody. @since: a
 * release from which on changes are asked for, or 0. Lists lie in @a. NOT_FOUND when nothing has
 * been released, or @since is no release of it; else as below. */
bool dais_portal_load(struct dais_site *site, const struct dais_actor *actor,
    struct dais_str package, unsigned since, struct dais_arena *a, struct dais_portal_loaded *ret,
    struct dais_err *err);
/* The bodies with the @keys (each once, else they are looked up again) as far as they are known,
 * and all above them; *@ret lies in @a. Errors here and below: BUSY, IO, INTERNAL (a record that is
 * damaged). */
bool dais_portal_bodies_load(struct dais_site *site, const dais_store_strs *keys,
    struct dais_arena *a, struct dais_view_bodies *ret, struct dais_err *err);
/* Adds @rows to *@ret as lists show them, in their order, with the names of their bodies in all
 * languages and the rest in @l. Views borrow the rows and lie in @a. */
bool dais_portal_meetings_view(struct dais_site *site, const dais_index_meeting_vec *rows,
    enum dais_lang l, struct dais_arena *a, dais_view_meeting_vec *ret, struct dais_err *err);
/* What is new in @package, with its name: from the index and its releases, without reading its
 * record; *@ret lies in @a. NOT_FOUND: there is no such package. */
bool dais_portal_load_news(struct dais_site *site, struct dais_str package, enum dais_lang l,
    struct dais_arena *a, const struct dais_view_package **ret, struct dais_err *err);
/* What corrects, adds to or revises document @d of @package, or is by it, in other packages: what
 * is public of it. */
bool dais_portal_relatives(struct dais_site *site, struct dais_str package,
    const struct dais_document *d, struct dais_arena *a, dais_view_relative_vec *ret,
    struct dais_err *err);
/* Answers with the problem @err is, as a page. */
void dais_portal_fail(struct dais_page *p, const struct dais_err *err);

#endif
