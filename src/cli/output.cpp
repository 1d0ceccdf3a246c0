#include "output.hpp"

#include "common.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace runrate::cli {

output::output(const std::string& path) {
  if (path.empty() || path == "-") return;
  const interrupts_held until_it_is_noted;
  result<atomic_file> opened = atomic_file::create(path);
  if (!opened) throw failure{exit_status::bad_input, opened.error().text};
  file_.emplace(*std::move(opened));
  if (!file_->part_name().empty()) part_.emplace(file_->part_name());
}

void output::write(std::string_view content) {
  if (file_) {
    if (const auto written = file_->write(content); !written) {
      throw failure{exit_status::bad_input, written.error().text};
    }
  } else if (std::fwrite(content.data(), 1, content.size(), stdout) != content.size()) {
    throw failure{exit_status::bad_input,
                  fmt::format("standard output could not be written: {}", std::strerror(errno))};
  }
}

void output::commit() {
  if (file_) {
    if (const auto written = file_->commit(); !written) throw failure{exit_status::bad_input, written.error().text};
  } else if (std::fflush(stdout) != 0) {
    throw failure{exit_status::bad_input,
                  fmt::format("standard output could not be written: {}", std::strerror(errno))};
  }
}

}  // namespace runrate::cli
