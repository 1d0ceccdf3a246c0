// Threads that make parts of a result in any order, and hand them over in theirs.
#ifndef RUNRATE_CLI_TURNS_HPP
#define RUNRATE_CLI_TURNS_HPP

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

namespace runrate::cli {

/// Numbered turns, from 0: whoever has the next number goes, and the others wait.
class turns {
public:
  /// Waits until the turns before it were taken, and calls `act()`. False without a call when somebody stopped: there
  /// is no use in going on. What `act` throws stops the others.
  template <class Act>
  bool take(std::size_t number, Act act) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return stopped_ || next_ == number; });
    if (stopped_) return false;
    try {
      act();
    } catch (...) {
      stop(std::move(lock));
      throw;
    }
    ++next_;
    turn_.notify_all();
    return true;
  }
  /// Whoever waits need wait no more: a part will not come.
  void stop() { stop(std::unique_lock(mutex_)); }

private:
  void stop(std::unique_lock<std::mutex> lock) {
    stopped_ = true;
    lock.unlock();
    turn_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

}  // namespace runrate::cli

#endif
