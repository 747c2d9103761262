/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/portable_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/walk_priv.h"

#define BLOCK_MAX ((uint64_t)DAIS_STORE_FILE_MAX + ((uint64_t)1 << 20))
/* Type and length before each block. */
#define HEAD_SIZE 9

/* ---- writing ---- */

struct writer {
	int fd;
	const char *path;
	struct dais_digest_state all;
	struct dais_buf block;
	uint64_t changes, files;
	struct dais_digest head;
};

static bool
write_all(struct writer *w, struct dais_str bytes, struct dais_err *err)
{
	dais_digest_add(&w->all, bytes);
	while (bytes.n) {
		ssize_t n = write(w->fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return dais_err_errno(err, errno, "cannot write %s", w->path);
		bytes = dais_str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

static void
number_bytes(char to[8], uint64_t v)
{
	for (int i = 7; i >= 0; i--, v >>= 8)
		to[i] = (char)(unsigned char)v;
}

static void
put_string(struct dais_buf *b, struct dais_str s)
{
	char n[8];

	number_bytes(n, s.n);
	dais_buf_put_bytes(b, n, sizeof(n));
	dais_buf_put(b, s);
}

static void
put_digest(struct dais_buf *b, const struct dais_digest *d)
{
	dais_buf_put_bytes(b, d->bytes, sizeof(d->bytes));
}

static bool
write_block(struct writer *w, char type, struct dais_err *err)
{
	char head[HEAD_SIZE] = { type };

	if (dais_buf_has_failed(&w->block))
		return dais_err_set(err, DAIS_ERR_LIMIT, "a part of the record is too large");
	number_bytes(head + 1, w->block.n);
	return write_all(w, (struct dais_str){ head, sizeof(head) }, err) &&
	       write_all(w, dais_buf_str(&w->block), err);
}

static bool
write_changes(struct writer *w, struct dais_sql *c, struct dais_err *err)
{
	struct dais_log_walk walk;
	struct dais_change change;
	struct dais_str content;
	bool ok = true;

	dais_log_walk_begin(&walk, c);
	while (ok && dais_log_walk_next(&walk, &change, &content, err)) {
		dais_buf_clear(&w->block);
		put_digest(&w->block, &change.digest);
		dais_buf_put(&w->block, content);
		ok = write_block(w, 'c', err);
		w->head = change.digest;
	}
	w->changes = walk.number;
	if (walk.broken) {
		*err = walk.what;
		ok = dais_err_context(err, "the log is damaged");
		(void)dais_err_hint(err, "The backup was not made. See dais db verify.");
	}
	dais_log_walk_end(&walk);
	return ok && !err->code;
}

/* The block of a file, whose bytes come piece by piece. */
static bool
write_file(void *ctx, const struct dais_store_file *file, uint64_t at, struct dais_str bytes,
    struct dais_err *err)
{
	struct writer *w = ctx;
	char head[HEAD_SIZE] = { 'f' };

	if (at)
		return write_all(w, bytes, err);
	w->files++;
	dais_buf_clear(&w->block);
	put_string(&w->block, file->type);
	number_bytes(head + 1, w->block.n + file->size);
	return write_all(w, (struct dais_str){ head, sizeof(head) }, err) &&
	       write_all(w, dais_buf_str(&w->block), err) && write_all(w, bytes, err);
}

static bool
write_state(void *ctx, struct dais_str area, struct dais_str key, struct dais_str value,
    struct dais_err *err)
{
	struct writer *w = ctx;

	dais_buf_clear(&w->block);
	put_string(&w->block, area);
	put_string(&w->block, key);
	put_string(&w->block, value);
	return write_block(w, 's', err);
}

static bool
write_end(struct writer *w, struct dais_err *err)
{
	struct dais_digest all = dais_digest_end(&w->all);
	char n[8];

	dais_digest_begin(&w->all);
	dais_buf_clear(&w->block);
	number_bytes(n, w->changes);
	dais_buf_put_bytes(&w->block, n, sizeof(n));
	number_bytes(n, w->files);
	dais_buf_put_bytes(&w->block, n, sizeof(n));
	put_digest(&w->block, &w->head);
	put_digest(&w->block, &all);
	return write_block(w, 'e', err);
}

static bool
write_record(struct writer *w, struct dais_store *s, struct dais_err *err)
{
	bool ok;

	/* All of one moment, while others write. */
	if (!dais_sql_begin(s->sql, DAIS_SQL_READ, err))
		return false;
	ok = write_all(w, DAIS_STR(DAIS_PORTABLE_MAGIC), err) && write_changes(w, s->sql, err) &&
	     dais_walk_files(s->sql, write_file, w, err) &&
	     dais_walk_lasting(s->sql, write_state, w, err) && write_end(w, err);
	dais_sql_rollback(s->sql);
	if (ok && fsync(w->fd) != 0)
		return dais_err_errno(err, errno, "cannot write %s", w->path);
	return ok;
}

bool
dais_portable_write(
    struct dais_store *s, const char *path, struct dais_digest *ret_head, struct dais_err *err)
{
	struct writer w = { .path = path };
	bool ok;

	w.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (w.fd < 0)
		return dais_err_errno(err, errno, "cannot make %s", path);
	dais_digest_begin(&w.all);
	dais_buf_init(&w.block, (size_t)BLOCK_MAX);
	ok = write_record(&w, s, err);
	dais_buf_release(&w.block);
	if (close(w.fd) != 0 && ok)
		ok = dais_err_errno(err, errno, "cannot write %s", path);
	*ret_head = w.head;
	return ok;
}

/* ---- reading ---- */

void
dais_portable_begin(struct dais_portable_reader *r, int fd, const char *path)
{
	*r = (struct dais_portable_reader){ .fd = fd, .path = path };
	dais_digest_begin(&r->all);
	dais_digest_add(&r->all, DAIS_STR(DAIS_PORTABLE_MAGIC));
}

void
dais_portable_end(struct dais_portable_reader *r)
{
	dais_arena_free(r->arena);
	r->arena = NULL;
}

static bool
fail_damaged(const struct dais_portable_reader *r, const char *how, struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_INVALID, "the backup %s is damaged: %s", r->path, how);
	return dais_err_hint(err, "Nothing was restored. Take another backup.");
}

/* Exactly @n bytes. */
static bool
read_all(struct dais_portable_reader *r, char *to, size_t n, struct dais_err *err)
{
	while (n) {
		ssize_t got = read(r->fd, to, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return dais_err_errno(err, errno, "cannot read %s", r->path);
		if (got == 0)
			return fail_damaged(r, DAIS_MESSAGE("it is cut off"), err);
		to += got;
		n -= (size_t)got;
	}
	return true;
}

static uint64_t
number_at(const char *p)
{
	uint64_t v = 0;

	for (int i = 0; i < 8; i++)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

/* Takes a string with its length from *@rest. */
static bool
take_string(struct dais_str *rest, struct dais_str *ret)
{
	uint64_t n = rest->n >= 8 ? number_at(rest->p) : UINT64_MAX;

	if (rest->n < 8 || n > rest->n - 8)
		return false;
	*ret = dais_str_sub(*rest, 8, 8 + (size_t)n);
	*rest = dais_str_sub(*rest, 8 + (size_t)n, rest->n);
	return true;
}

static bool
take_digest(struct dais_str *rest, struct dais_digest *ret)
{
	if (rest->n < sizeof(ret->bytes))
		return false;
	memcpy(ret->bytes, rest->p, sizeof(ret->bytes));
	*rest = dais_str_sub(*rest, sizeof(ret->bytes), rest->n);
	return true;
}

static bool
take_end(struct dais_portable_reader *r, struct dais_str rest, struct dais_portable_block *ret)
{
	struct dais_digest all = dais_digest_end(&r->all), noted;
	char more;

	if (rest.n < 16)
		return false;
	ret->changes = number_at(rest.p);
	ret->files = number_at(rest.p + 8);
	rest = dais_str_sub(rest, 16, rest.n);
	r->ended = true;
	return take_digest(&rest, &ret->digest) && take_digest(&rest, &noted) && rest.n == 0 &&
	       dais_digest_eq(&all, &noted) && read(r->fd, &more, 1) == 0;
}

static bool
take_block(struct dais_portable_reader *r, struct dais_str rest, struct dais_portable_block *ret)
{
	switch (ret->type) {
	case 'c':
		if (!take_digest(&rest, &ret->digest))
			return false;
		ret->content = rest;
		return true;
	case 'f':
		if (!take_string(&rest, &ret->media_type))
			return false;
		ret->bytes = rest;
		return dais_str_is_text(ret->media_type, NULL);
	case 's':
		return take_string(&rest, &ret->area) && take_string(&rest, &ret->key) &&
		       take_string(&rest, &ret->value) && rest.n == 0 &&
		       dais_str_is_text(ret->area, NULL);
	case 'e':
		return take_end(r, rest, ret);
	default:
		return false;
	}
}

/* A length that is not true must not cost memory: what is there is read in parts that grow. */
static bool
read_content(
    struct dais_portable_reader *r, uint64_t size, struct dais_str *ret, struct dais_err *err)
{
	struct dais_buf b;
	bool ok = true;

	dais_buf_init(&b, (size_t)BLOCK_MAX);
	while (ok && b.n < size) {
		size_t n = (size_t)size - b.n;
		char *to = dais_buf_extend(&b, n < (1u << 20) ? n : (1u << 20));

		ok = read_all(r, to, n < (1u << 20) ? n : (1u << 20), err);
	}
	if (ok)
		*ret = dais_buf_dup(&b, r->arena);
	dais_buf_release(&b);
	return ok;
}

bool
dais_portable_next(
    struct dais_portable_reader *r, struct dais_portable_block *ret, struct dais_err *err)
{
	char head[HEAD_SIZE];
	struct dais_str content = DAIS_STR_NONE;
	uint64_t size;

	*ret = (struct dais_portable_block){ 0 };
	dais_portable_end(r);
	if (r->ended)
		return fail_damaged(r, DAIS_MESSAGE("it is longer than it should be"), err);
	if (!read_all(r, head, sizeof(head), err))
		return false;
	ret->type = head[0];
	size = number_at(head + 1);
	if (size > BLOCK_MAX)
		return fail_damaged(r, DAIS_MESSAGE("its bytes were altered"), err);
	r->arena = dais_arena_new((size_t)4 << 30);
	if (!read_content(r, size, &content, err))
		return false;
	if (ret->type != 'e') {
		dais_digest_add(&r->all, (struct dais_str){ head, sizeof(head) });
		dais_digest_add(&r->all, content);
	}
	return take_block(r, content, ret) ||
	       fail_damaged(r, DAIS_MESSAGE("its bytes were altered"), err);
}
