// All methods side by side, with the spread between them.
#ifndef RUNRATE_RATE_COMPARE_HPP
#define RUNRATE_RATE_COMPARE_HPP

#include <runrate/rate/run_rate.hpp>
#include <runrate/time/fiscal_calendar.hpp>

#include <string>
#include <vector>

namespace runrate {

/// What a reader of a figure should know, for a program to branch on.
enum class caution_code {
  length_overstates,   ///< times four of a long quarter: more days than a year has
  length_understates,  ///< times four of a short quarter: fewer days than a year has
  weeks_differ,        ///< a quarter of 12, 14, 16 or 17 weeks, or periods of unlike length counted as equal
  leap_year,           ///< the year that weights the days has 366
  projects_growth,     ///< takes one period's growth for a year's
  looks_back,          ///< half a year behind what grows
  is_whole_year,       ///< the year to date is the year: nothing was annualized
  factor_rounded,      ///< the factor is irrational and was rounded to 36 places
  precision_unknown,   ///< the figure's rounding was not stated: bounds are a point
  season_overstates,   ///< a strong period of the year, taken for all: see `season_caution` in forecast
  season_understates,  ///< a weak one
};

/// The name of a caution as it stands in JSON output: `length_overstates`.
std::string_view to_string(caution_code code);

/// A caution with its sentence: "91 days x 4 is a year of 364 days: 0.27% below 365".
struct caution {
  caution_code code;
  std::string text;
};

/// What to know about a method's figure for a history's latest period.
std::vector<caution> cautions(const history& h, std::string_view method, const annualization& how);

/// The methods that `--method all` tries, in the order of their output; those that the data are not for give a reason.
std::vector<any_method> every_method(const any_calendar& calendar);

/// A method's figure, or why it has none.
template <class Currency>
struct compared {
  std::string method;
  std::string formula;
  result<basic_run_rate<Currency>> rate;
  std::vector<caution> cautions;
};

/// The lowest and the highest of the figures, and how far they are apart.
template <class Currency>
struct spread {
  basic_money<Currency> low;
  basic_money<Currency> high;
  std::string lowest_method;
  std::string highest_method;

  basic_money<Currency> difference() const { return high - low; }
  /// The difference over the lowest figure; `base_not_positive` where that is zero or less.
  result<ratio> relative() const {
    if (low.amount() <= decimal()) {
      return reason{reason_code::base_not_positive,
                    "the lowest figure is " + to_string(low) + ": there is no share of it"};
    }
    return (difference() / low).reduced();
  }
};

/// One period by several methods.
template <class Currency>
struct comparison {
  period during;
  std::vector<compared<Currency>> methods;
  /// Nothing where no method has a figure.
  std::optional<runrate::spread<Currency>> spread;
};

/// The period at `index` by each of the methods, from what was known when it had ended; rounded once to the currency's
/// minor unit. `contract_error` for an empty series.
template <class Currency>
comparison<Currency> compare(const basic_series<Currency>& s, std::span<const any_method> methods, std::size_t index) {
  const history h = s.up_to(index);
  comparison<Currency> side_by_side{h.latest().during, {}, std::nullopt};
  for (const any_method& method : methods) {
    compared<Currency> entry{
        std::string(method.name()), std::string(method.formula()), annualize(s, method, index), {}};
    if (entry.rate) {
      entry.cautions = cautions(h, method.name(), entry.rate->how());
      const basic_money<Currency>& value = entry.rate->value();
      auto& spread = side_by_side.spread;
      if (!spread) spread = {value, value, entry.method, entry.method};
      if (value < spread->low) spread->low = value, spread->lowest_method = entry.method;
      if (value > spread->high) spread->high = value, spread->highest_method = entry.method;
    }
    side_by_side.methods.push_back(std::move(entry));
  }
  return side_by_side;
}
template <class Currency>
comparison<Currency> compare(const basic_series<Currency>& s, std::span<const any_method> methods) {
  return compare(s, methods, s.size() - 1);
}

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/detail/compare-inl.hpp>
#endif

#endif
