/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Work in the workshop: what comes back, what becomes of jobs that crash, hang, grow or flood, and
 * who goes first. The server's side goes on whatever happens.
 */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sandbox_priv.h"
#include "net/workshop_priv.h"

static atomic_uint *told; /* how many have been answered; children see it, too */
static int marker; /* of the parent, to see that children have their own memory */

static void
sleep_ms(unsigned ms)
{
	(void)nanosleep(
	    &(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L }, NULL);
}

static bool
want_memory(void)
{
	for (unsigned i = 0; i < 512; i++) {
		char *p = malloc((size_t)1 << 20);

		if (!p)
			return false;
		memset(p, 1, (size_t)1 << 20);
	}
	return true;
}

static void
say_whether(struct dais_buf *answer, bool could)
{
	dais_buf_puts(answer, could ? "could" : "could not");
}

static bool
run(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	marker++;
	if (dais_str_is(question, "error")) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT, "no: %s", (const char *)ctx);
		return dais_err_hint(err, "Try again.");
	}
	if (dais_str_is(question, "crash"))
		abort();
	if (dais_str_is(question, "quiet"))
		return false;
	if (dais_str_is(question, "hang"))
		sleep_ms(60000);
	if (dais_str_is(question, "exit"))
		_exit(0);
	if (dais_str_is(question, "slow"))
		for (unsigned ms = 0; ms < 90000 && !*told; ms += 10)
			sleep_ms(10);
	if (dais_str_is(question, "file")) {
		char bytes[64];
		ssize_t n = pread(DAIS_WORKSHOP_FILE, bytes, sizeof(bytes), 0);

		/* Nothing else is open. */
		if (n > 0 && fcntl(DAIS_WORKSHOP_FILE + 1, F_GETFD) < 0)
			dais_buf_put_bytes(answer, bytes, (size_t)n);
	} else if (dais_str_is(question, "no file"))
		say_whether(answer, fcntl(DAIS_WORKSHOP_FILE, F_GETFD) >= 0);
	else if (dais_str_is(question, "grow"))
		say_whether(answer, want_memory());
	else if (dais_str_is(question, "socket"))
		say_whether(answer, socket(AF_INET, SOCK_STREAM, 0) >= 0);
	else if (dais_str_is(question, "execute"))
		(void)execl("/bin/true", "true", (char *)NULL);
	else if (dais_str_is(question, "flood"))
		for (unsigned i = 0; i < 2000; i++)
			dais_buf_puts(answer, "0123456789");
	else
		dais_buf_printf(answer, "<%.*s>", DAIS_STR_ARG(question));
	return true;
}

static const struct dais_workshop_kind kinds[] = {
	{ .name = "read",
	    .run = run,
	    .question_max = (size_t)8 << 20,
	    .answer_max = (size_t)8 << 20,
	    .memory_max = (size_t)64 << 20,
	    .seconds_max = 100,
	    .at_once = 2 },
	{ .name = "small",
	    .run = run,
	    .question_max = 16,
	    .answer_max = 4096,
	    .seconds_max = 100,
	    .at_once = 1 },
	{ .name = "hash",
	    .run = run,
	    .question_max = 64,
	    .answer_max = 4096,
	    .seconds_max = 100,
	    .at_once = 2,
	    .urgent = true },
	{ .name = "send",
	    .run = run,
	    .question_max = 64,
	    .answer_max = 4096,
	    .seconds_max = 100,
	    .network = true },
	{ .name = "short",
	    .run = run,
	    .question_max = 64,
	    .answer_max = 4096,
	    .seconds_max = 1,
	    .at_once = 1 },
	{ .name = NULL },
};

static struct dais_workshop *workshop;

struct outcome {
	char answer[64];
	size_t n;
	struct dais_err err;
	unsigned times, order;
};

static void
done(void *ctx, struct dais_str answer, const struct dais_err *err)
{
	struct outcome *o = ctx;

	o->times++;
	o->order = ++*told;
	o->err = err ? *err : (struct dais_err)DAIS_ERR_INIT;
	o->n = answer.n;
	(void)snprintf(
	    o->answer, sizeof(o->answer), "%.*s", DAIS_STR_ARG(dais_str_sub(answer, 0, 60)));
}

static void
ask(const char *kind, const char *question, struct outcome *o)
{
	*o = (struct outcome){ .times = 0 };
	dais_workshop_ask(workshop, kind, dais_str_from(question), done, o);
}

static void
wait_for(const struct outcome *o)
{
	struct pollfd fd = { .fd = dais_workshop_fd(workshop), .events = POLLIN };

	while (!o->times) {
		assert_true(poll(&fd, 1, 120000) > 0);
		dais_workshop_turn(workshop);
	}
	assert_int_equal(o->times, 1);
}

static int
start(void **state)
{
	struct dais_err err = DAIS_ERR_INIT;
	static char ctx[] = "as it was";

	(void)state;
	if (!told)
		told = mmap(
		    NULL, sizeof(*told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(told, MAP_FAILED);
	*told = 0;
	return dais_workshop_start(kinds, ctx, &workshop, &err) ? 0 : -1;
}

static int
stop(void **state)
{
	(void)state;
	dais_workshop_free(workshop);
	workshop = NULL;
	return 0;
}

/* Each job finds its own file and no other's. */
static void
test_files(void **state)
{
	struct outcome o[6], none;

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		int fd = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

		assert_true(fd >= 0 && dprintf(fd, "of job %u", i) > 0);
		o[i] = (struct outcome){ .times = 0 };
		dais_workshop_ask_of_file(workshop, "read", DAIS_STR("file"), fd, done, &o[i]);
		if (i == 3)
			ask("read", "no file", &none);
	}
	for (unsigned i = 0; i < 6; i++) {
		char due[16];

		wait_for(&o[i]);
		(void)snprintf(due, sizeof(due), "of job %u", i);
		assert_string_equal(o[i].answer, due);
	}
	wait_for(&none);
	assert_string_equal(none.answer, "could not");
}

static void
test_answers(void **state)
{
	struct outcome a, b, c;

	(void)state;
	ask("read", "x", &a);
	ask("hash", "", &b);
	ask("read", "error", &c);
	wait_for(&a);
	wait_for(&b);
	wait_for(&c);
	assert_string_equal(a.answer, "<x>");
	assert_int_equal(a.err.code, DAIS_ERR_NONE);
	assert_string_equal(b.answer, "<>");
	assert_int_equal(c.err.code, DAIS_ERR_CONFLICT);
	assert_string_equal(c.err.msg, "no: as it was");
	assert_string_equal(c.err.hint, "Try again.");
	assert_int_equal(marker, 0);
}

static void
test_large(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = (size_t)6 << 20;
	char *p = dais_arena_alloc(a, n);
	struct outcome o = { .times = 0 }, again = { .times = 0 };

	(void)state;
	memset(p, 'a', n);
	dais_workshop_ask(workshop, "read", (struct dais_str){ p, n }, done, &o);
	dais_workshop_ask(workshop, "read", (struct dais_str){ p, n }, done, &again);
	wait_for(&o);
	wait_for(&again);
	assert_int_equal(o.n, n + 2);
	assert_int_equal(again.n, n + 2);
}

static void
check_end(const char *kind, const char *question, enum dais_err_code code)
{
	struct outcome o, after;

	ask(kind, question, &o);
	wait_for(&o);
	if (o.err.code != code)
		fail_msg("%s: %d %s", question, (int)o.err.code, o.err.msg);
	ask("hash", "still", &after);
	wait_for(&after);
	assert_string_equal(after.answer, "<still>");
}

static void
test_bad_ends(void **state)
{
	(void)state;
	check_end("read", "crash", DAIS_ERR_INTERNAL);
	check_end("read", "exit", DAIS_ERR_INTERNAL);
	check_end("read", "quiet", DAIS_ERR_INTERNAL);
	check_end("short", "hang", DAIS_ERR_LIMIT);
	check_end("small", "flood", DAIS_ERR_LIMIT);
	check_end("small", "a question that is longer", DAIS_ERR_LIMIT);
	check_end("read", "execute", DAIS_ERR_DENIED);
}

static void
test_limits(void **state)
{
	struct outcome o;

	(void)state;
	ask("read", "socket", &o);
	wait_for(&o);
	assert_string_equal(o.answer, "could not");
	ask("send", "socket", &o);
	wait_for(&o);
	assert_string_equal(o.answer, "could");
	if (FENCE_IS_SANITIZED)
		return;
	ask("read", "grow", &o);
	wait_for(&o);
	assert_string_equal(o.answer, "could not");
}

/* One at a time, urgent ones beside them: the first of them waits until another has been answered.
 */
static void
test_order(void **state)
{
	struct outcome slow[4], urgent;

	(void)state;
	for (unsigned i = 0; i < 4; i++)
		ask("small", "slow", &slow[i]);
	ask("hash", "now", &urgent);
	for (unsigned i = 0; i < 4; i++)
		wait_for(&slow[i]);
	assert_int_equal(urgent.order, 1);
	for (unsigned i = 0; i < 4; i++)
		assert_int_equal(slow[i].order, i + 2);
}

static void
test_too_much(void **state)
{
	enum {
		MANY = 1100
	};
	struct outcome *o = calloc(MANY, sizeof(*o));
	unsigned busy = 0;

	(void)state;
	assert_non_null(o);
	for (unsigned i = 0; i < MANY; i++) {
		dais_workshop_ask(workshop, "small", DAIS_STR("x"), done, &o[i]);
		/* Nobody is told before the loop turns. */
		assert_int_equal(o[i].times, 0);
	}
	wait_for(&o[MANY - 1]);
	for (unsigned i = 0; i < MANY; i++)
		busy += o[i].err.code == DAIS_ERR_BUSY;
	assert_in_range(busy, 90, 100);
	stop(NULL);
	free(o);
}

static void
test_dead(void **state)
{
	struct outcome o, after;
	char command[64];
	FILE *list;
	int pid = 0;

	(void)state;
	ask("read", "hang", &o);
	(void)snprintf(command, sizeof(command), "/proc/self/task/%d/children", (int)getpid());
	list = fopen(command, "r");
	assert_non_null(list);
	assert_int_equal(fscanf(list, "%d", &pid), 1);
	(void)fclose(list);
	(void)kill(pid, SIGKILL);
	wait_for(&o);
	assert_int_equal(o.err.code, DAIS_ERR_INTERNAL);
	ask("read", "x", &after);
	wait_for(&after);
	assert_int_equal(after.err.code, DAIS_ERR_INTERNAL);
}

/* A server that asks for more than it ever would is refused, and nothing else becomes of it. */
static void
test_more_than_it_takes(void **state)
{
	enum {
		TAKEN = 64,
		MORE = 3
	};
	int pair[2], status = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	pid = fork();
	if (pid == 0) {
		(void)close(pair[0]);
		workshop_process(kinds, NULL, pair[1]);
	}
	(void)close(pair[1]);
	for (uint32_t i = 0; i < TAKEN + MORE; i++) {
		const struct workshop_head head = {
			.job = i, .type = WORKSHOP_ASK, .kind = 3, .n = 4
		};

		assert_true(workshop_write_all(pair[0], &head, sizeof(head)));
		assert_true(workshop_write_all(pair[0], "hang", 4));
	}
	for (uint32_t i = 0; i < MORE; i++) {
		struct workshop_head head;
		char said[8192];

		assert_true(workshop_read_all(pair[0], &head, sizeof(head)));
		assert_int_equal(head.job, TAKEN + i);
		assert_int_equal(head.type, WORKSHOP_ERROR);
		assert_in_range(head.n, 1, sizeof(said));
		assert_true(workshop_read_all(pair[0], said, head.n));
	}
	(void)close(pair[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_answers, start, stop),
		cmocka_unit_test_setup_teardown(test_files, start, stop),
		cmocka_unit_test_setup_teardown(test_large, start, stop),
		cmocka_unit_test_setup_teardown(test_bad_ends, start, stop),
		cmocka_unit_test_setup_teardown(test_limits, start, stop),
		cmocka_unit_test_setup_teardown(test_order, start, stop),
		cmocka_unit_test_setup_teardown(test_too_much, start, stop),
		cmocka_unit_test_setup_teardown(test_dead, start, stop),
		cmocka_unit_test(test_more_than_it_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
