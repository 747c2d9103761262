/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Typed writer for XML and HTML: the only code that prints '<'. Everything a caller gives is
 * escaped for the place where it goes. Text is UTF-8 as dais_str_is_text() asks; control characters
 * that XML 1.0 cannot hold (2.2) are dropped. Elements close in order; dais_xml_finish() asserts
 * that all are closed. That the buffer is full is asked of the buffer, once (base/buf.h).
 */
#ifndef DAIS_MARK_XML_H
#define DAIS_MARK_XML_H

#include "base/buf.h"

enum dais_xml_mode {
	DAIS_XML_MODE_XML,  /* empty elements are <a/> */
	DAIS_XML_MODE_HTML  /* HTML5 serialisation: void elements <br>, others <p></p> */
};

#define DAIS_XML_DEPTH_MAX 64 /* open elements; one more is a bug and aborts */

struct dais_xml {
	struct dais_buf *out;
	enum dais_xml_mode mode;
	bool in_tag;   /* start tag still open for attributes */
	unsigned depth;
	const char *names[DAIS_XML_DEPTH_MAX]; /* borrowed: element names must be literals */
};

/* Starts writing to @out (borrowed). XML mode writes the XML declaration, HTML the doctype. */
void dais_xml_begin(struct dais_xml *w, struct dais_buf *out, enum dais_xml_mode mode);
/* Starts a fragment: no declaration. */
void dais_xml_begin_fragment(struct dais_xml *w, struct dais_buf *out, enum dais_xml_mode mode);
/* Opens element @name, a literal of the form XML and HTML ask for; not checked. */
void dais_xml_open(struct dais_xml *w, const char *name);
/* Only directly after dais_xml_open() or another attribute, each @name once. Line ends and tabs in
 * values survive (XML 1.0, 3.3.3). */
void dais_xml_attr(struct dais_xml *w, const char *name, struct dais_str value);
void dais_xml_attr_c(struct dais_xml *w, const char *name, const char *value);
void dais_xml_attr_int(struct dais_xml *w, const char *name, int64_t value);
/* Text inside the innermost element. Not for script and style of HTML, whose text is not escaped.
 */
void dais_xml_text(struct dais_xml *w, struct dais_str text);
void dais_xml_text_c(struct dais_xml *w, const char *text);
/* Closes the innermost element. */
void dais_xml_close(struct dais_xml *w);
/* open + text + close. */
void dais_xml_elem(struct dais_xml *w, const char *name, struct dais_str text);
/* A newline for readability, outside of inline content only. */
void dais_xml_newline(struct dais_xml *w);
/* Raw bytes of constant markup or style that dais itself ships (CSS); never user data. */
void dais_xml_raw(struct dais_xml *w, const char *constant);
void dais_xml_finish(struct dais_xml *w);

#endif
