/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The fence of base/sandbox.h.
 */
#ifndef DAIS_BASE_SANDBOX_PRIV_H
#define DAIS_BASE_SANDBOX_PRIV_H

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
