// Whatever is made of conforming models conforms.
#include "check.hpp"

using namespace runrate;
using runrate::test::conforms;

namespace {

constexpr driver share{"share", "1"}, limit{"limit", "USD"}, actual{"actual", "USD"}, known{"known", "1"};

/// Refers to its own past, so that a combinator that put its own line in the place of it would be found out.
struct growing {
  static constexpr driver start{"start", "USD"}, rate{"rate", "1"};
  static constexpr line revenue{"revenue", "USD"};
  auto operator()(const auto& in) const {
    return lines(revenue.is(in.previous(revenue, in[start]) * (1 + in[rate])), line("rate_of", "1").is(in[rate]));
  }
};

/// One number, and no line of its own.
struct rented {
  static constexpr driver chips{"chips", "chip"}, price{"price", "USD / chip hour"};
  auto operator()(const auto& in) const { return in[chips] * in[price] * in.hours(); }
};

const driver_range start{growing::start, 1_mn, 2_mn}, rate{growing::rate, -0.1_dec, 0.5_dec};
const driver_range chips{rented::chips, 0, 900}, price{rented::price, 0.5_dec, 4};

}  // namespace

BOOST_AUTO_TEST_SUITE(conformance_of_combinators)

BOOST_AUTO_TEST_CASE(sum_of_models) {
  conforms(sum(growing(), prefixed("chips", rented())),
           {start, rate, {"chips.chips", 0, 900}, {"chips.price", 0.5_dec, 4}});
}

BOOST_AUTO_TEST_CASE(scaled_by_a_driver_and_by_a_number) {
  conforms(scaled(growing(), share), {start, rate, {share, 0, 1}});
  conforms(scaled(rented(), ratio(2, 3)), {chips, price});
}

BOOST_AUTO_TEST_CASE(delayed_by_whole_periods) {
  conforms(delayed(growing(), 1), {start, rate});
  conforms(delayed(rented(), 2, limit), {chips, price, {limit, 0, 1_mn}});
}

BOOST_AUTO_TEST_CASE(capped_by_a_driver_and_by_a_number) {
  conforms(capped(growing(), limit), {start, rate, {limit, 1_mn, 3_mn}});
  conforms(capped(rented(), 2'000'000), {chips, price});
}

BOOST_AUTO_TEST_CASE(actual_figures_over_a_model) {
  conforms(overlay(growing(), actual, known), {start, rate, {actual, 0, 1_mn}, {known, 0, 1}});
  conforms(overlay(growing(), actual, known), {start, rate, {actual, 0, 1_mn}, {known, 1, 1}});
}

BOOST_AUTO_TEST_CASE(switched_at_a_date) {
  conforms(switched_at(date_of(2026, 8, 15), growing(), rented()), {start, rate, chips, price});
}

BOOST_AUTO_TEST_CASE(prefixed_and_led_by_another_line) {
  conforms(led_by("a.rate_of", prefixed("a", growing(), {growing::rate})), {{"a.start", 1, 2}, rate});
}

BOOST_AUTO_TEST_CASE(one_in_another_four_deep) {
  const auto inner = sum(capped(prefixed("a", growing()), limit), delayed(scaled(rented(), share), 1));
  conforms(switched_at(date_of(2026, 11, 1), prefixed("x", inner), overlay(prefixed("b", growing()), actual, known)),
           {{"x.a.start", 1_mn, 2_mn},
            {"x.a.rate", 0, 0.5_dec},
            {"x.limit", 1_mn, 3_mn},
            {"x.chips", 0, 900},
            {"x.price", 0.5_dec, 4},
            {"x.share", 0, 1},
            {"b.start", 1_mn, 2_mn},
            {"b.rate", 0, 0.5_dec},
            {actual, 0, 1_mn},
            {known, 1, 1}},
           test::quarters_of_weeks());
}

BOOST_AUTO_TEST_SUITE_END()
