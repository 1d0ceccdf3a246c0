#include <runrate/io/text_input.hpp>

#include "gzip.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace runrate {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 16;

std::string text_of(int error) { return std::generic_category().message(error); }

}  // namespace

class text_input::buffer {
public:
  std::string ahead;        // was read, and is to be read again
  std::string_view packed;  // what lies in memory as it came: not read, or not unpacked
  std::string packed_bytes;
  bool is_started = false;
  std::unique_ptr<detail::gzip_unpacker> unpacker;  // of gzip data
};

text_input::text_input(std::string name) : name_(std::move(name)), buffer_(std::make_unique<buffer>()) {}

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
  if (!detail::is_gzip(text)) return unpacked(text, std::move(name));
  text_input held(std::move(name));
  held.buffer_->packed = text;
  return held;
}

text_input text_input::unpacked(std::string_view text, std::string name) {
  text_input held(std::move(name));
  held.whole_ = text;
  return held;
}

text_input::text_input(text_input&& other) noexcept
    : name_(std::move(other.name_)),
      failure_(std::move(other.failure_)),
      whole_(std::exchange(other.whole_, std::nullopt)),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      owned_(std::exchange(other.owned_, false)) {}

text_input& text_input::operator=(text_input&& other) noexcept {
  if (this != &other) {
    close();
    name_ = std::move(other.name_);
    failure_ = std::move(other.failure_);
    whole_ = std::exchange(other.whole_, std::nullopt);
    buffer_ = std::move(other.buffer_);
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

std::optional<std::string_view> text_input::whole() const {
  if (buffer_ && !buffer_->ahead.empty()) return std::nullopt;
  return whole_;
}

std::optional<std::size_t> text_input::size() {
  if (whole_) return (buffer_ ? buffer_->ahead.size() : 0) + whole_->size();
  peek(1);  // which tells whether gzip packed it
  struct stat status {};
  if ((buffer_ && buffer_->unpacker) || descriptor_ < 0 || ::fstat(descriptor_, &status) != 0 ||
      !S_ISREG(status.st_mode))
    return std::nullopt;
  return static_cast<std::size_t>(status.st_size);
}

void text_input::put_back(std::string_view bytes) {
  if (!buffer_) buffer_ = std::make_unique<buffer>();
  buffer_->ahead.insert(0, bytes);
}

std::size_t text_input::read(char* into, std::size_t most) {
  if (buffer_ && !buffer_->ahead.empty()) {
    const std::size_t count = buffer_->ahead.copy(into, most);
    buffer_->ahead.erase(0, count);
    return count;
  }
  if (whole_) {
    const std::size_t count = whole_->copy(into, most);
    whole_->remove_prefix(count);
    return count;
  }
  return unpack(into, most);
}

std::string_view text_input::peek(std::size_t most) {
  if (whole_ && (!buffer_ || buffer_->ahead.empty())) return whole_->substr(0, most);
  if (!buffer_) return {};
  std::string& ahead = buffer_->ahead;
  for (std::size_t filled = ahead.size(); filled < most;) {
    ahead.resize(most);
    const std::size_t count = unpack(ahead.data() + filled, most - filled);
    filled += count;
    ahead.resize(filled);
    if (count == 0) break;
  }
  return std::string_view(ahead).substr(0, most);
}

// As the bytes come, or what they were before gzip packed them.
std::size_t text_input::unpack(char* into, std::size_t most) {
  if (!failure_.empty() || most == 0 || !buffer_) return 0;
  buffer& held = *buffer_;
  const auto refill = [&] {
    if (descriptor_ < 0) return false;  // all of it lay in memory
    held.packed_bytes.resize(buffer_bytes);
    const std::size_t count = read_bytes(held.packed_bytes.data(), buffer_bytes);
    held.packed = std::string_view(held.packed_bytes).substr(0, count);
    return count > 0;
  };
  if (!held.is_started) {
    held.is_started = true;
    if (held.packed.empty() && refill() && held.packed.size() == 1) {  // gzip is known by two bytes
      const std::size_t count = read_bytes(held.packed_bytes.data() + 1, buffer_bytes - 1);
      held.packed = std::string_view(held.packed_bytes).substr(0, 1 + count);
    }
    if (detail::is_gzip(held.packed)) held.unpacker = std::make_unique<detail::gzip_unpacker>();
  }
  if (!held.unpacker) {
    if (held.packed.empty()) return read_bytes(into, most);
    const std::size_t count = held.packed.copy(into, most);
    held.packed.remove_prefix(count);
    return count;
  }
  for (;;) {
    if (const std::size_t count = held.unpacker->unpack(held.packed, into, most); count > 0) return count;
    if (held.unpacker->failure().empty() && refill()) continue;
    if (failure_.empty()) held.unpacker->finish();
    if (failure_.empty()) failure_ = held.unpacker->failure();
    return 0;
  }
}

std::size_t text_input::read_bytes(char* into, std::size_t most) {
  if (!failure_.empty() || descriptor_ < 0) return 0;
  for (;;) {
    const ssize_t count = ::read(descriptor_, into, most);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    failure_ = text_of(errno);
    return 0;
  }
}

}  // namespace runrate
