// Fitting a form of exponential smoothing: the likelihood of a pass over the figures, and the search for its maximum.
#ifndef RUNRATE_FORECAST_DETAIL_SMOOTHING_SEARCH_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SMOOTHING_SEARCH_INL_HPP

#include <runrate/forecast/detail/forecast_method-inl.hpp>
#include <runrate/forecast/detail/observations-inl.hpp>
#include <runrate/forecast/detail/seasonality-inl.hpp>
#include <runrate/forecast/detail/simplex_search.hpp>
#include <runrate/forecast/smoothing.hpp>
#include <runrate/model/lanes.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace runrate::detail {

/// What figures are brought to before a search, whose first step is a tenth of the largest number. Of a level this
/// large no other number allows such a step: the search finds the level first, and the rest from where R has it begin.
/// From 10,000 on the size makes no difference any more; below, fits follow the noise further
/// (docs/explanation/forecasts.md).
inline constexpr double searched_size = 1e6;
/// Where a search ends, in points of deviance: so little says nothing about which fit is better, and closer fits
/// forecast no better (docs/explanation/forecasts.md). The last search of a fit looks closer.
inline constexpr double first_tolerance = 0.03, last_tolerance = 1e-4;
inline constexpr std::size_t longest_season = 24;
inline constexpr double least_parameter = 1e-4, most_parameter = 0.9999, least_phi = 0.8, most_phi = 0.98;

/// Where the numbers of a form stand among those that are searched: alpha, beta, gamma, phi, level, slope, and all but
/// one season, the last slot of the year first; the season of the first slot follows from the others.
struct smoothing_layout {
  std::size_t beta, gamma, phi, level, slope, season, count;

  smoothing_layout(const smoothing_form& form, std::size_t per_year) {
    std::size_t next = 1;
    beta = next, next += form.has_trend() ? 1U : 0U;
    gamma = next, next += form.has_season() ? 1U : 0U;
    phi = next, next += form.is_damped() ? 1U : 0U;
    level = next++;
    slope = next, next += form.has_trend() ? 1U : 0U;
    season = next, next += form.has_season() ? per_year - 1 : 0;
    count = next;
  }
};

/// Four fits at once.
using four = basic_lanes<16>;

struct smoothing_states {
  four level, slope, squares;
  std::array<four, longest_season> season;  // in slots of the year
};

inline bool is_allowed(const double* p, const smoothing_layout& at, const smoothing_form& form, std::size_t m) {
  const auto within = [](double x, double low, double high) { return x >= low && x <= high; };
  if (!within(p[0], least_parameter, most_parameter)) return false;
  if (form.has_trend() && !within(p[at.beta], least_parameter, p[0])) return false;
  if (form.is_damped() && !within(p[at.phi], least_phi, most_phi)) return false;
  if (!form.has_season()) return true;
  if (!within(p[at.gamma], least_parameter, 1 - p[0])) return false;
  if (form.season == season_kind::additive) return true;
  double sum = 0;
  for (std::size_t k = 0; k + 1 < m; ++k) {
    if (!(p[at.season + k] > 0)) return false;
    sum += p[at.season + k];
  }
  return sum < static_cast<double>(m);
}

/// A pass over the figures from each of four places: n log(sum of squared errors), and for relative errors twice the
/// logarithms of what was expected; infinite outside of what the form allows. Leaves the states after the last figure.
template <bool RelativeError, bool HasTrend, season_kind Season>
four_values smoothing_pass(std::span<const double> y, std::size_t m, const smoothing_layout& at,
                           const smoothing_form& form, const four_places& places, smoothing_states& s) {
  constexpr bool has_season = Season != season_kind::none, is_factor = Season == season_kind::multiplicative;
  four_values values;
  values.fill(std::numeric_limits<double>::infinity());
  std::array<bool, 4> allowed;
  for (std::size_t i = 0; i < 4; ++i) allowed[i] = is_allowed(places[i], at, form, m);
  if (std::none_of(allowed.begin(), allowed.end(), [](bool a) { return a; })) return values;
  const auto numbers = [&](std::size_t k) {
    const double four_numbers[] = {places[0][k], places[1][k], places[2][k], places[3][k]};
    return four::load(four_numbers);
  };
  const four alpha = numbers(0), beta = HasTrend ? numbers(at.beta) : four(),
             gamma = has_season ? numbers(at.gamma) : four(),
             phi = HasTrend && form.is_damped() ? numbers(at.phi) : four(1);
  four level = numbers(at.level), slope = HasTrend ? numbers(at.slope) : four();
  if constexpr (has_season) {
    four rest = is_factor ? four(m) : four();
    for (std::size_t k = 0; k + 1 < m; ++k) {
      s.season[m - 1 - k] = numbers(at.season + k);
      rest -= s.season[m - 1 - k];
    }
    s.season[0] = rest;
  }
  four sum, logarithms, product(1), least(1);
  constexpr std::size_t factors = 40;  // of a product: it overflows where the mean is fifty times the figures'
  std::size_t slot = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const four figure(y[t]);
    four base = level;
    if constexpr (HasTrend) {
      slope = phi * slope;
      base += slope;
    }
    // Of a factor the level's error is figure / season - base: no division waits for the level.
    four expected = base, error = figure - base;
    if constexpr (is_factor) expected *= s.season[slot], error = figure / s.season[slot] - base;
    if constexpr (Season == season_kind::additive) expected += s.season[slot], error = figure - expected;
    if constexpr (RelativeError) {
      least = min(least, expected);
      product *= expected;
      if (t % factors == factors - 1) logarithms += log(product), product = four(1);
      const four share = error / (is_factor ? base : expected);
      sum += share * share;
      if constexpr (is_factor) s.season[slot] += gamma * (share * s.season[slot]);
    } else {
      sum += error * error;
    }
    level = base + alpha * error;
    if constexpr (HasTrend) slope += beta * error;
    if constexpr (Season == season_kind::additive) s.season[slot] += gamma * error;
    if constexpr (has_season) slot = slot + 1 == m ? 0 : slot + 1;
  }
  s.level = level, s.slope = slope, s.squares = sum;
  // A perfect fit has no likelihood; it gets that of errors at the last digits.
  const auto n = static_cast<double>(y.size());
  const double unit = RelativeError ? 1 : searched_size;
  four deviance = four(n) * log(max(sum, four(n * unit * unit * 1e-30)));
  if constexpr (RelativeError) deviance += four(2) * (logarithms + log(product));
  for (std::size_t i = 0; i < 4; ++i) {
    if (allowed[i] && least[i] > 0) values[i] = deviance[i];
  }
  return values;
}

template <class Use>
auto with_form(const smoothing_form& form, const Use& use) {
  const auto by_season = [&]<bool Relative, bool Trend>() {
    switch (form.season) {
      case season_kind::additive: return use.template operator()<Relative, Trend, season_kind::additive>();
      case season_kind::multiplicative:
        // With an additive error this form is not among those that are fitted.
        return use.template operator()<true, Trend, season_kind::multiplicative>();
      default: return use.template operator()<Relative, Trend, season_kind::none>();
    }
  };
  if (form.relative_error) {
    return form.has_trend() ? by_season.template operator()<true, true>()
                            : by_season.template operator()<true, false>();
  }
  return form.has_trend() ? by_season.template operator()<false, true>()
                          : by_season.template operator()<false, false>();
}

/// Level and slope of a line through the first figures, at the time before the first.
inline std::pair<double, double> line_through(std::span<const double> y) {
  const auto n = static_cast<double>(y.size());
  const double middle = (n + 1) / 2, mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double products = 0, squares = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double from_middle = static_cast<double>(i + 1) - middle;
    products += from_middle * (y[i] - mean);
    squares += from_middle * from_middle;
  }
  const double slope = squares > 0 ? products / squares : 0;
  return {mean - slope * middle, slope};
}

/// A season to begin with: classical factors from three years on, else what the first year stands above a line.
inline std::vector<double> first_season(const observations& of, season_kind kind) {
  const std::size_t m = of.per_year();
  if (of.size() >= 3 * m) {
    auto parts = decompose(of, kind);
    if (parts) return parts->season;
  }
  const auto [level, slope] = line_through(of.values());
  std::vector<double> season(m);
  for (std::size_t k = 0; k < m; ++k) {
    season[k] = without_season(of[k], level + slope * static_cast<double>(k + 1), kind);
  }
  return season;
}

/// Where a search begins.
inline std::vector<double> first_numbers(const observations& of, const smoothing_form& form,
                                         const smoothing_layout& at) {
  const std::size_t m = of.per_year();
  std::vector<double> p(at.count);
  std::vector<double> adjusted(of.values().begin(), of.values().end());
  if (form.has_season()) {
    std::vector<double> season = first_season(of, form.season);
    const bool is_factor = form.season == season_kind::multiplicative;
    if (is_factor) {
      for (double& s : season) s = std::max(s, 0.01);
    }
    for (std::size_t i = 0; i < adjusted.size(); ++i) {
      adjusted[i] = without_season(adjusted[i], season[i % m], form.season);
    }
    double sum = 0;
    for (std::size_t k = 0; k + 1 < m; ++k) sum += p[at.season + k] = season[m - 1 - k];
    // So much that nothing would be left for the first slot.
    if (is_factor && sum > static_cast<double>(m)) {
      for (std::size_t k = 0; k + 1 < m; ++k) p[at.season + k] /= sum + 0.01 * static_cast<double>(m - 1);
    }
  }
  const double range = most_parameter - least_parameter;
  const double alpha = least_parameter + 0.2 * range / static_cast<double>(form.has_season() ? m : 1);
  p[0] = alpha;
  if (form.has_trend()) p[at.beta] = least_parameter + 0.1 * (alpha - least_parameter);
  if (form.has_season()) p[at.gamma] = least_parameter + 0.05 * (1 - alpha - least_parameter);
  if (form.is_damped()) p[at.phi] = least_phi + 0.99 * (most_phi - least_phi);
  const std::size_t some = std::min(std::max<std::size_t>(10, form.has_season() ? 2 * m : 0), adjusted.size());
  const std::span<const double> begin = std::span<const double>(adjusted).first(some);
  if (form.has_trend()) {
    std::tie(p[at.level], p[at.slope]) = line_through(begin);
    if (std::abs(p[at.level] + p[at.slope]) < 1e-8) p[at.level] *= 1.001, p[at.slope] *= 0.999;
  } else {
    p[at.level] = std::accumulate(begin.begin(), begin.end(), 0.0) / static_cast<double>(some);
  }
  return p;
}

/// Steps of a search that goes on from where another ended, each in its number's own measure and away from its bounds.
inline std::vector<double> own_steps(const std::vector<double>& p, const smoothing_form& form,
                                     const smoothing_layout& at) {
  std::vector<double> steps(p.size());
  const auto within = [](double x, double range) { return x > range / 2 ? -range / 10 : range / 10; };
  steps[0] = within(p[0], 1);
  if (form.has_trend()) steps[at.beta] = within(p[at.beta], p[0]);
  if (form.has_season()) steps[at.gamma] = within(p[at.gamma], 1 - p[0]);
  if (form.is_damped()) steps[at.phi] = p[at.phi] > (least_phi + most_phi) / 2 ? -0.02 : 0.02;
  steps[at.level] = 0.05 * searched_size;
  if (form.has_trend()) steps[at.slope] = 0.02 * searched_size;
  for (std::size_t k = at.season; k < p.size(); ++k) {
    steps[k] = form.season == season_kind::additive ? 0.03 * searched_size : 0.03;
  }
  return steps;
}

/// Why a form can't be fitted to the figures at all.
inline std::optional<reason> does_not_fit(const observations& of, const smoothing_form& form, bool above_zero) {
  const std::size_t m = of.per_year();
  if (form.has_season() && (m < 2 || m > longest_season)) {
    return reason{reason_code::not_applicable,
                  to_string(form) + " needs 2 to 24 periods a year; there are " + std::to_string(m),
                  {{"per_year", std::to_string(m)}}};
  }
  if (form.relative_error && !above_zero) {
    return reason{reason_code::base_not_positive, to_string(form) + " needs figures above zero", {}};
  }
  // As many figures as leave the correction of AICc a denominator; and a whole year for a season.
  const std::size_t needed = std::max(smoothing_layout(form, m).count + 3, form.has_season() ? m + 1 : 0);
  if (of.size() < needed) return too_few_figures(to_string(form), needed, of.size());
  return std::nullopt;
}

/// A search that has ended, and can go on. `y` is brought to `searched_size`; `unit` is what it was divided by.
class smoothing_search {
public:
  smoothing_search(const observations& y, const smoothing_form& form, double unit)
      : y_(y), form_(form), at_(form, y.per_year()), unit_(unit), begin_(first_numbers(y, form, at_)) {
    // A season that adds may be too much for the first figures, of which shares are taken: half of it, and so on.
    is_moved_ = form.relative_error && !std::isfinite(deviance_at(begin_));
    for (int i = 0; i < 10 && is_moved_ && !std::isfinite(deviance_at(begin_)); ++i) {
      for (std::size_t k = at_.season; k < begin_.size(); ++k) begin_[k] /= 2;
    }
    found_ = search(begin_, alike_steps(begin_));
    if (is_moved_) keep_better(search(begin_, own_steps(begin_, form_, at_)));
  }

  /// Searches again: from the begin in steps of each number's own measure, and from the better of both ends, as long as
  /// that gains: twice at the most with a season, which costs more.
  void go_on() {
    const bool is_dear = form_.has_season() && !is_moved_;
    const double least_gain = is_dear ? 1e-2 : 1e-4;
    const int most = is_dear ? 2 : 8;
    keep_better(search(begin_, own_steps(begin_, form_, at_), is_dear ? first_tolerance : last_tolerance));
    for (int i = 0; i < most; ++i) {
      const double before = found_.deviance;
      keep_better(search(found_.numbers, own_steps(found_.numbers, form_, at_), last_tolerance));
      if (!(found_.deviance < before - least_gain)) break;
    }
  }

  result<smoothing_fit> fit() const {
    if (!std::isfinite(found_.deviance) || found_.deviance >= not_allowed) {
      return reason{
          reason_code::not_applicable, to_string(form_) + " does not fit: it expects figures of zero or less", {}};
    }
    const std::size_t m = y_.per_year(), n = y_.size();
    smoothing_states state;
    const std::vector<double>& numbers = found_.numbers;
    const double* const best = numbers.data();
    pass({best, best, best, best}, state);
    smoothing_fit fit{form_};
    fit.alpha = numbers[0];
    if (form_.has_trend()) fit.beta = numbers[at_.beta], fit.slope = state.slope[0] * unit_;
    if (form_.is_damped()) fit.phi = numbers[at_.phi];
    fit.level = state.level[0] * unit_;
    if (form_.has_season()) {
      fit.gamma = numbers[at_.gamma];
      const double season_unit = form_.season == season_kind::additive ? unit_ : 1;
      for (std::size_t h = 0; h < m; ++h) fit.season.push_back(state.season[(n + h) % m][0] * season_unit);
    }
    const auto count = static_cast<double>(n), k = static_cast<double>(at_.count + 1);
    fit.log_likelihood = -0.5 * (found_.deviance + 2 * count * std::log(unit_));
    fit.parameters = static_cast<int>(at_.count + 1);
    fit.aicc = -2 * fit.log_likelihood + 2 * k + 2 * k * (k + 1) / (count - k - 1);
    fit.error = std::sqrt(state.squares[0] / (count - k + 1)) * (form_.relative_error ? 1 : unit_);
    return fit;
  }

private:
  four_values pass(const four_places& places, smoothing_states& state) const {
    return with_form(form_, [&]<bool Relative, bool Trend, season_kind Season>() {
      return smoothing_pass<Relative, Trend, Season>(y_.values(), y_.per_year(), at_, form_, places, state);
    });
  }
  struct place {
    std::vector<double> numbers;
    double deviance = 0;
  };

  void keep_better(place other) {
    if (other.deviance < found_.deviance) found_ = std::move(other);
  }
  double deviance_at(const std::vector<double>& numbers) const {
    smoothing_states state;
    const double* const at = numbers.data();
    return pass({at, at, at, at}, state)[0];
  }
  place search(std::vector<double> numbers, const std::vector<double>& steps,
               double tolerance = first_tolerance) const {
    constexpr int most_evaluations = 2'000;
    const double deviance = with_form(form_, [&]<bool Relative, bool Trend, season_kind Season>() {
      smoothing_states state;
      const auto pass_here = [&](const four_places& places) {
        return smoothing_pass<Relative, Trend, Season>(y_.values(), y_.per_year(), at_, form_, places, state);
      };
      return simplex_search(numbers, steps, pass_here, tolerance, most_evaluations);
    });
    return {std::move(numbers), deviance};
  }

  observations y_;
  smoothing_form form_;
  smoothing_layout at_;
  double unit_;
  std::vector<double> begin_;
  bool is_moved_ = false;
  place found_;
};

/// What a series keeps of a form.
struct studied_form {
  std::optional<smoothing_search> search;
  std::optional<result<smoothing_fit>> first, full;
};

}  // namespace runrate::detail

#endif
