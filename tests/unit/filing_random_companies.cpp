// Quarters of random companies, whose true ones are known: each figure given is right or flagged, and each that the
// rules can find is given.
#include "filing_facts.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace filing_facts;

BOOST_AUTO_TEST_SUITE(filing_random_companies)

namespace {

// A company whose quarters are known, and what of them it reports.
struct random_company {
  filer facts{"Revenues"};
  std::vector<period> quarters;
  std::vector<decimal> truth;                // as last restated
  std::vector<std::vector<decimal>> others;  // what filings said before
  std::map<std::pair<date, date>, bool> said;

  bool has(std::size_t first, std::size_t last) const {
    return said.contains({quarters[first].begin(), quarters[last].end()});
  }
};

random_company company_of(std::mt19937& random, bool restates) {
  const auto one_in = [&](unsigned n) { return random() % n == 0; };
  random_company c;
  const bool weeks = one_in(2);
  const int first_month = static_cast<int>(random() % 12) + 1;
  date at = weeks ? day("2010-01-04") + std::chrono::days{7 * static_cast<int>(random() % 40)}
                  : date_of(2010, static_cast<unsigned>(first_month), 1);
  const std::size_t years = 2 + random() % 4;
  for (std::size_t y = 0; y < years; ++y) {
    const bool long_year = weeks && one_in(5);
    const bool twelve = weeks && first_month % 3 == 0;
    for (int q = 0; q < 4; ++q) {
      int count = 13;
      if (twelve) count = q == 3 ? 16 : 12;
      if (q == 3 && long_year) ++count;
      date end = at + std::chrono::days{7 * count};
      if (!weeks) {
        const std::chrono::year_month_day begin{at};
        const auto to = std::chrono::year_month{begin.year(), begin.month()} + std::chrono::months{3};
        end = std::chrono::sys_days{to / 1};
      }
      c.quarters.push_back(period::between(at, end));
      // Odd amounts: that no two spans have one figure by chance, which would be a slip of dates.
      c.truth.push_back(decimal(static_cast<long long>(random() % 2'000'000'000) - 300'000'000) * 1'000 +
                        decimal(1'000));
      at = end;
    }
  }
  c.others.resize(c.truth.size());
  const auto text = [](date on) { return to_string(on); };
  const auto say = [&](std::size_t first, std::size_t last) {
    decimal sum;
    for (std::size_t i = first; i <= last; ++i) sum += c.truth[i];
    c.facts.says(text(c.quarters[first].first()), text(c.quarters[last].last()), sum);
    c.said[{c.quarters[first].begin(), c.quarters[last].end()}] = true;
  };
  for (std::size_t q = 0; q < c.quarters.size(); ++q) {
    const std::size_t first = q / 4 * 4;
    c.facts.files(q % 4 == 3 ? "10-K" : "10-Q", text(c.quarters[q].end() + std::chrono::days{30}), 0);
    // A filing restates the quarters of the year before, and says them and their sums again.
    if (restates && q >= 4 && one_in(6)) {
      for (std::size_t i = first - 4; i < first; ++i) {
        c.others[i].push_back(c.truth[i]);
        c.truth[i] += decimal(static_cast<long long>(random() % 90'000 + 10'000)) * 1'000'000;
      }
      for (std::size_t i = first - 4; i < first; ++i) {
        if (c.has(i, i)) say(i, i);
        if (i > first - 4 && c.has(first - 4, i)) say(first - 4, i);
      }
    }
    if (!one_in(3)) say(q, q);
    if (q % 4 != 0 && !one_in(3)) say(first, q);
    if (q % 4 == 3 && !c.has(first, q)) say(first, q);
  }
  return c;
}

// Whether the documented rules give a quarter: it is reported, or a difference of consecutive cumulative figures, or a
// year less what tiles the rest.
bool can_be_had(const random_company& c, std::size_t q) {
  const std::size_t first = q / 4 * 4, last = first + 3;
  if (c.has(q, q)) return true;
  if (q > first && c.has(first, q) && c.has(first, q - 1)) return true;
  if (!c.has(first, last)) return false;
  const auto head = [&] {
    for (std::size_t at = first; at < q; ++at) {
      if (!c.has(at, at))
        return q == first || c.has(first, q - 1) || (q == first + 3 && c.has(first, first + 1) && c.has(q - 1, q - 1));
    }
    return true;
  };
  for (std::size_t at = q + 1; at <= last; ++at) {
    if (!c.has(at, at)) return false;
  }
  return head();
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_quarter_of_random_companies_is_the_true_one_and_none_is_missing) {
  std::mt19937 random(20261126);
  std::size_t given = 0, derived = 0, none = 0;
  for (int round = 0; round < 400; ++round) {
    const random_company c = company_of(random, false);
    const concept_quarters found = c.facts.quarters();
    std::map<std::pair<date, date>, const discrete_quarter*> by_days;
    for (const discrete_quarter& q : found.quarters) by_days[{q.during.begin(), q.during.end()}] = &q;
    for (std::size_t q = 0; q < c.quarters.size(); ++q) {
      const auto at = by_days.find({c.quarters[q].begin(), c.quarters[q].end()});
      const bool has_one = at != by_days.end() && at->second->figure.status != figure_status::not_derivable;
      BOOST_REQUIRE_MESSAGE(has_one == can_be_had(c, q), "company " << round << ", " << to_string(c.quarters[q]));
      if (!has_one) {
        ++none;
        continue;
      }
      ++given;
      if (at->second->figure.status == figure_status::derived) ++derived;
      BOOST_REQUIRE_MESSAGE(at->second->figure.value == c.truth[q],
                            "company " << round << ", " << to_string(c.quarters[q]));
      BOOST_REQUIRE((at->second->figure.flags == figure_flag::none));
      decimal sum;
      for (const figure_input& i : inputs_of(c.facts.facts(), at->second->figure))
        i.subtracted ? sum -= i.value : sum += i.value;
      BOOST_REQUIRE((sum == c.truth[q]));
    }
    // Nothing that is no quarter of the company's has a figure.
    for (const discrete_quarter& q : found.quarters) {
      if (q.figure.status == figure_status::not_derivable) continue;
      BOOST_REQUIRE(std::find(c.quarters.begin(), c.quarters.end(), q.during) != c.quarters.end());
    }
    for (std::size_t i = 0; i < found.quarters.size(); ++i) {
      const trailing_year& t = found.trailing[i];
      if (t.status == figure_status::not_derivable) continue;
      decimal sum;
      for (std::size_t q = 0; q < c.quarters.size(); ++q) {
        if (t.during.contains(c.quarters[q])) sum += c.truth[q];
      }
      BOOST_REQUIRE((t.value == sum));
    }
    for (const year_check& y : found.years) BOOST_REQUIRE(y.found != year_check::outcome::differs);
  }
  BOOST_TEST(given > 3'000u);
  BOOST_TEST(derived > 500u);
  BOOST_TEST(none > 100u);
}

BOOST_AUTO_TEST_CASE(every_quarter_of_random_companies_that_restate_is_true_or_flagged) {
  std::mt19937 random(20261127);
  std::size_t flagged = 0, unflagged = 0;
  for (int round = 0; round < 400; ++round) {
    const random_company c = company_of(random, true);
    for (const vintage_choice vintage : {vintage_choice::latest, vintage_choice::original}) {
      const concept_quarters found = c.facts.quarters({std::nullopt, vintage});
      for (const discrete_quarter& q : found.quarters) {
        if (q.figure.status == figure_status::not_derivable) continue;
        const auto at = std::find(c.quarters.begin(), c.quarters.end(), q.during);
        BOOST_REQUIRE(at != c.quarters.end());
        const auto place = static_cast<std::size_t>(at - c.quarters.begin());
        const std::vector<decimal>& others = c.others[place];
        const bool is_last = q.figure.value == c.truth[place];
        const bool is_earlier = std::find(others.begin(), others.end(), q.figure.value) != others.end();
        if (!is_last && !is_earlier) {
          BOOST_REQUIRE_MESSAGE(has(q.figure.flags, figure_flag::mixed_vintages),
                                "company " << round << ", " << to_string(q.during));
        }
        if (q.figure.flags == figure_flag::none && vintage == vintage_choice::latest) {
          ++unflagged;
          BOOST_REQUIRE_MESSAGE(is_last, "company " << round << ", " << to_string(q.during) << " is "
                                                    << to_string(q.figure.value) << " and was restated to "
                                                    << to_string(c.truth[place]));
        } else {
          ++flagged;
        }
        if (has(q.figure.flags, figure_flag::restated)) BOOST_REQUIRE(!q.vintages.empty());
      }
    }
  }
  BOOST_TEST(unflagged > 2'000u);
  BOOST_TEST(flagged > 200u);
}

BOOST_AUTO_TEST_SUITE_END()
