/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the package and how they hang together.
 */
#include "write/docx/docx.h"

#include "write/docx/part.h"
#include "write/docx/zip.h"

#define PART_MAX ((size_t)256 << 20)
#define SECONDS_A_DAY 86400
#define BOOKMARK_MAX                                                                               \
	40 /* characters of a name; word processors cut there, so 8 are for numbers                \
	    */

static const char core_rel[] =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
static const char word[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/* A member of the package: its name, and its content type after word[] (NULL: none of its own). */
struct part {
	const char *name;
	const char *type;
	void (*write)(struct docx *d);
};

/* Ids become names by losing what tells some of them apart: marks, and what is too long. Those get
 * their number. */
static void
note_id(struct docx *d, struct dais_str id)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t i = d->bookmarks.n, stem;
	struct dais_str name;

	if (id.n == 0 || !dais_map_add(&d->bookmark_of, id, i))
		return;
	dais_buf_init(&b, 4096);
	dais_buf_puts(&b, id.p[0] >= '0' && id.p[0] <= '9' ? "n_" : "");
	for (size_t k = 0; k < id.n && b.n < BOOKMARK_MAX - 8; k++)
		dais_buf_put_char(&b, id.p[k] == '.' || id.p[k] == '-' ? '_' : id.p[k]);
	stem = b.n;
	name = dais_buf_dup(&b, d->a);
	for (size_t k = i; !dais_map_add(&d->bookmark_names, name, i); k++)
		name = dais_arena_printf(d->a, "%.*s_%zu", (int)stem, b.p, k);
	dais_vec_push(d->a, &d->bookmarks, name);
}

static void
note_ids(struct docx *d, const struct dais_node *n, unsigned depth)
{
	if (depth > DOCX_DEPTH_MAX) {
		d->too_deep = true;
		return;
	}
	note_id(d, n->id);
	for (size_t i = 0; i < n->children.n; i++)
		note_ids(d, n->children.v[i], depth + 1);
}

static void
section_properties(struct docx *d)
{
	static const struct {
		const char *name, *kind;
		size_t rel;
	} refs[] = { { "w:headerReference", "first", 5 }, { "w:headerReference", "default", 6 },
		{ "w:headerReference", "even", 7 }, { "w:footerReference", "first", 8 },
		{ "w:footerReference", "default", 9 }, { "w:footerReference", "even", 10 } };
	static const char *const sides[] = { "w:top", "w:right", "w:bottom", "w:left" };
	struct dais_xml *w = d->w;

	dais_xml_open(w, "w:sectPr");
	for (size_t i = 0; i < 6; i++) {
		dais_xml_open(w, refs[i].name);
		dais_xml_attr_c(w, "w:type", refs[i].kind);
		dais_xml_attr(w, "r:id", dais_arena_printf(d->a, "rId%zu", refs[i].rel));
		dais_xml_close(w);
	}
	dais_xml_open(w, "w:pgSz");
	dais_xml_attr_int(w, "w:w", d->page_width);
	dais_xml_attr_int(w, "w:h", d->page_height);
	dais_xml_close(w);
	dais_xml_open(w, "w:pgMar");
	for (size_t i = 0; i < 4; i++)
		dais_xml_attr_int(w, sides[i], i % 2 ? DOCX_MARGIN : DOCX_MARGIN + 400);
	dais_xml_attr_int(w, "w:header", 576);
	dais_xml_attr_int(w, "w:footer", 720);
	dais_xml_attr_int(w, "w:gutter", 0);
	dais_xml_close(w);
	dais_docx_flag(w, "w:titlePg");
	if (d->rtl) {
		dais_docx_flag(w, "w:bidi");
		dais_docx_flag(w, "w:rtlGutter");
	}
	dais_xml_close(w);
}

static void
write_document(struct docx *d)
{
	dais_docx_root(d->w, "w:document");
	dais_xml_open(d->w, "w:body");
	dais_docx_masthead(d);
	dais_docx_body(d);
	section_properties(d);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}

static void
header_first(struct docx *d)
{
	dais_docx_header(d, true, false);
}

static void
header_odd(struct docx *d)
{
	dais_docx_header(d, false, false);
}

static void
header_even(struct docx *d)
{
	dais_docx_header(d, false, true);
}

static void
footer_first(struct docx *d)
{
	dais_docx_footer(d, true, false);
}

static void
footer_odd(struct docx *d)
{
	dais_docx_footer(d, false, false);
}

static void
footer_even(struct docx *d)
{
	dais_docx_footer(d, false, true);
}

/* The line between text and notes, and its continuation. */
static void
separator(struct docx *d, int id, const char *type, const char *mark)
{
	dais_xml_open(d->w, "w:footnote");
	dais_xml_attr_c(d->w, "w:type", type);
	dais_xml_attr_int(d->w, "w:id", id);
	dais_xml_open(d->w, "w:p");
	dais_xml_open(d->w, "w:r");
	dais_docx_flag(d->w, mark);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
	dais_xml_close(d->w);
}

static void
note_mark(struct docx *d, struct dais_str mark)
{
	dais_xml_open(d->w, "w:r");
	dais_xml_open(d->w, "w:rPr");
	dais_docx_val(d->w, "w:rStyle", "FootnoteReference");
	dais_xml_close(d->w);
	if (d->footnotes_counted)
		dais_docx_flag(d->w, "w:footnoteRef");
	else
		dais_xml_elem(d->w, "w:t", mark);
	dais_xml_close(d->w);
	dais_xml_open(d->w, "w:r");
	dais_docx_flag(d->w, "w:tab");
	dais_xml_close(d->w);
}

static void
write_footnotes(struct docx *d)
{
	dais_docx_root(d->w, "w:footnotes");
	separator(d, -1, "separator", "w:separator");
	separator(d, 0, "continuationSeparator", "w:continuationSeparator");
	for (size_t i = 0; i < d->t->footnotes.n; i++) {
		const struct dais_footnote *f = &d->t->footnotes.v[i];

		dais_xml_open(d->w, "w:footnote");
		dais_xml_attr_int(d->w, "w:id", (int64_t)i + 1);
		dais_docx_para_open(d, &DOCX_LOOK("FootnoteText"));
		note_mark(d, f->mark);
		dais_docx_runs(d, &f->runs, 0);
		dais_xml_close(d->w);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

/* Order of the elements: ECMA-376 part 1, CT_Settings. */
static void
write_settings(struct docx *d)
{
	struct dais_xml *w = d->w;

	dais_docx_root(w, "w:settings");
	dais_xml_open(w, "w:zoom");
	dais_xml_attr_int(w, "w:percent", 100);
	dais_xml_close(w);
	dais_docx_val_int(w, "w:defaultTabStop", DOCX_HANG);
	dais_docx_flag(w, "w:evenAndOddHeaders");
	dais_docx_val(w, "w:characterSpacingControl", "doNotCompress");
	dais_xml_open(w, "w:footnotePr");
	for (int id = -1; id <= 0; id++) {
		dais_xml_open(w, "w:footnote");
		dais_xml_attr_int(w, "w:id", id);
		dais_xml_close(w);
	}
	dais_xml_close(w);
	dais_xml_open(w, "w:compat");
	dais_docx_flag(w, "w:doNotExpandShiftReturn");
	dais_xml_open(w, "w:compatSetting");
	dais_xml_attr_c(w, "w:name", "compatibilityMode");
	dais_xml_attr_c(w, "w:uri", "http://schemas.microsoft.com/office/word");
	dais_xml_attr_c(w, "w:val", "15");
	dais_xml_close(w);
	dais_xml_close(w);
	dais_xml_open(w, "w:themeFontLang");
	dais_xml_attr_c(w, "w:val", "en-GB");
	dais_xml_attr_c(w, "w:eastAsia", "zh-CN");
	dais_xml_attr_c(w, "w:bidi", "ar-SA");
	dais_xml_close(w);
	dais_docx_val(w, "w:decimalSymbol", ".");
	dais_docx_val(w, "w:listSeparator", ",");
	dais_xml_close(w);
}

static void
write_fonts(struct docx *d)
{
	static const struct {
		const char *name, *alternative, *charset;
	} fonts[] = { { "Noto Serif", "Times New Roman", "00" },
		{ "Noto Naskh Arabic", "Traditional Arabic", "B2" },
		{ "Noto Serif CJK SC", "SimSun", "86" } };

	dais_docx_root(d->w, "w:fonts");
	for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++) {
		dais_xml_open(d->w, "w:font");
		dais_xml_attr_c(d->w, "w:name", fonts[i].name);
		dais_docx_val(d->w, "w:altName", fonts[i].alternative);
		dais_docx_val(d->w, "w:charset", fonts[i].charset);
		dais_docx_val(d->w, "w:family", "roman");
		dais_docx_val(d->w, "w:pitch", "variable");
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

static const struct part parts[] = {
	{ "word/document.xml", "document.main+xml", write_document },
	{ "word/footnotes.xml", "footnotes+xml", write_footnotes },
	{ "word/settings.xml", "settings+xml", write_settings },
	{ "word/fontTable.xml", "fontTable+xml", write_fonts },
	{ "word/header1.xml", "header+xml", header_first },
	{ "word/header2.xml", "header+xml", header_odd },
	{ "word/header3.xml", "header+xml", header_even },
	{ "word/footer1.xml", "footer+xml", footer_first },
	{ "word/footer2.xml", "footer+xml", footer_odd },
	{ "word/footer3.xml", "footer+xml", footer_even },
	{ "word/styles.xml", "styles+xml", NULL },
	{ "word/numbering.xml", "numbering+xml", NULL },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static void
override(struct docx *d, const char *name, struct dais_str type)
{
	dais_xml_open(d->w, "Override");
	dais_xml_attr(d->w, "PartName", dais_arena_printf(d->a, "/%s", name));
	dais_xml_attr(d->w, "ContentType", type);
	dais_xml_close(d->w);
}

static void
write_types(struct docx *d)
{
	static const char *const defaults[][2] = {
		{ "rels", "application/vnd.openxmlformats-package.relationships+xml" },
		{ "xml", "application/xml" }
	};

	dais_xml_open(d->w, "Types");
	dais_xml_attr_c(
	    d->w, "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
	for (size_t i = 0; i < 2; i++) {
		dais_xml_open(d->w, "Default");
		dais_xml_attr_c(d->w, "Extension", defaults[i][0]);
		dais_xml_attr_c(d->w, "ContentType", defaults[i][1]);
		dais_xml_close(d->w);
	}
	for (size_t i = 0; i < PARTS; i++)
		override(d, parts[i].name, dais_arena_printf(d->a, "%s%s", word, parts[i].type));
	override(d, "docProps/core.xml",
	    DAIS_STR("application/vnd.openxmlformats-package.core-properties+xml"));
	override(d, "docProps/app.xml",
	    DAIS_STR("application/vnd.openxmlformats-officedocument.extended-properties+xml"));
	dais_xml_close(d->w);
}

static void
instant(struct docx *d, const char *name, int64_t epoch)
{
	int64_t day = epoch / SECONDS_A_DAY - (epoch % SECONDS_A_DAY < 0);
	int64_t s = epoch - day * SECONDS_A_DAY;
	struct dais_str date = dais_date_print(d->a, dais_date_from_days(day));

	dais_xml_open(d->w, name);
	dais_xml_attr_c(d->w, "xsi:type", "dcterms:W3CDTF");
	dais_xml_text(d->w, dais_arena_printf(d->a, "%.*sT%02d:%02d:%02dZ", DAIS_STR_ARG(date),
				(int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60)));
	dais_xml_close(d->w);
}

static void
write_core(struct docx *d, int64_t epoch)
{
	const struct dais_tree *t = d->t;
	DAIS_BUF_AUTO symbols = { 0 };

	dais_buf_init(&symbols, 65536);
	for (size_t i = 0; i < t->masthead.symbols.n; i++) {
		if (i > 0)
			dais_buf_puts(&symbols, ", ");
		dais_buf_put(&symbols, t->masthead.symbols.v[i]);
	}
	dais_xml_open(d->w, "cp:coreProperties");
	dais_xml_attr_c(d->w, "xmlns:cp",
	    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
	dais_xml_attr_c(d->w, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	dais_xml_attr_c(d->w, "xmlns:dcterms", "http://purl.org/dc/terms/");
	dais_xml_attr_c(d->w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	dais_xml_elem(d->w, "dc:title", t->title);
	dais_xml_elem(d->w, "dc:subject", t->subject_line);
	dais_xml_elem(d->w, "dc:creator", t->author);
	dais_xml_elem(d->w, "dc:identifier", dais_buf_str(&symbols));
	dais_xml_elem(d->w, "dc:language", dais_str_from(dais_lang_code(t->lang)));
	instant(d, "dcterms:created", epoch);
	instant(d, "dcterms:modified", epoch);
	dais_xml_close(d->w);
}

static void
write_app(struct docx *d)
{
	dais_xml_open(d->w, "Properties");
	dais_xml_attr_c(d->w, "xmlns",
	    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
	dais_xml_elem(d->w, "Application", DAIS_STR("dais"));
	dais_xml_elem(d->w, "Company", d->t->masthead.organization);
	dais_xml_close(d->w);
}

/* The parts that word/document.xml needs, in the order their numbers are used above. */
static void
document_rels(struct docx *d, struct docx_rels *rels)
{
	static const char *const list[][2] = { { "styles", "styles.xml" },
		{ "numbering", "numbering.xml" }, { "settings", "settings.xml" },
		{ "fontTable", "fontTable.xml" }, { "header", "header1.xml" },
		{ "header", "header2.xml" }, { "header", "header3.xml" },
		{ "footer", "footer1.xml" }, { "footer", "footer2.xml" },
		{ "footer", "footer3.xml" }, { "footnotes", "footnotes.xml" } };

	dais_map_init(&rels->by_url, d->a);
	d->rels = rels;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		(void)dais_docx_rel(d, list[i][0], dais_str_from(list[i][1]), false);
}

static void
root_rels(struct docx *d, struct docx_rels *rels)
{
	dais_map_init(&rels->by_url, d->a);
	d->rels = rels;
	(void)dais_docx_rel(d, "officeDocument", DAIS_STR("word/document.xml"), false);
	(void)dais_docx_rel(d, core_rel, DAIS_STR("docProps/core.xml"), false);
	(void)dais_docx_rel(d, "extended-properties", DAIS_STR("docProps/app.xml"), false);
}

static void
prepare(struct docx *d)
{
	const struct dais_tree *t = d->t;

	d->rtl = dais_lang_is_rtl(t->lang);
	d->page_width = t->letter_paper ? 12240 : 11906;
	d->page_height = t->letter_paper ? 15840 : 16838;
	d->text_width = d->page_width - 2 * DOCX_MARGIN;
	dais_map_init(&d->bookmark_of, d->a);
	dais_map_init(&d->bookmark_names, d->a);
	for (size_t i = 0; i < t->body.n; i++)
		note_ids(d, t->body.v[i], 1);
	d->footnote_used = DAIS_NEW_N(d->a, t->footnotes.n, bool);
	d->footnotes_counted = true;
	for (size_t i = 0; i < t->footnotes.n; i++)
		if (!dais_str_eq(t->footnotes.v[i].mark, dais_arena_printf(d->a, "%zu", i + 1)))
			d->footnotes_counted = false;
}

/* What stands in @b becomes a member; a part that did not fit fails the package. */
static void
add_member(struct dais_zip *z, const char *name, const struct dais_buf *b)
{
	z->failed = z->failed || dais_buf_has_failed(b);
	dais_zip_add(z, name, dais_buf_str(b));
}

/* The member @p, that it writes through d->w itself or, where it has no way to, its file does. */
static void
add(struct docx *d, struct dais_zip *z, struct dais_buf *b, const struct part *p)
{
	struct dais_xml w;

	dais_buf_clear(b);
	if (p->write) {
		dais_xml_begin(&w, b, DAIS_XML_MODE_XML);
		d->w = &w;
		p->write(d);
		dais_xml_finish(&w);
	} else if (strcmp(p->name, "word/styles.xml") == 0) {
		dais_docx_write_styles(d, b);
	} else {
		dais_docx_write_numbering(d, b);
	}
	add_member(z, p->name, b);
}

static void
add_rels(struct docx *d, struct dais_zip *z, struct dais_buf *b, const char *name,
    const struct docx_rels *rels)
{
	dais_buf_clear(b);
	dais_docx_write_rels(d, rels, b);
	add_member(z, name, b);
}

static void
add_core(struct docx *d, struct dais_zip *z, struct dais_buf *b, int64_t epoch)
{
	struct dais_xml w;

	dais_buf_clear(b);
	dais_xml_begin(&w, b, DAIS_XML_MODE_XML);
	d->w = &w;
	write_core(d, epoch);
	dais_xml_finish(&w);
	add_member(z, "docProps/core.xml", b);
}

bool
dais_docx_write(
    const struct dais_tree *t, int64_t epoch, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct docx d = { .t = t, .a = a };
	struct docx_rels root = { 0 }, document = { 0 }, notes = { 0 };
	struct dais_zip z;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, PART_MAX);
	prepare(&d);
	if (d.too_deep)
		return dais_err_set(err, DAIS_ERR_LIMIT,
		    "document is nested too deeply (more than %d)", DOCX_DEPTH_MAX);
	dais_zip_begin(&z, a, out, epoch);
	add(&d, &z, &b, &(struct part){ "[Content_Types].xml", NULL, write_types });
	root_rels(&d, &root);
	add_rels(&d, &z, &b, "_rels/.rels", &root);
	document_rels(&d, &document);
	add(&d, &z, &b, &parts[0]);
	add_rels(&d, &z, &b, "word/_rels/document.xml.rels", &document);
	dais_map_init(&notes.by_url, a);
	d.rels = &notes;
	for (size_t i = 1; i < PARTS; i++)
		add(&d, &z, &b, &parts[i]);
	if (notes.list.n)
		add_rels(&d, &z, &b, "word/_rels/footnotes.xml.rels", &notes);
	add_core(&d, &z, &b, epoch);
	add(&d, &z, &b, &(struct part){ "docProps/app.xml", NULL, write_app });
	if (!dais_zip_finish(&z))
		return dais_err_set(err, DAIS_ERR_LIMIT, "document is too big");
	return true;
}
