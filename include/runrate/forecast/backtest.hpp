// How good forecasts were: methods scored on history as it was known at the time.
#ifndef RUNRATE_FORECAST_BACKTEST_HPP
#define RUNRATE_FORECAST_BACKTEST_HPP

#include <runrate/forecast/forecast.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace runrate {

/// A time at which a forecast could have been made: what was known then, and what came.
struct backtest_origin {
  observations known;
  std::vector<double> came;              ///< the next period first; as many as there are by now, perhaps none
  std::optional<double> year_that_came;  ///< of the next year, where all of it has come
};

/// The origins of figures that were never restated: one after each figure from `least_known` on, but for the last.
std::vector<backtest_origin> rolling_origins(const observations& of, std::size_t horizon, std::size_t least_known);

/// How far off points were. Errors are forecast minus what came: a positive bias is a forecast that was too high.
struct error_scores {
  std::size_t count = 0;  ///< forecasts whose outcome is known
  /// Means, in percent: 200 |F - A| / (|F| + |A|), 0 where both are zero (Makridakis 1993); 100 |F - A| / |A| and its
  /// signed form 100 (F - A) / |A|, over outcomes other than zero.
  std::optional<double> smape{};
  std::optional<double> mape{};
  std::optional<double> bias{};
  /// Mean absolute error over that of the seasonal naive forecast on the figures that were known (Hyndman and Koehler,
  /// Another look at measures of forecast accuracy, International Journal of Forecasting 22, 2006), over origins where
  /// that is not zero. Not for a year.
  std::optional<double> mase{};
  /// By level: the share of outcomes inside the range, in percent, and the range's mean width in percent of what came;
  /// over forecasts that have a range.
  std::vector<std::optional<double>> coverage{};
  std::vector<std::optional<double>> width{};
};

struct method_scores {
  std::string method;
  std::size_t origins = 0;              ///< at which it had an answer
  std::size_t without_answer = 0;       ///< at which it had none
  std::vector<error_scores> by_period;  ///< ahead, the next one first
  error_scores periods;                 ///< over all of them
  error_scores next_year;
};

struct backtest_options {
  std::size_t horizon = 0;  ///< periods ahead that are scored; 0 for a year
  std::vector<double> levels{0.80, 0.95};
  unsigned threads = 0;  ///< 0: as many as the machine has processors; more make the same scores
  std::function<void(std::size_t series_done)> on_progress{};  ///< by one thread at a time
};

/// What a method said at one origin, or why it said nothing. Ranges are those of the method's model; of a method
/// without one, by the errors that were known at the time (see `forecast`).
struct backtest_record {
  std::size_t origin;
  std::size_t method;
  result<series_forecast> said;
};

/// Every method at every origin of one series, by origin and then by method.
std::vector<backtest_record> backtest_records(std::span<const backtest_origin> origins,
                                              std::span<const any_forecast_method> methods,
                                              const backtest_options& options = {});

/// Scores of each method over the origins of all series. The same for any number of threads.
std::vector<method_scores> backtest(std::span<const std::vector<backtest_origin>> series,
                                    std::span<const any_forecast_method> methods, const backtest_options& options = {});

/// The same with methods that differ by series, such as those that know its fiscal year: `methods_of(s)` has those of
/// series s, as many for each and in the same order. Names are those of the first.
std::vector<method_scores> backtest(std::span<const std::vector<backtest_origin>> series,
                                    const std::function<std::vector<any_forecast_method>(std::size_t)>& methods_of,
                                    const backtest_options& options = {});

/// The library's forecasts, the simple ones first and the default, `forecast_by::combination`, last. Annualization
/// methods come in as `forecast_by::annualized`.
std::vector<any_forecast_method> every_forecast_method();
/// Those that are too dear to be among them, since they make a backtest of their own: `weighted_combination`.
std::vector<any_forecast_method> dear_forecast_methods();

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/backtest-inl.hpp>
#endif

#endif
