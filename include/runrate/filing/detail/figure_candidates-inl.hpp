#ifndef RUNRATE_FILING_DETAIL_FIGURE_CANDIDATES_INL_HPP
#define RUNRATE_FILING_DETAIL_FIGURE_CANDIDATES_INL_HPP

#include <runrate/filing/detail/span_history-inl.hpp>
#include <runrate/filing/quarters.hpp>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace runrate::detail {

inline bool is_cumulative(int days) {
  const period_kind kind = kind_of_length(days);
  return kind == period_kind::half || kind == period_kind::nine_months || kind == period_kind::year;
}

/// Whether two figures of one quarter may be one: half a unit off for each operand of either.
inline bool same_figure(const quarter_figure& a, const quarter_figure& b) {
  const decimal by_rounding = half_step(a.decimals) * static_cast<int>(a.operands.size()) +
                              half_step(b.decimals) * static_cast<int>(b.operands.size());
  return abs(a.value - b.value) <= by_rounding;
}

/// All ways to the figures of quarters, and the choice among them.
class figure_candidates {
public:
  figure_candidates(const company_facts& company, const span_history& history) : company_(company), history_(history) {}

  void add_reported() {
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
  void add_differences() {
    const std::span<const reported_span> spans = history_.spans();
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const int days = spans[i].during.days();
      if (kind_of_length(days) == period_kind::quarter) continue;
      if (!is_cumulative(days)) continue;
      for (std::size_t j = i; j-- > 0 && spans[j].during.begin() == spans[i].during.begin();) {
        const int rest = days - spans[j].during.days();
        if (kind_of_length(rest) != period_kind::quarter) continue;
        if (days >= 364 && kind_of_length(spans[j].during.days()) != period_kind::nine_months) continue;
        add_difference(spans[i], {&spans[j]});
        break;
      }
    }
  }

  // A year less what tiles the rest of it, three spans at most: three quarters, a half and a quarter, nine months.
  void add_rests_of_years() {
    std::vector<period> known;
    known.reserve(candidates_.size());
    for (const candidate& c : candidates_) known.push_back(c.during);
    std::sort(known.begin(), known.end());
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
        add_parts(after, i, year.during, history_.until(at), [](const reported_span* s) { return s; });
      }
      add_rests_of(year, before, after, known);
    }
  }

  /// The quarters that have a figure, in order: of each the figure that stands, and the others.
  std::vector<discrete_quarter> chosen(vintage_choice vintage) && {
    join_slipped_differences();
    std::vector<discrete_quarter> quarters;
    // Reported before derived, of one vintage before mixed; the first of these is the series' figure.
    const bool latest = vintage == vintage_choice::latest;
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
      quarters.push_back(std::move(q));
      begin = end;
    }
    return quarters;
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

  using parts_of_year = std::vector<const reported_span*>;

  // The tiling at that place, and on from it by the shortest quarter, half and nine months that lie within the year.
  template <class Spans, class SpanOf>
  void add_parts(std::vector<parts_of_year>& tilings, std::size_t at, period year, const Spans& spans, SpanOf span_of) {
    for (const period_kind kind : {period_kind::quarter, period_kind::half, period_kind::nine_months}) {
      const reported_span* shortest = nullptr;
      for (const auto& next : spans) {
        const reported_span* s = span_of(next);
        if (kind_of_length(s->during.days()) != kind || !year.contains(s->during) || history_.versions(*s).empty())
          continue;
        if (shortest == nullptr || s->during.days() < shortest->during.days()) shortest = s;
      }
      if (shortest == nullptr) continue;
      parts_of_year longer = tilings[at];
      longer.push_back(shortest);
      tilings.push_back(std::move(longer));
    }
  }

  // The fewest parts first: each is rounded by itself.
  void add_rests_of(const reported_span& year, const std::vector<parts_of_year>& before,
                    const std::vector<parts_of_year>& after, std::vector<period>& known) {
    for (std::size_t count = 1; count <= 3; ++count) {
      for (const parts_of_year& head : before) {
        for (const parts_of_year& tail : after) {
          if (head.size() + tail.size() != count) continue;
          const date left = head.empty() ? year.during.begin() : head.back()->during.end();
          const date right = tail.empty() ? year.during.end() : tail.back()->during.begin();
          if (right <= left || kind_of_length(static_cast<int>((right - left).count())) != period_kind::quarter)
            continue;
          const period rest = period::between(left, right);
          const auto at = std::lower_bound(known.begin(), known.end(), rest);
          if (at != known.end() && *at == rest) continue;
          known.insert(at, rest);
          parts_of_year parts = head;
          parts.insert(parts.end(), tail.begin(), tail.end());
          add_difference(year, parts, rest);
        }
      }
    }
  }

  void add_difference(const reported_span& whole, const std::vector<const reported_span*>& parts) {
    add_difference(whole, parts, period::between(parts.front()->during.end(), whole.during.end()));
  }

  // All pairs of one vintage; where there is none, the latest of each, which is flagged. A span that filings contradict
  // has no version, and gives nothing.
  void add_difference(const reported_span& whole, const std::vector<const reported_span*>& parts, period rest) {
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

  bool is_of_longer_span(const candidate& c) const {
    if (c.figure.value == decimal()) return false;
    for (const reported_span* s : history_.until(c.during.end())) {
      if (s->during.begin() >= c.during.begin()) continue;
      for (const span_version& v : history_.versions(*s)) {
        if (v.value == c.figure.value) return true;
      }
    }
    return false;
  }

  // A difference over days that are off by a slip is a check of the reported quarter, and no quarter of its own.
  void join_slipped_differences() {
    // Those that are reported come first, in order.
    const auto derived = std::find_if(candidates_.begin(), candidates_.end(),
                                      [](const candidate& c) { return c.figure.status == figure_status::derived; });
    const auto before = [](const candidate& c, date day) { return c.during.begin() < day; };
    for (auto c = derived; c != candidates_.end(); ++c) {
      constexpr std::chrono::days slip{most_days_slipped};
      const date latest = c->during.begin() + slip;
      for (auto r = std::lower_bound(candidates_.begin(), derived, c->during.begin() - slip, before);
           r != derived && r->during.begin() <= latest; ++r) {
        if (r->during == c->during || !differ_by_a_slip(r->during, c->during) || !same_figure(r->figure, c->figure))
          continue;
        c->during = r->during;
        break;
      }
    }
  }

  const company_facts& company_;
  const span_history& history_;
  std::vector<candidate> candidates_;
};

}  // namespace runrate::detail

#endif
