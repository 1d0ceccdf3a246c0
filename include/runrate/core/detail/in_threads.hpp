// Work that several threads share.
#ifndef RUNRATE_CORE_DETAIL_IN_THREADS_HPP
#define RUNRATE_CORE_DETAIL_IN_THREADS_HPP

#include <exception>
#include <thread>
#include <vector>

namespace runrate::detail {

/// Calls `work(thread)` in each of so many threads, one of them this; what one throws is thrown here.
template <class Work>
void in_threads(unsigned count, const Work& work) {
  std::vector<std::exception_ptr> thrown(count);
  const auto guarded = [&](unsigned thread) {
    try {
      work(thread);
    } catch (...) {
      thrown[thread] = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  others.reserve(count);
  for (unsigned thread = 1; thread < count; ++thread) others.emplace_back(guarded, thread);
  guarded(0);
  for (std::thread& other : others) other.join();
  for (const std::exception_ptr& one : thrown) {
    if (one) std::rethrow_exception(one);
  }
}

}  // namespace runrate::detail

#endif
