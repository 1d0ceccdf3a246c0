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

/// All ways to the figures of quarters, and the choice among them.
class figure_candidates {
public:
  figure_candidates(const company_facts& company, const span_history& history) : company_(company), history_(history) {}

  void add_reported() {
    for (const reported_span& s : history_.spans()) {
      if (kind_of_length(s.during.days()) != period_kind::quarter) continue;
      for (const span_version& v : history_.versions(s)) {
        candidate c{s.during, {}, v.basis_last, v.basis_first, true};
        c.figure = {figure_status::reported, s.flags, static_cast<std::int8_t>(v.decimals), v.value, {}, filed(v)};
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

  // A year less three quarters, or less a half and a quarter, that leave one quarter of it.
  void add_rests_of_years() {
    std::vector<period> known;
    known.reserve(candidates_.size());
    for (const candidate& c : candidates_) known.push_back(c.during);
    std::sort(known.begin(), known.end());
    for (const reported_span& year : history_.spans()) {
      if (kind_of_length(year.during.days()) != period_kind::year) continue;
      const auto quarter_from = [&](date day) -> const reported_span* {
        for (const reported_span& s : history_.from(day)) {
          if (kind_of_length(s.during.days()) == period_kind::quarter && s.during.end() <= year.during.end()) return &s;
        }
        return nullptr;
      };
      std::vector<const reported_span*> before, after;
      date left = year.during.begin(), right = year.during.end();
      for (const reported_span& half : history_.from(left)) {
        if (kind_of_length(half.during.days()) == period_kind::half && quarter_from(left) == nullptr) {
          before = {&half};
          left = half.during.end();
          break;
        }
      }
      while (before.size() < 3) {
        const reported_span* next = quarter_from(left);
        if (next == nullptr) break;
        before.push_back(next);
        left = next->during.end();
      }
      while (before.size() + after.size() < 3) {
        const reported_span* last = nullptr;
        for (const reported_span* s : history_.until(right)) {
          if (s->during.begin() >= left && kind_of_length(s->during.days()) == period_kind::quarter) last = s;
        }
        if (last == nullptr) break;
        after.push_back(last);
        right = last->during.begin();
      }
      if (right <= left || kind_of_length(static_cast<int>((right - left).count())) != period_kind::quarter) continue;
      const period rest = period::between(left, right);
      if (std::binary_search(known.begin(), known.end(), rest)) continue;
      before.insert(before.end(), after.begin(), after.end());
      add_difference(year, before, rest);
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

  date filed(const span_version& v) const { return company_.filings[fact_at(company_, v.first).filing].filed; }

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
      c.figure = {figure_status::derived, flags, static_cast<std::int8_t>(w.decimals), w.value, {}, filed(w)};
      c.figure.operands.add(w.first, false);
      for (const reported_span* part : parts) {
        const span_version& v = part_version(*part);
        c.figure.value -= v.value;
        c.figure.decimals = std::min(c.figure.decimals, static_cast<std::int8_t>(v.decimals));
        c.figure.known = std::max(c.figure.known, filed(v));
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
