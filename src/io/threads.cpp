#include <runrate/io/threads.hpp>

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace runrate {

void run_on_threads(unsigned count, const std::function<void(unsigned)>& work) {
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

unsigned threads_of_machine() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace runrate
