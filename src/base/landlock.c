/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Landlock: which files a process may open from now on, as far as the kernel knows it. The C
 * library has no wrappers, and the headers of Debian 12 know version 2 only. Source:
 * Documentation/userspace-api/landlock.rst of Linux 6.12.
 */
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/sandbox_priv.h"

#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446
#define RULESET_VERSION 1u
#define RULE_PATH_BENEATH 1

struct landlock_beneath {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

/* Rights on files: all of version 1; 2 adds moving between folders, 3 truncating, 5 ioctl() of
 * devices. On the network (4): binding and connecting by TCP. Scopes (6): abstract sockets and
 * signals. What comes after 6 forbids nothing more unless it is asked for. */
struct fence_rules
fence_rules_of(long version, size_t *ret_size)
{
	static const unsigned file_rights[] = { 13, 14, 15, 15, 16 };
	unsigned rights = file_rights[version > 5 ? 4 : version - 1];

	*ret_size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
	return (struct fence_rules){ .files = (1ull << rights) - 1,
		.network = version >= 4 ? 3 : 0,
		.scopes = version >= 6 ? 3 : 0 };
}

long
fence_rules_version(void)
{
	long version = syscall(CREATE_RULESET, NULL, 0, RULESET_VERSION);

	return version < 0 ? 0 : version;
}

static bool
allow_below(int rules, const struct fence_place *place, uint64_t known)
{
	struct landlock_beneath beneath = { .allowed = place->rights & known };
	struct stat st;
	bool ok;

	beneath.fd = open(place->path, O_PATH | O_CLOEXEC);
	/* What is not there needs no permission. */
	if (beneath.fd < 0)
		return true;
	if (fstat(beneath.fd, &st) != 0 || !S_ISDIR(st.st_mode))
		beneath.allowed &= FENCE_OF_FILES;
	ok = syscall(ADD_RULE, rules, RULE_PATH_BENEATH, &beneath, 0) == 0;
	(void)close(beneath.fd);
	return ok;
}

bool
fence_places_as(long version, const struct fence_place *places, size_t n, bool network)
{
	struct fence_rules all;
	size_t size;
	int rules;
	bool ok = true;

	if (version < 1)
		return false;
	all = fence_rules_of(version, &size);
	if (network)
		all.network = all.scopes = 0;
	rules = (int)syscall(CREATE_RULESET, &all, size, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; ok && i < n; i++)
		ok = allow_below(rules, &places[i], all.files);
	ok = ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	     syscall(RESTRICT_SELF, rules, 0) == 0;
	(void)close(rules);
	return ok;
}

bool
fence_places(const struct fence_place *places, size_t n, bool network)
{
	return fence_places_as(fence_rules_version(), places, n, network);
}
