// A forecast as what a scenario begins with.
#ifndef RUNRATE_FORECAST_BASELINE_HPP
#define RUNRATE_FORECAST_BASELINE_HPP

#include <runrate/core/decimal.hpp>
#include <runrate/core/interval.hpp>
#include <runrate/core/result.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/model/timeline.hpp>
#include <runrate/simulate/uncertainty.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace runrate {

/// A driver that goes on as a record did: period by period of a model, what was reported and then what is expected.
struct forecast_baseline {
  std::string method;
  /// Rounded where they are expected: an estimate has no more to say.
  std::vector<decimal> values;
  /// What holds so large a share of outcomes; of periods that were reported whole, the rounding of the amounts.
  std::vector<interval> ranges;
  /// How errors go from period to period, for a simulation: `uncertainty::move`. Each period's have the ranges'
  /// deviations, and so have the sums up to each, such as the next twelve months'.
  driver_path path;
  std::size_t periods_expected;  ///< of the record's kind, after its last
};

struct baseline_options {
  double level = 0.80;  ///< the share of outcomes that ranges are to hold
  int decimals = 2;     ///< that what is expected is rounded to, 0 to 9: the currency's minor units
};

/// What a method expects of the periods of a model, from a record that ends within them or before. A period of the
/// model may be several of the record: a year is four quarters, of which some may have been reported.
///
/// Ranges are those of `forecast` by the model. For a simulation, the sum of errors up to each period is taken for
/// a chain: S' = kept S + deviation N, with the two numbers that give every period and every sum up to it the
/// deviation of the method's model. Where the two contradict each other, as they may a little in a combination, the
/// period's own counts.
///
/// No answer where a period of the model is not made up of whole periods of the record or after it; more than 120
/// periods ahead; and of a method without a model of its errors, such as a run-rate. `contract_error` for a level that
/// is not between 0 and 1, or places that a decimal does not have.
///
///     const series<usd> quarters{usd(33.006_bn).over(2025y / Q3), usd(35.579_bn).over(2025y / Q4)};
///     const observed_series aws = observed_series::of(quarters.amounts()).value();
///     const timeline year = timeline::of(2026y / Q1, 4).value();
///     const forecast_baseline base = baseline_of(aws, year, forecast_by::naive()).value();
///     uncertainty unsure;
///     unsure.move("base", base.path);
result<forecast_baseline> baseline_of(const observed_series& record, const timeline& over,
                                      const any_forecast_method& method = forecast_by::combination(),
                                      const baseline_options& options = {});

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/baseline-inl.hpp>
#endif

#endif
