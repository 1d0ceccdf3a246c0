#include <runrate/core/errors.hpp>
#include <runrate/report/atomic_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <utility>

namespace runrate {
namespace {

reason why_not(const std::string& path, const std::string& step, int error, const std::string& outcome) {
  const std::string why = std::generic_category().message(error);
  return {reason_code::file_error,
          path + " can't be written: " + step + ": " + why + outcome,
          {{"path", path}, {"step", step}, {"error", why}}};
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Where symbolic links lead. A link to a file that is not there yet is left as it is.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A new file beside `path`: its descriptor, or -1 with `errno` set.
int create_beside(const std::string& path, std::string& name) {
  constexpr int most_tries = 100;
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    name = path + '.' + std::to_string(::getpid()) + '-' + std::to_string(attempt) + ".part";
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
  return -1;
}

}  // namespace

atomic_file::atomic_file(atomic_file&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      part_(std::exchange(other.part_, {})),
      outcome_(std::move(other.outcome_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      failed_(other.failed_),
      written_(other.written_),
      syncing_(other.syncing_) {}

atomic_file::~atomic_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

result<std::size_t> atomic_file::failed(const std::string& step, int error) {
  failed_ = true;
  return why_not(path_, step, error, outcome_);
}

result<atomic_file> atomic_file::create(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) return why_not(path, "its name", EINVAL, "");
  atomic_file file(path);
  file.target_ = resolved(path);
  struct stat old {};
  const bool exists = ::stat(file.target_.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) return why_not(path, "it is a folder", EISDIR, "");
  if (exists && !S_ISREG(old.st_mode)) {
    file.descriptor_ = ::open(file.target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return why_not(path, "opening it", errno, "");
    return file;
  }
  if (exists) file.outcome_ = "; the old file is unchanged";
  std::string name;
  file.descriptor_ = create_beside(file.target_, name);
  if (file.descriptor_ < 0) return why_not(path, "creating a file beside it", errno, file.outcome_);
  file.part_ = std::move(name);
  if (exists) {
    // The owner can be kept only by the superuser, who alone may replace another's file in a shared folder.
    if (old.st_uid != ::geteuid() || old.st_gid != ::getegid()) {
      static_cast<void>(::fchown(file.descriptor_, old.st_uid, old.st_gid) == 0);
    }
    if (::fchmod(file.descriptor_, old.st_mode & 07777U) != 0) {
      return why_not(path, "giving the new file the old one's permissions", errno, file.outcome_);
    }
  }
  return file;
}

result<std::size_t> atomic_file::write(std::string_view content) {
  if (failed_ || descriptor_ < 0) detail::throw_contract("atomic_file: a write failed, or it was committed");
  if (!write_all(descriptor_, content)) return failed(part_.empty() ? "writing to it" : "writing beside it", errno);
  written_ += content.size();
  return written_;
}

result<std::size_t> atomic_file::commit() {
  if (failed_ || descriptor_ < 0) detail::throw_contract("atomic_file: a write failed, or it was committed");
  const bool is_device = part_.empty();
  if (!is_device && ::fsync(descriptor_) != 0) return failed("syncing the new file to the disk", errno);
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    return failed(is_device ? "writing to it" : "closing the new file", errno);
  }
  if (is_device) return written_;
  if (::rename(part_.c_str(), target_.c_str()) != 0) return failed("renaming the new file", errno);
  part_.clear();
  // So that the new name outlives a power cut. Where a folder can't be synced, the file is the old or the new one,
  // and whole, all the same.
  const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    static_cast<void>(::fsync(folder));
    ::close(folder);
  }
  return written_;
}

result<std::size_t> write_file(const std::string& path, std::string_view content) {
  result<atomic_file> opened = atomic_file::create(path);
  if (!opened) return opened.error();
  atomic_file file = *std::move(opened);
  if (const auto written = file.write(content); !written) return written.error();
  return file.commit();
}

}  // namespace runrate
