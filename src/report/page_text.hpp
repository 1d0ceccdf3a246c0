// Text from anywhere, as it may stand in a page and in JSON.
#ifndef RUNRATE_SRC_REPORT_PAGE_TEXT_HPP
#define RUNRATE_SRC_REPORT_PAGE_TEXT_HPP

#include <string>
#include <string_view>

namespace runrate::detail {

// Adds UTF-8 that is shown as it is: signs of HTML escaped; control characters, those that turn the direction of what
// follows, and bytes that are no UTF-8 as U+FFFD. A line break becomes <br>.
void add_html(std::string& to, std::string_view text);

// The same between double quotes, with blanks for line breaks.
void add_attribute(std::string& to, std::string_view text);

// A string of JSON with its quotes, which may stand in a script element; its text is what `add_attribute` shows. It has
// no U+2028 and U+2029, which end a line also within a string of Vega's expressions.
void add_json(std::string& to, std::string_view text);

}  // namespace runrate::detail

#endif
