// What R's package forecast 8.20 says of the revenue of twenty companies: tests/data/forecast/r_answers.csv, which
// tests/bench/forecast_r/known_answers.R makes. R was given millions.
#include <runrate/forecast/smoothing.hpp>
#include <runrate/forecast/theta.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

#include "forecast_shared.hpp"

using namespace runrate;

namespace {

constexpr std::size_t horizon = 8;

struct answer_of_r {
  std::string company, method;
  std::string form{};  ///< of ets
  double aicc = 0, log_likelihood = 0;
  std::vector<double> points{};
};

std::vector<answer_of_r> answers_of_r(const std::string& method) {
  std::ifstream file(RUNRATE_SOURCE_DIR "/tests/data/forecast/r_answers.csv");
  std::string line;
  std::getline(file, line);
  BOOST_REQUIRE(line == "company,method,form,aicc,log_likelihood,h1,h2,h3,h4,h5,h6,h7,h8");
  std::vector<answer_of_r> read;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = test::fields_of(line);
    BOOST_REQUIRE(fields.size() == 5 + horizon);
    if (fields[1] != method) continue;
    answer_of_r answer{fields[0], fields[1]};
    if (method == "ets") {
      // "ETS(A Ad N)", so that it is one field.
      answer.form = fields[2];
      std::replace(answer.form.begin(), answer.form.end(), ' ', ',');
      answer.aicc = std::stod(fields[3]);
      answer.log_likelihood = std::stod(fields[4]);
    }
    for (std::size_t h = 0; h < horizon; ++h) answer.points.push_back(std::stod(fields[5 + h]));
    read.push_back(answer);
  }
  BOOST_REQUIRE(read.size() == 20U);
  return read;
}

/// In millions, as R had it.
std::vector<double> revenue_of(const std::string& company) {
  for (const test::company_revenue& found : test::revenue_of_companies()) {
    if (found.company == company) return found.in_millions();
  }
  BOOST_FAIL("there is no revenue of " + company);
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_r_answers)

BOOST_AUTO_TEST_CASE(theta_expects_what_rs_thetaf_does) {
  const forecast_by::theta tested(season_choice::tested);
  double furthest = 0;
  for (const answer_of_r& r : answers_of_r("thetaf")) {
    const std::vector<double> y = revenue_of(r.company);
    const expectation expected = tested(observations(y, 4), horizon).value();
    for (std::size_t h = 0; h < horizon; ++h) {
      const double share = std::abs(expected.points[h] / r.points[h] - 1);
      furthest = std::max(furthest, share);
      BOOST_TEST(share < 1e-3,
                 r.company << ", " << h + 1 << " ahead: " << expected.points[h] << ", R's " << r.points[h]);
    }
  }
  BOOST_TEST_MESSAGE("the furthest from R's: " << furthest);
}

BOOST_AUTO_TEST_CASE(the_form_chosen_is_that_of_rs_ets_or_has_a_criterion_as_low) {
  int same = 0;
  for (const answer_of_r& r : answers_of_r("ets")) {
    const std::vector<double> y = revenue_of(r.company);
    const smoothing_fit best = choose_smoothing(observations(y, 4), smoothing_forms()).value();
    const std::string what = r.company + ": " + to_string(best.form) + " of AICc " + std::to_string(best.aicc) +
                             "; R chose " + r.form + " of " + std::to_string(r.aicc);
    BOOST_TEST_MESSAGE(what);
    // R's criterion to 12 digits; searches end where a step gains no more than 1.5e-8 of it.
    BOOST_TEST(best.aicc < r.aicc + 1e-3, what);
    if (to_string(best.form) != r.form) continue;
    ++same;
    // The same criterion from the same likelihood: there are as many parameters.
    const double found = best.aicc + 2 * best.log_likelihood, wanted = r.aicc + 2 * r.log_likelihood;
    BOOST_TEST(std::abs(found - wanted) < 1e-5 * wanted, what);
  }
  BOOST_TEST(same >= 10);
}

BOOST_AUTO_TEST_SUITE_END()
