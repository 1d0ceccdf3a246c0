// Facts written down by hand for a test: who filed what, when.
#ifndef RUNRATE_TESTS_UNIT_FILING_FACTS_HPP
#define RUNRATE_TESTS_UNIT_FILING_FACTS_HPP

#include <runrate/core/literals.hpp>
#include <runrate/filing.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>

namespace filing_facts {

using namespace runrate;

inline date day(std::string_view text) { return parse_date(text).value(); }
inline period days(std::string_view first, std::string_view last) { return period::inclusive(day(first), day(last)); }

/// A company's facts of one concept, filing by filing.
class filer {
public:
  explicit filer(std::string concept_name = "Revenues", std::string unit = "USD") {
    company_.entity = "Example Corp";
    add_concept(std::move(concept_name), std::move(unit));
  }

  filer& add_concept(std::string name, std::string unit = "USD") {
    company_.concepts.push_back({"us-gaap", std::move(name), "", std::move(unit), {}, {}});
    return *this;
  }
  filer& files(std::string form, std::string_view on, int fiscal_year = 0, fiscal_tag fiscal = fiscal_tag::none) {
    const std::string number = std::to_string(company_.filings.size() + 1);
    company_.filings.push_back(
        {"0000000001-00-" + std::string(6 - number.size(), '0') + number, std::move(form), day(on)});
    fiscal_year_ = fiscal_year;
    fiscal_ = fiscal;
    return *this;
  }
  filer& says(std::string_view first, std::string_view last, decimal value) {
    company_.concepts.back().flows.push_back(
        {value, days(first, last), latest(), static_cast<std::int16_t>(fiscal_year_), fiscal_});
    return *this;
  }
  filer& says_at(std::string_view on, decimal value) {
    company_.concepts.back().balances.push_back({value, period::day(day(on)), latest()});
    return *this;
  }

  const company_facts& facts() const { return company_; }
  concept_quarters quarters(const quarter_options& options = {}, std::string_view concept_name = {}) const {
    const std::string name = concept_name.empty() ? company_.concepts.front().name : std::string(concept_name);
    const auto found = find_concepts(company_, name, options.as_of);
    BOOST_REQUIRE(!found.empty());
    return discrete_quarters(company_, found.front().concepts, options);
  }

private:
  std::uint32_t latest() const { return static_cast<std::uint32_t>(company_.filings.size() - 1); }

  company_facts company_;
  int fiscal_year_ = 0;
  fiscal_tag fiscal_ = fiscal_tag::none;
};

inline const discrete_quarter& quarter_to(const concept_quarters& found, std::string_view last) {
  const discrete_quarter* only = nullptr;
  for (const discrete_quarter& q : found.quarters) {
    if (q.during.last() != day(last)) continue;
    BOOST_REQUIRE_MESSAGE(only == nullptr, "two quarters end on " << last);
    only = &q;
  }
  BOOST_REQUIRE_MESSAGE(only != nullptr, "no quarter ends on " << last);
  return *only;
}

inline const trailing_year& year_to(const concept_quarters& found, std::string_view last) {
  for (std::size_t i = 0; i < found.quarters.size(); ++i) {
    if (found.quarters[i].during.last() == day(last)) return found.trailing[i];
  }
  BOOST_FAIL("no trailing year ends on " << last);
  return found.trailing.front();
}

inline bool has_figure(const discrete_quarter& q, figure_status status, decimal value) {
  BOOST_TEST(to_string(q.figure.status) == to_string(status));
  BOOST_TEST(to_string(q.figure.value) == to_string(value));
  return q.figure.status == status && q.figure.value == value;
}

/// No quarter has this figure: the answer that another tool gave.
inline bool nowhere(const concept_quarters& found, decimal wrong) {
  for (const discrete_quarter& q : found.quarters) {
    if (q.figure.status != figure_status::not_derivable && q.figure.value == wrong) return false;
  }
  return true;
}

inline std::string label(const discrete_quarter& q) { return q.label ? to_string(*q.label) : "none"; }

/// Cumulative figures of a calendar year, each in its own filing, as cash flow statements give them.
inline filer cumulative(std::string concept_name, decimal q1, decimal half, decimal nine, decimal year) {
  filer f(std::move(concept_name));
  f.files("10-Q", "2024-05-01", 2024, fiscal_tag::q1).says("2024-01-01", "2024-03-31", q1);
  f.files("10-Q", "2024-08-01", 2024, fiscal_tag::q2).says("2024-01-01", "2024-06-30", half);
  f.files("10-Q", "2024-11-01", 2024, fiscal_tag::q3).says("2024-01-01", "2024-09-30", nine);
  f.files("10-K", "2025-02-20", 2024, fiscal_tag::fy).says("2024-01-01", "2024-12-31", year);
  return f;
}

inline constexpr std::array<std::array<std::string_view, 2>, 4> quarters_of_2024{{{"2024-01-01", "2024-03-31"},
                                                                                  {"2024-04-01", "2024-06-30"},
                                                                                  {"2024-07-01", "2024-09-30"},
                                                                                  {"2024-10-01", "2024-12-31"}}};

inline bool has_flag(const concept_quarters& found, std::string_view last, figure_flag one) {
  return has(quarter_to(found, last).figure.flags, one);
}

}  // namespace filing_facts

#endif
