// Annualization of growth: what a year brings if the last period's growth goes on.
#ifndef RUNRATE_RATE_METHODS_COMPOUNDED_HPP
#define RUNRATE_RATE_METHODS_COMPOUNDED_HPP

#include <runrate/rate/method.hpp>
#include <runrate/rate/methods/times.hpp>

namespace runrate {
namespace detail {

/// The two periods that growth is read from, and how many of them a year has; or why there is no growth to read.
struct growth_basis {
  dated_amount now;
  dated_amount before;
  int per_year;
};
result<growth_basis> growth_basis_of(const history& h, std::string_view method);

}  // namespace detail

namespace method {

/// The next year at the last period's rate of growth: each coming quarter is larger than the one before it by what this
/// quarter was larger than the last.
///
/// Formula: x (r + r^2 + ... + r^m) with r = x / x_before and m periods a year. The annual rate of growth behind it is
/// BEA's r^m - 1 (dev.bea.gov/help/faq/463), in `compounded_annual_rate`; that rate is published, the level is its
/// consequence, and a projection: it takes one quarter's growth for a year's.
///
/// The bounds follow both figures' precision. No answer where either is zero or less, or not above its rounding.
struct compounded_t {
  static constexpr std::string_view name() { return "compound"; }
  static constexpr std::string_view formula() { return "the next year if the last period's growth goes on"; }

  result<annualization> operator()(const history& h) const;
};
inline constexpr compounded_t compounded{};

/// The rate at the very end of the period, of revenue that grows continuously at the rate that was seen.
///
/// Formula: with r = x / x_before and m periods a year, m x r ln r / (r - 1): if revenue per unit of time grows as
/// exp(rho t) with rho = m ln r, FRED's continuously compounded annual rate of change
/// (fredhelp.stlouisfed.org/fred/data/understanding-the-data/formulas-calculate-growth-rates), this is its value on the
/// last day. It tends to m x as r tends to 1, and lies above times four for what grows, since a quarter's average is
/// half a quarter old.
///
/// The factor is irrational; it is rounded to 36 decimal places, correctly, and the figure is exact for that factor.
/// No answer where either amount is zero or less, or not above its rounding.
struct log_compounded_t {
  static constexpr std::string_view name() { return "logcompound"; }
  static constexpr std::string_view formula() { return "rate at the period's end under continuous growth"; }

  result<annualization> operator()(const history& h) const;
};
inline constexpr log_compounded_t log_compounded{};

}  // namespace method
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/rate/methods/detail/compounded-inl.hpp>
#endif

#endif
