/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The leaves of FTS5 from a database that may be damaged: whatever their bytes, they are read
 * within their bounds and to an end, what is sought is never before where it was sought from, and
 * no more places are given than bytes.
 *
 * The first byte is how long the word is, the second where the index of words says that it is, then
 * come the word and the pages: the segment (0: the record of the structure), the leaf (128 added:
 * its index), how many bytes (two, the highest first) and these.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/search_entries.h"

#define STEPS_MAX 3000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct page {
	int64_t id;
	struct dais_str bytes;
};

/* What stands for the connection: the search of leaves asks it for three things only. */
static struct {
	struct page pages[64];
	size_t n;
	int64_t leaf_of;
	const struct page *asked;
} database;

bool
dais_sql_number(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, int64_t *ret, struct dais_err *err)
{
	(void)c;
	(void)values;
	(void)n;
	(void)err;
	*ret = id == DAIS_SQL_SEARCH_LEAVES_VERSION ? 4 : database.leaf_of;
	return true;
}

bool
dais_sql_query(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_sql_rows *ret, struct dais_err *err)
{
	(void)c;
	(void)err;
	DAIS_ASSERT(id == DAIS_SQL_SEARCH_LEAF && n == 1);
	*ret = (struct dais_sql_rows){ .connection = NULL, .id = id };
	database.asked = NULL;
	for (size_t i = 0; i < database.n && !database.asked; i++)
		if (database.pages[i].id == values[0].number)
			database.asked = &database.pages[i];
	return true;
}

bool
dais_sql_next(struct dais_sql_rows *r, bool *ret_row, struct dais_err *err)
{
	(void)r;
	(void)err;
	*ret_row = database.asked != NULL;
	return true;
}

struct dais_str
dais_sql_column(const struct dais_sql_rows *r, int column)
{
	(void)r;
	(void)column;
	return database.asked->bytes;
}

void
dais_sql_rows_end(struct dais_sql_rows *r)
{
	(void)r;
}

static unsigned
take_byte(struct dais_str *in)
{
	unsigned byte = in->n ? (unsigned char)in->p[0] : 0;

	*in = dais_str_sub(*in, 1, in->n);
	return byte;
}

static void
fill_database(struct dais_str in)
{
	database.n = 0;
	while (in.n && database.n < sizeof(database.pages) / sizeof(*database.pages)) {
		struct page *page = &database.pages[database.n++];
		unsigned segment = take_byte(&in), leaf = take_byte(&in), n = take_byte(&in) << 8;

		n |= take_byte(&in);
		page->id =
		    segment ? ((int64_t)segment << 37) + ((int64_t)(leaf >> 7) << 36) + (leaf & 127)
			    : 10;
		page->bytes = dais_str_sub(in, 0, n < in.n ? n : in.n);
		in = dais_str_sub(in, page->bytes.n, in.n);
	}
}

/* Goes through the texts that have the word, @stride numbers at a time. */
static void
go_through(struct dais_search_leaves *l, const struct dais_search_segment *s, struct dais_str word,
    int64_t stride)
{
	struct dais_search_entries e;
	struct dais_err err = DAIS_ERR_INIT;
	bool any;

	if (!dais_search_entries_open(l, s, word, &e, &any, &err))
		return;
	DAIS_ASSERT(any || e.id == INT64_MAX);
	for (unsigned step = 0; e.id != INT64_MAX && step < STEPS_MAX; step++) {
		dais_search_places places = { 0 };
		struct dais_err damaged = DAIS_ERR_INIT;
		int64_t wanted = e.id < INT64_MAX - stride ? e.id + stride : INT64_MAX;

		if (dais_search_entries_places(&e, &places, &damaged))
			DAIS_ASSERT(places.n <= e.places_n);
		if (!dais_search_entries_seek(&e, wanted, &err))
			return;
		DAIS_ASSERT(e.id >= wanted);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t strides[] = { 1, 7, 1000, INT64_MAX };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str in = { (const char *)data, size }, word;
	struct dais_search_leaves l;
	struct dais_err err = DAIS_ERR_INIT;
	unsigned n = take_byte(&in);
	bool known;

	database.leaf_of = take_byte(&in);
	word = dais_str_sub(in, 0, n);
	fill_database(dais_str_sub(in, word.n, in.n));
	if (!dais_search_leaves_read(NULL, a, &l, &known, &err) || !known)
		return 0;
	for (size_t i = 0; i < l.segments.n && i < 4; i++) {
		DAIS_ASSERT(l.segments.v[i].group < l.groups);
		for (size_t k = 0; k < sizeof(strides) / sizeof(*strides); k++)
			go_through(&l, &l.segments.v[i], word, strides[k]);
	}
	return 0;
}
