#include <runrate/io/text_input.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace runrate {
namespace {

std::string text_of(int error) { return std::generic_category().message(error); }

}  // namespace

text_input text_input::file(const std::string& path) {
  if (path == "-") {
    text_input standard("<stdin>");
    standard.descriptor_ = STDIN_FILENO;
    return standard;
  }
  text_input opened(path);
  if (path.find('\0') != std::string::npos) {
    opened.failure_ = "a path holds no NUL";
    return opened;
  }
  opened.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened.descriptor_ < 0) {
    opened.failure_ = text_of(errno);
    return opened;
  }
  opened.owned_ = true;
  struct stat status {};
  if (::fstat(opened.descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) opened.failure_ = text_of(EISDIR);
  return opened;
}

text_input text_input::text(std::string_view text, std::string name) {
  text_input held(std::move(name));
  held.whole_ = text;
  return held;
}

text_input::text_input(text_input&& other) noexcept
    : name_(std::move(other.name_)),
      failure_(std::move(other.failure_)),
      whole_(std::exchange(other.whole_, std::nullopt)),
      put_back_(std::move(other.put_back_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      owned_(std::exchange(other.owned_, false)) {}

text_input& text_input::operator=(text_input&& other) noexcept {
  if (this != &other) {
    close();
    name_ = std::move(other.name_);
    failure_ = std::move(other.failure_);
    whole_ = std::exchange(other.whole_, std::nullopt);
    put_back_ = std::move(other.put_back_);
    descriptor_ = std::exchange(other.descriptor_, -1);
    owned_ = std::exchange(other.owned_, false);
  }
  return *this;
}

text_input::~text_input() { close(); }

void text_input::close() noexcept {
  if (owned_) ::close(descriptor_);
  owned_ = false;
}

std::optional<std::size_t> text_input::size() const {
  if (whole_) return put_back_.size() + whole_->size();
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::size_t>(status.st_size);
}

std::size_t text_input::read(char* into, std::size_t most) {
  if (!put_back_.empty()) {
    const std::size_t count = put_back_.copy(into, most);
    put_back_.erase(0, count);
    return count;
  }
  if (!failure_.empty() || most == 0) return 0;
  if (whole_) {
    const std::size_t count = whole_->copy(into, most);
    whole_->remove_prefix(count);
    return count;
  }
  if (descriptor_ < 0) return 0;
  for (;;) {
    const ssize_t count = ::read(descriptor_, into, most);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    failure_ = text_of(errno);
    return 0;
  }
}

}  // namespace runrate
