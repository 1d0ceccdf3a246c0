#ifndef RUNRATE_FILING_DETAIL_SPAN_HISTORY_INL_HPP
#define RUNRATE_FILING_DETAIL_SPAN_HISTORY_INL_HPP

#include <runrate/filing/detail/span_history.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace runrate::detail {

RUNRATE_FUNC bool may_be_one(decimal a, int a_decimals, decimal b, int b_decimals) {
  return a == b || abs(a - b) <= half_step(a_decimals) + half_step(b_decimals);
}

RUNRATE_FUNC bool of_one_vintage(std::span<const span_version> of_a, std::size_t a, std::span<const span_version> of_b,
                                 std::size_t b) {
  const auto meets = [](const span_version& x, const span_version& y) {
    return x.basis_first <= y.basis_last && y.basis_first <= x.basis_last;
  };
  if (!meets(of_a[a], of_b[b])) return false;
  // What was corrected by itself stands beside what was said again afterwards, or beside nothing that is older.
  const auto keeps_to = [](std::span<const span_version> of, std::size_t at, const span_version& other) {
    for (std::size_t i = 1; i < of.size(); ++i) {
      if (!of[i].local) continue;
      if (i <= at && other.last_filed < of[i].first_filed) return false;
      if (i > at && other.first_filed >= of[i].first_filed) return false;
    }
    return true;
  };
  return keeps_to(of_a, a, of_b[b]) && keeps_to(of_b, b, of_a[a]);
}

inline const fact& fact_at(const company_facts& company, fact_ref of) {
  return company.concepts[of.concept_index].flows[of.fact_index];
}

inline std::string text_of(const filing& document) {
  if (document.accession.empty()) return "a source without a filing";
  return document.form + (document.form.empty() ? "" : " ") + document.accession + " of " + to_string(document.filed);
}

RUNRATE_FUNC span_history::span_history(const company_facts& company, std::span<const std::uint32_t> concepts,
                                        std::optional<date> as_of) {
  collect(company, concepts, as_of);
  infer_places(company);
  join_slipped_dates();
  group();
  for (reported_span& s : spans_) {
    const entries same{entries_.data() + s.begin, entries_.data() + s.end};
    const bool alike =
        std::all_of(same.begin(), same.end(), [&](const entry& e) { return e.value == same.front().value; });
    if (alike) continue;
    drop_scale_errors(company, same, s);
    drop_lower_standing(company, same, s);
    drop_conflicts(company, same, s);
  }
  follow_bases();
  entries_ = {};
}

RUNRATE_FUNC const reported_span* span_history::find(period during) const {
  const auto found = std::lower_bound(spans_.begin(), spans_.end(), during,
                                      [](const reported_span& s, period p) { return s.during < p; });
  return found != spans_.end() && found->during == during ? &*found : nullptr;
}

RUNRATE_FUNC std::span<const reported_span> span_history::from(date begin) const {
  const auto before = [](const reported_span& s, date day) { return s.during.begin() < day; };
  const auto first = std::lower_bound(spans_.begin(), spans_.end(), begin, before);
  const auto last = std::lower_bound(first, spans_.end(), begin + std::chrono::days{1}, before);
  return {first, last};
}

RUNRATE_FUNC std::span<const reported_span* const> span_history::until(date end) const {
  const auto before = [](const reported_span* s, date day) { return s->during.end() < day; };
  const auto first = std::lower_bound(by_end_.begin(), by_end_.end(), end, before);
  const auto last = std::lower_bound(first, by_end_.end(), end + std::chrono::days{1}, before);
  return {by_end_.data() + (first - by_end_.begin()), static_cast<std::size_t>(last - first)};
}

RUNRATE_FUNC void span_history::collect(const company_facts& company, std::span<const std::uint32_t> concepts,
                                        std::optional<date> as_of) {
  std::size_t count = 0;
  for (const std::uint32_t c : concepts) count += company.concepts[c].flows.size();
  entries_.reserve(count);
  for (const std::uint32_t c : concepts) {
    const std::vector<fact>& flows = company.concepts[c].flows;
    for (std::uint32_t i = 0; i < flows.size(); ++i) {
      const fact& f = flows[i];
      const date filed = company.filings[f.filing].filed;
      if (as_of && filed > *as_of) continue;
      entries_.push_back({f.during, f.value, static_cast<std::int32_t>(filed.time_since_epoch().count()), f.filing,
                          fact_ref{c, i}, f.decimals, true});
    }
  }
}

// Company facts leave `decimals` out. A filing gives a concept in one unit throughout, so that the fewest zeros at the
// end of its figures are those of the unit: no more than six, since "in billions" is not how filings are tagged. A
// figure in whole millions may be rounded to them all the same (Deere's quarters at the back of a report that is in
// tenths of a million), and is taken for that.
RUNRATE_FUNC void span_history::infer_places(const company_facts& company) {
  constexpr std::int8_t unseen = 7;
  std::vector<std::int8_t> zeros;
  const auto zeros_of = [](decimal value) -> std::int8_t {
    const auto [whole, rest] = divide_unsigned(magnitude(value.billionths()), 1'000'000'000);
    if (rest != 0) return -1;
    if (high_half(whole) != 0) return whole % 1'000'000 == 0 ? 6 : 0;
    std::uint64_t left = low_half(whole);
    if (left % 1'000'000 == 0) return 6;
    std::int8_t count = 0;
    while (left % 10 == 0) left /= 10, ++count;
    return count;
  };
  for (const entry& e : entries_) {
    if (e.decimals != fact::unknown_place || e.value == decimal()) continue;
    if (zeros.empty()) zeros.assign(company.filings.size(), unseen);
    zeros[e.filing] = std::min(zeros[e.filing], zeros_of(e.value));
  }
  for (entry& e : entries_) {
    if (e.decimals != fact::unknown_place) continue;
    const std::int8_t seen = zeros.empty() ? unseen : zeros[e.filing];
    // Fractions of a unit are as they stand; nothing but zeros says nothing.
    const std::int8_t own = seen == unseen ? unseen : zeros_of(e.value);
    e.decimals = static_cast<std::int8_t>(seen < 0 || seen == unseen ? decimal::places : own == 6 ? -6 : -seen);
  }
}

// Filers slip: a start of 31 December for 1 January. Spans that differ by a few days and have a figure in common are
// one, by the days that adjoin other periods, or else that were filed first. A day that spans are told apart by is one
// throughout, that which more of them keep: a year that began a day before its nine months could not be less them
// (Deere's of 2016).
RUNRATE_FUNC void span_history::join_slipped_dates() {
  const auto by_days = [](const entry& a, const entry& b) {
    return std::tie(a.during, a.filed, a.filing, a.of.concept_index) <
           std::tie(b.during, b.filed, b.filing, b.of.concept_index);
  };
  std::sort(entries_.begin(), entries_.end(), by_days);
  const std::vector<std::pair<period, period>> renamed = slipped_dates();
  if (renamed.empty()) return;
  for (entry& e : entries_) {
    const auto found = std::lower_bound(renamed.begin(), renamed.end(), e.during,
                                        [](const auto& one, period days) { return one.first < days; });
    if (found != renamed.end() && found->first == e.during) e.during = found->second;
  }
  std::sort(entries_.begin(), entries_.end(), by_days);
  for (const auto& [from, to] : renamed) {
    slipped_to_.push_back(to);
    note(figure_flag::dates_slipped, to_string(from) + " is taken for " + to_string(to) +
                                         ": one figure, and days that differ by less than two weeks");
  }
}

// The spans that are others' slips, and what they are taken for. The entries are in order.
RUNRATE_FUNC std::vector<std::pair<period, period>> span_history::slipped_dates() const {
  struct days_seen {
    period during;
    std::size_t begin, end;  // entries
  };
  std::vector<days_seen> seen;
  std::vector<date> begins, ends;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (seen.empty() || seen.back().during != entries_[i].during) {
      seen.push_back({entries_[i].during, i, i});
      begins.push_back(entries_[i].during.begin());
      ends.push_back(entries_[i].during.end());
    }
    seen.back().end = i + 1;
  }
  std::sort(ends.begin(), ends.end());
  const auto in_common = [&](const days_seen& a, const days_seen& b) {
    for (std::size_t x = a.begin; x < a.end; ++x) {
      for (std::size_t y = b.begin; y < b.end; ++y) {
        const entry& one = entries_[x];
        const entry& other = entries_[y];
        if (one.value != decimal() && may_be_one(one.value, one.decimals, other.value, other.decimals)) return true;
      }
    }
    return false;
  };
  const auto weight = [&](const days_seen& s) {
    const int sides = (std::binary_search(ends.begin(), ends.end(), s.during.begin()) ? 1 : 0) +
                      (std::binary_search(begins.begin(), begins.end(), s.during.end()) ? 1 : 0);
    return std::pair(sides, -entries_[s.begin].filed);
  };
  constexpr std::chrono::days slip{most_days_slipped};
  // Of spans that are one, each leads to another, and the last to itself: the one that stays.
  std::vector<std::size_t> leads_to(seen.size());
  for (std::size_t i = 0; i < leads_to.size(); ++i) leads_to[i] = i;
  const auto stays = [&](std::size_t i) {
    while (leads_to[i] != i) i = leads_to[i] = leads_to[leads_to[i]];
    return i;
  };
  std::map<date, int> kept;  // how often a day was the one that stays
  bool any = false;
  const auto join = [&](std::size_t a, std::size_t b) {
    any = true;
    const period stay = seen[weight(seen[a]) >= weight(seen[b]) ? a : b].during;
    if (seen[a].during.begin() != seen[b].during.begin()) ++kept[stay.begin()];
    if (seen[a].during.end() != seen[b].during.end()) ++kept[stay.end()];
    const std::size_t of_a = stays(a), of_b = stays(b);
    const bool first_stays = weight(seen[of_a]) >= weight(seen[of_b]);
    leads_to[first_stays ? of_b : of_a] = first_stays ? of_a : of_b;
  };
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const period p = seen[i].during;
    if (p.days() <= 2 * most_days_slipped) continue;
    // Of each first day that is close enough, those whose last day is.
    for (std::size_t j = i + 1; j < seen.size() && seen[j].during.begin() <= p.begin() + slip;) {
      const period q = seen[j].during;
      if (q.end() + slip < p.end()) {
        const auto near = std::lower_bound(
            seen.begin() + static_cast<std::ptrdiff_t>(j), seen.end(), std::pair(q.begin(), p.end() - slip),
            [](const days_seen& s, const auto& from) { return std::pair(s.during.begin(), s.during.end()) < from; });
        j = static_cast<std::size_t>(near - seen.begin());
      } else if (p.end() + slip < q.end()) {
        const auto next = std::lower_bound(seen.begin() + static_cast<std::ptrdiff_t>(j), seen.end(),
                                           q.begin() + std::chrono::days{1},
                                           [](const days_seen& s, date day) { return s.during.begin() < day; });
        j = static_cast<std::size_t>(next - seen.begin());
      } else {
        // Many small steps are no slip.
        if (differ_by_a_slip(seen[stays(i)].during, seen[stays(j)].during) && in_common(seen[i], seen[j])) join(i, j);
        ++j;
      }
    }
  }
  std::vector<std::pair<period, period>> renamed;
  if (!any) return renamed;
  std::vector<period> days_of;  // of each that stays
  days_of.reserve(seen.size());
  for (const days_seen& s : seen) days_of.push_back(s.during);
  const auto times_kept = [&](date day) {
    const auto found = kept.find(day);
    return found == kept.end() ? 0 : found->second;
  };
  for (std::size_t i = 0; i < seen.size(); ++i) {
    period& whole = days_of[stays(i)];
    const period own = seen[i].during;
    const date begin = times_kept(own.begin()) > times_kept(whole.begin()) ? own.begin() : whole.begin();
    const date end = times_kept(own.end()) > times_kept(whole.end()) ? own.end() : whole.end();
    const period settled = period::between(begin, end);
    if (kind_of_length(settled.days()) == kind_of_length(whole.days())) whole = settled;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const period whole = days_of[stays(i)];
    if (whole != seen[i].during) renamed.emplace_back(seen[i].during, whole);
  }
  return renamed;
}

RUNRATE_FUNC void span_history::group() {
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (spans_.empty() || spans_.back().during != entries_[i].during) {
      spans_.push_back({entries_[i].during, i, i, figure_flag::none});
    }
    spans_.back().end = i + 1;
  }
  for (const period slipped : slipped_to_) {
    if (const reported_span* s = find(slipped))
      spans_[static_cast<std::size_t>(s - spans_.data())].flags |= figure_flag::dates_slipped;
  }
  by_end_.reserve(spans_.size());
  for (const reported_span& s : spans_) by_end_.push_back(&s);
  std::sort(by_end_.begin(), by_end_.end(), [](const reported_span* a, const reported_span* b) {
    return std::pair(a->during.end(), a->during.begin()) < std::pair(b->during.end(), b->during.begin());
  });
}

// A thousandth, a millionth, or as many times too much: figures in thousands that were filed as if they were in units.
RUNRATE_FUNC void span_history::drop_scale_errors(const company_facts& company, entries same, reported_span& s) {
  // Figures of one magnitude, however many: nothing to look for.
  decimal least = decimal::max(), most;
  for (const entry& e : same) {
    if (e.value != decimal()) least = std::min(least, abs(e.value));
    most = std::max(most, abs(e.value));
  }
  if (divide(most, decimal(500), {0}) < least) return;
  const auto most_of = [](int times) { return std::pair(times, divide(decimal::max(), decimal(times), {0})); };
  const std::array multiples{most_of(1'000), most_of(1'000'000)};
  const auto is_multiple = [&](const entry& large, const entry& small) -> int {
    if (small.value == decimal() || abs(large.value) <= abs(small.value)) return 0;
    for (const auto& [times, limit] : multiples) {
      if (abs(small.value) <= limit &&
          may_be_one(large.value, large.decimals, small.value * times, small.decimals - (times == 1'000 ? 3 : 6)))
        return times;
    }
    return 0;
  };
  for (entry& a : same) {
    for (entry& b : same) {
      const int times = a.keep && b.keep ? is_multiple(a, b) : 0;
      if (times == 0) continue;
      const auto support = [&](const entry& e) {
        const form_standing standing = company.filings[e.filing].standing;
        const auto others = std::count_if(same.begin(), same.end(), [&](const entry& o) { return o.value == e.value; });
        return std::tuple(standing == form_standing::other ? 0 : 1, others, -static_cast<int>(e.filed));
      };
      entry& wrong = support(a) >= support(b) ? b : a;
      entry& right = &wrong == &a ? b : a;
      wrong.keep = false;
      s.flags |= figure_flag::scale_error;
      note(figure_flag::scale_error,
           to_string(s.during) + " is " + to_string(wrong.value) + " in " + text_of(company.filings[wrong.filing]) +
               (&wrong == &b ? ", a " + std::string(times == 1'000 ? "thousandth" : "millionth") + " of "
                             : ", " + std::to_string(times) + " times ") +
               to_string(right.value) + " in " + text_of(company.filings[right.filing]) + ": it was left out");
    }
  }
}

RUNRATE_FUNC void span_history::drop_lower_standing(const company_facts& company, entries same, reported_span& s) {
  const auto is_other = [&](const entry& e) { return company.filings[e.filing].standing == form_standing::other; };
  const auto best = std::find_if(same.begin(), same.end(), [&](const entry& e) { return e.keep && !is_other(e); });
  if (best == same.end()) return;
  for (entry& e : same) {
    if (!e.keep || !is_other(e)) continue;
    const bool known = std::any_of(same.begin(), same.end(), [&](const entry& o) {
      return o.keep && !is_other(o) && may_be_one(o.value, o.decimals, e.value, e.decimals);
    });
    e.keep = false;
    if (!known) {
      note(figure_flag::restated, to_string(s.during) + " is " + to_string(e.value) + " in " +
                                      text_of(company.filings[e.filing]) + ", and " + to_string(best->value) + " in " +
                                      text_of(company.filings[best->filing]) + ", which has the higher standing");
    }
  }
}

// Two figures for one span in one filing. Where other filings have one of them, that is it; else none is.
RUNRATE_FUNC void span_history::drop_conflicts(const company_facts& company, entries same, reported_span& s) {
  for (std::size_t i = 0; i < same.size(); ++i) {
    for (std::size_t j = i + 1; j < same.size() && same[j].filing == same[i].filing; ++j) {
      entry& a = same[i];
      entry& b = same[j];
      if (!a.keep || !b.keep || may_be_one(a.value, a.decimals, b.value, b.decimals)) continue;
      const auto said_elsewhere = [&](const entry& e) {
        return std::any_of(same.begin(), same.end(), [&](const entry& o) {
          return o.keep && o.filing != e.filing && may_be_one(o.value, o.decimals, e.value, e.decimals);
        });
      };
      const bool a_is = said_elsewhere(a), b_is = said_elsewhere(b);
      if (!a_is || b_is) a.keep = false;
      if (!b_is || a_is) b.keep = false;
      s.flags |= figure_flag::conflicting;
      note(figure_flag::conflicting, to_string(s.during) + " is both " + to_string(a.value) + " and " +
                                         to_string(b.value) + " in " + text_of(company.filings[a.filing]));
    }
  }
}

RUNRATE_FUNC void span_history::follow_bases() {
  std::vector<std::uint32_t> span_at(entries_.size());
  for (std::uint32_t s = 0; s < spans_.size(); ++s) {
    for (std::uint32_t i = spans_[s].begin; i < spans_[s].end; ++i) span_at[i] = s;
  }
  std::vector<std::uint32_t> order;
  order.reserve(entries_.size());
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].keep) order.push_back(i);
  }
  const auto key = [&](std::uint32_t i) { return std::tuple(entries_[i].filed, entries_[i].filing, i); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });

  constexpr std::uint32_t nothing = static_cast<std::uint32_t>(-1);
  struct numbered {
    std::uint32_t span;
    span_version version;
  };
  std::vector<numbered> found;
  found.reserve(spans_.size() + 8);
  std::vector<std::uint32_t> latest(spans_.size(), nothing);  // of each span, in `found`
  std::uint16_t basis = 0;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    std::size_t same = 0, other = 0;
    for (; end < order.size() && entries_[order[end]].filing == entries_[order[begin]].filing; ++end) {
      const entry& e = entries_[order[end]];
      const std::uint32_t before = latest[span_at[order[end]]];
      if (before == nothing || found[before].version.basis_last != basis) continue;
      const span_version& v = found[before].version;
      ++(may_be_one(v.value, v.decimals, e.value, e.decimals) ? same : other);
    }
    const bool another_basis = other > 0 && same == 0;
    if (another_basis) ++basis;
    for (; begin < end; ++begin) {
      const entry& e = entries_[order[begin]];
      const std::uint32_t s = span_at[order[begin]];
      const date filed{std::chrono::days{e.filed}};
      if (latest[s] != nothing) {
        span_version& v = found[latest[s]].version;
        if (may_be_one(v.value, v.decimals, e.value, e.decimals)) {
          if (v.value != e.value) spans_[s].flags |= figure_flag::rounded;
          if (e.decimals > v.decimals) {
            if (v.value != e.value) v.value = e.value, v.first = e.of, v.known = filed;
            v.decimals = e.decimals;
          }
          v.last_filed = filed;
          v.basis_last = basis;
          continue;
        }
      }
      const bool local = latest[s] != nothing && found[latest[s]].version.basis_last == basis;
      latest[s] = static_cast<std::uint32_t>(found.size());
      found.push_back({s, {e.value, e.decimals, e.of, filed, filed, filed, basis, basis, local}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const numbered& a, const numbered& b) { return a.span < b.span; });
  versions_.reserve(found.size());
  std::size_t at = 0;
  for (std::uint32_t s = 0; s < spans_.size(); ++s) {
    spans_[s].begin = static_cast<std::uint32_t>(versions_.size());
    std::size_t end = at;
    while (end < found.size() && found[end].span == s) ++end;
    const std::size_t left_out = end - at > most_versions ? end - at - most_versions : 0;
    for (std::size_t v = at; v < end; ++v) {
      if (v == at || v > at + left_out) versions_.push_back(found[v].version);
    }
    at = end;
    spans_[s].end = static_cast<std::uint32_t>(versions_.size());
  }
}

}  // namespace runrate::detail

#endif
