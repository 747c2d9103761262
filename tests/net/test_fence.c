/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The server in its fence, in a child of the test: it can open nothing else, make no program, no
 * process and no socket; and it still serves, and writes its record in SQLite and PostgreSQL.
 */
#include "support/test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fence.h"
#include "base/sandbox_priv.h"
#include "net/http.h"
#include "server.h"
#include "store/store.h"

static char folder[64];

/* Runs @fn in a child; its exit code, or minus the signal. */
static int
in_child(int (*fn)(void))
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		/* What goes wrong must not run the rest of the tests. */
		(void)alarm(60);
		_exit(fn());
	}
	assert_true(pid > 0);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static bool
fence(void)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_fence_folder one = { folder, true };

	return dais_fence_server(&one, 1, &err);
}

static bool
is_refused(int result)
{
	return result < 0 && (errno == EPERM || errno == EACCES);
}

static int
try_files(void)
{
	char path[128];
	int in, out;

	if (!fence())
		return 10;
	(void)snprintf(path, sizeof(path), "%s/x", folder);
	in = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (in < 0 || write(in, "x", 1) != 1 || fdatasync(in) != 0 || unlink(path) != 0)
		return 11;
	if (!is_refused(out = open("/etc/passwd", O_RDONLY)))
		return 12;
	if (!is_refused(open("/tmp/dais-test-fence", O_RDWR | O_CREAT, 0600)))
		return 13;
	if (!is_refused(open("/", O_RDONLY | O_DIRECTORY)))
		return 14;
	if (!is_refused(rename(path, "/tmp/x")) || !is_refused(symlink("/etc", path)) ||
	    !is_refused(chmod(folder, 0777)) || !is_refused(mkdir("/tmp/dais-test-fence", 0700)))
		return 15;
	(void)out;
	return 0;
}

static int
try_program(void)
{
	if (!fence())
		return 10;
	(void)execl("/bin/true", "true", (char *)NULL);
	return 11;
}

static int
try_others(void)
{
	void *p;

	if (!fence())
		return 10;
	if (!is_refused(socket(AF_INET, SOCK_STREAM, 0)) ||
	    !is_refused(socket(AF_UNIX, SOCK_STREAM, 0)))
		return 11;
	if (!FENCE_IS_SANITIZED && !is_refused((int)fork()))
		return 12;
	if (!is_refused(kill(getppid(), 0)) && !FENCE_IS_SANITIZED)
		return 13;
	p = mmap(
	    NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p != MAP_FAILED)
		return 14;
	return 0;
}

/* What is lent is given once, to who asks for its kind, and leads where it leads already. */
static int
try_lent(void)
{
	const struct sockaddr_in elsewhere = {
		.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0x08080808)
	};
	const struct sockaddr *a = (const struct sockaddr *)&elsewhere;
	int pair[2], fd;
	char byte = 0;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 || dais_fence_lend(AF_INET, pair[0]) ||
	    !fence())
		return 10;
	if (!dais_fence_lend(AF_INET, pair[0]))
		return 11;
	if (!is_refused(socket(AF_INET, SOCK_DGRAM, 0)) ||
	    !is_refused(socket(AF_INET6, SOCK_STREAM, 0)) ||
	    !is_refused(connect(pair[0], a, sizeof(elsewhere))))
		return 12;
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd != pair[0] || !is_refused(socket(AF_INET, SOCK_STREAM, 0)))
		return 13;
	if (!is_refused(connect(pair[1], a, sizeof(elsewhere))) ||
	    connect(fd, a, sizeof(elsewhere)) != 0 ||
	    !is_refused(connect(fd, a, sizeof(elsewhere))))
		return 14;
	if (write(fd, "x", 1) != 1 || read(pair[1], &byte, 1) != 1 || byte != 'x')
		return 15;
	/* What was not taken is not lent for ever. */
	(void)dais_fence_lend(AF_INET, pair[0]);
	(void)dais_fence_lend(AF_INET, -1);
	return is_refused(socket(AF_INET, SOCK_STREAM, 0)) ? 0 : 16;
}

/* ---- the record ---- */

static const char *place;

static bool
change(struct dais_store *s, const char *id)
{
	struct dais_change_head head = { .who = DAIS_STR_INIT("dais"),
		.action = DAIS_STR_INIT("item.edit"),
		.package = DAIS_STR_INIT("a"),
		.at_ms = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w;
	uint64_t number = 0;
	bool ok = dais_store_begin(s, &head, &w, &err);

	if (ok && !dais_store_put(w, DAIS_STR("item"), dais_str_from(id), 0, DAIS_STR("{\"a\":1}"),
		      DAIS_ANY, &err)) {
		dais_store_abandon(w);
		ok = false;
	} else if (ok) {
		ok = dais_store_commit(w, &number, &err);
	}
	if (!ok)
		(void)fprintf(stderr, "%s\n", err.msg);
	return ok;
}

static int
write_record(void)
{
	struct dais_store_options o = { .where = place, .create = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s;

	if (!dais_store_open(&o, &s, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 9;
	}
	if (!change(s, "before") || !fence())
		return 10;
	for (unsigned i = 0; i < 50; i++) {
		char id[16];

		(void)snprintf(id, sizeof(id), "i%u", i);
		if (!change(s, id))
			return 11;
	}
	dais_store_close(s);
	return 0;
}

/* ---- the server ---- */

static struct dais_http *server;

static void
hello(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	dais_http_stop(server);
	dais_http_reply(x, 200, "text/plain", DAIS_STR("hello\n"));
}

static const struct dais_http_route routes[] = {
	{ DAIS_HTTP_GET, "/", hello, 0, 0 },
	{ .pattern = NULL },
};
static const struct dais_http_route *const tables[] = { routes };

/* Another process asks the fenced one. */
static pid_t
make_client(unsigned port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
	char reply[4096] = "";
	pid_t pid = fork();
	size_t n = 0;
	ssize_t got;
	int fd;

	if (pid != 0)
		return pid;
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0 ||
	    write(fd, request, sizeof(request) - 1) < 0)
		_exit(1);
	while (n < sizeof(reply) - 1 && (got = read(fd, reply + n, sizeof(reply) - 1 - n)) > 0)
		n += (size_t)got;
	_exit(strstr(reply, "200 OK") && strstr(reply, "hello\n") ? 0 : 2);
}

static int
serve(void)
{
	struct dais_fence_folder one = { folder, true };
	const dais_fence_folders folders = { .v = &one, .n = 1 };
	struct dais_http_options o = { .listen = "127.0.0.1:0", .routes = tables, .n_routes = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str address;
	int64_t port = 0;
	int status = 1;
	pid_t client;
	bool ok;

	if (!dais_http_start(&o, &server, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 9;
	}
	address = dais_http_address(server);
	if (!dais_str_to_int(dais_str_sub(address, 17, address.n), 1, 65535, &port))
		return 10;
	client = make_client((unsigned)port);
	if (!dais_http_fence(server, &folders, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 11;
	}
	ok = dais_http_run(server, &err);
	dais_http_free(server);
	while (waitpid(client, &status, 0) < 0 && errno == EINTR)
		continue;
	return !ok ? 12 : WEXITSTATUS(status);
}

/* ---- tests ---- */

static void
test_files(void **state)
{
	(void)state;
	assert_int_equal(in_child(try_files), 0);
}

static void
test_program(void **state)
{
	(void)state;
	assert_int_equal(in_child(try_program), -SIGSYS);
}

static void
test_others(void **state)
{
	(void)state;
	assert_int_equal(in_child(try_others), 0);
}

static void
test_lent(void **state)
{
	(void)state;
	assert_int_equal(in_child(try_lent), 0);
}

static void
test_sqlite(void **state)
{
	char path[128];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/record.db", folder);
	place = path;
	assert_int_equal(in_child(write_record), 0);
}

static void
test_postgresql(void **state)
{
	(void)state;
	if (!server_start(false))
		skip();
	place = server_place();
	assert_int_equal(in_child(write_record), 0);
	server_stop();
}

static void
test_serving(void **state)
{
	(void)state;
	assert_int_equal(in_child(serve), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_program),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_lent),
		cmocka_unit_test(test_sqlite),
		cmocka_unit_test(test_postgresql),
		cmocka_unit_test(test_serving),
	};
	char command[96];
	int failed;

	(void)snprintf(folder, sizeof(folder), "/tmp/dais-test-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) == 0 ? failed : 1;
}
