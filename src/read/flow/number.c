/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/flow/number.h"

#define LETTER_REPEATS_MAX 30u
#define ROMAN_MAX 4999u
#define CHINESE_MAX 9999u
#define CIRCLED_MAX 20u

struct series {
	const char *letters; /* UTF-8, one after another */
	bool repeated;       /* z, aa, bb; else z, aa, ab */
};

static const struct series series[DAIS_FLOW_NUMBER_COUNT] = {
	[DAIS_FLOW_NUMBER_LOWER_LETTER] = { "abcdefghijklmnopqrstuvwxyz", true },
	[DAIS_FLOW_NUMBER_UPPER_LETTER] = { "ABCDEFGHIJKLMNOPQRSTUVWXYZ", true },
	[DAIS_FLOW_NUMBER_LOWER_LETTER_PAIRS] = { "abcdefghijklmnopqrstuvwxyz", false },
	[DAIS_FLOW_NUMBER_UPPER_LETTER_PAIRS] = { "ABCDEFGHIJKLMNOPQRSTUVWXYZ", false },
	[DAIS_FLOW_NUMBER_ARABIC_ALPHA] = { "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", true },
	[DAIS_FLOW_NUMBER_ARABIC_ABJAD] = { "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", true },
	[DAIS_FLOW_NUMBER_RUSSIAN_LOWER] = { "абвгдежзиклмнопрстуфхцчшщыэюя", true },
	[DAIS_FLOW_NUMBER_RUSSIAN_UPPER] = { "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", true },
};

static void
print_code_point(struct dais_buf *out, const char *letters, unsigned which)
{
	struct dais_str s = dais_str_from(letters);
	size_t at = 0;
	uint32_t c = 0;

	for (unsigned i = 0; i <= which && at < s.n; i++)
		c = dais_str_decode(s, &at);
	dais_buf_put_cp(out, c);
}

static bool
print_letters(struct dais_buf *out, const struct series *s, unsigned v)
{
	unsigned n = (unsigned)dais_str_count(dais_str_from(s->letters));
	unsigned places[8];
	size_t used = 0;

	if (v == 0 || (v - 1) / n >= LETTER_REPEATS_MAX)
		return false;
	if (s->repeated) {
		for (unsigned i = 0; i <= (v - 1) / n; i++)
			print_code_point(out, s->letters, (v - 1) % n);
		return true;
	}
	for (; v && used < 8; v = (v - 1) / n)
		places[used++] = (v - 1) % n;
	while (used)
		print_code_point(out, s->letters, places[--used]);
	return true;
}

static bool
print_roman(struct dais_buf *out, unsigned v, bool upper)
{
	static const struct {
		unsigned value;
		const char *lower, *upper;
	} parts[] = { { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" },
		{ 400, "cd", "CD" }, { 100, "c", "C" }, { 90, "xc", "XC" }, { 50, "l", "L" },
		{ 40, "xl", "XL" }, { 10, "x", "X" }, { 9, "ix", "IX" }, { 5, "v", "V" },
		{ 4, "iv", "IV" }, { 1, "i", "I" } };

	if (v == 0 || v > ROMAN_MAX)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		for (; v >= parts[i].value; v -= parts[i].value)
			dais_buf_puts(out, upper ? parts[i].upper : parts[i].lower);
	}
	return true;
}

/* 一百零一: a zero for the places left out, no "one" before a ten that begins the number. */
static bool
print_chinese(struct dais_buf *out, unsigned v)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };
	static const struct {
		unsigned value;
		const char *word;
	} places[] = { { 1000, "千" }, { 100, "百" }, { 10, "十" }, { 1, "" } };
	bool begun = false, skipped = false;

	if (v == 0 || v > CHINESE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		unsigned d = v / places[i].value % 10;

		if (!d) {
			skipped = begun;
			continue;
		}
		if (skipped)
			dais_buf_puts(out, digits[0]);
		if (!(d == 1 && places[i].value == 10 && !begun))
			dais_buf_puts(out, digits[d]);
		dais_buf_puts(out, places[i].word);
		begun = true;
		skipped = false;
	}
	return true;
}

/* Decimal digits of another script, its zero at the front of @digits. */
static void
print_digits(struct dais_buf *out, unsigned v, const char *digits)
{
	char decimal[16];
	size_t n = 0;

	do {
		decimal[n++] = (char)(v % 10);
		v /= 10;
	} while (v);
	while (n)
		print_code_point(out, digits, (unsigned)decimal[--n]);
}

static bool
print_special(struct dais_buf *out, enum dais_flow_number format, unsigned v)
{
	switch ((int)format) {
	case DAIS_FLOW_NUMBER_NONE:
	case DAIS_FLOW_NUMBER_BULLET:
		return true;
	case DAIS_FLOW_NUMBER_DECIMAL_ZERO:
		dais_buf_printf(out, "%02u", v);
		return true;
	case DAIS_FLOW_NUMBER_DECIMAL_WIDE:
		print_digits(out, v, "０１２３４５６７８９");
		return true;
	case DAIS_FLOW_NUMBER_ARABIC_DIGITS:
		print_digits(out, v, "٠١٢٣٤٥٦٧٨٩");
		return true;
	case DAIS_FLOW_NUMBER_CHINESE_DIGITS:
		print_digits(out, v, "〇一二三四五六七八九");
		return true;
	case DAIS_FLOW_NUMBER_CIRCLED:
		if (v && v <= CIRCLED_MAX)
			dais_buf_put_cp(out, 0x2460 + v - 1);
		return v && v <= CIRCLED_MAX;
	case DAIS_FLOW_NUMBER_DASHES:
		dais_buf_printf(out, "- %u -", v);
		return true;
	case DAIS_FLOW_NUMBER_LOWER_ROMAN:
	case DAIS_FLOW_NUMBER_UPPER_ROMAN:
		return print_roman(out, v, format == DAIS_FLOW_NUMBER_UPPER_ROMAN);
	case DAIS_FLOW_NUMBER_CHINESE:
		return print_chinese(out, v);
	default:
		return false;
	}
}

void
dais_flow_number_print(struct dais_buf *out, enum dais_flow_number format, unsigned value)
{
	if (format < DAIS_FLOW_NUMBER_COUNT && series[format].letters) {
		if (print_letters(out, &series[format], value))
			return;
	} else if (print_special(out, format, value)) {
		return;
	}
	dais_buf_put_uint(out, value);
}
