// runrate: financial run-rates, exactly. docs/reference/program.md has every verb and option.
#include "common.hpp"
#include "interrupt.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

namespace {

/// Why the words can't name a verb; empty where they may. CLI11 says of a word that it does not know only that a
/// subcommand is required.
std::string verb_problem(const CLI::App& program, int argc, char** argv) {
  std::string verbs;
  const auto all = program.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* verb : all) {
    if (argc > 1 && verb->get_name() == argv[1]) return {};
    verbs += (verb == all.front() ? "" : verb == all.back() ? " or " : ", ") + verb->get_name();
  }
  if (argc < 2) return fmt::format("expected a verb: {}; runrate --help says more", verbs);
  if (argv[1][0] == '-') return {};
  return fmt::format("'{}' is no verb; expected {}; runrate --help says more", argv[1], verbs);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace runrate::cli;
  CLI::App program("Run-rates of reported revenue: exact, by every method in use, and held against what was said.",
                   "runrate");
  program.set_version_flag("--version", "runrate " RUNRATE_VERSION);
  program.require_subcommand(1);
  program.footer("Exit status: 0 done, 1 bad input or no answer, 2 bad usage. runrate VERB --help has an example.");
  add_annualize(program);
  add_backtest(program);
  add_bulk(program);
  add_claims(program);
  add_forecast(program);
  add_quarters(program);
  add_report(program);
  add_scenario(program);
  add_sensitivity(program);
  add_simulate(program);
  add_solve(program);
  if (const std::string problem = verb_problem(program, argc, argv); !problem.empty()) {
    fmt::print(stderr, "runrate: {}\n", problem);
    return static_cast<int>(exit_status::bad_usage);
  }
  handle_interrupts();
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
