// runrate: financial run-rates, exactly. docs/reference/program.md has every verb and option.
#include "common.hpp"
#include "verbs.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  using namespace runrate::cli;
  CLI::App program("Run-rates of reported revenue: exact, by every method in use, and held against what was said.", "runrate");
  program.set_version_flag("--version", "runrate " RUNRATE_VERSION);
  program.require_subcommand(1);
  program.footer("Exit status: 0 done, 1 bad input or no answer, 2 bad usage. runrate VERB --help has an example.");
  add_annualize(program);
  add_claims(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    const int status = program.exit(wrong);
    return status == 0 ? 0 : static_cast<int>(exit_status::bad_usage);
  } catch (const failure& stopped) {
    if (!stopped.text.empty()) fmt::print(stderr, "runrate: {}\n", stopped.text);
    return static_cast<int>(stopped.status);
  } catch (const std::exception& wrong) {
    fmt::print(stderr, "runrate: {}\n", wrong.what());
    return static_cast<int>(exit_status::bad_input);
  }
  return 0;
}
