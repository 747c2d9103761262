/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The fence of base/sandbox.h.
 */
#ifndef DAIS_BASE_SANDBOX_PRIV_H
#define DAIS_BASE_SANDBOX_PRIV_H

#include <seccomp.h>
#include <sys/resource.h>

#include "base/sandbox.h"

/* A filter for the kernel, ready to be set. Made once and used by many children. */
struct fence_filter {
	void *program; /* struct sock_filter[n], malloc()ed */
	unsigned n;
};

/* What children may ask of the kernel; @may_open: opening files to read, too. Errors: UNSUPPORTED.
 */
bool fence_filter_init(struct fence_filter *f, bool may_open, struct dais_err *err);
void fence_filter_release(struct fence_filter *f);

/* In a child: nothing but @folder (NULL: nothing at all) can be read from disk, nothing written,
 * no address connected to. False when this kernel cannot do it. */
bool fence_files(const char *folder);
/* Rights on files in Landlock's numbers (version 1; 14: truncating, version 3). */
#define FENCE_READ_FILE (1ull << 2)
#define FENCE_READ_FOLDER (1ull << 3)
#define FENCE_WRITE                                                                                \
	(1ull << 1 | 1ull << 5 | 1ull << 4 | 1ull << 7 | 1ull << 8 | 1ull << 14 |                  \
	    FENCE_READ_FILE | FENCE_READ_FOLDER)
/* Of these, what a file by itself can have. */
#define FENCE_OF_FILES (1ull << 1 | 1ull << 14 | FENCE_READ_FILE)

struct fence_place {
	const char *path;
	uint64_t rights;
};

/* Nothing but what lies below @places is open to this process from now on, each with its rights;
 * without @network no address can be connected to. False when this kernel cannot do it. */
bool fence_places(const struct fence_place *places, size_t n, bool network);
/* Landlock's own words: what is forbidden unless a place allows it. */
struct fence_rules {
	uint64_t files;
	uint64_t network; /* from version 4 */
	uint64_t scopes;  /* from version 6 */
};
/* Everything that @version (1..) can forbid; *@ret_size: how much of it that version reads. */
struct fence_rules fence_rules_of(long version, size_t *ret_size);
/* Of this kernel; 0: it has no Landlock. */
long fence_rules_version(void);
/* As fence_places() on a kernel with @version. */
bool fence_places_as(long version, const struct fence_place *places, size_t n, bool network);
bool fence_limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard);
/* Address space, in bytes. */
size_t fence_memory_in_use(void);
/* Rules of a filter, and what it becomes. */
bool fence_add(scmp_filter_ctx c, uint32_t action, const int *calls, size_t n);
bool fence_take_program(scmp_filter_ctx c, struct fence_filter *f);
/* In a child: sets @f for good. */
bool fence_set_filter(const struct fence_filter *f);
/* In a child: the limits of @job. */
bool fence_limits(const struct dais_sandbox_job *job);

/* A sanitizer needs more memory than a limit would give, and reports to standard error. */
#if defined(__SANITIZE_ADDRESS__)
#define FENCE_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FENCE_IS_SANITIZED 1
#endif
#endif
#ifndef FENCE_IS_SANITIZED
#define FENCE_IS_SANITIZED 0
#endif

#endif
