/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What waits for whom.
 */
#include "text/text.h"
#include "web/desk/silences.h"
#include "web/desk/overview_priv.h"
#include "write/timetable/view.h"

static struct dais_str
count(struct dais_page *p, enum dais_say what, size_t n)
{
	return dais_desk_fill1(p, what, "count", dais_arena_printf(p->arena, "%zu", n));
}

static void
add(struct dais_page *p, desk_task_vec *ret, const struct desk_state *s, struct dais_str name,
    struct dais_str words, const char *path, bool urgent)
{
	dais_vec_push(p->arena, ret,
	    ((struct desk_task){ words,
		dais_arena_printf(p->arena, "%.*s%s", DAIS_STR_ARG(s->package), path), name, urgent,
		NULL, 0 }));
}

static void
add_translations(
    struct dais_page *p, const struct desk_state *s, struct dais_str name, desk_task_vec *ret)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_unit_count *c = &s->units[l];
		/* What the secretariat writes waits for no translator. */
		size_t open = c->all - c->of[DAIS_UNIT_DONE];

		if (!s->may_edit_facts)
			open -= c->open_facts < open ? c->open_facts : open;

		if (!(s->translates & DAIS_LANG_BIT(l)) || l == (unsigned)s->from || !open)
			continue;
		const struct dais_say_value values[] = { { "language", dais_page_language_name(
									   p, (enum dais_lang)l) },
			{ "count", dais_arena_printf(p->arena, "%zu", open) } };
		add(p, ret, s, name, dais_desk_fill(p, DAIS_SAY_DESK_TASK_TRANSLATE, values, 2),
		    dais_arena_cstr(
			p->arena, dais_arena_printf(p->arena, "/translation?from=%s&to=%s",
				      dais_lang_code(s->from), dais_lang_code((enum dais_lang)l))),
		    false);
	}
}

/* What runs is for those who are asked, what has ended for who records its outcome. */
static void
add_silences(
    struct dais_page *p, const struct desk_state *s, struct dais_str name, desk_task_vec *ret)
{
	int64_t now = dais_house_now_ms(p->site->house);

	for (size_t i = 0; i < s->n_silences; i++) {
		const struct dais_standing_silence *one = &s->silences[i];
		bool runs = now < one->closes_ms;
		const struct dais_say_value values[] = {
			{ "object", dais_desk_silence_object(p, one->object) },
			{ "time", dais_text_opening(p->arena, p->language, one->closes) },
			{ "left",
			    runs ? dais_desk_time_left(p, one->closes_ms - now) : DAIS_STR_NONE },
		};

		if (!(runs ? s->may_answer : s->may_conclude))
			continue;
		add(p, ret, s, name,
		    dais_desk_fill(p,
			runs ? DAIS_SAY_DESK_TASK_SILENCE_ANSWER
			     : DAIS_SAY_DESK_TASK_SILENCE_CONCLUDE,
			values, 3),
		    dais_arena_printf(p->arena, "/silences/%.*s", DAIS_STR_ARG(one->id)).p, !runs);
		if (!runs) {
			ret->v[ret->n - 1].act = "conclude";
			ret->v[ret->n - 1].act_words = DAIS_SAY_DESK_SILENCE_CONCLUDE;
		}
	}
}

void
dais_desk_tasks_of(
    struct dais_page *p, const struct desk_state *s, struct dais_str name, desk_task_vec *ret)
{
	if (s->may_edit && s->errors)
		add(p, ret, s, name, count(p, DAIS_SAY_DESK_TASK_ERRORS, s->errors), "#findings",
		    !s->is_over);
	add_translations(p, s, name, ret);
	if (s->may_edit && s->late && !s->is_over)
		add(p, ret, s, name, count(p, DAIS_SAY_DESK_TASK_LATE, s->late), "/documents",
		    true);
	add_silences(p, s, name, ret);
	if (s->to_approve || s->to_switch)
		add(p, ret, s, name,
		    dais_desk_fill1(p,
			s->to_approve ? DAIS_SAY_DESK_TASK_APPROVE : DAIS_SAY_DESK_TASK_SWITCH,
			"format", dais_timetable_modality(p->language, s->format)),
		    dais_arena_printf(p->arena, "/timetable/format?modality=%s#approval",
			dais_modality_name(s->format))
			.p,
		    false);
	if (s->followed_by.n)
		add(p, ret, s, name,
		    dais_desk_fill1(p, DAIS_SAY_DESK_TASK_FOLLOWED, "name", s->followed_by),
		    "/timetable", true);
	if (s->drafts)
		dais_vec_push(p->arena, ret,
		    ((struct desk_task){ count(p, DAIS_SAY_DESK_TASK_NOTICE, s->drafts),
			DAIS_STR("outbox"), name, false, NULL, 0 }));
	if (s->may_edit && s->warnings)
		add(p, ret, s, name, count(p, DAIS_SAY_DESK_TASK_WARNINGS, s->warnings),
		    "#findings", false);
	if (s->may_release && !s->release)
		add(p, ret, s, name, dais_page_say(p, DAIS_SAY_DESK_TASK_FIRST_RELEASE),
		    "/releases", false);
	else if (s->may_release && s->news)
		add(p, ret, s, name, count(p, DAIS_SAY_DESK_TASK_RELEASE, s->news), "/releases",
		    false);
	else if (s->may_release && s->changed)
		add(p, ret, s, name, dais_page_say(p, DAIS_SAY_DESK_TASK_CHANGED), "/releases",
		    false);
}

static void
write_task(struct dais_page *p, const struct desk_task *t)
{
	dais_desk_open(p, "li", t->urgent ? "urgent" : NULL);
	dais_xml_open(&p->xml, "a");
	dais_xml_attr(&p->xml, "href", dais_desk_address(p, t->path));
	dais_xml_text(&p->xml, t->words);
	dais_xml_close(&p->xml);
	if (t->act) {
		dais_page_form(p, dais_desk_address(p, t->path));
		dais_desk_do(
		    p, "button quiet", dais_str_from(t->act), dais_page_say(p, t->act_words));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_write_tasks(struct dais_page *p, const desk_task_vec *tasks)
{
	dais_desk_open(p, "ul", "tasks");
	for (size_t i = 0; i < tasks->n; i++)
		write_task(p, &tasks->v[i]);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_tasks_by_meeting(struct dais_page *p, const desk_task_vec *tasks)
{
	for (size_t i = 0; i < tasks->n;) {
		struct dais_str meeting = tasks->v[i].package;

		dais_desk_open(p, "h3", "task-meeting");
		dais_xml_text(&p->xml, meeting);
		dais_xml_close(&p->xml);
		dais_desk_open(p, "ul", "tasks");
		for (; i < tasks->n && dais_str_eq(tasks->v[i].package, meeting); i++)
			write_task(p, &tasks->v[i]);
		dais_xml_close(&p->xml);
	}
}
