/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Releases: what the public sees of a package, numbered from 1, never changed afterwards. Each
 * lists what changed since the one before, in terms a delegate understands.
 */
#ifndef DAIS_SERVICE_HOUSE_RELEASE_H
#define DAIS_SERVICE_HOUSE_RELEASE_H

#include "service/house/house.h"

/* One line of the change list. */
enum dais_news_kind {
	DAIS_NEWS_MEETING_NEW,
	DAIS_NEWS_DATES,     /* from, to: periods in words */
	DAIS_NEWS_PLACE,
	DAIS_NEWS_MODALITY,
	DAIS_NEWS_STATUS,
	DAIS_NEWS_ITEM_NEW,
	DAIS_NEWS_ITEM_CLOSED,
	DAIS_NEWS_ITEM_TITLE,
	DAIS_NEWS_ITEM_MOVED, /* its number changed: from, to */
	DAIS_NEWS_ITEM_COMMON, /* is now, or is no longer, common */
	DAIS_NEWS_ANNOTATION, /* of an item, in languages */
	DAIS_NEWS_DOCUMENT_NEW,
	DAIS_NEWS_DOCUMENT_VERSION, /* is now available in languages */
	DAIS_NEWS_DOCUMENT_TITLE,
	DAIS_NEWS_DOCUMENT_CLOSED,
	DAIS_NEWS_SITTING_NEW,
	DAIS_NEWS_SITTING_CLOSED,
	DAIS_NEWS_SITTING_MOVED, /* time or room: from, to */
	DAIS_NEWS_SITTING_ITEMS,
	/* Of silence procedures that are public: what they are about; to: end or day in words. */
	DAIS_NEWS_SILENCE_OPENED,
	DAIS_NEWS_SILENCE_EXTENDED, /* from, to */
	DAIS_NEWS_SILENCE_REOPENED, /* an outcome that was told was taken back */
	DAIS_NEWS_SILENCE_BROKEN,
	DAIS_NEWS_SILENCE_WITHDRAWN,
	DAIS_NEWS_SILENCE_APPROVED,
	DAIS_NEWS_SILENCE_CLOSED, /* is not public any more */
	DAIS_NEWS_OTHER,
	DAIS_NEWS_KIND_COUNT
};

/* As records store it: "item-title". */
const char *dais_news_kind_name(enum dais_news_kind kind);

struct dais_news {
	enum dais_news_kind kind;
	struct dais_str kind_of_thing, id; /* of the thing it is about */
	struct dais_ml about; /* its title or name */
	struct dais_ml from, to; /* may be empty */
	dais_lang_set languages; /* 0: not about languages */
};
typedef DAIS_VEC(struct dais_news) dais_news_vec;

struct dais_release {
	unsigned number;
	uint64_t revision; /* the change of the working record it shows */
	int64_t at_ms;
	struct dais_str who, note; /* account; words of the secretary, may be empty */
	struct dais_digest digest; /* of all its files together */
	dais_news_vec news; /* since the one before */
};
typedef DAIS_VEC(struct dais_release) dais_release_vec;

struct dais_release_terms {
	uint64_t seen;        /* the revision of the working record the publisher looked at */
	struct dais_str note; /* words of the secretary, may be empty */
	bool despite;         /* though there are findings of severity error */
};
/* Publishes the working record as the next release, makes the index rows of it, and (unless it is
 * empty of news) a draft notice in the outbox for those concerned. CONFLICT when there is a later
 * revision than was seen. INVALID: findings of severity error in @diags keep it back. "Nothing
 * changed" is INVALID, never a release. */
bool dais_house_release(struct dais_house *h, const struct dais_actor *actor,
    struct dais_str package, const struct dais_release_terms *terms, struct dais_diags *diags,
    struct dais_release *ret, struct dais_arena *a, struct dais_err *err);
/* What the next release would say is new. */
bool dais_house_news(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_news_vec *ret, struct dais_err *err);
/* What is noted of release @number, without reading what was released; 0: of the last, and
 * ret->number is 0 when there is none. */
bool dais_house_release_noted(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, struct dais_release *ret, struct dais_err *err);
/* Number of the last release, without reading it; 0: none. */
bool dais_house_last_release(
    struct dais_house *h, struct dais_str package, unsigned *ret, struct dais_err *err);
/* Newest first. */
bool dais_house_releases(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_release_vec *ret, struct dais_err *err);
/* The differences between two records of one package; @before NULL: there was none, then only that
 * the meetings are new. Added to @ret; all of it lies in @a. */
void dais_news_between(const struct dais_record *before, const struct dais_record *now,
    struct dais_arena *a, dais_news_vec *ret);

#endif
