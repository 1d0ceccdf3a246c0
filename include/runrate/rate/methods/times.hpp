// Simple annualization: a period times how many such periods a year has.
#ifndef RUNRATE_RATE_METHODS_TIMES_HPP
#define RUNRATE_RATE_METHODS_TIMES_HPP

#include <runrate/rate/method.hpp>
#include <runrate/time/period_shape.hpp>

namespace runrate {
namespace detail {

RUNRATE_COLD reason wrong_period_for(std::string_view method, const period& found, std::string_view expected);

}  // namespace detail

namespace method {

/// A quarter times four, a month times twelve, a week times fifty-two: what companies mean by "annualized run rate".
///
/// Formula: x * k. BEA states its quarterly and monthly estimates at annual rates so
/// (bea.gov/help/glossary/annual-rate); Amazon's "$142 billion annualized run rate" is 35,579 million times four.
///
/// It misleads where quarters differ in length (a 92-day quarter times four is a year of 368 days), in season, or
/// where a quarter has 12, 14 or 16 weeks. No answer for a period of another length.
class times {
public:
  static constexpr bool scales_only = true;

  /// `kind` times `count`: `times(period_kind::quarter, 4)`.
  constexpr times(period_kind kind, int count, std::string_view name, std::string_view formula)
      : name_(name), formula_(formula), kind_(kind), count_(count) {}

  constexpr std::string_view name() const { return name_; }
  constexpr std::string_view formula() const { return formula_; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    if (detail::kind_of_length(h.latest().during.days()) != kind_) [[unlikely]]
      return std::nullopt;
    return scaled_periods{1, count_};
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    return detail::wrong_period_for(name_, h.latest().during, to_string(kind_));
  }

private:
  std::string_view name_;
  std::string_view formula_;
  period_kind kind_;
  int count_;
};

inline constexpr times times_four{period_kind::quarter, 4, "x4", "quarter x 4"};
inline constexpr times times_twelve{period_kind::month, 12, "x12", "month x 12"};
inline constexpr times times_fifty_two{period_kind::week, 52, "x52", "week x 52"};
inline constexpr times times_two{period_kind::half, 2, "x2", "half x 2"};

/// The last sub-period of a horizon, annualized: the last quarter of a year, the last month of a quarter. The rate at
/// which a horizon was left; it belongs beside what the horizon brought (AWS's 2025 brought 128.7 billion, its exit
/// rate was 142.3).
///
/// Formula: x * (sub-periods in a year). No answer where the latest period is itself a year, or no known part of one.
struct exit_rate_t {
  static constexpr bool scales_only = true;
  static constexpr std::string_view name() { return "exit"; }
  static constexpr std::string_view formula() { return "last sub-period x sub-periods in a year"; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    switch (detail::kind_of_length(h.latest().during.days())) {
      case period_kind::week: return scaled_periods{1, 52};
      case period_kind::month: return scaled_periods{1, 12};
      case period_kind::quarter: return scaled_periods{1, 4};
      case period_kind::half: return scaled_periods{1, 2};
      default: return std::nullopt;
    }
  }
  constexpr result<annualization> operator()(const history& h) const {
    if (const auto scaled = scaling(h)) return annualize_scaled(h, *scaled);
    const period_shape shape = shape_of(h.latest().during);
    if (shape.kind != period_kind::year) return shape.periods_per_year().error();
    return detail::wrong_period_for(name(), h.latest().during, "a part of the year: a quarter or a month");
  }
};
inline constexpr exit_rate_t exit_rate{};

}  // namespace method
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/methods/detail/times-inl.hpp>
#endif

#endif
