/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Messages taken apart, as printf() would read them.
 */
#include "base/message.h"

#include <stdio.h>

#include "base/err.h"

/* A conversion, without the per cent sign. */
struct conversion {
	int width;     /* filled with zeros; 0: none */
	bool counted;  /* .* before the value */
	size_t most;   /* bytes of the value, as in %.100s */
	unsigned longs; /* l */
	bool is_size;  /* z */
	bool is_max;   /* j */
	char what;
};

/* The number at *@at, which is moved behind it. */
static int
read_number(const char **at)
{
	int number = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++)
		number = number * 10 + (**at - '0');
	return number;
}

/* Reads the conversion at *@at, which is moved behind it. */
static struct conversion
read_conversion(const char **at)
{
	struct conversion c = { .width = read_number(at), .most = SIZE_MAX };
	const char *p = *at;

	if (p[0] == '.' && p[1] == '*') {
		c.counted = true;
		p += 2;
	} else if (p[0] == '.') {
		p++;
		c.most = (size_t)read_number(&p);
	}
	for (; *p == 'l' || *p == 'z' || *p == 'j'; p++) {
		c.longs += *p == 'l';
		c.is_size |= *p == 'z';
		c.is_max |= *p == 'j';
	}
	c.what = *p;
	*at = *p ? p + 1 : p;
	return c;
}

static intmax_t
take_int(const struct conversion *c, struct dais_message_pieces *p)
{
	if (c->is_max)
		return va_arg(p->values, intmax_t);
	if (c->is_size)
		return va_arg(p->values, ptrdiff_t);
	if (c->longs > 1)
		return va_arg(p->values, long long);
	return c->longs ? va_arg(p->values, long) : va_arg(p->values, int);
}

static uintmax_t
take_uint(const struct conversion *c, struct dais_message_pieces *p)
{
	if (c->is_max)
		return va_arg(p->values, uintmax_t);
	if (c->is_size)
		return va_arg(p->values, size_t);
	if (c->longs > 1)
		return va_arg(p->values, unsigned long long);
	return c->longs ? va_arg(p->values, unsigned long) : va_arg(p->values, unsigned);
}

static struct dais_str
take_words(const struct conversion *c, struct dais_message_pieces *p)
{
	size_t most = c->counted ? (size_t)va_arg(p->values, int) : c->most;
	const char *s = va_arg(p->values, const char *);

	return (struct dais_str){ s, s ? strnlen(s, most) : 0 };
}

static struct dais_str
take_value(const struct conversion *c, struct dais_message_pieces *p)
{
	const size_t size = sizeof(p->number);
	int n;

	switch (c->what) {
	case 's':
		return take_words(c, p);
	case 'c':
		n = snprintf(p->number, size, "%c", va_arg(p->values, int));
		break;
	case 'd':
	case 'i':
		n = snprintf(p->number, size, "%0*jd", c->width, take_int(c, p));
		break;
	case 'u':
		n = snprintf(p->number, size, "%0*ju", c->width, take_uint(c, p));
		break;
	case 'x':
		n = snprintf(p->number, size, "%0*jx", c->width, take_uint(c, p));
		break;
	case 'X':
		n = snprintf(p->number, size, "%0*jX", c->width, take_uint(c, p));
		break;
	default:
		DAIS_ASSERT(false);
		return DAIS_STR_NONE;
	}
	return (struct dais_str){ p->number, (size_t)n < size ? (size_t)n : size - 1 };
}

void
dais_message_open(struct dais_message_pieces *ret, const char *english, va_list values)
{
	ret->at = english;
	va_copy(ret->values, values);
}

enum dais_message_piece
dais_message_next(struct dais_message_pieces *p, struct dais_str *ret)
{
	struct conversion c;
	size_t n = strcspn(p->at, "%");

	if (p->at[0] == '%' && p->at[1] == '%') {
		*ret = (struct dais_str){ p->at, 1 };
		p->at += 2;
		return DAIS_MESSAGE_WORDS;
	}
	if (n > 0) {
		*ret = (struct dais_str){ p->at, n };
		p->at += n;
		return DAIS_MESSAGE_WORDS;
	}
	if (!p->at[0])
		return DAIS_MESSAGE_END;
	p->at++;
	c = read_conversion(&p->at);
	*ret = take_value(&c, p);
	return DAIS_MESSAGE_VALUE;
}

void
dais_message_close(struct dais_message_pieces *p)
{
	va_end(p->values);
}
