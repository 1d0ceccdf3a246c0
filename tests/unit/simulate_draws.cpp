// The numbers that trials are drawn by: known answers, and what each sampling promises.
#include <runrate/simulate/detail/draw_kernels.hpp>
#include <runrate/simulate/detail/philox.hpp>
#include <runrate/simulate/detail/unit_draws.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace runrate;
using detail::draw_stream;
using detail::philox;
using detail::philox_counter;

namespace {

constexpr draw_stream stream{7, 0x0123'4567'89AB'CDEF, 3, 0};

std::vector<double> drawn(sampling how, std::size_t first, std::size_t count, std::size_t bytes = 16,
                          const draw_stream& of = stream, std::size_t dimension = 0) {
  const detail::unit_draws draws(how, 8);
  std::vector<double> u((count + 15) / 16 * 16);
  draws.draw(u.data(), of, dimension, first, u.size(), *detail::draw_kernels_of(bytes));
  u.resize(count);
  return u;
}

constexpr sampling all_samplings[] = {sampling::random, sampling::latin_hypercube, sampling::sobol,
                                      sampling::antithetic};

}  // namespace

BOOST_AUTO_TEST_SUITE(simulate_draws)

// Random123, tests/kat_vectors (1.14): philox4x32 10.
BOOST_AUTO_TEST_CASE(philox_gives_its_published_answers) {
  constexpr std::uint32_t ones = 0xFFFF'FFFF;
  static_assert(philox({0, 0, 0, 0}, 0) == philox_counter{0x6627'E8D5, 0xE169'C58D, 0xBC57'AC4C, 0x9B00'DBD8});
  static_assert(philox({ones, ones, ones, ones}, ~std::uint64_t{0}) ==
                philox_counter{0x408F'276D, 0x41C8'3B0E, 0xA20B'C7C6, 0x6D54'51FD});
  static_assert(philox({0x243F'6A88, 0x85A3'08D3, 0x1319'8A2E, 0x0370'7344}, 0x299F'31D0'A409'3822) ==
                philox_counter{0xD16C'FE09, 0x94FD'CCEB, 0x5001'E420, 0x2412'6EA1});
  BOOST_TEST((philox({0, 0, 0, 0}, 0)[0] == 0x6627'E8D5u));
}

BOOST_AUTO_TEST_CASE(loops_of_every_width_draw_what_each_trial_has_by_itself) {
  for (const std::size_t bytes : {16u, 32u, 64u}) {
    if (detail::draw_kernels_of(bytes) == nullptr) continue;
    // The last draws from both sides of where the upper half of counters changes.
    constexpr std::size_t far = std::size_t{1} << 33;
    for (const std::size_t first : {std::size_t{0}, std::size_t{64}, far + 192, far - 64}) {
      const std::vector<double> u = drawn(sampling::random, first, 208, bytes);
      for (std::size_t i = 0; i < u.size(); ++i) {
        const double alone = detail::between_zero_and_one(detail::random_bits_of(stream, first + i));
        BOOST_REQUIRE(u[i] == alone);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(streams_of_other_drivers_periods_uses_and_seeds_differ) {
  std::set<double> firsts;
  for (const draw_stream& of : {stream, draw_stream{8, stream.driver, 3, 0}, draw_stream{7, stream.driver + 1, 3, 0},
                                draw_stream{7, stream.driver, 4, 0}, draw_stream{7, stream.driver, 3, 1},
                                draw_stream{7, stream.driver + (std::uint64_t{1} << 32), 3, 0}}) {
    firsts.insert(drawn(sampling::random, 0, 1, 16, of)[0]);
  }
  BOOST_TEST(firsts.size() == 6u);
}

BOOST_AUTO_TEST_CASE(parts_of_a_run_are_those_of_the_whole) {
  for (const sampling how : all_samplings) {
    const std::vector<double> whole = drawn(how, 0, 20'480);
    for (const std::size_t first : {64u, 256u, 448u, 8'192u, 12'352u}) {
      for (const std::size_t bytes : {16u, 32u, 64u}) {
        if (detail::draw_kernels_of(bytes) == nullptr) continue;
        const std::vector<double> part = drawn(how, first, 1'008, bytes);
        BOOST_TEST(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first)),
                   to_string(how) << " from " << first);
      }
    }
    BOOST_TEST(std::all_of(whole.begin(), whole.end(), [](double u) { return u > 0 && u < 1; }));
  }
}

BOOST_AUTO_TEST_CASE(each_stratum_of_a_latin_hypercube_has_one_trial) {
  const std::vector<double> u = drawn(sampling::latin_hypercube, 0, 2'560);
  for (std::size_t begin = 0; begin < u.size(); begin += 256) {
    std::vector<int> seen(256);
    for (std::size_t i = 0; i < 256; ++i) ++seen[static_cast<std::size_t>(u[begin + i] * 256)];
    BOOST_TEST(std::all_of(seen.begin(), seen.end(), [](int n) { return n == 1; }));
  }
}

BOOST_AUTO_TEST_CASE(antithetic_trials_are_pairs_that_add_up_to_one) {
  const std::vector<double> u = drawn(sampling::antithetic, 64, 512);
  for (std::size_t i = 0; i < u.size(); i += 2) BOOST_TEST(u[i] + u[i + 1] == 1.0);
}

// A scrambled sequence is one of Sobol's all the same: of its first 2^k points each of 2^k equal steps has one, in
// every dimension, and each of 16 x 16 squares of any two of the first dimensions has one of 256.
BOOST_AUTO_TEST_CASE(scrambled_sobol_points_are_a_net) {
  std::vector<std::vector<double>> dimensions;
  for (std::size_t d = 0; d < 4; ++d) {
    draw_stream of = stream;
    of.driver += d;
    dimensions.push_back(drawn(sampling::sobol, 0, 256, 16, of, d));
  }
  for (const auto& u : dimensions) {
    for (const std::size_t count : {2u, 16u, 256u}) {
      std::set<std::size_t> steps;
      for (std::size_t i = 0; i < count; ++i) steps.insert(static_cast<std::size_t>(u[i] * static_cast<double>(count)));
      BOOST_TEST(steps.size() == count);
    }
  }
  std::set<std::size_t> squares;
  for (std::size_t i = 0; i < 256; ++i) {
    squares.insert(static_cast<std::size_t>(dimensions[0][i] * 16) * 16 +
                   static_cast<std::size_t>(dimensions[1][i] * 16));
  }
  BOOST_TEST(squares.size() == 256u);
  // The second 256 points of a repetition come after 31 other repetitions, and fill in between.
  const std::vector<double> later = drawn(sampling::sobol, 32 * 256, 256);
  std::set<std::size_t> finer;
  for (std::size_t i = 0; i < 256; ++i) {
    finer.insert(static_cast<std::size_t>(dimensions[0][i] * 512));
    finer.insert(static_cast<std::size_t>(later[i] * 512));
  }
  BOOST_TEST(finer.size() == 512u);
}

BOOST_AUTO_TEST_CASE(draws_are_uniform) {
  const std::size_t n = 1'000'000;
  const std::vector<double> u = drawn(sampling::random, 0, n);
  std::vector<double> counts(1'000);
  double sum = 0, lagged = 0;
  for (std::size_t i = 0; i < n; ++i) {
    ++counts[static_cast<std::size_t>(u[i] * 1'000)];
    sum += u[i];
    if (i != 0) lagged += (u[i] - 0.5) * (u[i - 1] - 0.5);
  }
  double chi = 0;
  for (const double c : counts) chi += (c - 1'000) * (c - 1'000) / 1'000;
  // 999 degrees: mean 999, deviation 44.7; five deviations.
  BOOST_TEST(std::abs(chi - 999) < 5 * 44.7);
  BOOST_TEST(std::abs(sum / n - 0.5) < 5 * 0.2887 / 1'000);
  BOOST_TEST(std::abs(lagged / n) < 5 * 0.0834 / 1'000);
}

BOOST_AUTO_TEST_SUITE_END()
