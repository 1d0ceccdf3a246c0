#include "axis.hpp"

#include "svg_picture.hpp"

#include <fmt/format.h>

#include <cmath>

namespace runrate::detail {
namespace {

double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= least * (1 - 1e-9)) return times * power;
  }
  return 10 * power;
}

std::string label_of(double value, double step, bool is_share) {
  const double shown_step = is_share ? step * 100 : step, shown = is_share ? value * 100 : value;
  const int places = std::clamp(-static_cast<int>(std::floor(std::log10(shown_step) + 1e-9)), 0, 12);
  const double size = std::abs(shown);
  const std::string digits = size >= 1e15 ? fmt::format("{:.3g}", size) : fmt::format("{:.{}f}", size, places);
  return (shown < 0 ? "\u2212" : "") + digits + (is_share ? "%" : "");
}

}  // namespace

axis::axis(range_of_numbers range, double from, double to, std::size_t most_steps, bool to_ticks, bool is_share)
    : low_(range.low), high_(range.high), from_(from), to_(to) {
  if (range.is_empty()) low_ = 0, high_ = 1;
  const double size = std::max(std::abs(low_), std::abs(high_));
  if (high_ - low_ <= 1e-9 * size) {
    // One figure stands between nothing and more than itself.
    low_ = std::min(low_, 0.0);
    high_ = std::max(high_, 0.0);
  }
  if (!(low_ < high_)) high_ = low_ + 1;
  const double step = round_step((high_ - low_) / static_cast<double>(std::max<std::size_t>(most_steps, 1)));
  const double slack = 1e-9;
  if (to_ticks) {
    low_ = std::floor(low_ / step + slack) * step;
    high_ = std::ceil(high_ / step - slack) * step;
  }
  // Steps are no finer than a billionth of the figures.
  const auto first = std::llround(std::ceil(low_ / step - slack));
  const auto last = std::llround(std::floor(high_ / step + slack));
  for (auto k = first; k <= last; ++k) {
    const double value = static_cast<double>(k) * step;
    ticks_.push_back({value, label_of(value, step, is_share)});
  }
}

axis lying_axis(range_of_numbers range, double from, double to, bool to_ticks, bool is_share) {
  constexpr std::size_t most = 8;
  constexpr double between = 14;
  for (std::size_t steps = most; steps > 1; --steps) {
    axis made(range, from, to, steps, to_ticks, is_share);
    double widest = 0;
    for (const axis::tick& t : made.ticks()) widest = std::max(widest, text_width(t.label));
    const auto& ticks = made.ticks();
    if (ticks.size() < 2 || made.at(ticks[1].value) - made.at(ticks[0].value) >= widest + between) return made;
  }
  return {range, from, to, 1, to_ticks, is_share};
}

}  // namespace runrate::detail
