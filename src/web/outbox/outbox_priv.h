/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_WEB_OUTBOX_OUTBOX_PRIV_H
#define DAIS_WEB_OUTBOX_OUTBOX_PRIV_H

#include "service/notice/notice.h"
#include "service/outbox/outbox.h"
#include "web/site.h"

/* "/desk/untoc-2022/notices/2", behind the language. */
struct dais_str dais_outbox_path(struct dais_arena *a, const struct dais_notice *n);

struct outbox_view {
	dais_notice_vec notices;
	const struct dais_str *names; /* of the meetings of each */
	uint64_t before; /* there are more, of packages changed before this change; 0: no more */
	dais_outbox_lines lines;
	struct dais_str lines_from, lines_after; /* their places; empty: the first, no more */
	bool only_lines; /* a further page of these */
	bool has_server;
};
void dais_outbox_write_list(struct dais_page *p, const struct outbox_view *v);

struct notice_view {
	const struct dais_notice *notice;
	struct dais_str name; /* of the meetings */
	enum dais_lang in; /* the language shown */
	dais_recipient_vec to;
	dais_outbox_lines lines;
	struct dais_str lines_after;
	bool may_send, has_server;
	/* What was refused, with what was typed and chosen, beside what the record has. */
	bool again, is_overtaken;
	struct dais_str subject, text;
};
/* Whether the form of this request has a mark at account @one. */
bool dais_outbox_is_chosen(const struct dais_http_exchange *x, struct dais_str one);
void dais_outbox_write_notice(struct dais_page *p, const struct notice_view *v);

#endif
