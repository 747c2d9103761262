/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "server.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX 16 /* of a command */

static char folder[TEST_FOLDER_MAX];
static char programs[256];
static char small_disk[80];
static pid_t server, starter;

static void
give_up(const char *what)
{
	(void)fprintf(stderr, "PostgreSQL for the test: %s: %s\n", what, strerror(errno));
	exit(1);
}

static bool
find_programs(void)
{
	glob_t found;
	bool ok = glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0;

	if (!ok) {
		(void)fprintf(stderr, "PostgreSQL is not installed: skipped\n");
		return false;
	}
	(void)snprintf(programs, sizeof(programs), "%.*s",
	    (int)(strlen(found.gl_pathv[found.gl_pathc - 1]) - strlen("/initdb")),
	    found.gl_pathv[found.gl_pathc - 1]);
	globfree(&found);
	return true;
}

/* PostgreSQL refuses to run as root. */
static void
become_other(void)
{
	const struct passwd *p = getuid() == 0 ? getpwnam("postgres") : NULL;

	if (p && (setgroups(0, NULL) != 0 || setgid(p->pw_gid) != 0 || setuid(p->pw_uid) != 0))
		_exit(125);
	if (chdir(folder) != 0 || prctl(PR_SET_PDEATHSIG, SIGQUIT) != 0)
		_exit(125);
}

static pid_t
run(const char *const *argv)
{
	const char *words[WORDS_MAX + 1] = { 0 };
	pid_t child = fork();
	char path[320];
	int fd;

	if (child != 0)
		return child;
	words[0] = path;
	become_other();
	fd = open("log", O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
		_exit(125);
	(void)snprintf(path, sizeof(path), "%s/%s", programs, argv[0]);
	/* By its whole name: it looks for the others beside itself, and where it is on the path. */
	for (size_t i = 1; argv[i] && i < WORDS_MAX; i++)
		words[i] = argv[i];
	(void)execv(path, (char *const *)(uintptr_t)words);
	_exit(126);
}

static void
make_cluster(void)
{
	const char *const argv[] = { "initdb", "-D", "data", "-U", "dais", "-A", "trust", "-E",
		"UTF8", "--locale=C.UTF-8", "-N", NULL };
	int status = 0;
	pid_t child = run(argv);

	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		give_up("initdb");
}

static void
ignore_notice(void *ctx, const PGresult *r)
{
	(void)ctx;
	(void)r;
}

static PGconn *
connect_to(const char *where)
{
	PGconn *c = PQconnectdb(where);

	if (PQstatus(c) != CONNECTION_OK) {
		PQfinish(c);
		return NULL;
	}
	(void)PQsetNoticeReceiver(c, ignore_notice, NULL);
	return c;
}

static void
wait_until_ready(void)
{
	char where[128];
	PGconn *c = NULL;

	(void)snprintf(where, sizeof(where), "postgresql://dais@/postgres?host=%s", folder);
	for (int i = 0; i < 2400 && !c; i++) {
		const struct timespec pause = { 0, 50000000 };

		(void)nanosleep(&pause, NULL);
		c = connect_to(where);
	}
	if (!c)
		give_up("no answer");
	PQfinish(c);
}

bool
server_start(bool durable)
{
	const char *const argv[] = { "postgres", "-D", "data", "-k", folder, "-c",
		"listen_addresses=", "-c", durable ? "fsync=on" : "fsync=off", "-c",
		"shared_buffers=32MB", "-c", "autovacuum=off", "-c", "restart_after_crash=on",
		NULL };
	const struct passwd *p = getuid() == 0 ? getpwnam("postgres") : NULL;

	if (!find_programs())
		return false;
	(void)test_folder("pg", !durable, folder);
	if ((p && chown(folder, p->pw_uid, p->pw_gid) != 0) || chmod(folder, 0755) != 0)
		give_up("a folder");
	make_cluster();
	starter = getpid();
	server = run(argv);
	if (server < 0)
		give_up("postgres");
	(void)atexit(server_stop);
	wait_until_ready();
	return true;
}

void
server_stop(void)
{
	int status;

	if (!server || getpid() != starter)
		return;
	(void)kill(server, SIGINT);
	(void)waitpid(server, &status, 0);
	server = 0;
	if (small_disk[0] && umount(small_disk) != 0)
		give_up("umount");
}

const char *
server_place(void)
{
	static char wheres[8][192];
	static unsigned n;
	char *where = wheres[n % 8], sql[64];

	(void)snprintf(where, sizeof(wheres[0]), "postgresql://dais@/postgres?host=%s", folder);
	(void)snprintf(sql, sizeof(sql), "CREATE SCHEMA place%u", n);
	server_run(where, sql);
	(void)snprintf(where, sizeof(wheres[0]),
	    "postgresql://dais@/postgres?host=%s&options=-csearch_path%%3Dplace%u", folder, n);
	n++;
	return where;
}

void
server_run(const char *where, const char *sql)
{
	PGconn *c = connect_to(where);
	PGresult *r = c ? PQexec(c, sql) : NULL;

	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK) {
		(void)fprintf(stderr, "%s: %s\n", sql, c ? PQerrorMessage(c) : "no connection");
		exit(1);
	}
	PQclear(r);
	PQfinish(c);
}

bool
server_ask(const char *where, const char *sql)
{
	PGconn *c = connect_to(where);
	PGresult *r = c ? PQexec(c, sql) : NULL;
	bool yes = PQntuples(r) == 1 && strcmp(PQgetvalue(r, 0, 0), "t") == 0;

	PQclear(r);
	PQfinish(c);
	return yes;
}

void
server_refused(const char *where, const char *sql)
{
	PGconn *c = connect_to(where);
	PGresult *r = c ? PQexec(c, sql) : NULL;

	if (!r || PQresultStatus(r) != PGRES_FATAL_ERROR) {
		(void)fprintf(stderr, "%s was not refused\n", sql);
		exit(1);
	}
	PQclear(r);
	PQfinish(c);
}

bool
server_small_disk(void)
{
	const struct passwd *p = getuid() == 0 ? getpwnam("postgres") : NULL;
	char sql[160], where[128];

	(void)snprintf(small_disk, sizeof(small_disk), "%s/small", folder);
	if (!p || mkdir(small_disk, 0700) != 0 ||
	    mount("tmpfs", small_disk, "tmpfs", 0, "size=3m") != 0) {
		small_disk[0] = 0;
		return false;
	}
	if (chown(small_disk, p->pw_uid, p->pw_gid) != 0)
		give_up("chown");
	(void)snprintf(where, sizeof(where), "postgresql://dais@/postgres?host=%s", folder);
	(void)snprintf(sql, sizeof(sql), "CREATE TABLESPACE small LOCATION '%s'", small_disk);
	server_run(where, sql);
	return true;
}

void
server_kill_backend(void)
{
	char where[128];
	PGconn *c;
	PGresult *r;

	(void)snprintf(where, sizeof(where), "postgresql://dais@/postgres?host=%s", folder);
	c = connect_to(where);
	r = c ? PQexec(c,
		    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND "
		    "application_name = 'dais' ORDER BY random() LIMIT 1")
	      : NULL;
	if (PQntuples(r) == 1)
		(void)kill((pid_t)strtol(PQgetvalue(r, 0, 0), NULL, 10), SIGKILL);
	PQclear(r);
	PQfinish(c);
}
