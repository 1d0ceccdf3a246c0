// Lines of text, and what tables in text and in Markdown share.
#ifndef RUNRATE_SRC_REPORT_LINES_HPP
#define RUNRATE_SRC_REPORT_LINES_HPP

#include <runrate/report/table.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace runrate::detail {

// The text in lines of at most so many columns, broken at spaces; a longer word has a line of its own.
std::vector<std::string> wrapped(const std::string& text, std::size_t columns);

// A column's header with its unit.
std::string titled(const table_column& column);

// ECMA-48's Select Graphic Rendition: 1 is bold, 31 red, 36 cyan, and 0 ends it. As it is where the style is plain.
std::string rendered(const std::string& text, int rendition, text_style style);

}  // namespace runrate::detail

#endif
