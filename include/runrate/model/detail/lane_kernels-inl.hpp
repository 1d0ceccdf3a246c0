#ifndef RUNRATE_MODEL_DETAIL_LANE_KERNELS_INL_HPP
#define RUNRATE_MODEL_DETAIL_LANE_KERNELS_INL_HPP

#include <runrate/model/detail/lane_kernels.hpp>
#include <runrate/model/lanes.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace runrate::detail {

// The order of `first_steps` and the like: a row of a table has the first so many.
inline constexpr lane_step early_step[] = {lane_step::add,    lane_step::subtract, lane_step::multiply,
                                           lane_step::divide, lane_step::maximum,  lane_step::minimum};
inline constexpr lane_step later_step[] = {
    lane_step::add,     lane_step::subtract, lane_step::multiply,    lane_step::divide,       lane_step::subtract_from,
    lane_step::maximum, lane_step::minimum,  lane_step::divide_into, lane_step::maximum_with, lane_step::minimum_with};

template <std::size_t Count>
constexpr std::size_t place_of_step(const lane_step (&steps)[Count], lane_step s) {
  return static_cast<std::size_t>(std::find(steps, steps + Count, s) - steps);
}

RUNRATE_FUNC lane_kernel lane_kernels::chain(std::span<const lane_step> steps) const {
  if (steps.empty() || steps.size() >= most_operands) return nullptr;
  if (steps.size() > 3) {
    const bool is_product =
        std::all_of(steps.begin(), steps.end(), [](lane_step s) { return s == lane_step::multiply; });
    return is_product ? product[steps.size() - 4] : nullptr;
  }
  const std::size_t first = place_of_step(early_step, steps[0]);
  if (first >= first_steps) return nullptr;
  if (steps.size() == 1) return one[first];
  const std::size_t second = place_of_step(later_step, steps[1]);
  if (steps.size() == 2) return two[first][second];
  const std::size_t third = place_of_step(later_step, steps[2]);
  const bool is_there = first < early_steps && second < middle_steps && third < late_steps;
  return is_there ? three[first][second][third] : nullptr;
}

template <lane_step Step, class Lanes>
RUNRATE_ALWAYS_INLINE void take_step(Lanes& x, const Lanes& y) {
  if constexpr (Step == lane_step::add) x = x + y;
  if constexpr (Step == lane_step::subtract) x = x - y;
  if constexpr (Step == lane_step::multiply) x = x * y;
  if constexpr (Step == lane_step::divide) x = x / y;
  if constexpr (Step == lane_step::subtract_from) x = y - x;
  if constexpr (Step == lane_step::divide_into) x = y / x;
  if constexpr (Step == lane_step::maximum) x = max(x, y);
  if constexpr (Step == lane_step::minimum) x = min(x, y);
  if constexpr (Step == lane_step::maximum_with) x = max(y, x);
  if constexpr (Step == lane_step::minimum_with) x = min(y, x);
}

template <class Lanes>
RUNRATE_ALWAYS_INLINE Lanes load(const lane_operand& o, std::size_t i) {
  return Lanes::load(o.values + i * o.step);
}

/// What a kernel does with a pack of each of its operands.
template <lane_step... Steps>
struct chain_of {
  static constexpr std::size_t operands = sizeof...(Steps) + 1;
  template <class Lanes>
  RUNRATE_ALWAYS_INLINE static Lanes of(const lane_operand* o, std::size_t i) {
    Lanes x = load<Lanes>(o[0], i);
    std::size_t next = 1;
    (take_step<Steps>(x, load<Lanes>(o[next++], i)), ...);
    return x;
  }
};

// NOLINTBEGIN(bugprone-macro-parentheses): names, attributes and whole expressions
#define RUNRATE_LANE_OPERATION(name, count, value)                                        \
  struct name {                                                                           \
    static constexpr std::size_t operands = count;                                        \
    template <class Lanes>                                                                \
    RUNRATE_ALWAYS_INLINE static Lanes of(const lane_operand* o, std::size_t i) {         \
      [[maybe_unused]] constexpr std::size_t last = count - 1;                            \
      const Lanes a = load<Lanes>(o[0], i);                                               \
      [[maybe_unused]] const Lanes b = load<Lanes>(o[std::min(last, std::size_t{1})], i); \
      [[maybe_unused]] const Lanes c = load<Lanes>(o[std::min(last, std::size_t{2})], i); \
      [[maybe_unused]] const Lanes d = load<Lanes>(o[last], i);                           \
      return value;                                                                       \
    }                                                                                     \
  }
RUNRATE_LANE_OPERATION(copy_of, 1, a);
RUNRATE_LANE_OPERATION(negative_of, 1, -a);
RUNRATE_LANE_OPERATION(exponential_lanes, 1, exp(a));
RUNRATE_LANE_OPERATION(logarithm_lanes, 1, log(a));
RUNRATE_LANE_OPERATION(power_lanes, 2, pow(a, b));
RUNRATE_LANE_OPERATION(less_lanes, 2, Lanes::bits_of((a < b).holds()));
RUNRATE_LANE_OPERATION(less_or_equal_lanes, 2, Lanes::bits_of((a <= b).holds()));
RUNRATE_LANE_OPERATION(equal_lanes, 2, Lanes::bits_of((a == b).holds()));
RUNRATE_LANE_OPERATION(both_lanes, 2, Lanes::bits_of(Lanes::both(Lanes::truth_of(a), Lanes::truth_of(b))));
RUNRATE_LANE_OPERATION(either_lanes, 2, Lanes::bits_of(Lanes::either(Lanes::truth_of(a), Lanes::truth_of(b))));
RUNRATE_LANE_OPERATION(opposite_lanes, 1, Lanes::bits_of(Lanes::opposite(Lanes::truth_of(a))));
RUNRATE_LANE_OPERATION(select_lanes, 3, Lanes::chosen(Lanes::truth_of(a), b, c));
RUNRATE_LANE_OPERATION(select_less_lanes, 4, select(a < b, c, d));
RUNRATE_LANE_OPERATION(select_less_or_equal_lanes, 4, select(a <= b, c, d));
RUNRATE_LANE_OPERATION(select_equal_lanes, 4, select(a == b, c, d));
#undef RUNRATE_LANE_OPERATION

template <class Lanes, class Operation>
RUNRATE_ALWAYS_INLINE void lane_pass(double* into, const lane_operand* from, std::size_t count, double* sums) {
  lane_operand operands[Operation::operands];
  for (std::size_t k = 0; k < Operation::operands; ++k) operands[k] = from[k];
  Lanes sum = Lanes::load(sums);
  for (std::size_t i = 0; i < count; i += Lanes::width) {
    const Lanes x = Operation::template of<Lanes>(operands, i);
    x.store(into + i);
    sum += x;
  }
  sum.store(sums);
}

// A loop for registers of so many bytes. That the wider ones may be used is said of the loops alone, so that no other
// function is compiled for a processor that may not be there.
#define RUNRATE_LANE_LOOPS(bytes, attribute)                                                             \
  template <>                                                                                            \
  struct lane_loops<bytes> {                                                                             \
    template <class Operation>                                                                           \
    attribute static void run(double* into, const lane_operand* from, std::size_t count, double* sums) { \
      lane_pass<basic_lanes<bytes>, Operation>(into, from, count, sums);                                 \
    }                                                                                                    \
  }
template <std::size_t Bytes>
struct lane_loops;
RUNRATE_LANE_LOOPS(16, );
#if defined(__x86_64__) && !defined(RUNRATE_HEADER_ONLY)
#define RUNRATE_LANE_WIDTHS 1
RUNRATE_LANE_LOOPS(32, __attribute__((target("avx2"))));
RUNRATE_LANE_LOOPS(64, __attribute__((target("avx512f,avx512dq"))));
#endif
#undef RUNRATE_LANE_LOOPS

template <class Loops>
constexpr lane_kernels made_lane_kernels() {
  lane_kernels all{};
  const auto each = []<std::size_t... I>(std::index_sequence<I...>, auto&& f) {
    (f(std::integral_constant<std::size_t, I>()), ...);
  };
  each(std::make_index_sequence<lane_kernels::first_steps>(), [&](auto i) {
    all.one[i] = Loops::template run<chain_of<early_step[i]>>;
    each(std::make_index_sequence<lane_kernels::second_steps>(),
         [&](auto j) { all.two[i][j] = Loops::template run<chain_of<early_step[i], later_step[j]>>; });
  });
  each(std::make_index_sequence<lane_kernels::early_steps>(), [&](auto i) {
    each(std::make_index_sequence<lane_kernels::middle_steps>(), [&](auto j) {
      each(std::make_index_sequence<lane_kernels::late_steps>(), [&](auto k) {
        all.three[i][j][k] = Loops::template run<chain_of<early_step[i], later_step[j], later_step[k]>>;
      });
    });
  });
  constexpr lane_step times = lane_step::multiply;
  all.product[0] = Loops::template run<chain_of<times, times, times, times>>;
  all.product[1] = Loops::template run<chain_of<times, times, times, times, times>>;
  all.product[2] = Loops::template run<chain_of<times, times, times, times, times, times>>;
  all.product[3] = Loops::template run<chain_of<times, times, times, times, times, times, times>>;
  all.copy = Loops::template run<copy_of>;
  all.negate = Loops::template run<negative_of>;
  all.exponential = Loops::template run<exponential_lanes>;
  all.logarithm = Loops::template run<logarithm_lanes>;
  all.power = Loops::template run<power_lanes>;
  all.less = Loops::template run<less_lanes>;
  all.less_or_equal = Loops::template run<less_or_equal_lanes>;
  all.equal = Loops::template run<equal_lanes>;
  all.both = Loops::template run<both_lanes>;
  all.either = Loops::template run<either_lanes>;
  all.opposite = Loops::template run<opposite_lanes>;
  all.select = Loops::template run<select_lanes>;
  all.select_less = Loops::template run<select_less_lanes>;
  all.select_less_or_equal = Loops::template run<select_less_or_equal_lanes>;
  all.select_equal = Loops::template run<select_equal_lanes>;
  return all;
}

template <std::size_t Bytes>
inline constexpr lane_kernels kernels_of_width = made_lane_kernels<lane_loops<Bytes>>();

RUNRATE_FUNC const lane_kernels* lane_kernels_of(std::size_t bytes) {
#ifdef RUNRATE_LANE_WIDTHS
  __builtin_cpu_init();
  if (bytes == 64 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
    return &kernels_of_width<64>;
  }
  if (bytes == 32 && __builtin_cpu_supports("avx2")) return &kernels_of_width<32>;
#endif
  return bytes == 16 ? &kernels_of_width<16> : nullptr;
}

RUNRATE_FUNC const lane_kernels& lane_kernels_here() {
  for (const std::size_t bytes : {std::size_t{64}, std::size_t{32}}) {
    if (const lane_kernels* const found = lane_kernels_of(bytes)) return *found;
  }
  return kernels_of_width<16>;
}

// NOLINTEND(bugprone-macro-parentheses)

}  // namespace runrate::detail

#endif
