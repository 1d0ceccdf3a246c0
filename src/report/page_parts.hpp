// What an HTML page is made of besides the report: files of this folder and of the build folder, put into the library
// by `runrate_embed` (src/cmake/vega.cmake).
#ifndef RUNRATE_SRC_REPORT_PAGE_PARTS_HPP
#define RUNRATE_SRC_REPORT_PAGE_PARTS_HPP

#include <string_view>

namespace runrate::detail {

// With the SHA-256 of each in hexadecimal digits: what the page lets the browser run.
extern const std::string_view page_style, page_style_sha256;
extern const std::string_view page_script, page_script_sha256;
// vega, vega-lite and vega-embed; empty where the library was built without.
extern const std::string_view vega_script, vega_script_sha256;

}  // namespace runrate::detail

#endif
