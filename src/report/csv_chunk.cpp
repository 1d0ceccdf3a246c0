#include <runrate/core/errors.hpp>
#include <runrate/report/csv_chunk.hpp>

#include "csv_fields.hpp"

#include <algorithm>

namespace runrate {
void detail::known_days::learn(known& found, date day) {
  const std::string text = to_string(day);
  if (text.size() != found.text.size()) throw_contract("csv_chunk: a year is 0000 to 9999");
  found.number = static_cast<std::int32_t>(day.time_since_epoch().count());
  std::copy(text.begin(), text.end(), found.text.begin());
}

void csv_chunk::grow(std::size_t bytes) {
  constexpr std::size_t smallest = std::size_t{1} << 16;
  buffer_.resize(std::max({smallest, size_ + bytes + longest_field, 2 * buffer_.size()}));
}

csv_chunk& csv_chunk::text(std::string_view text) {
  make_room(2 * text.size());
  char* to = buffer_.data() + size_;
  char* const begin = to;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    to = std::copy(text.begin(), text.end(), to);
  } else {
    *to++ = '"';
    for (const char c : text) {
      if (c == '"') *to++ = '"';
      *to++ = c;
    }
    *to++ = '"';
  }
  *to++ = ',';
  size_ += static_cast<std::size_t>(to - begin);
  return *this;
}

csv_chunk& csv_chunk::day(date day) {
  return append(longest_field, [&](char* to) { return days_.write(to, day); });
}

csv_chunk& csv_chunk::number(decimal value, int places) {
  return append(longest_field, [&](char* to) { return detail::write_number(to, value, places); });
}

csv_chunk& csv_chunk::fields(const csv_chunk& begun) {
  make_room(begun.size_);
  std::copy_n(begun.buffer_.data(), begun.size_, buffer_.data() + size_);
  size_ += begun.size_;
  return *this;
}

csv_chunk& csv_chunk::nothing() {
  make_room(0);
  buffer_[size_++] = ',';
  return *this;
}

csv_chunk& csv_chunk::end_row() {
  if (size_ == 0 || buffer_[size_ - 1] != ',') detail::throw_contract("csv_chunk: a row has at least one field");
  make_room(0);
  buffer_[size_ - 1] = '\r';
  buffer_[size_++] = '\n';
  return *this;
}

}  // namespace runrate
