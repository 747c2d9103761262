/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Counters, and their text. Source: Prometheus, "Exposition formats", text format 0.0.4.
 */
#include <stdio.h>

#include "net/http_priv.h"

static const unsigned statuses[NET_STATUSES] = { 200, 201, 202, 204, 206, 301, 303, 304, 308, 400,
	401, 403, 404, 405, 409, 412, 413, 414, 415, 421, 422, 429, 503, 0 };
static const unsigned limits_us[NET_LATENCIES] = { 50, 100, 250, 500, 1000, 2500, 5000, 10000,
	50000, 250000, 1000000, 10000000 };

static unsigned
bucket_of(int64_t us)
{
	unsigned k = 0;

	while (k < NET_LATENCIES && us > limits_us[k])
		k++;
	return k;
}

void
net_metrics_turn(struct net_metrics *m, int64_t us, int64_t processor_us)
{
	uint64_t took = us > 0 ? (uint64_t)us : 0;
	uint64_t used = processor_us > 0 ? (uint64_t)processor_us : 0;

	m->turn[bucket_of(us)]++;
	m->turn_us += took;
	m->turns++;
	m->longest_turn_us = took > m->longest_turn_us ? took : m->longest_turn_us;
	if (used > m->longest_turn_processor_us)
		m->longest_turn_processor_us = used;
}

void
net_metrics_count(struct dais_http *s, size_t route, unsigned status, int64_t us)
{
	struct net_metrics *m = &s->metrics;
	unsigned i = 0;

	/* The last place is for all others: 500 above all. */
	while (i < NET_STATUSES - 1 && statuses[i] != status)
		i++;
	m->by_status[route][i]++;
	m->latency[bucket_of(us)]++;
	m->latency_us += us > 0 ? (uint64_t)us : 0;
	m->requests++;
}

static void
put_head(struct dais_buf *out, const char *name, const char *type, const char *help)
{
	dais_buf_printf(
	    out, "# HELP dais_http_%s %s\n# TYPE dais_http_%s %s\n", name, help, name, type);
}

static void
put_one(struct dais_buf *out, const char *name, const char *type, uint64_t value, const char *help)
{
	put_head(out, name, type, help);
	dais_buf_printf(out, "dais_http_%s %llu\n", name, (unsigned long long)value);
}

static void
put_requests(const struct dais_http *s, struct dais_buf *out)
{
	put_head(out, "requests_total", "counter", "Requests answered, by route and status.");
	for (size_t r = 0; r <= s->routes.all.n; r++) {
		const struct dais_http_route *route =
		    r < s->routes.all.n ? s->routes.all.v[r]->route : NULL;

		for (unsigned i = 0; i < NET_STATUSES; i++) {
			char status[16] = "other";

			if (!s->metrics.by_status[r][i])
				continue;
			if (statuses[i])
				(void)snprintf(status, sizeof(status), "%u", statuses[i]);
			dais_buf_printf(out,
			    "dais_http_requests_total{method=\"%s\",route=\"%s\",status=\"%s\"} "
			    "%llu\n",
			    route ? net_method_names[route->method] : "",
			    route ? route->pattern : "", status,
			    (unsigned long long)s->metrics.by_status[r][i]);
		}
	}
}

static void
put_histogram(struct dais_buf *out, const char *name, const char *help,
    const uint64_t counts[NET_LATENCIES + 1], uint64_t all, uint64_t sum_us)
{
	uint64_t below = 0;

	put_head(out, name, "histogram", help);
	for (unsigned k = 0; k < NET_LATENCIES; k++) {
		below += counts[k];
		dais_buf_printf(out, "dais_http_%s_bucket{le=\"%g\"} %llu\n", name,
		    (double)limits_us[k] / 1e6, (unsigned long long)below);
	}
	dais_buf_printf(out,
	    "dais_http_%s_bucket{le=\"+Inf\"} %llu\ndais_http_%s_sum %.6f\n"
	    "dais_http_%s_count %llu\n",
	    name, (unsigned long long)all, name, (double)sum_us / 1e6, name,
	    (unsigned long long)all);
}

static const char *
between(const struct net_step *step)
{
	return step->method[0] ? " " : "";
}

/* What the long turns did. */
static void
put_long(const struct net_metrics *m, struct dais_buf *out)
{
	put_head(out, "long_turns_total", "counter",
	    "Turns longer than 50 ms, by what took the longest of each.");
	for (size_t i = 0; i < m->long_steps.n; i++) {
		const struct net_long_step *one = &m->long_steps.v[i];

		dais_buf_printf(out, "dais_http_long_turns_total{step=\"%s%s%s\"} %llu\n",
		    one->step.method, between(&one->step), one->step.what,
		    (unsigned long long)one->turns);
	}
	put_head(out, "longest_step_seconds", "gauge", "The longest of these.");
	for (size_t i = 0; i < m->long_steps.n; i++) {
		const struct net_step *step = &m->long_steps.v[i].step;

		dais_buf_printf(out, "dais_http_longest_step_seconds{step=\"%s%s%s\"} %.6f\n",
		    step->method, between(step), step->what, (double)step->us / 1e6);
	}
}

static void
put_times(const struct net_metrics *m, struct dais_buf *out)
{
	put_histogram(out, "request_seconds", "From the first line to the last byte.", m->latency,
	    m->requests, m->latency_us);
	put_histogram(out, "turn_seconds",
	    "Turns of the loop, without waiting: how long a request may wait for others.", m->turn,
	    m->turns, m->turn_us);
	put_head(out, "longest_turn_seconds", "gauge", "The longest since the server started.");
	dais_buf_printf(
	    out, "dais_http_longest_turn_seconds %.6f\n", (double)m->longest_turn_us / 1e6);
	put_head(out, "longest_turn_processor_seconds", "gauge",
	    "The most of the processor's time that a turn has used.");
	dais_buf_printf(out, "dais_http_longest_turn_processor_seconds %.6f\n",
	    (double)m->longest_turn_processor_us / 1e6);
	put_long(m, out);
}

static void
put_rejected(const struct net_metrics *m, struct dais_buf *out)
{
	static const char *const reasons[NET_REJECTION_COUNT] = { "connections", "client",
		"allowance", "slow", "malformed", "host", "size", "reader", "room", "arrivals" };

	put_head(out, "rejected_total", "counter", "Connections and requests refused, and why.");
	for (unsigned i = 0; i < NET_REJECTION_COUNT; i++)
		dais_buf_printf(out, "dais_http_rejected_total{reason=\"%s\"} %llu\n", reasons[i],
		    (unsigned long long)m->rejected[i]);
}

void
dais_http_metrics(const struct dais_http *s, struct dais_buf *out)
{
	const struct net_metrics *m = &s->metrics;

	put_requests(s, out);
	put_times(m, out);
	put_rejected(m, out);
	put_one(out, "accepted_total", "counter", m->accepted, "Connections that came.");
	put_one(out, "connections", "gauge", s->n_connections, "Connections open.");
	put_one(out, "arriving", "gauge", s->arrivals.n,
	    "Connections by which something came that wait to be looked at.");
	put_one(out, "shaking", "gauge", s->shaking.n, "Handshakes under way.");
	put_one(out, "under_way", "gauge", s->n_exchanges, "Requests that have no reply yet.");
	put_one(out, "held", "gauge", s->n_held, "Requests that wait for work to be done.");
	put_one(out, "waiting", "gauge", s->due.n,
	    "Requests that wait for their handler, because others came before.");
	put_one(out, "coming_bytes", "gauge", s->bodies.bytes,
	    "Memory of requests that are not all there.");
	put_one(out, "going_bytes", "gauge", s->replies.bytes,
	    "Memory of replies that are not all taken.");
	put_one(out, "spooled_bytes", "gauge", s->spooled, "Disk kept for long bodies.");
	put_one(
	    out, "connections_most", "gauge", s->options.connections_max, "Limit of connections.");
	put_one(out, "coming_most_bytes", "gauge", s->bodies.most, "Limit of coming_bytes.");
	put_one(out, "going_most_bytes", "gauge", s->replies.most, "Limit of going_bytes.");
	put_one(
	    out, "spooled_most_bytes", "gauge", s->options.spool_max, "Limit of spooled_bytes.");
	put_one(out, "live_readers", "gauge", net_live_count(s), "Readers of events.");
	put_one(out, "events_total", "counter", m->events, "Events published.");
	put_one(out, "events_sent_total", "counter", m->events_sent, "Events sent to readers.");
	put_one(out, "kept_hits_total", "counter", m->kept_hits,
	    "Requests answered with a kept reply.");
	put_one(
	    out, "kept_misses_total", "counter", m->kept_misses, "Requests there was none for.");
	put_one(out, "kept_replies", "gauge", s->kept.n, "Replies kept.");
	put_one(out, "kept_bytes", "gauge", s->kept.bytes, "Memory of kept replies.");
	put_one(out, "sent_bytes_total", "counter", m->bytes, "Bytes of bodies sent.");
	if (s->options.certificate)
		put_one(out, "certificate_ends_seconds", "gauge",
		    (uint64_t)(s->certificate.life.ends_ms / 1000),
		    "When the certificate ends, in seconds since 1970.");
}
