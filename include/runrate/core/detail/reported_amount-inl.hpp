#ifndef RUNRATE_CORE_DETAIL_REPORTED_AMOUNT_INL_HPP
#define RUNRATE_CORE_DETAIL_REPORTED_AMOUNT_INL_HPP

#include <runrate/core/reported_amount.hpp>

#include <string>

namespace runrate {

namespace detail {

/// Reads an amount from left to right and remembers where it is, for the message.
class amount_reader {
public:
  explicit amount_reader(std::string_view text) : text_(text), rest_(text) { skip_spaces(); }

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  void advance(std::size_t n) { rest_.remove_prefix(n); }

  void skip_spaces() {
    for (;;) {
      if (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
        rest_.remove_prefix(1);
      } else if (rest_.starts_with("\u00a0") || rest_.starts_with("\u202f")) {
        rest_.remove_prefix(rest_.starts_with("\u00a0") ? 2 : 3);
      } else {
        return;
      }
    }
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  /// A run of ASCII letters.
  std::string_view letters() const {
    std::size_t n = 0;
    while (n < rest_.size() && ((rest_[n] >= 'A' && rest_[n] <= 'Z') || (rest_[n] >= 'a' && rest_[n] <= 'z'))) ++n;
    return rest_.substr(0, n);
  }

  reason expected(std::string_view what) const {
    const std::size_t column = text_.size() - rest_.size() + 1;
    std::string found = rest_.empty() ? "the end" : "'" + std::string(rest_.substr(0, 12)) + "'";
    return {reason_code::malformed,
            "'" + std::string(text_.substr(0, 60)) + "' is not an amount: found " + found + " at character " +
                std::to_string(column) + ", expected " + std::string(what),
            {{"text", std::string(text_.substr(0, 60))}}};
  }

  /// Digits with or without commas in groups of three, and a fraction. `after_point` counts the fraction's digits.
  result<decimal> number(bool negative, int& after_point) {
    std::string digits = negative ? "-" : "";
    const std::size_t unread = digits.size();
    std::size_t group = 0;
    bool grouped = false;
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (c >= '0' && c <= '9') {
        digits += c;
        ++group;
        if (grouped && group > 3)
          return expected("a comma or the end of the group: commas stand before every three digits");
      } else if (c == ',') {
        if (grouped ? group != 3 : group < 1 || group > 3) {
          return expected("three digits between commas, as in 1,234,567");
        }
        grouped = true;
        group = 0;
      } else {
        break;
      }
    }
    if (grouped && group != 3) return expected("three digits after the comma; the decimal sign is a point");
    after_point = 0;
    if (take(".")) {
      digits += '.';
      for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; rest_.remove_prefix(1)) {
        digits += rest_.front();
        ++after_point;
      }
      if (after_point == 0) return expected("a digit after the point");
    }
    if (digits.size() == unread) return expected("a digit");
    return decimal::parse(digits);
  }

  /// The power of ten of a unit such as "bn" or "million", or none; -1 for a word that is no unit.
  int unit() {
    const std::string_view word = letters();
    if (word.empty()) return 0;
    std::string lower(word);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    struct spelling {
      std::string_view word;
      int power;
    };
    static constexpr spelling spellings[] = {{"k", 3},       {"thousand", 3}, {"m", 6},   {"mn", 6},
                                             {"mm", 6},      {"million", 6},  {"b", 9},   {"bn", 9},
                                             {"billion", 9}, {"t", 12},       {"tn", 12}, {"trillion", 12}};
    for (const spelling& s : spellings) {
      if (lower == s.word) {
        rest_.remove_prefix(word.size());
        return s.power;
      }
    }
    return -1;
  }

private:
  std::string_view text_;
  std::string_view rest_;
};

/// The longest symbol of the table that the text begins with: "R$" before "R".
RUNRATE_FUNC const iso_4217_entry* symbol_at(std::string_view text, std::size_t& length) {
  const iso_4217_entry* found = nullptr;
  length = 0;
  for (const iso_4217_entry& entry : iso_4217_table) {
    const std::string_view symbol = entry.symbol;
    if (symbol.size() > length && text.starts_with(symbol)) {
      found = &entry;
      length = symbol.size();
    }
  }
  if (text.starts_with("US$") && length < 3) {
    length = 3;
    return find_iso_4217("USD");
  }
  // A symbol made of letters must not bite into a word: "R 5" is rand, "RON 5" is not.
  if (found != nullptr && text.size() > length && text[length] >= 'A' && text[length] <= 'Z') return nullptr;
  return found;
}

RUNRATE_FUNC bool take_currency(amount_reader& reader, std::optional<currency>& unit) {
  const std::string_view code = reader.letters();
  if (code.size() == 3 && find_iso_4217(code) != nullptr) {
    unit = *currency::find(code);
    reader.advance(3);
    return true;
  }
  std::size_t length = 0;
  if (const iso_4217_entry* entry = symbol_at(reader.rest(), length)) {
    unit = *currency::find(std::string_view(entry->code, 3));
    reader.advance(length);
    return true;
  }
  return false;
}

}  // namespace detail

RUNRATE_FUNC result<reported_amount> reported_amount::parse(std::string_view text) {
  detail::amount_reader reader(text);
  reported_amount read;
  bool parenthesis = false, negative = false, signed_already = false;
  // The sign, the parenthesis and the currency come in any order: "-$5", "$-5", "($5)", "$(5)".
  for (bool again = true; again; reader.skip_spaces()) {
    again = false;
    if (!signed_already && !parenthesis && reader.take("(")) {
      parenthesis = again = true;
    } else if (!signed_already && !parenthesis && (reader.take("-") || reader.take("\u2212"))) {
      negative = signed_already = again = true;
    } else if (!signed_already && !parenthesis && reader.take("+")) {
      signed_already = again = true;
    } else if (!read.unit) {
      again = detail::take_currency(reader, read.unit);
    }
  }
  int after_point = 0;
  const result<decimal> number = reader.number(parenthesis || negative, after_point);
  if (!number) return number.error();
  reader.skip_spaces();
  int power = reader.unit();
  if (power < 0) {
    if (read.unit || !detail::take_currency(reader, read.unit)) {
      return reader.expected("a unit (K, M, B, T, thousand, million, billion, trillion), a currency code or the end");
    }
    power = 0;
  }
  reader.skip_spaces();
  if (parenthesis && !reader.take(")")) return reader.expected("a closing parenthesis");
  reader.skip_spaces();
  if (!read.unit && !reader.at_end()) detail::take_currency(reader, read.unit);
  reader.skip_spaces();
  if (!reader.at_end()) return reader.expected("the end of the amount");
  const auto factor = static_cast<detail::int128>(detail::power_of_ten(power));
  detail::int128 steps = 0;
  if (detail::multiply_overflows(number->billionths(), factor, steps)) {
    return reason{reason_code::out_of_range,
                  "'" + std::string(text) + "' is beyond the range of a decimal",
                  {{"text", std::string(text)}}};
  }
  read.value = decimal::from_billionths(steps);
  read.decimals = after_point - power;
  return read;
}

RUNRATE_FUNC result<reported_percentage> reported_percentage::parse(std::string_view text) {
  detail::amount_reader reader(text);
  const bool negative = reader.take("-") || reader.take("\u2212");
  if (!negative) reader.take("+");
  int after_point = 0;
  const result<decimal> number = reader.number(negative, after_point);
  if (!number) return number.error();
  reader.skip_spaces();
  if (!reader.take("%") && !reader.take("percentage points") && !reader.take("percentage point") &&
      !reader.take("per cent") && !reader.take("percent")) {
    return reader.expected("% or percentage points");
  }
  reader.skip_spaces();
  if (!reader.at_end()) return reader.expected("the end of the percentage");
  return reported_percentage{ratio(*number) / ratio(100), after_point};
}

}  // namespace runrate

#endif
