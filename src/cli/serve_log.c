/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the server says while it runs: a line for each request, where it is asked for, and what
 * failed between requests.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "cli/serve_priv.h"
#include "mark/json.h"

#define KINDS_MAX 16u /* of failures */
#define LOG_FLAGS (O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)

static int log_file = -1;
static const char *log_path; /* NULL: standard error, or none */

void
dais_serve_log(void *ctx, struct dais_str line)
{
	static bool is_cut; /* the disk was full in the middle of the line before */
	static char end[] = "\n";
	struct iovec parts[] = { { end, is_cut ? 1 : 0 }, { (void *)(uintptr_t)line.p, line.n },
		{ end, 1 } };
	size_t all = parts[0].iov_len + line.n + 1;
	ssize_t n;

	(void)ctx;
	if (log_file < 0)
		return;
	n = writev(log_file, parts, 3);
	if (n >= 0)
		is_cut = (size_t)n < all && (n > 0 || is_cut);
}

/* When what is done fails again and again (the database is away), each kind is said once a second:
 * a log that nobody empties as fast as requests come would hold the server. *@ret_more: how often
 * it was not said since the last time. */
static bool
is_to_be_said(const char *doing, size_t *ret_more)
{
	static struct {
		const char *doing;
		time_t at;
		size_t more;
	} kinds[KINDS_MAX];
	time_t now = time(NULL);
	size_t i = 0;

	*ret_more = 0;
	while (i < KINDS_MAX && kinds[i].doing && strcmp(kinds[i].doing, doing) != 0)
		i++;
	if (i == KINDS_MAX)
		return true;
	if (kinds[i].doing && kinds[i].at == now) {
		kinds[i].more++;
		return false;
	}
	*ret_more = kinds[i].more;
	kinds[i].doing = doing;
	kinds[i].at = now;
	kinds[i].more = 0;
	return true;
}

void
dais_serve_complain(const char *doing, const struct dais_err *err)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };
	size_t more;

	dais_buf_init(&out, 4096);
	if (!is_to_be_said(doing, &more))
		return;
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "level", "error");
	dais_json_pair_c(&w, "while", doing);
	dais_json_pair_c(&w, "error", err->msg);
	if (more)
		dais_json_pair_int(&w, "more", (int64_t)more);
	dais_json_end(&w);
	dais_json_finish(&w);
	(void)!write(STDERR_FILENO, out.p ? out.p : "", out.n);
}

bool
dais_serve_log_open(const char *path, struct dais_err *err)
{
	if (!path)
		return true;
	if (dais_str_is(dais_str_from(path), "-")) {
		log_file = STDERR_FILENO;
		return true;
	}
	log_file = open(path, LOG_FLAGS, 0640);
	log_path = path;
	return log_file >= 0 || dais_err_errno(err, errno, "cannot write the log %s", path);
}

/* Whoever rotates logs has given the file another name. */
void
dais_serve_log_open_again(void *ctx)
{
	struct dais_err err = DAIS_ERR_INIT;
	int fd;

	(void)ctx;
	if (!log_path)
		return;
	fd = open(log_path, LOG_FLAGS, 0640);
	if (fd < 0) {
		(void)dais_err_errno(&err, errno, "cannot write the log %s", log_path);
		dais_serve_complain("opening the log again", &err);
		return;
	}
	(void)dup3(fd, log_file, O_CLOEXEC);
	(void)close(fd);
}

/* Behind the fence it can be opened again in its folder only. */
bool
dais_serve_log_folder(struct dais_arena *a, dais_fence_folders *folders, struct dais_err *err)
{
	char *path = log_path ? realpath(log_path, NULL) : NULL;

	if (log_path && !path)
		return dais_err_errno(err, errno, "cannot write the log %s", log_path);
	if (!path)
		return true;
	*(strrchr(path, '/') + 1) = '\0';
	/* All folders lie below the topmost one: there the log goes on as it is. */
	if (path[1])
		dais_vec_push(a, folders,
		    ((struct dais_fence_folder){ dais_arena_cstr(a, dais_str_from(path)), true }));
	free(path);
	return true;
}
