/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rules of what identifies a document: symbols, job numbers, the masthead.
 */
#include "check/rules_priv.h"

static const struct dais_rule rules[] = {
	{ "R-SYM-01", E, DAIS_MESSAGE("Every symbol follows the grammar of document symbols."),
	    "SYM", "CTOC/COP/WG.3/2022/2", "CTOC/COP/WG.3/2022/X2", RUN(sym_01) },
	{ "R-SYM-02", E, DAIS_MESSAGE("All language versions of a document carry the same symbol."),
	    "SYM", "One symbol in six versions",
	    "CTOC/COP/2022/3 in French, CTOC/COP/2022/4 in Russian",
	    NOT_RUN(DAIS_MESSAGE("Holds by construction in a package: symbols belong to the "
				 "document, not to its versions")) },
	{ "R-SYM-03", E, DAIS_MESSAGE("The parts of a joint symbol differ in the body only."),
	    "SEED", "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3",
	    "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/4", RUN(sym_03) },
	{ "R-SYM-04", W, DAIS_MESSAGE("The bodies of a joint symbol stand in ascending order."),
	    "SEED", "WG.2 before WG.3", "WG.3 before WG.2", RUN(sym_04) },
	{ "R-SYM-05", E, DAIS_MESSAGE("A symbol is used for one document only."), "SYM",
	    "CTOC/COP/WG.3/2022/2 once", "Two documents CTOC/COP/WG.3/2022/2", RUN(sym_05) },
	{ "R-SYM-06", W,
	    DAIS_MESSAGE("The documents of a body and year are numbered from 1 without gaps, and "
			 "number 1 is the agenda."),
	    "SEED", "/1 agenda, /2, /3", "/1 agenda, /2, /4", RUN(sym_06) },
	{ "R-SYM-07", E,
	    DAIS_MESSAGE("An addendum or corrigendum has an existing document as its base."), "SYM",
	    "RABC/C.1/2023/4/Add.1 beside RABC/C.1/2023/4", "RABC/C.1/2023/4/Add.1 alone",
	    RUN(sym_07) },
	{ "R-SYM-08", W, DAIS_MESSAGE("A corrigendum states which languages it concerns."), "SYM",
	    "languages: [es]", "No languages: at a Corr.1", RUN(sym_08) },
	{ "R-SYM-09", E,
	    DAIS_MESSAGE("A star stands for a reissue, has a footnote, and does not change what "
			 "the symbol identifies."),
	    "SYM", "CTOC/COP/2004/6* with its footnote", "A star without a footnote",
	    NOT_RUN(DAIS_MESSAGE("The key of a symbol leaves stars out; the footnote stands in the "
				 "reissued document, not in a package")) },
	{ "R-SYM-10", W,
	    DAIS_MESSAGE("A document listed under an item of a body belongs to that body, a parent "
			 "body or an earlier meeting, or is joint."),
	    "SEED", "A WG.3 paper under an item of WG.3", "A WG.2 paper under an item of WG.3",
	    RUN(sym_10) },
	{ "R-SYM-11", W,
	    DAIS_MESSAGE("Symbol and distribution agree: L. with Limited, R. with Restricted."),
	    "SYM, EDM-MAST", "CTOC/COP/2022/L.1, limited", "CTOC/COP/2022/L.1, general",
	    RUN(sym_11) },
	{ "R-SYM-12", W, DAIS_MESSAGE("The year in a symbol is the year of the meeting."), "SEED",
	    "2022 for a meeting of 2022", "2021 for a meeting of 2022", RUN(sym_12) },
	{ "R-JOB-01", E, DAIS_MESSAGE("A job number has the form the profile gives."),
	    "BITEXT, GDGS", "V.22-00789", "V.22-789", RUN(job_01) },
	{ "R-JOB-02", E, DAIS_MESSAGE("Each language version has a job number of its own."),
	    "BITEXT", "V.22-00788 and V.22-00789", "V.22-00789 twice", RUN(job_02) },
	{ "R-JOB-03", W,
	    DAIS_MESSAGE(
		"The job numbers of a document follow one another in the order A C E F R S."),
	    "BITEXT", "...86 (A) to ...91 (S)", "...88 (E), ...90 (F)", RUN(job_03) },
	{ "R-JOB-04", W,
	    DAIS_MESSAGE("Every page carries job number and page number; even pages are mirrored."),
	    "SEED", "V.22-00789, 10/10", "No job number on page 2",
	    NOT_RUN(DAIS_MESSAGE("Concerns printed pages, not a package")) },
	{ "R-JOB-05", E,
	    DAIS_MESSAGE("The barcode text is the job number between asterisks; the letter is that "
			 "of the language."),
	    "BITEXT", "V.22-00789 (F), *2200789*", "V.22-00789 (E) on the French version",
	    NOT_RUN(DAIS_MESSAGE("Concerns printed pages: a package has no barcode")) },
	{ "R-MAST-01", E,
	    DAIS_MESSAGE(
		"The masthead has organ, symbol, distribution, date and original language."),
	    "EDM-MAST", "date: and original: are given", "No date:", RUN(mast_01) },
	{ "R-MAST-02", E, DAIS_MESSAGE("The distribution is General, Limited or Restricted."),
	    "EDM-MAST", "distribution: general", "distribution: public",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: the reader accepts nothing else")) },
	{ "R-MAST-03", E,
	    DAIS_MESSAGE(
		"The masthead date, the day of submission, is not after the day of issue."),
	    "EDM-MAST", "Submitted 1 March, issued 22 March", "Submitted 22 March, issued 1 March",
	    RUN(mast_03) },
	{ "R-MAST-04", W,
	    DAIS_MESSAGE("A translated version gives its language above that of the original."),
	    "BITEXT", "French / Original: English", "No language line",
	    NOT_RUN(DAIS_MESSAGE("Holds by construction in a package: the lines are computed")) },
	{ "R-MAST-05", W, DAIS_MESSAGE("A document in fewer than six languages says so."), "GDGS",
	    "English only", "An English paper without the words",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: the formula is computed from languages:")) },
	{ "R-MAST-06", W,
	    DAIS_MESSAGE("A document other than the agenda names the item it is for."), "CTOC-07",
	    "Item 2 of the provisional agenda", "No item line",
	    NOT_RUN(DAIS_MESSAGE(
		"Concerns the listed documents themselves, not the agenda of a package")) },
	{ "R-MAST-07", W, DAIS_MESSAGE("A document submitted late states the cause."), "CTOC-07",
	    "Submitted in time", "Submitted 20 March for a meeting on 23 May, no cause",
	    RUN(mast_07) },
	{ "R-MAST-08", E,
	    DAIS_MESSAGE(
		"Body, ordinal, place and dates in the title block are those of the meeting."),
	    "SEED", "Thirteenth meeting, Vienna, 23-27 May 2022",
	    "Twelfth meeting in the title block",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: the block is computed from the meeting")) },
	{ "R-MAST-09", W, DAIS_MESSAGE("The running header carries the symbols of page 1."), "SEED",
	    "The same symbols on each page", "Another symbol on page 3",
	    NOT_RUN(DAIS_MESSAGE(
		"Concerns printed pages; the header of an agenda is computed from its symbols")) },
};

const struct check_chapter dais_check_rules_symbols = { rules, sizeof(rules) / sizeof(rules[0]) };
