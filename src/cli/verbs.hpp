// The verbs of the program. Each adds itself, and runs when it is called.
#ifndef RUNRATE_CLI_VERBS_HPP
#define RUNRATE_CLI_VERBS_HPP

namespace CLI {
class App;
}

namespace runrate::cli {

void add_annualize(CLI::App& program);
void add_backtest(CLI::App& program);
void add_bulk(CLI::App& program);
void add_claims(CLI::App& program);
void add_forecast(CLI::App& program);
void add_quarters(CLI::App& program);
void add_report(CLI::App& program);
void add_scenario(CLI::App& program);
void add_sensitivity(CLI::App& program);
void add_simulate(CLI::App& program);
void add_solve(CLI::App& program);

}  // namespace runrate::cli

#endif
