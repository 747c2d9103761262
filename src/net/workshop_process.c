/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The process of the workshop. It does no work itself and looks into no question, so that nothing
 * which comes can harm it; each job is a child with limits, whose answer comes through a pipe.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fence.h"
#include "base/pack.h"
#include "base/scratch.h"
#include "net/workshop_priv.h"

#define CHILDREN_MAX 64u
#define ERROR_MAX 8192u
#define EXIT_NO_FENCE 121
#define ANSWER_FD 3

struct child {
	pid_t pid;
	int fd; /* its answer; -1: closed */
	uint32_t job;
	const struct dais_workshop_kind *kind;
	struct dais_buf answer;
	int64_t deadline_ms;
	bool is_late;
};

struct process {
	const struct dais_workshop_kind *kinds;
	unsigned n_kinds;
	void *ctx;
	int socket;
	pid_t self;
	struct child children[CHILDREN_MAX];
	unsigned n;
};

bool
workshop_write_all(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t put = write(fd, at, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		n -= (size_t)put;
	}
	return true;
}

bool
workshop_read_all(int fd, void *p, size_t n)
{
	char *at = p;

	while (n > 0) {
		ssize_t got = read(fd, at, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* ---- the child ---- */

static void
put_err(int fd, const struct dais_err *err)
{
	DAIS_BUF_AUTO bytes = { 0 };
	char type = WORKSHOP_ERROR;

	dais_buf_init(&bytes, ERROR_MAX);
	dais_pack_err(&bytes, err);
	if (workshop_write_all(fd, &type, 1))
		(void)workshop_write_all(fd, bytes.p, bytes.n);
}

/* Nothing stays open but the three standard ones, the way to answer and the file, if there is one.
 */
static bool
settle_files(int answer_fd, int file_fd)
{
	/* Out of the way of the other. */
	if (file_fd >= 0)
		file_fd = fcntl(file_fd, F_DUPFD, DAIS_WORKSHOP_FILE + 1);
	if (answer_fd != ANSWER_FD && dup2(answer_fd, ANSWER_FD) < 0)
		return false;
	if (file_fd >= 0 && dup2(file_fd, DAIS_WORKSHOP_FILE) < 0)
		return false;
	return syscall(SYS_close_range, file_fd < 0 ? ANSWER_FD + 1 : DAIS_WORKSHOP_FILE + 1, ~0u,
		   0) == 0;
}

_Noreturn static void
run_child(const struct process *p, const struct dais_workshop_kind *kind, struct dais_str question,
    int answer_fd, int file_fd)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_buf answer;
	char type = WORKSHOP_ANSWER;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	(void)signal(SIGTERM, SIG_DFL);
	(void)setpgid(0, 0);
	/* The workshop may have ended before it could take this child along. */
	if (getppid() != p->self || !settle_files(answer_fd, file_fd) ||
	    !dais_fence_job(kind->network, kind->memory_max, kind->seconds_max, &err))
		_exit(EXIT_NO_FENCE);
	dais_buf_init(&answer, kind->answer_max);
	if (!kind->run(p->ctx, question, &answer, &err)) {
		if (!err.code)
			(void)dais_err_set(
			    &err, DAIS_ERR_INTERNAL, "the work \"%s\" failed", kind->name);
	} else if (dais_buf_has_failed(&answer)) {
		(void)dais_err_set(&err, DAIS_ERR_LIMIT,
		    "the result of \"%s\" is larger than %zu bytes", kind->name, kind->answer_max);
	}
	if (err.code)
		put_err(ANSWER_FD, &err);
	else if (workshop_write_all(ANSWER_FD, &type, 1))
		(void)workshop_write_all(ANSWER_FD, answer.p, answer.n);
	/* Not exit(): what others have buffered is theirs. */
	_exit(0);
}

/* ---- what became of it ---- */

/* The server has gone, or is not ours any more: what is under way is for nobody. */
_Noreturn static void
leave(struct process *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		(void)kill(-p->children[i].pid, SIGKILL);
		(void)kill(p->children[i].pid, SIGKILL);
	}
	for (unsigned i = 0; i < p->n; i++) {
		while (waitpid(p->children[i].pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	dais_scratch_end();
	_exit(0);
}

static void
send_frame(struct process *p, uint32_t job, enum workshop_type type, const void *bytes, size_t n)
{
	struct workshop_head head = { .job = job, .type = (uint16_t)type, .n = n };

	if (!workshop_write_all(p->socket, &head, sizeof(head)) ||
	    !workshop_write_all(p->socket, bytes, n))
		leave(p);
}

static void
send_err(struct process *p, uint32_t job, const struct dais_err *err)
{
	DAIS_BUF_AUTO bytes = { 0 };

	dais_buf_init(&bytes, ERROR_MAX);
	dais_pack_err(&bytes, err);
	send_frame(p, job, WORKSHOP_ERROR, bytes.p, bytes.n);
}

static void
explain_end(const struct child *c, int status, struct dais_err *err)
{
	const char *name = c->kind->name;

	if (c->is_late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		(void)dais_err_set(err, DAIS_ERR_LIMIT,
		    "the work \"%s\" took longer than %u seconds", name, c->kind->seconds_max);
	else if (dais_buf_has_failed(&c->answer))
		(void)dais_err_set(err, DAIS_ERR_LIMIT,
		    "the result of \"%s\" is larger than %zu bytes", name, c->kind->answer_max);
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		(void)dais_err_set(err, DAIS_ERR_LIMIT,
		    "the work \"%s\" was stopped by the system, perhaps for want of memory", name);
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		(void)dais_err_set(err, DAIS_ERR_DENIED,
		    "the work \"%s\" was stopped: it tried what it may not do", name);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_FENCE)
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the work \"%s\" cannot be done safely here: the system has no seccomp", name);
	else
		(void)dais_err_set(err, DAIS_ERR_INTERNAL, "the work \"%s\" crashed", name);
}

static void
finish(struct process *p, struct child *c)
{
	struct dais_str said = dais_buf_str(&c->answer);
	struct dais_err err = DAIS_ERR_INIT;
	int status = 0;

	/* With all it has made; for one that has ended the signal changes nothing. */
	(void)kill(-c->pid, SIGKILL);
	(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	dais_scratch_end_of(c->pid);
	/* What was cut short is no answer: only who ended by itself had said all. */
	if (!c->is_late && WIFEXITED(status) && WEXITSTATUS(status) == 0 && said.n > 0 &&
	    !dais_buf_has_failed(&c->answer)) {
		send_frame(p, c->job,
		    said.p[0] == WORKSHOP_ANSWER ? WORKSHOP_ANSWER : WORKSHOP_ERROR, said.p + 1,
		    said.n - 1);
	} else {
		explain_end(c, status, &err);
		send_err(p, c->job, &err);
	}
	if (c->fd >= 0)
		(void)close(c->fd);
	dais_buf_release(&c->answer);
	*c = p->children[--p->n];
}

static void
take_answer(struct child *c)
{
	char block[65536];
	ssize_t got = read(c->fd, block, sizeof(block));

	if (got < 0 && errno == EINTR)
		return;
	if (got > 0)
		dais_buf_put_bytes(&c->answer, block, (size_t)got);
	if (got > 0 && !dais_buf_has_failed(&c->answer))
		return;
	(void)close(c->fd);
	c->fd = -1;
}

/* ---- the loop ---- */

static bool
fork_child(
    struct process *p, struct child *c, struct dais_str question, int file_fd, struct dais_err *err)
{
	int pipes[2];

	if (pipe2(pipes, O_CLOEXEC) != 0)
		return dais_err_errno(err, errno, "cannot make a pipe");
	c->pid = fork();
	if (c->pid == 0)
		run_child(p, c->kind, question, pipes[1], file_fd);
	(void)close(pipes[1]);
	if (c->pid > 0) {
		c->fd = pipes[0];
		return true;
	}
	(void)dais_err_errno(err, errno, "cannot make a process");
	(void)close(pipes[0]);
	return false;
}

static void
begin(struct process *p, const struct workshop_head *head, struct dais_str question, int file_fd)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct child *c;

	if (p->n == CHILDREN_MAX) {
		(void)dais_err_set(&err, DAIS_ERR_BUSY, "too much is being worked at");
		send_err(p, head->job, &err);
		return;
	}
	c = &p->children[p->n];
	*c = (struct child){ .fd = -1, .job = head->job, .kind = &p->kinds[head->kind] };
	c->deadline_ms = c->kind->seconds_max
			     ? dais_clock_ms() + (int64_t)c->kind->seconds_max * 1000
			     : INT64_MAX;
	if (!fork_child(p, c, question, file_fd, &err)) {
		send_err(p, head->job, &err);
		return;
	}
	dais_buf_init(
	    &c->answer, 1 + (c->kind->answer_max > ERROR_MAX ? c->kind->answer_max : ERROR_MAX));
	p->n++;
}

/* A head, with the descriptor that came with its first byte; -1: none. */
static bool
read_head(int socket, struct workshop_head *ret, int *ret_fd)
{
	struct iovec bytes = { ret, sizeof(*ret) };
	union {
		char room[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	struct msghdr m = { .msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = control.room,
		.msg_controllen = sizeof(control.room) };
	const struct cmsghdr *c;
	ssize_t got;

	*ret_fd = -1;
	do {
		got = recvmsg(socket, &m, MSG_CMSG_CLOEXEC);
	} while (got < 0 && errno == EINTR);
	if (got <= 0)
		return false;
	c = CMSG_FIRSTHDR(&m);
	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(ret_fd, CMSG_DATA(c), sizeof(int));
	return workshop_read_all(socket, (char *)ret + got, sizeof(*ret) - (size_t)got) &&
	       (*ret_fd >= 0) == (ret->type == WORKSHOP_ASK_OF_FILE);
}

static void
take_job(struct process *p)
{
	struct workshop_head head;
	char *question;
	int file_fd;

	/* A server that asks for what there is not is not ours any more. */
	if (!read_head(p->socket, &head, &file_fd) || head.kind >= p->n_kinds ||
	    head.n > p->kinds[head.kind].question_max)
		leave(p);
	question = malloc(head.n + 1);
	if (!question)
		dais_err_no_memory();
	if (!workshop_read_all(p->socket, question, head.n))
		leave(p);
	begin(p, &head, (struct dais_str){ question, head.n }, file_fd);
	free(question);
	if (file_fd >= 0)
		(void)close(file_fd);
}

static int
until_first_deadline(const struct process *p)
{
	int64_t now = dais_clock_ms(), first = INT64_MAX;

	for (unsigned i = 0; i < p->n; i++) {
		if (p->children[i].deadline_ms < first)
			first = p->children[i].deadline_ms;
	}
	if (first == INT64_MAX)
		return -1;
	return first <= now ? 0 : first - now > INT32_MAX ? INT32_MAX : (int)(first - now);
}

static void
attend(struct process *p)
{
	struct pollfd fds[CHILDREN_MAX + 1];
	unsigned n = p->n;
	int64_t now;

	fds[n] = (struct pollfd){ .fd = p->socket, .events = POLLIN };
	for (unsigned i = 0; i < n; i++)
		fds[i] = (struct pollfd){ .fd = p->children[i].fd, .events = POLLIN };
	if (poll(fds, n + 1, until_first_deadline(p)) < 0)
		return;
	now = dais_clock_ms();
	/* Backwards: a child that is finished gives its place to the last one. */
	for (unsigned i = n; i-- > 0;) {
		struct child *c = &p->children[i];

		if (fds[i].revents)
			take_answer(c);
		c->is_late = c->fd >= 0 && now >= c->deadline_ms;
		if (c->is_late || c->fd < 0)
			finish(p, c);
	}
	if (fds[n].revents)
		take_job(p);
}

_Noreturn void
workshop_process(const struct dais_workshop_kind *kinds, void *ctx, int socket)
{
	struct process *p = calloc(1, sizeof(*p));

	DAIS_ASSERT(p);
	p->kinds = kinds;
	while (kinds[p->n_kinds].name)
		p->n_kinds++;
	p->ctx = ctx;
	p->socket = socket;
	p->self = getpid();
	(void)prctl(PR_SET_NAME, "dais-workshop", 0, 0, 0);
	/* The server says when it is over: what it still waits for is finished. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	/* Without a place jobs make their folders in /tmp and take them away themselves. */
	(void)dais_scratch_begin(&(struct dais_err)DAIS_ERR_INIT);
	for (;;)
		attend(p);
}
