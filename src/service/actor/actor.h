/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who acts, and what he may do. One table (permission.c) says for each action which roles may take
 * it, and how far a role reaches: everywhere, a body with the bodies below it, a package, or a
 * language. Every use case of src/service asks it first; pages ask it to know what to offer.
 */
#ifndef DAIS_SERVICE_ACTOR_ACTOR_H
#define DAIS_SERVICE_ACTOR_ACTOR_H

#include "base/err.h"
#include "base/lang.h"
#include "base/vec.h"

enum dais_role {
	DAIS_ROLE_ADMINISTRATOR, /* accounts, roles, settings of the house; not the meetings */
	DAIS_ROLE_SECRETARIAT,
	DAIS_ROLE_EDITOR,
	DAIS_ROLE_TRANSLATOR, /* of languages */
	DAIS_ROLE_CHAIR,
	DAIS_ROLE_BUREAU,
	DAIS_ROLE_DELEGATE,
	DAIS_ROLE_READER,
	DAIS_ROLE_COUNT
};

enum dais_action {
	DAIS_ACTION_READ_WORKING,    /* what is not released yet; its findings and log */
	DAIS_ACTION_READ_RESTRICTED, /* released documents of restricted distribution */
	DAIS_ACTION_CREATE_PACKAGE,
	DAIS_ACTION_EDIT_MEETING,    /* bodies, dates, place, modality, mandates, approvals,
				   * silence procedures */
	DAIS_ACTION_EDIT_ITEMS,      /* titles, order, common items, parts */
	DAIS_ACTION_EDIT_TEXT,       /* annotations and titles in a language */
	DAIS_ACTION_EDIT_DOCUMENTS,  /* documents, symbols, due dates, states */
	DAIS_ACTION_SET_VERSION,     /* state and file of one language version */
	DAIS_ACTION_EDIT_TIMETABLE,
	DAIS_ACTION_RELEASE,         /* publish */
	DAIS_ACTION_SEND_NOTICE,     /* let a notice go from the outbox */
	DAIS_ACTION_APPROVE_FORMAT,  /* record the approval of a format (R-HYB-06) */
	DAIS_ACTION_ANSWER_SILENCE,  /* record what those who are asked by silence answer */
	DAIS_ACTION_UNDO, /* undo a change, own ones need no more than the action itself */
	DAIS_ACTION_MANAGE_ACCOUNTS, /* accounts, roles, invitations */
	DAIS_ACTION_MANAGE_WEBHOOKS,
	DAIS_ACTION_READ_LOG, /* the change log of the house */
	DAIS_ACTION_OWN_ACCOUNT, /* own password, second factor, tokens, filters: every account */
	DAIS_ACTION_COUNT
};

/* A role that an account has. */
struct dais_grant {
	enum dais_role role;
	struct dais_str body; /* key of a body; empty: all */
	struct dais_str package; /* empty: all */
	dais_lang_set languages; /* TRANSLATOR, EDITOR: 0 all */
};
typedef DAIS_VEC(struct dais_grant) dais_grant_vec;

struct dais_actor {
	struct dais_str account; /* id; empty: nobody has signed in */
	struct dais_str name, email;
	enum dais_lang language;
	struct dais_str zone; /* IANA; may be empty */
	dais_grant_vec grants;
	unsigned scopes; /* of the token: bits 1u << enum dais_action; of a session: all */
	bool is_token;
	bool is_program; /* the command line of whoever may write the record: may do all */
	bool is_unknown; /* the record could not be asked who it is; may do what nobody may */
	bool is_refused; /* sent a token that is none or none any more; may do what nobody may */
};

/* What an action is about. */
struct dais_matter {
	struct dais_str package;
	const struct dais_str *bodies; /* keys of its bodies and of all above them */
	size_t n_bodies;
	const enum dais_lang *language; /* NULL: none, or all of them */
};

/* @matter NULL: the house itself. A grant of a body or a package never reaches the house. What
 * belongs to no single language needs a grant of all languages, where languages count. */
bool dais_actor_may(
    const struct dais_actor *actor, enum dais_action action, const struct dais_matter *matter);
/* The same as an error: DENIED, in words that say which role may. */
bool dais_actor_check(const struct dais_actor *actor, enum dais_action action,
    const struct dais_matter *matter, struct dais_err *err);
/* Whether @actor may do it anywhere at all (for menus). */
bool dais_actor_may_somewhere(const struct dais_actor *actor, enum dais_action action);
/* Whether @role may do it, in the languages of its grant at least (to tell people what a role is).
 */
bool dais_role_may(enum dais_role role, enum dais_action action);
/* The program itself ("dais"), as the command line acts. */
struct dais_actor dais_actor_program(void);

/* "secretariat", "item.edit" ...: the words of the log, of scopes and of the interface. */
const char *dais_role_name(enum dais_role role);
const char *dais_action_name(enum dais_action action);
/* -1: none of them. */
int dais_role_parse(struct dais_str s);
int dais_action_parse(struct dais_str s);

#endif
