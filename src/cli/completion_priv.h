/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What dais completion offers to each shell: words with what they mean, from the tables of the
 * command line. Words and values are free of blanks and of what a shell would take for its own.
 * Texts are in the language of the reader, in one line; a shell's file quotes them.
 */
#ifndef DAIS_CLI_COMPLETION_PRIV_H
#define DAIS_CLI_COMPLETION_PRIV_H

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"

enum dais_completion_files {
	DAIS_COMPLETION_NO_FILES,
	DAIS_COMPLETION_FOLDERS, /* folders only: "DIR..." */
	DAIS_COMPLETION_FILES    /* files, and folders on the way to them */
};

struct dais_completion_word {
	struct dais_str word;
	const char *said; /* what it means */
	enum dais_completion_files files; /* operands behind it, where it is an action */
};

struct dais_completion_option {
	const struct dais_option *option;
	char letter; /* 0 also where the command has another use for it */
	const char *said;
	struct dais_str values; /* parted by blanks; NONE where they are not known */
	bool takes_several;    /* of them, parted by commas: "L,..." */
	enum dais_completion_files files; /* that its value names */
};

/* The options of @c, those of every command and --help, in @a; *@ret_n: how many. */
const struct dais_completion_option *dais_completion_options(
    struct dais_arena *a, const struct dais_command *c, size_t *ret_n);
/* Command @i, from 0; false when there are no more. */
bool dais_completion_command(size_t i, struct dais_completion_word *ret);
/* Word @i of those that can stand first behind @c: what it is to do, a rule, a command, a shell;
 * false when there are no more. */
bool dais_completion_first(
    const struct dais_command *c, size_t i, struct dais_completion_word *ret);
/* The files that a command, an action or an option takes by its @usage: "ACTION DIR... --out OUT".
 */
enum dais_completion_files dais_completion_files(const char *usage);
/* What the program says of its two options without a command. */
const char *dais_completion_version_said(void);
const char *dais_completion_help_said(void);

/* Print the whole file of a shell to standard output. */
void dais_completion_bash(void);
void dais_completion_zsh(void);
void dais_completion_fish(void);

#endif
