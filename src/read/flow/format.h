/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a file is, by its content and never by its name. Nothing is unpacked or decoded: the first
 * bytes are looked at, and in a ZIP container the names of its members.
 */
#ifndef DAIS_READ_FLOW_FORMAT_H
#define DAIS_READ_FLOW_FORMAT_H

#include "base/str.h"

/* The format of the file with content @bytes, as a static string:
 *   "text"     plain text in any encoding
 *   "docx"     a word processing document of Office Open XML (templates and macros included)
 *   "odt"      a text document of OpenDocument
 *   "html"     HTML or XHTML, whole or a fragment
 *   "pdf"
 *   "akn"      XML whose root is akomaNtoso
 *   "doc"      the older binary container of office documents; an encrypted DOCX is one, too
 *   "rtf"
 *   "zip"      another ZIP container (spreadsheets, presentations, archives)
 *   "xml"      another XML document
 *   "image"    a picture; a scanned page, perhaps
 *   "unknown"  bytes that are not text
 *   ""         nothing, or nothing but white space
 * Cannot fail; linear in the size of @bytes, which need not be text.
 * Source: APPNOTE.TXT 6.3.10 (4.3.7, 4.3.12, 4.3.16) for ZIP; ISO 32000-1:2008 Annex H.3, 12 for
 * the place of the PDF mark; MS-CFB 2.2; OpenDocument 1.3 part 2, 3.3 (mimetype); WHATWG MIME
 * Sniffing, section 7 (pictures). */
const char *dais_flow_format_of(struct dais_str bytes);

#endif
