/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small writer of zip containers (PKWARE APPNOTE 6.3) for Office Open XML packages: members in
 * the order given, one timestamp for all, deflated; the same input gives the same bytes.
 */
#ifndef DAIS_WRITE_DOCX_ZIP_H
#define DAIS_WRITE_DOCX_ZIP_H

#include "base/buf.h"
#include "base/vec.h"

struct dais_zip_member {
	struct dais_str name; /* borrowed */
	uint32_t crc, packed, plain, offset;
};

struct dais_zip {
	struct dais_buf *out; /* must be empty at the start */
	struct dais_arena *arena;
	uint16_t dos_time, dos_date;
	DAIS_VEC(struct dais_zip_member) members;
	bool failed;
};

/* Starts a container in @out; @epoch (seconds since 1970, UTC) is every member's time. */
void dais_zip_begin(struct dais_zip *z, struct dais_arena *a, struct dais_buf *out, int64_t epoch);
void dais_zip_add(struct dais_zip *z, const char *name, struct dais_str bytes);
/* Writes the directory; false if anything did not fit. */
bool dais_zip_finish(struct dais_zip *z);

#endif
