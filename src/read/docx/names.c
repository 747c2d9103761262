/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The same names in the transitional and in the strict namespaces.
 */
#include "read/docx/names.h"

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define MATHS "http://schemas.openxmlformats.org/officeDocument/2006/math"
#define MATHS_STRICT "http://purl.oclc.org/ooxml/officeDocument/math"

const struct dais_xml_name docx_names[] = {
#define DOCX_NAME(name, local) { WORD, local, DOCX_##name },
	DOCX_WORD_NAMES(DOCX_NAME)
#undef DOCX_NAME
#define DOCX_NAME(name, local) { WORD_STRICT, local, DOCX_##name },
	    DOCX_WORD_NAMES(DOCX_NAME)
#undef DOCX_NAME
		{ COMPATIBILITY, "AlternateContent", DOCX_ALTERNATE },
	{ COMPATIBILITY, "Choice", DOCX_CHOICE },
	{ COMPATIBILITY, "Fallback", DOCX_FALLBACK },
	{ MATHS, "t", DOCX_TEXT },
	{ MATHS_STRICT, "t", DOCX_TEXT },
	{ RELATIONS, "id", DOCX_RELATION_ID },
	{ RELATIONS_STRICT, "id", DOCX_RELATION_ID },
	{ "http://www.w3.org/XML/1998/namespace", "space", DOCX_PRESERVE },
	{ PACKAGE, "Relationship", DOCX_RELATIONSHIP },
	{ "", "Id", DOCX_PLAIN_ID },
	{ "", "Type", DOCX_PLAIN_TYPE },
	{ "", "Target", DOCX_PLAIN_TARGET },
	{ "", "TargetMode", DOCX_PLAIN_MODE },
	{ NULL, NULL, DAIS_XML_UNKNOWN },
};
