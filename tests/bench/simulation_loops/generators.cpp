// Generators of random bits alone: what else would keep the library's promise that a trial is a function of the seed
// and its own number, and what lanes cost that do not.
#include "lanes.hpp"
#include "ramp.hpp"

#if defined(__AES__) && __has_include(<Random123/ars.h>)
#include <Random123/ars.h>
#define RAMP_RANDOM123 1
#endif

namespace ramp_loops {
namespace {

constexpr std::size_t block = 512;

RAMP_INLINE void store(std::uint64_t* to, const words& w) { std::memcpy(to, &w, sizeof w); }

}  // namespace

void draw_by_philox(std::span<std::uint64_t> into, std::uint64_t seed) {
  const philox_lanes lanes(seed);
  for (std::size_t i = 0; i < into.size(); i += 2 * width) {
    const auto f = lanes.at(i / 2, 0);
    store(&into[i], joined(f.v[0], f.v[1]));
    store(&into[i + width], joined(f.v[2], f.v[3]));
  }
}

void draw_by_xoshiro(std::span<std::uint64_t> into, std::uint64_t seed) {
  xoshiro_lanes a(seed), b(~seed);
  for (std::size_t i = 0; i < into.size(); i += 2 * width) {
    store(&into[i], a());
    store(&into[i + width], b());
  }
}

void draw_by_seeded_blocks(std::span<std::uint64_t> into, std::uint64_t seed) {
  const philox_lanes lanes(seed);
  for (std::size_t i = 0; i < into.size(); i += block) {
    // 16 generators of 256 bits each: four times eight counters.
    words s[8];
    for (std::uint32_t k = 0; k < 4; ++k) {
      const auto f = lanes.at(i / block * width, k);
      s[2 * k] = joined(f.v[0], f.v[1]);
      s[2 * k + 1] = joined(f.v[2], f.v[3]);
    }
    xoshiro_lanes a(s[0], s[1], s[2], s[3]), b(s[4], s[5], s[6], s[7]);
    for (std::size_t k = 0; k < block; k += 2 * width) {
      store(&into[i + k], a());
      store(&into[i + k + width], b());
    }
  }
}

bool draw_by_ars(std::span<std::uint64_t> into, std::uint64_t seed) {
#ifdef RAMP_RANDOM123
  ars1xm128i_key_t key;
  key.v[0].m = _mm_set_epi64x(0, static_cast<long long>(seed));
  for (std::size_t i = 0; i < into.size(); i += 8) {
#pragma GCC unroll 4
    for (std::size_t k = 0; k < 4; ++k) {
      ars1xm128i_ctr_t counter;
      counter.v[0].m = _mm_set_epi64x(0, static_cast<long long>(i / 2 + k));
      const ars1xm128i_ctr_t drawn = ars1xm128i_R(5, counter, key);
      _mm_storeu_si128(reinterpret_cast<__m128i*>(&into[i + 2 * k]), drawn.v[0].m);
    }
  }
  return true;
#else
  (void)into;
  (void)seed;
  return false;
#endif
}

bool draw_by_wide_ars(std::span<std::uint64_t> into, std::uint64_t seed) {
#if defined(__VAES__) && defined(__AVX512F__)
  constexpr unsigned rounds = 5;
  const __m512i step =
      _mm512_set_epi64(static_cast<long long>(0xBB67AE8584CAA73B), static_cast<long long>(0x9E3779B97F4A7C15),
                       static_cast<long long>(0xBB67AE8584CAA73B), static_cast<long long>(0x9E3779B97F4A7C15),
                       static_cast<long long>(0xBB67AE8584CAA73B), static_cast<long long>(0x9E3779B97F4A7C15),
                       static_cast<long long>(0xBB67AE8584CAA73B), static_cast<long long>(0x9E3779B97F4A7C15));
  const auto own = static_cast<long long>(seed);
  __m512i keys[rounds + 1];
  keys[0] = _mm512_set_epi64(0, own, 0, own, 0, own, 0, own);
  for (unsigned r = 0; r < rounds; ++r) keys[r + 1] = _mm512_add_epi64(keys[r], step);
  for (std::size_t i = 0; i < into.size(); i += 16) {
    const auto first = static_cast<long long>(i / 2);
    __m512i a = _mm512_set_epi64(0, first + 3, 0, first + 2, 0, first + 1, 0, first);
    __m512i b = _mm512_add_epi64(a, _mm512_set_epi64(0, 4, 0, 4, 0, 4, 0, 4));
    a = _mm512_xor_si512(a, keys[0]);
    b = _mm512_xor_si512(b, keys[0]);
    for (unsigned r = 1; r < rounds; ++r) {
      a = _mm512_aesenc_epi128(a, keys[r]);
      b = _mm512_aesenc_epi128(b, keys[r]);
    }
    _mm512_storeu_si512(&into[i], _mm512_aesenclast_epi128(a, keys[rounds]));
    _mm512_storeu_si512(&into[i + 8], _mm512_aesenclast_epi128(b, keys[rounds]));
  }
  return true;
#else
  (void)into;
  (void)seed;
  return false;
#endif
}

}  // namespace ramp_loops
