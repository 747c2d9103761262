/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Children that crash, run for ever, want too much or try what they may not: the parent lives on,
 * knows which it was, and the other jobs are done.
 */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/sandbox.h"
#include "base/sandbox_priv.h"

#define WALL_S 60 /* what a job may take by the clock */

enum deed {
	DEED_ANSWER,
	DEED_ERROR,
	DEED_ABORT,
	DEED_WRITE_TO_NULL,
	DEED_LOOP,
	DEED_SLEEP,
	DEED_MEMORY,
	DEED_LONG_ANSWER,
	DEED_SOCKET,
	DEED_FORK,
	DEED_EXECUTE,
	DEED_UNLINK,
	DEED_FORGE,
	DEED_HALF,
	DEED_EXIT,
	DEED_CLOSE_AND_STAY,
	DEED_TRY_FILES
};

struct outcome {
	struct dais_err err;
	char answer[64];
	size_t n;
	unsigned times;
};

struct plan {
	const enum deed *deeds;
	struct outcome *outcomes;
	const char *folder;
};

static bool
begin(void *ctx, size_t i, struct dais_sandbox_job *job, struct dais_err *err)
{
	const struct plan *p = ctx;

	(void)err;
	*job = (struct dais_sandbox_job){ .name = "a.docx",
		.folder = p->folder,
		.memory_bytes = (size_t)128 << 20,
		.cpu_s = p->deeds[i] == DEED_LOOP ? 1 : 20,
		.wall_s = p->deeds[i] == DEED_SLEEP ? 1 : WALL_S,
		.answer_bytes = 4096 };
	return true;
}

static void
try_open(struct dais_buf *answer, const char *path, int flags)
{
	int fd = open(path, flags, 0600);

	dais_buf_puts(answer, fd >= 0 ? "open " : errno == EPERM || errno == EACCES ? "no " : "? ");
}

static bool
want_memory(void)
{
	for (unsigned i = 0; i < 1024; i++) {
		char *p = dais_arena_alloc(dais_arena_new(0), (size_t)1 << 20);

		p[i] = 1;
	}
	return true;
}

static void
say(const char *bytes, size_t n)
{
	(void)!write(3, bytes, n);
	_exit(0);
}

static bool
run(void *ctx, size_t i, struct dais_buf *answer, struct dais_err *err)
{
	const struct plan *p = ctx;
	volatile char *volatile nowhere = NULL;
	char *const none[] = { NULL };

	switch (p->deeds[i]) {
	case DEED_ANSWER:
		dais_buf_puts(answer, "read");
		return true;
	case DEED_ERROR:
		return dais_err_set(err, DAIS_ERR_INVALID, "the file is torn");
	case DEED_ABORT:
		abort();
	case DEED_WRITE_TO_NULL:
		*nowhere = 1;
		return true;
	case DEED_LOOP:
		for (volatile unsigned k = 0;; k++)
			continue;
	case DEED_SLEEP:
		for (;;)
			(void)poll(NULL, 0, 1000);
	case DEED_MEMORY:
		return want_memory();
	case DEED_LONG_ANSWER:
		for (unsigned k = 0; k < 1000; k++)
			dais_buf_puts(answer, "far too long");
		return true;
	case DEED_SOCKET:
		return socket(AF_INET, SOCK_STREAM, 0) >= 0;
	case DEED_FORK:
		return fork() >= 0;
	case DEED_EXECUTE:
		return execve("/bin/true", none, none) == 0;
	case DEED_UNLINK:
		return unlink("/nowhere/at/all") == 0;
	case DEED_FORGE:
		say("\7\7\7\7\7\7\7\7\7\7\7\7\7\7\7\7 and so on", 26);
		return true;
	case DEED_HALF:
		say("\0\0\0\0\0\0\0\0\20\0\0\0\0\0\0\0 half", 21);
		return true;
	case DEED_EXIT:
		_exit(0);
	case DEED_CLOSE_AND_STAY:
		(void)close(3);
		(void)close(2);
		for (;;)
			(void)poll(NULL, 0, 1000);
	case DEED_TRY_FILES:
	default:
		try_open(answer, "/etc/passwd", O_RDONLY);
		try_open(answer, "/tmp/dais-sandbox-test", O_WRONLY | O_CREAT);
		if (p->folder)
			try_open(answer, p->folder, O_RDONLY | O_DIRECTORY);
		return true;
	}
}

static void
done(void *ctx, size_t i, struct dais_str answer, const struct dais_err *err)
{
	struct outcome *o = &((struct plan *)ctx)->outcomes[i];

	o->err = *err;
	o->n = answer.n;
	(void)snprintf(o->answer, sizeof(o->answer), "%.*s", DAIS_STR_ARG(answer));
	o->times++;
}

static struct outcome
run_one(enum deed deed, const char *folder)
{
	struct outcome o = { 0 };
	struct plan p = { &deed, &o, folder };
	struct dais_sandbox_work w = { 1, 1, &p, begin, run, done };

	dais_sandbox_run(&w);
	assert_int_equal(o.times, 1);
	return o;
}

static void
assert_fails(enum deed deed, enum dais_err_code code, const char *words)
{
	struct outcome o = run_one(deed, NULL);

	if (o.err.code != code || !strstr(o.err.msg, words))
		fail_msg("deed %d: error %d \"%s\", not %d with \"%s\"", (int)deed, (int)o.err.code,
		    o.err.msg, (int)code, words);
	assert_int_equal(o.n, 0);
}

static void
test_answer_and_error_come_back(void **state)
{
	struct outcome o = run_one(DEED_ANSWER, NULL);

	(void)state;
	assert_int_equal(o.err.code, DAIS_ERR_NONE);
	assert_string_equal(o.answer, "read");
	assert_fails(DEED_ERROR, DAIS_ERR_INVALID, "the file is torn");
}

static void
test_crashes_are_told(void **state)
{
	/* A sanitizer makes of a crash an end like another. */
	const char *words = FENCE_IS_SANITIZED ? "reading a.docx" : "reading a.docx crashed";

	(void)state;
	assert_fails(DEED_ABORT, DAIS_ERR_INTERNAL, words);
	assert_fails(DEED_WRITE_TO_NULL, DAIS_ERR_INTERNAL, words);
	assert_fails(DEED_EXIT, DAIS_ERR_INTERNAL, "without an answer");
}

static void
test_limits_hold(void **state)
{
	(void)state;
	assert_fails(DEED_LOOP, DAIS_ERR_LIMIT, "more than 1 seconds of processor time");
	assert_fails(DEED_SLEEP, DAIS_ERR_LIMIT, "longer than 1 seconds");
	assert_fails(DEED_LONG_ANSWER, DAIS_ERR_LIMIT, "larger than");
	/* A sanitizer takes address space as it likes. */
	if (!FENCE_IS_SANITIZED)
		assert_fails(DEED_MEMORY, DAIS_ERR_LIMIT, "more memory than 128 MB");
}

static void
test_forbidden_deeds_end_it(void **state)
{
	(void)state;
	assert_fails(DEED_SOCKET, DAIS_ERR_DENIED, "no reader may do");
	assert_fails(DEED_FORK, DAIS_ERR_DENIED, "no reader may do");
	assert_fails(DEED_EXECUTE, DAIS_ERR_DENIED, "no reader may do");
	assert_fails(DEED_UNLINK, DAIS_ERR_DENIED, "no reader may do");
}

static void
test_forged_answers_are_refused(void **state)
{
	(void)state;
	assert_fails(DEED_FORGE, DAIS_ERR_INTERNAL, "a.docx");
	assert_fails(DEED_HALF, DAIS_ERR_INTERNAL, "a.docx");
}

static void
test_silence_is_no_way_to_stay(void **state)
{
	int64_t from = dais_clock_ms();

	(void)state;
	(void)run_one(DEED_CLOSE_AND_STAY, NULL);
	assert_true(dais_clock_ms() - from < WALL_S * 1000);
}

static void
test_files_are_out_of_reach(void **state)
{
	struct outcome o = run_one(DEED_TRY_FILES, NULL);

	(void)state;
	assert_int_equal(o.err.code, DAIS_ERR_NONE);
	assert_string_equal(o.answer, "no no ");
	o = run_one(DEED_TRY_FILES, "/usr");
	assert_int_equal(o.err.code, DAIS_ERR_NONE);
	/* Without Landlock a folder cannot be told from another, and none is opened. */
	if (strcmp(o.answer, "no no no ") != 0)
		assert_string_equal(o.answer, "no no open ");
}

static void
test_one_bad_among_many(void **state)
{
	enum deed deeds[100];
	struct outcome outcomes[100] = { 0 };
	struct plan p = { deeds, outcomes, NULL };
	struct dais_sandbox_work w = { 100, 4, &p, begin, run, done };

	(void)state;
	for (size_t i = 0; i < 100; i++)
		deeds[i] = i % 10 == 3 ? DEED_ABORT : DEED_ANSWER;
	dais_sandbox_run(&w);
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(outcomes[i].times, 1);
		if (deeds[i] == DEED_ABORT)
			assert_int_equal(outcomes[i].err.code, DAIS_ERR_INTERNAL);
		else
			assert_string_equal(outcomes[i].answer, "read");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer_and_error_come_back),
		cmocka_unit_test(test_crashes_are_told),
		cmocka_unit_test(test_limits_hold),
		cmocka_unit_test(test_forbidden_deeds_end_it),
		cmocka_unit_test(test_forged_answers_are_refused),
		cmocka_unit_test(test_silence_is_no_way_to_stay),
		cmocka_unit_test(test_files_are_out_of_reach),
		cmocka_unit_test(test_one_bad_among_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
