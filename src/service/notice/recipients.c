/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * To whom a notice goes.
 */
#include "service/notice/notice.h"

#include <stdlib.h>

#include "mail/mail.h"
#include "service/account/account.h"

/* Whether the account has a role that reaches the package; not @is_for_all: one of those who are
 * asked, or of those who ask. */
static bool
reaches(const struct dais_account *account, const struct dais_matter *matter, bool is_for_all)
{
	for (size_t i = 0; i < account->grants.n; i++) {
		const struct dais_grant *g = &account->grants.v[i];
		bool body = g->body.n == 0;

		if (g->role == DAIS_ROLE_ADMINISTRATOR ||
		    (!is_for_all && g->role != DAIS_ROLE_SECRETARIAT &&
			g->role != DAIS_ROLE_CHAIR && g->role != DAIS_ROLE_BUREAU))
			continue;
		for (size_t b = 0; b < matter->n_bodies && !body; b++)
			body = dais_str_eq(g->body, matter->bodies[b]);
		if (body && (g->package.n == 0 || dais_str_eq(g->package, matter->package)))
			return true;
	}
	return false;
}

static int
by_name(const void *x, const void *y)
{
	const struct dais_recipient *a = x, *b = y;

	return dais_str_cmp(a->name, b->name);
}

bool
dais_notice_recipients(struct dais_house *h, const struct dais_notice *n, struct dais_arena *a,
    dais_recipient_vec *ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_account_vec accounts = { 0 };
	struct dais_matter matter;

	*ret = (dais_recipient_vec){ 0 };
	if (!dais_house_working(h, n->package, &s, err) || !dais_account_list(h, a, &accounts, err))
		return false;
	matter = dais_snapshot_matter(s, NULL, a);
	for (size_t i = 0; i < accounts.n; i++) {
		const struct dais_account *account = &accounts.v[i];

		if (!account->disabled && account->notices &&
		    dais_mail_is_address(account->email) &&
		    reaches(account, &matter, !n->silence.n || n->is_for_all))
			dais_vec_push(a, ret,
			    ((struct dais_recipient){
				account->id, account->name, account->email, account->language }));
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(ret->v[0]), by_name);
	return true;
}
