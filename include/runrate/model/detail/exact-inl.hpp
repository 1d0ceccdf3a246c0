#ifndef RUNRATE_MODEL_DETAIL_EXACT_INL_HPP
#define RUNRATE_MODEL_DETAIL_EXACT_INL_HPP

#include <runrate/core/real.hpp>
#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/exact.hpp>

namespace runrate {

RUNRATE_FUNC exact exact::settled(ratio&& value, const exact& a, const exact& b) {
  if (a.missing_ != nullptr || b.missing_ != nullptr) return detail::first_missing(a.missing_, b.missing_);
  const bool rounded = a.rounded_ || b.rounded_;
  if (bit_length(value) <= most_bits) return {value, rounded};
  ratio shorter = rounded_to_digits(value, digits).value;
  if (bit_length(shorter) <= 2 * most_bits) return {shorter, true};
  // So many bits with so few digits are zeros: each further step of a recursion would double them.
  return detail::made_missing(reason_code::out_of_range,
                              "a number is not from e^-10,000 to e^10,000 in magnitude, by far");
}

RUNRATE_FUNC exact operator/(const exact& a, const exact& b) {
  if (const missing& why = detail::first_missing(a.missing_, b.missing_)) return why;
  if (sign(b.value_) == 0) {
    return detail::made_missing(reason_code::division_by_zero, detail::number_text(a.value_) + " is divided by 0");
  }
  return exact::settled(a.value_ / b.value_, a, b);
}

namespace detail {

/// A real number, unless what it is computed from is missing or there is none.
template <class Compute>
exact computed(const exact& a, const exact& b, const Compute& compute) {
  if (const missing& why = first_missing(a.why_missing(), b.why_missing())) return why;
  try {
    const result<rounded_real> real = compute();
    if (!real) return std::make_shared<const reason>(real.error());
    return {real->value, a.is_rounded() || b.is_rounded() || !real->exact};
  } catch (const runrate::overflow_error& large) {
    return made_missing(reason_code::out_of_range, large.what());
  }
}

}  // namespace detail

RUNRATE_FUNC exact pow(const exact& base, const exact& exponent) {
  return detail::computed(base, exponent, [&] { return real_power(base.value_, exponent.value_, exact::digits); });
}

RUNRATE_FUNC exact exp(const exact& a) {
  return detail::computed(a, a, [&]() -> result<rounded_real> { return exponential(a.value_, exact::digits); });
}

RUNRATE_FUNC exact log(const exact& a) {
  return detail::computed(a, a, [&] { return natural_logarithm_to_digits(a.value_, exact::digits); });
}

}  // namespace runrate

#endif
