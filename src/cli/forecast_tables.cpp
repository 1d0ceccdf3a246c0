#include "forecast_output.hpp"

#include "fiscal_years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <variant>

namespace runrate::cli {
namespace {

/// Amounts that stand below each other, all in the unit of the largest: "$0.875B" beside "$3.406B". One that is too
/// small for that has its own.
class amounts_alike {
public:
  explicit amounts_alike(const currency& unit) : unit_(unit) {}

  void add(double value) { largest_ = std::max(largest_, std::abs(value)); }
  std::string operator()(double value) const {
    if (!(std::abs(value) < most)) return fmt::format("{} {:.4g}", unit_.code(), value);
    const decimal nearest = decimal::parse(fmt::format("{:.9f}", value)).value();
    const auto [letter, scale] = scale_of(largest_);
    const bool is_too_small = value != 0 && std::abs(value) < scale / 1000;
    return is_too_small ? text(nearest, scale_of(value).first) : text(nearest, letter);
  }

private:
  static constexpr double most = 1e18;  // from there on nobody counts the zeros

  static std::pair<char, double> scale_of(double value) {
    for (const auto& known : {std::pair('T', 1e12), std::pair('B', 1e9), std::pair('M', 1e6), std::pair('K', 1e3)}) {
      if (known.second <= std::abs(value)) return known;
    }
    return {'\0', 1};
  }
  std::string text(decimal amount, char letter) const {
    number_format format;
    format.currency = '$';
    format.grouped = true;
    format.unit = letter;
    format.places = letter == '\0' ? unit_.minor_units() : 3;
    return format_number(money<any_currency>(amount, unit_), format);
  }

  currency unit_;
  double largest_ = 0;
};

std::string text_alone(double value, const currency& unit) {
  amounts_alike text(unit);
  text.add(value);
  return text(value);
}

std::string label_of_days(const expected_series& s, period days, const fiscal_years& calendar_years) {
  const auto& own = s.from->calendar;
  if (!own || own->is_calendar_year()) return calendar_years.label(s.entity(), days);
  return std::visit(
      [&](const auto& rule) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(rule)>, std::monostate>) {
          return to_string(days);
        } else {
          const auto label = label_of(rule, days);
          return label ? to_string(*label) : to_string(days);
        }
      },
      own->rule);
}

std::string text_of(const std::optional<value_range>& range, const amounts_alike& text) {
  const bool has_ends = range && std::isfinite(range->low) && std::isfinite(range->high);
  return has_ends ? text(range->low) + " and " + text(range->high) : "";
}

std::string_view plural_of_periods(int per_year) {
  switch (per_year) {
    case 1: return "years";
    case 2: return "halves";
    case 4: return "quarters";
    case 12: return "months";
    case 52: return "weeks";
    default: return "periods";
  }
}

std::string counted_periods(std::size_t count, int per_year) {
  const std::string_view plural = plural_of_periods(per_year);
  return fmt::format("{} {}", count, count > 1 ? plural : per_year == 2 ? "half" : plural.substr(0, plural.size() - 1));
}

std::string next_year_label(int per_year) {
  switch (per_year) {
    case 1: return "next year";
    case 2: return "next two halves";
    case 4: return "next four quarters";
    case 12: return "next twelve months";
    default: return fmt::format("next {} {}", per_year, plural_of_periods(per_year));
  }
}

std::string note_on_ranges(range_source ranges) {
  if (ranges == range_source::backtest) {
    return "ranges: from the method's errors at earlier times of this series; 80 in 100 take 4 of them, 95 in 100 take "
           "19";
  }
  return "ranges: from the method's model, widened by what was seen on other series; --ranges backtest takes its "
         "errors on this one";
}

}  // namespace

std::vector<sheet> sheets_of(const forecast_report& r, bool quiet) {
  constexpr const char* inner = "80 in 100 between";
  constexpr const char* outer = "95 in 100 between";
  const fiscal_years calendar_years({});
  std::vector<sheet> sheets;
  bool has_one = false;  // a range
  for (const expected_series& s : r.series) {
    for (std::size_t m = 0; m < r.methods.size(); ++m) {
      const result<series_forecast>& found = s.by_method[m];
      if (!found) continue;
      const dated_amount& latest = s.amounts.back();
      table t({{"period"}, {"expected", alignment::right}, {inner}, {outer}}, s.name() + " by " + r.methods[m]);
      amounts_alike text(s.unit());
      for (const predicted& p : found->periods) text.add(p.value);
      bool lacks_one = false;
      const auto add_row = [&](const std::string& label, const predicted& p) {
        lacks_one = lacks_one || !p.ranges[0] || !p.ranges[1];
        has_one = has_one || p.ranges[0];
        t.add_row({label, text(p.value), text_of(p.ranges[0], text), text_of(p.ranges[1], text)});
      };
      for (std::size_t h = 0; h < found->periods.size(); ++h) {
        add_row(label_of_days(s, s.ahead[h], calendar_years), found->periods[h]);
      }
      add_row(next_year_label(*s.per_year), found->next_year);
      if (!quiet) {
        t.add_note(fmt::format("from {} to {}, the latest {}", counted_periods(s.amounts.size(), *s.per_year),
                               to_string(latest.during.last()), text_alone(to_double(latest.amount), s.unit())));
        if (!s.from->concept_name.empty()) t.add_note("concept: " + s.from->concept_name);
        if (lacks_one) t.add_note("no range: too little is known of the method's errors");
      }
      sheets.push_back({std::move(t), {inner}});
    }
  }
  if (!quiet && !sheets.empty()) {
    if (has_one) sheets.back().content.add_note(note_on_ranges(r.ranges));
    sheets.back().content.add_note("figures are estimates, computed in double");
  }
  return sheets;
}

}  // namespace runrate::cli
