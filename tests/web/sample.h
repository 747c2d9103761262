/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record as the portal shows it, without a store: a package from its folder, releases made up
 * for the test, rows of the index as a release would make them.
 */
#ifndef DAIS_TESTS_WEB_SAMPLE_H
#define DAIS_TESTS_WEB_SAMPLE_H

#include "web/portal/parts.h"

struct sample {
	struct dais_arena *arena;
	struct dais_record *record;
	struct dais_view_source source;
	dais_news_vec since;
	dais_index_body_vec bodies;
	dais_index_meeting_vec meetings;
	dais_index_document_vec documents;
	struct dais_search_query query;
	struct dais_search_result result;
};

/* Loads @dir; fails the test when it cannot. */
struct sample *sample_load(struct dais_arena *a, const char *dir, const char *package);

#endif
