/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A package as things and back (doc/record.md lists the kinds). There is no second schema: things
 * are made from the tree that the package writer prints and read through the package reader, so
 * that what the package format gains later passes through untouched.
 */
#ifndef DAIS_SERVICE_HOUSE_THINGS_H
#define DAIS_SERVICE_HOUSE_THINGS_H

#include "base/diag.h"
#include "model/record.h"
#include "store/store.h"

/* All things of @r by kind, position and id, in @a: values compact and canonical, `package` and
 * `revision` empty. Sittings are numbered "s1", "s2" ... in the order of the record, those of
 * contingency plans behind. */
void dais_things_of(const struct dais_record *r, struct dais_arena *a, dais_thing_vec *ret);

/* The same, but only those that @wants says true of. */
typedef bool dais_things_wanted(const void *ctx, struct dais_str kind, struct dais_str id);
void dais_things_some(const struct dais_record *r, dais_things_wanted *wants, const void *ctx,
    struct dais_arena *a, dais_thing_vec *ret);

/* Where the things of a record stand in the bytes it was read from. */
struct dais_things_places {
	dais_thing_vec things; /* as given */
	const struct dais_yaml_node *root;
	struct dais_things_start *starts; /* ascending; @n_starts of them */
	size_t n_starts;
	unsigned *annotation_lines[DAIS_LANG_COUNT]; /* of headings, with... */
	size_t *annotation_things[DAIS_LANG_COUNT];  /* ...indexes into things */
	size_t n_annotations[DAIS_LANG_COUNT];
};

/* The record that @things are. Kinds that are no part of a package are passed over. What is wrong
 * goes to @diags, as if the bytes of the record (origin_yaml, origin_text) had been read; they are
 * canonical and not those of an import: dais_things_files() gives these. The record points into
 * @things. @ret_places may be NULL. */
struct dais_record *dais_things_read(struct dais_arena *a, const dais_thing_vec *things,
    struct dais_diags *diags, struct dais_things_places *ret_places);

/* The thing that @place of a finding is about: index into p->things, or SIZE_MAX. @ret_path: the
 * member, "title.fr"; empty for the thing as a whole; of an annotation the line in its text, in
 * digits. @ret_path may be NULL. */
size_t dais_things_at(const struct dais_things_places *p, const struct dais_place *place,
    struct dais_arena *a, struct dais_str *ret_path);

/* One file of a package: "meeting.yaml", "text/fr.md" ... */
struct dais_house_file {
	struct dais_str name, bytes;
};
typedef DAIS_VEC(struct dais_house_file) dais_house_files;
/* The files of record @r, which was read from @things: with what an import left to be kept of the
 * originals. */
void dais_things_files(const struct dais_record *r, const dais_thing_vec *things,
    struct dais_arena *a, dais_house_files *ret);

/* Whether @kind is part of a package (its files can be made from it). */
bool dais_things_is_of_package(struct dais_str kind);
/* By kind, position, id. */
int dais_things_compare(const struct dais_thing *x, const struct dais_thing *y);
void dais_things_sort(dais_thing_vec *things);
/* SIZE_MAX when there is none. */
size_t dais_things_find(const dais_thing_vec *things, struct dais_str kind, struct dais_str id);
/* The largest position of a thing of @kind; 0 when there is none: what is added stands behind it.
 */
int64_t dais_things_last_position(const dais_thing_vec *things, const char *kind);
/* "text" of a thing whose value is {"text": ...}; NONE (p NULL) when it is none. */
struct dais_str dais_thing_text(const struct dais_thing *t, struct dais_arena *a);
/* Member "plan" of a sitting; empty: the timetable in force. */
struct dais_str dais_thing_plan(const struct dais_thing *t, struct dais_arena *a);
/* The language and the item (with "@body") of the id of an annotation. */
bool dais_annotation_id_parse(
    struct dais_str id, enum dais_lang *ret_lang, struct dais_str *ret_item);

#endif
