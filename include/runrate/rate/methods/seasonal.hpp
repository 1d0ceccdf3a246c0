// Annualization that knows the season.
#ifndef RUNRATE_RATE_METHODS_SEASONAL_HPP
#define RUNRATE_RATE_METHODS_SEASONAL_HPP

#include <runrate/rate/method.hpp>
#include <runrate/rate/methods/cumulative.hpp>

#include <array>

namespace runrate {
namespace detail {

/// x over the mean share that its slot had of its year, over at most `years` whole years before the present one.
/// `slot` counts from 0; `per_year` periods make a year.
result<annualization> by_seasonal_share(const history& h, std::size_t slot, std::size_t per_year, int years);
RUNRATE_COLD reason no_slot(const history& h);

}  // namespace detail

namespace method {

/// An amount over the share of the year that its quarter (or month) has had.
///
/// Formula: x / s, s = the mean over past years of (slot's amount / year's amount); the multiplicative factors of a
/// seasonally adjusted annual rate, normalised to one (census.gov/construction/nrs/faqs/faqs_seas.html). Exact: the
/// shares are fractions.
///
/// Growth within a year makes late quarters larger than early ones without any season; the share takes that growth for
/// season, so that for a steady grower it understates a fourth quarter and overstates a first. No answer without one
/// whole fiscal year before the present one, or where a year or a share is zero or less.
template <fiscal_calendar Calendar>
class seasonal_share {
public:
  /// Shares from at most `years` past fiscal years, at least 1.
  constexpr explicit seasonal_share(Calendar calendar, int years = 3) : calendar_(std::move(calendar)), years_(years) {
    if (years < 1) detail::throw_contract("seasonal_share: at least one year of history must be asked for");
  }

  static constexpr std::string_view name() { return "seasonal"; }
  static constexpr std::string_view formula() { return "period / its mean share of past years"; }

  result<annualization> operator()(const history& h) const {
    const std::size_t since_start = detail::periods_since_year_start(h, calendar_);
    if (since_start == 0) return detail::no_slot(h);
    const result<int> per_year = shape_of(h.latest().during).periods_per_year();
    if (!per_year) return per_year.error();
    return detail::by_seasonal_share(h, since_start - 1, static_cast<std::size_t>(*per_year), years_);
  }

private:
  Calendar calendar_;
  int years_;
};

/// A seasonally adjusted annual rate: the amount over its season's factor, times four or twelve.
///
/// Formula: x / f * k with k factors that average one: k = 4 for the calendar's quarters, 12 for its months; the Census
/// Bureau's SAAR (census.gov/construction/nrs/faqs/faqs_seas.html). The factors come from whoever estimated them. It is
/// a level, not a forecast.
///
///     constexpr method::seasonally_adjusted saar(std::array{ratio(9, 10), ratio(1), ratio(1), ratio(11, 10)});
template <std::size_t Count>
  requires(Count == 4 || Count == 12)
class seasonally_adjusted {
public:
  /// The factors from January or the first quarter on. `contract_error` for a factor of zero or less.
  constexpr explicit seasonally_adjusted(std::array<ratio, Count> factors) : factors_(std::move(factors)) {
    for (const ratio& factor : factors_) {
      if (sign(factor) <= 0) detail::throw_contract("seasonally_adjusted: a seasonal factor must be above 0");
    }
  }

  static constexpr std::string_view name() { return "saar"; }
  static constexpr std::string_view formula() {
    return Count == 4 ? "quarter / seasonal factor x 4" : "month / seasonal factor x 12";
  }

  constexpr result<annualization> operator()(const history& h) const {
    constexpr period_kind expected = Count == 4 ? period_kind::quarter : period_kind::month;
    const period during = h.latest().during;
    if (detail::kind_of_length(during.days()) != expected) [[unlikely]]
      return detail::wrong_period_for(name(), during, to_string(expected));
    const date middle = during.begin() + std::chrono::days{during.days() / 2};
    const int slot =
        Count == 4 ? nearest_calendar_quarter(during).quarter().number() : calendar_month::containing(middle).month();
    return annualize_latest(h, ratio(static_cast<int>(Count)) / factors_[static_cast<std::size_t>(slot - 1)]);
  }

private:
  std::array<ratio, Count> factors_;
};

}  // namespace method
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/methods/detail/seasonal-inl.hpp>
#endif

#endif
