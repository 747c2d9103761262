/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The index of bodies, meetings, documents and symbols.
 */
#include "contract.h"

#define S(c) dais_str_from(c)

static struct dais_ml
ml(const char *en, const char *ru)
{
	struct dais_ml m = { 0 };

	m.in[DAIS_LANG_EN] = S(en);
	m.in[DAIS_LANG_RU] = S(ru);
	return m;
}

static void
add_body(struct dais_index_rows *r, struct dais_arena *a, const char *key, const char *parent,
    const char *name, struct dais_date as_of)
{
	const struct dais_index_body b = { S(key), S(parent), ml(name, "\xd0\xb8\xd0\xbc\xd1\x8f"),
		ml("", ""), true, as_of };

	dais_vec_push(a, &r->bodies, b);
}

static void
add_meeting(struct dais_index_rows *r, struct dais_arena *a, const char *body,
    struct dais_date opens, struct dais_date closes)
{
	struct dais_index_meeting m = { .body = S(body), .ordinal = 13, .closes = closes };

	m.opens = (struct dais_local){ opens, 600 };
	m.zone = S("Europe/Vienna");
	m.modality = S("in-person");
	m.status = S("scheduled");
	m.place = ml("Vienna\x1f", "\xd0\x92\xd0\xb5\xd0\xbd\xd0\xb0");
	m.release = 2;
	dais_vec_push(a, &r->meetings, m);
}

static void
add_document(struct dais_index_rows *r, struct dais_arena *a, const char *id, const char *body,
    const char *kind, struct dais_date date, dais_lang_set available, const char *symbol)
{
	struct dais_index_document *d = dais_vec_add(a, &r->documents);

	d->id = S(id);
	d->body = S(body);
	d->kind = S(kind);
	d->date = date;
	d->available = available;
	d->title = ml(id, "");
	dais_vec_push(a, &d->symbols, S(symbol));
	dais_vec_push(a, &d->symbols, S("JOINT/2022/1"));
}

static void
replace(struct dais_store *s, const char *package, const struct dais_index_rows *rows)
{
	static char value[2] = "0";
	struct dais_writing *w = contract_begin(s, package, "");
	struct dais_err err = DAIS_ERR_INIT;

	value[0]++;
	contract_put(w, "package", "package", value);
	if (!dais_index_replace(w, rows, &err))
		fail_msg("%s", err.msg);
	(void)contract_commit(w);
}

#define DAY(y, m, d)                                                                               \
	(struct dais_date)                                                                         \
	{                                                                                          \
		(y), (m), (d)                                                                      \
	}

static struct dais_store *
filled(struct dais_arena *a)
{
	struct dais_store *s = contract_new();
	struct dais_index_rows one = { 0 }, two = { 0 };

	add_body(&one, a, "CTOC/COP", "", "Conference", DAY(2022, 5, 23));
	add_body(&one, a, "CTOC/COP/WG.3", "CTOC/COP", "Old name", DAY(2022, 5, 23));
	add_meeting(&one, a, "CTOC/COP/WG.3", DAY(2022, 5, 23), DAY(2022, 5, 27));
	add_meeting(&one, a, "CTOC/COP", DAY(2022, 10, 17), DAY(2022, 10, 21));
	add_document(&one, a, "paper", "CTOC/COP/WG.3", "background-paper", DAY(2022, 4, 1),
	    DAIS_LANG_BIT(DAIS_LANG_FR), "CTOC/COP/WG.3/2022/2");
	add_document(&one, a, "report", "CTOC/COP", "report", DAY(0, 0, 0), DAIS_LANG_ALL,
	    "CTOC/COP/2022/9");
	replace(s, "one", &one);
	add_body(&two, a, "CTOC/COP/WG.3", "CTOC/COP", "New name", DAY(2023, 5, 23));
	add_body(&two, a, "A", "CTOC/COP/WG.3", "Below", DAY(2023, 5, 23));
	add_body(&two, a, "X", "Y", "Circle", DAY(2023, 5, 23));
	add_body(&two, a, "Y", "X", "Circle", DAY(2023, 5, 23));
	add_meeting(&two, a, "CTOC/COP/WG.3", DAY(2023, 5, 22), DAY(2023, 5, 26));
	add_document(&two, a, "paper", "CTOC/COP/WG.3", "background-paper", DAY(2023, 1, 1),
	    DAIS_LANG_BIT(DAIS_LANG_EN), "CTOC/COP/WG.3/2023/2/Rev.1*");
	replace(s, "two", &two);
	return s;
}

static dais_index_meeting_vec
meetings(struct dais_store *s, struct dais_arena *a, struct dais_index_meetings_query q)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_index_meeting_vec got = { 0 };

	q.max = q.max ? q.max : 10;
	if (!dais_index_meetings(s, &q, a, &got, &err))
		fail_msg("%s", err.msg);
	return got;
}

static void
test_meetings(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = filled(a);
	dais_index_meeting_vec got;

	(void)state;
	got = meetings(s, a, (struct dais_index_meetings_query){ 0 });
	assert_int_equal(got.n, 3);
	assert_str(got.v[0].package, "one");
	assert_str(got.v[0].body, "CTOC/COP/WG.3");
	assert_int_equal(got.v[0].opens.minute, 600);
	assert_int_equal(got.v[0].closes.day, 27);
	assert_int_equal(got.v[0].ordinal, 13);
	assert_int_equal(got.v[0].release, 2);
	assert_str(got.v[0].place.in[DAIS_LANG_EN], "Vienna ");
	assert_str(got.v[0].place.in[DAIS_LANG_RU], "\xd0\x92\xd0\xb5\xd0\xbd\xd0\xb0");
	assert_str(got.v[0].zone, "Europe/Vienna");
	got = meetings(s, a, (struct dais_index_meetings_query){ .newest_first = true, .max = 2 });
	assert_int_equal(got.n, 2);
	assert_str(got.v[0].package, "two");
	got = meetings(s, a, (struct dais_index_meetings_query){ .skip = 2 });
	assert_int_equal(got.n, 1);
	got = meetings(s, a, (struct dais_index_meetings_query){ .body = S("CTOC/COP/WG.3") });
	assert_int_equal(got.n, 2);
	got = meetings(s, a,
	    (struct dais_index_meetings_query){
		.body = S("CTOC/COP/WG.3"), .newest_first = true, .max = 1 });
	assert_str(got.v[0].package, "two");
	got = meetings(s, a, (struct dais_index_meetings_query){ .package = S("one") });
	assert_int_equal(got.n, 2);
	got = meetings(
	    s, a, (struct dais_index_meetings_query){ .package = S("one"), .body = S("CTOC/COP") });
	assert_int_equal(got.n, 1);
	assert_int_equal(got.v[0].opens.date.month, 10);
	got = meetings(s, a,
	    (struct dais_index_meetings_query){
		.from = DAY(2022, 5, 27), .to = DAY(2022, 10, 17) });
	assert_int_equal(got.n, 2);
	got = meetings(s, a,
	    (struct dais_index_meetings_query){
		.from = DAY(2022, 5, 28), .to = DAY(2022, 10, 16) });
	assert_int_equal(got.n, 0);
	dais_store_close(s);
}

static dais_index_document_vec
documents(struct dais_store *s, struct dais_arena *a, struct dais_index_documents_query q)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_index_document_vec got = { 0 };

	q.max = q.max ? q.max : 10;
	if (!dais_index_documents(s, &q, a, &got, &err))
		fail_msg("%s", err.msg);
	return got;
}

static void
test_documents(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = filled(a);
	dais_index_document_vec got;

	(void)state;
	got = documents(s, a, (struct dais_index_documents_query){ 0 });
	assert_int_equal(got.n, 3);
	assert_str(got.v[0].package, "two");
	assert_str(got.v[0].symbols.v[0], "CTOC/COP/WG.3/2023/2/Rev.1*");
	assert_int_equal(got.v[0].symbols.n, 2);
	assert_false(dais_date_is_set(got.v[2].date));
	assert_int_equal(got.v[2].available, DAIS_LANG_ALL);
	got = documents(s, a, (struct dais_index_documents_query){ .body = S("CTOC/COP") });
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].title.in[DAIS_LANG_EN], "report");
	got = documents(s, a, (struct dais_index_documents_query){ .package = S("one") });
	assert_int_equal(got.n, 2);
	got = documents(s, a,
	    (struct dais_index_documents_query){ .package = S("one"), .body = S("CTOC/COP/WG.3") });
	assert_int_equal(got.n, 1);
	got = documents(s, a, (struct dais_index_documents_query){ .kind = S("report") });
	assert_int_equal(got.n, 1);
	got = documents(s, a, (struct dais_index_documents_query){ .year = 2022 });
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].package, "one");
	got = documents(
	    s, a, (struct dais_index_documents_query){ .available = DAIS_LANG_BIT(DAIS_LANG_FR) });
	assert_int_equal(got.n, 2);
	got = documents(s, a, (struct dais_index_documents_query){ .skip = 1, .max = 1 });
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].package, "one");
	dais_store_close(s);
}

/* A joint document is one document, under each of its bodies. */
static void
test_joint_documents(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = filled(a);
	struct dais_index_rows three = { 0 };
	dais_index_document_vec got;

	(void)state;
	add_document(&three, a, "joint", "CTOC/COP/WG.2", "background-paper", DAY(2024, 1, 1),
	    DAIS_LANG_ALL, "CTOC/COP/WG.2/2024/3");
	dais_vec_push(a, &three.documents.v[0].also, S("CTOC/COP/WG.3"));
	dais_vec_push(a, &three.documents.v[0].also, S("CTOC/COP/WG.2")); /* said twice */
	replace(s, "three", &three);
	assert_int_equal(documents(s, a, (struct dais_index_documents_query){ 0 }).n, 4);
	got = documents(s, a, (struct dais_index_documents_query){ .body = S("CTOC/COP/WG.2") });
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].id, "joint");
	assert_str(got.v[0].body, "CTOC/COP/WG.2");
	assert_str(got.v[0].also.v[0], "CTOC/COP/WG.3");
	got = documents(s, a, (struct dais_index_documents_query){ .body = S("CTOC/COP/WG.3") });
	assert_int_equal(got.n, 3);
	assert_str(got.v[0].id, "joint");
	assert_str(got.v[1].package, "two");
	got = documents(s, a,
	    (struct dais_index_documents_query){
		.body = S("CTOC/COP/WG.3"), .package = S("three"), .year = 2024 });
	assert_int_equal(got.n, 1);
	got = documents(s, a,
	    (struct dais_index_documents_query){ .body = S("CTOC/COP"), .package = S("three") });
	assert_int_equal(got.n, 0);
	replace(s, "three", &(struct dais_index_rows){ 0 });
	got = documents(s, a, (struct dais_index_documents_query){ .body = S("CTOC/COP/WG.3") });
	assert_int_equal(got.n, 2);
	dais_store_close(s);
}

static void
test_symbols(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = filled(a);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_index_rows none = { 0 };
	struct dais_index_document d;

	(void)state;
	assert_true(dais_index_symbol(s, S("ctoc/cop/wg.3/2023/2/rev.1"), a, &d, &err));
	assert_str(d.package, "two");
	assert_true(dais_index_symbol(s, S("CTOC/COP/WG.3/2022/2**"), a, &d, &err));
	assert_str(d.package, "one");
	assert_str(d.id, "paper");
	assert_true(dais_index_symbol(s, S("JOINT/2022/1"), a, &d, &err));
	assert_str(d.package, "two");
	assert_false(dais_index_symbol(s, S("CTOC/COP/WG.3/2022"), a, &d, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	/* Those under one: not it itself, nor what only begins with the same letters. */
	dais_index_document_vec under = { 0 };
	assert_true(dais_index_symbols_under(s, S("ctoc/cop/wg.3/2023/2"), 10, a, &under, &err));
	assert_int_equal(under.n, 1);
	assert_str(under.v[0].package, "two");
	assert_true(dais_index_symbols_under(s, S("CTOC/COP/WG"), 10, a, &under, &err));
	assert_int_equal(under.n, 1);
	/* Beside one that there is not: those before it from the nearest on, then those behind. */
	dais_index_document_vec beside = { 0 };
	assert_true(dais_index_symbols_beside(
	    s, S("ctoc/cop/wg.3/2022/20"), S("ctoc/cop/wg.3/2022"), 10, a, &beside, &err));
	assert_int_equal(beside.n, 1);
	assert_str(beside.v[0].id, "paper");
	beside.n = 0;
	assert_true(dais_index_symbols_beside(
	    s, S("CTOC/COP/WG.3/2022/10"), S("CTOC/COP/WG.3"), 1, a, &beside, &err));
	assert_int_equal(beside.n, 1);
	assert_str(beside.v[0].id, "paper");
	beside.n = 0;
	assert_true(dais_index_symbols_beside(
	    s, S("CTOC/COP/WG.3/2023/1"), S("CTOC/COP/WG.3"), 1, a, &beside, &err));
	assert_int_equal(beside.n, 2);
	assert_str(beside.v[0].package, "one");
	assert_str(beside.v[1].package, "two");
	/* What is replaced is gone as a whole. */
	replace(s, "two", &none);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_index_symbol(s, S("CTOC/COP/WG.3/2023/2/Rev.1"), a, &d, &err));
	assert_true(dais_index_symbol(s, S("JOINT/2022/1"), a, &d, &err));
	assert_str(d.package, "one");
	assert_int_equal(meetings(s, a, (struct dais_index_meetings_query){ 0 }).n, 2);
	dais_store_close(s);
}

const struct CMUnitTest contract_index[] = {
	cmocka_unit_test(test_meetings),
	cmocka_unit_test(test_documents),
	cmocka_unit_test(test_joint_documents),
	cmocka_unit_test(test_symbols),
};
const size_t contract_index_n = sizeof(contract_index) / sizeof(*contract_index);
