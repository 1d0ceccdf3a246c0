// Real numbers that are mostly no fractions: roots, powers, e^x and logarithms, to as many digits as asked for.
#ifndef RUNRATE_CORE_REAL_HPP
#define RUNRATE_CORE_REAL_HPP

#include <runrate/core/ratio.hpp>
#include <runrate/core/result.hpp>

namespace runrate {

/// A real number as a fraction: exactly, or correctly rounded half to even to a number of significant digits.
struct rounded_real {
  ratio value;
  bool exact;  ///< the value is the number itself
};

/// a, rounded half to even to `digits` significant digits (1 to 1,000).
///
///     rounded_to_digits(ratio(2, 3), 3).value;   // 667/1000
rounded_real rounded_to_digits(const ratio& a, int digits);

/// e^a, correctly rounded to `digits` significant digits (1 to 1,000). Exact only for a = 0 (Lindemann). What is below
/// e^-10,000 is 0, and not exact; throws `overflow_error` for a above 10,000.
rounded_real exponential(const ratio& a, int digits);

/// The natural logarithm, correctly rounded to `digits` significant digits (1 to 1,000). Exact only for a = 1
/// (Lindemann). No answer for zero or less.
result<rounded_real> natural_logarithm_to_digits(const ratio& a, int digits);

/// base^exponent. Exact where that is a fraction, whatever the digits, up to some 24,000 bits of it: (8/27)^(2/3) is
/// 4/9. Elsewhere correctly rounded to `digits` significant digits (1 to 1,000). No answer for a negative power of
/// zero, or a power that is not whole of a negative number. Throws `overflow_error` where the exponent is not from
/// -1,000,000 to 1,000,000, or the result not from e^-10,000 to e^10,000 in magnitude.
///
///     real_power(ratio(21, 20), ratio(1, 2), 6)->value;  // 1.0247
result<rounded_real> real_power(const ratio& base, const ratio& exponent, int digits);

/// The bits of the numerator and the denominator, together, in lowest terms: what an exact chain costs. 4 for 2/3,
/// and 1 for 0, which is 0/1.
int bit_length(const ratio& a);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/real-inl.hpp>
#endif

#endif
