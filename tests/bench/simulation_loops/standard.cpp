// The ramp model with what the standard library has: for scale.
#include "ramp.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace ramp_loops {
namespace {

class pert {
public:
  explicit pert(const three_points& of)
      : low_(of.low),
        room_(of.high - of.low),
        a_(1 + 4 * (of.likely - of.low) / room_, 1),
        b_(1 + 4 * (of.high - of.likely) / room_, 1) {}
  double operator()(std::mt19937_64& random) {
    const double x = a_(random), y = b_(random);
    return low_ + room_ * x / (x + y);
  }

private:
  double low_, room_;
  std::gamma_distribution<double> a_, b_;
};

class triangle {
public:
  explicit triangle(const three_points& of) : of_(of), turn_((of.likely - of.low) / (of.high - of.low)) {}
  double operator()(std::mt19937_64& random) {
    const double u = unit_(random), room = of_.high - of_.low;
    if (u < turn_) return of_.low + std::sqrt(u * room * (of_.likely - of_.low));
    return of_.high - std::sqrt((1 - u) * room * (of_.high - of_.likely));
  }

private:
  three_points of_;
  double turn_;
  std::uniform_real_distribution<double> unit_;
};

}  // namespace

found_figures by_standard_library(const calendar& of, std::size_t trials, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  triangle chips_of(chips), price_of(price);
  pert utilization_of(utilization), share_of(share);
  std::lognormal_distribution<double> speed_of(log_speed.mean, log_speed.deviation);
  std::lognormal_distribution<double> overhead_of(log_overhead.mean, log_overhead.deviation);
  std::normal_distribution<double> score;
  std::vector<std::vector<double>> values(figures, std::vector<double>(trials));
  for (std::size_t i = 0; i < trials; ++i) {
    const double speed = speed_of(random), overhead = overhead_of(random);
    const double z = score(random), other = score_correlation * z + score_rest * score(random);
    const double base = chips_of(random) * price_of(random) * (1 - discount.mean - discount.deviation * other) *
                        utilization_of(random) * share_of(random) * (1 + growth.mean + growth.deviation * z);
    double sum = 0;
    for (std::size_t q = 0; q < quarters; ++q) {
      const double revenue = base * std::min(of.elapsed_end[q] * speed, 1.0) * of.hours[q] - overhead;
      values[q][i] = revenue;
      sum += revenue;
    }
    values[quarters][i] = sum;
  }
  found_figures found;
  for (std::size_t f = 0; f < figures; ++f) {
    std::vector<double>& all = values[f];
    double sum = 0, squares = 0;
    for (const double x : all) sum += x;
    const double mean = sum / static_cast<double>(trials);
    for (const double x : all) squares += (x - mean) * (x - mean);
    found[f].mean = mean;
    found[f].deviation = std::sqrt(squares / static_cast<double>(trials));
    auto from = all.begin();
    for (std::size_t p = 0; p < shares.size(); ++p) {
      const auto at = all.begin() + static_cast<std::ptrdiff_t>(shares[p] * static_cast<double>(trials - 1));
      std::nth_element(from, at, all.end());
      found[f].percentiles[p] = *at;
      from = at;
    }
  }
  return found;
}

}  // namespace ramp_loops
