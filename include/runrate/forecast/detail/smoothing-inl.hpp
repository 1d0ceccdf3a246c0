#ifndef RUNRATE_FORECAST_DETAIL_SMOOTHING_INL_HPP
#define RUNRATE_FORECAST_DETAIL_SMOOTHING_INL_HPP

#include <runrate/forecast/detail/smoothing_search-inl.hpp>
#include <runrate/forecast/smoothing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace runrate {
namespace detail {

inline result<expectation> expect_of(const result<smoothing_fit>& fit, std::size_t horizon) {
  if (!fit) return fit.error();
  return expected_of(*fit, horizon);
}

/// Why none of the forms fits.
inline reason reason_of_forms(std::string_view method, const studied_series& of,
                              std::span<const smoothing_form> among) {
  std::vector<reason> reasons;
  for (const smoothing_form& form : among) reasons.push_back(of.fit(form, search_effort::first).error());
  return reason_of_all(method, reasons);
}

inline result<expectation> expect_of_best(std::string_view method, const studied_series& of,
                                          std::span<const smoothing_form> among, search_effort effort,
                                          std::size_t horizon) {
  const result<smoothing_fit> best = choose_smoothing(of, among, effort);
  if (!best) return reason_of_forms(method, of, among);
  return expected_of(*best, horizon);
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
      unit_(std::max(detail::typical_size(of.values()) / detail::searched_size, std::numeric_limits<double>::min())),
      above_zero_(detail::all_above_zero(of.values())),
      forms_(smoothing_forms().size()) {
  for (double& figure : sized_) figure /= unit_;
}
RUNRATE_FUNC studied_series::~studied_series() = default;

RUNRATE_FUNC const result<smoothing_fit>& studied_series::fit(const smoothing_form& form, search_effort effort) const {
  const std::span<const smoothing_form> forms = smoothing_forms();
  const auto at = std::find(forms.begin(), forms.end(), form);
  if (at == forms.end()) {
    detail::throw_contract("studied_series: " + to_string(form) + " is unstable, and not among the forms");
  }
  detail::studied_form& kept = forms_[static_cast<std::size_t>(at - forms.begin())];
  if (!kept.first) {
    const observations sized(sized_, static_cast<int>(of_.per_year()));
    if (const auto why = detail::does_not_fit(sized, form, above_zero_)) {
      kept.first.emplace(*why);
      kept.full.emplace(*why);
    } else {
      kept.search.emplace(sized, form, unit_);
      kept.first.emplace(kept.search->fit());
    }
  }
  if (effort == search_effort::first) return *kept.first;
  if (!kept.full) {
    kept.search->go_on();
    kept.full.emplace(kept.search->fit());
  }
  return *kept.full;
}

RUNRATE_FUNC const seasonal_adjustment& studied_series::adjusted(season_choice choice) const {
  auto& kept = adjusted_[choice == season_choice::tested ? 0 : 1];
  if (!kept) kept = adjust_for_season(of_, choice);
  return *kept;
}

RUNRATE_FUNC result<smoothing_fit> fit_smoothing(const observations& of, const smoothing_form& form) {
  return studied_series(of).fit(form, search_effort::full);
}

RUNRATE_FUNC result<smoothing_fit> choose_smoothing(const studied_series& of, std::span<const smoothing_form> among,
                                                    search_effort effort) {
  if (among.empty()) detail::throw_contract("choose_smoothing: there is no form to choose");
  const auto best_of = [&](auto&& fit_of) {
    const result<smoothing_fit>* best = nullptr;
    for (const smoothing_form& form : among) {
      const result<smoothing_fit>* const fit = fit_of(form);
      if (fit == nullptr) continue;
      if (best == nullptr || (*fit && (!*best || (*fit)->aicc < (*best)->aicc))) best = fit;
    }
    return best;
  };
  const auto* const first = best_of([&](const smoothing_form& form) { return &of.fit(form, search_effort::first); });
  if (effort == search_effort::first || !*first) return *first;
  // A full search gains little more than this.
  constexpr double near = 6;
  return *best_of([&](const smoothing_form& form) -> const result<smoothing_fit>* {
    const result<smoothing_fit>& fit = of.fit(form, search_effort::first);
    if (!fit || fit->aicc > (*first)->aicc + near) return nullptr;
    return &of.fit(form, search_effort::full);
  });
}

RUNRATE_FUNC result<smoothing_fit> choose_smoothing(const observations& of, std::span<const smoothing_form> among) {
  return choose_smoothing(studied_series(of), among, search_effort::full);
}

RUNRATE_FUNC expectation expected_of(const smoothing_fit& fit, std::size_t horizon) {
  if (horizon == 0) detail::throw_contract("expected_of: a horizon of 0 periods; expected at least 1");
  const smoothing_form& form = fit.form;
  const bool is_factor = form.season == season_kind::multiplicative;
  expectation expected{std::vector<double>(horizon)};
  // By period ahead: level and slopes, the season, and what the slopes of so many periods add up to.
  std::vector<double> bases(horizon), seasons(horizon), slopes(horizon + 1);
  for (std::size_t h = 0; h < horizon; ++h) {
    slopes[h + 1] = form.has_trend() ? slopes[h] + std::pow(fit.phi, static_cast<double>(h + 1)) : 0;
    bases[h] = fit.level + slopes[h + 1] * fit.slope;
    seasons[h] = form.has_season() ? fit.season[h % fit.season.size()] : detail::no_season(form.season);
    expected.points[h] = is_factor ? bases[h] * seasons[h] : bases[h] + seasons[h];
  }
  detail::set_deviations(expected, fit.error, [&](std::size_t i, std::size_t h) {
    const std::size_t later = h - i;
    const bool same_slot = form.has_season() && later % fit.season.size() == 0;
    if (is_factor) {
      // A share of the base moves level and slope, and the season by the same share.
      if (later == 0) return expected.points[h];
      const double base = bases[i] * (fit.alpha + fit.beta * slopes[later]) + (same_slot ? fit.gamma * bases[h] : 0);
      return base * seasons[h];
    }
    const double moves = later == 0 ? 1 : fit.alpha + fit.beta * slopes[later] + (same_slot ? fit.gamma : 0);
    return form.relative_error ? moves * expected.points[i] : moves;
  });
  return expected;
}

namespace forecast_by {

RUNRATE_FUNC result<expectation> smoothing_of::operator()(const studied_series& of, std::size_t horizon) const {
  return runrate::detail::expect_of(of.fit(form_, search_effort::first), horizon);
}

RUNRATE_FUNC smoothing_of simple_smoothing() { return {"simple", {}}; }
RUNRATE_FUNC smoothing_of holt() { return {"holt", {false, smoothing_form::trend_kind::additive}}; }
RUNRATE_FUNC smoothing_of damped_holt() { return {"damped-holt", {false, smoothing_form::trend_kind::damped}}; }

RUNRATE_FUNC result<expectation> holt_winters::operator()(const studied_series& of, std::size_t horizon) const {
  const bool above_zero = runrate::detail::all_above_zero(of.of().values());
  const smoothing_form form{above_zero, smoothing_form::trend_kind::additive,
                            above_zero ? season_kind::multiplicative : season_kind::additive};
  return runrate::detail::expect_of(of.fit(form, search_effort::first), horizon);
}

RUNRATE_FUNC result<expectation> damped_seasonal::operator()(const studied_series& of, std::size_t horizon) const {
  const smoothing_form form{false, smoothing_form::trend_kind::damped,
                            of.of().per_year() > 1 ? season_kind::additive : season_kind::none};
  return runrate::detail::expect_of(of.fit(form, search_effort::first), horizon);
}

RUNRATE_FUNC result<expectation> ets::operator()(const studied_series& of, std::size_t horizon) const {
  return runrate::detail::expect_of_best(name(), of, smoothing_forms(), search_effort::full, horizon);
}

RUNRATE_FUNC result<expectation> damped_ets::operator()(const studied_series& of, std::size_t horizon) const {
  static const std::vector<smoothing_form> damped = [] {
    std::vector<smoothing_form> found;
    for (const smoothing_form& form : smoothing_forms()) {
      if (form.is_damped()) found.push_back(form);
    }
    return found;
  }();
  return runrate::detail::expect_of_best(name(), of, damped, search_effort::first, horizon);
}

RUNRATE_FUNC result<expectation> averaged_ets::operator()(const studied_series& of, std::size_t horizon) const {
  const result<smoothing_fit> best = choose_smoothing(of, smoothing_forms(), search_effort::first);
  if (!best) return runrate::detail::reason_of_forms(name(), of, smoothing_forms());
  std::vector<expectation> parts;
  std::vector<double> weights;
  for (const smoothing_form& form : smoothing_forms()) {
    const result<smoothing_fit>& fit = of.fit(form, search_effort::first);
    if (!fit) continue;
    parts.push_back(expected_of(*fit, horizon));
    weights.push_back(std::exp((best->aicc - fit->aicc) / 8));
  }
  return runrate::detail::weighted_mean(parts, weights);
}

}  // namespace forecast_by
}  // namespace runrate

#endif
