/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of permissions: the only place that says which role may do what.
 */
#include "service/actor/actor.h"

#include "base/buf.h"

/* How far a role carries an action. */
enum reach {
	NO,     /* not at all */
	WITHIN, /* the body with those below it, and the package, of the grant */
	WORDS /* the same, in the languages of the grant; what belongs to no single language only
	       * with a grant of all languages */
};

static const char *const role_names[DAIS_ROLE_COUNT] = {
	[DAIS_ROLE_ADMINISTRATOR] = "administrator",
	[DAIS_ROLE_SECRETARIAT] = "secretariat",
	[DAIS_ROLE_EDITOR] = "editor",
	[DAIS_ROLE_TRANSLATOR] = "translator",
	[DAIS_ROLE_CHAIR] = "chair",
	[DAIS_ROLE_BUREAU] = "bureau",
	[DAIS_ROLE_DELEGATE] = "delegate",
	[DAIS_ROLE_READER] = "reader",
};

static const char *const action_names[DAIS_ACTION_COUNT] = {
	[DAIS_ACTION_READ_WORKING] = "working.read",
	[DAIS_ACTION_READ_RESTRICTED] = "restricted.read",
	[DAIS_ACTION_CREATE_PACKAGE] = "package.create",
	[DAIS_ACTION_EDIT_MEETING] = "meeting.edit",
	[DAIS_ACTION_EDIT_ITEMS] = "item.edit",
	[DAIS_ACTION_EDIT_TEXT] = "text.edit",
	[DAIS_ACTION_EDIT_DOCUMENTS] = "document.edit",
	[DAIS_ACTION_SET_VERSION] = "version.set",
	[DAIS_ACTION_EDIT_TIMETABLE] = "timetable.edit",
	[DAIS_ACTION_RELEASE] = "package.release",
	[DAIS_ACTION_SEND_NOTICE] = "notice.send",
	[DAIS_ACTION_APPROVE_FORMAT] = "format.approve",
	[DAIS_ACTION_ANSWER_SILENCE] = "silence.answer",
	[DAIS_ACTION_UNDO] = "change.undo",
	[DAIS_ACTION_MANAGE_ACCOUNTS] = "account.manage",
	[DAIS_ACTION_MANAGE_WEBHOOKS] = "webhook.manage",
	[DAIS_ACTION_READ_LOG] = "log.read",
	[DAIS_ACTION_OWN_ACCOUNT] = "account.own",
};

/* What is not named here is not allowed. OWN_ACCOUNT needs no role: an account is enough. */
static const enum reach table[DAIS_ROLE_COUNT][DAIS_ACTION_COUNT] = {
	/* Keeps the keys, not the record: whoever gives out roles does not write the agenda. */
	[DAIS_ROLE_ADMINISTRATOR] = {
		[DAIS_ACTION_MANAGE_ACCOUNTS] = WITHIN,
		[DAIS_ACTION_MANAGE_WEBHOOKS] = WITHIN,
		[DAIS_ACTION_READ_LOG] = WITHIN,
	},
	[DAIS_ROLE_SECRETARIAT] = {
		[DAIS_ACTION_READ_WORKING] = WITHIN,
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
		[DAIS_ACTION_CREATE_PACKAGE] = WITHIN,
		[DAIS_ACTION_EDIT_MEETING] = WITHIN,
		[DAIS_ACTION_EDIT_ITEMS] = WITHIN,
		[DAIS_ACTION_EDIT_TEXT] = WITHIN,
		[DAIS_ACTION_EDIT_DOCUMENTS] = WITHIN,
		[DAIS_ACTION_SET_VERSION] = WITHIN,
		[DAIS_ACTION_EDIT_TIMETABLE] = WITHIN,
		[DAIS_ACTION_RELEASE] = WITHIN,
		[DAIS_ACTION_SEND_NOTICE] = WITHIN,
		[DAIS_ACTION_APPROVE_FORMAT] = WITHIN,
		[DAIS_ACTION_ANSWER_SILENCE] = WITHIN,
		[DAIS_ACTION_UNDO] = WITHIN,
		[DAIS_ACTION_READ_LOG] = WITHIN,
	},
	[DAIS_ROLE_EDITOR] = {
		[DAIS_ACTION_READ_WORKING] = WITHIN,
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
		[DAIS_ACTION_EDIT_ITEMS] = WORDS,
		[DAIS_ACTION_EDIT_TEXT] = WORDS,
		[DAIS_ACTION_EDIT_DOCUMENTS] = WORDS,
		[DAIS_ACTION_SET_VERSION] = WORDS,
	},
	[DAIS_ROLE_TRANSLATOR] = {
		[DAIS_ACTION_READ_WORKING] = WITHIN,
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
		[DAIS_ACTION_EDIT_TEXT] = WORDS,
		[DAIS_ACTION_SET_VERSION] = WORDS,
	},
	/* The format of a meeting is changed with the approval of the bureau (R-HYB-06): chair and
	 * members give it, or the secretariat records one given elsewhere; to put the format in
	 * force is the secretariat's. They are also whom silence procedures ask. */
	[DAIS_ROLE_CHAIR] = {
		[DAIS_ACTION_READ_WORKING] = WITHIN,
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
		[DAIS_ACTION_APPROVE_FORMAT] = WITHIN,
		[DAIS_ACTION_ANSWER_SILENCE] = WITHIN,
	},
	[DAIS_ROLE_BUREAU] = {
		[DAIS_ACTION_READ_WORKING] = WITHIN,
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
		[DAIS_ACTION_APPROVE_FORMAT] = WITHIN,
		[DAIS_ACTION_ANSWER_SILENCE] = WITHIN,
	},
	[DAIS_ROLE_DELEGATE] = {
		[DAIS_ACTION_READ_RESTRICTED] = WITHIN,
	},
};

static bool
is_among(struct dais_str key, const struct dais_matter *matter)
{
	for (size_t i = 0; i < matter->n_bodies; i++)
		if (dais_str_eq(matter->bodies[i], key))
			return true;
	return false;
}

static bool
reaches(const struct dais_grant *g, enum dais_action action, const struct dais_matter *matter)
{
	enum reach reach = table[g->role][action];
	if (reach == NO)
		return false;
	if (g->body.n && !is_among(g->body, matter))
		return false;
	if (g->package.n && !dais_str_eq(g->package, matter->package))
		return false;
	if (reach == WITHIN || g->languages == 0 || g->languages == DAIS_LANG_ALL)
		return true;
	return matter->language && (g->languages & DAIS_LANG_BIT(*matter->language));
}

/* Nobody, and tokens without the scope, may nothing, whatever the roles. */
static bool
is_open_to(const struct dais_actor *actor, enum dais_action action)
{
	DAIS_ASSERT((unsigned)action < DAIS_ACTION_COUNT);
	return actor->account.n && (actor->scopes & 1u << (unsigned)action);
}

bool
dais_actor_may(
    const struct dais_actor *actor, enum dais_action action, const struct dais_matter *matter)
{
	static const struct dais_matter house;
	if (actor->is_program)
		return true;
	if (!is_open_to(actor, action))
		return false;
	if (action == DAIS_ACTION_OWN_ACCOUNT)
		return true;
	for (size_t i = 0; i < actor->grants.n; i++)
		if (reaches(&actor->grants.v[i], action, matter ? matter : &house))
			return true;
	return false;
}

bool
dais_actor_may_somewhere(const struct dais_actor *actor, enum dais_action action)
{
	if (actor->is_program)
		return true;
	if (!is_open_to(actor, action))
		return false;
	if (action == DAIS_ACTION_OWN_ACCOUNT)
		return true;
	for (size_t i = 0; i < actor->grants.n; i++)
		if (table[actor->grants.v[i].role][action] != NO)
			return true;
	return false;
}

bool
dais_role_may(enum dais_role role, enum dais_action action)
{
	DAIS_ASSERT((unsigned)role < DAIS_ROLE_COUNT && (unsigned)action < DAIS_ACTION_COUNT);
	return action == DAIS_ACTION_OWN_ACCOUNT || table[role][action] != NO;
}

/* "secretariat, editor". */
static void
list_roles(enum dais_action action, char *out, size_t size)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, size - 1);
	for (unsigned r = 0; r < DAIS_ROLE_COUNT; r++) {
		if (table[r][action] == NO)
			continue;
		dais_buf_puts(&b, b.n ? ", " : "");
		dais_buf_puts(&b, role_names[r]);
	}
	memcpy(out, b.n ? b.p : "", b.n);
	out[b.n] = '\0';
}

bool
dais_actor_check(const struct dais_actor *actor, enum dais_action action,
    const struct dais_matter *matter, struct dais_err *err)
{
	if (dais_actor_may(actor, action, matter))
		return true;
	if (!actor->account.n) {
		dais_err_set(err, DAIS_ERR_DENIED, "nobody has signed in");
		return dais_err_hint(err, "Sign in, or send the token of an account.");
	}
	if (!is_open_to(actor, action)) {
		dais_err_set(
		    err, DAIS_ERR_DENIED, "the token has no scope \"%s\"", action_names[action]);
		return dais_err_hint(err, "Make a token that has it, on the page of your account.");
	}
	char roles[256];
	list_roles(action, roles, sizeof(roles));
	dais_err_set(err, DAIS_ERR_DENIED, "\"%s\" is not allowed here to this account",
	    action_names[action]);
	return dais_err_hint(err,
	    "It needs one of these roles for this body, package and language: %s. An administrator "
	    "gives roles.",
	    roles);
}

const char *
dais_role_name(enum dais_role role)
{
	DAIS_ASSERT((unsigned)role < DAIS_ROLE_COUNT);
	return role_names[role];
}

const char *
dais_action_name(enum dais_action action)
{
	DAIS_ASSERT((unsigned)action < DAIS_ACTION_COUNT);
	return action_names[action];
}

static int
name_parse(struct dais_str s, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (dais_str_is(s, names[i]))
			return i;
	return -1;
}

int
dais_role_parse(struct dais_str s)
{
	return name_parse(s, role_names, DAIS_ROLE_COUNT);
}

int
dais_action_parse(struct dais_str s)
{
	return name_parse(s, action_names, DAIS_ACTION_COUNT);
}
