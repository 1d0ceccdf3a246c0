// What a model of exponential smoothing expects, against its own recursion: Hyndman, Koehler, Ord and Snyder,
// Forecasting with Exponential Smoothing, 2008, tables 2.2, 2.3 and 6.1.
#include <runrate/forecast/smoothing.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;
using test::are_near;
using trend_kind = smoothing_form::trend_kind;

namespace {

/// The states of a model, moved on by one figure at a time.
class recursion {
public:
  explicit recursion(const smoothing_fit& fit)
      : fit_(fit),
        level_(fit.level),
        slope_(fit.slope),
        season_(fit.season),
        phi_(fit.form.has_trend() ? fit.phi : 0) {}

  /// The next figure, where its error is that.
  double next(double error) {
    const double base = level_ + phi_ * slope_;
    const double s = season_.empty() ? 0 : season_[at_ % season_.size()];
    double figure = 0;
    if (!fit_.form.relative_error) {  // table 2.2
      figure = base + s + error;
      level_ = base + fit_.alpha * error;
      slope_ = phi_ * slope_ + fit_.beta * error;
      if (!season_.empty()) season_[at_ % season_.size()] = s + fit_.gamma * error;
    } else if (fit_.form.season == season_kind::multiplicative) {  // table 2.3, the right column
      figure = base * s * (1 + error);
      level_ = base * (1 + fit_.alpha * error);
      slope_ = phi_ * slope_ + fit_.beta * base * error;
      season_[at_ % season_.size()] = s * (1 + fit_.gamma * error);
    } else {
      figure = (base + s) * (1 + error);
      level_ = base + fit_.alpha * (base + s) * error;
      slope_ = phi_ * slope_ + fit_.beta * (base + s) * error;
      if (!season_.empty()) season_[at_ % season_.size()] = s + fit_.gamma * (base + s) * error;
    }
    ++at_;
    return figure;
  }
  /// So many figures, of which one has an error.
  std::vector<double> path(std::size_t count, std::size_t at, double error) {
    std::vector<double> figures;
    for (std::size_t h = 0; h < count; ++h) figures.push_back(next(h == at ? error : 0));
    return figures;
  }

private:
  smoothing_fit fit_;
  double level_, slope_;
  std::vector<double> season_;
  double phi_;
  std::size_t at_ = 0;
};

/// A model with numbers that were made up.
smoothing_fit made_up(const smoothing_form& form) {
  smoothing_fit fit{form};
  fit.alpha = 0.37;
  fit.level = 512;
  fit.error = form.relative_error ? 0.002 : 7.5;
  if (form.has_trend()) fit.beta = 0.11, fit.slope = 23;
  if (form.is_damped()) fit.phi = 0.9;
  if (form.has_season()) fit.gamma = 0.29;
  if (form.season == season_kind::additive) fit.season = {61, -38, 12, -35};
  if (form.season == season_kind::multiplicative) fit.season = {1.17, 0.88, 1.04, 0.91};
  return fit;
}

constexpr std::size_t horizon = 11;

/// What an error of each period ahead does to each figure, by the recursion: two paths that differ by it.
std::vector<std::vector<double>> effects_of_errors(const smoothing_fit& fit, double error) {
  std::vector<std::vector<double>> effects;
  for (std::size_t at = 0; at < horizon; ++at) {
    const std::vector<double> above = recursion(fit).path(horizon, at, error);
    const std::vector<double> below = recursion(fit).path(horizon, at, -error);
    effects.emplace_back();
    for (std::size_t h = 0; h < horizon; ++h) effects.back().push_back((above[h] - below[h]) / (2 * error));
  }
  return effects;
}

std::vector<double> deviations_of_figures(const smoothing_fit& fit) {
  const auto effects = effects_of_errors(fit, 1e-3);
  std::vector<double> deviations;
  for (std::size_t h = 0; h < horizon; ++h) {
    double square = 0;
    for (std::size_t at = 0; at <= h; ++at) square += effects[at][h] * effects[at][h];
    deviations.push_back(fit.error * std::sqrt(square));
  }
  return deviations;
}

std::vector<double> deviations_of_sums(const smoothing_fit& fit) {
  const auto effects = effects_of_errors(fit, 1e-3);
  std::vector<double> deviations;
  for (std::size_t h = 0; h < horizon; ++h) {
    double square = 0;
    for (std::size_t at = 0; at <= h; ++at) {
      double of_sum = 0;
      for (std::size_t i = at; i <= h; ++i) of_sum += effects[at][i];
      square += of_sum * of_sum;
    }
    deviations.push_back(fit.error * std::sqrt(square));
  }
  return deviations;
}

/// c_j of table 6.1: alpha + beta phi_j + gamma d_(j,m).
double c(const smoothing_fit& fit, std::size_t j) {
  double phi_j = 0;
  for (std::size_t i = 1; i <= j; ++i) phi_j += std::pow(fit.phi, static_cast<double>(i));
  const bool same_slot = !fit.season.empty() && j % fit.season.size() == 0;
  return fit.alpha + fit.beta * phi_j + (same_slot ? fit.gamma : 0);
}

/// The deviations of table 6.1's second class: relative errors, and a season that adds or none.
std::vector<double> deviations_of_second_class(const smoothing_fit& fit) {
  const std::vector<double> mu = recursion(fit).path(horizon, 0, 0);
  const double variance = fit.error * fit.error;
  std::vector<double> theta, deviations;
  for (std::size_t h = 0; h < horizon; ++h) {
    double sum = mu[h] * mu[h];
    for (std::size_t j = 1; j <= h; ++j) sum += variance * c(fit, j) * c(fit, j) * theta[h - j];
    theta.push_back(sum);
    deviations.push_back(std::sqrt((1 + variance) * sum - mu[h] * mu[h]));
  }
  return deviations;
}

/// A fit of R's to the earnings of Johnson & Johnson, and what R then expects of six quarters.
struct fit_of_r {
  std::string form;
  double alpha, beta, gamma, phi;
  std::vector<double> states;  ///< level, slope, and the latest season first
  double error;
  std::vector<double> points, deviations;
};

const std::vector<fit_of_r> fits_of_r{
    {"ETS(A,Ad,A)",
     0.0692091239612,
     0.0692089892639,
     0.91122174876,
     0.979533372203,
     {13.2736385334, 0.369881524792, -1.6644730631, 3.12425113111, 2.13928796283, 4.06910483576},
     0.470884634079,
     {17.7050546665, 16.1301338004, 17.462729451, 13.0145228745, 19.0816491438, 17.4785540309},
     {0.470884634079, 0.475283212862, 0.484838268647, 0.501046592633, 0.770616308709, 0.792698801537}},
    {"ETS(A,A,A)",
     0.0700555309268,
     0.0699207512872,
     0.85627582943,
     1,
     {13.9170129819, 0.394772962995, -2.29820845722, 2.53143256359, 1.55792278176, 3.4746890969},
     0.458791316345,
     {17.7864750418, 16.2644816897, 17.6327644345, 13.1978963767, 19.3655668938, 17.8435735417},
     {0.458791316345, 0.463264144809, 0.473167151224, 0.490273450365, 0.73926910877, 0.763929931783}},
    {"ETS(M,N,N)",
     0.494751940711,
     0,
     0,
     1,
     {13.4080310876},
     0.187784061516,
     std::vector<double>(6, 13.4080310876),
     {2.51781453458, 2.81884051858, 3.09292744293, 3.34671848455, 3.58454403447, 3.80941148909}},
    {"ETS(M,Ad,N)",
     0.103368548744,
     0.103368372476,
     0,
     0.979999990165,
     {15.2722305435, 0.0855590941688},
     0.150816113219,
     {15.356078455, 15.4382494073, 15.5187769399, 15.597693921, 15.6750325617, 15.7508244288},
     {2.31594406687, 2.3771709284, 2.49341135978, 2.67673475616, 2.93131356965, 3.254877347}},
    {"ETS(M,A,A)",
     0.277581212755,
     0.0635818511123,
     0.586678492752,
     1,
     {14.2956246943, 0.38481352977, -2.647436794, 2.05402411109, 1.13575368272, 2.85646754496},
     0.0920653328935,
     {17.536905769, 16.2010054366, 17.5040893947, 13.1874420194, 19.0761598881, 17.7402595557},
     {1.61454106755, 1.59081757542, 1.81358360787, 1.65048982394, 2.73324643209, 2.75637451429}},
    {"ETS(M,N,M)",
     0.553495372675,
     0,
     0.446504625751,
     1,
     {9.23868174985, 1.25796629539, 1.79923789394, 1.69628025084, 1.89258388953},
     0.115734227561,
     {17.4849802403, 15.6713933961, 16.6225862944, 11.6219502551, 17.5428602689, 15.7232699603},
     {2.02361068203, 2.07625845672, 2.45025884418, 1.87113343613, 3.49073831138, 3.29290280677}},
    {"ETS(M,A,M)",
     0.0945941048509,
     0.087990484976,
     0.526028829938,
     1,
     {12.9229949704, 0.329363908794, 0.895075280286, 1.27352875404, 1.21205567338, 1.33752011804},
     0.0933599049498,
     {17.7252966124, 16.4618041595, 17.7161689082, 12.7462753171, 19.523711104, 18.0923379155},
     {1.65483200694, 1.56128127733, 1.73398606211, 1.30987042604, 2.63321217293, 2.57154918284}}};

smoothing_fit as_ours(const fit_of_r& r) {
  smoothing_fit fit;
  for (const smoothing_form& form : smoothing_forms()) {
    if (to_string(form) == r.form) fit.form = form;
  }
  fit.alpha = r.alpha, fit.beta = r.beta, fit.gamma = r.gamma, fit.phi = r.phi, fit.error = r.error;
  const std::size_t before = fit.form.has_trend() ? 2 : 1;
  fit.level = r.states[0];
  if (fit.form.has_trend()) fit.slope = r.states[1];
  fit.season.assign(r.states.rbegin(), r.states.rend() - static_cast<std::ptrdiff_t>(before));
  return fit;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_smoothing)

BOOST_AUTO_TEST_CASE(forms_are_named_by_error_trend_and_season) {
  std::vector<std::string> names;
  for (const smoothing_form& form : smoothing_forms()) names.push_back(to_string(form));
  const std::vector<std::string> wanted{"ETS(A,N,N)",  "ETS(A,N,A)", "ETS(A,A,N)",  "ETS(A,A,A)",  "ETS(A,Ad,N)",
                                        "ETS(A,Ad,A)", "ETS(M,N,N)", "ETS(M,N,A)",  "ETS(M,N,M)",  "ETS(M,A,N)",
                                        "ETS(M,A,A)",  "ETS(M,A,M)", "ETS(M,Ad,N)", "ETS(M,Ad,A)", "ETS(M,Ad,M)"};
  BOOST_TEST(names == wanted, boost::test_tools::per_element());
  BOOST_TEST(to_string(smoothing_form{false, trend_kind::additive, season_kind::multiplicative}) == "ETS(A,A,M)");
}

BOOST_AUTO_TEST_CASE(points_are_those_of_the_recursion_without_errors) {
  for (const smoothing_form& form : smoothing_forms()) {
    const smoothing_fit fit = made_up(form);
    BOOST_TEST_CONTEXT(to_string(form)) {
      BOOST_TEST(are_near(expected_of(fit, horizon).points, recursion(fit).path(horizon, 0, 0), 1e-14));
    }
  }
}

BOOST_AUTO_TEST_CASE(deviations_of_additive_errors_are_those_of_the_book) {
  for (const smoothing_form& form : smoothing_forms()) {
    if (form.relative_error) continue;
    const smoothing_fit fit = made_up(form);
    const expectation expected = expected_of(fit, horizon);
    std::vector<double> wanted;
    double square = 1;
    for (std::size_t h = 1; h <= horizon; ++h) {
      if (h > 1) square += c(fit, h - 1) * c(fit, h - 1);
      wanted.push_back(fit.error * std::sqrt(square));
    }
    BOOST_TEST_CONTEXT(to_string(form)) {
      BOOST_TEST(are_near(expected.deviations, wanted, 1e-13));
      BOOST_TEST(are_near(deviations_of_figures(fit), wanted, 1e-8));  // the recursion says the same
      BOOST_TEST(are_near(expected.sum_deviations, deviations_of_sums(fit), 1e-8));
    }
  }
}

// To the first order of the errors, and here they are small.
BOOST_AUTO_TEST_CASE(deviations_of_relative_errors_are_those_of_the_book_and_of_the_recursion) {
  for (const smoothing_form& form : smoothing_forms()) {
    if (!form.relative_error) continue;
    const smoothing_fit fit = made_up(form);
    const expectation expected = expected_of(fit, horizon);
    BOOST_TEST_CONTEXT(to_string(form)) {
      if (form.season != season_kind::multiplicative) {
        BOOST_TEST(are_near(deviations_of_figures(fit), deviations_of_second_class(fit), 1e-4));
      }
      BOOST_TEST(are_near(expected.deviations, deviations_of_figures(fit), 1e-4));
      BOOST_TEST(are_near(expected.sum_deviations, deviations_of_sums(fit), 1e-4));
    }
  }
}

// Printed by tests/bench/forecast_r/smoothing.R (package forecast 8.20). R's points of seasons that multiply are means:
// they have products of errors in them.
BOOST_AUTO_TEST_CASE(with_rs_parameters_points_are_those_of_r) {
  for (const fit_of_r& r : fits_of_r) {
    const smoothing_fit fit = as_ours(r);
    const double share = fit.form.season == season_kind::multiplicative ? 0.005 : 1e-10;
    BOOST_TEST(are_near(expected_of(fit, 6).points, r.points, share), r.form);
  }
}

// R's variances of relative errors have products of errors as well: of errors of a tenth a share of one in a hundred.
BOOST_AUTO_TEST_CASE(with_rs_parameters_deviations_are_those_of_r) {
  for (const fit_of_r& r : fits_of_r) {
    const smoothing_fit fit = as_ours(r);
    const double share = fit.form.relative_error ? 0.015 : 1e-10;
    std::vector<double> by_recursion = deviations_of_figures(fit);
    by_recursion.resize(6);
    BOOST_TEST(are_near(by_recursion, r.deviations, std::max(share, 1e-6)), r.form);
    BOOST_TEST(are_near(expected_of(fit, 6).deviations, r.deviations, share), r.form);
  }
}

BOOST_AUTO_TEST_SUITE_END()
