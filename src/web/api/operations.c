/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of operations. What is not here does not exist: routes and description are made of it.
 */
#include "web/api/api_priv.h"

#define VERSION "/api/v1"

#define PAGE                                                                                       \
	{ "after", "string", "Cursor: `next` of the page before.", false, false },                 \
	{                                                                                          \
		"limit", "limit", "How many, 1 to 200; 50 when not given.", false, false           \
	}
#define NO_MORE { NULL, NULL, NULL, false, false }
#define MATCH                                                                                      \
	{ "If-Match", "string", "The ETag that was seen, or * for whatever stands there.", true,   \
		true }

const struct dais_api_field dais_api_page[] = { PAGE, NO_MORE };
static const struct dais_api_field match[] = { MATCH, NO_MORE };
static const struct dais_api_field put[] = {
	{ "If-Match", "string", "The ETag that was seen, or * for whatever stands there.", true,
	    false },
	{ "If-None-Match", "string", "*: there must be none yet.", true, false },
	{ "position", "position", "Its place among its kind; as it was when not given.", false,
	    false },
	{ "why", "string", "A reason for the log.", false, false }, NO_MORE
};
static const struct dais_api_field meetings[] = { { "body", "string", "Key of a body: its symbol.",
						      false, false },
	{ "package", "string", "Name of a package.", false, false },
	{ "from", "date", "Meetings that end on this day or later.", false, false },
	{ "to", "date", "Meetings that begin on this day or earlier.", false, false },
	{ "newest", "boolean", "The latest first.", false, false }, NO_MORE };
static const struct dais_api_field documents[] = { { "body", "string", "Key of a body: its symbol.",
						       false, false },
	{ "package", "string", "Name of a package.", false, false },
	{ "kind", "string", "Kind of document: background-paper, report ...", false, false },
	{ "year", "year", "Year of the document.", false, false },
	{ "available", "language", "Languages, separated by commas: in one of them at least.",
	    false, false },
	NO_MORE };
static const struct dais_api_field search[] = {
	{ "q", "string",
	    "Words; \"words in a row\"; -without; a symbol or any part of one; prefix*.", false,
	    true },
	{ "language", "language", "The language of the words; English when not given.", false,
	    false },
	{ "in", "language", "Languages of the texts, separated by commas.", false, false },
	{ "body", "string", "Key of a body.", false, false },
	{ "kind", "string", "meeting, item, document, mandate or body.", false, false },
	{ "genre", "string", "Kind of document or of item.", false, false },
	{ "year", "year", "Year.", false, false },
	{ "newest", "boolean",
	    "The latest first, else the best. Pages of the latest follow on while the record "
	    "changes.",
	    false, false },
	PAGE, NO_MORE
};
static const struct dais_api_field package[] = {
	{ "release", "release",
	    "Number of a release; 0 is the working record, which needs a right; the last release "
	    "when "
	    "not given.",
	    false, false },
	NO_MORE
};
static const struct dais_api_field things[] = {
	{ "kind", "string", "One kind only.", false, false }, NO_MORE
};
static const struct dais_api_field changes[] = {
	{ "kind", "string", "Changes of one thing: its kind ...", false, false },
	{ "id", "string", "... and its id.", false, false }, NO_MORE
};

static const struct dais_api_field under_way[] = { { "body", "string", "Key of a body: its symbol.",
						       false, false },
	{ "late", "boolean", "Only what is late and not issued in all languages.", false, false },
	{ "issued", "boolean", "Also what is issued in all its languages.", false, false },
	{ "move", "string", "Whose move: nobody, author, editors, translators or issuers.", false,
	    false },
	NO_MORE };
static const struct dais_api_field symbols[] = {
	{ "bodies", "string",
	    "Ids of bodies of the package, separated by commas; several: a joint document.", false,
	    true },
	{ "year", "year", "Of the symbol; the year of the meeting when not given.", false, false },
	{ "series", "string", "CRP, L, INF ...; the main series when not given.", false, false },
	NO_MORE
};
static const struct dais_api_field pair[] = { { "from", "string", "Language of the source.", false,
						  true },
	{ "to", "string", "Language of the translation.", false, true }, NO_MORE };
static const struct dais_api_field units[] = { { "from", "string", "Language of the source.", false,
						   true },
	{ "to", "string", "Language of the translation.", false, true },
	{ "state", "string", "missing, draft, outdated or done.", false, false }, NO_MORE };
static const struct dais_api_field file[] = {
	{ "name", "string", "What the file is called.", false, false }, NO_MORE
};
static const struct dais_api_field translated[] = { { "name", "string", "What the file is called.",
							false, false },
	{ "why", "string", "A reason for the log.", false, false }, NO_MORE };
static const struct dais_api_field seen[] = {
	{ "If-Match", "string", "The ETag of the package that was seen, or *.", true, true },
	NO_MORE
};

static const struct dais_api_field silence[] = {
	{ "If-Match", "string", "The ETag of the procedure that was seen, or *.", true, true },
	NO_MORE
};
static const struct dais_api_field timetable[] = {
	{ "modality", "string",
	    "in-person, hybrid or online: the plan of that format; the one in force when not "
	    "given.",
	    false, false },
	NO_MORE
};
static const struct dais_api_field why[] = {
	{ "sitting", "string", "Its name: beginning and first body, 2022-05-24T10:00/ic.", false,
	    true },
	{ "item", "string", "The id of the item.", false, true }, NO_MORE
};

#define GET DAIS_HTTP_GET
#define POST DAIS_HTTP_POST
#define PUT DAIS_HTTP_PUT
#define PATCH DAIS_HTTP_PATCH
#define DELETE DAIS_HTTP_DELETE
#define PACKAGE VERSION "/packages/{package}"
#define THING PACKAGE "/things/{kind}/{id...}"
#define ITEM PACKAGE "/items/{item}"
#define DOCUMENT PACKAGE "/documents/{document}"
#define SILENCE PACKAGE "/silences/{silence}"
#define ANY_FILE "application/octet-stream"
#define XLIFF_FILE "application/xliff+xml"

/* Method, pattern, id, summary, tag, fields, takes, gives, list, account, conditional, status. */
const struct dais_api_operation dais_api_operations[] = {
	{ GET, VERSION "/openapi.json", "describe", "This description", "service", NULL, NULL,
	    "Description", false, false, false, 200, dais_api_describe },
	{ GET, VERSION "/me", "getMe", "Who you are and what you may do", "service", NULL, NULL,
	    "Me", false, true, false, 200, dais_api_me },
	{ GET, VERSION "/me/tokens", "listTokens", "Your tokens, without their secrets", "accounts",
	    NULL, NULL, "Token", true, true, false, 200, dais_api_tokens },
	{ DELETE, VERSION "/me/tokens/{key}", "endToken", "Ends a token of yours", "accounts", NULL,
	    NULL, NULL, false, true, false, 204, dais_api_token_end },
	{ GET, VERSION "/accounts", "listAccounts", "Accounts by name", "accounts", NULL, NULL,
	    "Account", true, true, false, 200, dais_api_accounts },
	{ POST, VERSION "/accounts", "addAccount", "A new account, without a password", "accounts",
	    NULL, "NewAccount", "Account", false, true, false, 201, dais_api_account_add },
	{ GET, VERSION "/accounts/{account}", "getAccount", "One account", "accounts", NULL, NULL,
	    "Account", false, true, false, 200, dais_api_account },
	{ PATCH, VERSION "/accounts/{account}", "patchAccount",
	    "Changes members of an account (JSON Merge Patch); others stay", "accounts", match,
	    "AccountPatch", "Account", false, true, true, 200, dais_api_account_patch },
	{ POST, VERSION "/accounts/{account}/reset", "resetAccount",
	    "A link that sets a new password, once; mailed to the owner, too", "accounts", NULL,
	    NULL, "Link", false, true, false, 201, dais_api_account_reset },
	{ POST, VERSION "/invitations", "addInvitation",
	    "A link that makes an account, once; mailed to its owner, too", "accounts", NULL,
	    "NewInvitation", "Link", false, true, false, 201, dais_api_invite },
	{ GET, VERSION "/bodies", "listBodies", "Bodies, parents before children", "public", NULL,
	    NULL, "Body", true, false, false, 200, dais_api_bodies },
	{ GET, VERSION "/meetings", "listMeetings", "Meetings by their opening", "public", meetings,
	    NULL, "Meeting", true, false, false, 200, dais_api_meetings },
	{ GET, VERSION "/documents", "listDocuments", "Documents, newest first", "public",
	    documents, NULL, "Document", true, false, false, 200, dais_api_documents },
	{ GET, VERSION "/documents/{symbol...}", "getDocument", "The document of a symbol",
	    "public", NULL, NULL, "Document", false, false, false, 200, dais_api_document },
	{ GET, VERSION "/search", "search", "Everything public, searched", "public", search, NULL,
	    "SearchResult", false, false, false, 200, dais_api_search },
	{ GET, VERSION "/packages", "listPackages", "Packages: the meetings that are held together",
	    "packages", NULL, NULL, "PackageSummary", true, false, false, 200, dais_api_packages },
	{ POST, VERSION "/packages", "addPackage", "A new package from its files", "packages", NULL,
	    "NewPackage", "PackageSummary", false, true, false, 201, dais_api_package_add },
	{ GET, VERSION "/packages/{package}", "getPackage", "The record of a package", "packages",
	    package, NULL, "Package", false, false, false, 200, dais_api_package },
	{ GET, VERSION "/packages/{package}/files", "getFiles", "The package as its files",
	    "packages", package, NULL, "Files", false, false, false, 200, dais_api_package_files },
	{ GET, VERSION "/packages/{package}/things", "listThings",
	    "The things of the working record, with their revisions", "packages", things, NULL,
	    "Thing", true, true, false, 200, dais_api_things },
	{ GET, THING, "getThing", "One thing", "packages", NULL, NULL, "Thing", false, true, false,
	    200, dais_api_thing },
	{ PUT, THING, "putThing", "Makes or replaces a thing; the package is checked as a whole",
	    "packages", put, "Value", "Change", false, true, false, 200, dais_api_thing_put },
	{ PATCH, THING, "patchThing",
	    "Changes members of a thing (JSON Merge Patch, RFC 7396); others stay", "packages",
	    match, "Value", "Change", false, true, true, 200, dais_api_thing_patch },
	{ DELETE, THING, "closeThing", "Closes a thing; its words stay in the log", "packages",
	    match, NULL, "Change", false, true, true, 200, dais_api_thing_close },
	{ GET, VERSION "/packages/{package}/changes", "listChanges", "The change log, newest first",
	    "packages", changes, NULL, "LogEntry", true, true, false, 200, dais_api_changes },
	{ POST, VERSION "/packages/{package}/changes/{number}/undo", "undoChange",
	    "Undoes a change by a new one", "packages", NULL, NULL, "Change", false, true, false,
	    200, dais_api_undo },
	{ GET, VERSION "/packages/{package}/findings", "listFindings",
	    "What the checker finds in the working record", "packages", NULL, NULL, "Finding", true,
	    true, false, 200, dais_api_findings },
	{ GET, VERSION "/packages/{package}/releases", "listReleases", "Releases, newest first",
	    "packages", NULL, NULL, "Release", true, false, false, 200, dais_api_releases },
	{ POST, VERSION "/packages/{package}/releases", "addRelease",
	    "Publishes the working record as the next release", "packages", NULL, "NewRelease",
	    "Release", false, true, false, 201, dais_api_release },
	{ GET, VERSION "/packages/{package}/news", "listNews",
	    "What the next release would say is new", "packages", NULL, NULL, "News", true, true,
	    false, 200, dais_api_news },
	{ GET, VERSION "/packages/{package}/notices", "listNotices",
	    "Notices of its releases and silence procedures", "notices", NULL, NULL,
	    "NoticeSummary", true, true, false, 200, dais_api_notices },
	{ GET, VERSION "/packages/{package}/notices/{notice}", "getNotice",
	    "A notice with its words in six languages and those it goes to", "notices", NULL, NULL,
	    "Notice", false, true, false, 200, dais_api_notice },
	{ POST, VERSION "/packages/{package}/notices/{notice}/send", "sendNotice", "Lets it go",
	    "notices", match, NULL, "NoticeSent", false, true, true, 200, dais_api_notice_send },
	{ POST, PACKAGE "/next", "addNext", "The next meeting from this one", "packages", NULL,
	    "NewNext", "PackageSummary", false, true, false, 201, dais_api_next },
	{ POST, PACKAGE "/next/preview", "previewNext",
	    "What addNext would make and leave, and why; nothing is written", "packages", NULL,
	    "NewNext", "NextPreview", false, true, false, 200, dais_api_next_preview },
	{ POST, PACKAGE "/items", "addItem", "A new item, or a part of one", "items", seen,
	    "NewItem", "ItemChange", false, true, true, 201, dais_api_item_add },
	{ DELETE, ITEM, "closeItem",
	    "Withdraws an item with its parts and annotations, from agendas and sittings", "items",
	    match, NULL, "ItemChange", false, true, true, 200, dais_api_item_close },
	{ POST, ITEM "/move", "moveItem", "Moves an item on an agenda, or on all", "items", seen,
	    "ItemMove", "ItemChange", false, true, true, 200, dais_api_item_move },
	{ POST, ITEM "/share", "shareItem", "Makes it common with another body", "items", seen,
	    "ItemBody", "ItemChange", false, true, true, 200, dais_api_item_share },
	{ POST, ITEM "/split", "splitItem", "Gives a body an item of its own in its place", "items",
	    seen, "ItemBody", "ItemChange", false, true, true, 200, dais_api_item_split },
	{ POST, ITEM "/unite", "uniteItems",
	    "Another item gives way to this one, common from then on", "items", seen, "ItemOther",
	    "ItemChange", false, true, true, 200, dais_api_item_unite },
	{ POST, ITEM "/take-off", "takeItemOff", "Takes it off the agenda of a body", "items", seen,
	    "ItemBody", "ItemChange", false, true, true, 200, dais_api_item_take_off },
	{ GET, VERSION "/under-way", "listUnderWay",
	    "Documents of all packages on their way: due dates, lateness, whose move", "documents",
	    under_way, NULL, "UnderWay", true, true, false, 200, dais_api_under_way },
	{ GET, PACKAGE "/under-way", "listPackageUnderWay", "The same of one package", "documents",
	    NULL, NULL, "UnderWay", true, true, false, 200, dais_api_package_under_way },
	{ GET, PACKAGE "/symbols", "getSymbols",
	    "The next free symbols, by rule; nothing is reserved", "documents", symbols, NULL,
	    "Symbols", false, true, false, 200, dais_api_symbols },
	{ GET, DOCUMENT "/versions/{language}", "listVersionEvents",
	    "What became of a language version, newest first", "documents", NULL, NULL,
	    "VersionEvent", true, true, false, 200, dais_api_version_history },
	{ PUT, DOCUMENT "/versions/{language}", "setVersion",
	    "Sets the state of a language version", "documents", NULL, "VersionState", "Change",
	    false, true, false, 200, dais_api_version_set },
	{ GET, DOCUMENT "/files", "listFiles", "Files that were sent, and what was found in them",
	    "documents", NULL, NULL, "SentFile", true, true, false, 200, dais_api_uploads },
	{ GET, DOCUMENT "/files/{language}/{format}", "getFile", "A file as it was sent",
	    "documents", NULL, NULL, ANY_FILE, false, true, false, 200, dais_api_upload_get },
	{ PUT, DOCUMENT "/files/{language}/{format}", "putFile",
	    "Sends the file of a language version, which is read and checked on arrival",
	    "documents", file, ANY_FILE, "SentFile", false, true, false, 200, dais_api_upload_put },
	{ GET, PACKAGE "/units", "listUnits", "What is to be translated, and its translation",
	    "translation", units, NULL, "Unit", true, true, false, 200, dais_api_units },
	{ PUT, PACKAGE "/units/{unit}", "putUnit", "Saves the translation of a unit", "translation",
	    NULL, "UnitWords", "UnitSaved", false, true, false, 200, dais_api_unit_put },
	{ POST, PACKAGE "/units/{unit}/confirm", "confirmUnit",
	    "The translation still stands although its source has changed", "translation", NULL,
	    "UnitPair", "UnitSaved", false, true, false, 200, dais_api_unit_confirm },
	{ GET, PACKAGE "/xliff", "getXliff", "All units as an XLIFF file", "translation", pair,
	    NULL, XLIFF_FILE, false, true, false, 200, dais_api_xliff },
	{ POST, PACKAGE "/xliff", "takeXliff",
	    "Takes the translations of an XLIFF file as one change", "translation", translated,
	    XLIFF_FILE, "XliffTaken", false, true, false, 200, dais_api_xliff_put },
	{ GET, PACKAGE "/timetable", "getTimetable",
	    "The sittings, the times there are for them, and what the checker says", "timetable",
	    timetable, NULL, "Timetable", false, true, false, 200, dais_api_timetable },
	{ POST, PACKAGE "/timetable", "arrangeTimetable",
	    "Moves, changes, adds or cancels a sitting or an item of one", "timetable", seen,
	    "Arrangement", "Change", false, true, true, 200, dais_api_arrange },
	{ GET, PACKAGE "/timetable/why", "getWhy",
	    "Why an item is where it is, and what each other time would break or cost", "timetable",
	    why, NULL, "Why", false, true, false, 200, dais_api_why },
	{ POST, PACKAGE "/timetable/proposal", "addProposal",
	    "Has the planner propose a timetable, kept for you for a day in place of the one "
	    "before",
	    "timetable", NULL, "NewProposal", "Proposal", false, true, false, 200,
	    dais_api_proposal_add },
	{ GET, PACKAGE "/timetable/proposal", "getProposal", "Your proposal", "timetable", NULL,
	    NULL, "Proposal", false, true, false, 200, dais_api_proposal },
	{ DELETE, PACKAGE "/timetable/proposal", "dropProposal", "Forgets it", "timetable", NULL,
	    NULL, NULL, false, true, false, 204, dais_api_proposal_drop },
	{ POST, PACKAGE "/timetable/proposal/take", "takeProposal",
	    "Makes it the timetable, or the plan of its format that is kept ready", "timetable",
	    seen, NULL, "Change", false, true, true, 200, dais_api_proposal_take },
	{ POST, PACKAGE "/timetable/format", "changeFormat",
	    "Puts the plan of another format in force, with its approval where none is recorded",
	    "timetable", seen, "FormatChange", "Change", false, true, true, 200, dais_api_format },
	{ POST, PACKAGE "/timetable/format/approval", "approveFormat",
	    "Records the approval of a format: the step of chair and bureau", "timetable", seen,
	    "FormatChange", "Change", false, true, true, 200, dais_api_format_approve },
	{ GET, PACKAGE "/silences", "listSilences",
	    "Silence procedures, and how each stands at this moment", "silences", NULL, NULL,
	    "Silence", true, true, false, 200, dais_api_silences },
	{ POST, PACKAGE "/silences", "openSilence",
	    "Opens a procedure for the meetings of the package; its text is frozen", "silences",
	    NULL, "NewSilence", "SilenceChange", false, true, false, 201, dais_api_silence_open },
	{ GET, SILENCE, "getSilence", "One of them", "silences", NULL, NULL, "Silence", false, true,
	    false, 200, dais_api_silence },
	{ POST, SILENCE "/extend", "extendSilence", "Puts its end off, before it has come",
	    "silences", silence, "SilenceEnd", "SilenceChange", false, true, true, 200,
	    dais_api_silence_extend },
	{ POST, SILENCE "/replies", "answerSilence",
	    "Records an answer: one's own, of this moment, or, by whoever may open procedures, "
	    "that "
	    "of others",
	    "silences", NULL, "NewReply", "SilenceChange", false, true, false, 200,
	    dais_api_silence_answer },
	{ POST, SILENCE "/replies/{number}/take-back", "takeReplyBack",
	    "An objection is taken back, before the end", "silences", silence, NULL,
	    "SilenceChange", false, true, true, 200, dais_api_silence_take_back },
	{ POST, SILENCE "/withdraw", "withdrawSilence", "Who proposed it withdraws it", "silences",
	    silence, NULL, "SilenceChange", false, true, true, 200, dais_api_silence_withdraw },
	{ POST, SILENCE "/approval", "concludeSilence",
	    "Records the approval by a procedure that ended without an objection", "silences",
	    silence, NULL, "SilenceChange", false, true, true, 200, dais_api_silence_conclude },
	{ GET, VERSION "/outbox", "listOutbox",
	    "Mails and events that have not arrived, as far as the caller may know of them",
	    "notices", NULL, NULL, "OutboxMessage", true, true, false, 200, dais_api_outbox },
	{ POST, VERSION "/outbox/again", "tryAgain", "Tries one of them again now", "notices", NULL,
	    "OutboxAgain", NULL, false, true, false, 204, dais_api_outbox_again },
	{ GET, VERSION "/webhooks", "listWebhooks", "Addresses that are told of changes",
	    "webhooks", NULL, NULL, "Webhook", true, true, false, 200, dais_api_webhooks },
	{ POST, VERSION "/webhooks", "addWebhook", "A new address; its secret is shown this once",
	    "webhooks", NULL, "NewWebhook", "WebhookMade", false, true, false, 201,
	    dais_api_webhook_add },
	{ DELETE, VERSION "/webhooks/{id}", "closeWebhook", "Tells this address no more",
	    "webhooks", NULL, NULL, NULL, false, true, false, 204, dais_api_webhook_close },
};
const size_t dais_api_operation_count =
    sizeof(dais_api_operations) / sizeof(dais_api_operations[0]);
