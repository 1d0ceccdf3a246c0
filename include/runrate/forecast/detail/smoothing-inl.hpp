#ifndef RUNRATE_FORECAST_DETAIL_SMOOTHING_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SMOOTHING_INL_HPP

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

namespace runrate {
namespace detail {

/// What figures are brought to before a search, whose first step is a tenth of the largest number. Of a level this
/// large no other number allows such a step: the search finds the level first, and the rest from where R has it begin.
/// From 10,000 on the size makes no difference any more; below, fits follow the noise further
/// (docs/explanation/forecasts.md).
inline constexpr double searched_size = 1e6;
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
  constexpr std::size_t factors = 40;  // of a product: it overflows where the mean is beyond fifty times the figures
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
    if (parts) return std::move(parts->season);
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

/// `y` is brought to `searched_size` already; `unit` is what it was divided by.
inline result<smoothing_fit> fit_of_size(const observations& y, const smoothing_form& form, double unit,
                                         bool above_zero) {
  const std::size_t m = y.per_year(), n = y.size();
  if (form.has_season() && (m < 2 || m > longest_season)) {
    return reason{reason_code::not_applicable,
                  to_string(form) + " needs 2 to 24 periods a year; there are " + std::to_string(m),
                  {{"per_year", std::to_string(m)}}};
  }
  if (form.season == season_kind::multiplicative && !form.relative_error) {
    return reason{reason_code::not_applicable, to_string(form) + " is unstable: take ETS(M,*,M) or ETS(A,*,A)", {}};
  }
  if ((form.relative_error || form.season == season_kind::multiplicative) && !above_zero) {
    return reason{reason_code::base_not_positive, to_string(form) + " needs figures above zero", {}};
  }
  const smoothing_layout at(form, m);
  const std::size_t parameters = at.count + 1;
  // As many figures as leave the correction of AICc a denominator; and a whole year for a season.
  const std::size_t needed = std::max(parameters + 2, form.has_season() ? m + 1 : 0);
  if (n < needed) return too_few_figures(to_string(form), needed, n);
  std::vector<double> p = first_numbers(y, form, at);
  smoothing_fit fit{form};
  smoothing_states state;
  const double deviance = with_form(form, [&]<bool Relative, bool Trend, season_kind Season>() {
    const auto pass = [&](const four_places& places) {
      return smoothing_pass<Relative, Trend, Season>(y.values(), m, at, form, places, state);
    };
    simplex_search(p, pass, 2'000);
    const double* const best = p.data();
    return pass({best, best, best, best})[0];
  });
  if (!std::isfinite(deviance)) {
    return reason{
        reason_code::not_applicable, to_string(form) + " does not fit: it expects figures of zero or less", {}};
  }
  fit.alpha = p[0];
  if (form.has_trend()) fit.beta = p[at.beta], fit.slope = state.slope[0] * unit;
  if (form.is_damped()) fit.phi = p[at.phi];
  fit.level = state.level[0] * unit;
  if (form.has_season()) {
    fit.gamma = p[at.gamma];
    const double season_unit = form.season == season_kind::additive ? unit : 1;
    for (std::size_t h = 0; h < m; ++h) fit.season.push_back(state.season[(n + h) % m][0] * season_unit);
  }
  const auto count = static_cast<double>(n), k = static_cast<double>(parameters);
  fit.log_likelihood = -0.5 * (deviance + 2 * count * std::log(unit));
  fit.parameters = static_cast<int>(parameters);
  fit.aicc = -2 * fit.log_likelihood + 2 * k + 2 * k * (k + 1) / (count - k - 1);
  fit.error = std::sqrt(state.squares[0] / (count - k + 1)) * (form.relative_error ? 1 : unit);
  return fit;
}

inline result<expectation> expect_of(const result<smoothing_fit>& fit, std::size_t horizon) {
  if (!fit) return fit.error();
  return expected_of(*fit, horizon);
}

RUNRATE_FUNC const observations& observed_in(const studied_series& series) { return series.of(); }

}  // namespace detail

RUNRATE_FUNC std::string to_string(const smoothing_form& form) {
  std::string text = form.relative_error ? "ETS(M," : "ETS(A,";
  text += form.is_damped() ? "Ad," : form.has_trend() ? "A," : "N,";
  text += form.season == season_kind::multiplicative ? "M)" : form.has_season() ? "A)" : "N)";
  return text;
}

RUNRATE_FUNC std::span<const smoothing_form> smoothing_forms() {
  using enum season_kind;
  constexpr auto flat = smoothing_form::trend_kind::none, straight = smoothing_form::trend_kind::additive,
                 damped = smoothing_form::trend_kind::damped;
  static constexpr std::array<smoothing_form, 15> all{{
      {false, flat, none},
      {false, flat, additive},
      {false, straight, none},
      {false, straight, additive},
      {false, damped, none},
      {false, damped, additive},
      {true, flat, none},
      {true, flat, additive},
      {true, flat, multiplicative},
      {true, straight, none},
      {true, straight, additive},
      {true, straight, multiplicative},
      {true, damped, none},
      {true, damped, additive},
      {true, damped, multiplicative},
  }};
  return all;
}

RUNRATE_FUNC studied_series::studied_series(const observations& of)
    : of_(of),
      sized_(of.values().begin(), of.values().end()),
      unit_(detail::typical_size(of.values()) / detail::searched_size),
      above_zero_(detail::all_above_zero(of.values())),
      fits_(smoothing_forms().size()) {
  for (double& figure : sized_) figure /= unit_;
}

RUNRATE_FUNC const result<smoothing_fit>& studied_series::fit(const smoothing_form& form) const {
  const std::span<const smoothing_form> forms = smoothing_forms();
  const auto at = std::find(forms.begin(), forms.end(), form);
  if (at == forms.end()) {
    detail::throw_contract("studied_series: " + to_string(form) + " is unstable, and not among the forms");
  }
  auto& kept = fits_[static_cast<std::size_t>(at - forms.begin())];
  if (!kept) {
    kept = detail::fit_of_size({sized_, static_cast<int>(of_.per_year())}, form, unit_, above_zero_);
  }
  return *kept;
}

RUNRATE_FUNC const seasonal_adjustment& studied_series::adjusted(season_choice choice) const {
  auto& kept = adjusted_[choice == season_choice::tested ? 0 : 1];
  if (!kept) kept = adjust_for_season(of_, choice);
  return *kept;
}

RUNRATE_FUNC result<smoothing_fit> fit_smoothing(const observations& of, const smoothing_form& form) {
  return studied_series(of).fit(form);
}

RUNRATE_FUNC result<smoothing_fit> choose_smoothing(const studied_series& of, std::span<const smoothing_form> among) {
  if (among.empty()) detail::throw_contract("choose_smoothing: there is no form to choose");
  const result<smoothing_fit>* best = nullptr;
  for (const smoothing_form& form : among) {
    const result<smoothing_fit>& fit = of.fit(form);
    if (best == nullptr || (fit && (!*best || fit->aicc < (*best)->aicc))) best = &fit;
  }
  return *best;
}

RUNRATE_FUNC result<smoothing_fit> choose_smoothing(const observations& of, std::span<const smoothing_form> among) {
  return choose_smoothing(studied_series(of), among);
}

RUNRATE_FUNC expectation expected_of(const smoothing_fit& fit, std::size_t horizon) {
  if (horizon == 0) detail::throw_contract("expected_of: a horizon of 0 periods; expected at least 1");
  const smoothing_form& form = fit.form;
  const bool is_factor = form.season == season_kind::multiplicative;
  expectation expected{std::vector<double>(horizon)};
  std::vector<double> impulses(horizon), scales(horizon, 1.0);
  double damping = 1, slopes = 0;  // the slopes of so many periods
  impulses[0] = 1;
  for (std::size_t h = 0; h < horizon; ++h) {
    if (h != 0) {
      // An error h periods ago: in the level, in the slopes since, and in the season if it was of the same slot.
      impulses[h] = fit.alpha + fit.beta * slopes;
      if (form.has_season() && h % fit.season.size() == 0) impulses[h] += fit.gamma;
    }
    damping *= form.has_trend() ? fit.phi : 0;
    slopes = form.has_trend() ? slopes + damping : 0;
    const double base = fit.level + slopes * fit.slope;
    const double season = form.has_season() ? fit.season[h % fit.season.size()] : detail::no_season(form.season);
    expected.points[h] = is_factor ? base * season : base + season;
    // A relative error is a share of what the figure is expected to be.
    if (form.relative_error) scales[h] = std::abs(expected.points[h]);
  }
  detail::set_deviations(expected, fit.error, impulses, scales);
  return expected;
}

namespace forecast_by {

RUNRATE_FUNC result<expectation> smoothing_of::operator()(const studied_series& of, std::size_t horizon) const {
  return runrate::detail::expect_of(of.fit(form_), horizon);
}

RUNRATE_FUNC smoothing_of simple_smoothing() { return {"simple", {}}; }
RUNRATE_FUNC smoothing_of holt() { return {"holt", {false, smoothing_form::trend_kind::additive}}; }
RUNRATE_FUNC smoothing_of damped_holt() { return {"damped-holt", {false, smoothing_form::trend_kind::damped}}; }

RUNRATE_FUNC result<expectation> holt_winters::operator()(const studied_series& of, std::size_t horizon) const {
  const bool above_zero = runrate::detail::all_above_zero(of.of().values());
  const smoothing_form form{above_zero, smoothing_form::trend_kind::additive,
                            above_zero ? season_kind::multiplicative : season_kind::additive};
  return runrate::detail::expect_of(of.fit(form), horizon);
}

RUNRATE_FUNC result<expectation> damped_seasonal::operator()(const studied_series& of, std::size_t horizon) const {
  const smoothing_form form{false, smoothing_form::trend_kind::damped,
                            of.of().per_year() > 1 ? season_kind::additive : season_kind::none};
  return runrate::detail::expect_of(of.fit(form), horizon);
}

RUNRATE_FUNC result<expectation> ets::operator()(const studied_series& of, std::size_t horizon) const {
  return runrate::detail::expect_of(choose_smoothing(of, smoothing_forms()), horizon);
}

RUNRATE_FUNC result<expectation> damped_ets::operator()(const studied_series& of, std::size_t horizon) const {
  static const std::vector<smoothing_form> damped = [] {
    std::vector<smoothing_form> found;
    for (const smoothing_form& form : smoothing_forms()) {
      if (form.is_damped()) found.push_back(form);
    }
    return found;
  }();
  return runrate::detail::expect_of(choose_smoothing(of, damped), horizon);
}

RUNRATE_FUNC result<expectation> averaged_ets::operator()(const studied_series& of, std::size_t horizon) const {
  const result<smoothing_fit> best = choose_smoothing(of, smoothing_forms());
  if (!best) return best.error();
  std::vector<expectation> parts;
  std::vector<double> weights;
  for (const smoothing_form& form : smoothing_forms()) {
    const result<smoothing_fit>& fit = of.fit(form);
    if (!fit) continue;
    parts.push_back(expected_of(*fit, horizon));
    weights.push_back(std::exp((best->aicc - fit->aicc) / 8));
  }
  return runrate::detail::weighted_mean(parts, weights);
}

}  // namespace forecast_by
}  // namespace runrate

#endif
