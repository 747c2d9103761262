/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The house: the open record of one process, with what was read from it lately. Packages come out
 * of it as constant records (model/record.h), whole and checked by the package reader.
 *
 * Every package has two faces: the **working** record, which the secretariat edits, and its
 * **releases**, numbered from 1, which never change. The public sees the last release.
 */
#ifndef DAIS_SERVICE_HOUSE_HOUSE_H
#define DAIS_SERVICE_HOUSE_HOUSE_H

#include "base/diag.h"
#include "base/err.h"
#include "model/record.h"
#include "service/actor/actor.h"
#include "service/house/things.h"
#include "store/index.h"
#include "store/store.h"

struct dais_account_settings;
struct dais_house;

struct dais_house_options {
	struct dais_store_options store;
	size_t snapshots_bytes; /* memory for records kept; 0: 32 MiB */
	/* The clock, milliseconds since 1970; NULL: the system's. */
	int64_t (*now_ms)(void *ctx);
	void *ctx;
	/* Of its accounts (service/account/settings.h); held by the caller. NULL: all empty. */
	const struct dais_account_settings *accounts;
};

/* Opens the record, as dais_store_open(); closing frees it (NULL is ignored). Snapshots that are
 * held must be released before. */
bool dais_house_open(
    const struct dais_house_options *options, struct dais_house **ret, struct dais_err *err);
void dais_house_close(struct dais_house *h);
/* The store beneath; it is closed with the house. */
struct dais_store *dais_house_store(struct dais_house *h);
/* Milliseconds since 1970, by the clock of the options; and the day it is then, in UTC. */
int64_t dais_house_now_ms(const struct dais_house *h);
struct dais_date dais_house_today(const struct dais_house *h);
const struct dais_account_settings *dais_house_accounts(const struct dais_house *h); /* or NULL */

/* The name of account @who, or @who itself where there is none. */
struct dais_str dais_house_name_of(struct dais_house *h, struct dais_str who, struct dais_arena *a);

/* A package as a record at one moment. Constant; held until dais_snapshot_release(). */
struct dais_snapshot {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* the last change in it */
	unsigned release;  /* its number; 0: the working record */
	int64_t at_ms;     /* of the release or of the last change */
	struct dais_diags diags; /* warnings of the package reader */
	dais_store_strs body_keys; /* of all its bodies and those above: for dais_matter */
};

/* The working record. NOT_FOUND: no such package. Permission is the caller's matter. */
bool dais_house_working(struct dais_house *h, struct dais_str package,
    const struct dais_snapshot **ret, struct dais_err *err);
/* Release @number (0: the last); NOT_FOUND: nothing released yet. */
bool dais_house_released(struct dais_house *h, struct dais_str package, unsigned number,
    const struct dais_snapshot **ret, struct dais_err *err);
void dais_snapshot_release(const struct dais_snapshot *s);
/* The thing of a working record as @s was read from it, of the same moment as the record; NULL:
 * there is none, or @s is a release. Held as long as @s. */
const struct dais_thing *dais_snapshot_thing(
    const struct dais_snapshot *s, struct dais_str kind, struct dais_str id);
void dais_snapshot_releasep(const struct dais_snapshot **s);
#define DAIS_SNAPSHOT_AUTO                                                                         \
	__attribute__((cleanup(dais_snapshot_releasep))) const struct dais_snapshot *

/* The key of body @body of @r in the index (store/index.h). */
struct dais_str dais_house_body_key(const struct dais_record *r, size_t body, struct dais_arena *a);
/* What an action on this package is about; in @a. @l may be NULL. */
struct dais_matter dais_snapshot_matter(
    const struct dais_snapshot *s, const enum dais_lang *l, struct dais_arena *a);

/* Moves the package in folder @dir into the record under @package, which is new or has the same
 * content already. Lossless: exporting gives the same bytes. Problems of the package go to @diags;
 * with errors nothing is written (INVALID). CONFLICT: there is another package of this name and
 * @replace is false; with @replace the difference is one change. */
bool dais_house_import(struct dais_house *h, const struct dais_actor *actor, const char *dir,
    struct dais_str package, bool replace, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_err *err);
/* The same from memory. */
bool dais_house_import_files(struct dais_house *h, const struct dais_actor *actor,
    const dais_house_files *files, struct dais_str package, bool replace, struct dais_diags *diags,
    uint64_t *ret_change, struct dais_err *err);
/* The files of a package as they would be saved (service/house/things.h). @release 0: the working
 * record. */
bool dais_house_files_of(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, dais_house_files *ret, struct dais_err *err);
/* *@ret is @r as everyone may have it once it is released: with nothing of restricted documents
 * but their symbols and what they are. What differs lies in @a, the rest is @r's. False: nothing
 * differs. */
bool dais_house_public_record(
    const struct dais_record *r, struct dais_arena *a, struct dais_record *ret);
/* The files of the release @s as everyone may have them: those of its public record, without
 * silence procedures and the conditions of planning. */
bool dais_house_public_files(const struct dais_snapshot *s, struct dais_house *h,
    struct dais_arena *a, dais_house_files *ret, struct dais_err *err);
bool dais_house_export(struct dais_house *h, struct dais_str package, unsigned release,
    const char *dir, struct dais_err *err);

#endif
