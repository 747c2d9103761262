/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/manifest.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"

#define FILE_NAME ".dais-build"
#define BYTES_MAX ((size_t)16 << 20)

struct line {
	struct dais_str digest; /* hexadecimal */
	size_t size;
	struct dais_str name;
};

struct dais_manifest {
	struct dais_arena *arena;
	pthread_mutex_t lock; /* guards all below */
	struct dais_map names;
	DAIS_VEC(struct line) lines;
};

static void
add_line(struct dais_manifest *m, struct line l)
{
	size_t at = dais_map_get(&m->names, l.name);

	if (at != DAIS_MAP_NONE) {
		m->lines.v[at] = l;
		return;
	}
	(void)dais_map_add(&m->names, l.name, m->lines.n);
	dais_vec_push(m->arena, &m->lines, l);
}

struct dais_manifest *
dais_manifest_load(struct dais_arena *a, const char *out)
{
	struct dais_manifest *m = DAIS_NEW(a, struct dais_manifest);
	struct dais_err ignored = DAIS_ERR_INIT; /* none, or damaged: everything is made again */
	struct dais_str bytes, text;

	m->arena = a;
	(void)pthread_mutex_init(&m->lock, NULL);
	dais_map_init(&m->names, a);
	if (!dais_file_read(a, dais_file_join(a, out, FILE_NAME), BYTES_MAX, &bytes, &ignored))
		return m;
	while (dais_str_next_line(&bytes, &text)) {
		struct line l = { .size = 0 };
		struct dais_str size;
		int64_t n;

		if (!dais_str_next(&text, ' ', &l.digest) || !dais_str_next(&text, ' ', &size) ||
		    !dais_str_to_int(size, 0, INT64_MAX, &n) || !text.n)
			continue;
		l.size = (size_t)n;
		l.name = text;
		add_line(m, l);
	}
	return m;
}

bool
dais_manifest_is_current(
    struct dais_manifest *m, const char *name, const char *path, const struct dais_digest *key)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct stat st;
	size_t at;
	bool current;

	(void)pthread_mutex_lock(&m->lock);
	at = dais_map_get(&m->names, dais_str_from(name));
	current = at != DAIS_MAP_NONE &&
		  dais_str_eq(m->lines.v[at].digest, dais_digest_hex(a, key)) &&
		  stat(path, &st) == 0 && (size_t)st.st_size == m->lines.v[at].size;
	(void)pthread_mutex_unlock(&m->lock);
	return current;
}

void
dais_manifest_set(
    struct dais_manifest *m, const char *name, size_t size, const struct dais_digest *key)
{
	(void)pthread_mutex_lock(&m->lock);
	add_line(m, (struct line){ dais_digest_hex(m->arena, key), size, dais_str_from(name) });
	(void)pthread_mutex_unlock(&m->lock);
}

/* By name, so that the same results give the same manifest whatever thread was first. */
static int
by_name(const void *x, const void *y)
{
	return dais_str_cmp(((const struct line *)x)->name, ((const struct line *)y)->name);
}

bool
dais_manifest_save(struct dais_manifest *m, const char *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, BYTES_MAX);
	if (m->lines.n)
		qsort(m->lines.v, m->lines.n, sizeof(*m->lines.v), by_name);
	for (size_t i = 0; i < m->lines.n; i++)
		dais_buf_printf(&b, "%.*s %zu %.*s\n", DAIS_STR_ARG(m->lines.v[i].digest),
		    m->lines.v[i].size, DAIS_STR_ARG(m->lines.v[i].name));
	return dais_file_write_fast(dais_file_join(a, out, FILE_NAME), dais_buf_str(&b), err);
}
