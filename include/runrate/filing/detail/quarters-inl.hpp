#ifndef RUNRATE_FILING_DETAIL_QUARTERS_INL_HPP
#define RUNRATE_FILING_DETAIL_QUARTERS_INL_HPP

#include <runrate/core/currency.hpp>
#include <runrate/filing/detail/figure_candidates-inl.hpp>
#include <runrate/filing/detail/fiscal_years-inl.hpp>
#include <runrate/filing/detail/inferred_calendar-inl.hpp>
#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/detail/trailing-inl.hpp>
#include <runrate/filing/quarters.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(figure_flag one) {
  switch (one) {
    case figure_flag::none: return "none";
    case figure_flag::restated: return "restated";
    case figure_flag::mixed_vintages: return "mixed_vintages";
    case figure_flag::check_failed: return "check_failed";
    case figure_flag::scale_error: return "scale_error";
    case figure_flag::conflicting: return "conflicting";
    case figure_flag::dates_slipped: return "dates_slipped";
    case figure_flag::overlaps: return "overlaps";
    case figure_flag::rounded: return "rounded";
  }
  return "none";
}

RUNRATE_FUNC std::string_view to_string(underivable why) {
  switch (why) {
    case underivable::nothing: return "nothing";
    case underivable::operand_missing: return "operand_missing";
    case underivable::not_additive: return "not_additive";
    case underivable::conflicting_facts: return "conflicting_facts";
  }
  return "nothing";
}

namespace detail {

/// Finds the quarters of one series of facts.
class quarter_finder {
public:
  quarter_finder(const company_facts& company, std::span<const std::uint32_t> concepts, const quarter_options& options)
      : company_(company), concepts_(concepts), options_(options), history_(company, concepts, options.as_of) {}

  concept_quarters find() {
    const concept_facts& first = company_.concepts[concepts_.front()];
    found_.concept_name = first.name;
    found_.unit = first.unit;
    found_.kind = kind_of_unit(first.unit);
    if (history_.spans().empty()) {
      found_.none = no_flows(first);
      return std::move(found_);
    }
    figure_candidates candidates(company_, history_);
    candidates.add_reported();
    if (found_.kind == unit_kind::money) {
      candidates.add_differences();
      candidates.add_rests_of_years();
    }
    found_.quarters = std::move(candidates).chosen(options_.vintage);
    find_fiscal_years();
    settle_years();
    add_underivable();
    add_between();
    if (found_.quarters.empty()) found_.none = no_quarters(first);
    mark_overlaps();
    for (discrete_quarter& q : found_.quarters) {
      if (kind_of_length(q.during.days()) == period_kind::quarter) q.label = found_.calendar.label_of(q.during);
    }
    find_trailing_years(found_, history_, years_, options_.vintage);
    check_years(found_, history_, years_);
    require_bounds();
    found_.notes = std::move(history_.notes());
    return std::move(found_);
  }

private:
  reason no_flows(const concept_facts& first) const {
    if (!first.balances.empty() && first.flows.empty()) {
      return {
          reason_code::not_a_flow,
          first.name + " is a balance, at an instant: a balance can be neither annualized nor added up over quarters",
          {{"concept", first.name}, {"latest", to_string(first.balances.back().during)}}};
    }
    return {reason_code::not_enough_history,
            first.name + " has no fact" + (options_.as_of ? " that was filed by " + to_string(*options_.as_of) : ""),
            {{"concept", first.name}}};
  }

  reason no_quarters(const concept_facts& first) const {
    const reported_span& latest =
        *std::max_element(history_.spans().begin(), history_.spans().end(),
                          [](const auto& a, const auto& b) { return a.during.end() < b.during.end(); });
    return {reason_code::wrong_period,
            first.name + " has no fact over a quarter, six or nine months, or a fiscal year: the latest is over " +
                to_string(latest.during),
            {{"concept", first.name}, {"latest", to_string(latest.during)}}};
  }

  void find_fiscal_years() {
    std::vector<reported_year> years = fiscal_years_in(company_, concepts_, history_, options_.as_of);
    for (const reported_year& y : years) years_.push_back(y.during);
    if (years.empty()) years = fiscal_years_begun(company_, history_);
    std::vector<period> quarters;
    quarters.reserve(found_.quarters.size());
    for (const discrete_quarter& q : found_.quarters) quarters.push_back(q.during);
    found_.calendar = inferred_calendar(years, quarters);
  }

  // The first of the quarters, which are in order, that may have a day in common with a frame.
  std::vector<discrete_quarter>::iterator first_quarter_in(period frame) {
    return std::lower_bound(found_.quarters.begin(), found_.quarters.end(), frame.begin() - std::chrono::days{366},
                            [](const discrete_quarter& q, date day) { return q.during.begin() < day; });
  }

  // The quarters of a year are of one vintage where some that filings give add up to it: figures of which the latest
  // do not add up (IBM restated two quarters of 2013 and not the others) give way to the latest that do. A difference
  // never replaces what is reported: with it the sum comes out right whatever the figures are.
  void settle_years() {
    if (found_.kind != unit_kind::money || options_.vintage == vintage_choice::original) return;
    for (const period year : years_) {
      const reported_span* whole = history_.find(year);
      if (whole == nullptr) continue;
      std::vector<discrete_quarter*> parts;
      date at = year.begin();
      for (auto q = first_quarter_in(year); q != found_.quarters.end() && q->during.begin() < year.end(); ++q) {
        if (continues(year, at, q->during)) parts.push_back(&*q), at = q->during.end();
      }
      if (!closes(at, year.end()) || parts.size() != 4) continue;
      const auto versions = history_.versions(*whole);
      for (std::size_t v = 0; v < versions.size(); ++v) {
        if (settle(versions[versions.size() - 1 - v], parts)) break;
      }
    }
  }

  static bool settle(const span_version& year, std::span<discrete_quarter* const> parts) {
    // Each part's own figure first: choices are counted with the first part as the last digit.
    std::size_t choices = 1;
    for (const discrete_quarter* q : parts) choices *= q->choices();
    for (std::size_t choice = 0; choice < choices; ++choice) {
      decimal sum, rounding = half_step(year.decimals);
      std::size_t left = choice;
      for (const discrete_quarter* q : parts) {
        const quarter_figure& f = q->choice(left % q->choices());
        left /= q->choices();
        sum += f.value;
        rounding += half_step(f.decimals) * static_cast<int>(f.operands.size());
      }
      if (abs(sum - year.value) > rounding) continue;
      left = choice;
      for (discrete_quarter* q : parts) {
        const std::size_t chosen = left % q->choices();
        left /= q->choices();
        if (chosen == 0) continue;
        std::swap(q->figure, q->vintages[chosen - 1]);
        q->figure.flags |= figure_flag::restated;
        // What was another figure than the one that gave way may be this one: a difference that agrees with it.
        std::erase_if(q->vintages, [&](const quarter_figure& other) { return same_figure(other, q->figure); });
      }
      return true;
    }
    return false;
  }

  // Days of fiscal years, and of the one that is not over, that no quarter covers.
  void add_underivable() {
    std::vector<period> frames = years_;
    for (const reported_span& s : history_.spans()) {
      // The longest cumulative figure of a year that is not reported, or a quarter that filings contradict.
      const period_kind kind = kind_of_length(s.during.days());
      const bool is_contradicted = kind == period_kind::quarter && history_.versions(s).empty();
      if (kind == period_kind::year || (!is_cumulative(s.during.days()) && !is_contradicted)) continue;
      const auto year = std::lower_bound(years_.begin(), years_.end(), s.during.begin(),
                                         [](period y, date day) { return y.end() <= day; });
      if (year != years_.end() && year->overlaps(s.during)) continue;
      if (frames.size() > years_.size() && frames.back().begin() == s.during.begin()) {
        frames.back() = s.during;
      } else if (frames.size() == years_.size() || !frames.back().overlaps(s.during)) {
        frames.push_back(s.during);
      }
    }
    std::vector<discrete_quarter> missing;
    for (const period frame : frames) {
      date at = frame.begin();
      const auto close = [&](date end) {
        if (at < end && !closes(at, end)) add_gap(frame, period::between(at, end), missing);
      };
      for (auto q_at = first_quarter_in(frame); q_at != found_.quarters.end(); ++q_at) {
        const discrete_quarter& q = *q_at;
        if (q.during.begin() >= frame.end()) break;
        if (!frame.overlaps(q.during)) continue;
        close(std::min(q.during.begin(), frame.end()));
        at = std::max(at, q.during.end());
      }
      close(frame.end());
    }
    found_.quarters.insert(found_.quarters.end(), missing.begin(), missing.end());
    std::sort(found_.quarters.begin(), found_.quarters.end(),
              [](const discrete_quarter& a, const discrete_quarter& b) { return a.during < b.during; });
  }

  void add_gap(period frame, period gap, std::vector<discrete_quarter>& missing) {
    // Where cumulative figures end is where quarters end, whatever a calendar says.
    std::vector<date> cuts{gap.begin()};
    for (const reported_span& s : history_.from(frame.begin())) {
      if (gap.begin() < s.during.end() && s.during.end() < gap.end()) cuts.push_back(s.during.end());
    }
    cuts.push_back(gap.end());
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const period part = period::between(cuts[i], cuts[i + 1]);
      std::vector<period> quarters{part};
      if (kind_of_length(part.days()) != period_kind::quarter) {
        if (std::vector<period> of_rule = found_.calendar.quarters_in(part); !of_rule.empty()) quarters = of_rule;
      }
      for (const period q : quarters) missing.push_back(underivable_quarter(frame, q));
    }
  }

  // Days between two quarters of which no year and no cumulative figure speaks: quarters where the calendar fills them
  // with such, else one item. A slip of a few days is no gap.
  void add_between() {
    if (found_.quarters.empty()) return;
    std::vector<period> gaps;
    date at = found_.quarters.front().during.begin();
    for (const discrete_quarter& q : found_.quarters) {
      if (!closes(at, q.during.begin())) gaps.push_back(period::between(at, q.during.begin()));
      at = std::max(at, q.during.end());
    }
    if (gaps.empty()) return;
    std::vector<discrete_quarter> all;
    all.reserve(found_.quarters.size() + gaps.size());
    auto gap = gaps.begin();
    for (discrete_quarter& q : found_.quarters) {
      if (gap != gaps.end() && gap->end() == q.during.begin()) {
        for (const period part : parts_of_gap(*gap)) all.push_back(underivable_quarter(frame_of(part, all), part));
        ++gap;
      }
      all.push_back(std::move(q));
    }
    found_.quarters = std::move(all);
  }

  std::vector<period> parts_of_gap(period gap) const {
    const auto is_quarter = [](period p) { return kind_of_length(p.days()) == period_kind::quarter; };
    if (!is_quarter(gap) && gap.days() <= most_days_between) {
      std::vector<period> quarters = found_.calendar.quarters_in(gap);
      if (!quarters.empty() && std::all_of(quarters.begin(), quarters.end(), is_quarter)) return quarters;
    }
    return {gap};
  }

  // What of its fiscal year is over at the end of a quarter: from the first day of the cumulative figure before it, or
  // of the quarters before it; where neither is there, its own days.
  period frame_of(period quarter, std::span<const discrete_quarter> before) const {
    const std::optional<period_label> label =
        kind_of_length(quarter.days()) == period_kind::quarter ? found_.calendar.label_of(quarter) : std::nullopt;
    if (!label) return quarter;
    constexpr std::array kinds{period_kind::quarter, period_kind::half, period_kind::nine_months};
    const int ordinal = label->number();
    date begin = quarter.begin();
    if (ordinal == 1) return quarter;
    for (const reported_span* s : history_.until(begin)) {
      if (kind_of_length(s->during.days()) == kinds[static_cast<std::size_t>(ordinal - 2)])
        return period::between(s->during.begin(), quarter.end());
    }
    int left = ordinal - 1;
    for (auto q = before.rbegin(); q != before.rend() && left > 0; ++q) {
      if (q->during.end() != begin || kind_of_length(q->during.days()) != period_kind::quarter) break;
      begin = q->during.begin();
      --left;
    }
    return left == 0 ? period::between(begin, quarter.end()) : quarter;
  }

  discrete_quarter underivable_quarter(period frame, period during) const {
    discrete_quarter q{during, std::nullopt, {}};
    const reported_span* own = history_.find(during);
    if (own != nullptr && history_.versions(*own).empty()) {
      q.why = underivable::conflicting_facts;
      q.missing = during;
      return q;
    }
    if (found_.kind != unit_kind::money) {
      q.why = underivable::not_additive;
      return q;
    }
    q.why = underivable::operand_missing;
    const auto known = [&](date end) -> const reported_span* {
      return end == frame.begin() ? nullptr : history_.find(period::between(frame.begin(), end));
    };
    const reported_span* whole = known(during.end());
    const reported_span* before = known(during.begin());
    for (const reported_span* s : {whole, before}) {
      if (s != nullptr && history_.versions(*s).empty()) {
        q.why = underivable::conflicting_facts;
        q.missing = s->during;
        return q;
      }
    }
    if (whole == nullptr) {
      q.missing = period::between(frame.begin(), during.end());
      if (before != nullptr) q.there = history_.versions(*before).back().first;
    } else {
      q.there = history_.versions(*whole).back().first;
      q.missing = during.begin() == frame.begin() || before != nullptr ? during
                                                                       : period::between(frame.begin(), during.begin());
    }
    q.near = figure_near(*q.missing);
    return q;
  }

  // A figure over days that would be those but for a few at either end, and that nothing shows to be a slip.
  std::optional<fact_ref> figure_near(period days) const {
    for (int off = -most_days_slipped; off <= most_days_slipped; ++off) {
      for (const reported_span* s : history_.until(days.end() + std::chrono::days{off})) {
        if (differ_by_a_slip(s->during, days) && !history_.versions(*s).empty())
          return history_.versions(*s).back().first;
      }
    }
    return std::nullopt;
  }

  // In order of their first days each is held against the one of those before that ends last.
  void mark_overlaps() {
    discrete_quarter* last = nullptr;
    for (discrete_quarter& q : found_.quarters) {
      if (last != nullptr && last->during.overlaps(q.during)) {
        last->figure.flags |= figure_flag::overlaps;
        q.figure.flags |= figure_flag::overlaps;
      }
      if (last == nullptr || last->during.end() < q.during.end()) last = &q;
    }
  }

  // A figure near the largest decimal may have bounds beyond it. It is refused here, and not where the bounds are asked
  // for.
  void require_bounds() const {
    const auto require = [](const quarter_figure& f) {
      static_cast<void>(rounding_interval(f.value, f.decimals, static_cast<int>(f.operands.size())));
    };
    for (const discrete_quarter& q : found_.quarters) {
      if (q.figure.status != figure_status::not_derivable) require(q.figure);
      for (const quarter_figure& other : q.vintages) require(other);
    }
    for (const trailing_year& t : found_.trailing) {
      if (t.status == figure_status::not_derivable) continue;
      std::size_t roundings = t.fact ? 1 : 0;
      for (std::size_t i = 0; i < t.quarters.size() && !t.fact; ++i)
        roundings += found_.quarters[t.quarters[i]].choice(t.choice[i]).operands.size();
      static_cast<void>(rounding_interval(t.value, t.decimals, static_cast<int>(roundings)));
    }
  }

  // Whether nothing is left between two days but a slip.
  static bool closes(date at, date end) { return end - at <= std::chrono::days{most_days_slipped}; }

  // Over 25 years: a date in a filing that is centuries off is no hundred quarters.
  static constexpr int most_days_between = 25 * 366;

  const company_facts& company_;
  std::span<const std::uint32_t> concepts_;
  quarter_options options_;
  span_history history_;
  std::vector<period> years_;  // fiscal years, in order
  concept_quarters found_;
};

}  // namespace detail

RUNRATE_FUNC concept_quarters discrete_quarters(const company_facts& company, std::span<const std::uint32_t> concepts,
                                                const quarter_options& options) {
  if (concepts.empty()) detail::throw_contract("discrete_quarters: no concept is given");
  for (const std::uint32_t c : concepts) {
    if (c >= company.concepts.size() || company.concepts[c].unit != company.concepts[concepts.front()].unit)
      detail::throw_contract("discrete_quarters: the concepts must be the company's, and of one unit");
  }
  return detail::quarter_finder(company, concepts, options).find();
}

RUNRATE_FUNC std::vector<quarter_series> series_of(const concept_quarters& found) {
  const result<currency> unit = currency::find(found.unit);
  if (!unit) detail::throw_contract("series_of: " + found.unit + " is no currency; only money can be annualized");
  std::vector<quarter_series> all;
  for (std::size_t i = 0; i < found.quarters.size(); ++i) {
    const discrete_quarter& q = found.quarters[i];
    if (q.figure.status == figure_status::not_derivable) continue;
    const dated_amount flow{q.figure.value, q.during, q.figure.decimals, static_cast<int>(q.figure.operands.size())};
    if (!all.empty() && all.back().flows.amounts().back().during.overlaps(q.during)) continue;
    if (all.empty() || !all.back().flows.amounts().back().during.adjoins(q.during)) {
      all.push_back({basic_series<struct any_currency>(*unit), {}});
    }
    static_cast<void>(all.back().flows.append(flow).value());
    all.back().quarters.push_back(i);
  }
  return all;
}

}  // namespace runrate

#endif
