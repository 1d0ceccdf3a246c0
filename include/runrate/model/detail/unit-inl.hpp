#ifndef RUNRATE_MODEL_DETAIL_UNIT_INL_HPP
#define RUNRATE_MODEL_DETAIL_UNIT_INL_HPP

#include <runrate/core/currency.hpp>
#include <runrate/model/unit.hpp>

#include <algorithm>

namespace runrate {
namespace detail {

constexpr bool is_unit_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_unit_digit(char c) { return c >= '0' && c <= '9'; }

/// The singular of the units that every period has.
inline std::string singular(std::string_view name) {
  for (const std::string_view one : {"hour", "day", "week", "month", "quarter", "year"}) {
    if (name.size() == one.size() + 1 && name.starts_with(one) && name.back() == 's') return std::string(one);
  }
  return std::string(name);
}

inline reason bad_unit(std::string_view text, const std::string& why) {
  return {reason_code::malformed, "'" + std::string(text) + "' is not a unit: " + why, {{"unit", std::string(text)}}};
}

}  // namespace detail

RUNRATE_FUNC void unit::multiply_by(const std::string& name, int power) {
  const auto at = std::lower_bound(factors_.begin(), factors_.end(), name,
                                   [](const factor& f, const std::string& n) { return f.name < n; });
  if (at == factors_.end() || at->name != name) {
    if (power != 0) factors_.insert(at, {name, power});
  } else if ((at->power += power) == 0) {
    factors_.erase(at);
  }
}

RUNRATE_FUNC result<unit> unit::parse(std::string_view text) {
  constexpr std::size_t most_characters = 200;
  const auto too_long = [text] { return detail::bad_unit(text.substr(0, 20), "it has more than 200 characters"); };
  if (text.size() > most_characters) return too_long();
  unit read;
  int sign = 1;
  bool opened = false, closed = false, any = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ' ' || c == '*') {
      ++i;
    } else if (c == '/') {
      if (sign < 0) return detail::bad_unit(text, "it has two strokes; write USD / (chip hour)");
      if (!any) return detail::bad_unit(text, "nothing stands before the stroke; write 1 / year");
      sign = -1, any = false;
      ++i;
    } else if (c == '(' && sign < 0 && !opened && !any) {
      opened = true;
      ++i;
    } else if (c == ')' && opened && !closed) {
      closed = true;
      ++i;
    } else if (closed) {
      return detail::bad_unit(text, "something stands after the closing parenthesis");
    } else if (c == '1' && !any && (i + 1 == text.size() || !detail::is_unit_digit(text[i + 1]))) {
      any = true;
      ++i;
    } else if (detail::is_unit_letter(c)) {
      const std::size_t begin = i;
      while (i < text.size() && (detail::is_unit_letter(text[i]) || detail::is_unit_digit(text[i]))) ++i;
      const std::string name = detail::singular(text.substr(begin, i - begin));
      int power = 1;
      if (i < text.size() && text[i] == '^') {
        if (i + 1 == text.size() || text[i + 1] < '1' || text[i + 1] > '9') {
          return detail::bad_unit(text, "a power from 1 to 9 is expected after ^");
        }
        power = text[i + 1] - '0';
        i += 2;
      }
      read.multiply_by(name, sign * power);
      any = true;
    } else if (c == '%') {
      return detail::bad_unit(text, "write 1, and the value as 65%");
    } else {
      return detail::bad_unit(text, "'" + std::string(1, c) + "' is neither a name nor / * ^ ( )");
    }
  }
  if (!any) return detail::bad_unit(text, sign < 0 ? "nothing stands after the stroke" : "write 1 for none");
  if (opened != closed) return detail::bad_unit(text, "a parenthesis is not closed");
  // What is printed is read again.
  if (read.highest_power() > 9) return detail::bad_unit(text, "a name comes to a power beyond 9");
  if (to_string(read).size() > most_characters) return too_long();
  return read;
}

RUNRATE_FUNC bool unit::is(std::string_view name) const {
  return factors_.size() == 1 && factors_[0].power == 1 && factors_[0].name == name;
}

RUNRATE_FUNC int unit::highest_power() const {
  int highest = 0;
  for (const factor& f : factors_) highest = std::max(highest, f.power < 0 ? -f.power : f.power);
  return highest;
}

RUNRATE_FUNC bool unit::is_currency() const {
  return factors_.size() == 1 && factors_[0].power == 1 && detail::find_iso_4217(factors_[0].name) != nullptr;
}

RUNRATE_FUNC unit operator*(const unit& a, const unit& b) {
  unit product = a;
  for (const auto& f : b.factors_) product.multiply_by(f.name, f.power);
  return product;
}

RUNRATE_FUNC unit operator/(const unit& a, const unit& b) {
  unit quotient = a;
  for (const auto& f : b.factors_) quotient.multiply_by(f.name, -f.power);
  return quotient;
}

RUNRATE_FUNC unit pow(const unit& a, int exponent) {
  unit power;
  if (exponent == 0) return power;
  power = a;
  for (auto& f : power.factors_) f.power *= exponent;
  return power;
}

RUNRATE_FUNC std::string to_string(const unit& u) {
  std::string above, below;
  int divisors = 0;
  for (const auto& f : u.factors_) {
    std::string& side = f.power > 0 ? above : below;
    const int power = f.power > 0 ? f.power : -f.power;
    if (!side.empty()) side += ' ';
    side += f.name;
    if (power != 1) side += '^' + std::to_string(power);
    if (f.power < 0) ++divisors;
  }
  if (above.empty()) above = "1";
  if (below.empty()) return above;
  return above + " / " + (divisors > 1 ? "(" + below + ")" : below);
}

}  // namespace runrate

#endif
