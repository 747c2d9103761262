/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Work on material that nobody trusts, in children of this process that can do little harm: no
 * network, no other processes, no file but those of one folder that is named, limits on memory,
 * time and answer. A child is given what it needs by the memory it inherits, and answers with
 * bytes through a pipe; the parent checks them as it would a file from anywhere (base/pack.h).
 * One child a job; what happens in one cannot reach another.
 *
 * The fence is made of seccomp (what a process may ask of the kernel), Landlock where the kernel
 * has it (which files it may see), and resource limits. doc/security.md says what each holds.
 */
#ifndef DAIS_BASE_SANDBOX_H
#define DAIS_BASE_SANDBOX_H

#include "base/buf.h"
#include "base/err.h"

struct dais_sandbox_job {
	const char *name;     /* what it works on, for messages: "agenda.docx" */
	const char *folder;   /* what may be read from disk, a path; NULL: nothing */
	bool folder_needed;   /* without Landlock: read from anywhere (true) or nothing (false) */
	size_t memory_bytes;  /* of address space beyond what the parent has; 0: no limit */
	unsigned cpu_s;       /* seconds of processor; 0: no limit */
	unsigned wall_s;      /* seconds by the clock; 0: no limit */
	size_t answer_bytes;  /* longest answer */
};

struct dais_sandbox_work {
	size_t n;             /* jobs */
	unsigned at_once;     /* children at a time; 0: as many as cores */
	void *ctx;
	/* In the parent, before a child is made: sets *@job (zeroed) and whatever the child will
	 * look at. False with @err: there is no child, and done() is told. */
	bool (*begin)(void *ctx, size_t i, struct dais_sandbox_job *job, struct dais_err *err);
	/* In the child: puts the answer, or gives false with @err. */
	bool (*run)(void *ctx, size_t i, struct dais_buf *answer, struct dais_err *err);
	/* In the parent, once a job, in any order: @answer (valid until it returns), or an error
	 * when err->code is set. */
	void (*done)(void *ctx, size_t i, struct dais_str answer, const struct dais_err *err);
};

/* Does all jobs. Only where no other thread runs: a child has but the calling one. What becomes of
 * a job that fails: what run() said; LIMIT (memory, time, answer); DENIED (it tried what it may
 * not); INTERNAL (it crashed). Effects: makes processes and waits for them. */
void dais_sandbox_run(const struct dais_sandbox_work *work);

#endif
