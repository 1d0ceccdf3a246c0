// A forecast: points with ranges, for each period ahead and for the next twelve months.
#ifndef RUNRATE_FORECAST_FORECAST_HPP
#define RUNRATE_FORECAST_FORECAST_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/smoothing.hpp>

#include <optional>
#include <string>
#include <vector>

namespace runrate {

/// Where a range comes from.
enum class range_source {
  model,     ///< the deviations of the method's model
  backtest,  ///< how far off the method was at earlier times of the same series
};

/// "model", "backtest".
std::string_view to_string(range_source source);

struct forecast_options {
  std::size_t horizon = 0;                 ///< periods ahead; 0 for a year
  std::vector<double> levels{0.80, 0.95};  ///< shares of outcomes that ranges are to hold, ascending
  /// By the model where the method has one, else by backtest. See `forecast`.
  range_source ranges = range_source::model;
};

struct value_range {
  double low;
  double high;
};

/// A figure that is expected, and the ranges around it.
struct predicted {
  double value = 0;
  /// By level; nothing where too little is known of the method's errors.
  std::vector<std::optional<value_range>> ranges{};
};

struct series_forecast {
  std::string method;
  range_source ranges_from;  ///< by backtest also where a method has no model
  std::vector<double> levels;
  std::vector<predicted> periods;  ///< the next one first
  predicted next_year;             ///< the sum of the next four quarters, or twelve months
};

/// What a method expects, with ranges.
///
/// By the model: point plus and minus deviation times width times the quantile of Student's t with six degrees of
/// freedom. The width is 0.95 in the next period and grows by 0.12 a year. Both come from rolling origins on the
/// training parts of the M3 competition's quarterly series: models that are fitted to few figures are surer of
/// themselves than they should be, the more so the further ahead. docs/explanation/forecasts.md has what the ranges
/// hold on figures that were not used for this.
///
/// By backtest (split conformal prediction; Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005):
/// the method forecasts from each earlier time at which it had two years, and of the sizes of its errors, in deviations
/// of the model or shares of the point, the one is taken that a share `level` of n + 1 stays below. 80% take 4 errors,
/// 95% take 19; where there are fewer there is no range. Rolling origins of one series are not exchangeable, so that
/// it holds what it says only as far as the series goes on as before.
///
/// No answer where the method has none, or expects what is not finite. `contract_error` for a level that is not between
/// 0 and 1.
result<series_forecast> forecast(const studied_series& of, const any_forecast_method& method,
                                 const forecast_options& options = {});
result<series_forecast> forecast(const observations& of, const any_forecast_method& method,
                                 const forecast_options& options = {});

namespace detail {

/// The sizes of earlier errors, of which a range is made.
class error_sizes {
public:
  void add(double size) { sizes_.push_back(size); }
  std::size_t count() const { return sizes_.size(); }
  /// The size that so large a share of errors stays below; nothing where there are too few to say.
  std::optional<double> below(double level) const;

private:
  std::vector<double> sizes_;
};

/// What an error is measured in: the model's deviation, or the size of the point.
double measure_of_errors(double point, const std::vector<double>& deviations, std::size_t ahead);

/// Checks a method's answer: as many points as asked, all finite.
result<expectation> checked_expectation(result<expectation> expected, std::string_view method, std::size_t horizon);

/// The levels of ranges, and how many deviations a range of each reaches to either side.
class range_levels {
public:
  /// `contract_error` for a level that is not between 0 and 1.
  explicit range_levels(const std::vector<double>& levels);

  const std::vector<double>& levels() const { return levels_; }
  std::vector<std::optional<value_range>> by_errors(double point, double measure, const error_sizes& errors) const;
  /// `periods_ahead` is the mean of them where the point is a sum.
  std::vector<std::optional<value_range>> by_deviation(double point, double deviation, double periods_ahead,
                                                       std::size_t per_year) const;

private:
  std::vector<double> levels_;
  std::vector<double> reaches_;
};

/// A forecast without ranges from an answer that was checked; and those of its model, if it has one.
series_forecast forecast_of(std::string_view method, const expectation& expected, std::size_t horizon,
                            std::size_t per_year, const range_levels& levels);
void set_ranges_by_model(series_forecast& of, const expectation& expected, std::size_t per_year,
                         const range_levels& levels);

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/forecast-inl.hpp>
#endif

#endif
