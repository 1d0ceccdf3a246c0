#ifndef RUNRATE_FORECAST_DETAIL_BACKTEST_INL_HPP
#define RUNRATE_FORECAST_DETAIL_BACKTEST_INL_HPP

#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/detail/combination-inl.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/detail/simple_forecasts-inl.hpp>
#include <runrate/model/threads.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <numeric>

namespace runrate {
namespace detail {

/// A mean in the making.
class running_mean {
public:
  void add(double value) { sum_ += value, ++count_; }
  void add(const running_mean& other) { sum_ += other.sum_, count_ += other.count_; }
  std::optional<double> value() const {
    if (count_ == 0) return std::nullopt;
    return sum_ / static_cast<double>(count_);
  }

private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

/// `error_scores` in the making.
class error_tally {
public:
  explicit error_tally(std::size_t levels) : coverage_(levels), width_(levels) {}

  /// `typical_error`: of the seasonal naive forecast; 0 where there is none.
  void add(const predicted& said, double came, double typical_error) {
    const double error = said.value - came, size = std::abs(came);
    ++count_;
    const double sizes = std::abs(said.value) + size;
    smape_.add(sizes > 0 ? 200 * std::abs(error) / sizes : 0);
    if (size > 0) mape_.add(100 * std::abs(error) / size), bias_.add(100 * error / size);
    if (typical_error > 0) mase_.add(std::abs(error) / typical_error);
    for (std::size_t l = 0; l < said.ranges.size(); ++l) {
      const std::optional<value_range>& range = said.ranges[l];
      if (!range) continue;
      coverage_[l].add(came >= range->low && came <= range->high ? 100 : 0);
      if (size > 0) width_[l].add(100 * (range->high - range->low) / size);
    }
  }
  void add(const error_tally& other) {
    count_ += other.count_;
    smape_.add(other.smape_), mape_.add(other.mape_), bias_.add(other.bias_), mase_.add(other.mase_);
    for (std::size_t l = 0; l < coverage_.size(); ++l)
      coverage_[l].add(other.coverage_[l]), width_[l].add(other.width_[l]);
  }
  error_scores scores() const {
    error_scores made{count_, smape_.value(), mape_.value(), bias_.value(), mase_.value(), {}, {}};
    for (const running_mean& m : coverage_) made.coverage.push_back(m.value());
    for (const running_mean& m : width_) made.width.push_back(m.value());
    return made;
  }

private:
  std::size_t count_ = 0;
  running_mean smape_, mape_, bias_, mase_;
  std::vector<running_mean> coverage_, width_;
};

struct method_tally {
  std::size_t origins = 0, without_answer = 0;
  std::vector<error_tally> by_period;
  error_tally next_year;

  method_tally(std::size_t horizon, std::size_t levels) : by_period(horizon, error_tally(levels)), next_year(levels) {}

  void add(const method_tally& other) {
    origins += other.origins, without_answer += other.without_answer;
    for (std::size_t h = 0; h < by_period.size(); ++h) by_period[h].add(other.by_period[h]);
    next_year.add(other.next_year);
  }
  method_scores scores(std::string_view name, std::size_t levels) const {
    method_scores made{std::string(name), origins, without_answer, {}, {}, next_year.scores()};
    error_tally all(levels);
    for (const error_tally& period : by_period) {
      made.by_period.push_back(period.scores());
      all.add(period);
    }
    made.periods = all.scores();
    return made;
  }
};

/// The mean size of the seasonal naive forecast's errors one step ahead; 0 where there are none.
inline double seasonal_naive_error(const observations& of) {
  const std::size_t m = of.per_year();
  if (of.size() <= m) return 0;
  double sum = 0;
  for (std::size_t i = m; i < of.size(); ++i) sum += std::abs(of[i] - of[i - m]);
  return sum / static_cast<double>(of.size() - m);
}

inline void add_scores(std::vector<method_tally>& to, std::span<const backtest_origin> origins,
                       std::span<const backtest_record> records) {
  for (const backtest_record& record : records) {
    method_tally& tally = to[record.method];
    if (!record.said) {
      ++tally.without_answer;
      continue;
    }
    ++tally.origins;
    const backtest_origin& origin = origins[record.origin];
    const double typical_error = seasonal_naive_error(origin.known);
    const std::size_t scored = std::min(origin.came.size(), record.said->periods.size());
    for (std::size_t h = 0; h < scored; ++h) {
      tally.by_period[h].add(record.said->periods[h], origin.came[h], typical_error);
    }
    if (origin.year_that_came) tally.next_year.add(record.said->next_year, *origin.year_that_came, 0);
  }
}

/// Where what came after an earlier history begins in what is known now; nothing where that can't be told. Histories of
/// filings need not begin alike.
inline std::optional<std::size_t> place_after(const observations& earlier, const observations& now) {
  if (earlier.amounts().empty() || now.amounts().empty()) return earlier.size();
  const date end = earlier.amounts().back().during.end();
  for (std::size_t i = 0; i < now.size(); ++i) {
    constexpr int slip_of_dates = 10;  // days
    if (std::abs((now.amounts()[i].during.begin() - end).count()) <= slip_of_dates) return i;
  }
  return std::nullopt;
}

/// The errors of a method without a model that were known at a time: of its answers at earlier origins, by what was
/// known then.
struct known_errors {
  std::vector<error_sizes> of_periods;
  error_sizes of_year;

  known_errors(std::span<const backtest_record> earlier, std::span<const backtest_origin> origins, std::size_t method,
               const observations& now, std::size_t horizon)
      : of_periods(horizon) {
    const std::size_t m = now.per_year();
    for (const backtest_record& record : earlier) {
      if (record.method != method || !record.said) continue;
      const std::size_t begin = place_after(origins[record.origin].known, now).value_or(now.size());
      const std::size_t came = now.size() > begin ? now.size() - begin : 0;
      const std::vector<predicted>& said = record.said->periods;
      for (std::size_t h = 0; h < std::min({came, horizon, said.size()}); ++h) {
        const double point = said[h].value;
        of_periods[h].add(std::abs(now[begin + h] - point) / measure_of_errors(point, {}, h));
      }
      if (came < m) continue;
      double year = 0;
      for (std::size_t h = 0; h < m; ++h) year += now[begin + h];
      const double point = record.said->next_year.value;
      of_year.add(std::abs(year - point) / measure_of_errors(point, {}, 0));
    }
  }
};

inline unsigned threads_for(const backtest_options& options, std::size_t parts) {
  const unsigned asked = options.threads == 0 ? threads_of_machine() : options.threads;
  return static_cast<unsigned>(std::min<std::size_t>({asked, parts, 256}));
}

inline std::size_t horizon_for(const backtest_options& options, std::span<const backtest_origin> origins) {
  if (options.horizon != 0 || origins.empty()) return options.horizon;
  return origins.front().known.per_year();
}

}  // namespace detail

RUNRATE_FUNC std::vector<backtest_origin> rolling_origins(const observations& of, std::size_t horizon,
                                                          std::size_t least_known) {
  if (least_known == 0) detail::throw_contract("rolling_origins: nothing is known; expected at least 1 figure");
  const std::size_t m = of.per_year(), ahead = horizon == 0 ? m : horizon;
  std::vector<backtest_origin> origins;
  for (std::size_t known = least_known; known < of.size(); ++known) {
    const std::span<const double> after = of.values().subspan(known);
    backtest_origin origin{of.first(known), {}, std::nullopt};
    const std::span<const double> came = after.first(std::min(ahead, after.size()));
    origin.came.assign(came.begin(), came.end());
    if (after.size() >= m) {
      origin.year_that_came = std::accumulate(after.begin(), after.begin() + static_cast<std::ptrdiff_t>(m), 0.0);
    }
    origins.push_back(std::move(origin));
  }
  return origins;
}

RUNRATE_FUNC std::vector<backtest_record> backtest_records(std::span<const backtest_origin> origins,
                                                           std::span<const any_forecast_method> methods,
                                                           const backtest_options& options) {
  const detail::range_levels levels(options.levels);
  const std::size_t wanted = detail::horizon_for(options, origins);
  // What is expected at each origin, by any thread; then the ranges, which look back, in the order of time.
  std::vector<std::vector<result<expectation>>> expected(origins.size());
  std::atomic<std::size_t> next{0};
  run_on_threads(detail::threads_for(options, origins.size()), [&](unsigned) {
    for (std::size_t o = next++; o < origins.size(); o = next++) {
      const studied_series known(origins[o].known);
      const std::size_t horizon = std::max(wanted, known.of().per_year());
      for (const any_forecast_method& method : methods) {
        expected[o].push_back(detail::checked_expectation(method(known, horizon), method.name(), horizon));
      }
    }
  });
  std::vector<backtest_record> records;
  records.reserve(origins.size() * methods.size());
  for (std::size_t o = 0; o < origins.size(); ++o) {
    const observations& known = origins[o].known;
    const std::size_t m = known.per_year();
    for (std::size_t k = 0; k < methods.size(); ++k) {
      const result<expectation>& found = expected[o][k];
      if (!found) {
        records.push_back({o, k, found.error()});
        continue;
      }
      series_forecast said = detail::forecast_of(methods[k].name(), *found, wanted, m, levels);
      if (!found->deviations.empty()) {
        detail::set_ranges_by_model(said, *found, m, levels);
      } else {
        const detail::known_errors errors(records, origins, k, known, wanted);
        for (std::size_t h = 0; h < wanted; ++h) {
          const double point = said.periods[h].value;
          said.periods[h].ranges =
              levels.by_errors(point, detail::measure_of_errors(point, {}, h), errors.of_periods[h]);
        }
        const double point = said.next_year.value;
        said.next_year.ranges = levels.by_errors(point, detail::measure_of_errors(point, {}, 0), errors.of_year);
      }
      records.push_back({o, k, std::move(said)});
    }
  }
  return records;
}

RUNRATE_FUNC std::vector<method_scores> backtest(
    std::span<const std::vector<backtest_origin>> series,
    const std::function<std::vector<any_forecast_method>(std::size_t)>& methods_of, const backtest_options& options) {
  if (series.empty()) return {};
  std::size_t horizon = options.horizon;
  for (const auto& origins : series) {
    if (options.horizon == 0) horizon = std::max(horizon, detail::horizon_for(options, origins));
  }
  const std::vector<any_forecast_method> first = methods_of(0);
  const detail::method_tally none(horizon, options.levels.size());
  std::vector<std::vector<detail::method_tally>> tallies(series.size());
  std::atomic<std::size_t> next{0};
  std::mutex telling;
  std::size_t done = 0;
  // Threads that are more than the series share the origins of one.
  backtest_options of_one = options;
  of_one.threads = std::max(1U, detail::threads_for(options, 256) / detail::threads_for(options, series.size()));
  run_on_threads(detail::threads_for(options, series.size()), [&](unsigned) {
    for (std::size_t s = next++; s < series.size(); s = next++) {
      tallies[s].assign(first.size(), none);
      const std::vector<any_forecast_method> own = methods_of(s);
      if (own.size() != first.size()) detail::throw_contract("backtest: series have unlike numbers of methods");
      detail::add_scores(tallies[s], series[s], backtest_records(series[s], own, of_one));
      if (options.on_progress) {
        const std::lock_guard lock(telling);
        options.on_progress(++done);
      }
    }
  });
  std::vector<method_scores> scores;
  for (std::size_t k = 0; k < first.size(); ++k) {
    detail::method_tally all = none;
    for (const auto& own : tallies) all.add(own[k]);
    scores.push_back(all.scores(first[k].name(), options.levels.size()));
  }
  return scores;
}

RUNRATE_FUNC std::vector<method_scores> backtest(std::span<const std::vector<backtest_origin>> series,
                                                 std::span<const any_forecast_method> methods,
                                                 const backtest_options& options) {
  std::vector<any_forecast_method> same(methods.begin(), methods.end());
  return backtest(
      series, [&](std::size_t) { return same; }, options);
}

RUNRATE_FUNC std::vector<any_forecast_method> every_forecast_method() {
  using namespace forecast_by;
  return {naive(),        seasonal_naive(), drift(),           simple_smoothing(), holt(),
          damped_holt(),  holt_winters(),   damped_seasonal(), damped_ets(),       ets(),
          averaged_ets(), theta(),          optimized_theta(), dynamic_theta(),    combination()};
}

RUNRATE_FUNC std::vector<any_forecast_method> dear_forecast_methods() { return {forecast_by::weighted_combination()}; }

}  // namespace runrate

#endif
