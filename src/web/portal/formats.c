/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The files of a language version: what is read and printed first, what programs take last.
 */
#include "web/portal/parts.h"

static const struct {
	const char *type, *name;
} formats[] = {
	{ "application/pdf", "PDF" },
	{ "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX" },
	{ "application/vnd.oasis.opendocument.text", "ODT" },
	{ "text/html", "HTML" },
	{ "text/plain", "TXT" },
	{ "text/calendar", "iCalendar" },
	{ "application/akn+xml", "Akoma Ntoso" },
	{ "application/json", "JSON" },
	{ "application/xliff+xml", "XLIFF" },
};
#define FORMATS (sizeof(formats) / sizeof(formats[0]))

/* Its place in the table; FORMATS: another type. */
static size_t
format_of(const struct dais_view_file *f)
{
	size_t i = 0;

	while (i < FORMATS && !dais_str_has_prefix(f->type, dais_str_from(formats[i].type)))
		i++;
	return i;
}

/* "82 kB", "1,2 Mo" */
static struct dais_str
size_words(struct dais_page *p, uint64_t bytes)
{
	bool point = p->language == DAIS_LANG_EN || p->language == DAIS_LANG_ZH;
	unsigned tenths = (unsigned)((bytes + 50000) / 100000);

	if (bytes < 1000000)
		return dais_page_say_with(p, DAIS_SAY_PORTAL_SIZE_KB, "size",
		    dais_arena_printf(p->arena, "%u", (unsigned)((bytes + 999) / 1000)));
	return dais_page_say_with(p, DAIS_SAY_PORTAL_SIZE_MB, "size",
	    dais_arena_printf(p->arena, "%u%c%u", tenths / 10, point ? '.' : ',', tenths % 10));
}

static void
file_entry(struct dais_page *p, const struct dais_view_file *f, size_t format)
{
	struct dais_str name = format < FORMATS ? dais_str_from(formats[format].name) : f->type;

	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_portal_file_path(p, f), NULL);
	dais_xml_attr(&p->xml, "type", f->type);
	dais_xml_attr_c(&p->xml, "hreflang", dais_lang_code(f->language));
	dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%.*s (%.*s)", DAIS_STR_ARG(name),
				   DAIS_STR_ARG(size_words(p, f->size))));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
dais_portal_files(struct dais_page *p, const struct dais_view_version *version)
{
	for (size_t format = 0; format <= FORMATS; format++)
		for (size_t i = 0; i < version->files.n; i++)
			if (format_of(&version->files.v[i]) == format)
				file_entry(p, &version->files.v[i], format);
}
