#ifndef RUNRATE_FILING_DETAIL_QUARTERS_INL_HPP
#define RUNRATE_FILING_DETAIL_QUARTERS_INL_HPP

#include <runrate/core/currency.hpp>
#include <runrate/filing/detail/inferred_calendar-inl.hpp>
#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/detail/trailing-inl.hpp>
#include <runrate/filing/quarters.hpp>

#include <algorithm>
#include <map>
#include <set>
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
    take_reported();
    if (found_.kind == unit_kind::money) {
      take_differences();
      take_rests_of_years();
    }
    choose();
    find_fiscal_years();
    settle_years();
    add_underivable();
    mark_overlaps();
    for (discrete_quarter& q : found_.quarters) {
      if (kind_of_length(q.during.days()) == period_kind::quarter) q.label = found_.calendar.label_of(q.during);
    }
    find_trailing_years(found_, history_, years_, options_.vintage);
    check_years(found_, history_, years_);
    found_.notes = std::move(history_.notes());
    return std::move(found_);
  }

private:
  // One way to a quarter's figure.
  struct candidate {
    period during;
    quarter_figure figure;
    std::uint16_t basis;  // the latest that all operands are of
    std::uint16_t basis_first;
    bool clean;  // of one vintage
  };

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

  void take_reported() {
    for (const reported_span& s : history_.spans()) {
      if (kind_of_length(s.during.days()) != period_kind::quarter) continue;
      for (const span_version& v : history_.versions(s)) {
        candidate c{s.during, {}, v.basis_last, v.basis_first, true};
        c.figure = {figure_status::reported, s.flags, static_cast<std::int8_t>(v.decimals), v.value, {}, v.known};
        c.figure.operands.add(v.first, false);
        candidates_.push_back(c);
      }
    }
  }

  // Six months less three, nine less six, the year less nine: each longer span less the one before it.
  void take_differences() {
    const std::span<const reported_span> spans = history_.spans();
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const int days = spans[i].during.days();
      if (kind_of_length(days) == period_kind::quarter) continue;
      if (!is_cumulative(days)) continue;
      for (std::size_t j = i; j-- > 0 && spans[j].during.begin() == spans[i].during.begin();) {
        const int rest = days - spans[j].during.days();
        if (kind_of_length(rest) != period_kind::quarter) continue;
        if (days >= 364 && kind_of_length(spans[j].during.days()) != period_kind::nine_months) continue;
        take_difference(spans[i], {&spans[j]});
        break;
      }
    }
  }

  using parts_of_year = std::vector<const reported_span*>;

  // A year less what tiles the rest of it, three spans at most: three quarters, a half and a quarter, nine months.
  void take_rests_of_years() {
    std::vector<const reported_span*> by_end;
    for (const reported_span& s : history_.spans()) by_end.push_back(&s);
    std::stable_sort(by_end.begin(), by_end.end(), [](const reported_span* a, const reported_span* b) {
      return std::pair(a->during.end(), b->during.begin()) < std::pair(b->during.end(), a->during.begin());
    });
    std::set<period> known;
    for (const candidate& c : candidates_) known.insert(c.during);
    for (const reported_span& year : history_.spans()) {
      if (kind_of_length(year.during.days()) != period_kind::year) continue;
      std::vector<parts_of_year> before{{}}, after{{}};
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].size() == 3) continue;
        const date at = before[i].empty() ? year.during.begin() : before[i].back()->during.end();
        add_parts(before, i, year.during, history_.from(at), [](const reported_span& s) { return &s; });
      }
      for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i].size() == 3) continue;
        const date at = after[i].empty() ? year.during.end() : after[i].back()->during.begin();
        const auto earlier = [](const reported_span* s, date day) { return s->during.end() < day; };
        const auto first = std::lower_bound(by_end.begin(), by_end.end(), at, earlier);
        const auto last = std::lower_bound(first, by_end.end(), at + std::chrono::days{1}, earlier);
        add_parts(after, i, year.during, std::span(first, last), [](const reported_span* s) { return s; });
      }
      take_rests_of(year, before, after, known);
    }
  }

  // The tiling at that place, and on from it by the shortest quarter, half and nine months that lie within the year.
  template <class Spans, class SpanOf>
  void add_parts(std::vector<parts_of_year>& tilings, std::size_t at, period year, const Spans& spans, SpanOf span_of) {
    for (const period_kind kind : {period_kind::quarter, period_kind::half, period_kind::nine_months}) {
      for (const auto& next : spans) {
        const reported_span* s = span_of(next);
        if (kind_of_length(s->during.days()) != kind || !year.contains(s->during) || history_.versions(*s).empty())
          continue;
        parts_of_year longer = tilings[at];
        longer.push_back(s);
        tilings.push_back(std::move(longer));
        break;
      }
    }
  }

  // The fewest parts first: each is rounded by itself.
  void take_rests_of(const reported_span& year, const std::vector<parts_of_year>& before,
                     const std::vector<parts_of_year>& after, std::set<period>& known) {
    for (std::size_t count = 1; count <= 3; ++count) {
      for (const parts_of_year& head : before) {
        for (const parts_of_year& tail : after) {
          if (head.size() + tail.size() != count) continue;
          const date left = head.empty() ? year.during.begin() : head.back()->during.end();
          const date right = tail.empty() ? year.during.end() : tail.back()->during.begin();
          if (right <= left || kind_of_length(static_cast<int>((right - left).count())) != period_kind::quarter)
            continue;
          const period rest = period::between(left, right);
          if (!known.insert(rest).second) continue;
          parts_of_year parts = head;
          parts.insert(parts.end(), tail.begin(), tail.end());
          take_difference(year, parts, rest);
        }
      }
    }
  }

  void take_difference(const reported_span& whole, const std::vector<const reported_span*>& parts) {
    take_difference(whole, parts, period::between(parts.front()->during.end(), whole.during.end()));
  }

  // All pairs of one vintage; where there is none, the latest of each, which is flagged. A span that filings contradict
  // has no version, and gives nothing.
  void take_difference(const reported_span& whole, const std::vector<const reported_span*>& parts, period rest) {
    const auto of_whole = history_.versions(whole);
    if (of_whole.empty()) return;
    figure_flag flags = whole.flags;
    for (const reported_span* part : parts) {
      if (history_.versions(*part).empty()) return;
      flags |= part->flags;
    }
    const auto difference = [&](const span_version& w, auto part_version) {
      candidate c{rest, {}, w.basis_last, w.basis_first, true};
      c.figure = {figure_status::derived, flags, static_cast<std::int8_t>(w.decimals), w.value, {}, w.known};
      c.figure.operands.add(w.first, false);
      for (const reported_span* part : parts) {
        const span_version& v = part_version(*part);
        c.figure.value -= v.value;
        c.figure.decimals = std::min(c.figure.decimals, static_cast<std::int8_t>(v.decimals));
        c.figure.known = std::max(c.figure.known, v.known);
        c.figure.operands.add(v.first, true);
        c.basis = std::min(c.basis, v.basis_last);
        c.basis_first = std::max(c.basis_first, v.basis_first);
      }
      return c;
    };
    bool any = false;
    for (std::size_t w = 0; w < of_whole.size(); ++w) {
      if (parts.size() == 1) {
        const auto of_part = history_.versions(*parts.front());
        for (std::size_t p = 0; p < of_part.size(); ++p) {
          if (!of_one_vintage(of_whole, w, of_part, p)) continue;
          candidates_.push_back(difference(
              of_whole[w], [&](const reported_span&) -> const auto& { return of_part[p]; }));
          any = true;
        }
        continue;
      }
      // Of each part the latest version that can stand beside this one of the whole.
      std::vector<std::size_t> chosen;
      for (const reported_span* part : parts) {
        const auto of_part = history_.versions(*part);
        for (std::size_t p = of_part.size(); p-- > 0;) {
          if (!of_one_vintage(of_whole, w, of_part, p)) continue;
          chosen.push_back(p);
          break;
        }
      }
      if (chosen.size() != parts.size()) continue;
      candidates_.push_back(difference(
          of_whole[w], [&](const reported_span& part) -> const auto& {
            const auto at = std::find(parts.begin(), parts.end(), &part) - parts.begin();
            return history_.versions(part)[chosen[static_cast<std::size_t>(at)]];
          }));
      any = true;
    }
    if (any) return;
    candidate mixed = difference(
        of_whole.back(), [&](const reported_span& part) -> const auto& { return history_.versions(part).back(); });
    mixed.clean = false;
    mixed.figure.flags |= figure_flag::mixed_vintages;
    candidates_.push_back(mixed);
  }

  // How far two figures of one quarter may be apart and be one: half a unit for each operand of either.
  static decimal apart_by_rounding(const quarter_figure& a, const quarter_figure& b) {
    return half_unit(a.decimals) * static_cast<int>(a.operands.size()) +
           half_unit(b.decimals) * static_cast<int>(b.operands.size());
  }
  static bool same_figure(const quarter_figure& a, const quarter_figure& b) {
    return abs(a.value - b.value) <= apart_by_rounding(a, b);
  }

  bool is_of_longer_span(const candidate& c) const {
    if (c.figure.value == decimal()) return false;
    for (const reported_span& s : history_.spans()) {
      if (s.during.end() != c.during.end() || s.during.begin() >= c.during.begin()) continue;
      for (const span_version& v : history_.versions(s)) {
        if (v.value == c.figure.value) return true;
      }
    }
    return false;
  }

  // A difference over days that are off by a slip is a check of the reported quarter, and no quarter of its own.
  void join_slipped_differences() {
    std::vector<candidate> reported;
    for (const candidate& c : candidates_) {
      if (c.figure.status == figure_status::reported) reported.push_back(c);  // in the order of their days
    }
    const auto before = [](const candidate& r, date day) { return r.during.begin() < day; };
    for (candidate& c : candidates_) {
      if (c.figure.status != figure_status::derived) continue;
      const std::chrono::days slip{most_days_slipped};
      const date begin = c.during.begin();
      for (auto r = std::lower_bound(reported.begin(), reported.end(), begin - slip, before);
           r != reported.end() && r->during.begin() <= begin + slip; ++r) {
        if (differ_by_a_slip(r->during, c.during) && same_figure(r->figure, c.figure)) c.during = r->during;
      }
    }
  }

  void choose() {
    join_slipped_differences();
    // Reported before derived, of one vintage before mixed; the first of these is the series' figure.
    const bool latest = options_.vintage == vintage_choice::latest;
    const auto rank = [&](const candidate& c) {
      const int kind = c.figure.status == figure_status::reported ? 0 : c.clean ? 1 : 2;
      const auto when = c.figure.known.time_since_epoch().count();
      return std::tuple(c.during, kind, latest ? -static_cast<int>(c.basis) : static_cast<int>(c.basis_first),
                        latest ? -when : when);
    };
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [&](const candidate& a, const candidate& b) { return rank(a) < rank(b); });
    for (std::size_t begin = 0; begin < candidates_.size();) {
      std::size_t end = begin;
      while (end < candidates_.size() && candidates_[end].during == candidates_[begin].during) ++end;
      const candidate& best = candidates_[begin];
      discrete_quarter q{best.during, std::nullopt, best.figure};
      bool comparable = false, agreed = false;
      for (std::size_t i = begin + 1; i < end; ++i) {
        const candidate& other = candidates_[i];
        const bool same = same_figure(other.figure, best.figure);
        if (best.figure.status == figure_status::reported && other.figure.status == figure_status::derived) {
          // A check, where both can be of one report.
          if (!other.clean || other.basis < best.basis_first || best.basis < other.basis_first) continue;
          comparable = true;
          agreed = agreed || same;
        }
        if (same) continue;
        if (other.figure.status == figure_status::derived && best.figure.status == figure_status::reported) continue;
        const bool kept = std::any_of(q.vintages.begin(), q.vintages.end(),
                                      [&](const quarter_figure& f) { return same_figure(f, other.figure); });
        if (!kept) q.vintages.push_back(other.figure);
        q.figure.flags |= figure_flag::restated;
      }
      if (comparable && !agreed) {
        q.figure.flags |= figure_flag::check_failed;
        for (std::size_t i = begin + 1; i < end; ++i) {
          if (candidates_[i].figure.status != figure_status::derived || !candidates_[i].clean) continue;
          q.vintages.push_back(candidates_[i].figure);
          // The year's figure under the days of its fourth quarter (Oracle, 2018 to 2022) is not that quarter's.
          if (is_of_longer_span(best)) {
            q.vintages.back().flags |= figure_flag::check_failed;
            std::swap(q.figure, q.vintages.back());
          }
          break;
        }
      }
      found_.quarters.push_back(std::move(q));
      begin = end;
    }
  }

  // Fiscal years: those that a year's report ends with, and those that adjoin them. A twelve-month column of a 10-Q is
  // none.
  void find_fiscal_years() {
    std::map<std::uint32_t, period> reports;  // of each annual filing the latest year in it
    std::vector<int> stamps(company_.filings.size(), 0);
    bool any_form = false;
    for (const std::uint32_t c : concepts_) {
      for (const fact& f : company_.concepts[c].flows) {
        const filing& document = company_.filings[f.filing];
        any_form = any_form || !document.form.empty();
        if (!document.is_annual || kind_of_length(f.during.days()) != period_kind::year) continue;
        if (options_.as_of && document.filed > *options_.as_of) continue;
        stamps[f.filing] = f.fiscal_year;
        const auto [known, is_new] = reports.emplace(f.filing, f.during);
        if (!is_new && known->second.end() < f.during.end()) known->second = f.during;
      }
    }
    std::map<date, int>
        ends;  // of the reports' years, with the smallest stamp: a comparative has that of a later filing
    for (const auto& [document, during] : reports) {
      const auto [known, is_new] = ends.emplace(during.end(), stamps[document]);
      if (!is_new && (known->second == 0 || stamps[document] < known->second)) known->second = stamps[document];
    }
    const auto is_a_reports = [&](const reported_span& s) { return ends.contains(s.during.end()); };
    std::map<date, reported_year> by_begin;  // do not overlap
    const auto add = [&](const reported_span& s) {
      const auto after = by_begin.lower_bound(s.during.begin());
      if (after != by_begin.end() && after->second.during.overlaps(s.during)) return false;
      if (after != by_begin.begin() && std::prev(after)->second.during.overlaps(s.during)) return false;
      const auto stamp = ends.find(s.during.end());
      by_begin.emplace(s.during.begin(), reported_year{s.during, stamp == ends.end() ? 0 : stamp->second});
      return true;
    };
    const auto adjoins = [&](const reported_span& s) {
      const auto after = by_begin.lower_bound(s.during.end());
      if (after != by_begin.end() && s.during.adjoins(after->second.during)) return true;
      return !any_form && after != by_begin.begin() && std::prev(after)->second.during.adjoins(s.during);
    };
    const auto spans = history_.spans();
    const auto is_year = [](const reported_span& s) { return kind_of_length(s.during.days()) == period_kind::year; };
    for (const reported_span& s : spans) {
      if (is_year(s) && is_a_reports(s)) add(s);
    }
    if (by_begin.empty() && !any_form) {
      for (const reported_span& s : spans) {
        if (is_year(s)) add(s);
      }
    }
    for (bool again = !by_begin.empty(); again;) {
      again = false;
      for (std::size_t i = spans.size(); i-- > 0;) {  // the later first: a row of years is added at once
        if (is_year(spans[i]) && adjoins(spans[i]) && add(spans[i])) again = true;
      }
      for (std::size_t i = 0; again && !any_form && i < spans.size(); ++i) {
        if (is_year(spans[i]) && adjoins(spans[i])) add(spans[i]);
      }
    }
    std::vector<reported_year> years;
    for (const auto& [begin, year] : by_begin) years.push_back(year), years_.push_back(year.during);
    if (years.empty()) years = years_begun();
    std::vector<period> quarters;
    for (const discrete_quarter& q : found_.quarters) quarters.push_back(q.during);
    found_.calendar = inferred_calendar(years, quarters);
  }

  // Before a year is reported, its first six or nine months say when it began.
  std::vector<reported_year> years_begun() const {
    std::vector<reported_year> years;
    for (const reported_span& s : history_.spans()) {
      const auto first = civil(s.during.begin());
      if (!is_cumulative(s.during.days()) || first.day() != std::chrono::day{1} || history_.versions(s).empty())
        continue;
      const period year = period::between(s.during.begin(), (first.year() + std::chrono::years{1}) / first.month() / 1);
      if (!years.empty() && years.back().during.overlaps(year)) continue;
      const fact& said = fact_at(company_, history_.versions(s).front().first);
      years.push_back({year, said.fiscal_year});
    }
    return years;
  }

  // The quarters of a year are of one vintage where some that filings give add up to it: figures of which the latest
  // do not add up (IBM restated two quarters of 2013 and not the others) give way to the latest that do. A difference
  // never replaces what is reported: with it the sum comes out right whatever the figures are.
  void settle_years() {
    if (found_.kind != unit_kind::money) return;
    for (const period year : years_) {
      const reported_span* whole = history_.find(year);
      if (whole == nullptr) continue;
      std::vector<discrete_quarter*> parts;
      date at = year.begin();
      for (auto q = quarter_from(year.begin()); q != found_.quarters.end() && q->during.begin() < year.end(); ++q) {
        if (q->during.begin() == at && q->during.end() <= year.end()) parts.push_back(&*q), at = q->during.end();
      }
      if (!closes(at, year.end()) || parts.size() != 4) continue;
      const auto versions = history_.versions(*whole);
      for (std::size_t v = 0; v < versions.size(); ++v) {
        const bool latest = options_.vintage == vintage_choice::latest;
        if (settle(versions[latest ? versions.size() - 1 - v : v], parts)) break;
      }
    }
  }

  /// The first that begins on that day or later.
  std::vector<discrete_quarter>::iterator quarter_from(date day) {
    const auto before = [](const discrete_quarter& q, date begin) { return q.during.begin() < begin; };
    return std::lower_bound(found_.quarters.begin(), found_.quarters.end(), day, before);
  }

  static bool settle(const span_version& year, std::span<discrete_quarter* const> parts) {
    // Each part's own figure first: choices are counted with the first part as the last digit.
    std::size_t choices = 1;
    for (const discrete_quarter* q : parts) choices *= q->choices();
    for (std::size_t choice = 0; choice < choices; ++choice) {
      decimal sum, rounding = half_unit(year.decimals);
      std::size_t left = choice;
      for (const discrete_quarter* q : parts) {
        const quarter_figure& f = q->choice(left % q->choices());
        left /= q->choices();
        sum += f.value;
        rounding += half_unit(f.decimals) * static_cast<int>(f.operands.size());
      }
      if (abs(sum - year.value) > rounding) continue;
      left = choice;
      for (discrete_quarter* q : parts) {
        const std::size_t chosen = left % q->choices();
        left /= q->choices();
        if (chosen == 0) continue;
        std::swap(q->figure, q->vintages[chosen - 1]);
        q->figure.flags |= figure_flag::restated;
      }
      return true;
    }
    return false;
  }

  // Days of fiscal years, and of the one that is not over, that no quarter covers.
  void add_underivable() {
    std::vector<period> frames = years_;
    for (const reported_span& s : history_.spans()) {
      // The longest cumulative figure of a year that is not reported.
      if (!is_cumulative(s.during.days()) || kind_of_length(s.during.days()) == period_kind::year) continue;
      const auto ends_before = [](period year, date day) { return year.end() <= day; };
      const auto year = std::lower_bound(years_.begin(), years_.end(), s.during.begin(), ends_before);
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
      const std::chrono::days longest{119};  // of a quarter
      for (auto q = quarter_from(frame.begin() - longest);
           q != found_.quarters.end() && q->during.begin() < frame.end(); ++q) {
        if (!frame.overlaps(q->during)) continue;
        close(std::min(q->during.begin(), frame.end()));
        at = std::max(at, q->during.end());
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

  discrete_quarter underivable_quarter(period frame, period during) const {
    discrete_quarter q{during, std::nullopt, {}};
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
    return q;
  }

  void mark_overlaps() {
    for (std::size_t i = 0; i < found_.quarters.size(); ++i) {
      for (std::size_t j = i + 1; j < found_.quarters.size(); ++j) {
        if (!found_.quarters[i].during.overlaps(found_.quarters[j].during)) break;
        found_.quarters[i].figure.flags |= figure_flag::overlaps;
        found_.quarters[j].figure.flags |= figure_flag::overlaps;
      }
    }
  }

  // Whether nothing is left between two days but a slip.
  static bool closes(date at, date end) { return end - at <= std::chrono::days{most_days_slipped}; }

  static bool is_cumulative(int days) {
    const period_kind kind = kind_of_length(days);
    return kind == period_kind::half || kind == period_kind::nine_months || kind == period_kind::year;
  }

  const company_facts& company_;
  std::span<const std::uint32_t> concepts_;
  quarter_options options_;
  span_history history_;
  std::vector<candidate> candidates_;
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
