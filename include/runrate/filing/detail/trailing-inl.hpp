#ifndef RUNRATE_FILING_DETAIL_TRAILING_INL_HPP
#define RUNRATE_FILING_DETAIL_TRAILING_INL_HPP

#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/quarters.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(year_check::outcome found) {
  switch (found) {
    case year_check::outcome::adds_up: return "adds_up";
    case year_check::outcome::differs: return "differs";
    case year_check::outcome::incomplete: return "incomplete";
  }
  return "incomplete";
}

namespace detail {

/// A trailing year by another way, and what rounding may add to it.
struct year_by_cumulatives {
  decimal value;
  decimal rounding;
};

/// Year + current year to date - prior year to date up to the end of a quarter, from figures of one vintage, the latest
/// first.
inline std::vector<year_by_cumulatives> years_by_cumulatives(const span_history& history, std::span<const period> years,
                                                             period quarter) {
  std::vector<year_by_cumulatives> found;
  // The fiscal year that ended within the trailing one.
  const auto first = std::lower_bound(years.begin(), years.end(), quarter.begin() - std::chrono::days{289},
                                      [](period y, date day) { return y.end() < day; });
  for (auto at = first; at != years.end() && at->end() <= quarter.begin(); ++at) {
    const period year = *at;
    const reported_span* whole = history.find(year);
    const reported_span* current = history.find(period::between(year.end(), quarter.end()));
    if (whole == nullptr || current == nullptr) continue;
    const date year_before = quarter.end() - std::chrono::days{364};
    for (const reported_span& prior : history.from(year.begin())) {
      const auto off = (prior.during.end() - year_before).count();
      if (off < -7 || off > 7 || prior.during == year) continue;
      const auto of_whole = history.versions(*whole), of_current = history.versions(*current),
                 of_prior = history.versions(prior);
      for (std::size_t w = of_whole.size(); w-- > 0;) {
        for (std::size_t p = of_prior.size(); p-- > 0;) {
          for (std::size_t c = of_current.size(); c-- > 0;) {
            if (!of_one_vintage(of_whole, w, of_prior, p) || !of_one_vintage(of_current, c, of_prior, p)) continue;
            found.push_back({of_whole[w].value + of_current[c].value - of_prior[p].value,
                             half_step(of_whole[w].decimals) + half_step(of_current[c].decimals) +
                                 half_step(of_prior[p].decimals)});
          }
        }
      }
    }
  }
  return found;
}

/// The four quarters that end with one, where they adjoin and have figures; fewer where they don't.
inline std::vector<std::size_t> quarters_up_to(std::span<const discrete_quarter> quarters, std::size_t last) {
  std::vector<std::size_t> places;
  date begin = quarters[last].during.end();
  for (std::size_t at = last + 1; at-- > 0 && places.size() < 4;) {
    const discrete_quarter& q = quarters[at];
    if (q.during.begin() + std::chrono::days{366} < begin) break;
    if (q.during.end() != begin) continue;
    if (q.figure.status == figure_status::not_derivable) break;
    places.insert(places.begin(), at);
    begin = q.during.begin();
  }
  return places;
}

/// The places of the quarters that end before a day, that is with it as their `during.end()`, the latest first.
inline std::vector<std::size_t> quarters_until(std::span<const discrete_quarter> quarters, date end) {
  std::vector<std::size_t> places;
  const auto after = std::lower_bound(quarters.begin(), quarters.end(), end,
                                      [](const discrete_quarter& q, date day) { return q.during.begin() < day; });
  for (auto at = static_cast<std::size_t>(after - quarters.begin()); at-- > 0;) {
    const period days = quarters[at].during;
    if (days.end() == end) places.push_back(at);
    // Longer than a year is only what nothing else has a day of, so that nothing stands between it and its end.
    if (days.begin() + std::chrono::days{371} < end) break;
  }
  return places;
}

class trailing_finder {
public:
  trailing_finder(concept_quarters& found, const span_history& history, std::span<const period> years,
                  vintage_choice vintage)
      : found_(found), history_(history), years_(years), vintage_(vintage) {}

  void find() {
    found_.trailing.reserve(found_.quarters.size());
    for (std::size_t i = 0; i < found_.quarters.size(); ++i) found_.trailing.push_back(up_to(i));
  }

private:
  trailing_year up_to(std::size_t at) const {
    const discrete_quarter& last = found_.quarters[at];
    trailing_year t{.during = last.during, .label = last.label};
    if (found_.kind != unit_kind::money) {
      t.why = trailing_year::lack::not_additive;
      return t;
    }
    const std::vector<std::size_t> places = quarters_up_to(found_.quarters, at);
    if (!places.empty()) t.during = period::between(found_.quarters[places.front()].during.begin(), last.during.end());
    const auto by_cumulatives = years_by_cumulatives(history_, years_, last.during);
    if (!by_cumulatives.empty()) t.from_cumulative = by_cumulatives.front().value;
    const reported_span* said = year_to(last.during.end());
    if (places.size() == 4 && kind_of_length(t.during.days()) == period_kind::year) {
      add_up(t, places, by_cumulatives, said);
    } else if (said != nullptr) {
      const auto versions = history_.versions(*said);
      const span_version& v = vintage_ == vintage_choice::latest ? versions.back() : versions.front();
      t.during = said->during;
      t.status = figure_status::reported;
      t.flags = said->flags;
      if (versions.size() > 1) t.flags |= figure_flag::restated;
      t.value = v.value;
      t.decimals = static_cast<std::int8_t>(v.decimals);
      t.fact = v.first;
    } else if (places.size() == 4) {
      t.why = trailing_year::lack::year;
    } else {
      const date hole = places.empty() ? last.during.end() : t.during.begin();
      t.why =
          quarters_until(found_.quarters, hole).empty() ? trailing_year::lack::quarter : trailing_year::lack::figure;
    }
    return t;
  }

  /// The sum of four quarters. Where another way to the year is there, figures of the quarters are taken that agree
  /// with it: those before a restatement, where it reached some quarters of the year only.
  void add_up(trailing_year& t, std::span<const std::size_t> places,
              std::span<const year_by_cumulatives> by_cumulatives, const reported_span* said) const {
    t.status = figure_status::derived;
    std::copy(places.begin(), places.end(), t.quarters.begin());
    std::vector<year_by_cumulatives> others(by_cumulatives.begin(), by_cumulatives.end());
    if (said != nullptr && said->during == t.during) {
      for (const span_version& v : history_.versions(*said))
        others.insert(others.begin(), {v.value, half_step(v.decimals)});
    }
    std::size_t choices = 1;
    for (const std::size_t place : places) choices *= found_.quarters[place].choices();
    const auto agrees = [](const year_by_cumulatives& other, const sum_of_quarters& one) {
      return abs(other.value - one.t.value) <= one.rounding + other.rounding;
    };
    for (std::size_t choice = 0; choice < choices; ++choice) {
      const sum_of_quarters one = sum_of(t, places, choice);
      const auto same =
          std::find_if(others.begin(), others.end(), [&](const year_by_cumulatives& o) { return agrees(o, one); });
      if (!others.empty() && same == others.end()) continue;
      std::optional<decimal> other_way;
      for (const year_by_cumulatives& o : by_cumulatives) {
        if (!other_way && agrees(o, one)) other_way = o.value;
      }
      const std::optional<decimal> latest = t.from_cumulative;
      t = one.t;
      t.from_cumulative = other_way ? other_way : latest;
      if (said != nullptr && said->during == t.during) {
        const auto versions = history_.versions(*said);
        const bool other = std::any_of(versions.begin(), versions.end(), [&](const span_version& v) {
          return !agrees({v.value, half_step(v.decimals)}, one);
        });
        if (other) t.flags |= figure_flag::restated;
      }
      return;
    }
    t = sum_of(t, places, 0).t;
    t.flags |= figure_flag::check_failed;
  }

  struct sum_of_quarters {
    trailing_year t;
    decimal rounding;
  };
  /// With the figures of one choice, the first quarter's counted as its last digit.
  sum_of_quarters sum_of(const trailing_year& t, std::span<const std::size_t> places, std::size_t choice) const {
    sum_of_quarters one{t, {}};
    for (std::size_t i = 0; i < 4; ++i) {
      const discrete_quarter& q = found_.quarters[places[i]];
      one.t.choice[i] = static_cast<std::uint8_t>(choice % q.choices());
      choice /= q.choices();
      const quarter_figure& f = q.choice(one.t.choice[i]);
      one.t.value += f.value;
      one.t.decimals = i == 0 ? f.decimals : std::min(one.t.decimals, f.decimals);
      one.rounding += half_step(f.decimals) * static_cast<int>(f.operands.size());
      if (has(f.flags, figure_flag::mixed_vintages)) one.t.flags |= figure_flag::mixed_vintages;
      if (one.t.choice[i] != 0) one.t.flags |= figure_flag::restated;
    }
    return one;
  }

  const reported_span* year_to(date end) const {
    const reported_span* said = nullptr;
    for (const reported_span* s : history_.until(end)) {
      if (kind_of_length(s->during.days()) == period_kind::year && !history_.versions(*s).empty()) said = s;
    }
    return said;
  }

  concept_quarters& found_;
  const span_history& history_;
  std::span<const period> years_;
  vintage_choice vintage_;
};

/// Whether a quarter is the next of a year whose quarters reach up to a day: the first may begin a slip before the year
/// or after it.
inline bool continues(period year, date at, period quarter) {
  const auto off = quarter.begin() < at ? at - quarter.begin() : quarter.begin() - at;
  return off <= std::chrono::days{at == year.begin() ? most_days_slipped : 0} && quarter.end() <= year.end();
}

inline void find_trailing_years(concept_quarters& found, const span_history& history, std::span<const period> years,
                                vintage_choice vintage) {
  trailing_finder(found, history, years, vintage).find();
}

inline void check_years(concept_quarters& found, const span_history& history, std::span<const period> years) {
  if (found.kind != unit_kind::money) return;
  for (const period year : years) {
    const reported_span* whole = history.find(year);
    if (whole == nullptr || history.versions(*whole).empty()) continue;
    const auto versions = history.versions(*whole);
    year_check check{year, found.calendar.label_of_year(year), year_check::outcome::incomplete, versions.back().value};
    date at = year.begin();
    decimal sum, tolerance;
    const auto first = std::lower_bound(found.quarters.begin(), found.quarters.end(),
                                        year.begin() - std::chrono::days{most_days_slipped},
                                        [](const discrete_quarter& q, date day) { return q.during.begin() < day; });
    for (auto q_at = first; q_at != found.quarters.end() && q_at->during.begin() < year.end(); ++q_at) {
      const discrete_quarter& q = *q_at;
      if (!continues(year, at, q.during) || q.figure.status == figure_status::not_derivable) continue;
      sum += q.figure.value;
      tolerance += half_step(q.figure.decimals) * static_cast<int>(q.figure.operands.size());
      at = q.during.end();
    }
    if (year.end() - at <= std::chrono::days{most_days_slipped}) {
      check.sum = sum;
      check.found = year_check::outcome::differs;
      for (std::size_t v = versions.size(); v-- > 0;) {
        const decimal whole_rounding = half_step(versions[v].decimals);
        check.tolerance = tolerance + whole_rounding;
        if (abs(versions[v].value - sum) > check.tolerance) continue;
        check.reported = versions[v].value;
        check.found = year_check::outcome::adds_up;
        break;
      }
    }
    found.years.push_back(std::move(check));
  }
}

}  // namespace detail
}  // namespace runrate

#endif
