/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * seccomp, Landlock and resource limits. The list of what is allowed is what malloc, the C++
 * runtime, ICU, libxml2, libzip and poppler ask for once they are loaded; what is plainly an
 * attack ends the child at once, everything else is refused and the library goes on without.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/sandbox_priv.h"

/* Reading, writing and closing what is open, memory, time, and the end. */
static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(poll),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
	SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sysinfo),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(times), SCMP_SYS(getrusage), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group) };

/* No reader has a reason for these. */
static const int hostile[] = { SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect),
	SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto),
	SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg), SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork),
	SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
	SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(io_uring_setup),
	SCMP_SYS(userfaultfd), SCMP_SYS(open_by_handle_at), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(kill) };

/* A sanitizer finds out with a pipe whether memory can be read. */
static const int sanitizer[] = { SCMP_SYS(pipe), SCMP_SYS(pipe2) };

/* For readers of a folder. */
static const int asking[] = { SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat),
	SCMP_SYS(statx), SCMP_SYS(getdents64), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(readlink), SCMP_SYS(fcntl), SCMP_SYS(fadvise64) };

bool
fence_add(scmp_filter_ctx c, uint32_t action, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int status = seccomp_rule_add(c, action, calls[i], 0);

		/* An architecture need not have every call. */
		if (status != 0 && status != -EDOM && status != -EFAULT)
			return false;
	}
	return true;
}

/* Memory that is not to be run; opening only to read. */
static bool
add_with_arguments(scmp_filter_ctx c, bool may_open)
{
	struct scmp_arg_cmp not_run = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	struct scmp_arg_cmp only_asked = SCMP_A2(SCMP_CMP_EQ, 0);
	struct scmp_arg_cmp to_read =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC | O_PATH, O_RDONLY);

	if (seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &not_run) != 0 ||
	    seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &not_run) != 0 ||
	    seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, &only_asked) != 0)
		return false;
	return !may_open ||
	       (seccomp_rule_add_array(c, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &to_read) == 0 &&
		   fence_add(c, SCMP_ACT_ALLOW, asking, sizeof(asking) / sizeof(*asking)));
}

/* The filter as libseccomp prints it, to be set without it. */
bool
fence_take_program(scmp_filter_ctx c, struct fence_filter *f)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	struct stat st;
	bool ok = false;

	if (fd < 0)
		return false;
	if (seccomp_export_bpf(c, fd) == 0 && fstat(fd, &st) == 0 && st.st_size > 0 &&
	    (size_t)st.st_size <= BPF_MAXINSNS * sizeof(struct sock_filter)) {
		f->program = malloc((size_t)st.st_size);
		DAIS_ASSERT(f->program);
		f->n = (unsigned)((size_t)st.st_size / sizeof(struct sock_filter));
		ok = pread(fd, f->program, (size_t)st.st_size, 0) == st.st_size;
	}
	(void)close(fd);
	return ok;
}

bool
fence_filter_init(struct fence_filter *f, bool may_open, struct dais_err *err)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ok;

	*f = (struct fence_filter){ NULL, 0 };
	if (!c)
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED, "seccomp cannot be used here");
	/* A search tree: most calls are answered after a few steps. */
	(void)seccomp_attr_set(c, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	ok = fence_add(c, SCMP_ACT_ALLOW, allowed, sizeof(allowed) / sizeof(*allowed)) &&
	     (!FENCE_IS_SANITIZED ||
		 fence_add(c, SCMP_ACT_ALLOW, sanitizer, sizeof(sanitizer) / sizeof(*sanitizer))) &&
	     fence_add(c, SCMP_ACT_KILL_PROCESS, hostile, sizeof(hostile) / sizeof(*hostile)) &&
	     add_with_arguments(c, may_open) && fence_take_program(c, f);
	seccomp_release(c);
	if (ok)
		return true;
	fence_filter_release(f);
	return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
	    "documents cannot be read safely here: no filter of system calls can be made");
}

void
fence_filter_release(struct fence_filter *f)
{
	free(f->program);
	*f = (struct fence_filter){ NULL, 0 };
}

bool
fence_set_filter(const struct fence_filter *f)
{
	struct sock_fprog program = { .len = (unsigned short)f->n, .filter = f->program };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool
fence_files(const char *folder)
{
	struct fence_place place = { folder, FENCE_READ_FILE | FENCE_READ_FOLDER };

	return fence_places(&place, folder ? 1 : 0, false);
}

/* --- limits --------------------------------------------------------------------------------- */

bool
fence_limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < hard)
		hard = now.rlim_max;
	return setrlimit(what, &(struct rlimit){
				   .rlim_cur = soft < hard ? soft : hard, .rlim_max = hard }) == 0;
}

size_t
fence_memory_in_use(void)
{
	char text[64];
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text));
	int64_t pages = 0;
	struct dais_str rest = { text, n > 0 ? (size_t)n : 0 }, word;

	if (fd >= 0)
		(void)close(fd);
	if (!dais_str_next(&rest, ' ', &word) || !dais_str_to_int(word, 0, INT64_MAX >> 16, &pages))
		return (size_t)256 << 20;
	return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

bool
fence_limits(const struct dais_sandbox_job *job)
{
	rlim_t memory = (rlim_t)(fence_memory_in_use() + job->memory_bytes);

	if (job->memory_bytes && !FENCE_IS_SANITIZED && !fence_limit(RLIMIT_AS, memory, memory))
		return false;
	if (job->cpu_s && !fence_limit(RLIMIT_CPU, job->cpu_s, job->cpu_s + 1))
		return false;
	return fence_limit(RLIMIT_FSIZE, 0, 0) && fence_limit(RLIMIT_CORE, 0, 0);
}
