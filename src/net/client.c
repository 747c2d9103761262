/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Token buckets of clients in a table of fixed size: 8 places for each hash. An attacker with many
 * addresses can push others out only to the advantage of those: who is forgotten starts afresh.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdlib.h>

#include "net/http_priv.h"

#define SETS 4096u
#define WAYS 8u

void
net_clients_init(struct net_clients *c, unsigned per_minute, unsigned arrivals)
{
	DAIS_ASSERT(sodium_init() >= 0);
	c->v = calloc((size_t)SETS * WAYS, sizeof(*c->v));
	DAIS_ASSERT(c->v);
	randombytes_buf(c->key, sizeof(c->key));
	c->most = (float)per_minute;
	c->per_ms = (float)per_minute / 60000.0f;
	c->arrivals_most = (float)arrivals;
	c->arrivals_per_ms = (float)arrivals / 60000.0f;
}

void
net_clients_release(struct net_clients *c)
{
	free(c->v);
	c->v = NULL;
}

static void
read_address(const char *text, unsigned char out[16])
{
	struct in_addr four;

	memset(out, 0, 16);
	if (inet_pton(AF_INET, text, &four) == 1) {
		out[10] = out[11] = 0xff;
		memcpy(out + 12, &four, 4);
	} else if (inet_pton(AF_INET6, text, out) == 1) {
		static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

		if (memcmp(out, mapped, sizeof(mapped)) != 0)
			memset(out + 8, 0, 8);
	}
}

struct net_client *
net_clients_find(struct net_clients *c, const char *address, int64_t now_ms)
{
	unsigned char id[16], hash[crypto_shorthash_BYTES];
	struct net_client *set, *best = NULL;
	uint32_t at;

	read_address(address, id);
	(void)crypto_shorthash(hash, id, sizeof(id), c->key);
	memcpy(&at, hash, sizeof(at));
	set = &c->v[(size_t)(at % SETS) * WAYS];
	for (unsigned i = 0; i < WAYS; i++) {
		if (memcmp(set[i].address, id, sizeof(id)) == 0 && set[i].filled_ms)
			return &set[i];
		/* Empty places come first (nothing used), then those that would lose least. */
		if (!set[i].connections && !set[i].asking.first &&
		    (!best || !set[i].filled_ms ||
			(best->filled_ms && set[i].allowance > best->allowance)))
			best = &set[i];
	}
	/* Eight clients of one hash have connections: this one shares with one of them. */
	if (!best)
		return &set[at / SETS % WAYS];
	*best = (struct net_client){ .filled_ms = now_ms,
		.allowance = c->most,
		.arrived_ms = now_ms,
		.arrivals = c->arrivals_most };
	memcpy(best->address, id, sizeof(id));
	return best;
}

/* What is left of @left after it has grown since @*since_ms. */
static float
grown(float left, float per_ms, float most, int64_t *since_ms, int64_t now_ms)
{
	float now = left + (float)(now_ms - *since_ms) * per_ms;

	*since_ms = now_ms;
	return now < most ? now : most;
}

bool
net_clients_take(struct net_clients *c, struct net_client *client, unsigned cost, int64_t now_ms,
    unsigned *ret_s)
{
	float want = (float)(cost ? cost : 1);

	/* What costs more than a client may have is his once he has all of it. */
	want = want < c->most ? want : c->most;

	client->allowance =
	    grown(client->allowance, c->per_ms, c->most, &client->filled_ms, now_ms);
	if (client->allowance >= want) {
		client->allowance -= want;
		return true;
	}
	*ret_s = (unsigned)((want - client->allowance) / c->per_ms / 1000.0f + 0.999f);
	return false;
}

bool
net_clients_arrive(struct net_clients *c, struct net_client *client, int64_t now_ms)
{
	client->arrivals = grown(
	    client->arrivals, c->arrivals_per_ms, c->arrivals_most, &client->arrived_ms, now_ms);
	if (client->arrivals < 1)
		return false;
	client->arrivals -= 1;
	return true;
}
