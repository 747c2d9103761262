/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who waits for the findings of a large package: all are told once, and who has to wait again, as
 * the package was changed in that moment, is told of another check.
 */
#include "house_support.h"

#include "net/workshop.h"
#include "web/site.h"

/* A workshop that does nothing until it is told what came of it. */
struct asked {
	void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err);
	void *ctx;
};
static struct asked asked[4];
static size_t n_asked;

void
dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)w;
	(void)question;
	assert_string_equal(kind, "check");
	assert_true(n_asked < sizeof(asked) / sizeof(*asked));
	asked[n_asked++] = (struct asked){ done, ctx };
}

void
dais_workshop_ask_of_file(struct dais_workshop *w, const char *kind, struct dais_str question,
    int fd, void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)fd;
	dais_workshop_ask(w, kind, question, done, ctx);
}

static void
fail_work(size_t i)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_LIMIT, "the work took too long");
	asked[i].done(asked[i].ctx, DAIS_STR_NONE, &err);
}

struct reader {
	struct dais_site *site;
	const struct dais_snapshot *snapshot;
	unsigned told, again; /* so often it waits once more */
};

static void
ready(void *ctx, const struct dais_err *failure)
{
	struct reader *r = ctx;

	assert_non_null(failure);
	r->told++;
	if (r->again) {
		r->again--;
		assert_true(dais_site_await(r->site, r->snapshot, DAIS_LANG_EN, ready, r));
	}
}

static void
test_waiting_again(void **state)
{
	struct test_house *t = *state;
	struct dais_site site = { .house = t->h,
		.workshop = (struct dais_workshop *)(void *)&asked };
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct reader one, other;

	import_example(t);
	n_asked = 0;
	assert_ok(t, dais_house_working(t->h, PACKAGE, &s, &t->err));
	one = (struct reader){ .site = &site, .snapshot = s, .again = 1 };
	other = (struct reader){ .site = &site, .snapshot = s };
	assert_true(dais_site_await(&site, s, DAIS_LANG_EN, ready, &one));
	assert_true(dais_site_await(&site, s, DAIS_LANG_EN, ready, &other));
	assert_int_equal(n_asked, 1);
	fail_work(0);
	assert_int_equal(one.told, 1);
	assert_int_equal(other.told, 1);
	assert_int_equal(n_asked, 2);
	fail_work(1);
	assert_int_equal(one.told, 2);
	assert_int_equal(other.told, 1);
	dais_site_end_checks(&site);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_waiting_again, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
