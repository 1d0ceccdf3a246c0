// Annualization by the days or the weeks that a period has.
#ifndef RUNRATE_RATE_METHODS_WEIGHTED_HPP
#define RUNRATE_RATE_METHODS_WEIGHTED_HPP

#include <runrate/rate/method.hpp>
#include <runrate/time/day_count.hpp>

namespace runrate::method {

/// An amount times the days in a year over the days in its period.
///
/// Formula: x * D / d, with D by the day count: 365 or 366 (actual/actual, of the year that holds the period's last
/// day), 365, 360. Oracle Hyperion Strategic Finance, @annualize
/// (docs.oracle.com/cd/E36352_01/epm.1112/hsf_user/ch21s03s04s02.html): 15 in the third quarter of 2000 is
/// 15 * 366 / 92.
///
/// It is fairer than times four between quarters of 89 to 92 days, for revenue that accrues by the day (cloud usage);
/// it misleads for revenue by the month (subscriptions), where February earns what March does. Any period has an
/// answer.
template <day_count_convention Convention>
class weighted_by_days {
public:
  static constexpr bool scales_only = true;

  constexpr explicit weighted_by_days(Convention convention, std::string_view name, std::string_view formula)
      : convention_(convention), name_(name), formula_(formula) {}

  constexpr std::string_view name() const { return name_; }
  constexpr std::string_view formula() const { return formula_; }
  constexpr const Convention& convention() const { return convention_; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    const annual_factor factor = convention_.factor(h.latest().during);
    return scaled_periods{1, factor.numerator, factor.denominator};
  }
  constexpr result<annualization> operator()(const history& h) const { return annualize_scaled(h, *scaling(h)); }

private:
  Convention convention_;
  std::string_view name_;
  std::string_view formula_;
};

inline constexpr weighted_by_days day_weighted{actual_actual, "day", "x days in the year / days in the period"};
inline constexpr weighted_by_days day_weighted_365{actual_365, "day365", "x 365 / days in the period"};
inline constexpr weighted_by_days day_weighted_360{actual_360, "day360", "x 360 / days in the period"};

/// An amount times 52 weeks over the weeks in its period: 14-week quarters and 53-week years on the basis of 52.
///
/// Formula: x * 52 / w, w = days / 7, so x * 364 / d. A 14-week quarter comes to 52/14 of itself, its 13-week
/// equivalent times four (the linear 13/14 adjustment, financial-education.com/the-52-53-week-fiscal-year); a 53-week
/// year to 52/53. Right where the extra week is an ordinary one; the week after Christmas is not. Calendar quarters,
/// which are not whole weeks, are read as fractions of them: a year of 364 days.
struct week_weighted_t {
  static constexpr bool scales_only = true;
  static constexpr std::string_view name() { return "week"; }
  static constexpr std::string_view formula() { return "x 52 / weeks in the period"; }

  constexpr std::optional<scaled_periods> scaling(const history& h) const {
    return scaled_periods{1, 364, h.latest().during.days()};
  }
  constexpr result<annualization> operator()(const history& h) const { return annualize_scaled(h, *scaling(h)); }
};
inline constexpr week_weighted_t week_weighted{};

}  // namespace runrate::method

#endif
