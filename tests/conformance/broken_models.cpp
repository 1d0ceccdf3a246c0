// Models that break the promise, each in its own way: the kit says which.
#include "check.hpp"

#include <atomic>
#include <thread>

using namespace runrate;
using runrate::test::finding;
using runrate::test::quarters;

namespace {

constexpr driver a{"a", "USD"}, b{"b", "USD"}, share{"share", "1"};

template <class T>
using number_of = std::remove_cvref_t<decltype(std::declval<const T&>().hours())>;

/// Answers by how often it was asked.
struct counts_its_calls {
  static inline std::atomic<int> calls = 0;
  auto operator()(const auto& in) const { return in[a] + in.number(calls++ / 7, "USD"); }
};

/// The first lane decides for all.
struct branches_on_a_trial {
  auto operator()(const auto& in) const {
    using number = number_of<decltype(in)>;
    if constexpr (std::same_as<number, lanes>) {
      return in[a][0] < in[b][0] ? in[a] : in[b];
    } else {
      return min(in[a], in[b]);
    }
  }
};

struct tells_exact_from_formulas {
  auto operator()(const auto& in) const {
    using number = number_of<decltype(in)>;
    if constexpr (std::same_as<number, exact>) return in[a] + in[b] / 1'000;
    if constexpr (!std::same_as<number, exact>) return in[a] + in[b];
  }
};

/// A kink that its derivative has forgotten.
struct has_no_slope {
  auto operator()(const auto& in) const {
    using number = number_of<decltype(in)>;
    if constexpr (std::same_as<number, dual>) {
      return dual(ratio(static_cast<long long>(in[a].value() * 1024), 1024)) * in[share];
    } else {
      return in[a] * in[share];
    }
  }
};

struct has_narrow_bounds {
  auto operator()(const auto& in) const {
    using number = number_of<decltype(in)>;
    if constexpr (std::same_as<number, range>) {
      return range(in[a].high(), in[a].high()) * in[share];
    } else {
      return in[a] * in[share];
    }
  }
};

struct differs_by_thread {
  std::thread::id maker = std::this_thread::get_id();
  auto operator()(const auto& in) const {
    return in[a] + in.number(std::this_thread::get_id() == maker ? 0 : 1, "USD");
  }
};

struct adds_a_share_to_money {
  auto operator()(const auto& in) const { return in[a] + in[share]; }
};

struct reads_what_its_formula_does_not {
  auto operator()(const auto& in) const {
    using number = number_of<decltype(in)>;
    if constexpr (std::same_as<number, exact>) return in[b];
    if constexpr (!std::same_as<number, exact>) return in[a];
  }
};

struct divides_by_nothing {
  auto operator()(const auto& in) const { return in[a] / (in[share] - in[share]); }
};

template <class Model>
conformance_report report_on(const Model& model) {
  return check_conformance(model, quarters(3), {{a, 1'000, 9'000}, {b, 1'000, 9'000}, {share, 0.1_dec, 0.9_dec}},
                           {.trials = 12, .seed = 3, .threads = 3});
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(conformance_of_broken_models)

BOOST_AUTO_TEST_CASE(a_counter_is_found_because_it_does_not_repeat) {
  const auto report = report_on(counts_its_calls());
  BOOST_TEST(!report.conforms());
  const std::string text = finding(report, conformance_rule::repeats);
  BOOST_TEST(has(text, "and the next time"), to_string(report));
}

BOOST_AUTO_TEST_CASE(a_branch_on_one_trial_is_found_in_the_others) {
  const auto report = report_on(branches_on_a_trial());
  const std::string text = finding(report, conformance_rule::in_lanes);
  BOOST_TEST(report.findings.size() == 1u);
  BOOST_TEST(has(text, "in a block of trials it is"), to_string(report));
  BOOST_TEST(has(text, "revenue in 2026Q"), text);
}

BOOST_AUTO_TEST_CASE(a_model_that_differs_by_number_type_is_not_its_formula) {
  const auto report = report_on(tells_exact_from_formulas());
  const std::string text = finding(report, conformance_rule::same_figures);
  // All at their low ends: 1,000 + 1,000 / 1,000, and 1,000 + 1,000.
  BOOST_TEST(has(text, "trial 0 (a 1000, b 1000): the model gives 1001, its formula 2000"), text);
}

BOOST_AUTO_TEST_CASE(a_derivative_that_was_forgotten) {
  const auto report = report_on(has_no_slope());
  const std::string text = finding(report, conformance_rule::derivatives);
  BOOST_TEST(has(text, "the derivative 0 by a, and the central difference is 0.1"), to_string(report));
}

BOOST_AUTO_TEST_CASE(bounds_that_do_not_hold_the_figure) {
  const auto report = report_on(has_narrow_bounds());
  BOOST_TEST(report.findings.size() == 1u);
  BOOST_TEST(has(finding(report, conformance_rule::in_bounds), "is not in the bounds of the model"), to_string(report));
}

BOOST_AUTO_TEST_CASE(what_only_other_threads_see) {
  const auto report = report_on(differs_by_thread());
  BOOST_TEST(report.findings.size() == 1u);
  BOOST_TEST(has(finding(report, conformance_rule::threads), "among several threads"), to_string(report));
}

BOOST_AUTO_TEST_CASE(units_that_do_not_fit) {
  const auto report = report_on(adds_a_share_to_money());
  BOOST_TEST(report.findings.size() == 1u);
  BOOST_TEST(has(finding(report, conformance_rule::traces), "a in USD and share in 1 can't be added"),
             to_string(report));
}

BOOST_AUTO_TEST_CASE(a_driver_that_the_formula_does_not_have) {
  const auto report = report_on(reads_what_its_formula_does_not());
  BOOST_TEST(has(finding(report, conformance_rule::same_figures), "it throws: the model reads the driver b"),
             to_string(report));
}

BOOST_AUTO_TEST_CASE(no_value_anywhere) {
  const auto report = report_on(divides_by_nothing());
  BOOST_TEST(report.findings.size() == 1u);
  BOOST_TEST(has(finding(report, conformance_rule::has_values), "no trial of 12 has a value: revenue in 2026Q1"),
             to_string(report));
  BOOST_TEST(report.without_value == 12);
}

BOOST_AUTO_TEST_CASE(a_driver_without_a_range_is_named) {
  const auto report = check_conformance(branches_on_a_trial(), quarters(1), {{a, 0, 1}});
  BOOST_TEST(finding(report, conformance_rule::has_ranges) == "the driver b has no range to be drawn from");
}

BOOST_AUTO_TEST_SUITE_END()
