#include "interrupt.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <utility>

namespace runrate::cli {
namespace {

constexpr int interrupts[] = {SIGINT, SIGTERM, SIGHUP};

// What a signal handler may look at: no lock, no memory that is moved.
std::array<std::atomic<const char*>, 16> names{};

extern "C" void remove_files_and_die(int number) {
  const int error = errno;
  for (std::atomic<const char*>& name : names) {
    if (const char* const file = name.load(); file != nullptr) static_cast<void>(::unlink(file));
  }
  // The signal is blocked until this returns; then it does what it does by default.
  ::signal(number, SIG_DFL);
  ::raise(number);
  errno = error;
}

}  // namespace

void handle_interrupts() {
  for (const int number : interrupts) {
    struct sigaction before {};
    if (::sigaction(number, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    struct sigaction now {};
    now.sa_handler = remove_files_and_die;
    ::sigemptyset(&now.sa_mask);
    ::sigaction(number, &now, nullptr);
  }
}

removed_when_interrupted::removed_when_interrupted(std::string name) : name_(std::move(name)), place_(0) {
  const char* free = nullptr;
  while (place_ < names.size() && !names[place_].compare_exchange_strong(free, name_.c_str())) {
    free = nullptr;
    ++place_;
  }
}

removed_when_interrupted::~removed_when_interrupted() {
  if (place_ < names.size()) names[place_].store(nullptr);
}

interrupts_held::interrupts_held() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int number : interrupts) ::sigaddset(&held, number);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

interrupts_held::~interrupts_held() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace runrate::cli
