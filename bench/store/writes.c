/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * writes FOLDER [SECONDS [ROUNDS]]: acknowledged changes a second on both engines against what the
 * disk of FOLDER can do by itself, as JSON: a page is written and waited for (fdatasync), at the
 * end of a file or over an old one. Rounds go in turns, so that all meet the same noise; the median
 * counts.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "server.h"
#include "store/store.h"

#define PAGE 4096
#define ROUNDS_MAX 25
#define FILE_PAGES 1024

static const char *folder;
static double seconds = 1.0;

static void
give_up(const char *what, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

/* ---- the disk by itself ---- */

static double
pages_a_second(bool append)
{
	static char page[PAGE];
	char path[512];
	double begin, end;
	unsigned n = 0;
	int fd;

	(void)snprintf(path, sizeof(path), "%s/pages", folder);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	for (unsigned i = 0; fd >= 0 && !append && i < FILE_PAGES; i++) {
		if (pwrite(fd, page, PAGE, (off_t)i * PAGE) != PAGE)
			give_up(path, strerror(errno));
	}
	if (fd < 0 || fsync(fd) != 0)
		give_up(path, strerror(errno));
	begin = end = dais_clock_seconds();
	for (; end - begin < seconds; n++, end = dais_clock_seconds()) {
		page[0]++;
		if (pwrite(fd, page, PAGE, (off_t)(append ? n : n % FILE_PAGES) * PAGE) != PAGE ||
		    fdatasync(fd) != 0)
			give_up(path, strerror(errno));
	}
	(void)close(fd);
	(void)unlink(path);
	return n / (end - begin);
}

/* ---- changes ---- */

static struct dais_store *
open_record(const char *where)
{
	const struct dais_store_options options = { .where = where, .create = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;

	if (!dais_store_open(&options, &s, &err))
		give_up(where, err.msg);
	return s;
}

static void
write_change(struct dais_store *s, unsigned writer, unsigned turn, unsigned things)
{
	const struct dais_change_head head = { DAIS_STR("anna"), DAIS_STR("item.edit"),
		DAIS_STR_NONE, DAIS_STR("meeting"), 1700000000000 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str value = dais_arena_printf(a,
	    "{\"title\":{\"fr\":\"Titre %u\",\"en\":\"Title %u\"},\"documents\":[\"paper-%u\"]}",
	    turn, turn, turn);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = NULL;
	uint64_t number;
	bool ok = dais_store_begin(s, &head, &w, &err);

	for (unsigned i = 0; ok && i < things; i++)
		ok = dais_store_put(w, DAIS_STR("item"),
		    dais_arena_printf(a, "i%u-%u", writer, (turn + i) % 200), i, value, DAIS_ANY,
		    &err);
	if (!ok || !dais_store_commit(w, &number, &err))
		give_up("a change", err.msg);
}

struct share {
	unsigned n;
	double begin, end;
};

static void
write_for_a_while(const char *where, unsigned writer, unsigned things, int to)
{
	struct dais_store *s = open_record(where);
	struct share done = { .begin = dais_clock_seconds() };

	for (done.end = done.begin; done.end - done.begin < seconds;
	    done.end = dais_clock_seconds())
		write_change(s, writer, done.n++, things);
	dais_store_close(s);
	if (write(to, &done, sizeof(done)) != sizeof(done))
		give_up("pipe", strerror(errno));
}

/* Changes a second of @writers processes together. */
static double
changes_a_second(const char *where, unsigned writers, unsigned things)
{
	struct share all = { 0 }, one;
	int ends[2];

	if (pipe(ends) != 0)
		give_up("pipe", strerror(errno));
	for (unsigned i = 0; i < writers; i++) {
		pid_t child = fork();

		if (child == 0) {
			write_for_a_while(where, i, things, ends[1]);
			_exit(0);
		}
		if (child < 0)
			give_up("fork", strerror(errno));
	}
	for (unsigned i = 0; i < writers; i++) {
		if (wait(NULL) < 0 || read(ends[0], &one, sizeof(one)) != sizeof(one))
			give_up("a writer", "it failed");
		all.n += one.n;
		all.begin = i == 0 || one.begin < all.begin ? one.begin : all.begin;
		all.end = one.end > all.end ? one.end : all.end;
	}
	(void)close(ends[0]);
	(void)close(ends[1]);
	return all.n / (all.end - all.begin);
}

/* ---- all in turns ---- */

struct measure {
	const char *name;
	const char *where; /* NULL: the disk */
	unsigned writers, things;
	double rates[ROUNDS_MAX];
};

static int
compare(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static double
median(struct measure *m, unsigned rounds)
{
	qsort(m->rates, rounds, sizeof(*m->rates), compare);
	return m->rates[rounds / 2];
}

static void
print(struct measure *all, size_t n, unsigned rounds, double disk)
{
	(void)printf(
	    "{\n  \"seconds\": %.1f,\n  \"rounds\": %u,\n  \"measures\": [\n", seconds, rounds);
	for (size_t i = 0; i < n; i++) {
		double rate = median(&all[i], rounds);

		(void)printf(
		    "    { \"name\": \"%s\", \"per_second\": %.0f, \"lowest\": %.0f, \"highest\": "
		    "%.0f, \"of_overwrite\": %.3f, \"things_per_second\": %.0f }%s\n",
		    all[i].name, rate, all[i].rates[0], all[i].rates[rounds - 1], rate / disk,
		    rate * all[i].things, i + 1 < n ? "," : "");
	}
	(void)printf("  ]\n}\n");
}

int
main(int argc, char **argv)
{
	char file[512];
	unsigned rounds = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 5;
	bool server = server_start(true);
	const char *postgresql = server ? server_place() : NULL;
	struct measure all[] = {
		{ "disk, overwrite", NULL, 0, 0, { 0 } },
		{ "disk, append", NULL, 1, 0, { 0 } },
		{ "SQLite, alone", file, 1, 1, { 0 } },
		{ "SQLite, 4 writers", file, 4, 1, { 0 } },
		{ "SQLite, 100 things a change", file, 1, 100, { 0 } },
		{ "PostgreSQL, alone", postgresql, 1, 1, { 0 } },
		{ "PostgreSQL, 4 writers", postgresql, 4, 1, { 0 } },
		{ "PostgreSQL, 100 things a change", postgresql, 1, 100, { 0 } },
	};
	size_t n = sizeof(all) / sizeof(*all) - (server ? 0 : 3);

	if (argc < 2)
		give_up("usage", "writes FOLDER [SECONDS [ROUNDS]]");
	folder = argv[1];
	seconds = argc > 2 ? (double)strtoul(argv[2], NULL, 10) : 1.0;
	rounds = rounds < 1 ? 1 : rounds > ROUNDS_MAX ? ROUNDS_MAX : rounds;
	(void)snprintf(file, sizeof(file), "%s/record.db", folder);
	for (unsigned r = 0; r < rounds; r++) {
		for (size_t i = 0; i < n; i++)
			all[i].rates[r] = all[i].where ? changes_a_second(all[i].where,
							     all[i].writers, all[i].things)
						       : pages_a_second(all[i].writers != 0);
	}
	print(all, n, rounds, median(&all[0], rounds));
	server_stop();
	return 0;
}
