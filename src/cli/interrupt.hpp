// What a run leaves behind when it is ended from outside: nothing.
#ifndef RUNRATE_CLI_INTERRUPT_HPP
#define RUNRATE_CLI_INTERRUPT_HPP

#include <signal.h>

#include <cstddef>
#include <string>

namespace runrate::cli {

/// Has SIGINT (Ctrl-C), SIGTERM and SIGHUP remove the files that are being written and then end the program as they
/// would have without it, so that the shell sees the signal. One that is ignored, as under nohup, stays so.
void handle_interrupts();

/// While it lives, a file that is removed when the program is interrupted. At most sixteen at a time; one more is left.
class removed_when_interrupted {
public:
  explicit removed_when_interrupted(std::string name);
  removed_when_interrupted(const removed_when_interrupted&) = delete;
  removed_when_interrupted& operator=(const removed_when_interrupted&) = delete;
  ~removed_when_interrupted();

private:
  std::string name_;
  std::size_t place_;
};

/// While it lives, interrupts wait: between the making of a file and the note that it has to be removed.
class interrupts_held {
public:
  interrupts_held();
  interrupts_held(const interrupts_held&) = delete;
  interrupts_held& operator=(const interrupts_held&) = delete;
  ~interrupts_held();

private:
  sigset_t before_{};
};

}  // namespace runrate::cli

#endif
