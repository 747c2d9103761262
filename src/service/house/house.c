/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The open house and the snapshots it keeps: working records by the number of their package's last
 * change, releases by their number. What was not asked for longest goes first.
 */
#include "service/house/house.h"

#include <time.h>

#include "service/house/house_priv.h"
#include "store/standing.h"

#define SNAPSHOTS_BYTES_DEFAULT ((size_t)32 << 20)

bool
dais_house_open(
    const struct dais_house_options *options, struct dais_house **ret, struct dais_err *err)
{
	struct dais_store *store;
	struct dais_arena *a;

	if (!dais_store_open(&options->store, &store, err))
		return false;
	a = dais_arena_new(0);
	*ret = DAIS_NEW(a, struct dais_house);
	(*ret)->arena = a;
	(*ret)->options = *options;
	(*ret)->store = store;
	dais_map_init(&(*ret)->last_places, a);
	if (!options->snapshots_bytes)
		(*ret)->options.snapshots_bytes = SNAPSHOTS_BYTES_DEFAULT;
	return true;
}

static void
drop(struct house_kept **at)
{
	struct house_kept *k = *at;

	*at = k->next;
	k->house->bytes -= k->bytes;
	k->dropped = true;
	if (!k->held)
		dais_arena_free(k->arena);
}

void
dais_house_close(struct dais_house *h)
{
	if (!h)
		return;
	while (h->kept) {
		DAIS_ASSERT(!h->kept->held);
		drop(&h->kept);
	}
	dais_store_close(h->store);
	dais_arena_free(h->arena);
}

struct dais_store *
dais_house_store(struct dais_house *h)
{
	return h->store;
}

const struct dais_account_settings *
dais_house_accounts(const struct dais_house *h)
{
	return h->options.accounts;
}

int64_t
dais_house_now_ms(const struct dais_house *h)
{
	struct timespec now;

	if (h->options.now_ms)
		return h->options.now_ms(h->options.ctx);
	(void)clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct dais_date
dais_house_today(const struct dais_house *h)
{
	return dais_local_from_ms(dais_house_now_ms(h)).date;
}

void
dais_snapshot_release(const struct dais_snapshot *s)
{
	struct house_kept *k = (struct house_kept *)(uintptr_t)s;

	if (!k)
		return;
	DAIS_ASSERT(k->held > 0);
	k->held--;
	if (!k->held && k->dropped)
		dais_arena_free(k->arena);
}

void
dais_snapshot_releasep(const struct dais_snapshot **s)
{
	dais_snapshot_release(*s);
}

const struct dais_thing *
dais_snapshot_thing(const struct dais_snapshot *s, struct dais_str kind, struct dais_str id)
{
	const dais_thing_vec *things = &house_kept_of(s)->things;
	size_t at = dais_things_find(things, kind, id);

	return at == SIZE_MAX ? NULL : &things->v[at];
}

/* Whether nothing was touched after change @revision but what a release brings with it, which the
 * working record is not read from. */
static bool
is_only_released(struct dais_house *h, struct dais_str package, uint64_t revision)
{
	static const char *const beside[] = { "release", "file", "notice", DAIS_KIND_BYTES };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err ignored = DAIS_ERR_INIT;
	dais_store_strs kinds = { 0 };

	if (!dais_store_kinds_after(h->store, package, revision, a, &kinds, &ignored))
		return false;
	for (size_t i = 0; i < kinds.n; i++) {
		bool found = false;

		for (size_t k = 0; k < sizeof(beside) / sizeof(*beside); k++)
			found = found || dais_str_is(kinds.v[i], beside[k]);
		if (!found)
			return false;
	}
	return true;
}

static bool
read_time(struct dais_house *h, struct house_kept *k, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	dais_change_outlines changes = { 0 };

	if (!dais_store_changes_outline(h->store, k->s.package, 0, 1, 0, scratch, &changes, err))
		return false;
	k->s.at_ms = changes.n ? changes.v[0].head.at_ms : 0;
	return true;
}

/* Makes the working record that was kept at an earlier change that of change @latest, unless
 * somebody holds it or its content has changed: nothing is parsed or checked again. */
static bool
bring_forward(struct dais_house *h, struct house_kept *k, uint64_t latest)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };
	uint64_t revision;

	if (k->held || !is_only_released(h, k->s.package, k->s.revision) ||
	    !house_things(h, k->s.package, k->arena, &things, &revision, &ignored) ||
	    revision != latest || !read_time(h, k, &ignored))
		return false;
	k->things = things; /* the record points into the ones before, which stay as well */
	k->s.revision = latest;
	house_weigh(k);
	return true;
}

/* The kept snapshot; an older working record of the same package is dropped on the way. */
static struct house_kept *
find(struct dais_house *h, struct dais_str package, unsigned release, uint64_t revision)
{
	for (struct house_kept **at = &h->kept; *at; at = &(*at)->next) {
		struct house_kept *k = *at;

		if (k->s.release != release || !dais_str_eq(k->s.package, package))
			continue;
		if (release || k->s.revision == revision || bring_forward(h, k, revision))
			return k;
		drop(at);
		return NULL;
	}
	return NULL;
}

/* Makes room: the oldest that nobody holds goes, until all fits or none is left. */
static void
make_room(struct dais_house *h)
{
	while (h->bytes > h->options.snapshots_bytes) {
		struct house_kept **oldest = NULL;

		for (struct house_kept **at = &h->kept; *at; at = &(*at)->next) {
			if (!(*at)->held && (!oldest || (*at)->used < (*oldest)->used))
				oldest = at;
		}
		if (!oldest)
			return;
		drop(oldest);
	}
}

static const struct dais_snapshot *
hold(struct dais_house *h, struct house_kept *k)
{
	k->held++;
	k->used = ++h->count;
	return &k->s;
}

void
house_weigh(struct house_kept *k)
{
	size_t bytes = dais_arena_used(k->arena);

	if (!k->dropped)
		k->house->bytes += bytes - k->bytes;
	k->bytes = bytes;
}

static const struct dais_snapshot *
keep(struct dais_house *h, struct house_kept *k)
{
	const struct dais_snapshot *s;

	k->house = h;
	k->bytes = dais_arena_used(k->arena);
	h->bytes += k->bytes;
	k->next = h->kept;
	h->kept = k;
	s = hold(h, k);
	make_room(h);
	return s;
}

void
house_keep(struct dais_house *h, struct house_kept *k)
{
	for (struct house_kept **at = &h->kept; *at; at = &(*at)->next)
		if (!(*at)->s.release && dais_str_eq((*at)->s.package, k->s.package)) {
			drop(at);
			break;
		}
	dais_snapshot_release(keep(h, k));
}

static struct house_kept *
new_kept(struct dais_str package)
{
	struct dais_arena *a = dais_arena_new(0);
	struct house_kept *k = DAIS_NEW(a, struct house_kept);

	k->arena = a;
	k->s.package = dais_arena_dup(a, package);
	dais_diags_init(&k->s.diags, a);
	return k;
}

static bool
load_working(struct dais_house *h, struct house_kept *k, struct dais_err *err)
{
	if (!house_things(h, k->s.package, k->arena, &k->things, &k->s.revision, err) ||
	    !read_time(h, k, err))
		return false;
	k->s.record = dais_things_read(k->arena, &k->things, &k->s.diags, &k->places);
	house_body_keys(k->s.record, k->arena, &k->s.body_keys);
	return true;
}

bool
dais_house_working(struct dais_house *h, struct dais_str package, const struct dais_snapshot **ret,
    struct dais_err *err)
{
	struct house_kept *k;
	uint64_t latest;

	if (!dais_store_latest(h->store, package, &latest, err))
		return false;
	k = find(h, package, 0, latest);
	if (k) {
		*ret = hold(h, k);
		return true;
	}
	k = new_kept(package);
	if (!load_working(h, k, err)) {
		dais_arena_free(k->arena);
		return dais_err_context(
		    err, "while reading package \"%.*s\"", DAIS_STR_ARG(package));
	}
	*ret = keep(h, k);
	return true;
}

static bool
load_release(struct dais_house *h, struct house_kept *k, unsigned number, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	dais_house_files files = { 0 };
	struct dais_release release;

	if (!house_release_read(h, k->s.package, number, scratch, &release, err) ||
	    !dais_house_files_of(h, k->s.package, number, k->arena, &files, err))
		return false;
	k->s.record = house_read_files(k->arena, &files, &k->s.diags);
	k->s.release = number;
	k->s.revision = release.revision;
	k->s.at_ms = release.at_ms;
	house_body_keys(k->s.record, k->arena, &k->s.body_keys);
	return true;
}

bool
dais_house_released(struct dais_house *h, struct dais_str package, unsigned number,
    const struct dais_snapshot **ret, struct dais_err *err)
{
	struct house_kept *k;

	if (!number && !house_last_number(h, package, &number, err))
		return false;
	if (!number)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "package \"%.*s\" has no release",
		    DAIS_STR_ARG(package));
	k = find(h, package, number, 0);
	if (k) {
		*ret = hold(h, k);
		return true;
	}
	k = new_kept(package);
	if (!load_release(h, k, number, err)) {
		dais_arena_free(k->arena);
		return dais_err_context(err, "while reading release %u of package \"%.*s\"", number,
		    DAIS_STR_ARG(package));
	}
	*ret = keep(h, k);
	return true;
}
