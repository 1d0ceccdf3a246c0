#ifndef RUNRATE_SIMULATE_DETAIL_TRIAL_SUMMARY_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_TRIAL_SUMMARY_INL_HPP

#include <runrate/simulate/trial_summary.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace runrate {
namespace detail {

/// Of the standard normal distribution at 97.5%.
inline constexpr double normal_reach = 1.959963984540054;

RUNRATE_FUNC void exact_sum::add(double value) {
  if (value == 0) return;
  const auto b = std::bit_cast<std::uint64_t>(value);
  const int biased = static_cast<int>(b >> 52 & 0x7FF);
  const std::uint64_t fraction = b & 0x000F'FFFF'FFFF'FFFF;
  const auto whole = static_cast<std::int64_t>(biased == 0 ? fraction : fraction | std::uint64_t{1} << 52);
  int128& part = parts_[std::max(biased, 1)];
  part += int128(b >> 63 != 0 ? -whole : whole);
}

RUNRATE_FUNC void exact_sum::add(const exact_sum& other) {
  for (const auto& [exponent, part] : other.parts_) parts_[exponent] += part;
}

RUNRATE_FUNC double exact_sum::value() const {
  double sum = 0;
  for (const auto& [exponent, part] : parts_) {
    const uint128 size = magnitude(part);
    const double whole = static_cast<double>(high_half(size)) * 0x1p64 + static_cast<double>(low_half(size));
    sum += std::ldexp(part < 0 ? -whole : whole, exponent - 1'075);
  }
  return sum;
}

/// Distances beyond the grid, in buckets, by steps of 1/128 of one more than they are.
inline std::int32_t step_beyond(double distance) {
  return static_cast<std::int32_t>((std::bit_cast<std::uint64_t>(distance + 1) >> 45) -
                                   (std::bit_cast<std::uint64_t>(1.0) >> 45));
}
inline double begin_of_step(std::int32_t step) {
  const std::uint64_t b = (std::bit_cast<std::uint64_t>(1.0) >> 45) + static_cast<std::uint64_t>(step);
  return std::bit_cast<double>(b << 45) - 1;
}

/// By 11 bits at a time, the last first: several times as fast as by comparisons. Zeros of both signs are equal, and
/// stay for `std::sort`.
inline void sort_numbers(std::vector<double>& values) {
  constexpr int bits = 11, passes = 6;
  constexpr std::size_t digits = std::size_t{1} << bits;
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  if (values.size() < digits / 2 || std::find(values.begin(), values.end(), 0.0) != values.end()) {
    std::sort(values.begin(), values.end());
    return;
  }
  std::vector<std::uint64_t> keys(values.size()), moved(values.size());
  std::vector<std::uint32_t> ends(passes * digits);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto b = std::bit_cast<std::uint64_t>(values[i]);
    keys[i] = (b & sign) != 0 ? ~b : b | sign;
    for (int pass = 0; pass < passes; ++pass) {
      ++ends[static_cast<std::size_t>(pass) * digits + (keys[i] >> (pass * bits)) % digits];
    }
  }
  for (int pass = 0; pass < passes; ++pass) {
    std::uint32_t* const next = ends.data() + static_cast<std::size_t>(pass) * digits;
    if (next[(keys[0] >> (pass * bits)) % digits] == keys.size()) continue;
    std::uint32_t before = 0;
    for (std::size_t d = 0; d < digits; ++d) before += std::exchange(next[d], before);
    for (const std::uint64_t key : keys) moved[next[(key >> (pass * bits)) % digits]++] = key;
    keys.swap(moved);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = std::bit_cast<double>((keys[i] & sign) != 0 ? keys[i] & ~sign : ~keys[i]);
  }
}

inline std::shared_ptr<const summary_grid> grid_for(std::span<const double> first) {
  summary_grid made;
  made.trials = first.size();
  std::copy_if(first.begin(), first.end(), std::back_inserter(made.first), [](double v) { return !std::isnan(v); });
  sort_numbers(made.first);
  const std::vector<double>& in_order = made.first;
  if (in_order.empty()) return std::make_shared<const summary_grid>(std::move(made));
  for (std::size_t i = 0; i < in_order.size();) {
    std::size_t same = i + 1;
    while (same < in_order.size() && in_order[same] == in_order[i]) ++same;
    if (same - i >= 3) made.atoms.push_back(in_order[i]);
    i = same;
  }
  const std::size_t tail = in_order.size() / 200;
  double low = in_order[tail], high = in_order[in_order.size() - 1 - tail];
  if (low == high) low = in_order.front(), high = in_order.back();
  // A figure that is the same in all trials so far has room around it for the last digits of others.
  const double least = std::max({std::abs(low), std::abs(high), 1e-280}) * 0x1p-30;
  const double spread = std::max(high - low, least);
  const double middle = low + (high - low) / 2;
  made.buckets = {middle - spread, bucket_grid::buckets / (2 * spread)};
  return std::make_shared<const summary_grid>(std::move(made));
}

/// Wilson's interval for a share of independent trials.
inline estimate share_of(std::uint64_t found, std::uint64_t trials) {
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(found) / n, z2 = normal_reach * normal_reach;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = normal_reach * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {p, std::min(p, std::max(0.0, middle - half)), std::max(p, std::min(1.0, middle + half))};
}

}  // namespace detail

RUNRATE_FUNC trial_summary::trial_summary(std::span<const double> first, bool independent,
                                          std::span<const double> bounds)
    : grid_(detail::grid_for(first.first(std::min(first.size(), first_trials)))),
      bounds_(bounds.begin(), bounds.end()),
      independent_(independent),
      counts_(detail::bucket_grid::buckets + 1),
      at_least_(bounds.size()),
      extremes_{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()} {}

RUNRATE_FUNC void trial_summary::add(std::size_t first, std::span<const double> values,
                                     const detail::draw_kernels& kernels) {
  while (!values.empty()) {
    const std::size_t fits = std::min(values.size(), trials_a_chunk - first % trials_a_chunk);
    add_chunk(first / trials_a_chunk, values.first(fits), kernels);
    values = values.subspan(fits);
    first += fits;
  }
}

RUNRATE_FUNC void trial_summary::add_chunk(std::size_t chunk, std::span<const double> values,
                                           const detail::draw_kernels& kernels) {
  std::int32_t places[trials_a_chunk];
  double filled[trials_a_chunk];
  const double* from = values.data();
  const std::size_t padded = (values.size() + 15) / 16 * 16;
  if (padded != values.size()) {
    std::copy(values.begin(), values.end(), filled);
    std::fill(filled + values.size(), filled + padded, std::numeric_limits<double>::quiet_NaN());
    from = filled;
  }
  double sums[2] = {};
  kernels.places(places, grid_->buckets, from, padded, sums, extremes_.data());
  if (counted_ + values.size() > std::numeric_limits<std::uint32_t>::max()) carry();
  counted_ += values.size();
  std::uint32_t* const counts = counts_.data();
  const std::uint32_t outside = counts[detail::bucket_grid::buckets];
  std::size_t counted = 0;
  for (; counted + 4 <= values.size(); counted += 4) {  // read before what is counted could be thought to change them
    std::uint64_t pairs[2];
    std::memcpy(pairs, places + counted, sizeof pairs);
    for (const std::uint64_t pair : pairs) ++counts[static_cast<std::uint32_t>(pair)], ++counts[pair >> 32];
  }
  for (; counted < values.size(); ++counted) ++counts[places[counted]];
  repetition& to = repetitions_[chunk % repetitions];
  to.places.add(static_cast<std::uint64_t>(sums[0] * 0x1p20));
  squares_.add(static_cast<std::uint64_t>(sums[1] * 0x1p8));
  to.trials += values.size();
  trials_ += values.size();
  if (counts[detail::bucket_grid::buckets] != outside) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (places[i] == detail::bucket_grid::buckets) add_beyond(values[i], to);
    }
  }
  for (std::size_t b = 0; b < bounds_.size(); ++b) {
    at_least_[b] += kernels.at_least(bounds_[b], from, padded);
  }
}

RUNRATE_FUNC void trial_summary::add_beyond(double value, repetition& to) {
  if (std::isnan(value)) {
    ++without_value_;
    --to.trials;
    return;
  }
  const double place = (value - grid_->buckets.low) * grid_->buckets.a_unit;
  // A place that has no number of its own is that of the largest.
  const double bounded = std::clamp(place, -1e150, 1e150);
  to.beyond.add(bounded);
  beyond_squares_.add(bounded * bounded);
  if (place < 0) {
    ++below_[detail::step_beyond(-bounded)];
  } else {
    ++above_[detail::step_beyond(bounded - detail::bucket_grid::buckets)];
  }
}

RUNRATE_FUNC void trial_summary::carry() {
  carried_.resize(counts_.size());
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    carried_[b] += counts_[b];
    counts_[b] = 0;
  }
  counted_ = 0;
}

RUNRATE_FUNC void trial_summary::merge(const trial_summary& other) {
  if (grid_->buckets.low != other.grid_->buckets.low || grid_->buckets.a_unit != other.grid_->buckets.a_unit ||
      bounds_ != other.bounds_) {
    detail::throw_contract("trial_summary::merge: the other is of another run");
  }
  carry();
  for (std::size_t b = 0; b < counts_.size(); ++b) {
    carried_[b] += other.counts_[b] + (other.carried_.empty() ? 0 : other.carried_[b]);
  }
  for (std::size_t r = 0; r < repetitions; ++r) {
    repetitions_[r].trials += other.repetitions_[r].trials;
    repetitions_[r].places.add(other.repetitions_[r].places);
    repetitions_[r].beyond.add(other.repetitions_[r].beyond);
  }
  squares_.add(other.squares_);
  beyond_squares_.add(other.beyond_squares_);
  for (const auto& [step, count] : other.below_) below_[step] += count;
  for (const auto& [step, count] : other.above_) above_[step] += count;
  for (std::size_t b = 0; b < at_least_.size(); ++b) at_least_[b] += other.at_least_[b];
  extremes_ = {std::min(extremes_[0], other.extremes_[0]), std::max(extremes_[1], other.extremes_[1])};
  trials_ += other.trials_;
  without_value_ += other.without_value_;
}

RUNRATE_FUNC void trial_summary::require_values() const {
  if (with_value() == 0) detail::throw_contract("trial_summary: no trial has a value");
}

RUNRATE_FUNC double trial_summary::mean_place() const {
  detail::tally inside;
  detail::exact_sum beyond;
  for (const repetition& r : repetitions_) {
    inside.add(r.places);
    beyond.add(r.beyond);
  }
  return (inside.value() * 0x1p-20 + beyond.value()) / static_cast<double>(with_value());
}

RUNRATE_FUNC double trial_summary::deviation_found() const {
  const auto n = static_cast<double>(with_value());
  if (n < 2 || lowest() == highest()) return 0;
  const double centre = mean_place();
  const double squares = squares_.value() * 0x1p-8 + beyond_squares_.value();
  return std::sqrt(std::max(0.0, (squares - n * centre * centre) / (n - 1))) * resolution();
}

RUNRATE_FUNC estimate trial_summary::deviation() const {
  require_values();
  const auto n = static_cast<double>(with_value());
  const double s = deviation_found();
  if (n < 2 || lowest() == highest()) return {0, 0, 0};
  // The error of a variance of n draws is that of a mean of squares: (m4 - s^4) / n (Kendall and Stuart, The Advanced
  // Theory of Statistics, volume 1, 10.5).
  const double mean = grid_->buckets.low + mean_place() * resolution();
  double fourth = 0;
  visit_cells([&](double low, double high, double count) {
    const double d = low + (high - low) / 2 - mean;
    fourth += count * d * d * d * d;
    return true;
  });
  const double spread = std::sqrt(std::max(0.0, fourth / n - s * s * s * s) / n) / (2 * s);
  return {s, std::max(0.0, s - detail::normal_reach * spread), s + detail::normal_reach * spread};
}

RUNRATE_FUNC estimate trial_summary::mean() const {
  require_values();
  const double scale = resolution();
  if (lowest() == highest()) return {lowest(), lowest(), lowest()};
  const double centre = mean_place();
  const double value = grid_->buckets.low + centre * scale;
  const auto n = static_cast<double>(with_value());
  double half = 0;
  const auto used =
      std::count_if(repetitions_.begin(), repetitions_.end(), [](const auto& r) { return r.trials != 0; });
  if (independent_ || used < 2) {
    half = detail::normal_reach * deviation_found() / std::sqrt(n);
  } else {
    double squares = 0;
    for (const repetition& r : repetitions_) {
      if (r.trials == 0) continue;
      const auto own = static_cast<double>(r.trials);
      const double off = (r.places.value() * 0x1p-20 + r.beyond.value()) / own - centre;
      squares += own / n * own / n * off * off;
    }
    const auto count = static_cast<double>(used);
    const double reach = boost::math::quantile(boost::math::students_t_distribution<double>(count - 1), 0.975);
    half = reach * std::sqrt(squares * count / (count - 1)) * scale;
  }
  return {value, value - half, value + half};
}

/// Calls `visit(low, high, count)` for each cell that has values, in order, while it gives true; from some bucket on,
/// if not the first.
template <class Visit>
void trial_summary::visit_cells(const Visit& visit, std::size_t first_bucket) const {
  if (is_exact()) {
    for (const double value : grid_->first) {
      if (!visit(value, value, 1.0)) return;
    }
    return;
  }
  const detail::bucket_grid& g = grid_->buckets;
  const auto value_at = [&](double place) { return std::clamp(g.low + place / g.a_unit, lowest(), highest()); };
  for (auto at = first_bucket == 0 ? below_.rbegin() : below_.rend(); at != below_.rend(); ++at) {
    const double far = detail::begin_of_step(at->first + 1), near = detail::begin_of_step(at->first);
    if (!visit(value_at(-far), value_at(-near), static_cast<double>(at->second))) return;
  }
  auto atom = grid_->atoms.begin();
  std::int32_t known = -1;  // the bucket whose begin is
  double begin = 0;
  for (auto b = static_cast<std::int32_t>(first_bucket); b < detail::bucket_grid::buckets; ++b) {
    const std::uint64_t count = counted_in(static_cast<std::size_t>(b));
    if (count == 0) continue;
    const auto place_of = [&](double value) { return static_cast<std::int32_t>((value - g.low) * g.a_unit); };
    while (atom != grid_->atoms.end() && place_of(*atom) < b) ++atom;
    const bool is_atom = atom != grid_->atoms.end() && place_of(*atom) == b;
    if (known != b) begin = value_at(b);
    const double end = value_at(b + 1);
    if (!visit(is_atom ? *atom : begin, is_atom ? *atom : end, static_cast<double>(count))) return;
    known = b + 1, begin = end;
  }
  for (const auto& [step, count] : above_) {
    const double near = detail::begin_of_step(step), far = detail::begin_of_step(step + 1);
    if (!visit(value_at(detail::bucket_grid::buckets + near), value_at(detail::bucket_grid::buckets + far),
               static_cast<double>(count))) {
      return;
    }
  }
}

RUNRATE_FUNC std::array<double, 3> trial_summary::values_of_ranks(const std::array<double, 3>& ranks) const {
  std::array<double, 3> values;
  if (is_exact()) {  // between order statistics, as most programs do (Hyndman and Fan's seventh)
    const auto last = static_cast<double>(grid_->first.size() - 1);
    for (std::size_t r = 0; r < ranks.size(); ++r) {
      const double at = std::clamp(ranks[r] / static_cast<double>(with_value()), 0.0, 1.0) * last;
      const auto below = static_cast<std::size_t>(at);
      const std::size_t above = std::min(below + 1, grid_->first.size() - 1);
      values[r] = grid_->first[below] + (at - static_cast<double>(below)) * (grid_->first[above] - grid_->first[below]);
    }
    return values;
  }
  struct cell {
    double low, high, before, count;
    bool is_smooth;
  };
  std::array<cell, 3> cells;
  cells.fill({highest(), highest(), 0, 1, true});
  // Whole groups below the first rank are passed over, but for the last that has values: its last cell is a neighbour.
  constexpr std::size_t buckets_a_group = 128;
  std::size_t first_bucket = 0;
  double before = 0, up_to_here = 0;
  for (const auto& [step, count] : below_) up_to_here += static_cast<double>(count);
  for (std::size_t begin = 0; begin < detail::bucket_grid::buckets; begin += buckets_a_group) {
    std::uint64_t here = 0;
    for (std::size_t b = begin; b < begin + buckets_a_group; ++b) here += counts_[b];
    for (std::size_t b = begin; !carried_.empty() && b < begin + buckets_a_group; ++b) here += carried_[b];
    if (up_to_here + static_cast<double>(here) >= ranks[0]) break;
    if (here != 0 && begin != 0) first_bucket = begin, before = up_to_here;
    up_to_here += static_cast<double>(here);
  }
  // Values are as dense throughout a cell where those beside it are about as full.
  const auto alike = [](double x, double y) { return std::abs(x - y) <= 4 * std::sqrt(x) + x / 10; };
  double count_before = 0;
  std::size_t found = 0, judged = 0;  // of the ranks: whose cell is found, and held against the one above
  visit_cells(
      [&](double low, double high, double count) {
        for (; judged < found; ++judged)
          cells[judged].is_smooth = cells[judged].is_smooth && alike(count_before, count);
        for (; found < ranks.size() && before + count >= ranks[found]; ++found) {
          cells[found] = {low, high, before, count, alike(count, count_before)};
        }
        before += count;
        count_before = count;
        return judged < ranks.size();
      },
      first_bucket);
  for (std::size_t r = 0; r < ranks.size(); ++r) {
    const cell& c = cells[r];
    const double within = c.low + std::max(0.0, ranks[r] - c.before) / c.count * (c.high - c.low);
    values[r] = r == 1 || c.is_smooth ? within : r == 0 ? c.low : c.high;
  }
  return values;
}

RUNRATE_FUNC estimate trial_summary::percentile(double share) const {
  require_values();
  if (!(share >= 0 && share <= 1)) detail::throw_contract("trial_summary::percentile: a share lies between 0 and 1");
  const auto n = static_cast<double>(with_value());
  const double rank = share * n, off = detail::normal_reach * std::sqrt(n * share * (1 - share));
  const auto [low, value, high] = values_of_ranks({std::max(0.0, rank - off), rank, std::min(n, rank + off)});
  return {value, low, high};
}

RUNRATE_FUNC estimate trial_summary::mean_beyond(double share, bool highest_ones) const {
  require_values();
  if (!(share > 0 && share <= 1)) detail::throw_contract("trial_summary: a share lies above 0, and is at most 1");
  const auto n = static_cast<double>(with_value());
  const double wanted = share * n, skipped = highest_ones ? n - wanted : 0;
  double before = 0, sum = 0, squares = 0, last = highest_ones ? lowest() : highest();
  visit_cells([&](double low, double high, double count) {
    const double from = std::max(before, skipped), to = std::min(before + count, skipped + wanted);
    if (to > from) {
      const double middle = low + ((from + to) / 2 - before) / count * (high - low);
      sum += (to - from) * middle;
      squares += (to - from) * middle * middle;
      if (!highest_ones || before <= skipped) last = middle;
    }
    before += count;
    return before < skipped + wanted;
  });
  const double mean = sum / wanted;
  // Manistre and Hancock, Variance of the CTE Estimator (2005).
  const double variance = std::max(0.0, squares / wanted - mean * mean);
  const double half =
      detail::normal_reach * std::sqrt((variance + (1 - share) * (mean - last) * (mean - last)) / wanted);
  return {mean, mean - half, mean + half};
}

RUNRATE_FUNC estimate trial_summary::mean_of_lowest(double share) const { return mean_beyond(share, false); }
RUNRATE_FUNC estimate trial_summary::mean_of_highest(double share) const { return mean_beyond(share, true); }

RUNRATE_FUNC estimate trial_summary::share_at_least(std::size_t bound) const {
  if (trials_ == 0) detail::throw_contract("trial_summary: there is no trial");
  return detail::share_of(at_least_.at(bound), trials_);
}

RUNRATE_FUNC double trial_summary::share_below(double value) const {
  require_values();
  double below = 0;
  visit_cells([&](double low, double high, double count) {
    if (low >= value) return false;
    below += high <= value ? count : count * (value - low) / (high - low);
    return true;
  });
  return below / static_cast<double>(with_value());
}

RUNRATE_FUNC trial_histogram trial_summary::histogram(std::size_t steps) const {
  require_values();
  if (steps == 0) detail::throw_contract("trial_summary::histogram: at least one step");
  trial_histogram made{percentile(0.001).value, percentile(0.999).value, std::vector<double>(steps)};
  if (made.low == made.high) made.low = lowest(), made.high = highest();
  const double width = (made.high - made.low) / static_cast<double>(steps);
  double before = 0;
  for (std::size_t i = 0; i < steps; ++i) {
    const double end = made.low + width * static_cast<double>(i + 1);
    const double below = i + 1 == steps ? 1 : share_below(end);
    made.shares[i] = below - before;
    before = below;
  }
  return made;
}

}  // namespace runrate

#endif
