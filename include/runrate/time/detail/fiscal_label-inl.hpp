#ifndef RUNRATE_TIME_DETAIL_FISCAL_LABEL_INL_HPP
#define RUNRATE_TIME_DETAIL_FISCAL_LABEL_INL_HPP

#include <runrate/time/fiscal_label.hpp>

#include <runrate/time/detail/calendar_period-inl.hpp>

#include <optional>
#include <vector>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_no_such_fiscal_year(long long year) {
  throw_contract("a fiscal year is written with four digits, 1000 to 9999, such as fy(2026); got " +
                 std::to_string(year));
}
RUNRATE_FUNC void throw_label_has_no_days() {
  throw_contract("a fiscal label has no days by itself; resolve(calendar, label) gives them");
}
RUNRATE_FUNC void throw_label_is_not_fiscal() {
  throw_contract("a calendar label is no fiscal label; ask is_fiscal() first, or use calendar()");
}

// POSIX.1-2017, strptime(), %y: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.
inline int year_of_two_digits(int digits) { return digits + (digits >= 69 ? 1900 : 2000); }
inline bool has_two_digit_form(int year) { return year >= 1969 && year <= 2068; }
inline std::string two_digits(int year) { return padded(year % 100, 2); }

inline char letter_of(label_unit unit) {
  switch (unit) {
    case label_unit::half: return 'H';
    case label_unit::quarter: return 'Q';
    case label_unit::month: return 'M';
    case label_unit::four_weeks: return 'P';
    case label_unit::year: break;
  }
  return 'Y';
}

// "Q4", "M03"
inline std::string part_text(const label_parts& parts) {
  const bool wide = parts.unit == label_unit::month || parts.unit == label_unit::four_weeks;
  return letter_of(parts.unit) + padded(parts.number, wide ? 2 : 1);
}

inline std::string label_text(const label_parts& parts, bool fiscal, label_style style) {
  const std::string full = padded(parts.year, 4);
  const bool brief = style == label_style::brief && has_two_digit_form(parts.year);
  const std::string year = brief ? two_digits(parts.year) : full;
  const std::string prefix = fiscal ? "FY" : "";
  if (parts.unit == label_unit::year) return (brief && !fiscal ? "CY" : prefix) + year;
  if (!fiscal && parts.unit == label_unit::month) {
    const std::string name{month_name(parts.number).substr(0, 3)};
    switch (style) {
      case label_style::compact: break;
      case label_style::spoken: return name + ' ' + full;
      case label_style::brief: return brief ? name + '\'' + year : name + ' ' + full;
    }
    return full + '-' + padded(parts.number, 2);
  }
  switch (style) {
    case label_style::compact: break;
    case label_style::spoken: return part_text(parts) + ' ' + prefix + full;
    case label_style::brief:
      // 4Q25, but M03FY26: "3M26" would be three months.
      if (parts.unit == label_unit::month || parts.unit == label_unit::four_weeks)
        return part_text(parts) + prefix + year;
      return std::to_string(parts.number) + letter_of(parts.unit) + prefix + year;
  }
  return prefix + full + part_text(parts);
}

// A label taken apart: runs of digits and runs of letters (in upper case), each with what stood before it.
struct label_token {
  std::string_view text;  // as written
  std::string word;       // empty for a number
  int number = 0;
  std::string gap;  // separators between this and the token before
  bool is_number() const { return word.empty(); }
  std::size_t digits() const { return is_number() ? text.size() : 0; }
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

class label_reader {
public:
  explicit label_reader(std::string_view text) : text_(trimmed(text)) {}

  result<period_label> read() {
    if (text_.empty()) return refuse("an empty field is no label");
    if (text_.size() > longest || !split()) return refuse(named() + " is no label");
    if (tokens_.size() == 1 && tokens_[0].is_number()) return bare_year();
    if (const auto month = month_forms()) return *month;
    return unit_forms();
  }

private:
  static constexpr std::size_t longest = 24;

  std::string named() const { return quoted(text_); }

  result<period_label> fail(reason_code code, const std::string& why) const {
    return reason{code, why, {{"label", std::string(text_.substr(0, 40))}}};
  }
  result<period_label> refuse(const std::string& why) const {
    return fail(reason_code::malformed, why + "; expected one such as 2025Q4, Q4 2025, FY26 Q2, 2025-12 or FY2026");
  }
  result<period_label> ambiguous(const std::string& why) const {
    return fail(reason_code::malformed, named() + " can be read in two ways: " + why);
  }

  // False when a character has no place in a label.
  bool split() {
    std::string gap;
    for (std::size_t at = 0; at < text_.size();) {
      const char c = text_[at];
      if (c == ' ' || c == '-' || c == '/' || c == '\'' || c == '.' || c == '_') {
        gap += c;
        ++at;
        continue;
      }
      if (!is_digit(c) && !is_letter(c)) return false;
      std::size_t end = at;
      if (gap.size() > 1 && gap != " '") return false;
      while (end < text_.size() && (is_digit(c) ? is_digit(text_[end]) : is_letter(text_[end]))) ++end;
      if (is_digit(c) && !add_number(text_.substr(at, end - at), gap)) return false;
      if (is_letter(c)) add_words(text_.substr(at, end - at), gap);
      gap.clear();
      at = end;
    }
    return gap.empty() && !tokens_.empty() && tokens_.front().gap.empty();
  }

  bool add_number(std::string_view digits, const std::string& gap) {
    if (digits.size() > 4) return false;
    label_token token{digits, {}, 0, gap};
    for (const char c : digits) token.number = token.number * 10 + (c - '0');
    tokens_.push_back(token);
    return true;
  }

  // "QFY", as in 4QFY26, is two words.
  void add_words(std::string_view letters, const std::string& gap) {
    std::string word;
    for (const char c : letters) word += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    if (word.size() == 3 && (word.substr(1) == "FY" || word.substr(1) == "CY")) {
      tokens_.push_back({letters.substr(0, 1), word.substr(0, 1), 0, gap});
      tokens_.push_back({letters.substr(1), word.substr(1), 0, {}});
      return;
    }
    tokens_.push_back({letters, word, 0, gap});
  }

  result<period_label> bare_year() const {
    if (tokens_[0].digits() == 4) return period_label(calendar_year(tokens_[0].number));
    if (tokens_[0].digits() == 2) {
      return refuse(named() + " alone is no year; write FY" + std::string(text_) + ", CY" + std::string(text_) +
                    " or four digits");
    }
    return refuse(named() + " is no year");
  }

  // 1 to 12 for "Dec", "December", "Sept"; 0 for anything else.
  static int month_of(const std::string& word) {
    if (word.size() < 3) return 0;
    if (word == "SEPT") return 9;
    for (unsigned month = 1; month <= 12; ++month) {
      std::string name;
      for (const char c : month_name(month)) name += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
      if (word == name || word == name.substr(0, 3)) return static_cast<int>(month);
    }
    return 0;
  }

  // "2025-12" and "Dec 2025", and what looks like them.
  std::optional<result<period_label>> month_forms() const {
    if (tokens_.size() == 3 && tokens_[0].word == "FY" && tokens_[1].is_number() && tokens_[2].is_number()) {
      return ambiguous("as two years or as a year and a month; write FY2026 for a year, FY2026M03 for a month of it");
    }
    if (tokens_.size() != 2) return std::nullopt;
    const label_token& a = tokens_[0];
    const label_token& b = tokens_[1];
    if (a.is_number() && b.is_number()) {
      if (a.digits() != 4 || b.gap != "-" || b.digits() > 2) return refuse(named() + " is no label");
      if (b.digits() == 1) {
        return ambiguous("as a month or as a quarter; write " + padded(a.number, 4) + "-0" + std::to_string(b.number) +
                         " or " + padded(a.number, 4) + "Q" + std::to_string(b.number));
      }
      return calendar_part(a.number, label_unit::month, b.number);
    }
    const label_token& word = a.is_number() ? b : a;
    const label_token& year = a.is_number() ? a : b;
    const int month = month_of(word.word);
    if (month == 0 || !year.is_number()) return std::nullopt;
    if (year.digits() == 4) return calendar_part(year.number, label_unit::month, month);
    if (year.digits() == 2 && !a.is_number() && (b.gap == "'" || b.gap == " '"))
      return calendar_part(year_of_two_digits(year.number), label_unit::month, month);
    if (year.digits() != 2) return no_year();
    return ambiguous("as a day of the month or as a year; write " + std::string(word.text) + "'" +
                     std::string(year.text) + " or four digits");
  }

  static std::optional<label_unit> unit_of(const std::string& word) {
    if (word == "Q") return label_unit::quarter;
    if (word == "H") return label_unit::half;
    if (word == "M") return label_unit::month;
    if (word == "P") return label_unit::four_weeks;
    return std::nullopt;
  }

  // [FY|CY] year, with a unit and its number before or after.
  result<period_label> unit_forms() const {
    std::vector<const label_token*> rest;
    std::optional<std::size_t> prefixed;  // the token in `rest` that FY or CY stands before
    bool fiscal = false;
    for (const label_token& token : tokens_) {
      if (token.word != "FY" && token.word != "CY") {
        rest.push_back(&token);
        continue;
      }
      if (prefixed) return refuse(named() + " says FY or CY twice");
      prefixed = rest.size();
      fiscal = token.word == "FY";
    }
    if (rest.size() == 1 && prefixed == std::size_t{0} && rest[0]->is_number()) {
      const auto year = year_from(*rest[0]);
      return year ? part(*year, label_unit::year, 1, fiscal) : no_year();
    }
    if (rest.size() != 3) return refuse(named() + " is no label");

    // One letter and two numbers; the letter stands between them (2025Q4, 4Q25), before (Q4 2025) or after (2025 4Q).
    std::size_t letter = 0;
    while (letter < 3 && rest[letter]->is_number()) ++letter;
    for (std::size_t i = 0; i < 3; ++i)
      if (rest[i]->is_number() == (i == letter)) return refuse(named() + " is no label");
    if (letter == 3) return refuse(named() + " is no label");
    const std::optional<label_unit> unit = unit_of(rest[letter]->word);
    if (!unit) {
      return refuse(quoted(rest[letter]->text) + " in " + named() +
                    " is neither a unit (Q, H, M or P) nor a month's name");
    }
    std::size_t year = letter == 0 ? 2 : 0;
    if (letter == 1) {
      const bool year_first = rest[0]->digits() == 4 || prefixed == std::size_t{0};
      const bool year_last = rest[2]->digits() == 4 || prefixed == std::size_t{2};
      if (year_first && year_last) return refuse(named() + " has two years");
      if (!year_first && !year_last) {
        // 4Q25 and 25Q4: the year is the one of two digits.
        if (rest[0]->digits() != 2 && rest[2]->digits() != 2) return no_year();
        if (rest[0]->digits() == rest[2]->digits())
          return ambiguous("either number may be the year; write the year with four digits");
        year = rest[0]->digits() == 2 ? 0 : 2;
      } else {
        year = year_first ? 0 : 2;
      }
    }
    const std::size_t number = 3 - letter - year;
    // The number is joined to its letter, and FY or CY to its year.
    if (!rest[letter < number ? number : letter]->gap.empty() || (prefixed && *prefixed != year))
      return refuse(named() + " is no label");
    if (rest[number]->digits() > 2) return refuse(named() + " has no number of a " + std::string(to_string(*unit)));
    const auto in_year = year_from(*rest[year]);
    if (!in_year) return no_year();
    if (*unit == label_unit::month && number < letter) {
      const std::string count = std::to_string(rest[number]->number);
      return ambiguous("as month " + count + " or as the first " + count + " months; write M" +
                       padded(rest[number]->number, 2) + " for the month, or give the dates");
    }
    return part(*in_year, *unit, rest[number]->number, fiscal);
  }

  result<period_label> no_year() const { return refuse(named() + " has no year of two or four digits"); }

  static std::optional<int> year_from(const label_token& token) {
    if (token.digits() == 4) return token.number;
    if (token.digits() == 2) return year_of_two_digits(token.number);
    return std::nullopt;
  }

  result<period_label> part(int year, label_unit unit, int number, bool fiscal) const {
    if (number < 1 || number > units_per_year(unit)) {
      const std::string units = unit == label_unit::half ? "halves" : std::string(to_string(unit)) + 's';
      return fail(reason_code::out_of_range,
                  named() + " is no label; a year has " + units + " 1 to " + std::to_string(units_per_year(unit)));
    }
    if (!fiscal) return calendar_part(year, unit, number);
    if (year < 1000) return fail(reason_code::out_of_range, named() + " is no label; fiscal years are 1000 to 9999");
    return period_label(fiscal_label::of(fy(year), unit, number));
  }

  result<period_label> calendar_part(int year, label_unit unit, int number) const {
    if (number < 1 || number > units_per_year(unit))
      return fail(reason_code::out_of_range, named() + " is no label; a month is 01 to 12");
    switch (unit) {
      case label_unit::year: return period_label(calendar_year(year));
      case label_unit::half: return period_label(calendar_half(year, number));
      case label_unit::quarter: return period_label(calendar_quarter(year, number));
      case label_unit::month: return period_label(calendar_month(year, number));
      case label_unit::four_weeks: break;
    }
    return fail(reason_code::malformed, named() +
                                            " is no label; the calendar's years have no four-week periods: write FY" +
                                            padded(year, 4) + "P" + padded(number, 2));
  }

  std::string_view text_;
  std::vector<label_token> tokens_;
};

}  // namespace detail

RUNRATE_FUNC std::string to_string(const fiscal_label& label, label_style style) {
  return detail::label_text(detail::label_parts::of(label.year(), label.unit(), label.number()), true, style);
}
RUNRATE_FUNC std::string to_string(const fiscal_year& year, label_style style) {
  return to_string(fiscal_label(year), style);
}
RUNRATE_FUNC std::string to_string(const period_label& label, label_style style) {
  return detail::label_text(detail::label_parts::of(label.year(), label.unit(), label.number()), label.is_fiscal(),
                            style);
}

RUNRATE_FUNC result<period_label> parse_label(std::string_view text) { return detail::label_reader(text).read(); }

}  // namespace runrate

#endif
