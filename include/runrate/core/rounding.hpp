// How an exact result that has no place in a grid is moved onto it.
#ifndef RUNRATE_CORE_ROUNDING_HPP
#define RUNRATE_CORE_ROUNDING_HPP

namespace runrate {

/// The direction of a rounding; the modes of IEEE 754-2019, section 4.3, with those that accounts use beside them.
enum class rounding {
  half_even,       ///< to the nearest, ties to the even neighbour: the default, unbiased over many figures
  half_up,         ///< to the nearest, ties away from zero: what people call "commercial" rounding
  half_down,       ///< to the nearest, ties towards zero
  toward_zero,     ///< truncation
  away_from_zero,  ///< the next figure outwards
  floor,           ///< towards minus infinity
  ceiling,         ///< towards plus infinity
};

/// Where to round and how. `places` counts decimal places, as XBRL's `decimals` does: 2 is cents, 0 whole units,
/// -6 millions. Range: -27 to 9.
///
///     round(1.005_dec, round_to{2});                     // 1.00, half to even
///     round(1.005_dec, round_to{2, rounding::half_up});  // 1.01
struct round_to {
  int places;
  rounding mode = rounding::half_even;
};

namespace detail {

/// Whether a truncated magnitude moves one step outwards. `above_half` and `at_half` compare what was cut off with half
/// a step; both are false where nothing was cut off. No branch where the mode is a constant: halves come at random.
constexpr bool rounds_outward(rounding mode, bool negative, bool odd, bool exact, bool above_half, bool at_half) {
  switch (mode) {
    case rounding::half_even: return above_half | (at_half & odd);
    case rounding::half_up: return above_half | at_half;
    case rounding::half_down: return above_half;
    case rounding::toward_zero: return false;
    case rounding::away_from_zero: return !exact;
    case rounding::floor: return !exact & negative;
    case rounding::ceiling: return !exact & !negative;
  }
  return false;
}
constexpr bool rounds_outward(rounding mode, bool negative, bool odd, bool exact, int versus_half) {
  return rounds_outward(mode, negative, odd, exact, versus_half > 0, versus_half == 0);
}

}  // namespace detail
}  // namespace runrate

#endif
