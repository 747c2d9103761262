/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record in a folder that cannot be written: SQLite makes its log there before it reads, unless
 * it is told that nobody writes meanwhile. That is so when there is no log of somebody who does.
 */
#include <errno.h>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/sqlite_priv.h"

bool
dais_sqlite_may_be_alone(const char *where, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *log = dais_arena_printf(a, "%s-wal", where).p;
	struct stat st;

	*ret = false;
	if (access(dirname(dais_arena_cstr(a, dais_str_from(where))), W_OK) == 0 ||
	    (errno != EACCES && errno != EROFS))
		return true;
	if (stat(log, &st) == 0 && st.st_size > 0) {
		(void)dais_err_set(err, DAIS_ERR_DENIED,
		    "the last changes of %s lie in %s, and its folder cannot be written", where,
		    log);
		return dais_err_hint(err, "Copy both files to a folder of your own.");
	}
	*ret = true;
	return true;
}

const char *
dais_sqlite_alone(struct dais_arena *a, const char *path)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 65536);
	dais_buf_puts(&b, "file:");
	for (const char *p = path; *p; p++) {
		unsigned char c = (unsigned char)*p;
		bool is_plain = (c >= '0' && c <= '9') ||
				((c | 0x20u) >= 'a' && (c | 0x20u) <= 'z') || c == '/' ||
				c == '.' || c == '-' || c == '_';

		dais_buf_printf(&b, is_plain ? "%c" : "%%%02X", c);
	}
	dais_buf_puts(&b, "?immutable=1");
	DAIS_ASSERT(!dais_buf_has_failed(&b));
	return dais_buf_dup(&b, a).p;
}
