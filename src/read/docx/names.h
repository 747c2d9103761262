/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The names of Office Open XML that the reader knows; private to this folder.
 */
#ifndef DAIS_READ_DOCX_NAMES_H
#define DAIS_READ_DOCX_NAMES_H

#include "read/xml/xml.h"

/* Elements and attributes of word processing: what it is called here, and there. */
#define DOCX_WORD_NAMES(X)                                                                         \
	X(ABSTRACT_NUM, "abstractNum")                                                             \
	X(ABSTRACT_NUM_ID, "abstractNumId")                                                        \
	X(AFTER, "after")                                                                          \
	X(ANCHOR, "anchor")                                                                        \
	X(BASED_ON, "basedOn")                                                                     \
	X(BEFORE, "before")                                                                        \
	X(BOLD, "b")                                                                               \
	X(BREAK, "br")                                                                             \
	X(CARRIAGE_RETURN, "cr")                                                                   \
	X(CELL, "tc")                                                                              \
	X(CELL_DELETED, "cellDel")                                                                 \
	X(CELL_PROPERTIES, "tcPr")                                                                 \
	X(CHAR, "char")                                                                            \
	X(DEFAULT, "default")                                                                      \
	X(DEFAULTS, "docDefaults")                                                                 \
	X(DELETED, "del")                                                                          \
	X(END, "end")                                                                              \
	X(ENDNOTE, "endnote")                                                                      \
	X(ENDNOTE_REFERENCE, "endnoteReference")                                                   \
	X(EVEN_AND_ODD, "evenAndOddHeaders")                                                       \
	X(FIELD_CHAR, "fldChar")                                                                   \
	X(FIELD_CHAR_TYPE, "fldCharType")                                                          \
	X(FIELD_SIMPLE, "fldSimple")                                                               \
	X(FIRST_LINE, "firstLine")                                                                 \
	X(FOOTER_REFERENCE, "footerReference")                                                     \
	X(FOOTNOTE, "footnote")                                                                    \
	X(FOOTNOTE_REFERENCE, "footnoteReference")                                                 \
	X(GRID_AFTER, "gridAfter")                                                                 \
	X(GRID_BEFORE, "gridBefore")                                                               \
	X(GRID_SPAN, "gridSpan")                                                                   \
	X(HANGING, "hanging")                                                                      \
	X(HEADER_REFERENCE, "headerReference")                                                     \
	X(HYPERLINK, "hyperlink")                                                                  \
	X(ID, "id")                                                                                \
	X(INDENT, "ind")                                                                           \
	X(INSERTED, "ins")                                                                         \
	X(INSTRUCTION, "instr")                                                                    \
	X(INSTRUCTION_TEXT, "instrText")                                                           \
	X(IS_LEGAL, "isLgl")                                                                       \
	X(JUSTIFY, "jc")                                                                           \
	X(LEFT, "left")                                                                            \
	X(LEVEL, "lvl")                                                                            \
	X(LEVEL_INDEX, "ilvl")                                                                     \
	X(LEVEL_OVERRIDE, "lvlOverride")                                                           \
	X(LEVEL_RESTART, "lvlRestart")                                                             \
	X(LEVEL_TEXT, "lvlText")                                                                   \
	X(MOVED_FROM, "moveFrom")                                                                  \
	X(MOVED_TO, "moveTo")                                                                      \
	X(NAME, "name")                                                                            \
	X(NO_BREAK_HYPHEN, "noBreakHyphen")                                                        \
	X(NUM, "num")                                                                              \
	X(NUMBER_FORMAT, "numFmt")                                                                 \
	X(NUMBER_PROPERTIES, "numPr")                                                              \
	X(NUM_ID, "numId")                                                                         \
	X(NUM_STYLE_LINK, "numStyleLink")                                                          \
	X(OUTLINE, "outlineLvl")                                                                   \
	X(PARAGRAPH, "p")                                                                          \
	X(PARAGRAPH_CHANGE, "pPrChange")                                                           \
	X(PARAGRAPH_PROPERTIES, "pPr")                                                             \
	X(PARAGRAPH_STYLE, "pStyle")                                                               \
	X(PHONETIC, "rt")                                                                          \
	X(ROW, "tr")                                                                               \
	X(ROW_PROPERTIES, "trPr")                                                                  \
	X(RUN, "r")                                                                                \
	X(RUN_CHANGE, "rPrChange")                                                                 \
	X(RUN_PROPERTIES, "rPr")                                                                   \
	X(RUN_STYLE, "rStyle")                                                                     \
	X(SECTION, "sectPr")                                                                       \
	X(SECTION_CHANGE, "sectPrChange")                                                          \
	X(SIZE, "sz")                                                                              \
	X(SPACING, "spacing")                                                                      \
	X(START, "start")                                                                          \
	X(START_OVERRIDE, "startOverride")                                                         \
	X(STRUCTURED_PROPERTIES, "sdtPr")                                                          \
	X(STYLE, "style")                                                                          \
	X(STYLE_ID, "styleId")                                                                     \
	X(STYLE_LINK, "styleLink")                                                                 \
	X(SUFFIX, "suff")                                                                          \
	X(SYMBOL, "sym")                                                                           \
	X(TAB, "tab")                                                                              \
	X(TABLE, "tbl")                                                                            \
	X(TABLE_HEADER, "tblHeader")                                                               \
	X(TABLE_PROPERTIES, "tblPr")                                                               \
	X(TABLE_STYLE_PART, "tblStylePr")                                                          \
	X(TEXT, "t")                                                                               \
	X(TEXT_BOX, "txbxContent")                                                                 \
	X(TITLE_PAGE, "titlePg")                                                                   \
	X(TYPE, "type")                                                                            \
	X(VALUE, "val")                                                                            \
	X(VANISH, "vanish")                                                                        \
	X(VERTICAL_MERGE, "vMerge")

enum docx_name {
	DOCX_NAME_UNKNOWN = DAIS_XML_UNKNOWN,
#define DOCX_NAME(name, local) DOCX_##name,
	DOCX_WORD_NAMES(DOCX_NAME)
#undef DOCX_NAME
	DOCX_CHOICE,
	DOCX_FALLBACK,
	DOCX_ALTERNATE,
	DOCX_RELATION_ID,   /* r:id */
	DOCX_PRESERVE,      /* xml:space */
	DOCX_RELATIONSHIP,  /* of relationship lists, whose attributes have no namespace */
	DOCX_PLAIN_ID,
	DOCX_PLAIN_TYPE,
	DOCX_PLAIN_TARGET,
	DOCX_PLAIN_MODE
};

extern const struct dais_xml_name docx_names[];

#endif
