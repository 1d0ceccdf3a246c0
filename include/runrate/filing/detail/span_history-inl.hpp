#ifndef RUNRATE_FILING_DETAIL_SPAN_HISTORY_INL_HPP
#define RUNRATE_FILING_DETAIL_SPAN_HISTORY_INL_HPP

#include <runrate/filing/detail/span_history.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace runrate::detail {

RUNRATE_FUNC decimal half_unit(int decimals) {
  if (decimals >= decimal::places) return {};
  return divide(decimal::from_billionths(static_cast<int128>(grid_of({decimals}))), decimal(2),
                {decimal::places, rounding::ceiling});
}

RUNRATE_FUNC bool may_be_one(decimal a, int a_decimals, decimal b, int b_decimals) {
  return a == b || abs(a - b) <= half_unit(a_decimals) + half_unit(b_decimals);
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
  return document.accession.empty() ? "a source without a filing"
                                    : document.form + " " + document.accession + " of " + to_string(document.filed);
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
  struct days_seen {
    period during;
    std::int32_t filed;  // first
  };
  std::vector<days_seen> seen;
  const auto by_days = [](const entry& a, const entry& b) {
    return std::tie(a.during, a.filed, a.filing, a.of.concept_index) <
           std::tie(b.during, b.filed, b.filing, b.of.concept_index);
  };
  std::sort(entries_.begin(), entries_.end(), by_days);
  for (const entry& e : entries_) {
    if (seen.empty() || seen.back().during != e.during) seen.push_back({e.during, e.filed});
  }
  const auto in_common = [&](period a, period b) {
    const auto range = [&](period p) {
      const auto before = [](const entry& e, period days) { return e.during < days; };
      const auto first = std::lower_bound(entries_.begin(), entries_.end(), p, before);
      return std::pair(first, std::find_if(first, entries_.end(), [&](const entry& e) { return e.during != p; }));
    };
    const auto [a_first, a_last] = range(a);
    const auto [b_first, b_last] = range(b);
    for (auto x = a_first; x != a_last; ++x) {
      for (auto y = b_first; y != b_last; ++y) {
        if (x->value != decimal() && may_be_one(x->value, x->decimals, y->value, y->decimals)) return true;
      }
    }
    return false;
  };
  std::vector<date> first_days, end_days;
  for (const days_seen& s : seen) first_days.push_back(s.during.begin()), end_days.push_back(s.during.end());
  std::sort(end_days.begin(), end_days.end());
  const auto weight = [&](const days_seen& s) {
    const int sides = (std::binary_search(end_days.begin(), end_days.end(), s.during.begin()) ? 1 : 0) +
                      (std::binary_search(first_days.begin(), first_days.end(), s.during.end()) ? 1 : 0);
    return std::pair(sides, -s.filed);
  };
  std::vector<std::size_t> stays(seen.size());  // of the spans that are one, the place of that which stays
  for (std::size_t i = 0; i < stays.size(); ++i) stays[i] = i;
  const auto stay_of = [&](std::size_t at) {
    while (stays[at] != at) at = stays[at] = stays[stays[at]];
    return at;
  };
  std::map<date, int> kept;  // how often a day was the one that stays
  bool any = false;
  const auto consider = [&](std::size_t a, std::size_t b) {
    const std::size_t of_a = stay_of(a), of_b = stay_of(b);
    // Many small steps are no slip.
    if (!differ_by_a_slip(seen[of_a].during, seen[of_b].during)) return;
    if (!in_common(seen[a].during, seen[b].during)) return;
    any = true;
    const period stay = seen[weight(seen[a]) >= weight(seen[b]) ? a : b].during;
    if (seen[a].during.begin() != seen[b].during.begin()) ++kept[stay.begin()];
    if (seen[a].during.end() != seen[b].during.end()) ++kept[stay.end()];
    const bool a_is_best = weight(seen[of_a]) >= weight(seen[of_b]);
    stays[a_is_best ? of_b : of_a] = a_is_best ? of_a : of_b;
  };
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::size_t j = i + 1; j < seen.size(); ++j) {
      const int begins = static_cast<int>((seen[j].during.begin() - seen[i].during.begin()).count());
      if (begins > most_days_slipped) break;
      const int days_apart = std::abs(static_cast<int>((seen[j].during.end() - seen[i].during.end()).count()));
      if (days_apart <= most_days_slipped && seen[i].during.days() > 2 * most_days_slipped) consider(i, j);
    }
  }
  if (!any) return;
  for (std::size_t i = 0; i < stays.size(); ++i) stays[i] = stay_of(i);
  std::vector<period> taken_for;  // of each span seen, the days
  for (const std::size_t at : stays) taken_for.push_back(seen[at].during);
  const auto times_kept = [&](date day) {
    const auto found = kept.find(day);
    return found == kept.end() ? 0 : found->second;
  };
  for (std::size_t i = 0; i < seen.size(); ++i) {
    period& whole = taken_for[stays[i]];
    const date begin =
        times_kept(seen[i].during.begin()) > times_kept(whole.begin()) ? seen[i].during.begin() : whole.begin();
    const date end = times_kept(seen[i].during.end()) > times_kept(whole.end()) ? seen[i].during.end() : whole.end();
    const period settled = period::between(begin, end);
    if (kind_of_length(settled.days()) == kind_of_length(whole.days())) whole = settled;
  }
  const auto place_of = [&](period p) {
    const auto before = [](const days_seen& s, period days) { return s.during < days; };
    return static_cast<std::size_t>(std::lower_bound(seen.begin(), seen.end(), p, before) - seen.begin());
  };
  for (entry& e : entries_) e.during = taken_for[stays[place_of(e.during)]];
  std::sort(entries_.begin(), entries_.end(), by_days);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const period to = taken_for[stays[i]];
    if (seen[i].during == to) continue;
    slipped_to_.push_back(to);
    note(figure_flag::dates_slipped, to_string(seen[i].during) + " is taken for " + to_string(to) +
                                         ": one figure, and days that differ by less than two weeks");
  }
}

RUNRATE_FUNC void span_history::group() {
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (spans_.empty() || spans_.back().during != entries_[i].during) {
      spans_.push_back({entries_[i].during, i, i, figure_flag::none});
    }
    spans_.back().end = i + 1;
  }
  for (const period slipped : slipped_to_) {
    for (reported_span& s : spans_) {
      if (s.during == slipped) s.flags |= figure_flag::dates_slipped;
    }
  }
}

// A thousandth, a millionth, or as many times too much: figures in thousands that were filed as if they were in units.
RUNRATE_FUNC void span_history::drop_scale_errors(const company_facts& company, entries same, reported_span& s) {
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
  // Figures of one magnitude, however many: nothing to look for.
  decimal least = decimal::max(), most;
  for (const entry& e : same) {
    if (e.value != decimal()) least = std::min(least, abs(e.value));
    most = std::max(most, abs(e.value));
  }
  if (most == decimal() || divide(most, decimal(500), {0}) < least) return;
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
