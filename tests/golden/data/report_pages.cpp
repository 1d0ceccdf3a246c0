// Writes the pages that tests/golden/report_html.sh opens in a browser, into a folder: every block and every kind of
// chart, once with ordinary names and once with names that would like to be something else. Beside each page lies what
// its charts are to show: their numbers, as text, and their Vega-Lite specifications.
#include <runrate/report.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace runrate;

namespace {

// Revenue of AWS by quarter from 2022 on, USD million: Amazon's filings.
constexpr std::array<int, 16> aws{18'441, 19'739, 20'538, 21'378, 21'354, 22'140, 23'059, 24'204,
                                  25'037, 26'281, 27'452, 28'786, 29'267, 30'873, 33'006, 35'579};

std::string quarter(std::size_t i) { return fmt::format("{}Q{}", 2022 + i / 4, i % 4 + 1); }

chart_number billion(double amount) { return std::round(amount * 1e6) * 1e3; }
chart_number million(long long amount) { return decimal(amount * 1'000'000); }

// What each text goes through on its way into the document.
using spelling = std::string (*)(const std::string&);

chart run_rates(spelling s) {
  chart c(chart_kind::lines, s("AWS: run-rates by method"),
          s("At the end of 2025 the methods lie between $128.725B (ttm) and $192.1B (compound)."), s("USD"));
  struct named_method {
    const char* name;
    double (*figure)(std::size_t);
  };
  const std::array<named_method, 6> methods{
      {{"x4", [](std::size_t i) { return 4.0 * aws[i]; }},
       {"day", [](std::size_t i) { return aws[i] * 365.0 /
                                          (i % 4 == 0   ? 90
                                           : i % 4 == 1 ? 91
                                                        : 92); }},
       {"ytd",
        [](std::size_t i) {
          double sum = 0;
          for (std::size_t k = i / 4 * 4; k <= i; ++k) sum += aws[k];
          return sum * 4 / static_cast<double>(i % 4 + 1);
        }},
       {"ttm", [](std::size_t i) { return i < 3 ? 0.0 : 0.0 + aws[i] + aws[i - 1] + aws[i - 2] + aws[i - 3]; }},
       {"compound", [](std::size_t i) { return i == 0 ? 0.0 : 4 * aws[i] * std::pow(1.0 * aws[i] / aws[i - 1], 2.5); }},
       {"week", [](std::size_t i) {
          return aws[i] * 52.0 * 7 / (i % 4 == 0 ? 90 : i % 4 == 1 ? 91 : 92);
        }}}};
  for (const named_method& m : methods) {
    for (std::size_t i = 0; i < aws.size(); ++i) {
      const double figure = m.figure(i) / 1e3;
      c.add_row({s(quarter(i)), s(m.name), figure > 0 ? chart_cell(billion(figure)) : chart_cell()});
    }
  }
  c.add_mark({s("said: $142 billion"), interval(decimal(141'500'000'000), decimal(142'500'000'000))});
  c.add_note(s("Amounts as filed, in USD million."));
  return c;
}

chart claim_spread(spelling s) {
  chart c(chart_kind::spread, s("AWS exactly $142 billion: beside the record"),
          s("It is reproduced by x4 from 2025Q4; 4 of 5 methods give a figure outside of what was said."), s("USD"));
  const auto add = [&](const char* name, double value) {
    c.add_row({s(name), billion(value), billion(value - 0.4), billion(value + 0.4)});
  };
  add("ttm", 128.725);
  add("week", 140.769);
  add("day", 141.156);
  add("x4", 142.316);
  c.add_row({s("usage"), billion(143.9), chart_cell(), chart_cell()});
  c.add_mark({s("AWS exactly $142 billion"), interval(decimal(141'500'000'000), decimal(142'500'000'000))});
  return c;
}

chart near_bridge(spelling s) {
  chart c(chart_kind::bridge, s("Revenue of 2026: from base to bull"),
          s("From base to bull it rises by $6.000B; the largest step is chips, $4.100B."), s("USD"));
  c.add_row({s("base"), chart_cell(), million(128'725)});
  c.add_row({s("chips"), million(4'100), million(132'825)});
  c.add_row({s("price per chip hour"), million(-1'350), million(131'475)});
  c.add_row({s("utilization"), million(2'250), million(133'725)});
  c.add_row({s("share of the workload that goes to another supplier"), million(1'000), million(134'725)});
  c.add_row({s("bull"), chart_cell(), million(134'725)});
  c.add_note(s("The order of the steps decides which driver is credited with what several do together."));
  return c;
}

chart far_bridge(spelling s) {
  chart c(chart_kind::bridge, s("Incremental revenue: from bear to bull"), s("It goes from $1.2B to $6.4B."), s("USD"));
  c.add_row({s("bear"), chart_cell(), million(1'200)});
  c.add_row({s("chips"), million(5'900), million(7'100)});
  c.add_row({s("price"), million(-700), million(6'400)});
  c.add_row({s("bull"), chart_cell(), million(6'400)});
  return c;
}

chart ranges(spelling s) {
  chart c(chart_kind::tornado, s("What decides revenue of 2026"), s("utilization matters most: from $3.9B to $8.2B."),
          s("USD"));
  c.add_row({s("utilization"), 0.45, 0.95, million(3'900), million(8'200)});
  c.add_row({s("chips"), 500'000.0, 1'000'000.0, million(4'800), million(7'600)});
  c.add_row({s("price per chip hour"), 1.1, 1.9, million(5'100), million(7'000)});
  c.add_row({s("churn"), 0.02, 0.11, million(6'300), million(5'650)});
  c.add_mark({s("base"), interval(decimal(6'000'000'000))});
  return c;
}

chart fans(spelling s) {
  chart c(chart_kind::fan, s("Revenue: how it may go"),
          s("In 2027Q4 half of the trials have revenue between $48.1B and $55.0B."), s("USD"));
  for (const char* line : {"revenue", "revenue without the largest customer"}) {
    for (std::size_t i = 0; i < 12; ++i) {
      const double m = (line[7] == '\0' ? 33.0 : 27.0) * std::pow(1.035, static_cast<double>(i));
      const double w = 0.35 * std::sqrt(static_cast<double>(i)) * m / 12;
      c.add_row({s(fmt::format("{}Q{}", 2025 + i / 4, i % 4 + 1)), s(line), billion(m), billion(m - w),
                 billion(m + 1.2 * w), billion(m - 2.3 * w), billion(m + 3 * w)});
    }
  }
  c.add_note(s("100,000 trials, seed 7; simulated in double"));
  return c;
}

chart classes(spelling s) {
  chart c(chart_kind::distribution, s("Revenue of 2026"),
          s("The middle of the trials is $5.9B; 80 of 100 lie between $3.9B and $8.3B."), s("USD"));
  for (int i = 0; i < 40; ++i) {
    const double from = 2 + 0.2 * i, z = (from + 0.1 - 5.6) / (from < 5.6 ? 1.4 : 1.9);
    c.add_row({billion(from), billion(from + 0.2), 0.0485 * std::exp(-z * z / 2)});
  }
  c.add_mark({s("up to $6 billion"), interval::at_most(decimal(6'000'000'000))});
  c.add_mark({s("base"), interval(decimal(7'000'000'000))});
  return c;
}

chart odds(spelling s) {
  chart c(chart_kind::cumulative, s("Revenue of 2026: the odds"),
          s("With a probability of 1 in 10 it is $3.9B or less, and of 1 in 10 $8.3B or more."), s("USD"));
  for (int percent = 1; percent < 100; percent += 2) {
    const double share = percent / 100.0;
    c.add_row({billion(5.9 + 1.05 * std::log(share / (1 - share))), share});
  }
  c.add_mark({s("said: $6 billion"), interval(decimal(6'000'000'000))});
  return c;
}

chart misses(spelling s) {
  chart c(chart_kind::errors, s("Cloud: how far off each method was"),
          s("Of the next twelve months, combination was off by 4.1% and compound by 19.8%."), "");
  c.add_row({s("combination"), 0.041, -0.006});
  c.add_row({s("damped_ets"), 0.047, -0.012});
  c.add_row({s("seasonal"), 0.068, -0.055});
  c.add_row({s("x4"), 0.083, -0.081});
  c.add_row({s("ttm"), 0.142, -0.141});
  c.add_row({s("compound"), 0.198, 0.12});
  c.add_row({s("naive"), 0.09, chart_cell()});
  return c;
}

document report(const std::string& title, spelling s) {
  document d(s(title));
  d.add(report_facts{{{s("computed"), s("run-rates of AWS by six methods")},
                      {s("source"), s("cloud.csv, from Amazon's Forms 10-Q and 10-K")},
                      {s("data to"), s("2025-12-31")},
                      {s("claims to"), s("2026-02-05")}}});
  d.add(
      report_text{s("Amazon's chief executive spoke of a \"$142 billion annualized run rate\". The record reproduces "
                    "it by one method of six.")});
  d.add(report_heading{s("Run-rates")});
  d.add(run_rates(s));
  table t({{s("method")},
           {s("a year"), alignment::right, s("USD billion")},
           {s("between"), alignment::right, s("USD billion")},
           {s("how")}},
          s("Amazon AWS, 2025Q4 (2025-10-01 to 2025-12-31): $35.579B"));
  t.add_row({s("x4"), "142.316", "142.314 to 142.318", s("quarter x 4")});
  t.add_row({s("day"), "141.156", "141.154 to 141.158", s("x days in the year / days in the period")});
  t.add_row({s("ttm"), "128.725", "128.723 to 128.727", s("sum of the last twelve months")});
  t.add_note(s("ttm: the last year's revenue, not today's rate: half a year behind on average"));
  d.add(report_table{t, {}});
  d.add(metric_definition{s("Annualized run-rate (x4)"),
                          s("Revenue of the latest quarter, as if it came in four times a year."),
                          s("35,579,000,000 x 4 = 142,316,000,000"),
                          s("It says how large the business is now, where a year's revenue says how large it was."),
                          s("It is neither a forecast nor revenue that was booked. It knows nothing of seasons."),
                          s("Revenue of the year 2025: $128.725B"),
                          {{s("revenue of 2025Q4, as reported"), "35,579,000,000"},
                           {s("three more quarters like it"), "106,737,000,000"},
                           {s("annualized run-rate"), "142,316,000,000"}}});
  d.add(report_heading{s("What was said"), 3});
  d.add(claim_spread(s));
  d.add(report_heading{s("Scenarios")});
  d.add(near_bridge(s));
  d.add(far_bridge(s));
  d.add(ranges(s));
  d.add(report_heading{s("What may happen")});
  d.add(fans(s));
  d.add(classes(s));
  d.add(odds(s));
  d.add(report_heading{s("How good the methods were")});
  d.add(misses(s));
  return d;
}

// In turn, and each with the text that it stands for, so that no two names become one.
std::string hostile(const std::string& text) {
  const std::array<std::string, 10> names{"</script><script>alert(1)</script>",
                                          "<img src=x onerror=alert(2)>",
                                          "\"><svg onload=alert(3)>",
                                          "=cmd|' /C calc'!A0",
                                          "\u05E9\u05DC\u05D5\u05DD \u0639\u0631\u0628\u064A",
                                          std::string(10'000, 'W'),
                                          "no\u00A0break\u2009thin\u2028line\u2029paragraph\u3000wide",
                                          "turned \u202E around",
                                          "bell\a escape\x1b[31m byte\xFF",
                                          "<!--<script> $unit$ ${1} {{x}} \\u003c ]]> &amp; datum['x']"};
  std::size_t sum = 0;
  for (const char c : text) sum += static_cast<unsigned char>(c);
  return names[sum % names.size()] + " " + text;
}

std::string plain(const std::string& text) { return text; }

// Each chart as what its numbers are, by column; null where there is none.
void write(const std::string& folder, const std::string& name, const document& d) {
  write_file(fmt::format("{}/{}.html", folder, name), to_html(d)).value();
  write_file(fmt::format("{}/{}-pictures.html", folder, name), to_html(d, {"en", false})).value();
  auto charts = nlohmann::ordered_json::array();
  for (const report_block& block : d.blocks()) {
    const auto* c = std::get_if<chart>(&block);
    if (c == nullptr) continue;
    auto numbers = nlohmann::ordered_json::array();
    for (const auto& row : c->rows()) {
      for (const chart_cell& cell : row) {
        if (const auto* number = std::get_if<chart_number>(&cell)) numbers.push_back(number->digits());
      }
    }
    charts.push_back({{"kind", std::string(to_string(c->kind()))},
                      {"numbers", std::move(numbers)},
                      {"specification", nlohmann::ordered_json::parse(to_vega_lite(*c))}});
  }
  write_file(fmt::format("{}/{}.json", folder, name), charts.dump()).value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  write(argv[1], "report", report("AWS at the end of 2025", plain));
  write(argv[1], "hostile", report("AWS at the end of 2025", hostile));
  return html_draws_charts() ? 0 : 3;
}
