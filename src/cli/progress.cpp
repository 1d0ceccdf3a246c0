#include "progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace runrate::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto silent_for = 500ms;
constexpr auto between_two = 100ms;
constexpr const char* clear_line = "\r\x1b[K";  // ECMA-48: EL, to the end of the line

std::size_t terminal_columns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0 ? size.ws_col : 80;
}

}  // namespace

progress::progress(std::string what, std::optional<std::size_t> total, unit counted, bool quiet)
    : what_(std::move(what)),
      total_(total),
      counted_(counted),
      shown_(!quiet && isatty(STDERR_FILENO) != 0),
      next_((begun_ + silent_for).time_since_epoch().count()) {}

progress::~progress() {
  if (drawn_) fmt::print(stderr, "{}", clear_line);
}

void progress::add(std::size_t done) {
  const std::size_t all = done_.fetch_add(done, std::memory_order_relaxed) + done;
  if (!shown_) return;
  const clock::time_point now = clock::now();
  if (now.time_since_epoch().count() < next_.load(std::memory_order_relaxed)) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  if (!lock) return;
  next_.store((now + between_two).time_since_epoch().count(), std::memory_order_relaxed);
  fmt::print(stderr, "{}{}", clear_line,
             line(all, std::chrono::duration<double>(now - begun_).count(), terminal_columns()));
  std::fflush(stderr);
  drawn_ = true;
}

std::string progress::amount(double count) const {
  const char* units[] = {"", "k", "M", "G"};
  std::size_t power = 0;
  while (count >= 1000 && power + 1 < std::size(units)) {
    count /= 1000;
    ++power;
  }
  const int places = power == 0 || count >= 100 ? 0 : 1;
  return fmt::format("{:.{}f}{}{}{}", count, places, counted_ == unit::bytes || power != 0 ? " " : "", units[power],
                     counted_ == unit::bytes ? "B" : "");
}

std::string progress::line(std::size_t done, double seconds, std::size_t columns) const {
  const double rate = static_cast<double>(done) / std::max(seconds, 1e-3);
  if (!total_ || *total_ == 0) {
    return fmt::format("{} {}, {}/s", what_, amount(static_cast<double>(done)), amount(rate)).substr(0, columns - 1);
  }
  const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(*total_));
  const auto left = static_cast<long>(std::ceil((static_cast<double>(*total_) * (1 - part)) / std::max(rate, 1e-3)));
  const std::string begin = fmt::format("{} {:3.0f}% ", what_, std::floor(100 * part));
  const std::string end = fmt::format(" {} of {}, {}/s, {}:{:02} left", amount(static_cast<double>(done)),
                                      amount(static_cast<double>(*total_)), amount(rate), left / 60, left % 60);
  constexpr std::size_t widest = 30, least = 8;
  const std::size_t others = begin.size() + end.size() + 3;
  if (others + least > columns) return (begin + end).substr(0, columns - 1);
  const std::size_t width = std::min(widest, columns - others);
  const auto full = static_cast<std::size_t>(part * static_cast<double>(width));
  return fmt::format("{}[{}{}]{}", begin, std::string(full, '='), std::string(width - full, ' '), end);
}

}  // namespace runrate::cli
