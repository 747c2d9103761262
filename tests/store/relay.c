/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "relay.h"

#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_uint *journeys;
static unsigned told;
static pid_t relay;
static char folder[128];

static void
give_up(const char *what)
{
	perror(what);
	exit(1);
}

static struct sockaddr_un
socket_in(const char *in)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	(void)snprintf(a.sun_path, sizeof(a.sun_path), "%.80s/.s.PGSQL.5432", in);
	return a;
}

/* Moves what has come from one to the other; false when it has ended. */
static bool
move(int from, int to)
{
	char bytes[65536];
	ssize_t n = read(from, bytes, sizeof(bytes)), done = 0, put;

	for (; done < n; done += put) {
		put = write(to, bytes + done, (size_t)(n - done));
		if (put <= 0)
			return false;
	}
	return n > 0;
}

static void
carry(int client, int server)
{
	struct pollfd v[2] = { { client, POLLIN, 0 }, { server, POLLIN, 0 } };
	bool answered = true;

	while (poll(v, 2, -1) > 0) {
		if (v[1].revents) {
			answered = true;
			if (!move(server, client))
				return;
		} else if (v[0].revents) {
			*journeys += answered;
			answered = false;
			if (!move(client, server))
				return;
		}
	}
}

static void
serve(int listening, const struct sockaddr_un *to)
{
	for (;;) {
		int client = accept(listening, NULL, NULL),
		    server = socket(AF_UNIX, SOCK_STREAM, 0);

		if (client < 0 || server < 0)
			_exit(1);
		if (connect(server, (const struct sockaddr *)to, sizeof(*to)) == 0)
			carry(client, server);
		(void)close(client);
		(void)close(server);
	}
}

const char *
relay_start(const char *where)
{
	static char address[320];
	const char *host = strstr(where, "host=") + strlen("host="), *rest = strchr(host, '&');
	char behind[128];
	struct sockaddr_un from, to;
	int listening = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)snprintf(behind, sizeof(behind), "%.*s", (int)(rest - host), host);
	(void)snprintf(folder, sizeof(folder), "%.100s/relay", behind);
	(void)snprintf(
	    address, sizeof(address), "%.*s%s%s", (int)(host - where), where, folder, rest);
	from = socket_in(folder);
	to = socket_in(behind);
	journeys = mmap(
	    NULL, sizeof(*journeys), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (listening < 0 || journeys == MAP_FAILED || mkdir(folder, 0700) != 0 ||
	    bind(listening, (const struct sockaddr *)&from, sizeof(from)) != 0 ||
	    listen(listening, 8) != 0)
		give_up("relay");
	relay = fork();
	if (relay < 0)
		give_up("fork");
	if (relay == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)signal(SIGPIPE, SIG_IGN);
		serve(listening, &to);
	}
	(void)close(listening);
	return address;
}

void
relay_stop(void)
{
	struct sockaddr_un at = socket_in(folder);

	(void)kill(relay, SIGKILL);
	(void)waitpid(relay, NULL, 0);
	(void)unlink(at.sun_path);
	(void)rmdir(folder);
}

void
relay_freeze(bool frozen)
{
	(void)kill(relay, frozen ? SIGSTOP : SIGCONT);
}

unsigned
relay_journeys(void)
{
	unsigned all = *journeys, since = all - told;

	told = all;
	return since;
}
