/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Children and their pipes. An answer is a frame: kind, length, bytes; what ends before its length
 * is no answer, whatever the child said when it ended.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/pack.h"
#include "base/sandbox_priv.h"

#define CHILDREN_MAX 64u
#define HEADER 16u
#define ERROR_MAX 4096u
#define COMPLAINT_MAX 2048u
#define EXIT_NO_FENCE 121
#define ANSWER_FD 3

enum frame_kind {
	FRAME_ANSWER,
	FRAME_ERROR
};

struct child {
	pid_t pid;
	int answer_fd, complaint_fd; /* -1: closed */
	struct dais_buf answer;
	char complaint[COMPLAINT_MAX]; /* what it wrote to standard error, to be classed only */
	size_t n_complaint;
	size_t i; /* its job */
	struct dais_sandbox_job job;
	int64_t deadline_ms; /* INT64_MAX: none */
	bool is_late;
};

struct pool {
	const struct dais_sandbox_work *work;
	struct child children[CHILDREN_MAX];
	unsigned n; /* running */
	pid_t self;
	int null_fd;
	struct fence_filter filters[2]; /* [1]: files may be opened */
	bool has_filter[2];
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* --- in the child --------------------------------------------------------------------------- */

static void
close_from(unsigned first)
{
	long most;

#ifdef SYS_close_range
	if (syscall(SYS_close_range, first, ~0u, 0) == 0)
		return;
#endif
	most = sysconf(_SC_OPEN_MAX);
	for (long fd = first; fd < (most > 0 ? most : 1024); fd++)
		(void)close((int)fd);
}

/* Nothing of the parent's stays open but the way to answer. */
static bool
settle_files(int null_fd, int answer_fd, int complaint_fd)
{
	int answer = fcntl(answer_fd, F_DUPFD, 10);
	int complaint = fcntl(complaint_fd, F_DUPFD, 10);
	int null = fcntl(null_fd, F_DUPFD, 10);

	if (answer < 0 || complaint < 0 || null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(answer, ANSWER_FD) < 0)
		return false;
	if (!FENCE_IS_SANITIZED && dup2(complaint, STDERR_FILENO) < 0)
		return false;
	close_from(ANSWER_FD + 1);
	return true;
}

static bool
write_all(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(ANSWER_FD, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

static void
send_frame(enum frame_kind kind, struct dais_str bytes)
{
	struct dais_buf header;

	dais_buf_init(&header, HEADER);
	dais_pack_uint(&header, kind);
	dais_pack_uint(&header, bytes.n);
	if (write_all(header.p, header.n))
		(void)write_all(bytes.p, bytes.n);
}

/* A handler of the parent's would make of a crash something else. */
static void
reset_signals(void)
{
	static const int crashes[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGXCPU };

	for (size_t i = 0; !FENCE_IS_SANITIZED && i < sizeof(crashes) / sizeof(*crashes); i++)
		(void)signal(crashes[i], SIG_DFL);
}

static bool
set_fence(const struct dais_sandbox_job *job, const struct fence_filter filters[2])
{
	bool by_landlock = fence_files(job->folder);
	bool may_open = job->folder && (by_landlock || job->folder_needed);

	return fence_limits(job) && fence_set_filter(&filters[may_open]);
}

_Noreturn static void
run_child(struct pool *p, const struct child *c, int answer_fd, int complaint_fd)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_buf answer;

	reset_signals();
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	/* The parent may have ended before it could take this child along. */
	if (getppid() != p->self || !settle_files(p->null_fd, answer_fd, complaint_fd) ||
	    !set_fence(&c->job, p->filters))
		_exit(EXIT_NO_FENCE);
	dais_buf_init(&answer, c->job.answer_bytes);
	if (p->work->run(p->work->ctx, c->i, &answer, &err)) {
		/* One byte too many tells the parent, without sending what it would not take. */
		if (dais_buf_has_failed(&answer))
			(void)dais_err_set(&err, DAIS_ERR_LIMIT,
			    "what was read of %s is larger than %zu MB", c->job.name,
			    c->job.answer_bytes >> 20);
		else
			send_frame(FRAME_ANSWER, dais_buf_str(&answer));
	}
	if (err.code) {
		dais_buf_init(&answer, ERROR_MAX);
		dais_pack_err(&answer, &err);
		send_frame(FRAME_ERROR, dais_buf_str(&answer));
	}
	/* Not exit(): what the parent has buffered is the parent's. */
	_exit(0);
}

/* --- how a child ended ---------------------------------------------------------------------- */

static bool
said(const struct child *c, const char *word)
{
	return dais_str_find((struct dais_str){ c->complaint, c->n_complaint }, dais_str_from(word),
		   0) != SIZE_MAX;
}

static void
harmful(struct dais_err *err)
{
	(void)dais_err_hint(err, "The file may be damaged, or made to harm.");
}

static void
explain_signal(const struct child *c, int number, struct dais_err *err)
{
	if (number == SIGSYS)
		(void)dais_err_set(err, DAIS_ERR_DENIED,
		    "reading %s was stopped: it tried to do what no reader may do", c->job.name);
	else if (number == SIGXCPU)
		(void)dais_err_set(err, DAIS_ERR_LIMIT,
		    "reading %s took more than %u seconds of processor time", c->job.name,
		    c->job.cpu_s);
	else if (number == SIGKILL)
		(void)dais_err_set(err, DAIS_ERR_LIMIT,
		    "reading %s was stopped by the system, perhaps for want of memory",
		    c->job.name);
	else
		(void)dais_err_set(
		    err, DAIS_ERR_INTERNAL, "reading %s crashed (signal %d)", c->job.name, number);
	harmful(err);
}

static void
explain_end(const struct child *c, int status, struct dais_err *err)
{
	if (c->is_late) {
		(void)dais_err_set(err, DAIS_ERR_LIMIT, "reading %s took longer than %u seconds",
		    c->job.name, c->job.wall_s);
		harmful(err);
	} else if (said(c, "memory") || said(c, "bad_alloc")) {
		(void)dais_err_set(err, DAIS_ERR_LIMIT, "reading %s took more memory than %zu MB",
		    c->job.name, c->job.memory_bytes >> 20);
		harmful(err);
	} else if (dais_buf_has_failed(&c->answer)) {
		(void)dais_err_set(err, DAIS_ERR_LIMIT, "what was read of %s is larger than %zu MB",
		    c->job.name, c->job.answer_bytes >> 20);
		harmful(err);
	} else if (WIFSIGNALED(status)) {
		explain_signal(c, WTERMSIG(status), err);
	} else if (WEXITSTATUS(status) == EXIT_NO_FENCE) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "%s cannot be read safely here: the system has no seccomp", c->job.name);
	} else {
		(void)dais_err_set(
		    err, DAIS_ERR_INTERNAL, "reading %s ended without an answer", c->job.name);
		harmful(err);
	}
}

/* The answer in the frame, or an error. */
static struct dais_str
open_frame(const struct child *c, int status, struct dais_err *err)
{
	struct dais_unpack u = { .rest = dais_buf_str(&c->answer) };
	uint64_t kind = dais_unpack_uint(&u, FRAME_ERROR);
	struct dais_str payload = dais_unpack_bytes(&u, SIZE_MAX);

	if (c->is_late || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || !dais_unpack_end(&u)) {
		explain_end(c, status, err);
		return DAIS_STR_NONE;
	}
	if (kind == FRAME_ANSWER)
		return payload;
	u = (struct dais_unpack){ .rest = payload };
	dais_unpack_err(&u, err);
	if (!dais_unpack_end(&u)) {
		*err = (struct dais_err)DAIS_ERR_INIT;
		(void)dais_err_set(
		    err, DAIS_ERR_INTERNAL, "reading %s gave no sensible answer", c->job.name);
		harmful(err);
	}
	return DAIS_STR_NONE;
}

/* --- in the parent -------------------------------------------------------------------------- */

static void
take_complaint(struct child *c)
{
	char block[512];
	ssize_t got = read(c->complaint_fd, block, sizeof(block));

	if (got < 0 && errno == EINTR)
		return;
	if (got <= 0) {
		close_fd(&c->complaint_fd);
		return;
	}
	for (ssize_t i = 0; i < got && c->n_complaint < COMPLAINT_MAX; i++)
		c->complaint[c->n_complaint++] = block[i];
}

static void
finish(struct pool *p, struct child *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str answer;
	int status = 0;

	/* One that closed its pipes and lives on has nothing more to say; for one that has ended
	 * the signal changes nothing. */
	(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	while (c->complaint_fd >= 0)
		take_complaint(c);
	answer = open_frame(c, status, &err);
	p->work->done(p->work->ctx, c->i, answer, &err);
	close_fd(&c->answer_fd);
	close_fd(&c->complaint_fd);
	dais_buf_release(&c->answer);
	*c = p->children[--p->n];
}

static void
take_answer(struct child *c)
{
	char block[65536];
	ssize_t got = read(c->answer_fd, block, sizeof(block));

	if (got < 0 && errno == EINTR)
		return;
	if (got > 0)
		dais_buf_put_bytes(&c->answer, block, (size_t)got);
	if (got <= 0 || dais_buf_has_failed(&c->answer))
		close_fd(&c->answer_fd);
}

/* Waits until a child has something to say or its time is over. */
static void
attend(struct pool *p)
{
	struct pollfd fds[2 * CHILDREN_MAX];
	int64_t now = dais_clock_ms(), first = INT64_MAX;

	for (unsigned k = 0; k < p->n; k++) {
		struct child *c = &p->children[k];

		fds[2 * (size_t)k] = (struct pollfd){ .fd = c->answer_fd, .events = POLLIN };
		fds[2 * (size_t)k + 1] = (struct pollfd){ .fd = c->complaint_fd, .events = POLLIN };
		if (c->deadline_ms < first)
			first = c->deadline_ms;
	}
	first = first == INT64_MAX ? -1 : first <= now ? 0 : first - now;
	if (poll(fds, (nfds_t)2 * p->n, (int)(first > INT32_MAX ? INT32_MAX : first)) < 0)
		return;
	now = dais_clock_ms();
	/* Backwards: a child that is finished gives its place to the last one. */
	for (unsigned k = p->n; k-- > 0;) {
		struct child *c = &p->children[k];

		if (c->complaint_fd >= 0 && fds[2 * (size_t)k + 1].revents)
			take_complaint(c);
		if (c->answer_fd >= 0 && fds[2 * (size_t)k].revents)
			take_answer(c);
		c->is_late = now >= c->deadline_ms;
		if (c->is_late || c->answer_fd < 0)
			finish(p, c);
	}
}

static bool
make_pipes(int answer[2], int complaint[2], struct dais_err *err)
{
	if (pipe2(answer, O_CLOEXEC) != 0)
		return dais_err_errno(err, errno, "cannot make a pipe");
	if (pipe2(complaint, O_CLOEXEC) == 0)
		return true;
	(void)dais_err_errno(err, errno, "cannot make a pipe");
	close_fd(&answer[0]);
	close_fd(&answer[1]);
	return false;
}

static bool
fork_child(struct pool *p, struct child *c, struct dais_err *err)
{
	int answer[2] = { -1, -1 }, complaint[2] = { -1, -1 };

	if (!make_pipes(answer, complaint, err))
		return false;
	c->pid = fork();
	if (c->pid == 0)
		run_child(p, c, answer[1], complaint[1]);
	close_fd(&answer[1]);
	close_fd(&complaint[1]);
	if (c->pid < 0) {
		(void)dais_err_errno(err, errno, "cannot make a process");
		close_fd(&answer[0]);
		close_fd(&complaint[0]);
		return false;
	}
	c->answer_fd = answer[0];
	c->complaint_fd = complaint[0];
	return true;
}

static bool
prepare_filters(struct pool *p, bool with_folder, struct dais_err *err)
{
	for (unsigned k = 0; k <= (with_folder ? 1u : 0u); k++) {
		if (!p->has_filter[k] && !fence_filter_init(&p->filters[k], k == 1, err))
			return false;
		p->has_filter[k] = true;
	}
	return true;
}

static void
begin(struct pool *p, size_t i)
{
	struct child *c = &p->children[p->n];
	struct dais_err err = DAIS_ERR_INIT;

	*c =
	    (struct child){ .i = i, .deadline_ms = INT64_MAX, .answer_fd = -1, .complaint_fd = -1 };
	if (!p->work->begin(p->work->ctx, i, &c->job, &err) ||
	    !prepare_filters(p, c->job.folder != NULL, &err) || !fork_child(p, c, &err)) {
		p->work->done(p->work->ctx, i, DAIS_STR_NONE, &err);
		return;
	}
	if (c->job.wall_s)
		c->deadline_ms = dais_clock_ms() + (int64_t)c->job.wall_s * 1000;
	dais_buf_init(&c->answer, c->job.answer_bytes + HEADER + ERROR_MAX);
	p->n++;
}

void
dais_sandbox_run(const struct dais_sandbox_work *work)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned most = work->at_once ? work->at_once : cores > 0 ? (unsigned)cores : 1;
	struct pool *p = calloc(1, sizeof(*p));

	DAIS_ASSERT(p);
	p->work = work;
	p->self = getpid();
	p->null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (most > CHILDREN_MAX)
		most = CHILDREN_MAX;
	for (size_t i = 0; i < work->n; i++) {
		begin(p, i);
		while (p->n >= most)
			attend(p);
	}
	while (p->n > 0)
		attend(p);
	close_fd(&p->null_fd);
	for (unsigned k = 0; k < 2; k++)
		fence_filter_release(&p->filters[k]);
	free(p);
}
