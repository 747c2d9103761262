/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is remembered of events, by topic, and who reads which topic (live_log.c); the readers
 * themselves (live.c).
 */
#ifndef DAIS_NET_LIVE_H
#define DAIS_NET_LIVE_H

#include "net/http_priv.h"

#define NET_TOPICS_A_READER 16u
#define NET_TOPIC_NAME_MAX 200u
#define NET_EVENTS_MAX 4096u              /* remembered */
#define NET_EVENT_BYTES_MAX ((size_t)8 << 20) /* of all that are remembered */

struct net_topic;

/* That a reader reads a topic. */
struct net_subscription {
	struct net_topic *topic;
	struct net_reader *reader;
	struct net_subscription *next, *prev; /* of the topic */
};

struct net_reader {
	struct net_source source; /* fd -1: the engine sends for it */
	struct dais_http *server;
	struct net_reader *next, *prev;         /* of all */
	/* Of those who have something to get; the second is what leads to it. */
	struct net_reader *next_waiting, **at_waiting;
	struct dais_http_exchange *exchange;    /* whose it is while the engine has it */
	struct net_client *client;
	char *greeting;   /* what comes before all events, for the engine to send */
	uint64_t next_event; /* to be sent, when it waits or is blocked */
	uint32_t sent;    /* bytes of it that have gone */
	uint32_t ignored; /* bytes it has sent, for nothing */
	uint32_t n_topics;
	int64_t blocked_ms; /* since when it takes nothing; 0: it does */
	bool has_all; /* nothing was missed before what is remembered */
	bool is_waiting, wants_beat, is_suspended, is_over, is_behind;
	unsigned char slot; /* second of the beat */
	struct net_subscription topics[];
};

struct net_event {
	uint64_t id;
	struct net_topic *topic;
	char *bytes;
	uint32_t n;
};

struct net_live {
	struct net_event events[NET_EVENTS_MAX]; /* a ring: number n lies at n % NET_EVENTS_MAX */
	uint64_t first, next; /* numbers of what is remembered: first .. next - 1 */
	size_t bytes;
	struct net_topic **topics; /* by hash */
	size_t n_topics;
	uint64_t
	    known_from; /* events up to this one were before this server; UINT64_MAX: unknown */
	struct net_reader *readers;
	size_t n_readers, n_suspended;
	struct net_reader *waiting, **waiting_end;
	unsigned beat;
	unsigned char next_slot;
	unsigned char key[16];
};

/* The topic, made when there is none. */
struct net_topic *net_topic_get(struct net_live *l, struct dais_str name);
/* @r has room for it (NET_TOPICS_A_READER); it hears of what is published from now on. */
void net_subscribe(struct net_live *l, struct net_reader *r, struct dais_str name);
void net_unsubscribe_all(struct net_live *l, struct net_reader *r);
/* The first of its readers, or NULL. */
struct net_subscription *net_topic_readers(const struct net_topic *t);
/* Remembers an event, as text of a stream, and forgets the oldest for it; its number. @event NULL:
 * without a name; @id as in dais_http_publish(). */
uint64_t net_live_remember(
    struct net_live *l, struct net_topic *t, uint64_t id, const char *event, struct dais_str data);
/* NULL: it is forgotten, or not there yet. */
const struct net_event *net_live_event(const struct net_live *l, uint64_t number);
bool net_reads(const struct net_reader *r, const struct net_topic *t);
/* The number at which a reader that has seen event @id goes on; false: some of what it wants is
 * forgotten, or was before this server and r->has_all does not say that it was nothing. */
bool net_live_resume(
    const struct net_live *l, const struct net_reader *r, uint64_t id, uint64_t *ret_number);
void net_live_forget_all(struct net_live *l);

/* A comment, so that nobody on the way takes the connection for dead. */
#define NET_LIVE_BEAT ":\n\n"
/* What a stream begins with, into @out. */
void net_live_greet(struct net_reader *r, struct dais_buf *out);
/* With TLS (live_engine.c): answers with a stream that asks for more by itself; lets one go on that
 * had all there was. */
enum MHD_Result net_live_begin_by_engine(struct dais_http_exchange *x, struct net_reader *r);
void net_live_wake(struct net_reader *r);

#endif
