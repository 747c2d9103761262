/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a reader must know of each language: share/reading/<lang>.yaml as constant tables, made at
 * build time by make_words.py. The forms are lower case; texts are folded before they are compared.
 */
#ifndef DAIS_READ_TEXT_WORDS_H
#define DAIS_READ_TEXT_WORDS_H

#include "base/lang.h"

struct read_phrases; /* all phrases of a language: phrases.c */

/* The phrases of one kind. */
struct read_list {
	const char *const *v;
	size_t n;
	unsigned id;      /* among the lists of its language; below 256 */
	unsigned longest; /* words of its longest phrase */
	const struct read_phrases *all;
};

struct read_words {
	struct read_list stop;            /* frequent short words, for telling languages apart */
	struct read_list agenda;          /* titles of agendas */
	struct read_list timetable_alone; /* titles of timetables alone on their lines */
	struct read_list agenda_alone;    /* the same, where nothing else stands on the line */
	struct read_list agenda_word;     /* "agenda" in a sentence, in its forms */
	struct read_list annotations;     /* heading */
	struct read_list documentation;   /* heading */
	struct read_list annex;           /* heading */
	struct read_list timetable;       /* heading of the organization of work */
	struct read_list half_day;        /* heading of a half of a day, in a timetable */
	struct read_list common;          /* label of common items, without brackets */
	struct read_list continued;       /* mark, without brackets */
	struct read_list item;            /* word before an item's number */
	struct read_list no_document;     /* "no document" */
	struct read_list see;             /* cross-references */
	struct read_list see_also;        /* cross-references beside own text */
	struct read_list resolution;      /* stems beside "10/6" */
	struct read_list decision;
	struct read_list parent;          /* first words of the name of a plenary body */
	struct read_list organizational;  /* item kinds, stems of titles */
	struct read_list opening;
	struct read_list adoption;
	struct read_list review;
	struct read_list other;
	struct read_list report;
	struct read_list closing; /* of items without debate: closing, welcome, texts adopted */
	struct read_list background_paper; /* document kinds, beginnings of titles */
	struct read_list report_document;
	struct read_list note;
	struct read_list room_paper;
	struct read_list secretariat;
	struct read_list contents;        /* heading of a table of contents */
	struct read_list body;            /* words in the names of bodies */
	struct read_list organ;           /* nouns that begin or end the whole name of a body */
	struct read_list article;         /* before a noun, where adjectives may follow them */
	struct read_list adopted;         /* before the items of an agenda that was adopted */
	struct read_list before_it;       /* before the documents that a body had before it */
	struct read_list report_title;    /* beginnings of the titles of reports of sessions */
	struct read_list held;            /* before the place of a gathering */
	struct read_list held_behind;     /* behind that place, where a language needs one */
	struct read_list held_when; /* before the days of a gathering: "to be held" */
	struct read_list held_at;   /* behind those days, before the place: "at", "in" */
	struct read_list of_year;         /* behind the year of a gathering without a number */
	struct read_list part; /* of a gathering: "First part of the sixth session" */
	struct read_list from; /* before the dates of a gathering */
	struct read_list hours; /* behind hours in figures: "1000-1300 hours" */
	struct read_list list_of_documents; /* titles of lists of documents */
	struct read_list of_agenda; /* behind the number of an item: "of the agenda" */
	struct read_list section; /* marks of sections in words, in order */
	struct read_list of_the; /* between "agenda" and the name of its body */
	struct read_list consecutive; /* of gatherings held one after the other */
	struct read_list silence_procedure; /* names of one procedure: one of them is used */
	struct read_list joint_debate; /* names of a debate of several bodies, likewise */
	struct read_list author; /* before the author of a paper, likewise */
	struct read_list joint_session; /* joint sittings under the noun of another body */
	struct read_list here; /* beside references to the document itself: "above" */
	struct read_list election; /* beginnings of items on elections */
	struct read_list masthead; /* lines of a masthead, whole */
	struct read_list masthead_start; /* beginnings of short lines of a masthead */
	struct read_list action; /* behind the title of an item: "for decision" */
	struct read_list report_alone; /* titles of reports that name nothing else */
	struct read_list place_label; /* before a place: "Venue: Geneva" */
	struct read_list date_label; /* before dates: "Date: 15-19 March 2021" */
	struct read_list document_label; /* before symbols alone: "Documents: A/79/1" */
	struct read_list document_remark; /* in place of symbols: "no document" */
	struct read_list speaker_label; /* below an item: "Rapporteur: the Chair" */
	struct read_list list_end; /* behind the last part but one: "...; and" */
	struct read_list begins; /* of a gathering: "will commence at 10 a.m." */
	struct read_list title_label; /* before the title: "Title: Draft agenda" */
	struct read_list time_label; /* before the hour of opening: "Time: 10 a.m." */
	struct read_list sitting_of; /* before the day of a gathering: "Meeting of 9 May" */
	struct read_list next_gathering; /* in items on a later one: "Date and place of the ..." */
	struct read_list past_record; /* in items on an earlier one: "Minutes of the ..." */
	struct read_list on_its; /* between the name of a body and its gathering in a title */
};

/* The words of @l (share/reading/), constant for the whole run of the program. */
const struct read_words *read_words_of(enum dais_lang l);

#endif
