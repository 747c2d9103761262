/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fonts: files are memory-mapped once for the process, faces are immutable afterwards and may be
 * used by any thread. The lock guards only the first opening of each face.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include "write/pdf/fonts_priv.h"

#define STYLES 4

struct face_file {
	const char *file;
	const char *folder;   /* under share/fonts */
	const char *package;  /* Debian */
	const char *ps_prefix; /* of the wanted face in a collection; NULL: a single face */
};

#define LATIN(file) { file, "truetype", "fonts-noto-core", NULL }
#define CJK(file) { file, "opentype", "fonts-noto-cjk", "NotoSerifCJKsc-" }

static const struct face_file face_files[DAIS_FONT_FAMILY_COUNT][STYLES] = {
	[DAIS_FONT_LATIN] = { LATIN("NotoSerif-Regular.ttf"), LATIN("NotoSerif-Bold.ttf"),
	    LATIN("NotoSerif-Italic.ttf"), LATIN("NotoSerif-BoldItalic.ttf") },
	[DAIS_FONT_ARABIC] = { LATIN("NotoNaskhArabic-Regular.ttf"),
	    LATIN("NotoNaskhArabic-Bold.ttf") },
	[DAIS_FONT_CHINESE] = { CJK("NotoSerifCJK-Regular.ttc"), CJK("NotoSerifCJK-Bold.ttc") },
};

struct dais_fonts {
	pthread_mutex_t lock;
	_Atomic(struct dais_font *) slots[DAIS_FONT_FAMILY_COUNT * STYLES];
};

struct dais_fonts *
dais_fonts_new(void)
{
	struct dais_fonts *f = calloc(1, sizeof(*f));
	DAIS_ASSERT(f != NULL);
	DAIS_ASSERT(pthread_mutex_init(&f->lock, NULL) == 0);
	return f;
}

static void
font_free(struct dais_font *font)
{
	if (!font)
		return;
	hb_font_destroy(font->hb);
	hb_face_destroy(font->embed_face);
	hb_face_destroy(font->face);
	free(font);
}

void
dais_fonts_free(struct dais_fonts *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < (size_t)DAIS_FONT_FAMILY_COUNT * STYLES; i++)
		font_free(atomic_load(&f->slots[i]));
	(void)pthread_mutex_destroy(&f->lock);
	free(f);
}

struct mapping {
	void *p;
	size_t n;
};

static void
mapping_free(void *data)
{
	struct mapping *m = data;
	(void)munmap(m->p, m->n);
	free(m);
}

/* Maps @path; NULL when it cannot be opened or is empty. */
static hb_blob_t *
map_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	struct stat st;
	void *p = MAP_FAILED;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)close(fd);
	if (p == MAP_FAILED)
		return NULL;
	struct mapping *m = malloc(sizeof(*m));
	DAIS_ASSERT(m != NULL);
	*m = (struct mapping){ p, (size_t)st.st_size };
	return hb_blob_create(p, (unsigned)m->n, HB_MEMORY_MODE_READONLY, m, mapping_free);
}

static hb_blob_t *
find_file(const struct face_file *ff)
{
	char path[1024];
	const char *dir = getenv("DAIS_FONT_DIR");
	if (dir && *dir) {
		(void)snprintf(path, sizeof(path), "%s/%s", dir, ff->file);
		hb_blob_t *b = map_file(path);
		if (b)
			return b;
	}
	(void)snprintf(path, sizeof(path), "/usr/share/fonts/%s/noto/%s", ff->folder, ff->file);
	hb_blob_t *b = map_file(path);
	if (b)
		return b;
	(void)snprintf(path, sizeof(path), "/usr/local/share/fonts/noto/%s", ff->file);
	return map_file(path);
}

static void
read_name(hb_face_t *face, char *name, unsigned size)
{
	unsigned n = size;
	hb_ot_name_get_utf8(face, 6 /* PostScript name */, HB_LANGUAGE_INVALID, &n, name);
	if (n == 0) {
		n = size;
		hb_ot_name_get_utf8(face, 6, hb_language_from_string("en", 2), &n, name);
	}
}

/* The face of @blob that @ff asks for: in a collection, by its PostScript name, since the order of
 * faces differs between releases of the fonts. */
static hb_face_t *
open_face(hb_blob_t *blob, const struct face_file *ff, char *name, unsigned size)
{
	unsigned count = ff->ps_prefix ? hb_face_count(blob) : 1;
	for (unsigned i = 0; i < count; i++) {
		hb_face_t *face = hb_face_create(blob, i);
		read_name(face, name, size);
		if (!ff->ps_prefix || strncmp(name, ff->ps_prefix, strlen(ff->ps_prefix)) == 0) {
			hb_face_make_immutable(face);
			return face;
		}
		hb_face_destroy(face);
	}
	return NULL;
}

/* Tables that end up in the PDF. Widths, character map and names are in PDF objects. */
static hb_blob_t *
embed_table(hb_face_t *face, hb_tag_t tag, void *user_data)
{
	(void)face;
	static const hb_tag_t tags[] = { HB_TAG('h', 'e', 'a', 'd'), HB_TAG('m', 'a', 'x', 'p'),
		HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('g', 'l', 'y', 'f'),
		HB_TAG('l', 'o', 'c', 'a'), HB_TAG('C', 'F', 'F', ' ') };
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (tags[i] == tag)
			return hb_face_reference_table(user_data, tag);
	return hb_blob_get_empty();
}

static int
per_thousand(const struct dais_font *font, int v)
{
	int upem = (int)font->upem;
	return (v * 1000 + (v < 0 ? -upem : upem) / 2) / upem;
}

static int
read_i16(const char *p)
{
	return (int16_t)(uint16_t)((unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1]);
}

static void
read_metrics(struct dais_font *font)
{
	hb_font_extents_t ext = { 0 };
	(void)hb_font_get_h_extents(font->hb, &ext);
	font->ascent = ext.ascender;
	font->descent = -ext.descender;
	hb_position_t cap = 0;
	if (!hb_ot_metrics_get_position(font->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap))
		cap = ext.ascender;
	font->cap_height = per_thousand(font, cap);
	hb_blob_t *head = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n = 0;
	const char *p = hb_blob_get_data(head, &n);
	for (unsigned i = 0; p && n >= 54 && i < 4; i++)
		font->bbox[i] = per_thousand(font, read_i16(p + 36 + 2 * (size_t)i));
	hb_blob_destroy(head);
	font->italic_angle = font->style & DAIS_FONT_ITALIC ? -12 : 0;
	static const uint32_t stand_ins[] = { 0xFFFD, 0x25A1, '?', ' ', 0x0640 };
	for (size_t i = 0; font->missing == 0 && i < sizeof(stand_ins) / sizeof(stand_ins[0]); i++)
		(void)hb_font_get_nominal_glyph(font->hb, stand_ins[i], &font->missing);
}

static struct dais_font *
font_open(enum dais_font_family family, unsigned style, struct dais_err *err)
{
	const struct face_file *ff = &face_files[family][style];
	hb_blob_t *blob = find_file(ff);
	if (!blob) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "font file %s not found", ff->file);
		(void)dais_err_hint(
		    err, "Install the Debian package %s, or set DAIS_FONT_DIR.", ff->package);
		return NULL;
	}
	struct dais_font *font = calloc(1, sizeof(*font));
	DAIS_ASSERT(font != NULL);
	font->face = open_face(blob, ff, font->name, sizeof(font->name));
	hb_blob_destroy(blob);
	if (!font->face || hb_face_get_glyph_count(font->face) == 0) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "font file %s has no usable face %s",
		    ff->file, ff->ps_prefix ? ff->ps_prefix : "");
		(void)dais_err_hint(err, "Reinstall the Debian package %s.", ff->package);
		font_free(font);
		return NULL;
	}
	font->style = style;
	font->slot = (unsigned)family * STYLES + style;
	font->upem = hb_face_get_upem(font->face);
	font->glyphs = hb_face_get_glyph_count(font->face);
	hb_blob_t *cff = hb_face_reference_table(font->face, HB_TAG('C', 'F', 'F', ' '));
	font->is_cff = hb_blob_get_length(cff) > 0;
	hb_blob_destroy(cff);
	font->hb = hb_font_create(font->face);
	read_metrics(font);
	hb_font_make_immutable(font->hb);
	font->embed_face = hb_face_create_for_tables(embed_table, font->face, NULL);
	hb_face_make_immutable(font->embed_face);
	return font;
}

const struct dais_font *
dais_fonts_get(
    struct dais_fonts *f, enum dais_font_family family, unsigned style, struct dais_err *err)
{
	style &= STYLES - 1;
	if (!face_files[family][style].file)
		style &= DAIS_FONT_BOLD;
	_Atomic(struct dais_font *) *slot = &f->slots[(unsigned)family * STYLES + style];
	struct dais_font *font = atomic_load_explicit(slot, memory_order_acquire);
	if (font)
		return font;
	(void)pthread_mutex_lock(&f->lock);
	font = atomic_load_explicit(slot, memory_order_relaxed);
	if (!font) {
		font = font_open(family, style, err);
		atomic_store_explicit(slot, font, memory_order_release);
	}
	(void)pthread_mutex_unlock(&f->lock);
	return font;
}

struct hb_font_t *
dais_font_hb(const struct dais_font *f)
{
	return f->hb;
}

unsigned
dais_font_upem(const struct dais_font *f)
{
	return f->upem;
}

bool
dais_font_has(const struct dais_font *f, uint32_t cp)
{
	hb_codepoint_t gid = 0;
	return hb_font_get_nominal_glyph(f->hb, cp, &gid) && gid != 0;
}
