// Files that are either the old or the new, never a part of the new.
#ifndef RUNRATE_REPORT_ATOMIC_FILE_HPP
#define RUNRATE_REPORT_ATOMIC_FILE_HPP

#include <runrate/core/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace runrate {

/// Makes `content` the content of the file at `path`, and gives the number of bytes; or says why not, and then the file
/// is as it was.
///
/// It is written beside the file under another name, synced to the disk, and renamed. A symbolic link stays one: what
/// it points to is replaced. An existing file keeps its permissions; a new one gets what the process's umask leaves of
/// rw-rw-rw-. A folder is refused. Devices and pipes have no old content to keep and are written to directly.
///
///     const auto written = write_file("report.md", text);
///     if (!written) fmt::print(stderr, "{}\n", written.error().text);
result<std::size_t> write_file(const std::string& path, std::string_view content);

}  // namespace runrate

#endif
