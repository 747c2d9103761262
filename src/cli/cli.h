/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The command line: a table of commands, a table of options for each. Help, man page synopsis and
 * completion come from the tables. Exit codes: 0 done, 1 findings, 2 usage or input error.
 */
#ifndef DAIS_CLI_CLI_H
#define DAIS_CLI_CLI_H

#include <stdio.h>

#include "base/diag.h"
#include "base/err.h"

enum {
	DAIS_EXIT_OK = 0,
	DAIS_EXIT_FINDINGS = 1,
	DAIS_EXIT_USAGE = 2
};

enum dais_option_type {
	DAIS_OPTION_FLAG,   /* bool * */
	DAIS_OPTION_STRING, /* const char ** */
	DAIS_OPTION_LIST    /* struct dais_option_list *: may be given again */
};

#define DAIS_OPTION_LIST_MAX 256u
struct dais_option_list {
	const char *v[DAIS_OPTION_LIST_MAX];
	size_t n;
};

struct dais_option {
	enum dais_option_type type;
	char letter;          /* or 0 */
	const char *name;     /* long name */
	const char *value;    /* name of the value in help; NULL for flags */
	const char *help;
	void *target;
};

/* The options that every command takes; ends with name NULL. A command may have another use for
 * their letters. */
extern const struct dais_option dais_options_of_all[];

/* Parses @argv[1..] by @options (ends with name NULL); operands are collected in @operands
 * (capacity @max; NULL when it is 0). "--" ends options; values are views into @argv. Errors:
 * INVALID (an unknown option, a missing value, a --messages that is none of the six languages, too
 * many operands), LIMIT (a list that is given too often). */
bool dais_option_parse(int argc, char **argv, const struct dais_option *options,
    const char **operands, size_t max, size_t *ret_n, struct dais_err *err);

/* What a command can be told to do, for its help. */
struct dais_cli_action {
	const char *usage; /* "import DIR..." */
	const char *words; /* a message: what it does */
};

struct dais_command {
	const char *name;
	const char *summary;   /* one line, lower case */
	const char *synopsis;  /* operands and main options */
	const char *help;      /* a message: one paragraph, folded when it is shown */
	const struct dais_option *(*options)(
	    void); /* table, for help and completion; may be NULL */
	int (*run)(int argc, char **argv);
	const struct dais_cli_action *actions; /* ends with usage NULL; may be NULL */
};

/* All commands, in the order of help; ends with name NULL. */
const struct dais_command *dais_commands(void);
const struct dais_command *dais_command_find(const char *name);
/* Says that there is no command @name; returns DAIS_EXIT_USAGE. */
int dais_cli_unknown_command(const char *name);
/* Runs the program; returns the exit code. */
int dais_cli_main(int argc, char **argv);

/* Prints the help of @c. */
void dais_cli_help(const struct dais_command *c, FILE *to);
/* The language of the reader, in which findings and errors are said: --messages, which every
 * command takes, else that of the environment (LANGUAGE where a locale is set, LC_ALL, LC_MESSAGES,
 * LANG), English where it names none of the six. */
enum dais_lang dais_cli_language(void);
/* Settles it before the options are read, so that what is wrong with them is said in it, too. @argv
 * ends with NULL. */
void dais_cli_find_language(char **argv);
/* The reader has chosen @l in another way. */
void dais_cli_speak(enum dais_lang l);
/* Findings added to @d, which is made empty in @a, are said in the language of the reader. */
void dais_cli_diags_init(struct dais_diags *d, struct dais_arena *a);
/* Prints a message and a line break, in the language of the reader. */
void dais_cli_say(FILE *to, const char *english, ...) DAIS_SAYS(2, 3);
/* Prints an error with its hint to standard error; returns DAIS_EXIT_USAGE. */
int dais_cli_error(const struct dais_err *err);
/* file:line:column: severity: message [rule]; below it the words at each place, and the hint; what
 * stands around the messages is in the language of @d. */
void dais_cli_print_diags(const struct dais_diags *d, FILE *to);
/* The same of a document in @format ("text", "docx", ...), which tells what its lines are. */
void dais_cli_print_findings(const struct dais_diags *d, struct dais_str format, FILE *to);
/* Prints words of a document: what would control a terminal is replaced. */
void dais_cli_put_words(struct dais_str s, FILE *to);
/* The same of a message in @l: the marks that enclose its values stay (text/message.h), and a
 * message that runs from right to left is enclosed as a whole, so that the names of files and rules
 * around it keep their places. */
void dais_cli_put_message(struct dais_str s, enum dais_lang l, FILE *to);
/* @word as a shell takes it, in quotes where it needs them: for commands that people copy. */
struct dais_str dais_cli_typed(struct dais_arena *a, struct dais_str word);
/* Whether @to is a terminal and colours are wanted (NO_COLOR, TERM=dumb are respected). */
bool dais_cli_is_fancy(FILE *to);
/* Columns of the terminal @to, or 0 when it is none or does not say. */
unsigned dais_cli_columns(FILE *to);
/* Writes @bytes to standard output; false (message printed) when that fails, e.g. full disk. */
bool dais_cli_put(struct dais_str bytes);
/* Seconds for time stamps: SOURCE_DATE_EPOCH when it is set, else @fallback. Errors: INVALID (it is
 * no number of seconds up to the year 9999). */
bool dais_cli_epoch(int64_t fallback, int64_t *ret, struct dais_err *err);
/* Loads the package @dir into a record in @a and prints its problems. NULL when it has errors;
 * @draft: then, too, as far as it goes. */
struct dais_record;
struct dais_record *dais_cli_load(struct dais_arena *a, const char *dir, bool draft);

/* Each of the rules of an option, "R-TIME-02" as people type it, in small letters or without the R,
 * becomes the id of its rule. Errors: NOT_FOUND (there is none). */
bool dais_cli_settle_rules(struct dais_option_list *typed, struct dais_err *err);

/* The commands: each takes its name and what stands behind it, and returns the exit code. */
int dais_cmd_account(int argc, char **argv);
int dais_cmd_build(int argc, char **argv);
int dais_cmd_check(int argc, char **argv);
int dais_cmd_concord(int argc, char **argv);
int dais_cmd_completion(int argc, char **argv);
int dais_cmd_db(int argc, char **argv);
int dais_cmd_help(int argc, char **argv);
int dais_cmd_merge(int argc, char **argv);
int dais_cmd_new(int argc, char **argv);
int dais_cmd_plan(int argc, char **argv);
int dais_cmd_read(int argc, char **argv);
int dais_cmd_rules(int argc, char **argv);
int dais_cmd_serve(int argc, char **argv);
/* Their tables of options. */
const struct dais_option *dais_cmd_account_options(void);
const struct dais_option *dais_cmd_build_options(void);
const struct dais_option *dais_cmd_check_options(void);
const struct dais_option *dais_cmd_concord_options(void);
const struct dais_option *dais_cmd_db_options(void);
const struct dais_option *dais_cmd_merge_options(void);
const struct dais_option *dais_cmd_new_options(void);
const struct dais_option *dais_cmd_plan_options(void);
const struct dais_option *dais_cmd_read_options(void);
const struct dais_option *dais_cmd_rules_options(void);
const struct dais_option *dais_cmd_serve_options(void);

#endif
