/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The phrases of a language as hashes of their words, by their last word: the tables that
 * make_words.py makes of share/reading and phrases.c goes through.
 */
#ifndef DAIS_READ_TEXT_PHRASES_H
#define DAIS_READ_TEXT_PHRASES_H

#include <stdint.h>

/* Words of the longest phrase; make_words.py refuses longer ones. */
#define READ_PHRASE_WORDS_MAX 24u
#define READ_PHRASE_BUCKETS 1024u /* a power of two */

/* FNV-1a, 64 bits, of the folded bytes of a word. Source: draft-eastlake-fnv. */
#define READ_HASH_BASIS 0xCBF29CE484222325u
#define READ_HASH_PRIME 0x100000001B3u

struct read_phrase {
	unsigned short words; /* index of its first word in read_phrases.words */
	unsigned char n;
	unsigned char list;
	unsigned short index; /* in its list */
};

struct read_phrases {
	const uint64_t *words;
	const struct read_phrase *v;    /* by the last word's hash modulo READ_PHRASE_BUCKETS */
	const unsigned short *first;    /* of each bucket; one more than there are */
};

#endif
