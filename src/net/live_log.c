/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Events are formatted once and kept in one ring for all topics; a reader is a place in that ring.
 * Of every topic the newest event that was forgotten is known: who has seen that one or a later
 * one has missed nothing.
 */
#include <sodium.h>
#include <stdlib.h>

#include "net/live.h"

#define TOPIC_SLOTS 4096u

struct net_topic {
	struct net_topic *next; /* of the slot */
	struct net_subscription *readers;
	uint64_t forgotten; /* the newest event that was; 0: none */
	size_t n_events;    /* remembered */
	size_t n;
	char name[];
};

static struct net_topic **
slot_of(struct net_live *l, struct dais_str name)
{
	unsigned char hash[crypto_shorthash_BYTES];
	uint32_t at;

	if (!l->topics) {
		l->topics = calloc(TOPIC_SLOTS, sizeof(struct net_topic *));
		DAIS_ASSERT(l->topics);
		randombytes_buf(l->key, sizeof(l->key));
	}
	(void)crypto_shorthash(hash, (const unsigned char *)name.p, name.n, l->key);
	memcpy(&at, hash, sizeof(at));
	return &l->topics[at % TOPIC_SLOTS];
}

struct net_topic *
net_topic_get(struct net_live *l, struct dais_str name)
{
	struct net_topic **slot = slot_of(l, name), *t = *slot;

	while (t && !dais_str_eq((struct dais_str){ t->name, t->n }, name))
		t = t->next;
	if (t)
		return t;
	t = calloc(1, sizeof(*t) + name.n + 1);
	DAIS_ASSERT(t);
	t->n = name.n;
	memcpy(t->name, name.p, name.n);
	t->next = *slot;
	*slot = t;
	l->n_topics++;
	return t;
}

/* Frees a topic that nobody reads and of which nothing is remembered. */
static void
let_go(struct net_live *l, struct net_topic *t)
{
	struct net_topic **at;

	/* One whose past is known to be lost stays: readers must hear of it. */
	if (t->readers || t->n_events || t->forgotten)
		return;
	at = slot_of(l, (struct dais_str){ t->name, t->n });
	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
	l->n_topics--;
	free(t);
}

void
net_subscribe(struct net_live *l, struct net_reader *r, struct dais_str name)
{
	struct net_subscription *s = &r->topics[r->n_topics++];

	s->topic = net_topic_get(l, name);
	s->reader = r;
	s->prev = NULL;
	s->next = s->topic->readers;
	if (s->next)
		s->next->prev = s;
	s->topic->readers = s;
}

void
net_unsubscribe_all(struct net_live *l, struct net_reader *r)
{
	for (uint32_t i = 0; i < r->n_topics; i++) {
		struct net_subscription *s = &r->topics[i];

		if (s->prev)
			s->prev->next = s->next;
		else
			s->topic->readers = s->next;
		if (s->next)
			s->next->prev = s->prev;
		let_go(l, s->topic);
	}
	r->n_topics = 0;
}

struct net_subscription *
net_topic_readers(const struct net_topic *t)
{
	return t->readers;
}

bool
net_reads(const struct net_reader *r, const struct net_topic *t)
{
	for (uint32_t i = 0; i < r->n_topics; i++) {
		if (r->topics[i].topic == t)
			return true;
	}
	return false;
}

/* ---- the ring ---- */

static void
forget_first(struct net_live *l)
{
	struct net_event *e = &l->events[l->first % NET_EVENTS_MAX];

	e->topic->forgotten = e->id;
	e->topic->n_events--;
	l->bytes -= e->n;
	l->first++;
	free(e->bytes);
	*e = (struct net_event){ .id = 0 };
}

static void
format(struct dais_buf *out, uint64_t id, const char *event, struct dais_str data)
{
	struct dais_str line;

	dais_buf_printf(out, "id: %llu\n", (unsigned long long)id);
	if (event)
		dais_buf_printf(out, "event: %s\n", event);
	if (!data.n)
		dais_buf_puts(out, "data\n");
	while (dais_str_next_line(&data, &line))
		dais_buf_printf(out, "data: %.*s\n", DAIS_STR_ARG(line));
	dais_buf_put_char(out, '\n');
}

uint64_t
net_live_remember(
    struct net_live *l, struct net_topic *t, uint64_t id, const char *event, struct dais_str data)
{
	struct net_event *e;
	struct dais_buf text;

	dais_buf_init(&text, NET_EVENT_BYTES_MAX / 8);
	format(&text, id, event, data);
	DAIS_ASSERT(!dais_buf_has_failed(&text));
	while (l->next - l->first >= NET_EVENTS_MAX ||
	       (l->next > l->first && l->bytes + text.n > NET_EVENT_BYTES_MAX))
		forget_first(l);
	e = &l->events[l->next % NET_EVENTS_MAX];
	*e = (struct net_event){ .id = id, .topic = t, .bytes = text.p, .n = (uint32_t)text.n };
	t->n_events++;
	l->bytes += text.n;
	if (l->known_from == UINT64_MAX)
		l->known_from = id ? id - 1 : 0;
	return l->next++;
}

const struct net_event *
net_live_event(const struct net_live *l, uint64_t number)
{
	if (number < l->first || number >= l->next)
		return NULL;
	return &l->events[number % NET_EVENTS_MAX];
}

bool
net_live_resume(
    const struct net_live *l, const struct net_reader *r, uint64_t id, uint64_t *ret_number)
{
	uint64_t low = l->first, high = l->next;

	if (!r->has_all && (l->known_from == UINT64_MAX || id < l->known_from))
		return false;
	for (uint32_t i = 0; !r->has_all && i < r->n_topics; i++) {
		if (id < r->topics[i].topic->forgotten)
			return false;
	}
	/* Thousands come back at once: ids grow, so the place is not looked for one by one. */
	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (net_live_event(l, middle)->id <= id)
			low = middle + 1;
		else
			high = middle;
	}
	*ret_number = low;
	return true;
}

void
net_live_forget_all(struct net_live *l)
{
	while (l->first < l->next)
		forget_first(l);
	for (unsigned i = 0; l->topics && i < TOPIC_SLOTS; i++) {
		while (l->topics[i]) {
			struct net_topic *t = l->topics[i];

			l->topics[i] = t->next;
			free(t);
		}
	}
	free(l->topics);
	l->topics = NULL;
}
