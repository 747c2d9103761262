/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The server's side: which job goes next, and what comes back. The process gets no more than it can
 * work at; all others wait here.
 */
#include "net/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "base/pack.h"
#include "net/workshop_priv.h"

#define WAITING_MAX 1000u

struct job {
	struct job *next;
	uint32_t id;
	uint16_t kind;
	char *question;
	size_t n;
	int fd; /* -1: none */
	void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err);
	void *ctx;
	struct dais_err err; /* of one that will not be done */
};

struct queue {
	struct job *first, **end;
	unsigned n;
};

struct dais_workshop {
	const struct dais_workshop_kind *kinds;
	unsigned n_kinds, cores;
	unsigned running[WORKSHOP_KINDS_MAX], n_running, n_urgent_running;
	struct queue urgent, other, refused, begun;
	struct workshop_out out;
	struct dais_buf in; /* the frame that is coming */
	int socket, epoll, bell;
	pid_t pid;
	uint32_t next_id;
	bool is_writing, is_dead;
};

/* ---- queues ---- */

static void
put(struct queue *q, struct job *j)
{
	j->next = NULL;
	*q->end = j;
	q->end = &j->next;
	q->n++;
}

static struct job *
take_at(struct queue *q, struct job **at)
{
	struct job *j = *at;

	*at = j->next;
	if (q->end == &j->next)
		q->end = at;
	q->n--;
	return j;
}

static void
finish(struct job *j, struct dais_str answer, const struct dais_err *err)
{
	j->done(j->ctx, answer, err);
	free(j->question);
	free(j);
}

/* ---- start ---- */

static void
close_all_but(int fd)
{
	if (fd > 3)
		(void)syscall(SYS_close_range, 3, (unsigned)fd - 1, 0);
	(void)syscall(SYS_close_range, (unsigned)fd + 1, ~0u, 0);
}

static bool
add(struct dais_workshop *w, int fd, struct dais_err *err)
{
	struct epoll_event e = { .events = EPOLLIN, .data.fd = fd };

	if (epoll_ctl(w->epoll, EPOLL_CTL_ADD, fd, &e) == 0)
		return true;
	return dais_err_errno(err, errno, "the workshop cannot be opened");
}

static bool
open_workshop(struct dais_workshop *w, void *ctx, struct dais_err *err)
{
	int pair[2];
	pid_t self = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return dais_err_errno(err, errno, "the workshop cannot be opened");
	w->pid = fork();
	if (w->pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
		close_all_but(pair[1]);
		if (getppid() != self)
			_exit(0);
		workshop_process(w->kinds, ctx, pair[1]);
	}
	(void)close(pair[1]);
	w->socket = pair[0];
	if (w->pid < 0)
		return dais_err_errno(err, errno, "the workshop cannot be opened");
	w->epoll = epoll_create1(EPOLL_CLOEXEC);
	w->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	(void)fcntl(w->socket, F_SETFL, O_NONBLOCK);
	return add(w, w->socket, err) && add(w, w->bell, err);
}

bool
dais_workshop_start(const struct dais_workshop_kind *kinds, void *ctx, struct dais_workshop **ret,
    struct dais_err *err)
{
	struct dais_workshop *w = calloc(1, sizeof(*w));
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	DAIS_ASSERT(w);
	w->kinds = kinds;
	w->cores = cores > 0 ? (unsigned)cores : 1;
	w->socket = w->epoll = w->bell = -1;
	while (kinds[w->n_kinds].name)
		w->n_kinds++;
	DAIS_ASSERT(w->n_kinds <= WORKSHOP_KINDS_MAX);
	w->urgent.end = &w->urgent.first;
	w->other.end = &w->other.first;
	w->refused.end = &w->refused.first;
	w->begun.end = &w->begun.first;
	workshop_out_init(&w->out);
	dais_buf_init(&w->in, WORKSHOP_BUFFER_MAX);
	if (open_workshop(w, ctx, err)) {
		*ret = w;
		return true;
	}
	dais_workshop_free(w);
	return false;
}

int
dais_workshop_fd(const struct dais_workshop *w)
{
	return w->epoll;
}

/* ---- sending ---- */

static void
ring(struct dais_workshop *w)
{
	uint64_t one = 1;

	(void)!write(w->bell, &one, sizeof(one));
}

static void
watch_writing(struct dais_workshop *w, bool writing)
{
	struct epoll_event e = { .events = EPOLLIN | (writing ? EPOLLOUT : 0u),
		.data.fd = w->socket };

	if (w->is_writing != writing)
		(void)epoll_ctl(w->epoll, EPOLL_CTL_MOD, w->socket, &e);
	w->is_writing = writing;
}

static void
flush(struct dais_workshop *w)
{
	if (!w->is_dead)
		workshop_out_send(&w->out, w->socket);
	watch_writing(w, !w->is_dead && w->out.bytes.n > 0);
}

static unsigned
most_at_once(const struct dais_workshop *w, unsigned kind)
{
	return w->kinds[kind].at_once ? w->kinds[kind].at_once : w->cores;
}

/* The first in the queue whose kind has room. */
static struct job **
next_in(struct dais_workshop *w, struct queue *q)
{
	for (struct job **at = &q->first; *at; at = &(*at)->next) {
		if (w->running[(*at)->kind] < most_at_once(w, (*at)->kind))
			return at;
	}
	return NULL;
}

static void
send_job(struct dais_workshop *w, struct job *j)
{
	struct workshop_head head = { .job = j->id,
		.type = j->fd < 0 ? WORKSHOP_ASK : WORKSHOP_ASK_OF_FILE,
		.kind = j->kind,
		.n = j->n };

	workshop_out_put(&w->out, &head, j->question, j->fd);
	free(j->question);
	j->question = NULL;
	w->running[j->kind]++;
	w->n_running++;
	w->n_urgent_running += w->kinds[j->kind].urgent;
	put(&w->begun, j);
}

/* Urgent work does not wait for long work: it has processors of its own account. */
static void
dispatch(struct dais_workshop *w)
{
	for (;;) {
		struct job **at = next_in(w, &w->urgent);

		if (w->is_dead || w->n_running >= WORKSHOP_RUNNING_MAX)
			break;
		if (at) {
			send_job(w, take_at(&w->urgent, at));
			continue;
		}
		at = next_in(w, &w->other);
		if (!at || w->n_running - w->n_urgent_running >= w->cores)
			break;
		send_job(w, take_at(&w->other, at));
	}
	flush(w);
}

static void
refuse(struct dais_workshop *w, struct job *j)
{
	put(&w->refused, j);
	ring(w);
}

static uint16_t
find_kind(const struct dais_workshop *w, const char *name)
{
	for (unsigned i = 0; i < w->n_kinds; i++) {
		if (strcmp(w->kinds[i].name, name) == 0)
			return (uint16_t)i;
	}
	dais_err_assert_failed("a kind of the workshop", __FILE__, __LINE__, name);
}

void
dais_workshop_ask_of_file(struct dais_workshop *w, const char *kind, struct dais_str question,
    int fd, void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	struct job *j = calloc(1, sizeof(*j));

	DAIS_ASSERT(j);
	j->id = w->next_id++;
	j->kind = find_kind(w, kind);
	j->fd = fd;
	j->done = done;
	j->ctx = ctx;
	if (w->is_dead)
		(void)dais_err_set(&j->err, DAIS_ERR_INTERNAL, "the workshop has ended");
	else if (question.n > w->kinds[j->kind].question_max)
		(void)dais_err_set(&j->err, DAIS_ERR_LIMIT,
		    "what \"%s\" is asked is larger than %zu bytes", kind,
		    w->kinds[j->kind].question_max);
	else if (w->urgent.n + w->other.n >= WAITING_MAX)
		(void)dais_err_set(&j->err, DAIS_ERR_BUSY, "too much work is waiting");
	if (j->err.code) {
		refuse(w, j);
		return;
	}
	j->n = question.n;
	j->question = malloc(question.n + 1);
	if (!j->question)
		dais_err_no_memory();
	memcpy(j->question, question.p ? question.p : "", question.n);
	put(w->kinds[j->kind].urgent ? &w->urgent : &w->other, j);
	dispatch(w);
}

void
dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	dais_workshop_ask_of_file(w, kind, question, -1, done, ctx);
}

/* ---- receiving ---- */

static void
end_job(struct dais_workshop *w, const struct workshop_head *head, struct dais_str bytes)
{
	struct job **at = &w->begun.first, *j;
	struct dais_err err = DAIS_ERR_INIT;

	while (*at && (*at)->id != head->job)
		at = &(*at)->next;
	if (!*at)
		return;
	j = take_at(&w->begun, at);
	w->running[j->kind]--;
	w->n_running--;
	w->n_urgent_running -= w->kinds[j->kind].urgent;
	if (head->type == WORKSHOP_ERROR) {
		struct dais_unpack u = { .rest = bytes };

		dais_unpack_err(&u, &err);
		if (!dais_unpack_end(&u) || !err.code) {
			err = (struct dais_err)DAIS_ERR_INIT;
			(void)dais_err_set(&err, DAIS_ERR_INTERNAL,
			    "the work \"%s\" gave no sensible answer", w->kinds[j->kind].name);
		}
		bytes = DAIS_STR_NONE;
	}
	finish(j, bytes, err.code ? &err : NULL);
}

/* Whole frames in what has come. */
static void
take_frames(struct dais_workshop *w)
{
	size_t at = 0;

	while (w->in.n - at >= sizeof(struct workshop_head)) {
		struct workshop_head head;

		memcpy(&head, w->in.p + at, sizeof(head));
		if (w->in.n - at - sizeof(head) < head.n)
			break;
		end_job(w, &head, (struct dais_str){ w->in.p + at + sizeof(head), head.n });
		at += sizeof(head) + head.n;
	}
	if (at == 0)
		return;
	if (at == w->in.n && w->in.cap > WORKSHOP_KEEP_IN_BUFFER) {
		dais_buf_release(&w->in);
		dais_buf_init(&w->in, WORKSHOP_BUFFER_MAX);
		return;
	}
	memmove(w->in.p, w->in.p + at, w->in.n - at);
	w->in.n -= at;
}

static void
give_up(struct dais_workshop *w)
{
	struct queue *const queues[] = { &w->begun, &w->urgent, &w->other };

	w->is_dead = true;
	(void)epoll_ctl(w->epoll, EPOLL_CTL_DEL, w->socket, NULL);
	for (unsigned i = 0; i < 3; i++) {
		while (queues[i]->first) {
			struct job *j = take_at(queues[i], &queues[i]->first);

			(void)dais_err_set(&j->err, DAIS_ERR_INTERNAL, "the workshop has ended");
			put(&w->refused, j);
		}
	}
}

static void
receive(struct dais_workshop *w)
{
	static char block[65536];

	for (unsigned i = 0; i < 64 && !w->is_dead; i++) {
		ssize_t got = recv(w->socket, block, sizeof(block), MSG_DONTWAIT);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return;
		if (got <= 0 || dais_buf_has_failed(&w->in)) {
			give_up(w);
			return;
		}
		dais_buf_put_bytes(&w->in, block, (size_t)got);
		take_frames(w);
	}
}

void
dais_workshop_turn(struct dais_workshop *w)
{
	uint64_t rung;

	(void)!read(w->bell, &rung, sizeof(rung));
	if (!w->is_dead)
		receive(w);
	while (w->refused.first) {
		struct job *j = take_at(&w->refused, &w->refused.first);

		finish(j, DAIS_STR_NONE, &j->err);
	}
	dispatch(w);
}

void
dais_workshop_free(struct dais_workshop *w)
{
	int status;

	if (!w)
		return;
	/* Behind the fence nobody may be signalled: it ends when it hears that the server has. */
	if (w->socket >= 0)
		(void)shutdown(w->socket, SHUT_RDWR);
	if (w->pid > 0) {
		/* Its children go with it. */
		(void)kill(w->pid, SIGKILL);
		while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	give_up(w);
	while (w->refused.first) {
		struct job *j = take_at(&w->refused, &w->refused.first);

		free(j->question);
		free(j);
	}
	if (w->socket >= 0)
		(void)close(w->socket);
	if (w->epoll >= 0)
		(void)close(w->epoll);
	if (w->bell >= 0)
		(void)close(w->bell);
	workshop_out_release(&w->out);
	dais_buf_release(&w->in);
	free(w);
}
