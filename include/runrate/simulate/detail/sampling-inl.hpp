#ifndef RUNRATE_SIMULATE_DETAIL_SAMPLING_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_SAMPLING_INL_HPP

#include <runrate/simulate/sampling.hpp>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(sampling s) {
  switch (s) {
    case sampling::random: return "random";
    case sampling::latin_hypercube: return "latin_hypercube";
    case sampling::sobol: return "sobol";
    case sampling::antithetic: return "antithetic";
  }
  return "unknown";
}

}  // namespace runrate

#endif
