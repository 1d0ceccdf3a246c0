// Every ramp is the same function in every number type.
#include "check.hpp"

using namespace runrate;
using runrate::test::conforms;

namespace {

constexpr driver a{"a", "year"}, b{"b", "year"}, c{"c", "year"};
constexpr driver speed{"speed", "1 / year"}, other{"other", "1 / year"};
constexpr driver x{"x", "1"}, y{"y", "1"}, z{"z", "1"}, w{"w", "1"};

/// A function of the inputs as a model of one line without a unit.
template <class Function>
struct shape {
  Function of;
  line output{"shape", "1"};
  auto operator()(const auto& in) const { return of(in); }
};
template <class Function>
shape(Function) -> shape<Function>;

}  // namespace

BOOST_AUTO_TEST_SUITE(conformance_of_ramps)

BOOST_AUTO_TEST_CASE(step) {
  conforms(shape{[](const auto& in) { return ramp::step(in.elapsed(), in[a]) * in[x]; }}, {{a, 0, 2}, {x, 1, 2}});
}

BOOST_AUTO_TEST_CASE(linear) {
  conforms(shape{[](const auto& in) { return ramp::linear(in.elapsed(), in[a], in[b]); }},
           {{a, 0, 0.8_dec}, {b, 0.9_dec, 2}});
}

BOOST_AUTO_TEST_CASE(growth) {
  conforms(shape{[](const auto& in) { return ramp::growth(in.elapsed(), in[x], in[a]); }},
           {{x, -0.5_dec, 3}, {a, 0.5_dec, 2}});
}

BOOST_AUTO_TEST_CASE(continuous_growth) {
  conforms(shape{[](const auto& in) { return ramp::continuous_growth(in.elapsed(), in[speed]); }}, {{speed, -1, 3}});
}

BOOST_AUTO_TEST_CASE(logistic) {
  conforms(shape{[](const auto& in) { return ramp::logistic(in.elapsed(), in[a], in[speed]); }},
           {{a, 0, 2}, {speed, 0.5_dec, 20}});
}

BOOST_AUTO_TEST_CASE(bass) {
  conforms(shape{[](const auto& in) {
             return ramp::bass(in.elapsed_end(), in[speed], in[other]) -
                    ramp::bass(in.elapsed_begin(), in[speed], in[other]);
           }},
           {{speed, 0.001_dec, 0.1_dec}, {other, 0, 3}});
}

BOOST_AUTO_TEST_CASE(gompertz) {
  conforms(shape{[](const auto& in) { return ramp::gompertz(in.elapsed(), in[a], in[speed]); }},
           {{a, 0, 2}, {speed, 0.1_dec, 4}});
}

BOOST_AUTO_TEST_CASE(piecewise_linear) {
  conforms(shape{[](const auto& in) {
             return ramp::piecewise_linear(in.elapsed(), in[a], in[x], in[b], in[y], in[c], in[z]);
           }},
           {{a, 0, 0.3_dec}, {b, 0.4_dec, 0.8_dec}, {c, 0.9_dec, 1.2_dec}, {x, 0, 1}, {y, 0, 5}, {z, -2, 1}});
}

BOOST_AUTO_TEST_CASE(seasonal) {
  const std::initializer_list<driver_range> ranges{
      {x, 0.8_dec, 1}, {y, 0.9_dec, 1.1_dec}, {z, 1, 1.1_dec}, {w, 1, 1.2_dec}};
  conforms(shape{[](const auto& in) { return ramp::seasonal(in.position(), in[x], in[y], in[z], in[w]); }}, ranges);
  conforms(shape{[](const auto& in) { return ramp::seasonal_normalized(in.position(), in[x], in[y], in[z], in[w]); }},
           ranges);
}

BOOST_AUTO_TEST_SUITE_END()
