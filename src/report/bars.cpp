#include "bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace runrate::detail {
namespace {

constexpr std::array<const char*, 8> rising{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<const char*, 8> widening{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

}  // namespace

std::string spark(std::span<const std::optional<double>> values, double low, double high) {
  std::string signs;
  for (const std::optional<double>& value : values) {
    if (!value) {
      signs += ' ';
    } else if (!(low < high)) {
      signs += rising[3];
    } else {
      const double share = (*value / 2 - low / 2) / (high / 2 - low / 2);
      signs += rising[static_cast<std::size_t>(std::clamp(std::lround(share * 7), 0L, 7L))];
    }
  }
  return signs;
}

std::string bar(double length) {
  strip row(static_cast<std::size_t>(std::max(std::ceil(length), 0.0)));
  row.bar_right(0, length);
  std::string text = row.text();
  return text.erase(text.find_last_not_of(' ') + 1);
}

void strip::fill(std::size_t first, std::size_t last, const std::string& sign) {
  for (std::size_t i = first; i <= last && i < signs_.size(); ++i) signs_[i] = sign;
}

void strip::bar_right(std::size_t border, double length) {
  if (!(length > 0)) return;
  const auto eighths = static_cast<std::size_t>(std::max(std::lround(length * 8), 1L));
  for (std::size_t i = 0; i < eighths / 8; ++i) put(border + i, widening[7]);
  if (eighths % 8 != 0) put(border + eighths / 8, widening[eighths % 8 - 1]);
}

void strip::bar_left(std::size_t border, double length) {
  if (!(length > 0)) return;
  const auto halves = static_cast<std::size_t>(std::max(std::lround(length * 2), 1L));
  for (std::size_t i = 1; i <= halves / 2 && i <= border; ++i) put(border - i, widening[7]);
  if (halves % 2 != 0 && halves / 2 < border) put(border - halves / 2 - 1, "▐");
}

std::string strip::text() const {
  std::string text;
  for (const std::string& sign : signs_) text += sign;
  return text;
}

}  // namespace runrate::detail
