/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/docx/part.h"

static const char *const locales[DAIS_LANG_COUNT] = {
	[DAIS_LANG_AR] = "ar-SA",
	[DAIS_LANG_ZH] = "zh-CN",
	[DAIS_LANG_EN] = "en-GB",
	[DAIS_LANG_FR] = "fr-FR",
	[DAIS_LANG_RU] = "ru-RU",
	[DAIS_LANG_ES] = "es-ES",
};

void
dais_docx_val(struct dais_xml *w, const char *name, const char *value)
{
	dais_xml_open(w, name);
	dais_xml_attr_c(w, "w:val", value);
	dais_xml_close(w);
}

void
dais_docx_val_str(struct dais_xml *w, const char *name, struct dais_str value)
{
	dais_xml_open(w, name);
	dais_xml_attr(w, "w:val", value);
	dais_xml_close(w);
}

void
dais_docx_val_int(struct dais_xml *w, const char *name, int64_t value)
{
	dais_xml_open(w, name);
	dais_xml_attr_int(w, "w:val", value);
	dais_xml_close(w);
}

void
dais_docx_flag(struct dais_xml *w, const char *name)
{
	dais_xml_open(w, name);
	dais_xml_close(w);
}

/* One of the three slots holds the language; the others keep what the document has. */
void
dais_docx_lang(struct dais_xml *w, enum dais_lang l)
{
	dais_xml_open(w, "w:lang");
	if (l == DAIS_LANG_AR)
		dais_xml_attr_c(w, "w:bidi", locales[l]);
	else if (l == DAIS_LANG_ZH)
		dais_xml_attr_c(w, "w:eastAsia", locales[l]);
	else
		dais_xml_attr_c(w, "w:val", locales[l]);
	dais_xml_close(w);
}

void
dais_docx_root(struct dais_xml *w, const char *name)
{
	dais_xml_open(w, name);
	dais_xml_attr_c(
	    w, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
	dais_xml_attr_c(
	    w, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
	dais_xml_attr_c(w, "xmlns:v", "urn:schemas-microsoft-com:vml");
	dais_xml_attr_c(w, "xmlns:o", "urn:schemas-microsoft-com:office:office");
	dais_xml_attr_c(w, "xmlns:w10", "urn:schemas-microsoft-com:office:word");
}

size_t
dais_docx_rel(struct docx *d, const char *type, struct dais_str target, bool external)
{
	size_t i = dais_map_get(&d->rels->by_url, target);

	if (i != DAIS_MAP_NONE)
		return i + 1;
	i = d->rels->list.n;
	dais_vec_push(d->a, &d->rels->list,
	    ((struct docx_rel){ .type = type, .target = target, .external = external }));
	dais_map_add(&d->rels->by_url, target, i);
	return i + 1;
}

void
dais_docx_write_rels(struct docx *d, const struct docx_rels *rels, struct dais_buf *out)
{
	struct dais_xml w;

	dais_xml_begin(&w, out, DAIS_XML_MODE_XML);
	dais_xml_open(&w, "Relationships");
	dais_xml_attr_c(
	    &w, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
	for (size_t i = 0; i < rels->list.n; i++) {
		const struct docx_rel *r = &rels->list.v[i];

		dais_xml_open(&w, "Relationship");
		dais_xml_attr(&w, "Id", dais_arena_printf(d->a, "rId%zu", i + 1));
		dais_xml_attr(&w, "Type",
		    dais_arena_printf(d->a, "%s%s",
			strchr(r->type, ':') ? ""
					     : "http://schemas.openxmlformats.org/officeDocument/"
					       "2006/relationships/",
			r->type));
		dais_xml_attr(&w, "Target", r->target);
		if (r->external)
			dais_xml_attr_c(&w, "TargetMode", "External");
		dais_xml_close(&w);
	}
	dais_xml_close(&w);
	dais_xml_finish(&w);
}

void
dais_docx_border(struct dais_xml *w, const char *side, int eighths)
{
	dais_xml_open(w, side);
	dais_xml_attr_c(w, "w:val", "single");
	dais_xml_attr_int(w, "w:sz", eighths);
	dais_xml_attr_int(w, "w:space", 0);
	dais_xml_attr_c(w, "w:color", "auto");
	dais_xml_close(w);
}

void
dais_docx_table_frame(struct docx *d, const char *style)
{
	dais_xml_open(d->w, "w:tblPr");
	dais_docx_val(d->w, "w:tblStyle", style);
	if (d->rtl)
		dais_docx_flag(d->w, "w:bidiVisual");
	dais_xml_open(d->w, "w:tblW");
	dais_xml_attr_int(d->w, "w:w", d->text_width);
	dais_xml_attr_c(d->w, "w:type", "dxa");
	dais_xml_close(d->w);
	dais_xml_open(d->w, "w:tblLayout");
	dais_xml_attr_c(d->w, "w:type", "fixed");
	dais_xml_close(d->w);
}
