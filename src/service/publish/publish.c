/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/publish/publish.h"

#include "mark/json_read.h"
#include "service/house/release.h"
#include "service/publish/files.h"

#define TEXT_MAX 300u
#define FILES_MAX 64u

/* ---- the question: the files of the release ---- */

bool
dais_publish_question(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, struct dais_str *ret, struct dais_err *err)
{
	struct dais_release noted;
	dais_house_files files = { 0 };
	DAIS_BUF_AUTO out = { 0 };

	if (!dais_house_release_noted(h, package, release, a, &noted, err))
		return false;
	if (!noted.number)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "package \"%.*s\" has no release",
		    DAIS_STR_ARG(package));
	if (!dais_house_files_of(h, package, noted.number, a, &files, err))
		return false;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_pack_uint(&out, noted.number);
	dais_pack_uint(&out, (uint64_t)noted.at_ms);
	dais_files_pack(&files, &out);
	*ret = dais_buf_dup(&out, a);
	return true;
}

/* ---- the answer ---- */

struct made {
	struct dais_str id, type, name, bytes;
};

static bool
take_file(struct dais_unpack *u, struct made *ret)
{
	*ret = (struct made){ dais_unpack_text(u, TEXT_MAX), dais_unpack_text(u, TEXT_MAX),
		dais_unpack_text(u, TEXT_MAX), dais_unpack_bytes(u, DAIS_STORE_FILE_MAX) };
	return !u->failed && ret->id.n && ret->bytes.n;
}

static struct dais_str
value_of(const struct made *m, const struct dais_digest *digest, unsigned release, int64_t now,
    struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair(&w, "digest", dais_digest_hex(a, digest));
	dais_json_pair(&w, "type", m->type);
	dais_json_pair_int(&w, "size", (int64_t)m->bytes.n);
	dais_json_pair(&w, "name", m->name);
	dais_json_pair_int(&w, "at", now);
	dais_json_pair_int(&w, "release", release);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, a));
}

/* Whether the thing of @m is what was made of this release before, so that it keeps its day. */
static bool
is_kept(struct dais_store *s, struct dais_str package, const struct made *m,
    const struct dais_digest *digest, unsigned release, struct dais_arena *a)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_json_value *v;
	struct dais_thing t;

	return dais_store_thing(s, package, DAIS_STR("file"), m->id, a, &t, &none) &&
	       dais_json_parse(a, t.value, &v, &none) &&
	       dais_json_get_int(v, "release", -1) == (int64_t)release &&
	       dais_str_eq(dais_json_get_str(v, "name"), m->name) &&
	       dais_str_eq(dais_json_get_str(v, "digest"), dais_digest_hex(a, digest));
}

/* The packed files of @package, as far as they are not kept yet. */
static bool
keep_all(struct dais_store *s, struct dais_writing *w, struct dais_str package,
    struct dais_unpack *u, int64_t now, struct dais_arena *a, size_t *ret_files,
    struct dais_err *err)
{
	unsigned release = (unsigned)dais_unpack_uint(u, UINT32_MAX);
	size_t n = (size_t)dais_unpack_uint(u, FILES_MAX);

	for (size_t i = 0; i < n; i++) {
		struct dais_digest digest;
		struct made m;

		if (!take_file(u, &m))
			return dais_err_set(
			    err, DAIS_ERR_INTERNAL, "the documents came back damaged");
		if (!dais_store_file_put(w, m.bytes, m.type, &digest, err))
			return false;
		if (is_kept(s, package, &m, &digest, release, a))
			continue;
		if (!dais_store_put(w, DAIS_STR("file"), m.id, 0,
			value_of(&m, &digest, release, now, a), DAIS_ANY, err))
			return false;
	}
	*ret_files = n;
	if (!dais_unpack_end(u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the documents came back damaged");
	return true;
}

/* Documents of a release that has a successor by now are of no use to anyone. */
static bool
is_outdated(struct dais_house *h, struct dais_str package, struct dais_str answer)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_unpack u = { .rest = answer };
	struct dais_err none = DAIS_ERR_INIT;
	uint64_t release = dais_unpack_uint(&u, UINT32_MAX);

	return !u.failed && dais_house_released(h, package, 0, &s, &none) && release < s->release;
}

bool
dais_publish_keep(struct dais_house *h, struct dais_str package, struct dais_str answer,
    size_t *ret_files, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_actor dais = dais_actor_program();
	struct dais_unpack u = { .rest = answer };
	struct dais_change_head head = { .who = dais.account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_RELEASE)),
		.package = package,
		.at_ms = dais_house_now_ms(h) };
	struct dais_writing *w;
	uint64_t number;

	*ret_files = 0;
	if (is_outdated(h, package, answer))
		return true;
	if (!dais_store_begin(dais_house_store(h), &head, &w, err))
		return false;
	if (!keep_all(dais_house_store(h), w, package, &u, head.at_ms, a, ret_files, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, &number, err);
}

bool
dais_publish_now(struct dais_house *h, struct dais_str package, unsigned release, size_t *ret_files,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str question;
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_PUBLISH_ANSWER_MAX);
	return dais_publish_question(h, package, release, a, &question, err) &&
	       dais_publish_work(NULL, question, &answer, err) &&
	       dais_publish_keep(h, package, dais_buf_str(&answer), ret_files, err);
}
