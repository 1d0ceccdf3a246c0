// What the conformance cases share: a timeline for each kind of period, and the one call.
#pragma once

#include <runrate/core/literals.hpp>
#include <runrate/model.hpp>
#include <runrate/time/week_calendar.hpp>

#include <boost/test/unit_test.hpp>

#include <initializer_list>
#include <string>

namespace runrate::test {

inline timeline quarters(int count = 6) { return timeline::of(2026y / Q1, count).value(); }

/// Retail's weeks, whose fiscal 2023 ends with a quarter of fourteen.
inline timeline quarters_of_weeks(int count = 5) {
  const week_calendar retail{year_end::nearest(std::chrono::Saturday, std::chrono::January / std::chrono::last),
                             year_naming::by_start, weeks_4_5_4};
  return timeline::of(any_calendar(retail), fy(2023) / Q3, count).value();
}

template <class Model>
void conforms(const Model& model, std::initializer_list<driver_range> ranges, const timeline& periods = quarters(),
              int trials = 40) {
  const auto report = check_conformance(model, periods, ranges, {.trials = trials, .seed = 7});
  BOOST_TEST(report.conforms(), to_string(report));
  BOOST_TEST(report.derivatives > 0);
  BOOST_TEST_MESSAGE(to_string(report));
}

/// The text of the first finding of a rule; nothing where there is none.
inline std::string finding(const conformance_report& report, conformance_rule rule) {
  for (const conformance_finding& f : report.findings) {
    if (f.rule == rule) return f.text;
  }
  return {};
}

}  // namespace runrate::test
