// What a simulation draws: which drivers are uncertain, how, and how they go together.
#ifndef RUNRATE_SIMULATE_UNCERTAINTY_HPP
#define RUNRATE_SIMULATE_UNCERTAINTY_HPP

#include <runrate/simulate/correlation.hpp>
#include <runrate/simulate/distribution.hpp>

#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// How a driver moves away from its values from period to period. The first period is as given; each later one moves
/// on from the one before, over the years by name between their beginnings (a quarter of a year from quarter to
/// quarter).
enum class path_kind : unsigned char {
  /// x + D; D grows by `drift` a year and by normal steps of deviation `volatility` for the root of a year. Bachelier.
  random_walk,
  /// x G; log G grows by `drift` - volatility^2 / 2 a year and by normal steps of deviation `volatility`, so that the
  /// mean of G is e^(drift years). Geometric Brownian motion.
  growth,
  /// x + D; D falls back to zero at the rate `reversion` a year: Ornstein and Uhlenbeck's process, stepped exactly.
  mean_reversion,
  /// x + D, of a forecast x, with D as far off as it may be. The errors up to a period add up to E, which goes on as
  /// kept E + deviation N, N normal; D is what a period adds to it, from the first on. All errors of a trial are larger
  /// by one factor, the root of `degrees` / chi-squared with as many degrees: a multivariate Student's t.
  forecast,
};

/// What a period does to the sum of a forecast's errors.
struct error_step {
  double kept;
  double deviation;
};

struct driver_path {
  path_kind kind;
  double volatility = 0;  ///< of the first three
  double drift = 0;
  double reversion = 0;  ///< of `mean_reversion`: above 0; ln 2 over it is the time after which half of D is gone
  /// No value lies below or above: what would is at the bound.
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
  std::vector<error_step> errors{};  ///< of `forecast`: one for each period of the model
  double degrees = std::numeric_limits<double>::infinity();
};

/// Which drivers of a model are drawn, and how. What is not here stays at its value.
///
///     uncertainty unsure;
///     unsure.spread("price", distributions::triangular(0.5, 1.3, 2.2));
///     unsure.spread("utilization", distributions::pert(0.4, 0.6, 0.9));
///     unsure.correlate("price", "utilization", -0.5);
class uncertainty {
public:
  /// Draws the driver once a trial, for all periods. Replaces what was there; one that was held is not any more.
  uncertainty& spread(std::string_view driver, any_distribution by);
  /// Moves the driver from period to period, away from its values, or from what it is spread by. `contract_error` for a
  /// path without a volatility from 0 on, with bounds that don't hold one another, or of a forecast without errors.
  uncertainty& move(std::string_view driver, const driver_path& along);
  /// Correlates two drivers that are spread; those that move are not correlated. Whether figures can have all
  /// correlations is seen when a simulation is made.
  uncertainty& correlate(std::string_view first, std::string_view second, double rank);

  /// Leaves a driver at its values, though it is spread or moves: as a scenario does that sets it. What is correlated
  /// with it is drawn as it would be otherwise, so that scenarios keep their common draws.
  uncertainty& hold(std::string_view driver);
  bool is_held(std::string_view driver) const { return held_.contains(driver); }

  const std::map<std::string, any_distribution, std::less<>>& spreads() const { return spreads_; }
  const std::map<std::string, driver_path, std::less<>>& paths() const { return paths_; }
  const std::vector<rank_correlation>& correlations() const { return correlations_; }
  bool empty() const { return spreads_.empty() && paths_.empty(); }
  /// The drivers that are spread or move, and are not held, by name.
  std::vector<std::string> drawn() const;

private:
  std::map<std::string, any_distribution, std::less<>> spreads_;
  std::map<std::string, driver_path, std::less<>> paths_;
  std::vector<rank_correlation> correlations_;
  std::set<std::string, std::less<>> held_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/uncertainty-inl.hpp>
#endif

#endif
