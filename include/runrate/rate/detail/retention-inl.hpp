#ifndef RUNRATE_RATE_DETAIL_RETENTION_INL_HPP
#define RUNRATE_RATE_DETAIL_RETENTION_INL_HPP

#include <runrate/rate/retention.hpp>

namespace runrate::detail {

RUNRATE_FUNC result<ratio> positive_quotient(decimal dividend, decimal divisor, const char* metric,
                                             const char* divisor_name) {
  if (divisor <= decimal()) {
    return reason{reason_code::base_not_positive,
                  std::string("there is no ") + metric + ": " + divisor_name + " is " + to_string(divisor),
                  {{divisor_name, to_string(divisor)}}};
  }
  return (ratio(dividend) / ratio(divisor)).reduced();
}

}  // namespace runrate::detail

#endif
