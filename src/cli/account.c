/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais account: accounts from the command line, by whoever may write the record.
 */
#include <stdio.h>

#include "base/file.h"
#include "cli/cli.h"
#include "mark/json.h"
#include "service/account/link.h"
#include "service/account/personal_token.h"
#include "service/account/second.h"
#include "service/account/settings.h"

#define STDIN_MAX ((size_t)4096)
#define TOKEN_DAYS 90
#define DAY_MS INT64_C(86400000)
#define EVENTS_MAX ((size_t)200)

static struct {
	const char *db, *id, *email, *name, *language, *zone, *address, *scopes, *days, *format;
	const char *key_file, *leaked;
	struct dais_option_list roles;
	bool password_stdin, second;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'd', "db", "WHERE", "the record: a file, or postgres://...",
	    &args.db },
	{ DAIS_OPTION_STRING, 'e', "email", "ADDRESS", "add, invite: its e-mail address",
	    &args.email },
	{ DAIS_OPTION_STRING, 'n', "name", "NAME",
	    "add, invite: of the person; token: of the token", &args.name },
	{ DAIS_OPTION_STRING, 'i', "id", "ID", "add: how the log names it (default: drawn by lot)",
	    &args.id },
	{ DAIS_OPTION_LIST, 'r', "role", "ROLE",
	    "ROLE, ROLE@BODY, ROLE+PACKAGE, translator:fr,ru; may be given again", &args.roles },
	{ DAIS_OPTION_STRING, 'l', "language", "L", "add, invite: ar, zh, en (default), fr, ru, es",
	    &args.language },
	{ DAIS_OPTION_STRING, 'z', "zone", "ZONE", "add: such as Europe/Vienna", &args.zone },
	{ DAIS_OPTION_FLAG, 0, "password-stdin", NULL,
	    "add: the password is the first line of standard input", &args.password_stdin },
	{ DAIS_OPTION_STRING, 'a', "address", "URL",
	    "of the site, for links: https://meetings.example.org; the mail goes, too",
	    &args.address },
	{ DAIS_OPTION_STRING, 0, "scopes", "S,...", "token: what it may do, such as working.read",
	    &args.scopes },
	{ DAIS_OPTION_STRING, 0, "days", "N", "token: how long (default 90)", &args.days },
	{ DAIS_OPTION_FLAG, 0, "second-factor", NULL, "reset: turn the second factor off",
	    &args.second },
	{ DAIS_OPTION_STRING, 'k', "key-file", "FILE",
	    "key, seal: the keys that second factors are sealed with", &args.key_file },
	{ DAIS_OPTION_STRING, 0, "leaked", "FILE", "add: refuse passwords of this list (HIBP)",
	    &args.leaked },
	{ DAIS_OPTION_STRING, 'f', "format", "FORMAT", "list, log: text (default) or json",
	    &args.format },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_account_options(void)
{
	return options;
}

/* What all actions work with. */
struct work {
	struct dais_house *house;
	struct dais_arena *arena;
	struct dais_actor actor; /* the program */
	const char *who;         /* operand; NULL: none */
};

static const struct dais_client here = { DAIS_STR_INIT(""), DAIS_STR_INIT("dais account") };

/* ---- reading arguments ---- */

static bool
take_languages(struct dais_str list, dais_lang_set *ret, struct dais_err *err)
{
	struct dais_str one;
	while (dais_str_next(&list, ',', &one)) {
		enum dais_lang l;
		if (!dais_lang_parse(one, &l))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "\"%.*s\" is none of the six languages", DAIS_STR_ARG(one));
		*ret |= DAIS_LANG_BIT(l);
	}
	return true;
}

/* "translator@CTOC/COP/WG.3+untoc-2022:fr,ru". */
static bool
read_role(const char *text, struct dais_grant *ret, struct dais_err *err)
{
	struct dais_str rest = dais_str_from(text);
	*ret = (struct dais_grant){ 0 };
	size_t at = dais_str_find_char(rest, ':', 0);
	if (at != SIZE_MAX &&
	    !take_languages(dais_str_sub(rest, at + 1, rest.n), &ret->languages, err))
		return false;
	rest = dais_str_sub(rest, 0, at);
	at = dais_str_find_char(rest, '+', 0);
	if (at != SIZE_MAX)
		ret->package = dais_str_sub(rest, at + 1, rest.n);
	rest = dais_str_sub(rest, 0, at);
	at = dais_str_find_char(rest, '@', 0);
	if (at != SIZE_MAX)
		ret->body = dais_str_sub(rest, at + 1, rest.n);
	int role = dais_role_parse(dais_str_sub(rest, 0, at));
	if (role < 0) {
		dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" names no role", text);
		return dais_err_hint(err,
		    "Roles are administrator, secretariat, editor, translator, chair, bureau, "
		    "delegate, reader; with @BODY, +PACKAGE and :LANGUAGES behind them.");
	}
	ret->role = (enum dais_role)role;
	return true;
}

static bool
read_roles(struct dais_arena *a, dais_grant_vec *ret, struct dais_err *err)
{
	for (size_t i = 0; i < args.roles.n; i++)
		if (!read_role(args.roles.v[i], dais_vec_add(a, ret), err))
			return false;
	return true;
}

static bool
read_language(enum dais_lang *ret, struct dais_err *err)
{
	*ret = DAIS_LANG_EN;
	if (!args.language || dais_lang_parse(dais_str_from(args.language), ret))
		return true;
	return dais_err_set(
	    err, DAIS_ERR_INVALID, "\"%s\" is none of the six languages", args.language);
}

static bool
needs(const char *value, const char *what, const char *action, struct dais_err *err)
{
	return value ||
	       dais_err_set(err, DAIS_ERR_INVALID, "dais account %s needs %s", action, what);
}

/* The account that the operand names, by id or address. */
static bool
find(struct work *w, const char *action, struct dais_account *ret, struct dais_err *err)
{
	if (!needs(w->who, "the id or the address of an account", action, err))
		return false;
	struct dais_str who = dais_str_from(w->who);
	return dais_str_find_char(who, '@', 0) != SIZE_MAX
		   ? dais_account_find(w->house, who, w->arena, ret, err)
		   : dais_account_get(w->house, who, w->arena, ret, err);
}

static void
print_link(struct work *w, bool is_reset, enum dais_lang l, struct dais_str token)
{
	struct dais_str link =
	    dais_link_address(w->arena, args.address ? args.address : "", is_reset, l, token);
	(void)printf("%.*s\n", DAIS_STR_ARG(link));
}

/* ---- actions ---- */

/* The password of standard input, examined and kept. */
static bool
read_password(struct work *w, const struct dais_account *account,
    char ret_kept[DAIS_PASSWORD_KEPT_SIZE], struct dais_err *err)
{
	static const char *const faults[] = {
		[DAIS_PASSWORD_SHORT] = "it has fewer than 12 characters",
		[DAIS_PASSWORD_LONG] = "it has more than 256 bytes",
		[DAIS_PASSWORD_COMMON] = "it is among the first that are tried",
		[DAIS_PASSWORD_PERSONAL] = "it is too close to the name or the address",
		[DAIS_PASSWORD_NOT_TEXT] = "it is not UTF-8 text",
		[DAIS_PASSWORD_LEAKED] = "it is in the list of those that became known",
	};
	struct dais_str bytes, password;
	if (!dais_file_read(w->arena, "-", STDIN_MAX, &bytes, err))
		return false;
	if (!dais_str_next_line(&bytes, &password))
		password = DAIS_STR_NONE;
	enum dais_password_fault fault = dais_account_examine_password(
	    dais_house_accounts(w->house), password, account->name, account->email);
	if (fault != DAIS_PASSWORD_GOOD)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the password is refused: %s", faults[fault]);
	return dais_password_keep(password, ret_kept, err);
}

static bool
act_add(struct work *w, struct dais_err *err)
{
	struct dais_str id, token;
	char kept[DAIS_PASSWORD_KEPT_SIZE];
	struct dais_account account = { .id = dais_str_from(args.id),
		.name = dais_str_from(args.name ? args.name : args.email),
		.email = dais_str_from(args.email),
		.zone = dais_str_from(args.zone),
		.notices = true };
	if (!needs(args.email, "--email", "add", err) || !read_language(&account.language, err) ||
	    !read_roles(w->arena, &account.grants, err) ||
	    (args.password_stdin && !read_password(w, &account, kept, err)) ||
	    !dais_account_add(w->house, &w->actor, &account, w->arena, &id, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(id));
	if (args.password_stdin)
		return dais_credential_set_password(
		    w->house, id, dais_str_from(kept), DAIS_STR_NONE, &here, err);
	/* Without a password, a link to set one. */
	if (!dais_link_reset(w->house, &w->actor, id, args.address, w->arena, &token, err))
		return false;
	print_link(w, true, account.language, token);
	return true;
}

static bool
act_invite(struct work *w, struct dais_err *err)
{
	struct dais_str token;
	struct dais_link link = { .email = dais_str_from(args.email),
		.name = dais_str_from(args.name) };
	if (!needs(args.email, "--email", "invite", err) || !read_language(&link.language, err) ||
	    !read_roles(w->arena, &link.grants, err) ||
	    !dais_link_invite(w->house, &w->actor, &link, args.address, w->arena, &token, err))
		return false;
	print_link(w, false, link.language, token);
	return true;
}

static bool
act_reset(struct work *w, struct dais_err *err)
{
	struct dais_account account;
	struct dais_str token;
	if (!find(w, "reset", &account, err))
		return false;
	if (args.second) {
		if (!dais_second_reset(w->house, &w->actor, account.id, &here, err))
			return false;
		(void)printf("%.*s has no second factor any more\n", DAIS_STR_ARG(account.id));
		return true;
	}
	if (!dais_link_reset(w->house, &w->actor, account.id, args.address, w->arena, &token, err))
		return false;
	print_link(w, true, account.language, token);
	return true;
}

static bool
set_disabled(struct work *w, bool disabled, struct dais_err *err)
{
	struct dais_account account;
	if (!find(w, disabled ? "disable" : "enable", &account, err))
		return false;
	account.disabled = disabled;
	if (!dais_account_change(w->house, &w->actor, &account, err))
		return false;
	(void)printf("%.*s is %s\n", DAIS_STR_ARG(account.id), disabled ? "disabled" : "enabled");
	return true;
}

static bool
act_disable(struct work *w, struct dais_err *err)
{
	return set_disabled(w, true, err);
}

static bool
act_enable(struct work *w, struct dais_err *err)
{
	return set_disabled(w, false, err);
}

/* Replaces the roles by those of --role. */
static bool
act_roles(struct work *w, struct dais_err *err)
{
	struct dais_account account;
	if (!find(w, "roles", &account, err))
		return false;
	account.grants = (dais_grant_vec){ 0 };
	return read_roles(w->arena, &account.grants, err) &&
	       dais_account_change(w->house, &w->actor, &account, err);
}

static bool
read_scopes(unsigned *ret, struct dais_err *err)
{
	struct dais_str list = dais_str_from(args.scopes), one;
	while (dais_str_next(&list, ',', &one)) {
		int action = dais_action_parse(one);
		if (action < 0) {
			dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%.*s\" is no scope", DAIS_STR_ARG(one));
			return dais_err_hint(err, "man dais-account lists them.");
		}
		*ret |= 1u << (unsigned)action;
	}
	return true;
}

static bool
act_token(struct work *w, struct dais_err *err)
{
	struct dais_account account;
	struct dais_personal_token wanted = { .name = dais_str_from(
						  args.name ? args.name : "dais account") };
	int64_t days = TOKEN_DAYS;
	struct dais_str token;
	if (!find(w, "token", &account, err) || !needs(args.scopes, "--scopes", "token", err) ||
	    !read_scopes(&wanted.scopes, err))
		return false;
	if (args.days && !dais_str_to_int(dais_str_from(args.days), 1, 366, &days))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--days is \"%s\", not 1 to 366", args.days);
	wanted.ends_ms = dais_house_now_ms(w->house) + days * DAY_MS;
	const struct dais_actor owner = dais_account_actor(&account);
	if (!dais_personal_token_make(w->house, &owner, &wanted, &here, w->arena, &token, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(token));
	return true;
}

/* ---- keys ---- */

/* Seals all second factors with the first key of the file. */
static bool
act_seal(struct work *w, struct dais_err *err)
{
	struct dais_second_sealing done;
	if (!needs(args.key_file, "--key-file", "seal", err) ||
	    !dais_second_seal_all(w->house, &done, err))
		return false;
	(void)printf("second factors: %zu, sealed anew: %zu, without their key: %zu\n",
	    done.sealed + done.shut, done.anew, done.shut);
	if (!done.shut)
		return true;
	dais_err_set(err, DAIS_ERR_NOT_FOUND, "the keys of %zu second factors are not in %s",
	    done.shut, args.key_file);
	return dais_err_hint(
	    err, "Put the old key back, or turn them off: dais account reset --second-factor WHO");
}

/* A new key, before any record is opened. */
static bool
make_key(struct dais_arena *a, struct dais_err *err)
{
	struct dais_str name;
	if (!needs(args.key_file, "--key-file", "key", err) ||
	    !dais_seal_keys_add(a, args.key_file, &name, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(name));
	return true;
}

/* ---- lists ---- */

static void
put_languages(struct dais_buf *b, dais_lang_set languages)
{
	char before = ':';
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (languages & DAIS_LANG_BIT(l)) {
			dais_buf_put_char(b, before);
			dais_buf_puts(b, dais_lang_code((enum dais_lang)l));
			before = ',';
		}
}

/* As --role takes it. */
static void
put_role(struct dais_buf *b, const struct dais_grant *g)
{
	dais_buf_puts(b, dais_role_name(g->role));
	if (g->body.n)
		dais_buf_printf(b, "@%.*s", DAIS_STR_ARG(g->body));
	if (g->package.n)
		dais_buf_printf(b, "+%.*s", DAIS_STR_ARG(g->package));
	put_languages(b, g->languages);
}

static struct dais_str
role_words(struct dais_arena *a, const struct dais_grant *g)
{
	DAIS_BUF_AUTO b;
	dais_buf_init(&b, 4096);
	put_role(&b, g);
	return dais_buf_dup(&b, a);
}

static void
print_account(struct work *w, const struct dais_account *one)
{
	(void)printf("%-12.*s %.*s <%.*s>%s", DAIS_STR_ARG(one->id), DAIS_STR_ARG(one->name),
	    DAIS_STR_ARG(one->email), one->disabled ? " (disabled)" : "");
	for (size_t i = 0; i < one->grants.n; i++)
		(void)printf("%s%.*s", i ? " " : "  ",
		    DAIS_STR_ARG(role_words(w->arena, &one->grants.v[i])));
	(void)printf("\n");
}

static void
write_account(struct work *w, struct dais_json *json, const struct dais_account *one)
{
	dais_json_object(json);
	dais_json_pair(json, "id", one->id);
	dais_json_pair(json, "name", one->name);
	dais_json_pair(json, "email", one->email);
	dais_json_pair_c(json, "language", dais_lang_code(one->language));
	dais_json_pair_bool(json, "disabled", one->disabled);
	dais_json_key(json, "roles");
	dais_json_array(json);
	for (size_t i = 0; i < one->grants.n; i++)
		dais_json_str(json, role_words(w->arena, &one->grants.v[i]));
	dais_json_end(json);
	dais_json_end(json);
}

static bool
is_json(void)
{
	return args.format && strcmp(args.format, "json") == 0;
}

static bool
act_list(struct work *w, struct dais_err *err)
{
	dais_account_vec all;
	if (!dais_account_list(w->house, w->arena, &all, err))
		return false;
	if (!is_json()) {
		for (size_t i = 0; i < all.n; i++)
			print_account(w, &all.v[i]);
		(void)printf("%zu accounts\n", all.n);
		return true;
	}
	DAIS_BUF_AUTO out;
	dais_buf_init(&out, DAIS_BUF_MAX);
	struct dais_json json;
	dais_json_begin(&json, &out, false);
	dais_json_object(&json);
	dais_json_key(&json, "accounts");
	dais_json_array(&json);
	for (size_t i = 0; i < all.n; i++)
		write_account(w, &json, &all.v[i]);
	dais_json_end(&json);
	dais_json_end(&json);
	dais_json_finish(&json);
	return dais_cli_put(dais_buf_str(&out)) ||
	       dais_err_set(err, DAIS_ERR_IO, "the list could not be written");
}

/* "2026-11-26T14:05Z". */
static struct dais_str
moment(struct dais_arena *a, int64_t at_ms)
{
	int64_t minutes = at_ms / 60000;
	const struct dais_local at = { dais_date_from_days(minutes / 1440), (int)(minutes % 1440) };
	return dais_arena_concat(a, dais_local_print(a, at), DAIS_STR("Z"));
}

static bool
act_log(struct work *w, struct dais_err *err)
{
	struct dais_account account = { 0 };
	dais_audit_vec events;
	/* Without an operand: attempts that belong to no account. */
	if ((w->who && !find(w, "log", &account, err)) ||
	    !dais_audit_list(w->house, account.id, EVENTS_MAX, w->arena, &events, err))
		return false;
	for (size_t i = 0; i < events.n; i++) {
		(void)printf("%.*s %-20.*s ", DAIS_STR_ARG(moment(w->arena, events.v[i].at_ms)),
		    DAIS_STR_ARG(events.v[i].what));
		dais_cli_put_words(events.v[i].address, stdout);
		(void)printf("  ");
		dais_cli_put_words(events.v[i].agent, stdout);
		(void)printf("\n");
	}
	return true;
}

/* ---- the command ---- */

static const struct {
	const char *name;
	bool (*run)(struct work *w, struct dais_err *err);
} actions[] = {
	{ "add", act_add },
	{ "list", act_list },
	{ "disable", act_disable },
	{ "enable", act_enable },
	{ "invite", act_invite },
	{ "log", act_log },
	{ "reset", act_reset },
	{ "roles", act_roles },
	{ "seal", act_seal },
	{ "token", act_token },
};

static bool
run(const char *action, struct work *w, struct dais_err *err)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(actions[i].name, action) == 0)
			return actions[i].run(w, err);
	dais_err_set(err, DAIS_ERR_INVALID, "dais account cannot \"%s\"", action);
	return dais_err_hint(
	    err, "It can add, list, disable, enable, invite, key, log, reset, roles, seal, token.");
}

static bool
check(size_t n, bool is_key, struct dais_err *err)
{
	if (n == 0) {
		dais_err_set(err, DAIS_ERR_INVALID, "dais account needs an action");
		return dais_err_hint(err, "As in: dais account list --db meetings.db");
	}
	if (!args.db && !is_key) {
		dais_err_set(err, DAIS_ERR_INVALID, "no record is named");
		return dais_err_hint(err, "Name it: --db meetings.db. dais db init makes one.");
	}
	if (args.format && !is_json() && strcmp(args.format, "text") != 0) {
		dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a format", args.format);
		return dais_err_hint(err, "Formats are text and json.");
	}
	return true;
}

int
dais_cmd_account(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *operands[2] = { NULL, NULL };
	size_t n = 0;
	if (!dais_option_parse(argc, argv, options, operands, 2, &n, &err))
		return dais_cli_error(&err);
	bool is_key = n && strcmp(operands[0], "key") == 0;
	if (!check(n, is_key, &err) || (is_key && !make_key(a, &err)))
		return dais_cli_error(&err);
	if (is_key)
		return DAIS_EXIT_OK;
	struct work w = { .arena = a, .actor = dais_actor_program(), .who = operands[1] };
	struct dais_account_settings settings = { 0 };
	const struct dais_house_options house = { .store = { .where = args.db },
		.accounts = &settings };
	bool ok = (!args.key_file || dais_seal_keys_read(a, args.key_file, &settings.keys, &err)) &&
		  (!args.leaked || dais_leaked_open(a, args.leaked, &settings.leaked, &err)) &&
		  dais_house_open(&house, &w.house, &err) && run(operands[0], &w, &err);
	if (w.house)
		dais_house_close(w.house);
	return ok ? DAIS_EXIT_OK : dais_cli_error(&err);
}
