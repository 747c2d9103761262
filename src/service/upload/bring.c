/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Long uploads: a job of the workshop reads them where the server has put them, and writes them
 * into the record part by part, before the change that makes them a file of it.
 */
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "service/upload/place_priv.h"

/* A mapping begins with a page. */
#define PAGE ((uint64_t)4096)

bool
dais_upload_is_long(const struct dais_upload *u)
{
	return u->in_file && u->bytes.n > DAIS_STORE_FILE_ROW;
}

/* ---- the place ---- */

void
upload_pack_place(struct dais_buf *out, const struct dais_upload *u)
{
	dais_pack_uint(out, u->at);
	dais_pack_uint(out, u->bytes.n);
}

struct dais_str
upload_unpack_place(struct dais_unpack *u)
{
	uint64_t at = dais_unpack_uint(u, DAIS_STORE_FILE_MAX);
	uint64_t n = dais_unpack_uint(u, DAIS_STORE_FILE_MAX), before = at % PAGE;
	off_t end = lseek(DAIS_UPLOAD_FILE, 0, SEEK_END);
	char *p;

	/* Who reads beyond the end of a mapped file is ended. */
	if (u->failed || n == 0 || end < 0 || (uint64_t)end < at + n) {
		u->failed = true;
		return DAIS_STR_NONE;
	}
	p = mmap(NULL, (size_t)(before + n), PROT_READ, MAP_PRIVATE, DAIS_UPLOAD_FILE,
	    (off_t)(at - before));
	if (p == MAP_FAILED) {
		u->failed = true;
		return DAIS_STR_NONE;
	}
	return (struct dais_str){ p + before, (size_t)n };
}

void
upload_close_place(struct dais_str bytes)
{
	uint64_t before = (uint64_t)(uintptr_t)bytes.p % PAGE;

	(void)munmap((void *)((uintptr_t)bytes.p - before), bytes.n + (size_t)before);
	(void)close(DAIS_UPLOAD_FILE);
}

/* ---- the job ---- */

struct dais_str
dais_upload_bring_question(const struct dais_upload *u, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_UPLOAD_BRING_MAX);
	upload_pack_place(&b, u);
	return dais_buf_dup(&b, a);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
dais_upload_bring_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_store_options options = { .where = where };
	struct dais_unpack u = { .rest = question };
	struct dais_str bytes = upload_unpack_place(&u);
	struct dais_store *s = NULL;
	struct dais_digest digest;
	bool ok;

	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the question came damaged");
	if (!dais_store_open(&options, &s, err))
		return false;
	ok = dais_store_file_bring(s, bytes, now_ms(), &digest, err);
	dais_store_close(s);
	if (ok)
		dais_pack_str(
		    answer, (struct dais_str){ (const char *)digest.bytes, sizeof(digest.bytes) });
	return ok;
}

bool
dais_upload_brought(struct dais_upload *u, struct dais_str answer, struct dais_err *err)
{
	struct dais_unpack from = { .rest = answer };
	struct dais_str digest = dais_unpack_bytes(&from, sizeof(u->digest.bytes));

	if (!dais_unpack_end(&from) || digest.n != sizeof(u->digest.bytes))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the answer came back damaged");
	memcpy(u->digest.bytes, digest.p, digest.n);
	u->brought = true;
	return true;
}

/* ---- what never came whole ---- */

bool
dais_upload_sweep_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_store_options options = { .where = where };
	struct dais_store *s = NULL;
	size_t n = 0;
	bool ok;

	(void)question;
	if (!dais_store_open(&options, &s, err))
		return false;
	ok = dais_store_files_sweep(s, now_ms(), &n, err);
	dais_store_close(s);
	dais_pack_uint(answer, n);
	return ok;
}
