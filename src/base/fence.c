/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The server's list of calls is what its loop, SQLite, libpq over an open socket, GnuTLS and the C
 * library ask for; a job's list is of what it may not.
 */
#include "base/fence.h"

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#include "base/sandbox_priv.h"

#define PLACES_MAX 32u

static const int server_calls[] = { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64),
	SCMP_SYS(preadv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(pwritev),
	SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_pwait2), SCMP_SYS(eventfd2),
	SCMP_SYS(signalfd4), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(shutdown),
	SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
	SCMP_SYS(sendfile), SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(getsockopt),
	SCMP_SYS(setsockopt), SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
	SCMP_SYS(getcwd), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(fsync),
	SCMP_SYS(fdatasync), SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(fadvise64),
	SCMP_SYS(fcntl), SCMP_SYS(flock), SCMP_SYS(fchmod), SCMP_SYS(dup), SCMP_SYS(dup3),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(msync),
	SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(times), SCMP_SYS(getrusage), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid),
	SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group) };

/* A server that does this is not ours any more. */
static const int hostile[] = { SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
	SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(io_uring_setup),
	SCMP_SYS(userfaultfd), SCMP_SYS(open_by_handle_at) };

static const int sockets[] = { SCMP_SYS(socket), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
	SCMP_SYS(accept4), SCMP_SYS(connect) };

static const int sanitizer[] = { SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(mprotect),
	SCMP_SYS(kill), SCMP_SYS(clone), SCMP_SYS(wait4), SCMP_SYS(prctl) };

/* ---- sockets that are lent ----
 * The kernel answers socket() and connect() of the fenced process with a signal (seccomp(2),
 * SECCOMP_RET_TRAP), whose handler says what the call gives. No call is carried out, so nothing of
 * its arguments, which the process could change meanwhile, is ever followed. */

#if defined(__x86_64__)
#define CAN_LEND 1
#define ARGUMENT_0(u) ((u)->uc_mcontext.gregs[REG_RDI])
#define ARGUMENT_1(u) ((u)->uc_mcontext.gregs[REG_RSI])
#define RESULT(u) ((u)->uc_mcontext.gregs[REG_RAX])
typedef greg_t fence_register;
#elif defined(__aarch64__)
#define CAN_LEND 1
#define ARGUMENT_0(u) ((u)->uc_mcontext.regs[0])
#define ARGUMENT_1(u) ((u)->uc_mcontext.regs[1])
#define RESULT(u) ((u)->uc_mcontext.regs[0])
typedef unsigned long long fence_register;
#else
#define CAN_LEND 0
#endif

static const int lendable[] = { SCMP_SYS(socket), SCMP_SYS(connect) };

/* Of the one thread of the server; the signal comes with the call, never in between. */
static struct {
	int family, fd; /* the one to be given; -1: none */
	int given;      /* the one that is to be connected */
	bool is_behind; /* the fence is set */
} lent = { 0, -1, -1, false };

bool
dais_fence_lend(int family, int fd)
{
	lent.family = family;
	lent.fd = fd;
	lent.given = -1;
	return CAN_LEND && lent.is_behind;
}

#if CAN_LEND
static void
answer_call(int number, siginfo_t *info, void *context)
{
	ucontext_t *u = context;
	int type = (int)ARGUMENT_1(u) & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
	long result = -EPERM;

	(void)number;
	if (info->si_syscall == SCMP_SYS(socket) && lent.fd >= 0 && type == SOCK_STREAM &&
	    (int)ARGUMENT_0(u) == lent.family) {
		result = lent.given = lent.fd;
		lent.fd = -1;
	} else if (info->si_syscall == SCMP_SYS(connect) && lent.given >= 0 &&
		   (int)ARGUMENT_0(u) == lent.given) {
		result = 0;
		lent.given = -1;
	}
	RESULT(u) = (fence_register)result;
}
#endif

static uint32_t
prepare_lending(void)
{
#if CAN_LEND
	struct sigaction action = { .sa_sigaction = answer_call,
		.sa_flags = SA_SIGINFO | SA_RESTART };

	if (sigaction(SIGSYS, &action, NULL) == 0) {
		lent.is_behind = true;
		return SCMP_ACT_TRAP;
	}
#endif
	return SCMP_ACT_ERRNO(EPERM);
}

/* ---- filters ---- */

static bool
set(scmp_filter_ctx c, bool ok, struct dais_err *err)
{
	struct fence_filter f = { NULL, 0 };

	if (c)
		(void)seccomp_attr_set(c, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	ok = c && ok && fence_take_program(c, &f) && fence_set_filter(&f);
	fence_filter_release(&f);
	if (c)
		seccomp_release(c);
	return ok || dais_err_set(err, DAIS_ERR_UNSUPPORTED,
			 "this process cannot be fenced in: the system has no seccomp");
}

/* Calls that are harmless with some arguments only. */
static bool
add_with_arguments(scmp_filter_ctx c)
{
	struct scmp_arg_cmp not_run = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	struct scmp_arg_cmp only_asked = SCMP_A2(SCMP_CMP_EQ, 0);
	struct scmp_arg_cmp unread = SCMP_A1(SCMP_CMP_EQ, FIONREAD);
	/* abort() ends this process, nobody else's. */
	struct scmp_arg_cmp own = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());

	return seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &not_run) == 0 &&
	       (FENCE_IS_SANITIZED || seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect),
					  1, &not_run) == 0) &&
	       seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, &unread) == 0 &&
	       seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &own) == 0 &&
	       seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, &only_asked) == 0;
}

bool
dais_fence_server(const struct dais_fence_folder *folders, size_t n, struct dais_err *err)
{
	struct fence_place places[PLACES_MAX];
	scmp_filter_ctx c;
	bool has_landlock;
	uint32_t lending;

	if (n > PLACES_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "more than %u folders", PLACES_MAX);
	for (size_t i = 0; i < n; i++)
		places[i] = (struct fence_place){ folders[i].path,
			folders[i].writes ? FENCE_WRITE : FENCE_READ_FILE | FENCE_READ_FOLDER };
	has_landlock = fence_places(places, n, false);
	lending = prepare_lending();
	c = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (!set(c,
		c &&
		    (lending != SCMP_ACT_TRAP ||
			fence_add(c, lending, lendable, sizeof(lendable) / sizeof(int))) &&
		    fence_add(
			c, SCMP_ACT_ALLOW, server_calls, sizeof(server_calls) / sizeof(int)) &&
		    fence_add(c, SCMP_ACT_KILL_PROCESS, hostile, sizeof(hostile) / sizeof(int)) &&
		    (!FENCE_IS_SANITIZED ||
			fence_add(c, SCMP_ACT_ALLOW, sanitizer, sizeof(sanitizer) / sizeof(int))) &&
		    add_with_arguments(c),
		err))
		return false;
	return has_landlock ||
	       dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		   "the kernel has no Landlock: the server may open whatever its user may");
}

bool
dais_fence_job(bool network, size_t memory_bytes, unsigned cpu_s, struct dais_err *err)
{
	rlim_t memory = (rlim_t)(fence_memory_in_use() + memory_bytes);
	scmp_filter_ctx c;

	if ((memory_bytes && !FENCE_IS_SANITIZED && !fence_limit(RLIMIT_AS, memory, memory)) ||
	    (cpu_s && !fence_limit(RLIMIT_CPU, cpu_s, cpu_s + 1)) ||
	    !fence_limit(RLIMIT_CORE, 0, 0))
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED, "limits cannot be set");
	c = seccomp_init(SCMP_ACT_ALLOW);
	return set(c,
	    c && fence_add(c, SCMP_ACT_KILL_PROCESS, hostile, sizeof(hostile) / sizeof(int)) &&
		(network ||
		    fence_add(c, SCMP_ACT_ERRNO(EPERM), sockets, sizeof(sockets) / sizeof(int))),
	    err);
}
