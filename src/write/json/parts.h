/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of this folder share. Not for others. Each function writes a key with its value
 * into the object that is open; things not given are left out.
 */
#ifndef DAIS_WRITE_JSON_PARTS_H
#define DAIS_WRITE_JSON_PARTS_H

#include "mark/json.h"
#include "write/json/record.h"

struct writer {
	struct dais_json w;
	const struct dais_record *r;
	struct dais_arena *a;
};

/* Text, when there is any. */
void dais_json_put_str(struct writer *j, const char *key, struct dais_str s);
void dais_json_put_ml(struct writer *j, const char *key, const struct dais_ml *ml);
void dais_json_put_date(struct writer *j, const char *key, struct dais_date d);
void dais_json_put_local(struct writer *j, const char *key, struct dais_local l);
void dais_json_put_langs(struct writer *j, const char *key, dais_lang_set set);
/* Arrays of ids. */
void dais_json_put_bodies(struct writer *j, const char *key, const dais_index_vec *v);
void dais_json_put_items(struct writer *j, const char *key, const dais_index_vec *v);
void dais_json_put_meetings(struct writer *j, const char *key, const dais_index_vec *v);
void dais_json_put_mandates(struct writer *j, const char *key, const dais_index_vec *v);
void dais_json_put_documents(struct writer *j, const char *key, const dais_index_vec *v);

/* things.c, sittings.c, prose.c, computed.c */
void dais_json_put_things(struct writer *j);
void dais_json_put_sittings(struct writer *j);
void dais_json_put_annotations(struct writer *j);
void dais_json_put_computed(struct writer *j);

#endif
