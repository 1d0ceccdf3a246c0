// Boost.Math's functions as distributions need them: in double throughout, and never throwing.
#ifndef RUNRATE_SIMULATE_DETAIL_SPECIAL_FUNCTIONS_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_SPECIAL_FUNCTIONS_INL_HPP

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>

namespace runrate::detail {

namespace math_policies = boost::math::policies;

/// Unless told, Boost.Math computes in long double what is asked in double, several times slower and other bits on
/// other machines, and throws std::overflow_error, boost::math::evaluation_error and more.
using in_double = math_policies::policy<math_policies::promote_float<false>, math_policies::promote_double<false>,
                                        math_policies::domain_error<math_policies::ignore_error>,
                                        math_policies::pole_error<math_policies::ignore_error>,
                                        math_policies::overflow_error<math_policies::ignore_error>,
                                        math_policies::underflow_error<math_policies::ignore_error>,
                                        math_policies::denorm_error<math_policies::ignore_error>,
                                        math_policies::evaluation_error<math_policies::ignore_error>,
                                        math_policies::rounding_error<math_policies::ignore_error>,
                                        math_policies::indeterminate_result_error<math_policies::ignore_error>>;

inline constexpr double root_of_two = 1.4142135623730950488;

/// Quantile and distribution function of the normal distribution of mean 0 and deviation 1.
inline double normal_quantile(double p) { return -root_of_two * boost::math::erfc_inv(2 * p, in_double()); }
inline double normal_cdf(double x) { return boost::math::erfc(-x / root_of_two, in_double()) / 2; }

/// Of the beta distribution over [0, 1]; the upper tail is the lower one with the shapes swapped, from 1 downwards.
inline double beta_quantile(double a, double b, double p) { return boost::math::ibeta_inv(a, b, p, in_double()); }
inline double beta_cdf(double a, double b, double x) {
  return x <= 0 ? 0 : x >= 1 ? 1 : boost::math::ibeta(a, b, x, in_double());
}

/// Of the gamma distribution of scale 1.
inline double gamma_quantile(double shape, double p) { return boost::math::gamma_p_inv(shape, p, in_double()); }
inline double gamma_upper_quantile(double shape, double q) { return boost::math::gamma_q_inv(shape, q, in_double()); }
inline double gamma_cdf(double shape, double x) { return x <= 0 ? 0 : boost::math::gamma_p(shape, x, in_double()); }
inline double gamma_upper_cdf(double shape, double x) {
  return x <= 0 ? 1 : boost::math::gamma_q(shape, x, in_double());
}

inline double t_quantile(double degrees, double p) {
  return boost::math::quantile(boost::math::students_t_distribution<double, in_double>(degrees), p);
}
inline double t_cdf(double degrees, double x) {
  return boost::math::cdf(boost::math::students_t_distribution<double, in_double>(degrees), x);
}

}  // namespace runrate::detail

#endif
