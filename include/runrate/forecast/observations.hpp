// What a forecast looks at.
#ifndef RUNRATE_FORECAST_OBSERVATIONS_HPP
#define RUNRATE_FORECAST_OBSERVATIONS_HPP

#include <runrate/rate/series.hpp>

#include <cstddef>
#include <span>

namespace runrate {

/// Figures of equal periods in order, the latest last, and how many of them make up a year: a view, never empty.
///
/// In `double`: a forecast is an estimate. What was reported stays exact in the series that the figures come from.
///
///     const std::vector<double> figures{61.6, 75.2, 80.5, 59.4};
///     const observations sales(figures, 4);  // quarters
class observations {
public:
  /// `contract_error` where there is no figure, one is not finite, or fewer than one period makes up a year.
  observations(std::span<const double> values, int per_year);

  std::size_t size() const { return values_.size(); }
  double operator[](std::size_t i) const { return values_[i]; }
  double latest() const { return values_.back(); }
  std::span<const double> values() const { return values_; }
  /// 4 for quarters, 12 for months, 1 where there is no season.
  std::size_t per_year() const { return per_year_; }

  /// The first of them, at least one: what was known when that one was the latest.
  observations first(std::size_t count) const;

  /// The amounts that the figures are of, where methods for them take part; else empty. As many as there are figures.
  std::span<const dated_amount> amounts() const { return amounts_; }
  observations with_amounts(std::span<const dated_amount> amounts) const;

private:
  std::span<const double> values_;
  std::span<const dated_amount> amounts_;
  std::size_t per_year_;
};

namespace detail {

/// The mean of the figures' sizes, above 0 also where all are zero.
double typical_size(std::span<const double> values);
bool all_above_zero(std::span<const double> values);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/observations-inl.hpp>
#endif

#endif
