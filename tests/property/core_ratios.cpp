// Multiplication by exact factors of every size, chains of factors, and the arithmetic of ratios, against the oracle.
#include "oracle.hpp"

#include <cmath>
#include <limits>

namespace {

using namespace oracle;

std::string text_of(const cpp_rational& x) {
  return denominator(x) == 1 ? numerator(x).str() : numerator(x).str() + "/" + denominator(x).str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_ratios)

BOOST_AUTO_TEST_CASE(a_figure_times_a_ratio_is_rounded_once) {
  topic on("decimal * ratio", 180);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    decimal a = on.figure();
    fraction f = any_fraction(on, i % 16 == 0 ? 3 : on.from_to(0, 2));
    if (on.one_in(6)) {
      // An odd multiple of half a step: a tie, through a product and a division that both matter.
      const int by = on.from_to(1, 99) * 2 + 1;
      a = on.near_a_tie(places);
      f = fraction_of(by, 1);
    } else if (on.one_in(8)) {
      a = decimal::from_billionths(on.integer(40) *
                                   static_cast<int128>(runrate::detail::power_of_ten(decimal::places - places)));
      f = fraction_of(on.from_to(0, 500) * 2 + 1, 2);
    }
    const cpp_rational exact = value_of(a) * f.exact;
    const cpp_int product = abs(cpp_int(integer_of(a.billionths()) * numerator(f.exact)));
    on.seen().beyond_128 += product != 0 && msb(product) >= 127;
    on.check(
        exact, places, [&](round_to to) { return multiply(a, f.ours, to); },
        [&] { return to_string(a) + " * " + text_of(f.exact); });
  }
}

BOOST_AUTO_TEST_CASE(a_chain_of_factors_is_multiplied_out_before_the_one_rounding) {
  topic on("chains of 2 to 12 factors", 80);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const int places = on.places();
    const decimal a = decimal::from_billionths(on.integer(90));
    const int length = on.from_to(2, 12);
    const int size = on.one_in(6) ? 1 : 0;
    ratio product(1);
    cpp_rational exact = value_of(a);
    for (int k = 0; k < length; ++k) {
      const fraction f = any_fraction(on, size);
      const bool over = on.one_in(3) && f.exact != 0;
      product = over ? product / f.ours : product * f.ours;
      exact = over ? cpp_rational(exact / f.exact) : cpp_rational(exact * f.exact);
    }
    on.check(
        exact, places, [&](round_to to) { return multiply(a, product, to); },
        [&] { return to_string(a) + " * " + to_string(product); });
  }
}

BOOST_AUTO_TEST_CASE(sums_products_and_quotients_of_ratios_are_exact) {
  topic on("ratio arithmetic", 40);
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const fraction a = any_fraction(on, on.from_to(0, 3)), b = any_fraction(on, on.from_to(0, 3));
    const auto check = [&](const ratio& ours, const cpp_rational& exact, const char* sign) {
      on.check_that(to_string(ours) == text_of(exact),
                    [&] { return text_of(a.exact) + sign + text_of(b.exact) + " is not " + to_string(ours); });
    };
    switch (on.below(6)) {
      case 0: check(a.ours + b.ours, a.exact + b.exact, " + "); break;
      case 1: check(a.ours - b.ours, a.exact - b.exact, " - "); break;
      case 2: check(a.ours * b.ours, a.exact * b.exact, " * "); break;
      case 3:
        if (b.exact != 0) check(a.ours / b.ours, a.exact / b.exact, " / ");
        break;
      case 4: {
        const ratio same = a.ours * b.ours + (a.ours - a.ours * b.ours);
        on.check_that(
            same == a.ours && (a.ours <=> b.ours) == (a.exact.compare(b.exact) <=> 0) && sign(a.ours) == a.exact.sign(),
            [&] { return text_of(a.exact) + " <=> " + text_of(b.exact); });
        break;
      }
      default: {
        const int exponent = on.from_to(a.exact == 0 ? 0 : -6, 6);
        const auto n = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
        cpp_rational power(pow(numerator(a.exact), n), pow(denominator(a.exact), n));
        if (exponent < 0) power = 1 / power;
        check(pow(a.ours, exponent), power, " ^, and ");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_ratio_becomes_the_nearest_double) {
  topic on("ratio to double", 5);
  const double infinity = std::numeric_limits<double>::infinity();
  for (std::uint64_t i = 0; i < on.cases(); ++i) {
    const fraction a = any_fraction(on, on.from_to(0, 2));
    const double d = to_double(a.ours);
    const auto away = [&](double x) { return cpp_rational(abs(cpp_rational(cpp_rational(x) - a.exact))); };
    on.check_that(away(d) <= away(std::nextafter(d, infinity)) && away(d) <= away(std::nextafter(d, -infinity)),
                  [&] { return text_of(a.exact) + " is not nearest to " + std::to_string(d); });
  }
}

BOOST_AUTO_TEST_SUITE_END()
