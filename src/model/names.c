/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words that packages and programs use for enumerated values.
 */
#include "model/record.h"

#include "base/err.h"

static const char *const modalities[DAIS_MODALITY_COUNT] = { "in-person", "hybrid", "online" };
static const char *const meeting_statuses[DAIS_MEETING_STATUS_COUNT] = { "scheduled", "postponed",
	"cancelled" };
static const char *const item_kinds[DAIS_ITEM_KIND_COUNT] = { "organizational", "substantive",
	"review", "other", "report", "opening", "adoption-of-agenda" };
static const char *const document_kinds[DAIS_DOCUMENT_KIND_COUNT] = { "agenda", "background-paper",
	"report", "note", "conference-room-paper", "draft", "information", "other" };
static const char *const distributions[DAIS_DISTRIBUTION_COUNT] = { "general", "limited",
	"restricted" };
static const char *const statuses[DAIS_VERSION_STATUS_COUNT] = { "none", "forecast", "slotted",
	"submitted", "editing", "translation", "formatted", "issued" };
static const char *const reply_kinds[DAIS_REPLY_KIND_COUNT] = { "objection", "amendment",
	"reservation", "statement" };

static int
find(const char *const *names, unsigned n, struct dais_str s)
{
	for (unsigned i = 0; i < n; i++) {
		if (dais_str_is(s, names[i]))
			return (int)i;
	}
	return -1;
}

const char *
dais_modality_name(enum dais_modality m)
{
	DAIS_ASSERT((unsigned)m < DAIS_MODALITY_COUNT);
	return modalities[m];
}

const char *
dais_meeting_status_name(enum dais_meeting_status s)
{
	DAIS_ASSERT((unsigned)s < DAIS_MEETING_STATUS_COUNT);
	return meeting_statuses[s];
}

const char *
dais_item_kind_name(enum dais_item_kind k)
{
	DAIS_ASSERT((unsigned)k < DAIS_ITEM_KIND_COUNT);
	return item_kinds[k];
}

const char *
dais_document_kind_name(enum dais_document_kind k)
{
	DAIS_ASSERT((unsigned)k < DAIS_DOCUMENT_KIND_COUNT);
	return document_kinds[k];
}

const char *
dais_distribution_name(enum dais_distribution d)
{
	DAIS_ASSERT((unsigned)d < DAIS_DISTRIBUTION_COUNT);
	return distributions[d];
}

const char *
dais_version_status_name(enum dais_version_status s)
{
	DAIS_ASSERT((unsigned)s < DAIS_VERSION_STATUS_COUNT);
	return statuses[s];
}

const char *
dais_reply_kind_name(enum dais_reply_kind k)
{
	DAIS_ASSERT((unsigned)k < DAIS_REPLY_KIND_COUNT);
	return reply_kinds[k];
}

int
dais_modality_parse(struct dais_str s)
{
	return find(modalities, DAIS_MODALITY_COUNT, s);
}

int
dais_item_kind_parse(struct dais_str s)
{
	return find(item_kinds, DAIS_ITEM_KIND_COUNT, s);
}

int
dais_version_status_parse(struct dais_str s)
{
	return find(statuses, DAIS_VERSION_STATUS_COUNT, s);
}

int
dais_reply_kind_parse(struct dais_str s)
{
	return find(reply_kinds, DAIS_REPLY_KIND_COUNT, s);
}
