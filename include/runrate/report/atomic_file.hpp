// Files that are either the old or the new, never a part of the new.
#ifndef RUNRATE_REPORT_ATOMIC_FILE_HPP
#define RUNRATE_REPORT_ATOMIC_FILE_HPP

#include <runrate/core/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace runrate {

/// A file that is written piece by piece, and is the old one until `commit()` makes it the new one.
///
/// It is written beside the file under another name, synced to the disk, and renamed. A symbolic link stays one: what
/// it points to is replaced. An existing file keeps its permissions; a new one gets what the process's umask leaves of
/// rw-rw-rw-. A folder is refused. Devices and pipes have no old content to keep and are written to directly.
///
///     atomic_file file = atomic_file::create("table.csv").value();
///     const auto written = file.write("a,b\r\n").and_then([&](std::size_t) { return file.commit(); });
///     if (!written) fmt::print(stderr, "{}\n", written.error().text);   // and the old file is still there
class atomic_file {
public:
  /// Opens a new file beside the one at `path`; or says why not.
  static result<atomic_file> create(const std::string& path);

  atomic_file(atomic_file&& other) noexcept;
  atomic_file& operator=(atomic_file&&) = delete;
  /// What was not committed is removed.
  ~atomic_file();

  /// Adds to the end, and gives the number of bytes so far; or says why not, and then the file can't be committed.
  result<std::size_t> write(std::string_view content);
  /// Puts the new file in the old one's place, and gives the number of bytes. Once.
  result<std::size_t> commit();

  /// The name under which it is written, to be removed by whoever ends the program; empty for a device.
  const std::string& part_name() const { return part_; }

private:
  explicit atomic_file(std::string path) : path_(std::move(path)) {}
  result<std::size_t> failed(const std::string& step, int error);

  std::string path_;    // as it was given
  std::string target_;  // where links lead
  std::string part_;
  std::string outcome_;  // what a failure leaves behind, for its message
  int descriptor_ = -1;
  bool failed_ = false;
  std::size_t written_ = 0;
  std::size_t syncing_ = 0;  // so much is on its way to the disk
};

/// Makes `content` the content of the file at `path`, as `atomic_file` does, and gives the number of bytes; or says why
/// not, and then the file is as it was.
///
///     const auto written = write_file("report.md", text);
///     if (!written) fmt::print(stderr, "{}\n", written.error().text);
result<std::size_t> write_file(const std::string& path, std::string_view content);

}  // namespace runrate

#endif
