// Parts of a document that its forms have in common.
#ifndef RUNRATE_SRC_REPORT_DEFINITION_HPP
#define RUNRATE_SRC_REPORT_DEFINITION_HPP

#include <runrate/report/document.hpp>

#include <string>
#include <utility>
#include <vector>

namespace runrate::detail {

// What a definition says, by name; without what it leaves empty.
std::vector<std::pair<std::string, std::string>> parts_of(const metric_definition& m);

// A chart's numbers, in its scale, and its marks below.
table numbers_of(const chart& c);

// "AWS exactly $142 billion: 141.500 to 142.500"
std::string text_of(const chart_mark& mark, const chart_scale& scale);

}  // namespace runrate::detail

#endif
