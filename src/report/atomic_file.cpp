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

reason failed(const std::string& path, const std::string& step, int error, const std::string& outcome) {
  const std::string why = std::generic_category().message(error);
  return {reason_code::file_error,
          path + " can't be written: " + step + ": " + why + outcome,
          {{"path", path}, {"step", step}, {"error", why}}};
}

// Owns a file descriptor, and the file's name until it is renamed.
class open_file {
public:
  explicit open_file(int descriptor, std::string name = {}) : descriptor_(descriptor), name_(std::move(name)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    static_cast<void>(close());
    if (!name_.empty()) ::unlink(name_.c_str());
  }

  int descriptor() const { return descriptor_; }
  bool close() { return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0; }
  void keep() { name_.clear(); }

private:
  int descriptor_;
  std::string name_;
};

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

result<std::size_t> write_file(const std::string& path, std::string_view content) {
  if (path.empty() || path.find('\0') != std::string::npos) return failed(path, "its name", EINVAL, "");
  const std::string target = resolved(path);
  struct stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) return failed(path, "it is a folder", EISDIR, "");
  if (exists && !S_ISREG(old.st_mode)) {
    open_file device(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.descriptor() < 0) return failed(path, "opening it", errno, "");
    if (!write_all(device.descriptor(), content) || !device.close()) return failed(path, "writing to it", errno, "");
    return content.size();
  }
  const std::string outcome = exists ? "; the old file is unchanged" : "";
  std::string name;
  const int descriptor = create_beside(target, name);
  if (descriptor < 0) return failed(path, "creating a file beside it", errno, outcome);
  open_file part(descriptor, name);
  if (exists) {
    // The owner can be kept only by the superuser, who alone may replace another's file in a shared folder.
    if (old.st_uid != ::geteuid() || old.st_gid != ::getegid()) {
      static_cast<void>(::fchown(descriptor, old.st_uid, old.st_gid) == 0);
    }
    if (::fchmod(descriptor, old.st_mode & 07777U) != 0) {
      return failed(path, "giving the new file the old one's permissions", errno, outcome);
    }
  }
  if (!write_all(descriptor, content)) return failed(path, "writing beside it", errno, outcome);
  if (::fsync(descriptor) != 0) return failed(path, "syncing the new file to the disk", errno, outcome);
  if (!part.close()) return failed(path, "closing the new file", errno, outcome);
  if (::rename(name.c_str(), target.c_str()) != 0) return failed(path, "renaming the new file", errno, outcome);
  part.keep();
  // So that the new name outlives a power cut. Where a folder can't be synced, the file is the old or the new one,
  // and whole, all the same.
  const open_file folder(::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.descriptor() >= 0) static_cast<void>(::fsync(folder.descriptor()));
  return content.size();
}

}  // namespace runrate
