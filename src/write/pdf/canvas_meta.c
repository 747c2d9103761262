/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Metadata and colour: the XMP packet and the Info dictionary say the same (ISO 19005-2, 6.6.3),
 * and the output intent carries an sRGB profile made here, since a profile file would bring its
 * own licence.
 */
#include <math.h>

#include "write/pdf/canvas_priv.h"

#define PRODUCER "dais " DAIS_VERSION

struct moment {
	struct dais_date date;
	int hour, minute, second;
};

static struct moment
moment_of(int64_t seconds)
{
	int64_t days = seconds / 86400, rest = seconds % 86400;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	return (struct moment){ dais_date_from_days(days), (int)(rest / 3600),
		(int)(rest / 60 % 60), (int)(rest % 60) };
}

uint32_t
dais_pdf_write_info(struct dais_pdf *p)
{
	struct moment m = moment_of(p->meta.created);
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, num);
	dais_buf_puts(b, "<</Title");
	dais_pdf_put_text(b, p->meta.title);
	if (p->meta.author.n) {
		dais_buf_puts(b, "/Author");
		dais_pdf_put_text(b, p->meta.author);
	}
	if (p->meta.subject.n) {
		dais_buf_puts(b, "/Subject");
		dais_pdf_put_text(b, p->meta.subject);
	}
	dais_buf_puts(b, "/Creator(dais)/Producer(" PRODUCER ")");
	static const char *const keys[] = { "/CreationDate", "/ModDate" };
	for (size_t i = 0; i < 2; i++)
		dais_buf_printf(b, "%s(D:%04d%02d%02d%02d%02d%02dZ)", keys[i], m.date.year,
		    m.date.month, m.date.day, m.hour, m.minute, m.second);
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
	return num;
}

static void
put_xml(struct dais_buf *b, struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '<')
			dais_buf_puts(b, "&lt;");
		else if (s.p[i] == '>')
			dais_buf_puts(b, "&gt;");
		else if (s.p[i] == '&')
			dais_buf_puts(b, "&amp;");
		else if ((unsigned char)s.p[i] < ' ')
			dais_buf_put_char(b, ' ');
		else
			dais_buf_put_char(b, s.p[i]);
	}
}

static void
put_wrapped(struct dais_buf *b, const char *before, struct dais_str s, const char *after)
{
	if (s.n == 0)
		return;
	dais_buf_puts(b, before);
	put_xml(b, s);
	dais_buf_puts(b, after);
}

/* PDF/A-2 wants schemas it does not know described: pdfuaid is one (ISO 19005-2, 6.6.2.3). */
static const char pdfua_schema[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

uint32_t
dais_pdf_write_xmp(struct dais_pdf *p)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, (size_t)1 << 24);
	struct moment m = moment_of(p->meta.created);
	dais_buf_puts(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
			  " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
			  "<rdf:Description rdf:about=\"\""
			  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
			  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
			  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
			  " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
			  "<dc:format>application/pdf</dc:format>\n");
	dais_buf_puts(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_xml(&b, p->meta.title);
	dais_buf_puts(&b, "</rdf:li></rdf:Alt></dc:title>\n");
	dais_buf_printf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
	    dais_lang_code(p->meta.lang));
	put_wrapped(&b, "<dc:creator><rdf:Seq><rdf:li>", p->meta.author,
	    "</rdf:li></rdf:Seq></dc:creator>\n");
	put_wrapped(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->meta.subject,
	    "</rdf:li></rdf:Alt></dc:description>\n");
	put_wrapped(&b, "<dc:identifier>", p->meta.identifier, "</dc:identifier>\n");
	static const char *const dates[] = { "CreateDate", "ModifyDate", "MetadataDate" };
	for (size_t i = 0; i < 3; i++)
		dais_buf_printf(&b, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>\n", dates[i],
		    m.date.year, m.date.month, m.date.day, m.hour, m.minute, m.second, dates[i]);
	dais_buf_puts(&b, "<xmp:CreatorTool>dais</xmp:CreatorTool>\n"
			  "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
			  "<pdfaid:part>2</pdfaid:part>"
			  "<pdfaid:conformance>A</pdfaid:conformance>\n"
			  "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n");
	dais_buf_puts(&b, pdfua_schema);
	dais_buf_puts(&b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
	uint32_t num = dais_pdf_obj_new(p);
	dais_pdf_stream(p, num, "/Type/Metadata/Subtype/XML", dais_buf_str(&b), false);
	return num;
}

static void
put_be32(struct dais_buf *b, uint32_t v)
{
	char s[4] = { (char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v };
	dais_buf_put_bytes(b, s, 4);
}

static void
put_be16(struct dais_buf *b, unsigned v)
{
	char s[2] = { (char)(v >> 8), (char)v };
	dais_buf_put_bytes(b, s, 2);
}

enum {
	CURVE_POINTS = 256,
	CURVE_SIZE = 12 + 2 * CURVE_POINTS,
	TAGS = 9
};

#define ICC_TEXT "Public domain"
#define ICC_NAME "sRGB"
enum {
	ICC_TEXT_SIZE = 8 + sizeof(ICC_TEXT) + 2,               /* padded to four bytes */
	ICC_DESC_SIZE = 12 + sizeof(ICC_NAME) + 4 + 4 + 2 + 1 + 67 + 1, /* padded */
	ICC_DATA = 128 + 4 + 12 * TAGS
};

static void
put_xyz(struct dais_buf *b, uint32_t x, uint32_t y, uint32_t z)
{
	dais_buf_puts(b, "XYZ ");
	put_be32(b, 0);
	put_be32(b, x);
	put_be32(b, y);
	put_be32(b, z);
}

/* Transfer curve of IEC 61966-2-1. */
static void
put_curve(struct dais_buf *b)
{
	dais_buf_puts(b, "curv");
	put_be32(b, 0);
	put_be32(b, CURVE_POINTS);
	for (int i = 0; i < CURVE_POINTS; i++) {
		double v = i / (double)(CURVE_POINTS - 1);
		double l = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
		put_be16(b, (unsigned)lround(l * 65535.0));
	}
}

static void
put_zeros(struct dais_buf *b, size_t n)
{
	while (n-- > 0)
		dais_buf_put_char(b, '\0');
}

static void
put_icc_data(struct dais_buf *b)
{
	dais_buf_puts(b, "desc");
	put_be32(b, 0);
	put_be32(b, sizeof(ICC_NAME));
	dais_buf_put_bytes(b, ICC_NAME, sizeof(ICC_NAME));
	put_zeros(b, ICC_DATA + ICC_DESC_SIZE - b->n);
	dais_buf_puts(b, "text");
	put_be32(b, 0);
	dais_buf_put_bytes(b, ICC_TEXT, sizeof(ICC_TEXT));
	put_zeros(b, ICC_DATA + ICC_DESC_SIZE + ICC_TEXT_SIZE - b->n);
	put_xyz(b, 0xF6D6, 0x10000, 0xD32D); /* D50 */
	put_xyz(b, 0x6FA2, 0x38F5, 0x0390);  /* primaries of sRGB, adapted to D50 */
	put_xyz(b, 0x6299, 0xB785, 0x18DA);
	put_xyz(b, 0x24A0, 0x0F84, 0xB6CF);
	put_curve(b);
}

/* A matrix profile, version 2.1 (ICC.1:1998-09): header, tag table, data. */
static void
put_icc(struct dais_buf *b)
{
	static const char names[TAGS][5] = { "desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC",
		"gTRC", "bTRC" };
	static const uint32_t sizes[TAGS] = { ICC_DESC_SIZE, ICC_TEXT_SIZE, 20, 20, 20, 20,
		CURVE_SIZE, 0, 0 };
	put_be32(b, ICC_DATA + ICC_DESC_SIZE + ICC_TEXT_SIZE + 80 + CURVE_SIZE);
	put_be32(b, 0);
	put_be32(b, 0x02100000);
	dais_buf_puts(b, "mntrRGB XYZ ");
	static const unsigned when[6] = { 2026, 1, 1, 0, 0, 0 };
	for (size_t i = 0; i < 6; i++)
		put_be16(b, when[i]);
	dais_buf_puts(b, "acsp");
	put_zeros(b, 28);
	put_be32(b, 0xF6D6); /* illuminant D50 */
	put_be32(b, 0x10000);
	put_be32(b, 0xD32D);
	put_zeros(b, 48);
	put_be32(b, TAGS);
	uint32_t at = ICC_DATA;
	for (size_t i = 0; i < TAGS; i++) {
		dais_buf_puts(b, names[i]);
		put_be32(b, i > 6 ? at - CURVE_SIZE : at); /* one curve for all three */
		put_be32(b, i > 6 ? CURVE_SIZE : sizes[i]);
		at += sizes[i];
	}
	put_icc_data(b);
}

uint32_t
dais_pdf_write_intent(struct dais_pdf *p)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, (size_t)1 << 16);
	put_icc(&b);
	uint32_t icc = dais_pdf_obj_new(p);
	dais_pdf_stream(p, icc, "/N 3", dais_buf_str(&b), true);
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *o = dais_pdf_obj_begin(p, num);
	dais_buf_puts(o, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
			 "/Info(sRGB IEC 61966-2-1)");
	dais_pdf_put_ref(o, "/DestOutputProfile", icc);
	dais_buf_puts(o, ">>");
	dais_pdf_obj_end(p);
	return num;
}
