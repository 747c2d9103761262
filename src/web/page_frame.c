/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What stands around every page: its head, the masthead with menu, languages and sign-in, and its
 * foot.
 */
#include "web/page_priv.h"

/* ---- head ---- */

static void
meta(struct dais_page *p, const char *name, struct dais_str content)
{
	dais_xml_open(&p->xml, "meta");
	dais_xml_attr_c(&p->xml, "name", name);
	dais_xml_attr(&p->xml, "content", content);
	dais_page_end(p);
}

static void
link_to(struct dais_page *p, const char *relation, const char *type, struct dais_str href)
{
	dais_xml_open(&p->xml, "link");
	dais_xml_attr_c(&p->xml, "rel", relation);
	if (type)
		dais_xml_attr_c(&p->xml, "type", type);
	dais_xml_attr(&p->xml, "href", href);
}

static struct dais_str
site_name(const struct dais_page *p)
{
	return p->site->name ? dais_str_from(p->site->name)
			     : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
}

static struct dais_str
in_language(const struct dais_page *p, enum dais_lang l, struct dais_str path)
{
	return dais_arena_printf(p->arena, "/%s%.*s", dais_lang_code(l), DAIS_STR_ARG(path));
}

static void
style(struct dais_page *p, const char *name, const char *media)
{
	link_to(p, "stylesheet", NULL, dais_asset_path(p->arena, name));
	if (media)
		dais_xml_attr_c(&p->xml, "media", media);
	dais_page_end(p);
}

void
dais_page_script(struct dais_page *p, const char *name)
{
	dais_xml_open(&p->xml, "script");
	dais_xml_attr(&p->xml, "src", dais_asset_path(p->arena, name));
	dais_xml_attr_c(&p->xml, "defer", "");
	dais_page_end(p);
}

static void
alternates(struct dais_page *p, const struct dais_page_head *head)
{
	const char *host = p->site->address ? p->site->address : "";

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str path = in_language(p, (enum dais_lang)l, head->path);

		link_to(p, "alternate", NULL,
		    dais_arena_printf(p->arena, "%s%.*s", host, DAIS_STR_ARG(path)));
		dais_xml_attr_c(&p->xml, "hreflang", dais_lang_code((enum dais_lang)l));
		dais_page_end(p);
	}
	if (head->feed.n) {
		link_to(p, "alternate", "application/atom+xml", head->feed);
		dais_page_end(p);
	}
	link_to(p, "search", "application/opensearchdescription+xml",
	    dais_page_path(p, DAIS_STR("/opensearch.xml")));
	dais_xml_attr(&p->xml, "title", site_name(p));
	dais_page_end(p);
}

/* JSON inside <script>: "<", ">" and "&" occur inside its strings only. */
static void
data(struct dais_page *p, struct dais_str json)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; i < json.n; i++) {
		if (json.p[i] == '<' || json.p[i] == '>' || json.p[i] == '&')
			dais_buf_printf(&out, "\\u%04x", (unsigned)(unsigned char)json.p[i]);
		else
			dais_buf_put_char(&out, json.p[i]);
	}
	dais_xml_open(&p->xml, "script");
	dais_xml_attr_c(&p->xml, "type", "application/ld+json");
	dais_xml_text(&p->xml, dais_buf_str(&out));
	dais_page_end(p);
}

static void
write_head(struct dais_page *p, const struct dais_page_head *head)
{
	dais_xml_open(&p->xml, "head");
	dais_xml_newline(&p->xml);
	dais_xml_open(&p->xml, "meta");
	dais_xml_attr_c(&p->xml, "charset", "utf-8");
	dais_page_end(p);
	meta(p, "viewport", DAIS_STR("width=device-width, initial-scale=1"));
	meta(p, "color-scheme", DAIS_STR("light dark"));
	if (head->description.n)
		meta(p, "description", head->description);
	if (head->hidden || head->desk)
		meta(p, "robots", DAIS_STR("noindex"));
	dais_xml_open(&p->xml, "title");
	dais_xml_text(&p->xml, head->title);
	if (!head->section || strcmp(head->section, "home") != 0) {
		dais_xml_text_c(&p->xml, " – ");
		dais_xml_text(&p->xml, site_name(p));
	}
	dais_page_end(p);
	link_to(p, "icon", "image/svg+xml", dais_asset_path(p->arena, "icon.svg"));
	dais_page_end(p);
	style(p, "site.css", NULL);
	if (head->grid)
		style(p, "grid.css", NULL);
	if (head->desk)
		style(p, "desk.css", NULL);
	style(p, "print.css", "print");
	alternates(p, head);
	dais_page_script(p, "live.js");
	if (head->desk)
		dais_page_script(p, "desk.js");
	if (head->json_ld.n)
		data(p, head->json_ld);
	dais_page_end(p);
}

/* ---- masthead ---- */

static void
menu_entry(struct dais_page *p, const struct dais_page_head *head, const char *section,
    const char *path, enum dais_say words)
{
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, dais_str_from(path)), NULL);
	if (head->section && strcmp(head->section, section) == 0)
		dais_xml_attr_c(&p->xml, "aria-current", "page");
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
menu(struct dais_page *p, const struct dais_page_head *head)
{
	dais_page_element(p, "nav", "menu");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_COMMON_MENU));
	dais_xml_open(&p->xml, "ul");
	menu_entry(p, head, "home", "", DAIS_SAY_COMMON_HOME);
	menu_entry(p, head, "bodies", "/bodies", DAIS_SAY_COMMON_BODIES);
	menu_entry(p, head, "calendar", "/calendar", DAIS_SAY_COMMON_CALENDAR);
	menu_entry(p, head, "search", "/search", DAIS_SAY_COMMON_SEARCH);
	if (p->actor->account.n && dais_actor_may_somewhere(p->actor, DAIS_ACTION_READ_WORKING))
		menu_entry(p, head, "desk", "/desk", DAIS_SAY_COMMON_DESK);
	if (p->actor->account.n && dais_actor_may_somewhere(p->actor, DAIS_ACTION_MANAGE_ACCOUNTS))
		menu_entry(p, head, "accounts", "/accounts", DAIS_SAY_ACCOUNT_ACCOUNTS);
	dais_page_end(p);
	dais_page_end(p);
}

/* The languages call themselves by their own names. */
const char *const dais_own_names[DAIS_LANG_COUNT] = { "العربية", "中文", "English", "Français",
	"Русский", "Español" };

static void
languages(struct dais_page *p, const struct dais_page_head *head)
{
	dais_page_element(p, "nav", "languages");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_COMMON_LANGUAGES));
	dais_xml_open(&p->xml, "ul");
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;

		dais_xml_open(&p->xml, "li");
		dais_page_link(p, in_language(p, l, head->path), NULL);
		dais_page_language(p, l);
		dais_xml_attr_c(&p->xml, "hreflang", dais_lang_code(l));
		if (l == p->language)
			dais_xml_attr_c(&p->xml, "aria-current", "true");
		dais_xml_text_c(&p->xml, dais_own_names[i]);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

/* Back to this page; from the first of all, whither one's work is. */
static struct dais_str
to_sign_in(const struct dais_page *p, const struct dais_page_head *head)
{
	struct dais_str sign_in = dais_page_path(p, DAIS_STR("/sign-in"));

	if (!head->path.n || dais_str_has_prefix(head->path, DAIS_STR("/sign-in")))
		return sign_in;
	return dais_arena_printf(p->arena, "%.*s?next=%.*s", DAIS_STR_ARG(sign_in),
	    DAIS_STR_ARG(dais_path_escape(p->arena, in_language(p, p->language, head->path))));
}

static void
who(struct dais_page *p, const struct dais_page_head *head)
{
	dais_page_element(p, "p", "who");
	if (p->actor->account.n) {
		dais_page_link(p, dais_page_path(p, DAIS_STR("/account")), NULL);
		dais_xml_text(&p->xml,
		    dais_page_say_with(p, DAIS_SAY_COMMON_SIGNED_IN_AS, "name", p->actor->name));
	} else {
		dais_page_link(p, to_sign_in(p, head), NULL);
		dais_xml_attr_c(&p->xml, "rel", "nofollow");
		dais_page_put(p, DAIS_SAY_COMMON_SIGN_IN);
	}
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
masthead(struct dais_page *p, const struct dais_page_head *head)
{
	dais_page_element(p, "header", "masthead");
	dais_page_element(p, "div", "line");
	dais_page_element(p, "p", "site-name");
	dais_page_link(p, dais_page_path(p, DAIS_STR_NONE), NULL);
	dais_xml_text(&p->xml, site_name(p));
	dais_xml_close(&p->xml);
	dais_page_end(p);
	languages(p, head);
	dais_page_end(p);
	dais_page_element(p, "div", "line");
	menu(p, head);
	who(p, head);
	dais_page_end(p);
	dais_page_end(p);
}

/* ---- live ---- */

static struct dais_str
live_path(const struct dais_page *p, const struct dais_page_head *head)
{
	struct dais_str s = DAIS_STR("/live");

	for (size_t i = 0; i < head->n_topics; i++) {
		struct dais_str topic = dais_path_escape(p->arena, head->topics[i]);

		s = dais_arena_printf(p->arena, "%.*s%ctopic=%.*s", DAIS_STR_ARG(s), i ? '&' : '?',
		    DAIS_STR_ARG(topic));
	}
	return s;
}

/* What live.js needs to know, and where it speaks. Without scripts it stays empty. */
static void
live(struct dais_page *p, const struct dais_page_head *head)
{
	/* At the desk every change is told, not releases alone. */
	const struct {
		const char *name;
		enum dais_say words;
	} said[] = {
		{ "data-newer", head->desk ? DAIS_SAY_COMMON_NEWER_DESK : DAIS_SAY_COMMON_NEWER },
		{ "data-load",
		    head->desk ? DAIS_SAY_COMMON_LOAD_DESK : DAIS_SAY_COMMON_LOAD_NEWER },
		{ "data-old", DAIS_SAY_COMMON_MAY_BE_OLD },
		{ "data-fresh", DAIS_SAY_COMMON_IS_NEWEST },
		{ "data-changed", DAIS_SAY_COMMON_CHANGED_HERE },
		{ "data-your-time", DAIS_SAY_COMMON_YOUR_TIME },
	};

	dais_page_element(p, "div", "live");
	dais_xml_attr_c(&p->xml, "id", "live");
	dais_xml_attr_c(&p->xml, "role", "status");
	if (head->n_topics) {
		dais_xml_attr(&p->xml, "data-live", live_path(p, head));
		dais_xml_attr_int(&p->xml, "data-version", (int64_t)head->version);
	}
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		dais_xml_attr(&p->xml, said[i].name, dais_page_say(p, said[i].words));
	if (head->desk) {
		dais_xml_attr(&p->xml, "data-unsent", dais_page_say(p, DAIS_SAY_COMMON_UNSENT));
		dais_xml_attr(
		    &p->xml, "data-ended", dais_page_say(p, DAIS_SAY_COMMON_SESSION_ENDED_FILE));
		dais_xml_attr(
		    &p->xml, "data-sign-in", dais_page_say(p, DAIS_SAY_COMMON_SIGN_IN_BESIDE));
	}
	dais_page_end(p);
}

/* Of "?done=desk.saved": the words desk.done-saved, when there are such. */
static void
done_note(struct dais_page *p)
{
	struct dais_str done = p->exchange ? dais_http_query(p->exchange, "done") : DAIS_STR_NONE;
	size_t dot = dais_str_find_char(done, '.', 0);
	enum dais_say words;

	if (dot == SIZE_MAX || done.n > 80)
		return;
	if (!dais_say_find(dais_arena_printf(p->arena, "%.*s.done-%.*s", (int)dot, done.p,
			       DAIS_STR_ARG(dais_str_sub(done, dot + 1, done.n))),
		&words))
		return;
	dais_page_element(p, "p", "note good");
	dais_xml_attr_c(&p->xml, "role", "status");
	dais_page_put(p, words);
	dais_page_end(p);
}

/* ---- the page ---- */

void
dais_page_open(struct dais_page *p, const struct dais_page_head *head)
{
	p->release = head->release;
	p->at_ms = head->at_ms;
	dais_xml_begin(&p->xml, &p->out, DAIS_XML_MODE_HTML);
	dais_xml_open(&p->xml, "html");
	dais_page_language(p, p->language);
	dais_xml_newline(&p->xml);
	write_head(p, head);
	dais_page_element(p, "body", head->desk ? "desk" : NULL);
	dais_xml_newline(&p->xml);
	dais_page_link(p, DAIS_STR("#content"), "skip");
	dais_page_put(p, DAIS_SAY_COMMON_SKIP);
	dais_page_end(p);
	masthead(p, head);
	live(p, head);
	dais_page_element(p, "main", NULL);
	dais_xml_attr_c(&p->xml, "id", "content");
	dais_xml_attr_c(&p->xml, "tabindex", "-1");
	dais_xml_newline(&p->xml);
	done_note(p);
}

static void
made(struct dais_page *p)
{
	if (!p->at_ms)
		return;
	dais_page_element(p, "p", "made");
	dais_xml_text(&p->xml, p->release
				   ? dais_page_say_with(p, DAIS_SAY_COMMON_RELEASED, "number",
					 dais_arena_printf(p->arena, "%u", p->release))
				   : dais_page_say(p, DAIS_SAY_COMMON_MADE));
	if (p->language != DAIS_LANG_ZH)
		dais_xml_text_c(&p->xml, " ");
	dais_page_instant(p, p->at_ms);
	dais_page_end(p);
}

void
dais_page_foot(struct dais_page *p)
{
	dais_page_end(p);
	dais_page_element(p, "footer", "foot");
	made(p);
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, dais_page_path(p, DAIS_STR("/about")), NULL);
	dais_page_put(p, DAIS_SAY_COMMON_ABOUT);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}
