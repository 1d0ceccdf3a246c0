// Work on several threads at once.
#ifndef RUNRATE_MODEL_THREADS_HPP
#define RUNRATE_MODEL_THREADS_HPP

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace runrate {

/// Calls `work(0)` to `work(count - 1)`, each on a thread of its own, the first on the caller's, and waits for all.
/// What one of them throws is thrown again afterwards; of several, the first by number. Zero stands for one.
template <class Work>
void run_on_threads(unsigned count, const Work& work) {
  std::vector<std::exception_ptr> thrown(std::max(count, 1U));
  const auto guarded = [&](unsigned number) {
    try {
      work(number);
    } catch (...) {
      thrown[number] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    others.reserve(thrown.size());
    for (unsigned number = 1; number < thrown.size(); ++number) others.emplace_back(guarded, number);
    guarded(0);
  }
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
}

/// How many threads the machine runs at once; at least 1.
inline unsigned threads_of_machine() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace runrate

#endif
