// A record that goes on as a method expects: periods of any length that are made of its own.
#ifndef RUNRATE_FORECAST_DETAIL_EXPECTED_PERIODS_HPP
#define RUNRATE_FORECAST_DETAIL_EXPECTED_PERIODS_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/result.hpp>
#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/simulate/uncertainty.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace runrate::detail {

/// The sum of errors, from the first period ahead on, as a chain.
class error_chain {
public:
  error_chain(const expectation& of, std::size_t per_year);

  /// Periods from the `first` on, `count` of them, as one step.
  error_step step(std::size_t first, std::size_t count) const;
  /// The deviation of the errors of these periods together.
  double deviation(std::size_t first, std::size_t count) const;

private:
  std::vector<error_step> steps_;
};

class expected_periods {
public:
  /// A part of the record, and of what comes after it.
  struct part {
    decimal reported{};
    interval bounds{decimal()};  ///< of what was reported
    double expected = 0;         ///< of what was not
    std::size_t first_ahead = 0, ahead = 0;
    std::size_t periods = 0;
  };

  /// What a method expects up to a day. See `baseline_of` for when there is no answer.
  static result<expected_periods> of(const observed_series& record, date end, const any_forecast_method& method);

  /// `label` is how a reason calls the period.
  result<part> within(const period& days, std::string_view label) const;
  const error_chain& errors() const { return errors_; }
  const std::string& method() const { return method_; }
  std::size_t ahead() const { return periods_.size() - amounts_.size(); }

private:
  expected_periods(std::span<const dated_amount> amounts, std::vector<period> periods, std::string method,
                   const expectation& expected, std::size_t per_year);

  std::vector<dated_amount> amounts_;
  std::vector<period> periods_;  // those of the record, and those after it
  std::string method_;
  std::vector<double> points_;
  error_chain errors_;
};

}  // namespace runrate::detail

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/expected_periods-inl.hpp>
#endif

#endif
