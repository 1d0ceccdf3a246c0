// Whether a workbook that was written is whole.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_ZIP_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_ZIP_HPP

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace runrate::excel {

/// What is wrong with the zip file of a workbook: a part that can't be unpacked, whose checksum differs, whose XML does
/// not end, or a sheet (by the name of its part) without as many cells as were written. Nothing where all is there.
///
/// libxlsxwriter 1.1.4 does not see errors of its temporary files, such as a full disk, and packs what there is.
std::optional<std::string> problem_in(std::string_view zip, const std::map<std::string, std::size_t>& cells);

}  // namespace runrate::excel

#endif
