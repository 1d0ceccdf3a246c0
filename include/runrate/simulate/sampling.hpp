// How trials are spread over what can happen.
#ifndef RUNRATE_SIMULATE_SAMPLING_HPP
#define RUNRATE_SIMULATE_SAMPLING_HPP

#include <runrate/core/errors.hpp>

#include <string_view>

namespace runrate {

/// How the numbers of a trial are drawn. In each of them a trial is a function of the seed, the driver's name and its
/// own number alone, so that the first trials of a longer run are those of a shorter one.
enum class sampling : unsigned char {
  /// Each trial for itself: Philox 4x32-10 (Salmon and others, 2011).
  random,
  /// Of each 256 trials in a row one lies in each 256th of every driver's probabilities (McKay, Beckman and Conover,
  /// 1979).
  latin_hypercube,
  /// A sequence of Sobol with the direction numbers of Joe and Kuo, scrambled as Owen's (Burley, 2020), in 32
  /// repetitions that are scrambled each for itself: they take turns, 256 trials each.
  sobol,
  /// Trials in pairs: what is high in one of a pair is as low in the other.
  antithetic,
};

/// "random", "latin_hypercube", "sobol" or "antithetic".
std::string_view to_string(sampling s);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/sampling-inl.hpp>
#endif

#endif
