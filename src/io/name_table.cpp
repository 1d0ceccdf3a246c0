#include "name_table.hpp"

#include <runrate/core/decimal.hpp>
#include <runrate/core/errors.hpp>

#include <algorithm>
#include <cstring>
#include <limits>

namespace runrate::detail {
namespace {

constexpr std::size_t first_slots = 16;
constexpr std::size_t smallest_block = std::size_t{1} << 8, largest_block = std::size_t{1} << 16;

// Both halves of a product: every bit of it depends on every bit of the factors (wyhash's mixing step,
// https://github.com/wangyi-fudan/wyhash).
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const uint128 product = static_cast<uint128>(a) * b;
  return low_half(product) ^ high_half(product);
}

}  // namespace

std::uint64_t hash_of(std::string_view name, std::uint64_t seed) {
  constexpr std::uint64_t a = 0xA0761D6478BD642FU, b = 0xE7037ED1A0B428DBU;
  std::uint64_t hash = mixed(seed ^ a, name.size() ^ b);
  const char* at = name.data();
  std::size_t left = name.size();
  std::uint64_t word = 0;
  for (; left >= sizeof word; at += sizeof word, left -= sizeof word) {
    std::memcpy(&word, at, sizeof word);
    hash = mixed(hash ^ word, seed ^ b);
  }
  if (left > 0) {
    word = 0;
    std::memcpy(&word, at, left);
    hash = mixed(hash ^ word, seed ^ b);
  }
  return mixed(hash ^ a, b);
}

name_table::name_table() : slots_(first_slots) {}

std::uint32_t name_table::number(std::string_view name, std::uint64_t hash) {
  const auto tag = static_cast<std::uint32_t>(hash);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
    slot& found = slots_[at];
    if (found.number == 0) {
      if (entries_.size() >= std::numeric_limits<std::uint32_t>::max() - 1) {
        throw_contract("a table of more than 4,294,967,293 series can't be read");
      }
      entries_.push_back({keep(name), hash});
      found = {tag, static_cast<std::uint32_t>(entries_.size())};
      const auto number = static_cast<std::uint32_t>(entries_.size() - 1);
      if (2 * entries_.size() > slots_.size()) grow();
      return number;
    }
    if (found.tag == tag && entries_[found.number - 1].name == name) return found.number - 1;
  }
}

std::string_view name_table::keep(std::string_view name) {
  if (name.size() > left_) {
    left_ = std::max(name.size(), std::clamp(2 * block_bytes_, smallest_block, largest_block));
    block_bytes_ = left_;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  char* const begin = free_;
  std::copy(name.begin(), name.end(), begin);
  free_ += name.size();
  left_ -= name.size();
  return {begin, name.size()};
}

void name_table::grow() {
  std::vector<slot> larger(2 * slots_.size());
  const std::size_t mask = larger.size() - 1;
  for (const slot& old : slots_) {
    if (old.number == 0) continue;
    std::size_t at = old.tag & mask;
    while (larger[at].number != 0) at = (at + 1) & mask;
    larger[at] = old;
  }
  slots_ = std::move(larger);
}

void name_table::release_names(std::vector<std::unique_ptr<char[]>>& into) {
  for (auto& block : blocks_) into.push_back(std::move(block));
  blocks_.clear();
}

}  // namespace runrate::detail
