// Small charts of every kind, and texts that are meant to break what shows them.
#ifndef RUNRATE_TESTS_UNIT_REPORT_CHARTS_HPP
#define RUNRATE_TESTS_UNIT_REPORT_CHARTS_HPP

#include <runrate/core/literals.hpp>
#include <runrate/report/chart.hpp>

#include <array>
#include <string>
#include <vector>

namespace report_charts {

using namespace runrate;
using namespace runrate::literals;

inline constexpr std::array every_kind{chart_kind::lines,      chart_kind::spread, chart_kind::bridge,
                                       chart_kind::tornado,    chart_kind::fan,    chart_kind::distribution,
                                       chart_kind::cumulative, chart_kind::errors};

inline const std::vector<std::string>& odd_texts() {
  static const std::vector<std::string> texts{
      "</script><script>alert(1)</script>",
      "=cmd|' /C calc'!A0",
      "\u05E2\u05D1\u05E8\u05D9\u05EA \u0627\u0644\u0639\u0631\u0628\u064A\u0629",  // Hebrew and Arabic
      "a\u202Eb\u202C \u2067c\u2069\u2028d",                                        // turned around, and a line's end
      std::string(10'000, 'w'),
      "\u00A0\u2003\u200B\u3000\uFEFF",  // odd spaces
      "a\x1b[2Jb\x07\nc\td\x7F\xC2\x9B",
      std::string("nul\0here", 8),
      "\xFF\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80\xE6\x97",  // not UTF-8: too long, half a pair, beyond, cut short
      "\uFFFE\uFFFF & \"quoted\" ]]>",
      "日本電信電話 \U0001F4B6",
      "",
  };
  return texts;
}

// A chart with rows of these names, and values that go down below zero and up.
inline chart of_kind(chart_kind kind, const std::vector<std::string>& names, const std::string& text = "a title") {
  chart c(kind, text, text, kind == chart_kind::errors ? "" : "USD");
  double total = 30;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double value = 40 - 7 * static_cast<double>(i % 9);
    const auto billions = [](double x) { return chart_number(x * 1e9); };
    switch (kind) {
      case chart_kind::lines:
        for (int year = 2020; year < 2026; ++year) {
          c.add_row({std::to_string(year), names[i],
                     year == 2022 && i == 1 ? chart_cell() : billions(value + (year - 2020) * 2)});
        }
        break;
      case chart_kind::spread:
        c.add_row({names[i], billions(value), i == 1 ? chart_cell() : billions(value - 3), billions(value + 5)});
        break;
      case chart_kind::bridge:
        total += i == 0 ? 0 : value - 20;
        c.add_row({names[i], i == 0 ? chart_cell() : billions(value - 20), billions(total)});
        break;
      case chart_kind::tornado:
        c.add_row({names[i], 0.5, 2.25, billions(20 - value / 4), billions(20 + value / 3)});
        break;
      case chart_kind::fan:
        for (int year = 2026; year < 2030; ++year) {
          const double middle = value + (year - 2026) * 2;
          c.add_row({std::to_string(year), names[i], billions(middle), billions(middle - 1), billions(middle + 1),
                     billions(middle - 3), billions(middle + 4)});
        }
        break;
      case chart_kind::distribution:
        c.add_row({billions(static_cast<double>(i) * 10), billions(static_cast<double>(i + 1) * 10),
                   1.0 / static_cast<double>(names.size())});
        break;
      case chart_kind::cumulative:
        c.add_row({billions(static_cast<double>(i) * 10),
                   (static_cast<double>(i) + 0.5) / static_cast<double>(names.size())});
        break;
      case chart_kind::errors:
        c.add_row({names[i], 0.02 + 0.03 * static_cast<double>(i % 9),
                   i == 1 ? chart_cell() : chart_cell(-0.02 * static_cast<double>(i % 9))});
        break;
    }
  }
  return c;
}

}  // namespace report_charts

#endif
