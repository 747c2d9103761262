/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais serve: portal, desk and interface for programs over one record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/serve_priv.h"

#define HOSTS_MAX 32u
#define SECRET_MAX ((size_t)4096)

static struct {
	const char *db, *listen, *address, *name, *certificate, *key, *log;
	const char *mail, *mail_from, *mail_user, *mail_tls, *authorities;
	const char *provider, *provider_client, *provider_name;
	const char *second, *key_file, *leaked;
	struct dais_option_list hosts, proxies;
	bool no_fence, quiet, private_hooks, check;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'd', "db", "WHERE",
	    DAIS_MESSAGE("the record: a file, or postgres://..."), &args.db },
	{ DAIS_OPTION_STRING, 'l', "listen", "ADDRESS",
	    DAIS_MESSAGE("127.0.0.1:8080 (default), [::]:443, unix:/run/dais.sock"), &args.listen },
	{ DAIS_OPTION_STRING, 'a', "address", "URL",
	    DAIS_MESSAGE("how others reach it: https://meetings.example.org"), &args.address },
	{ DAIS_OPTION_STRING, 'n', "name", "NAME",
	    DAIS_MESSAGE("name of the organization, in the heading"), &args.name },
	{ DAIS_OPTION_STRING, 0, "certificate", "FILE",
	    DAIS_MESSAGE("certificate (PEM): serve by TLS"), &args.certificate },
	{ DAIS_OPTION_STRING, 0, "key", "FILE", DAIS_MESSAGE("its key (PEM)"), &args.key },
	{ DAIS_OPTION_LIST, 0, "host", "NAME", DAIS_MESSAGE("a name it answers to (default: any)"),
	    &args.hosts },
	{ DAIS_OPTION_LIST, 0, "proxy", "ADDRESS",
	    DAIS_MESSAGE("a proxy whose X-Forwarded-For is believed"), &args.proxies },
	{ DAIS_OPTION_STRING, 0, "allowance", "N",
	    DAIS_MESSAGE("requests a minute that one address may make (default 6000)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_ALLOWANCE] },
	{ DAIS_OPTION_STRING, 0, "connections", "N",
	    DAIS_MESSAGE("connections that one address may have (default 4000)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_CONNECTIONS] },
	{ DAIS_OPTION_STRING, 0, "arrivals", "N",
	    DAIS_MESSAGE("connections a minute that one address may open (default three times "
			 "--connections)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_ARRIVALS] },
	{ DAIS_OPTION_STRING, 0, "all-connections", "N",
	    DAIS_MESSAGE("connections of all together (default 20000)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_ALL] },
	{ DAIS_OPTION_STRING, 0, "memory-in", "SIZE",
	    DAIS_MESSAGE("memory of all requests that are coming, 2M to 1T (default 64M)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_MEMORY_IN] },
	{ DAIS_OPTION_STRING, 0, "memory-out", "SIZE",
	    DAIS_MESSAGE("memory of all replies that are going, 8M to 1T (default 256M)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_MEMORY_OUT] },
	{ DAIS_OPTION_STRING, 0, "disk-in", "SIZE",
	    DAIS_MESSAGE("disk for all long files that are coming, 1M to 64T (default 4G)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_DISK_IN] },
	{ DAIS_OPTION_STRING, 0, "wait-idle", "TIME",
	    DAIS_MESSAGE("for the next request of a connection, 1s to 1h (default 60s)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_IDLE] },
	{ DAIS_OPTION_STRING, 0, "wait-head", "TIME",
	    DAIS_MESSAGE("for a TLS handshake and the head of a request, 1s to 2min (default 20s)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_HEAD] },
	{ DAIS_OPTION_STRING, 0, "wait-body", "TIME",
	    DAIS_MESSAGE(
		"for its body, what it takes at --slowest besides, 1s to 1h (default 30s)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_BODY] },
	{ DAIS_OPTION_STRING, 0, "wait-reply", "TIME",
	    DAIS_MESSAGE("until a reply is taken, likewise, 1s to 1h (default 60s)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_REPLY] },
	{ DAIS_OPTION_STRING, 0, "wait-end", "TIME",
	    DAIS_MESSAGE(
		"for what is under way when it is told to stop, 1s to 10min (default 10s)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_END] },
	{ DAIS_OPTION_STRING, 0, "slowest", "SIZE",
	    DAIS_MESSAGE(
		"bytes a second of the slowest line that is waited for, 1K to 1M (default 8K)"),
	    &dais_serve_limit_texts[DAIS_LIMIT_SLOWEST] },
	{ DAIS_OPTION_STRING, 0, "mail", "URL",
	    DAIS_MESSAGE("mail server: smtp://host:587 or smtps://host:465"), &args.mail },
	{ DAIS_OPTION_STRING, 0, "mail-from", "ADDRESS", DAIS_MESSAGE("sender of its mails"),
	    &args.mail_from },
	{ DAIS_OPTION_STRING, 0, "mail-user", "NAME", DAIS_MESSAGE("user at the mail server"),
	    &args.mail_user },
	{ DAIS_OPTION_STRING, 0, "mail-tls", "HOW",
	    DAIS_MESSAGE("required (default), if-offered, none"), &args.mail_tls },
	{ DAIS_OPTION_STRING, 0, "authorities", "FILE",
	    DAIS_MESSAGE(
		"certificates (PEM) that servers are held against (default: the system's)"),
	    &args.authorities },
	{ DAIS_OPTION_STRING, 0, "provider", "URL",
	    DAIS_MESSAGE("OpenID Connect provider to sign in with"), &args.provider },
	{ DAIS_OPTION_STRING, 0, "provider-client", "ID",
	    DAIS_MESSAGE("the id it knows this site by"), &args.provider_client },
	{ DAIS_OPTION_STRING, 0, "provider-name", "NAME", DAIS_MESSAGE("what people call it"),
	    &args.provider_name },
	{ DAIS_OPTION_STRING, 0, "second-factor", "WHO",
	    DAIS_MESSAGE("roles that need one: administrator (default unless on this machine "
			 "alone), all, none"),
	    &args.second },
	{ DAIS_OPTION_STRING, 0, "key-file", "FILE",
	    DAIS_MESSAGE("keys that second factors are sealed with (dais account key)"),
	    &args.key_file },
	{ DAIS_OPTION_STRING, 0, "leaked", "FILE",
	    DAIS_MESSAGE("passwords that are refused: SHA-1 in order, as HIBP gives them"),
	    &args.leaked },
	{ DAIS_OPTION_STRING, 0, "log", "FILE",
	    DAIS_MESSAGE("one line of JSON a request; - is standard error"), &args.log },
	{ DAIS_OPTION_FLAG, 0, "private-hooks", NULL,
	    DAIS_MESSAGE("let webhooks go to private networks"), &args.private_hooks },
	{ DAIS_OPTION_FLAG, 0, "no-fence", NULL,
	    DAIS_MESSAGE("without seccomp and Landlock (for debuggers)"), &args.no_fence },
	{ DAIS_OPTION_FLAG, 0, "check", NULL,
	    DAIS_MESSAGE("say what is wrong with these settings, and serve nothing"), &args.check },
	{ DAIS_OPTION_FLAG, 'q', "quiet", NULL, DAIS_MESSAGE("do not print the address"),
	    &args.quiet },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_serve_options(void)
{
	return options;
}

/* A secret is never an argument, which everyone on the machine can see: it is in the folder of
 * credentials that systemd gives (systemd.exec, CREDENTIALS), or in the environment. */
static const char *
secret(struct dais_arena *a, const char *credential, const char *variable)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_str bytes;

	if (folder &&
	    dais_file_read(a, dais_file_join(a, folder, credential), SECRET_MAX, &bytes, &none))
		return dais_arena_cstr(a, dais_str_trim(bytes));
	return getenv(variable);
}

static bool
mail_tls(enum dais_mail_tls *ret, struct dais_err *err)
{
	static const char *const names[] = { "required", "if-offered", "none" };
	static const enum dais_mail_tls values[] = { DAIS_MAIL_TLS_REQUIRED,
		DAIS_MAIL_TLS_IF_OFFERED, DAIS_MAIL_TLS_NONE };

	*ret = DAIS_MAIL_TLS_REQUIRED;
	for (size_t i = 0; args.mail_tls && i < sizeof(names) / sizeof(names[0]); i++)
		if (dais_str_is(dais_str_from(args.mail_tls), names[i])) {
			*ret = values[i];
			return true;
		}
	if (!args.mail_tls)
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "--mail-tls is \"%s\"", args.mail_tls);
	return dais_err_hint(err, "It is required, if-offered or none.");
}

/* Links in mails, feeds and calendars begin with it; those of pages begin with "/". */
static bool
check_address(struct dais_err *err)
{
	struct dais_str s = dais_str_from(args.address), rest;
	size_t scheme = dais_str_find(s, DAIS_STR("://"), 0);

	if (!args.address)
		return true;
	if (!dais_str_has_prefix(s, DAIS_STR("https://")) &&
	    !dais_str_has_prefix(s, DAIS_STR("http://"))) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "--address is \"%s\", which does not begin with https:// or http://",
		    args.address);
		return dais_err_hint(err, "As in --address https://meetings.example.org.");
	}
	rest = dais_str_sub(s, scheme + 3, s.n);
	if (rest.n && dais_str_find_char(rest, '/', 0) >= rest.n - 1)
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "--address is \"%s\", which is not a name alone", args.address);
	return dais_err_hint(err,
	    "The site takes a whole name: https://meetings.example.org, not a path on another.");
}

static bool
mail_settings(struct dais_arena *a, struct dais_outbox_settings *ret, struct dais_err *err)
{
	size_t at;

	*ret = (struct dais_outbox_settings){ .domain = "localhost" };
	if (!mail_tls(&ret->server.tls, err))
		return false;
	if (!args.mail && (args.mail_from || args.mail_user || args.mail_tls)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "no mail server is named");
		return dais_err_hint(err, "As in --mail smtp://host:587.");
	}
	if (!args.mail)
		return true;
	if (!dais_mail_is_server(args.mail, err))
		return false;
	if (!args.mail_from || !dais_mail_is_address(dais_str_from(args.mail_from))) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "--mail needs --mail-from with an address");
		return dais_err_hint(err, "As in --mail-from secretariat@example.org.");
	}
	at = dais_str_find_char(dais_str_from(args.mail_from), '@', 0);
	ret->domain = args.mail_from + at + 1;
	ret->from =
	    (struct dais_mail_address){ dais_str_from(args.name), dais_str_from(args.mail_from) };
	ret->server = (struct dais_mail_server){ .url = args.mail,
		.user = args.mail_user,
		.password = secret(a, "smtp-password", "DAIS_SMTP_PASSWORD"),
		.tls = ret->server.tls,
		.authorities = args.authorities };
	return true;
}

/* Whether @address ("127.0.0.1:8080", "http://localhost/", "unix:...") is this machine's own. */
static bool
is_here(const char *address)
{
	struct dais_str s = dais_str_from(address);
	size_t scheme = dais_str_find(s, DAIS_STR("://"), 0);

	if (dais_str_has_prefix(s, DAIS_STR("unix:")))
		return true;
	s = dais_str_sub(s, scheme == SIZE_MAX ? 0 : scheme + 3, s.n);
	if (dais_str_has_prefix(s, DAIS_STR("[::1]")))
		return true;
	s = dais_str_sub(s, 0, dais_str_find_char(s, '/', 0));
	s = dais_str_sub(s, 0, dais_str_find_char(s, ':', 0));
	if (dais_str_is(s, "localhost"))
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '.' && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	return dais_str_has_prefix(s, DAIS_STR("127."));
}

/* The file of keys that was named, or that systemd gives. */
static const char *
key_file(struct dais_arena *a)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	const char *given = folder ? dais_file_join(a, folder, "account-keys") : NULL;

	if (args.key_file)
		return args.key_file;
	return given && dais_file_exists(given) ? given : NULL;
}

static bool
account_settings(struct dais_arena *a, const char *listen, struct dais_account_settings *ret,
    struct dais_err *err)
{
	const char *keys = key_file(a);
	bool here = is_here(listen) && (!args.address || is_here(args.address));

	if (!dais_account_read_roles(dais_str_from(args.second ? args.second
						   : here      ? "none"
							       : "administrator"),
		&ret->second_roles, err))
		return dais_err_context(err, "while reading --second-factor");
	return (!keys || dais_seal_keys_read(a, keys, &ret->keys, err)) &&
	       (!args.leaked || dais_leaked_open(a, args.leaked, &ret->leaked, err));
}

static bool
check(struct dais_err *err)
{
	if (!args.db) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "no record to serve");
		return dais_err_hint(err,
		    "Name it: --db meetings.db. dais db init makes one, dais db import fills it.");
	}
	if (!args.certificate != !args.key) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "--certificate and --key need one another");
		return dais_err_hint(err, "As in --certificate fullchain.pem --key key.pem.");
	}
	if (!args.provider != !args.provider_client) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "--provider and --provider-client need one another");
		return dais_err_hint(
		    err, "As in --provider https://id.example.org --provider-client meetings.");
	}
	return true;
}

int
dais_cmd_serve(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_serving s = { 0 };
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, NULL, 0, &n, &err) || !check(&err))
		return dais_cli_error(&err);
	s.listen = args.listen ? args.listen : "127.0.0.1:8080";
	if (!check_address(&err) || !account_settings(a, s.listen, &s.accounts, &err) ||
	    !mail_settings(a, &s.background.outbox, &err) ||
	    !dais_serve_limits_read(&s.limits, &err))
		return dais_cli_error(&err);
	s.db = args.db;
	s.address = args.address;
	s.name = args.name;
	s.certificate = args.certificate;
	s.key = args.key;
	s.hosts = &args.hosts;
	s.proxies = &args.proxies;
	s.log = args.log;
	if (args.provider)
		s.provider = (struct dais_account_provider){ .issuer = args.provider,
			.client = args.provider_client,
			.name = args.provider_name,
			.authorities = args.authorities,
			.secret = secret(a, "provider-secret", "DAIS_PROVIDER_SECRET") };
	s.fence = !args.no_fence;
	s.private_hooks = args.private_hooks;
	s.quiet = args.quiet;
	if (args.check)
		return dais_serve_check(&s);
	return dais_serve_run(&s, &err) ? DAIS_EXIT_OK : dais_cli_error(&err);
}
