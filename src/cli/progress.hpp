// How far a long run is.
#ifndef RUNRATE_CLI_PROGRESS_HPP
#define RUNRATE_CLI_PROGRESS_HPP

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

namespace runrate::cli {

/// A bar on standard error with the rate and the time left, for work of more than half a second. None where standard
/// error is no terminal, or nobody wants it.
///
///     progress bar("reading", file.size(), progress::unit::bytes, options.quiet);
///     ... bar.add(count);   // from any thread
class progress {
public:
  enum class unit { bytes, items };

  /// Of a `total` that is not known the bar has the rate alone.
  progress(std::string what, std::optional<std::size_t> total, unit counted, bool quiet);
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  /// Takes the bar away.
  ~progress();

  void add(std::size_t done);

private:
  using clock = std::chrono::steady_clock;

  std::string line(std::size_t done, double seconds, std::size_t columns) const;
  std::string amount(double count) const;

  std::string what_;
  std::optional<std::size_t> total_;
  unit counted_;
  bool shown_;
  clock::time_point begun_ = clock::now();
  std::atomic<std::size_t> done_ = 0;
  std::atomic<clock::rep> next_;  // when it is drawn again
  std::mutex drawing_;
  bool drawn_ = false;
};

}  // namespace runrate::cli

#endif
