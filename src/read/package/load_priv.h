/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that read one concept each. A mapping is described by a table of fields;
 * dais_package_fields() does the checking of keys, so that each concept is its table.
 */
#ifndef DAIS_READ_PACKAGE_LOAD_PRIV_H
#define DAIS_READ_PACKAGE_LOAD_PRIV_H

#include "read/package/load.h"
#include "read/package/yaml_tree.h"
#include "text/message.h"

struct dais_loader {
	struct dais_arena *a;
	struct dais_record *r;
	struct dais_diags *d;
	const char *file;
};

typedef void (*dais_field_fn)(struct dais_loader *l, const struct dais_yaml_node *n, void *to);

struct dais_field {
	const char *name;
	dais_field_fn read; /* NULL: known, read elsewhere */
	size_t offset;      /* into the object */
	bool required;
};

/* Reports an error at a place with offending words @text. */
struct dais_diag *dais_package_complain(struct dais_loader *l, unsigned line, unsigned column,
    struct dais_str text, const char *fmt, ...) DAIS_SAYS(5, 6);
/* The same at node @n; the words are the scalar's. */
struct dais_diag *dais_package_complain_at(
    struct dais_loader *l, const struct dais_yaml_node *n, const char *fmt, ...) DAIS_SAYS(3, 4);
/* A message without values, in the language of the findings. */
const char *dais_package_say(const struct dais_loader *l, const char *english);
/* Adds "did you mean `x`?" when one of @v is near @word. */
void dais_package_suggest(struct dais_loader *l, struct dais_diag *g, struct dais_str word,
    const struct dais_str *v, size_t n);

/* Reads mapping @n ("what" names it in messages) by @fields into @obj. False if @n is none. */
bool dais_package_fields(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const struct dais_field *fields, size_t count, void *obj) DAIS_NAMES(3);
/* Whether @n is a mapping (a sequence); complains otherwise. An empty value passes as empty. */
bool dais_package_is_mapping(
    struct dais_loader *l, const struct dais_yaml_node *n, const char *what) DAIS_NAMES(3);
bool dais_package_is_list(struct dais_loader *l, const struct dais_yaml_node *n, const char *what)
    DAIS_NAMES(3);
/* Complains of a list with nothing in it where it says what alone is possible (`on`, `hours`): read
 * as it stands it would allow nothing, and nobody means that. False then. */
bool dais_package_lists_any(struct dais_loader *l, const struct dais_yaml_node *n);
/* Whether @e's key is [a-z][a-z0-9-]*; complains otherwise. */
bool dais_package_check_id(struct dais_loader *l, const struct dais_yaml_entry *e, const char *what)
    DAIS_NAMES(3);

/* Field readers; the comment names the type of *@to. */
void dais_package_read_node(struct dais_loader *, const struct dais_yaml_node *,
    void *); /* const struct dais_yaml_node * */
void dais_package_read_words(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* struct dais_str */
void dais_package_read_ml(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* struct dais_ml */
void dais_package_read_date(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* struct dais_date */
void dais_package_read_local(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* struct dais_local */
void dais_package_read_uint(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* unsigned */
void dais_package_read_langs(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_lang_set */
void dais_package_read_body(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* size_t */
void dais_package_read_bodies(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */
void dais_package_read_meeting(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* size_t */
void dais_package_read_meetings(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */
void dais_package_read_mandates(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */
void dais_package_read_document(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* size_t */
void dais_package_read_documents(
    struct dais_loader *, const struct dais_yaml_node *, void *); /* dais_index_vec */

/* DAIS_VEC(struct dais_hours): ["10:00-13:00", ...] */
void dais_package_read_hours(struct dais_loader *, const struct dais_yaml_node *, void *);

/* What approvals and silence procedures are about: dates, topics ... (struct dais_str). */
void dais_package_read_object(struct dais_loader *, const struct dais_yaml_node *, void *);
/* Complains when @at, read from member @key of @n, is a day without a time. */
void dais_package_need_hour(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_local at, const char *key);

/* The scalar text of @n; false (and a complaint) when it is a collection or empty. */
bool dais_package_scalar(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_str *ret_text);
/* Index of @n's words among @names; -1 and a complaint that lists them otherwise. */
int dais_package_choice(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const char *const *names, size_t count) DAIS_NAMES(3);
/* "hybrid"; false: it is none, which is reported. */
bool dais_package_modality(
    struct dais_loader *l, const struct dais_yaml_node *n, enum dais_modality *ret);

/* Kinds of things with ids. */
enum dais_thing {
	DAIS_THING_BODY,
	DAIS_THING_MEETING,
	DAIS_THING_ITEM,
	DAIS_THING_MANDATE,
	DAIS_THING_DOCUMENT,
	DAIS_THING_SILENCE,
	DAIS_THING_APPROVAL
};
/* "body", "meeting" ...: as findings name it; a message. */
const char *dais_package_thing_name(enum dais_thing t);
/* The index of the thing @id of kind @t in the record; DAIS_NONE: there is none. */
size_t dais_package_lookup(const struct dais_record *r, enum dais_thing t, struct dais_str id);
/* Adds "did you mean" from the ids of @t. */
void dais_package_suggest_thing(
    struct dais_loader *l, struct dais_diag *g, enum dais_thing t, struct dais_str word);
/* Index of the thing with id @n's words; DAIS_NONE and a complaint when there is none. */
size_t dais_package_resolve(
    struct dais_loader *l, const struct dais_yaml_node *n, enum dais_thing t);

/* Per concept: first the ids of all, then their content. */
void dais_package_register_bodies(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_bodies(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_register_meetings(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_meetings(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_register_items(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_items(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_agendas(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_register_mandates(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_mandates(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_register_documents(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_documents(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_sittings(
    struct dais_loader *l, const struct dais_yaml_node *n, dais_sitting_vec *ret);
void dais_package_load_plans(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_silences(struct dais_loader *l, const struct dais_yaml_node *n);
void dais_package_load_approvals(struct dais_loader *l, const struct dais_yaml_node *n);
/* Relations between concepts; @together is its node for places, may be NULL. */
void dais_package_verify(struct dais_loader *l, const struct dais_yaml_node *together);

#define DAIS_FIELD_N(v) (sizeof(v) / sizeof(*(v)))

#endif
