// exp, log and pow over trials, against fifty digits; the same bits in registers of every width.
#pragma GCC diagnostic ignored "-Wpsabi"  // wide vectors are inlined away, here too

#include <runrate/model/lanes.hpp>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace runrate;

namespace {

using digits = boost::multiprecision::cpp_dec_float_50;

constexpr double infinity = std::numeric_limits<double>::infinity();

// How far a double is from the true value, in units of its last place.
double places_off(double is, const digits& wanted) {
  const double nearest = wanted.convert_to<double>();
  if (is == nearest) return 0;
  int exponent;
  std::frexp(nearest, &exponent);
  const double place = std::ldexp(1.0, std::max(exponent - 53, -1074));
  return std::abs((digits(is) - wanted).convert_to<double>()) / place;
}

struct drawn {
  std::mt19937_64 random{1};
  double between(double low, double high) { return std::uniform_real_distribution<>(low, high)(random); }
};

double exp_of(double x) { return exp(lanes(x))[0]; }
double log_of(double x) { return log(lanes(x))[0]; }
double pow_of(double x, double y) { return pow(lanes(x), lanes(y))[0]; }

template <std::size_t Bytes>
std::vector<std::uint64_t> bits_of_all() {
  using wide = basic_lanes<Bytes>;
  drawn random;
  std::vector<double> x(256), y(256);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = std::exp(random.between(-300, 300));
    y[i] = random.between(-3, 3);
  }
  std::vector<std::uint64_t> found;
  for (std::size_t i = 0; i < x.size(); i += wide::width) {
    const wide a = wide::load(x.data() + i), b = wide::load(y.data() + i);
    for (const wide& value : {exp(b * wide(100.0)), log(a), pow(a, b)}) {
      for (std::size_t k = 0; k < wide::width; ++k) found.push_back(std::bit_cast<std::uint64_t>(value[k]));
    }
  }
  // By function and trial, whatever the width.
  std::vector<std::uint64_t> sorted;
  for (std::size_t f = 0; f < 3; ++f) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      sorted.push_back(found[(i / wide::width * 3 + f) * wide::width + i % wide::width]);
    }
  }
  return sorted;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_elementary)

BOOST_AUTO_TEST_CASE(functions_are_right_to_about_the_last_place) {
  drawn random;
  double worst_exp = 0, worst_log = 0, worst_pow = 0;
  for (int i = 0; i < 4'000; ++i) {
    const double x = i % 2 == 0 ? random.between(-708, 709) : random.between(-2, 2);
    worst_exp = std::max(worst_exp, places_off(exp_of(x), exp(digits(x))));
    const double y = i % 3 == 0   ? std::exp(random.between(-700, 700))
                     : i % 3 == 1 ? random.between(0.5, 2)
                                  : 1 + random.between(-1e-6, 1e-6);
    worst_log = std::max(worst_log, places_off(log_of(y), log(digits(y))));
    const double b = i % 2 == 0 ? random.between(0.01, 10) : std::exp(random.between(-50, 50));
    const double e = random.between(-14, 14);
    worst_pow = std::max(worst_pow, places_off(pow_of(b, e), pow(digits(b), digits(e))));
  }
  BOOST_TEST(worst_exp < 1.0);
  BOOST_TEST(worst_log < 0.9);
  BOOST_TEST(worst_pow < 1.2);
}

BOOST_AUTO_TEST_CASE(ends_and_corners_are_those_of_c) {
  for (const double x : {0.0, -0.0, 709.7, 709.79, -745.0, -746.0, 1e300, -1e300, infinity, -infinity}) {
    BOOST_TEST(exp_of(x) == std::exp(x));
  }
  for (const double x : {0.0, 1.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, infinity}) {
    BOOST_TEST(log_of(x) == std::log(x));
  }
  BOOST_TEST(std::isnan(log_of(-1)));
  BOOST_TEST(std::isnan(exp_of(std::numeric_limits<double>::quiet_NaN())));
  for (const double b : {0.0, 1.0, -1.0, -2.0, 2.0, 3e-310, 1e308, infinity}) {
    for (const double e : {0.0, 1.0, 2.0, 3.0, -1.0, -2.0, 1e10, -1e10, 1e300, infinity, -infinity}) {
      BOOST_TEST(pow_of(b, e) == std::pow(b, e), b << " to the power of " << e);
    }
  }
  BOOST_TEST(std::isnan(pow_of(-2, 0.5)));
  BOOST_TEST(pow_of(-1, 4503599627370497.0) == -1);
  BOOST_TEST(pow_of(-1, 9007199254740994.0) == 1);
}

BOOST_AUTO_TEST_CASE(registers_of_every_width_give_the_same_bits) {
  const auto narrow = bits_of_all<16>();
  BOOST_TEST(bits_of_all<32>() == narrow, boost::test_tools::per_element());
  BOOST_TEST(bits_of_all<64>() == narrow, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
