/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/take_upload.h"

struct taking {
	struct dais_site *site;
	struct dais_upload *upload;
	struct dais_arena *arena;
	dais_site_taken *done;
	void *ctx;
	struct dais_str answer; /* of who read it */
	struct dais_err unread;
};

static void
end(struct taking *t, const struct dais_err *failure)
{
	t->done(t->ctx, t->answer, t->unread.code ? &t->unread : NULL, failure);
}

static void
brought(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct taking *t = ctx;
	struct dais_err err = DAIS_ERR_INIT;

	if (!failure && !dais_upload_brought(t->upload, answer, &err))
		failure = &err;
	end(t, failure);
}

static void
looked(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct taking *t = ctx;

	t->answer = dais_arena_dup(t->arena, answer);
	if (failure)
		t->unread = *failure;
	if (!dais_upload_is_long(t->upload)) {
		end(t, NULL);
		return;
	}
	dais_workshop_ask_of_file(t->site->workshop, "bring",
	    dais_upload_bring_question(t->upload, t->arena), t->upload->fd, brought, t);
}

void
dais_site_take_upload(struct dais_site *site, struct dais_upload *upload, struct dais_arena *a,
    dais_site_taken *done, void *ctx)
{
	struct taking *t = DAIS_NEW(a, struct taking);

	*t = (struct taking){ site, upload, a, done, ctx, DAIS_STR_NONE, DAIS_ERR_INIT };
	if (site->workshop)
		dais_workshop_ask_of_file(site->workshop, "read", dais_upload_question(upload, a),
		    dais_upload_is_long(upload) ? upload->fd : -1, looked, t);
	else
		end(t, NULL);
}
