/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/json/record.h"

#include "write/json/parts.h"

#define FORMAT 1

bool
dais_json_record_write(const struct dais_record *r, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct writer j = { .r = r, .a = a };

	dais_json_begin(&j.w, out, false);
	dais_json_object(&j.w);
	dais_json_pair_int(&j.w, "dais", FORMAT);
	dais_json_put_langs(&j, "languages", r->languages);
	dais_json_put_str(&j, "profile", r->profile.name);
	if (r->produces < r->documents.n)
		dais_json_pair(&j.w, "produces", r->documents.v[r->produces].id);
	dais_json_put_things(&j);
	dais_json_put_sittings(&j);
	dais_json_put_annotations(&j);
	dais_json_put_computed(&j);
	dais_json_end(&j.w);
	dais_json_finish(&j.w);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "record is too big for its JSON form");
	return true;
}
