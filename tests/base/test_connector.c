/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The process that makes connections for one that may not: by name, by socket file, places that
 * refuse, places that are none, a process that has ended.
 */
#include "support/test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/connector.h"
#include "base/str.h"

#define WAIT_MS 20000

static char folder[64], path[96], port[16];
static int by_network, here;

static void
listen_at(int fd, const void *address, socklen_t size)
{
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, address, size), 0);
	assert_int_equal(listen(fd, 8), 0);
}

static int
open_places(void **state)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	socklen_t size = sizeof(in);

	(void)state;
	(void)snprintf(folder, sizeof(folder), "/tmp/dais-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/socket", folder);
	(void)snprintf(un.sun_path, sizeof(un.sun_path), "%s", path);
	by_network = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	here = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	listen_at(by_network, &in, sizeof(in));
	listen_at(here, &un, sizeof(un));
	assert_int_equal(getsockname(by_network, (struct sockaddr *)&in, &size), 0);
	(void)snprintf(port, sizeof(port), "%u", ntohs(in.sin_port));
	return 0;
}

static int
close_places(void **state)
{
	(void)state;
	(void)close(by_network);
	(void)close(here);
	(void)unlink(path);
	return rmdir(folder);
}

/* What is written at the one end of a connection from @listening comes out at the other. */
static void
check_connected(int listening, int made)
{
	int other = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
	char byte = 0;

	assert_true(other >= 0);
	assert_true(fcntl(made, F_GETFL) & O_NONBLOCK);
	assert_true(fcntl(made, F_GETFD) & FD_CLOEXEC);
	assert_int_equal(write(made, "x", 1), 1);
	assert_int_equal(read(other, &byte, 1), 1);
	assert_int_equal(byte, 'x');
	(void)close(other);
	(void)close(made);
}

static void
test_places(void **state)
{
	const struct dais_connector_place places[] = { { "localhost", port }, { path, NULL },
		{ "/nowhere/socket", NULL }, { "no-such-host.invalid", "1" } };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_connector *c;
	int fd = -1;

	(void)state;
	assert_true(dais_connector_start(places, 4, &c, &err));
	dais_connector_ask(c, 0);
	assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_MADE);
	check_connected(by_network, fd);
	dais_connector_ask(c, 1);
	assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_MADE);
	check_connected(here, fd);
	for (size_t i = 2; i < 4; i++) {
		err = (struct dais_err)DAIS_ERR_INIT;
		dais_connector_ask(c, i);
		assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_FAILED);
		assert_int_equal(err.code, DAIS_ERR_IO);
		assert_non_null(strstr(err.msg, places[i].host));
	}
	/* Who is not asked says nothing. */
	assert_int_equal(dais_connector_take(c, 0, &fd, &err), DAIS_CONNECTOR_WAITING);
	dais_connector_free(c);
}

/* The answer to a question that was asked again is not taken for the answer to the last one. */
static void
test_forgotten(void **state)
{
	const struct dais_connector_place places[] = { { path, NULL },
		{ "/nowhere/socket", NULL } };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_connector *c;
	int fd = -1;

	(void)state;
	assert_true(dais_connector_start(places, 2, &c, &err));
	dais_connector_ask(c, 0);
	dais_connector_ask(c, 0);
	dais_connector_ask(c, 1);
	assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_FAILED);
	assert_int_equal(fd, -1);
	dais_connector_free(c);
}

/* A place that is none: who asks is not who was fenced in, and is not answered any more. */
static void
test_no_place(void **state)
{
	const struct dais_connector_place place = { path, NULL };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_connector *c;
	int fd = -1;

	(void)state;
	assert_true(dais_connector_start(&place, 1, &c, &err));
	dais_connector_ask(c, 1);
	assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_GONE);
	err = (struct dais_err)DAIS_ERR_INIT;
	dais_connector_ask(c, 0);
	assert_int_equal(dais_connector_take(c, WAIT_MS, &fd, &err), DAIS_CONNECTOR_GONE);
	dais_connector_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_forgotten),
		cmocka_unit_test(test_no_place),
	};

	return cmocka_run_group_tests(tests, open_places, close_places);
}
