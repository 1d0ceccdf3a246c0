// How numbers and money are printed with fmt.
//
//     format_spec ::= [[fill]align][sign]["$" | "n"][width][","]["." places][unit]["w"]
//     align       ::= "<" | ">" | "^"
//     sign        ::= "+" | " " | "("          "(" puts negative amounts in parentheses, as accounts do
//     unit        ::= "K" | "M" | "B" | "T" | "a" | "%"
//
// `$` prints a currency's symbol instead of its code, `n` neither. `,` groups digits by three. `places` are decimal
// places of what is shown; the figure is rounded half to even to them, and without them it is exact. A unit divides by
// a thousand, a million, a billion or a trillion and is printed behind the number; `a` takes the largest that leaves
// one or more; `w` spells it ("142.3 billion"). `%` is for ratios.
//
//     fmt::format("{:$.1B}", usd(142.316_bn))   // "$142.3B"
//     fmt::format("{:(,.0}", -1'234_dec)        // "(1,234)"
//     fmt::format("{:.2%}", ratio(1, 8))        // "12.50%"
#ifndef RUNRATE_CORE_FORMAT_HPP
#define RUNRATE_CORE_FORMAT_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/money.hpp>
#include <runrate/core/ratio.hpp>

#include <fmt/core.h>

#include <string>

namespace runrate {

/// What a format specification says; `format_number` takes one that was built by hand.
struct number_format {
  char fill = ' ';
  char align = '\0';    ///< '<', '>', '^'; by default to the right
  char sign = '-';      ///< '-', '+', ' ' or '('
  char currency = 'c';  ///< 'c' code, '$' symbol, 'n' none
  int width = 0;
  bool grouped = false;
  int places = -1;   ///< below 0: as many as are exact, for money at least its minor units
  char unit = '\0';  ///< 'K', 'M', 'B', 'T', 'a' or '%'
  bool words = false;

  /// Reads a specification; `end` is its closing brace or its end. Returns where it stopped.
  constexpr const char* parse(const char* begin, const char* end) {
    const auto is_align = [](char c) { return c == '<' || c == '>' || c == '^'; };
    const char* p = begin;
    const auto more = [&] { return p != end && *p != '}'; };
    const auto number = [&] {
      int n = 0;
      while (more() && *p >= '0' && *p <= '9' && n < 1000) n = n * 10 + (*p++ - '0');
      return n;
    };
    if (more() && p + 1 != end && is_align(p[1])) fill = *p++;
    if (more() && is_align(*p)) align = *p++;
    if (more() && (*p == '+' || *p == ' ' || *p == '(' || *p == '-')) sign = *p++;
    if (more() && (*p == '$' || *p == 'n')) currency = *p++;
    width = number();
    if (more() && *p == ',') grouped = true, ++p;
    if (more() && *p == '.') ++p, places = number();
    if (more() && (*p == 'K' || *p == 'M' || *p == 'B' || *p == 'T' || *p == 'a' || *p == '%')) unit = *p++;
    if (more() && *p == 'w') words = true, ++p;
    if (places > decimal::places) return begin;  // refused by the caller as unread text
    return p;
  }
};

std::string format_number(decimal value, const number_format& format);
std::string format_number(const ratio& value, const number_format& format);
std::string format_number(const interval& value, const number_format& format);
std::string format_number(const basic_money<struct any_currency>& value, const number_format& format);

namespace detail {

// A `fmt::format_error`; in a format string that the compiler checks, an error of compilation.
[[noreturn]] RUNRATE_COLD void throw_format_error();

template <class Number>
struct number_formatter {
  constexpr auto parse(fmt::format_parse_context& context) {
    const char* stopped = format_.parse(context.begin(), context.end());
    if (stopped != context.end() && *stopped != '}') throw_format_error();
    return stopped;
  }
  template <class Context>
  auto format(const Number& value, Context& context) const {
    auto out = context.out();
    for (const char c : format_number(value, format_)) *out++ = c;
    return out;
  }

private:
  number_format format_;
};

}  // namespace detail
}  // namespace runrate

template <>
struct fmt::formatter<runrate::decimal> : runrate::detail::number_formatter<runrate::decimal> {};
template <>
struct fmt::formatter<runrate::ratio> : runrate::detail::number_formatter<runrate::ratio> {};
template <>
struct fmt::formatter<runrate::interval> : runrate::detail::number_formatter<runrate::interval> {};
template <class Currency>
struct fmt::formatter<runrate::basic_money<Currency>>
    : runrate::detail::number_formatter<runrate::basic_money<Currency>> {};

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/format-inl.hpp>
#endif

#endif
