/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/docx/zip.h"

#define ZLIB_CONST
#include <zlib.h>

#include "base/date.h"
#include "base/err.h"

#define SECONDS_A_DAY 86400
/* The container can hold the years 1980 to 2107. */
#define DOS_YEAR_MIN 1980
#define DOS_YEAR_MAX 2107
#define METHOD_DEFLATE 8
#define VERSION_NEEDED 20
/* Bit 11: names are UTF-8. */
#define FLAGS (1u << 11)

static void
put16(struct dais_buf *b, unsigned v)
{
	const unsigned char bytes[2] = { (unsigned char)(v & 0xff),
		(unsigned char)(v >> 8 & 0xff) };

	dais_buf_put_bytes(b, bytes, sizeof(bytes));
}

static void
put32(struct dais_buf *b, uint32_t v)
{
	put16(b, v & 0xffff);
	put16(b, v >> 16);
}

void
dais_zip_begin(struct dais_zip *z, struct dais_arena *a, struct dais_buf *out, int64_t epoch)
{
	int64_t days = epoch / SECONDS_A_DAY;
	int64_t seconds = epoch % SECONDS_A_DAY;
	struct dais_date d;

	DAIS_ASSERT(out->n == 0);
	*z = (struct dais_zip){ .out = out, .arena = a };
	if (seconds < 0) {
		seconds += SECONDS_A_DAY;
		days--;
	}
	d = dais_date_from_days(days);
	if (d.year < DOS_YEAR_MIN || d.year > DOS_YEAR_MAX) {
		d = (struct dais_date){ DOS_YEAR_MIN, 1, 1 };
		seconds = 0;
	}
	z->dos_date = (uint16_t)((d.year - DOS_YEAR_MIN) << 9 | d.month << 5 | d.day);
	z->dos_time = (uint16_t)(seconds / 3600 << 11 | seconds / 60 % 60 << 5 | seconds % 60 / 2);
}

/* Deflates @bytes to the end of the container; returns the packed length, 0 on failure. */
static size_t
deflate_to(struct dais_buf *out, struct dais_str bytes)
{
	static const unsigned char nothing = 0;
	z_stream s = { .next_in = bytes.n ? (const Bytef *)bytes.p : &nothing };
	size_t start = out->n;
	size_t n;
	unsigned char *room;
	int rc;

	if (deflateInit2(&s, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return 0;
	s.avail_in = (uInt)bytes.n;
	n = deflateBound(&s, (uLong)bytes.n);
	room = dais_buf_extend(out, n);
	if (!room) {
		deflateEnd(&s);
		return 0;
	}
	s.next_out = room;
	s.avail_out = (uInt)n;
	rc = deflate(&s, Z_FINISH);
	n = s.total_out;
	deflateEnd(&s);
	if (rc != Z_STREAM_END)
		return 0;
	out->n = start + n;
	return n;
}

/* What the local header and the directory have in common. */
static void
put_header(const struct dais_zip *z, const struct dais_zip_member *m)
{
	put16(z->out, VERSION_NEEDED);
	put16(z->out, FLAGS);
	put16(z->out, METHOD_DEFLATE);
	put16(z->out, z->dos_time);
	put16(z->out, z->dos_date);
	put32(z->out, m->crc);
	put32(z->out, m->packed);
	put32(z->out, m->plain);
	put16(z->out, (unsigned)m->name.n);
	put16(z->out, 0); /* no extra field */
}

void
dais_zip_add(struct dais_zip *z, const char *name, struct dais_str bytes)
{
	struct dais_zip_member *m = dais_vec_add(z->arena, &z->members);
	DAIS_BUF_AUTO packed = { 0 };

	dais_buf_init(&packed, DAIS_BUF_MAX);
	m->name = dais_str_from(name);
	m->offset = (uint32_t)z->out->n;
	m->plain = (uint32_t)bytes.n;
	m->crc = (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const Bytef *)bytes.p, bytes.n);
	m->packed = (uint32_t)deflate_to(&packed, bytes);
	if (m->packed == 0)
		z->failed = true;
	put32(z->out, 0x04034b50);
	put_header(z, m);
	dais_buf_put(z->out, m->name);
	dais_buf_put(z->out, dais_buf_str(&packed));
}

bool
dais_zip_finish(struct dais_zip *z)
{
	size_t start = z->out->n;
	size_t size;

	for (size_t i = 0; i < z->members.n; i++) {
		const struct dais_zip_member *m = &z->members.v[i];

		put32(z->out, 0x02014b50);
		put16(z->out, VERSION_NEEDED);
		put_header(z, m);
		put16(z->out, 0); /* no comment */
		put16(z->out, 0); /* disk */
		put16(z->out, 0); /* internal attributes */
		put32(z->out, 0); /* external attributes */
		put32(z->out, m->offset);
		dais_buf_put(z->out, m->name);
	}
	size = z->out->n - start;
	put32(z->out, 0x06054b50);
	put16(z->out, 0);
	put16(z->out, 0);
	put16(z->out, (unsigned)z->members.n);
	put16(z->out, (unsigned)z->members.n);
	put32(z->out, (uint32_t)size);
	put32(z->out, (uint32_t)start);
	put16(z->out, 0);
	return !z->failed && !dais_buf_has_failed(z->out);
}
