// Ramps against published figures and figures by hand.
#include "model_shared.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace runrate;
using runrate::test::figure_of;
using runrate::test::one_line;
using runrate::test::problem_of;
using runrate::test::rounded;

namespace {

constexpr driver a{"a", "1"}, b{"b", "1"};
constexpr driver begin{"begin", "year"}, end{"end", "year"}, speed{"speed", "1 / year"};

}  // namespace

BOOST_AUTO_TEST_SUITE(model_ramps)

BOOST_AUTO_TEST_CASE(a_step_is_0_before_its_time_and_1_from_it_on) {
  BOOST_TEST((ramp::step(exact(ratio(3, 8)), ratio(1, 2)).value() == ratio(0)));
  BOOST_TEST((ramp::step(exact(ratio(1, 2)), ratio(1, 2)).value() == ratio(1)));
  BOOST_TEST((ramp::step(exact(1), ratio(1, 2)).value() == ratio(1)));
}

BOOST_AUTO_TEST_CASE(a_linear_ramp_is_cut_off_at_both_ends) {
  const auto at = [](const ratio& t) { return ramp::linear(exact(t), ratio(1, 4), ratio(3, 4)).value(); };
  BOOST_TEST((at(0) == ratio(0)));
  BOOST_TEST((at(ratio(3, 8)) == ratio(1, 4)));
  BOOST_TEST((at(ratio(1, 2)) == ratio(1, 2)));
  BOOST_TEST((at(2) == ratio(1)));
  BOOST_TEST((ramp::linear(exact(1), 2, 2).why_missing()->code == reason_code::division_by_zero));
  // Over a year by quarters, at their middles: 1/8, 3/8, 5/8, 7/8; two of the four quarters' worth.
  const auto year = one_line{[](const auto& in) { return ramp::linear(in.elapsed(), in[begin], in[end]); }};
  BOOST_TEST(figure_of(year, {{begin, 0}, {end, 1}}, "y", 3) == "7/8");
}

BOOST_AUTO_TEST_CASE(growth_compounds) {
  // 5% a year over two years: 1.1025. By quarters of half a year: its root.
  BOOST_TEST((ramp::growth(exact(2), 0.05_dec, 1).value() == ratio(1.1025_dec)));
  BOOST_TEST((ramp::growth(exact(3), 1, ratio(3, 2)).value() == ratio(4)));
  BOOST_TEST(rounded(ramp::growth(exact(ratio(1, 2)), 0.05_dec, 1)) == "1.024695077");
  BOOST_TEST(rounded(ramp::continuous_growth(exact(1), 1)) == "2.718281828");
  // ln 1.05 a year is 5%.
  BOOST_TEST(rounded(ramp::continuous_growth(exact(2), log(exact(1.05_dec)))) == "1.1025");
}

BOOST_AUTO_TEST_CASE(half_of_a_logistic_is_reached_at_its_midpoint) {
  BOOST_TEST((ramp::logistic(exact(3), 3, 2).value() == ratio(1, 2)));
  // 1 / (1 + e^-2), and what is left of 1 on the other side of the midpoint.
  BOOST_TEST(rounded(ramp::logistic(exact(4), 3, 2)) == "0.880797078");
  BOOST_TEST(rounded(ramp::logistic(exact(2), 3, 2)) == "0.119202922");
  // From a tenth to nine tenths it takes ln 81 / steepness.
  const exact half_way = log(exact(81)) / 4;
  BOOST_TEST(rounded(ramp::logistic(half_way, 0, 2)) == "0.9");
  // Steepest there, with steepness / 4.
  BOOST_TEST(ramp::logistic(dual::driver(3, 0), 3, 2).derivative(0) == 0.5);
}

BOOST_AUTO_TEST_CASE(bass_with_the_usual_parameters_peaks_where_he_says) {
  // Bass 1969: F(T) = (1 - e^-(p+q)T) / (1 + (q/p) e^-(p+q)T), and the peak of sales at ln(q/p) / (p+q). With p = 0.03
  // and q = 0.38, the averages of Sultan, Farley and Lehmann (Journal of Marketing Research 27(1), 1990): 6.19 years.
  const exact p(0.03_dec), q(0.38_dec);
  const exact peak = log(q / p) / (p + q);
  BOOST_TEST(rounded(peak) == "6.192619198");
  // At the peak F = 1/2 - p / 2q.
  BOOST_TEST(rounded(ramp::bass(peak, p, q)) == rounded(exact(ratio(1, 2)) - p / (2 * q)));
  // Adoption is f = (p + q F)(1 - F), and largest there: (p + q)^2 / 4q.
  const auto slope = [](double t) { return ramp::bass(dual::driver(t, 0), 0.03_dec, 0.38_dec).derivative(0); };
  const double at_peak = to_double(peak.value());
  BOOST_TEST(std::abs(slope(at_peak) - 0.41 * 0.41 / (4 * 0.38)) < 1e-14);
  BOOST_TEST(slope(at_peak) > slope(at_peak - 0.01));
  BOOST_TEST(slope(at_peak) > slope(at_peak + 0.01));
  // His formula as he writes it, at five years.
  const exact e = exp(-(p + q) * 5);
  BOOST_TEST(rounded(ramp::bass(exact(5), p, q)) == rounded((1 - e) / (1 + q / p * e)));
  // The first year has p, but for what imitation adds to it.
  BOOST_TEST((ramp::bass(exact(0), p, q).value() == ratio(0)));
  BOOST_TEST((ramp::bass(exact(-3), p, q).value() == ratio(0)));
  BOOST_TEST((ramp::bass(exact(5), 0, q).value() == ratio(0)));
}

BOOST_AUTO_TEST_CASE(gompertz_has_one_part_in_e_at_its_inflection) {
  // Winsor 1932: the ordinate at the point of inflection is k / e.
  BOOST_TEST(rounded(ramp::gompertz(exact(2), 2, 3)) == "0.367879441");
  // e^-e^-1 a time of 1 / rate later.
  BOOST_TEST(rounded(ramp::gompertz(exact(ratio(7, 3)), 2, 3)) == "0.692200628");
  // Steepest there, with rate / e.
  BOOST_TEST(std::abs(ramp::gompertz(dual::driver(2, 0), 2, 3).derivative(0) - 3 / std::exp(1.0)) < 1e-15);
}

BOOST_AUTO_TEST_CASE(straight_lines_between_points) {
  const auto at = [](const ratio& t) { return ramp::piecewise_linear(exact(t), 0, 10, 1, 20, 3, 0).value(); };
  BOOST_TEST((at(-1) == ratio(10)));
  BOOST_TEST((at(ratio(1, 4)) == ratio(25, 2)));
  BOOST_TEST((at(1) == ratio(20)));
  BOOST_TEST((at(2) == ratio(10)));
  BOOST_TEST((at(9) == ratio(0)));
  BOOST_TEST((ramp::piecewise_linear(exact(5), 1, 7).value() == ratio(7)));
  // Bounds of values come out no wider where times are known: half of [1, 2] and half of [5, 7].
  const range r = ramp::piecewise_linear(range(ratio(1, 2)), 0, range(interval(1, 2)), 1, range(interval(5, 7)));
  BOOST_TEST(to_string(r.outward()) == "[3, 4.5]");
}

BOOST_AUTO_TEST_CASE(seasonal_factors_by_the_place_in_the_year) {
  const auto raw = one_line{[](const auto& in) { return ramp::seasonal(in.position(), in[a], 1, 2, in[b]); }};
  BOOST_TEST(figure_of(raw, {{a, 3}, {b, 6}}, "y", 0) == "3");
  BOOST_TEST(figure_of(raw, {{a, 3}, {b, 6}}, "y", 2) == "2");
  BOOST_TEST(figure_of(raw, {{a, 3}, {b, 6}}, "y", 3) == "6");
  // Normalized: the four average 3, and come to 1, 1/3, 2/3 and 2.
  const auto normalized =
      one_line{[](const auto& in) { return ramp::seasonal_normalized(in.position(), in[a], 1, 2, in[b]); }};
  BOOST_TEST(figure_of(normalized, {{a, 3}, {b, 6}}, "y", 1) == "1/3");
  BOOST_TEST(figure_of(normalized, {{a, 3}, {b, 6}}, "y", 3) == "2");
  // A month has no factor among four.
  BOOST_TEST((ramp::seasonal(exact(5), 1, 2, 3, 4).why_missing()->code == reason_code::division_by_zero));
  BOOST_TEST((ramp::seasonal(exact(4), 1, 2, 3, 4).value() == ratio(4)));
}

BOOST_AUTO_TEST_CASE(a_speed_in_the_wrong_unit_is_refused) {
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return ramp::logistic(in.elapsed(), in[begin], in[speed]); }}) ==
             "none");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return ramp::logistic(in.elapsed(), in[begin], in[a]); }}) ==
             "y: a * (begin - elapsed) in year is not a plain number, as exp, ln and a power that is not whole need");
  BOOST_TEST(problem_of(one_line{[](const auto& in) { return ramp::linear(in.elapsed(), 0, 1); }}) ==
             "y: max((elapsed - 0) / (1 - 0), 0) in year and 1 in 1 can't be put side by side: they have "
             "different units");
}

BOOST_AUTO_TEST_CASE(text_and_cpp_give_one_formula) {
  const auto parts = std::make_shared<expression>();
  const inputs<expr> in(parts);
  const auto by_name = [&](std::string_view name, std::vector<expr> arguments) {
    const auto all = ramp_functions();
    const auto at = std::find_if(all.begin(), all.end(), [&](const ramp_function& r) { return r.name == name; });
    BOOST_REQUIRE(at != all.end());
    return to_string(at->formula(arguments));
  };
  const expr t = in.elapsed();
  BOOST_TEST(by_name("step", {t, in[begin]}) == to_string(ramp::step(t, in[begin])));
  BOOST_TEST(by_name("linear", {t, in[begin], in[end]}) == "min(max((elapsed - begin) / (end - begin), 0), 1)");
  BOOST_TEST(by_name("growth", {t, in[a], in[end]}) == "(1 + a)^(elapsed / end)");
  BOOST_TEST(by_name("continuous_growth", {t, in[speed]}) == "exp(speed * elapsed)");
  BOOST_TEST(by_name("logistic", {t, in[begin], in[speed]}) == "1 / (1 + exp(speed * (begin - elapsed)))");
  BOOST_TEST(by_name("bass", {t, in[speed], in[speed]}) == to_string(ramp::bass(t, in[speed], in[speed])));
  BOOST_TEST(by_name("gompertz", {t, in[begin], in[speed]}) == "exp(-exp(speed * (begin - elapsed)))");
  BOOST_TEST(by_name("piecewise_linear", {t, in[begin], in[a], in[end], in[b]}) ==
             to_string(ramp::piecewise_linear(t, in[begin], in[a], in[end], in[b])));
  BOOST_TEST(by_name("seasonal", {in.position(), in[a], in[b]}) ==
             to_string(ramp::seasonal(in.position(), in[a], in[b])));
  BOOST_TEST(by_name("seasonal_normalized", {in.position(), in[a], in[b]}) ==
             to_string(ramp::seasonal_normalized(in.position(), in[a], in[b])));
}

BOOST_AUTO_TEST_CASE(a_ramp_takes_as_many_arguments_as_it_has_parameters) {
  for (const ramp_function& r : ramp_functions()) {
    BOOST_TEST(r.takes(r.parameters.size()));
    BOOST_TEST(!r.takes(r.parameters.size() - 1));
    BOOST_TEST(r.takes(r.parameters.size() + 2 * r.repeated));
    const std::vector<expr> few(1);
    BOOST_CHECK_THROW((void)r.formula(few), contract_error);
  }
  const auto piecewise = ramp_functions()[7];
  BOOST_TEST(piecewise.name == "piecewise_linear");
  BOOST_TEST(piecewise.takes(5));
  BOOST_TEST(!piecewise.takes(4));
}

BOOST_AUTO_TEST_SUITE_END()
