/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * FTS5 is given positions that are cut already (search_tokens.h): its tokenizer has nothing to do
 * but to part them. Its bm25() counts all matches of a word before it ranks one; search_rank()
 * looks at the text at hand only.
 */
#include "store/search_sqlite.h"

#include <stdlib.h>

#include "base/str.h"
#include "store/search_weigh.h"

#define SPLIT_ALTERNATIVES '\x1F'

static int
tokenizer_create(void *ctx, const char **args, int n, Fts5Tokenizer **ret)
{
	static int nothing;

	(void)ctx;
	(void)args;
	(void)n;
	*ret = (Fts5Tokenizer *)(void *)&nothing;
	return SQLITE_OK;
}

static void
tokenizer_delete(Fts5Tokenizer *t)
{
	(void)t;
}

static int
tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n,
    int (*token)(void *ctx, int flags, const char *token, int n, int from, int to))
{
	int from = 0, rc = SQLITE_OK;
	bool is_alternative = false;

	(void)t;
	(void)flags;
	for (int at = 0; at <= n && rc == SQLITE_OK; at++) {
		bool ends = at == n || text[at] == ' ' || text[at] == SPLIT_ALTERNATIVES;

		if (!ends)
			continue;
		if (at > from)
			rc = token(ctx, is_alternative ? FTS5_TOKEN_COLOCATED : 0, text + from,
			    at - from, from, at);
		is_alternative = at < n && text[at] == SPLIT_ALTERNATIVES;
		from = at + 1;
	}
	return rc;
}

/* The weight of the match at hand. The first phrase is what stands behind the title; what stands
 * one position on says how long the title is (search_tokens.h). */
static int64_t
weigh(const Fts5ExtensionApi *api, Fts5Context *fts)
{
	struct dais_search_instance v[DAIS_SEARCH_INSTANCES_MAX];
	int n = 0, mark = -1;
	size_t kept = 0;

	if (api->xPhraseCount(fts) > DAIS_SEARCH_PHRASES_MAX ||
	    api->xInstCount(fts, &n) != SQLITE_OK)
		return 0;
	for (int i = 0; i < n && kept < DAIS_SEARCH_INSTANCES_MAX; i++) {
		int phrase, column, at;

		if (api->xInst(fts, i, &phrase, &column, &at) != SQLITE_OK)
			return 0;
		if (phrase == 0)
			mark = at + 1;
		else if (at != mark)
			v[kept++] =
			    (struct dais_search_instance){ (unsigned)phrase - 1, (unsigned)at };
	}
	return dais_search_weigh(v, kept);
}

/* search_rank(index, n): the weight of the first n matches of a query whose first phrase is that;
 * of the others 0. */
static void
rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx, int nargs,
    sqlite3_value **args)
{
	int64_t *seen = api->xGetAuxdata(fts, 0);
	int64_t most = nargs == 1 ? sqlite3_value_int64(args[0]) : 0;

	if (!seen) {
		seen = sqlite3_malloc(sizeof(*seen));
		if (!seen || api->xSetAuxdata(fts, seen, sqlite3_free) != SQLITE_OK) {
			sqlite3_result_error_nomem(ctx);
			return;
		}
		*seen = 0;
	}
	sqlite3_result_int64(ctx, (*seen)++ < most ? weigh(api, fts) : 0);
}

/* The way to FTS5 that SQLite's manual gives: a pointer through a statement. */
static fts5_api *
api_of(sqlite3 *db, const char *text)
{
	fts5_api *api = NULL;
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	(void)sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
	(void)sqlite3_step(statement);
	(void)sqlite3_finalize(statement);
	return api;
}

bool
dais_search_sqlite_open(sqlite3 *db, const char *api_text, struct dais_err *err)
{
	static fts5_tokenizer tokenizer = { tokenizer_create, tokenizer_delete, tokenize };
	fts5_api *api = api_of(db, api_text);

	if (!api || api->xCreateTokenizer(api, "dais", NULL, &tokenizer, NULL) != SQLITE_OK ||
	    api->xCreateFunction(api, "search_rank", NULL, rank, NULL) != SQLITE_OK)
		return dais_err_set(
		    err, DAIS_ERR_UNSUPPORTED, "this SQLite has no full text search (FTS5)");
	return true;
}
