/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of dais account: accounts with their roles, what happened to them.
 */
#include "cli/account_priv.h"
#include "mark/json.h"
#include "service/account/session.h"

#define EVENTS_MAX ((size_t)200)

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
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 4096);
	put_role(&b, g);
	return dais_buf_dup(&b, a);
}

static void
print_account(struct account_work *w, const struct dais_account *one)
{
	(void)printf("%-12.*s %.*s <%.*s>%s", DAIS_STR_ARG(one->id), DAIS_STR_ARG(one->name),
	    DAIS_STR_ARG(one->email), one->disabled ? " (disabled)" : "");
	for (size_t i = 0; i < one->grants.n; i++)
		(void)printf("%s%.*s", i ? " " : "  ",
		    DAIS_STR_ARG(role_words(w->arena, &one->grants.v[i])));
	(void)printf("\n");
}

static void
write_account(struct account_work *w, struct dais_json *json, const struct dais_account *one)
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

bool
account_list(struct account_work *w, struct dais_err *err)
{
	dais_account_vec all;
	if (!dais_account_list(w->house, w->arena, &all, err))
		return false;
	if (!w->args->format || strcmp(w->args->format, "json") != 0) {
		for (size_t i = 0; i < all.n; i++)
			print_account(w, &all.v[i]);
		dais_cli_say(stdout, all.n == 1 ? "%zu account" : "%zu accounts", all.n);
		return true;
	}
	DAIS_BUF_AUTO out = { 0 };
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

bool
account_log(struct account_work *w, struct dais_err *err)
{
	struct dais_account account = { 0 };
	dais_audit_vec events;
	/* Without an operand: attempts that belong to no account. */
	if ((w->who && !account_of_operand(w, "log", &account, err)) ||
	    !dais_audit_list(w->house, account.id, EVENTS_MAX, w->arena, &events, err))
		return false;
	for (size_t i = 0; i < events.n; i++) {
		(void)printf("%.*sZ %-20.*s ",
		    DAIS_STR_ARG(dais_local_print(w->arena, dais_local_from_ms(events.v[i].at_ms))),
		    DAIS_STR_ARG(events.v[i].what));
		dais_cli_put_words(events.v[i].address, stdout);
		(void)printf("  ");
		dais_cli_put_words(events.v[i].agent, stdout);
		(void)printf("\n");
	}
	return true;
}
