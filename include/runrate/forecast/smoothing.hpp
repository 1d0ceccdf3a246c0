// Exponential smoothing: fifteen models by error, trend and season, fitted by likelihood and chosen by AICc.
#ifndef RUNRATE_FORECAST_SMOOTHING_HPP
#define RUNRATE_FORECAST_SMOOTHING_HPP

#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/seasonality.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// The components of a model of exponential smoothing, in the terms of Hyndman, Koehler, Ord and Snyder (Forecasting
/// with Exponential Smoothing, 2008). An error is a share of the expected figure or an amount; a damped trend levels
/// out.
struct smoothing_form {
  enum class trend_kind : std::uint8_t { none, additive, damped };

  bool relative_error = false;
  trend_kind trend = trend_kind::none;
  season_kind season = season_kind::none;

  bool has_trend() const { return trend != trend_kind::none; }
  bool is_damped() const { return trend == trend_kind::damped; }
  bool has_season() const { return season != season_kind::none; }
  bool operator==(const smoothing_form&) const = default;
};

/// "ETS(M,Ad,N)": error, trend and season, with A for additive, M for multiplicative, d for damped, N for none.
std::string to_string(const smoothing_form& form);

/// The fifteen forms that are stable: with additive errors a season is additive, and a trend never multiplies.
std::span<const smoothing_form> smoothing_forms();

/// A fitted model: a figure is (level + phi slope) and its season's part; its error e moves the level by alpha e, the
/// slope by beta e and the season by gamma e.
struct smoothing_fit {
  smoothing_form form;
  double alpha = 0;
  double beta = 0;   ///< 0 without a trend
  double gamma = 0;  ///< 0 without a season
  double phi = 1;    ///< 1 where the trend is not damped
  double level = 0;  ///< after the last figure, as all states
  double slope = 0;
  std::vector<double> season{};  ///< that of the next period first
  double log_likelihood = 0;     ///< up to what only depends on how many figures there are, as in R
  int parameters = 0;            ///< with first states and the errors' variance
  double aicc = 0;
  double error = 0;  ///< standard deviation of an error: an amount, or a share
};

/// How long the likelihood's maximum is looked for.
enum class search_effort {
  first,  ///< one search by simplex, which may end on a slope: what the library's combination takes
  full,   ///< another one in other steps, and begun anew from the better end
};

/// The form fitted to the figures by full search. The log-likelihood is maximized from first states and parameters as
/// in R's package forecast 8.20 (Hyndman and Khandakar, Automatic time series forecasting, Journal of Statistical
/// Software 27, 2008), by the simplex search of Nelder and Mead, on figures brought to a mean size of a million: so the
/// answer does not depend on the currency's unit. No answer where the form has as many parameters as there are figures,
/// needs figures above zero, or has a season of more than 24 periods. Some 1,000 passes over the figures.
result<smoothing_fit> fit_smoothing(const observations& of, const smoothing_form& form);

/// Of several forms the one with the least AICc (Hurvich and Tsai, Regression and time series model selection in small
/// samples, Biometrika 76, 1989), by what is found: all are searched once, those that come within 6 of the best fully,
/// and the best of these is taken. Forms that don't fit the data are passed over.
result<smoothing_fit> choose_smoothing(const observations& of, std::span<const smoothing_form> among);

/// What a fitted model expects. Deviations are exact for additive errors, and for relative ones as exact as their
/// squares are small.
expectation expected_of(const smoothing_fit& fit, std::size_t horizon);

namespace detail {

struct studied_form;

}  // namespace detail

/// Figures and what was fitted to them: methods that need the same model fit it once. It is filled as it is asked, by
/// one thread at a time. A view of the figures.
class studied_series {
public:
  explicit studied_series(const observations& of);
  studied_series(const studied_series&) = delete;
  studied_series& operator=(const studied_series&) = delete;
  ~studied_series();

  const observations& of() const { return of_; }
  /// The form's fit, made when it is first asked for. `contract_error` for a form that is not among `smoothing_forms`.
  const result<smoothing_fit>& fit(const smoothing_form& form, search_effort effort) const;
  /// The figures without their season, by either choice.
  const seasonal_adjustment& adjusted(season_choice choice) const;

private:
  observations of_;
  std::vector<double> sized_;  // brought to the size of a search
  double unit_;
  bool above_zero_;
  mutable std::vector<detail::studied_form> forms_;  // by their place in `smoothing_forms()`
  mutable std::array<std::optional<seasonal_adjustment>, 2> adjusted_;
};

/// As `choose_smoothing`, of fits that the series keeps.
result<smoothing_fit> choose_smoothing(const studied_series& of, std::span<const smoothing_form> among,
                                       search_effort effort);

namespace forecast_by {

/// One form of exponential smoothing, by its likelihood, as all methods here but `ets` by one search.
class smoothing_of {
public:
  smoothing_of(std::string name, const smoothing_form& form) : name_(std::move(name)), form_(form) {}

  std::string_view name() const { return name_; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }

private:
  std::string name_;
  smoothing_form form_;
};

/// Simple smoothing: the level alone (Brown 1959), ETS(A,N,N).
smoothing_of simple_smoothing();
/// A level and a slope (Holt 1957), ETS(A,A,N).
smoothing_of holt();
/// A level and a slope that levels out (Gardner and McKenzie 1985), ETS(A,Ad,N).
smoothing_of damped_holt();

/// Level, slope and season (Winters 1960): ETS(M,A,M), or where a figure is not above zero ETS(A,A,A).
struct holt_winters {
  static constexpr std::string_view name() { return "holt-winters"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }
};

/// A slope that levels out, and a season that adds: ETS(A,Ad,A), or ETS(A,Ad,N) where there is one period a year.
struct damped_seasonal {
  static constexpr std::string_view name() { return "damped-seasonal"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }
};

/// The form that AICc chooses of all, as R's `ets` does.
struct ets {
  static constexpr std::string_view name() { return "ets"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }
};

/// The form that AICc chooses of those with a damped trend, which competitions favour (Makridakis and Hibon, The
/// M3-Competition, International Journal of Forecasting 16, 2000).
struct damped_ets {
  static constexpr std::string_view name() { return "damped-ets"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }
};

/// The mean of all forms' expectations, weighted by exp(-(AICc - least AICc) / 8): Akaike's weights (Kolassa, Combining
/// exponential smoothing forecasts using Akaike weights, International Journal of Forecasting 27, 2011) to the power of
/// a quarter, since on short series a form's criterion is mostly chance; the power is from rolling origins. By one
/// search.
struct averaged_ets {
  static constexpr std::string_view name() { return "averaged-ets"; }
  result<expectation> operator()(const studied_series& of, std::size_t horizon) const;
  result<expectation> operator()(const observations& of, std::size_t horizon) const {
    return (*this)(studied_series(of), horizon);
  }
};

}  // namespace forecast_by
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/forecast/detail/smoothing-inl.hpp>
#endif

#endif
