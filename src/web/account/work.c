/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Work that takes longer than a reply may: in the workshop when there is one, else at once.
 */
#include "web/account/account_priv.h"

struct asked {
	struct dais_http_exchange *exchange;
	account_hashed *done;
	void *ctx;
};

static void
got_hash(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	const struct asked *asked = ctx;
	struct dais_account_hash_answer read = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	if (!failure &&
	    !dais_account_read_answer(dais_http_arena(asked->exchange), answer, &read, &err))
		failure = &err;
	asked->done(asked->ctx, &read, failure);
}

static void
ask(struct dais_site *site, struct dais_http_exchange *x, const char *kind,
    struct dais_str question, size_t answer_max,
    bool (*run)(void *, struct dais_str, struct dais_buf *, struct dais_err *),
    account_answered *done, void *ctx)
{
	if (site->workshop) {
		dais_http_hold(x);
		dais_workshop_ask(site->workshop, kind, question, done, ctx);
		return;
	}
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO answer = { 0 };
	dais_buf_init(&answer, answer_max);
	bool ok = run(NULL, question, &answer, &err);
	done(ctx, dais_buf_str(&answer), ok ? NULL : &err);
}

void
account_hash(struct dais_site *site, struct dais_http_exchange *x, struct dais_str question,
    account_hashed *done, void *ctx)
{
	struct asked *asked = DAIS_NEW(dais_http_arena(x), struct asked);
	*asked = (struct asked){ x, done, ctx };
	ask(site, x, "hash", question, DAIS_ACCOUNT_HASH_ANSWER_MAX, dais_account_work_hash,
	    got_hash, asked);
}

void
account_federate(struct dais_site *site, struct dais_http_exchange *x, struct dais_str question,
    account_answered *done, void *ctx)
{
	ask(site, x, "federate", question, DAIS_ACCOUNT_FEDERATE_ANSWER_MAX,
	    dais_account_work_federate, done, ctx);
}
