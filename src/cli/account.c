/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais account: accounts from the command line, by whoever may write the record.
 */
#include "cli/account_priv.h"
#include "service/account/link.h"
#include "service/account/personal_token.h"
#include "service/account/second.h"
#include "service/account/settings.h"

#define TOKEN_DAYS 90

static struct account_args args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'd', "db", "WHERE",
	    DAIS_MESSAGE("the record: a file, or postgres://..."), &args.db },
	{ DAIS_OPTION_STRING, 'e', "email", "ADDRESS",
	    DAIS_MESSAGE("add, invite: its e-mail address"), &args.email },
	{ DAIS_OPTION_STRING, 'n', "name", "NAME",
	    DAIS_MESSAGE("add, invite: of the person; token: of the token"), &args.name },
	{ DAIS_OPTION_STRING, 'i', "id", "ID",
	    DAIS_MESSAGE("add: how the log names it (default: drawn by lot)"), &args.id },
	{ DAIS_OPTION_LIST, 'r', "role", "ROLE",
	    DAIS_MESSAGE("ROLE, ROLE@BODY, ROLE+PACKAGE, translator:fr,ru; may be given again"),
	    &args.roles },
	{ DAIS_OPTION_STRING, 'l', "language", "L",
	    DAIS_MESSAGE("add, invite: ar, zh, en (default), fr, ru, es"), &args.language },
	{ DAIS_OPTION_STRING, 'z', "zone", "ZONE", DAIS_MESSAGE("add: such as Europe/Vienna"),
	    &args.zone },
	{ DAIS_OPTION_FLAG, 0, "password-stdin", NULL,
	    DAIS_MESSAGE("add: the password is the first line of standard input"),
	    &args.password_stdin },
	{ DAIS_OPTION_STRING, 'a', "address", "URL",
	    DAIS_MESSAGE(
		"of the site, for links: https://meetings.example.org; the mail goes, too"),
	    &args.address },
	{ DAIS_OPTION_STRING, 0, "scopes", "S,...",
	    DAIS_MESSAGE("token: what it may do, such as working.read"), &args.scopes },
	{ DAIS_OPTION_STRING, 0, "days", "N", DAIS_MESSAGE("token: how long (default 90)"),
	    &args.days },
	{ DAIS_OPTION_FLAG, 0, "second-factor", NULL,
	    DAIS_MESSAGE("reset: turn the second factor off"), &args.second },
	{ DAIS_OPTION_STRING, 'k', "key-file", "FILE",
	    DAIS_MESSAGE("key, seal: the keys that second factors are sealed with"),
	    &args.key_file },
	{ DAIS_OPTION_STRING, 0, "leaked", "FILE",
	    DAIS_MESSAGE("add: refuse passwords of this list (HIBP)"), &args.leaked },
	{ DAIS_OPTION_STRING, 'f', "format", "FORMAT",
	    DAIS_MESSAGE("list, log: text (default) or json"), &args.format },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_account_options(void)
{
	return options;
}

static const struct dais_client here = { DAIS_STR_INIT(""), DAIS_STR_INIT("dais account") };

static void
print_link(struct account_work *w, bool is_reset, enum dais_lang l, struct dais_str token)
{
	struct dais_str link =
	    dais_link_address(w->arena, args.address ? args.address : "", is_reset, l, token);
	(void)printf("%.*s\n", DAIS_STR_ARG(link));
	if (!args.address)
		dais_cli_say(stderr,
		    "Give this link, behind the address of the site, to its reader, who sets a "
		    "password there. With --address URL it is whole, and the mail goes, too.");
}

static void
say_lack_of_roles(const struct dais_account *account, struct dais_str id)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!account->grants.n)
		dais_cli_say(stderr,
		    "%.*s has no role yet: dais account roles %.*s --db %.*s --role ROLE",
		    DAIS_STR_ARG(id), DAIS_STR_ARG(id),
		    DAIS_STR_ARG(dais_cli_typed(a, dais_store_place(a, args.db))));
}

/* ---- actions ---- */

static bool
act_add(struct account_work *w, struct dais_err *err)
{
	struct dais_str id, token;
	char kept[DAIS_PASSWORD_KEPT_SIZE];
	struct dais_account account = { .id = dais_str_from(args.id),
		.name = dais_str_from(args.name ? args.name : args.email),
		.email = dais_str_from(args.email),
		.zone = dais_str_from(args.zone),
		.notices = true };
	if (!account_needs(args.email, "--email", "add", err) ||
	    !account_read_language(args.language, &account.language, err) ||
	    !account_read_roles(w, &account.grants, err) ||
	    (args.password_stdin && !account_read_password(w, &account, kept, err)) ||
	    !dais_account_add(w->house, &w->actor, &account, w->arena, &id, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(id));
	say_lack_of_roles(&account, id);
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
act_invite(struct account_work *w, struct dais_err *err)
{
	struct dais_str token;
	struct dais_link link = { .email = dais_str_from(args.email),
		.name = dais_str_from(args.name) };
	if (!account_needs(args.email, "--email", "invite", err) ||
	    !account_read_language(args.language, &link.language, err) ||
	    !account_read_roles(w, &link.grants, err) ||
	    !dais_link_invite(w->house, &w->actor, &link, args.address, w->arena, &token, err))
		return false;
	print_link(w, false, link.language, token);
	return true;
}

static bool
act_reset(struct account_work *w, struct dais_err *err)
{
	struct dais_account account;
	struct dais_str token;
	if (!account_of_operand(w, "reset", &account, err))
		return false;
	if (args.second) {
		if (!dais_second_reset(w->house, &w->actor, account.id, &here, err))
			return false;
		dais_cli_say(
		    stdout, "%.*s has no second factor any more", DAIS_STR_ARG(account.id));
		return true;
	}
	if (!dais_link_reset(w->house, &w->actor, account.id, args.address, w->arena, &token, err))
		return false;
	print_link(w, true, account.language, token);
	return true;
}

static bool
set_disabled(struct account_work *w, bool disabled, struct dais_err *err)
{
	struct dais_account account;
	if (!account_of_operand(w, disabled ? "disable" : "enable", &account, err))
		return false;
	account.disabled = disabled;
	if (!dais_account_change(w->house, &w->actor, &account, NULL, err))
		return false;
	dais_cli_say(
	    stdout, disabled ? "%.*s is disabled" : "%.*s is enabled", DAIS_STR_ARG(account.id));
	return true;
}

static bool
act_disable(struct account_work *w, struct dais_err *err)
{
	return set_disabled(w, true, err);
}

static bool
act_enable(struct account_work *w, struct dais_err *err)
{
	return set_disabled(w, false, err);
}

/* Replaces the roles by those of --role. */
static bool
act_roles(struct account_work *w, struct dais_err *err)
{
	struct dais_account account;
	if (!account_of_operand(w, "roles", &account, err))
		return false;
	account.grants = (dais_grant_vec){ 0 };
	return account_read_roles(w, &account.grants, err) &&
	       dais_account_change(w->house, &w->actor, &account, NULL, err);
}

static bool
act_token(struct account_work *w, struct dais_err *err)
{
	struct dais_account account;
	struct dais_personal_token wanted = { .name = dais_str_from(
						  args.name ? args.name : "dais account") };
	int64_t days = TOKEN_DAYS;
	struct dais_str token;
	if (!account_of_operand(w, "token", &account, err) ||
	    !account_needs(args.scopes, "--scopes", "token", err) ||
	    !account_read_scopes(args.scopes, &wanted.scopes, err))
		return false;
	if (args.days && !dais_str_to_int(dais_str_from(args.days), 1, 366, &days))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--days is \"%s\", not 1 to 366", args.days);
	wanted.ends_ms = dais_house_now_ms(w->house) + days * DAIS_DAY_MS;
	const struct dais_actor owner = dais_account_actor(&account);
	if (!dais_personal_token_make(w->house, &owner, &wanted, &here, w->arena, &token, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(token));
	return true;
}

/* ---- keys ---- */

/* Seals all second factors with the first key of the file. */
static bool
act_seal(struct account_work *w, struct dais_err *err)
{
	struct dais_second_sealing done;
	if (!account_needs(args.key_file, "--key-file", "seal", err) ||
	    !dais_second_seal_all(w->house, &done, err))
		return false;
	dais_cli_say(stdout, "second factors: %zu, sealed anew: %zu, without their key: %zu",
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
	if (!account_needs(args.key_file, "--key-file", "key", err) ||
	    !dais_seal_keys_add(a, args.key_file, &name, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(name));
	return true;
}

/* ---- the command ---- */

static const struct account_action {
	const char *name;
	bool (*run)(struct account_work *w, struct dais_err *err);
} actions[] = {
	{ "add", act_add },
	{ "list", account_list },
	{ "disable", act_disable },
	{ "enable", act_enable },
	{ "invite", act_invite },
	{ "log", account_log },
	{ "reset", act_reset },
	{ "roles", act_roles },
	{ "seal", act_seal },
	{ "token", act_token },
};

/* NULL: there is none of that name. */
static const struct account_action *
find(const char *name, struct dais_err *err)
{
	struct dais_near near = { .word = dais_str_from(name) };

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
		dais_near_try(&near, dais_str_from(actions[i].name));
	}
	dais_err_set(err, DAIS_ERR_INVALID, "dais account cannot \"%s\"", name);
	if (near.best.n)
		dais_err_hint(err, "Did you mean \"%s\"?", near.best.p);
	else
		dais_err_hint(err,
		    "It can add, list, disable, enable, invite, key, log, reset, roles, seal, "
		    "token.");
	return NULL;
}

static bool
check(size_t n, const char *what, bool is_key, struct dais_err *err)
{
	if (n == 0) {
		dais_err_set(err, DAIS_ERR_INVALID, "dais account needs an action");
		return dais_err_hint(err, "As in: dais account list --db meetings.db");
	}
	if (!args.db && !is_key) {
		if (!find(what, err))
			return false;
		dais_err_set(err, DAIS_ERR_INVALID, "no record is named");
		return dais_err_hint(err, "Name it: --db meetings.db. dais db init makes one.");
	}
	if (args.format && strcmp(args.format, "json") != 0 && strcmp(args.format, "text") != 0) {
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
	if (!check(n, operands[0], is_key, &err) || (is_key && !make_key(a, &err)))
		return dais_cli_error(&err);
	if (is_key)
		return DAIS_EXIT_OK;
	const struct account_action *action = find(operands[0], &err);
	if (!action)
		return dais_cli_error(&err);
	struct account_work w = {
		.arena = a, .actor = dais_actor_program(), .args = &args, .who = operands[1]
	};
	struct dais_account_settings settings = { 0 };
	const struct dais_house_options house = { .store = { .where = args.db },
		.accounts = &settings };
	bool ok = (!args.key_file || dais_seal_keys_read(a, args.key_file, &settings.keys, &err)) &&
		  (!args.leaked || dais_leaked_open(a, args.leaked, &settings.leaked, &err)) &&
		  dais_house_open(&house, &w.house, &err) && action->run(&w, &err);
	if (w.house)
		dais_house_close(w.house);
	return ok ? DAIS_EXIT_OK : dais_cli_error(&err);
}
