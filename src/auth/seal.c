/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "auth/seal.h"

#include <sodium.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"

#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define KEY_HEX (KEY_BYTES * 2)
#define NAME_BYTES ((size_t)4)
#define NAME_HEX (NAME_BYTES * 2)
#define FILE_MAX ((size_t)16384)
#define PLAIN_MAX ((size_t)4096)

struct key {
	unsigned char bytes[KEY_BYTES];
	char name[NAME_HEX + 1]; /* tells keys apart and nothing of them */
};

struct dais_seal_keys {
	struct key v[DAIS_SEAL_KEYS_MAX];
	size_t n;
};

static void
name_key(struct key *k)
{
	static const char purpose[] = "dais seal";
	unsigned char digest[crypto_generichash_BYTES];

	/* Keyed by the key: the name cannot be computed without it. */
	(void)crypto_generichash(digest, sizeof(digest), (const unsigned char *)purpose,
	    sizeof(purpose) - 1, k->bytes, sizeof(k->bytes));
	(void)sodium_bin2hex(k->name, sizeof(k->name), digest, NAME_BYTES);
}

static void
forget(void *keys)
{
	sodium_memzero(keys, sizeof(struct dais_seal_keys));
}

static bool
take_line(struct dais_seal_keys *keys, struct dais_str line)
{
	struct key *k = &keys->v[keys->n];
	size_t n = 0;

	if (keys->n == DAIS_SEAL_KEYS_MAX || line.n != KEY_HEX ||
	    sodium_hex2bin(k->bytes, sizeof(k->bytes), line.p, line.n, NULL, &n, NULL) != 0 ||
	    n != sizeof(k->bytes))
		return false;
	name_key(k);
	keys->n++;
	return true;
}

static bool
is_private(const char *path, struct dais_err *err)
{
	struct stat s;

	/* What is not there is said by reading it. */
	if (stat(path, &s) != 0 || !(s.st_mode & S_IRWXO))
		return true;
	(void)dais_err_set(err, DAIS_ERR_DENIED, "everyone may read the keys in %s", path);
	return dais_err_hint(err, "Take that right away: chmod 600 %s", path);
}

/* The keys of @path, or none: comments alone are no other file that may not be written to. */
static bool
read_keys(
    struct dais_arena *a, const char *path, const struct dais_seal_keys **ret, struct dais_err *err)
{
	struct dais_seal_keys *keys = DAIS_NEW(a, struct dais_seal_keys);
	struct dais_str bytes, line;
	unsigned number = 0;

	DAIS_ASSERT(sodium_init() >= 0);
	if (!is_private(path, err) || !dais_file_read(a, path, FILE_MAX, &bytes, err))
		return false;
	dais_arena_defer(a, forget, keys);
	for (struct dais_str rest = bytes; dais_str_next_line(&rest, &line);) {
		line = dais_str_trim(line);
		number++;
		if (!line.n || line.p[0] == '#' || take_line(keys, line))
			continue;
		sodium_memzero((void *)(uintptr_t)bytes.p, bytes.n);
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "line %u of %s is no key: 64 hexadecimal digits are wanted, of at most %d keys",
		    number, path, DAIS_SEAL_KEYS_MAX);
	}
	sodium_memzero((void *)(uintptr_t)bytes.p, bytes.n);
	*ret = keys;
	return true;
}

bool
dais_seal_keys_read(
    struct dais_arena *a, const char *path, const struct dais_seal_keys **ret, struct dais_err *err)
{
	const struct dais_seal_keys *keys;

	if (!read_keys(a, path, &keys, err))
		return false;
	if (!keys->n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "there is no key in %s", path);
		return dais_err_hint(err, "Make one: dais account key --key-file %s", path);
	}
	*ret = keys;
	return true;
}

const struct dais_seal_keys *
dais_seal_keys_of(struct dais_arena *a, const char *purpose, struct dais_str secret)
{
	struct dais_seal_keys *keys = DAIS_NEW(a, struct dais_seal_keys);

	DAIS_ASSERT(sodium_init() >= 0);
	dais_arena_defer(a, forget, keys);
	keys->n = 1;
	/* Keyed BLAKE2b: another purpose, another key. */
	DAIS_ASSERT(crypto_generichash(keys->v[0].bytes, KEY_BYTES, (const unsigned char *)secret.p,
			secret.n, (const unsigned char *)purpose, strlen(purpose)) == 0);
	name_key(&keys->v[0]);
	return keys;
}

bool
dais_seal_keys_add(
    struct dais_arena *a, const char *path, struct dais_str *ret_name, struct dais_err *err)
{
	struct dais_seal_keys made = { .n = 1 };
	const struct dais_seal_keys *there = NULL;
	struct dais_str before = DAIS_STR_NONE;
	char hex[KEY_HEX + 1];
	struct stat s;
	DAIS_BUF_AUTO out = { 0 };

	DAIS_ASSERT(sodium_init() >= 0);
	dais_buf_init(&out, FILE_MAX);
	/* What stands there must be keys: another file is not overwritten. */
	if (stat(path, &s) == 0 && s.st_size > 0) {
		if (!read_keys(a, path, &there, err) ||
		    !dais_file_read(a, path, FILE_MAX, &before, err))
			return false;
		if (there && there->n == DAIS_SEAL_KEYS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT,
			    "there are %d keys in %s; take old ones out", DAIS_SEAL_KEYS_MAX, path);
	}
	randombytes_buf(made.v[0].bytes, KEY_BYTES);
	name_key(&made.v[0]);
	(void)sodium_bin2hex(hex, sizeof(hex), made.v[0].bytes, KEY_BYTES);
	dais_buf_printf(&out, "# %s\n%s\n", made.v[0].name, hex);
	dais_buf_put(&out, before);
	*ret_name = dais_arena_dup(a, dais_str_from(made.v[0].name));
	/* Keys that do not fit beside the new one must not be lost for it. */
	bool ok = dais_buf_has_failed(&out)
		      ? dais_err_set(err, DAIS_ERR_LIMIT,
			    "%s would be larger than %zu bytes; take comments out", path, FILE_MAX)
		      : dais_file_write_private(path, dais_buf_str(&out), err);
	sodium_memzero(out.p, out.n);
	sodium_memzero((void *)(uintptr_t)before.p, before.n);
	sodium_memzero(hex, sizeof(hex));
	forget(&made);
	return ok;
}

/* ---- seals: "name.base64url of nonce and box" ---- */

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

struct dais_str
dais_seal(struct dais_arena *a, const struct dais_seal_keys *keys, struct dais_str plain,
    struct dais_str bound_to)
{
	const struct key *k = &keys->v[0];
	unsigned long long n = 0;

	DAIS_ASSERT(plain.n <= PLAIN_MAX);
	unsigned char *box = dais_arena_alloc(a, NONCE_BYTES + plain.n + TAG_BYTES);
	randombytes_buf(box, NONCE_BYTES);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE_BYTES, &n,
	    (const unsigned char *)plain.p, plain.n, (const unsigned char *)bound_to.p, bound_to.n,
	    NULL, box, k->bytes);
	size_t size = sodium_base64_encoded_len(NONCE_BYTES + n, VARIANT);
	char *text = dais_arena_alloc(a, size);
	(void)sodium_bin2base64(text, size, box, NONCE_BYTES + n, VARIANT);
	return dais_arena_printf(a, "%s.%s", k->name, text);
}

static const struct key *
find(const struct dais_seal_keys *keys, struct dais_str sealed)
{
	for (size_t i = 0; keys && i < keys->n; i++)
		if (sealed.n > NAME_HEX && sealed.p[NAME_HEX] == '.' &&
		    dais_str_is(dais_str_sub(sealed, 0, NAME_HEX), keys->v[i].name))
			return &keys->v[i];
	return NULL;
}

enum dais_seal_result
dais_seal_open(struct dais_arena *a, const struct dais_seal_keys *keys, struct dais_str sealed,
    struct dais_str bound_to, struct dais_str *ret_plain)
{
	const struct key *k = find(keys, sealed);
	struct dais_str text = dais_str_sub(sealed, NAME_HEX + 1, sealed.n);
	unsigned long long n = 0;
	size_t bytes = 0;

	if (!k)
		return DAIS_SEAL_NO_KEY;
	if (text.n > sodium_base64_ENCODED_LEN(NONCE_BYTES + PLAIN_MAX + TAG_BYTES, VARIANT))
		return DAIS_SEAL_BROKEN;
	unsigned char *box = dais_arena_alloc(a, text.n), *plain = dais_arena_alloc(a, text.n);
	if (sodium_base642bin(box, text.n, text.p, text.n, NULL, &bytes, NULL, VARIANT) != 0 ||
	    bytes < NONCE_BYTES + TAG_BYTES ||
	    crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &n, NULL, box + NONCE_BYTES,
		bytes - NONCE_BYTES, (const unsigned char *)bound_to.p, bound_to.n, box,
		k->bytes) != 0)
		return DAIS_SEAL_BROKEN;
	*ret_plain = (struct dais_str){ (const char *)plain, n };
	return DAIS_SEAL_OPEN;
}

bool
dais_seal_is_current(const struct dais_seal_keys *keys, struct dais_str sealed)
{
	return keys && find(keys, sealed) == &keys->v[0];
}
