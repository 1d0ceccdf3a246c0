#ifndef RUNRATE_MODEL_DETAIL_DUAL_INL_HPP
#define RUNRATE_MODEL_DETAIL_DUAL_INL_HPP

#include <runrate/model/dual.hpp>

#include <algorithm>
#include <cmath>

namespace runrate {

RUNRATE_FUNC dual dual::driver(double value, std::size_t position, double derivative) {
  dual d;
  d.value_ = value;
  d.gradient_.assign(position + 1, 0.0);
  d.gradient_[position] = derivative;
  return d;
}

RUNRATE_FUNC dual dual::chained(double value, const dual& a, double by_a) {
  if (a.missing_ != nullptr) return a.missing_;
  dual d;
  d.value_ = value;
  d.gradient_ = a.gradient_;
  for (double& g : d.gradient_) g *= by_a;
  return d;
}

RUNRATE_FUNC dual dual::combined(double value, const dual& a, double by_a, const dual& b, double by_b) {
  if (a.missing_ != nullptr || b.missing_ != nullptr) return detail::first_missing(a.missing_, b.missing_);
  dual d;
  d.value_ = value;
  d.gradient_.assign(std::max(a.gradient_.size(), b.gradient_.size()), 0.0);
  for (std::size_t i = 0; i < a.gradient_.size(); ++i) d.gradient_[i] = by_a * a.gradient_[i];
  for (std::size_t i = 0; i < b.gradient_.size(); ++i) d.gradient_[i] += by_b * b.gradient_[i];
  return d;
}

RUNRATE_FUNC dual operator/(const dual& a, const dual& b) {
  if (b.value_ == 0 && b.missing_ == nullptr) {
    return detail::made_missing(reason_code::division_by_zero, "a division by 0");
  }
  const double quotient = a.value_ / b.value_;
  return dual::combined(quotient, a, 1 / b.value_, b, -quotient / b.value_);
}

RUNRATE_FUNC dual exp(const dual& a) {
  const double power = std::exp(a.value_);
  return dual::chained(power, a, power);
}

RUNRATE_FUNC dual log(const dual& a) {
  if (!(a.value_ > 0) && a.missing_ == nullptr) {
    return detail::made_missing(reason_code::no_real_root, "the logarithm of 0 or less");
  }
  return dual::chained(std::log(a.value_), a, 1 / a.value_);
}

RUNRATE_FUNC dual pow(const dual& base, const dual& exponent) {
  const double b = base.value_, e = exponent.value_;
  const bool whole = e == std::floor(e);
  const bool known = base.missing_ == nullptr && exponent.missing_ == nullptr;
  if (known && ((b < 0 && !whole) || (b == 0 && e < 0))) {
    return detail::made_missing(reason_code::no_real_root, "a power that does not exist");
  }
  const double power = std::pow(b, e);
  const double by_base = e == 0 ? 0 : e * std::pow(b, e - 1);
  // By the exponent only where that is no constant: a negative base has whole powers only, and no such derivative.
  if (exponent.gradient_.empty()) return dual::chained(power, base, by_base);
  return dual::combined(power, base, by_base, exponent, b > 0 ? power * std::log(b) : 0);
}

}  // namespace runrate

#endif
