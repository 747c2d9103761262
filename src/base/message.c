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

/* A va_list that can be handed on, and room for a number. */
struct taking {
	va_list values;
	char number[32];
};

static intmax_t
take_int(const struct conversion *c, struct taking *p)
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
take_uint(const struct conversion *c, struct taking *p)
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
take_words(const struct conversion *c, struct taking *p)
{
	size_t most = c->counted ? (size_t)va_arg(p->values, int) : c->most;
	const char *s = va_arg(p->values, const char *);

	return (struct dais_str){ s, s ? strnlen(s, most) : 0 };
}

static struct dais_str
take_value(const struct conversion *c, struct taking *p)
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
dais_message_pieces(const char *english, va_list values, dais_message_piece_fn *fn, void *ctx)
{
	struct taking p;
	const char *at = english;

	va_copy(p.values, values);
	while (*at) {
		size_t n = strcspn(at, "%");
		struct conversion c;

		if (at[0] == '%' && at[1] == '%') {
			fn(ctx, (struct dais_str){ at, 1 }, false);
			at += 2;
			continue;
		}
		if (n > 0) {
			fn(ctx, (struct dais_str){ at, n }, false);
			at += n;
			continue;
		}
		at++;
		c = read_conversion(&at);
		fn(ctx, take_value(&c, &p), true);
	}
	va_end(p.values);
}
