// Work on several threads at once.
#ifndef RUNRATE_IO_THREADS_HPP
#define RUNRATE_IO_THREADS_HPP

#include <functional>

namespace runrate {

/// Calls `work(0)` to `work(count - 1)`, each on a thread of its own, the first on the caller's, and waits for all.
/// What one of them throws is thrown again afterwards; of several, the first by number. Zero stands for one.
void run_on_threads(unsigned count, const std::function<void(unsigned)>& work);

/// How many threads the machine runs at once; at least 1.
unsigned threads_of_machine();

}  // namespace runrate

#endif
