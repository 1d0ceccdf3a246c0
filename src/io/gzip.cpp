#include "gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace runrate::detail {

bool is_gzip(std::string_view first_bytes) { return first_bytes.starts_with("\x1F\x8B"); }

gzip_unpacker::gzip_unpacker() : stream_(std::make_unique<z_stream>()) {
  constexpr int gzip_with_the_largest_window = 16 + MAX_WBITS;
  if (inflateInit2(stream_.get(), gzip_with_the_largest_window) != Z_OK) {
    failure_ = "there is no memory to unpack the gzip data";
  }
}

gzip_unpacker::~gzip_unpacker() { inflateEnd(stream_.get()); }

std::size_t gzip_unpacker::unpack(std::string_view& packed, char* into, std::size_t most) {
  constexpr std::size_t most_at_once = std::numeric_limits<uInt>::max();
  while ((!packed.empty() || holds_more_) && failure_.empty()) {
    if (between_members_) {
      only_zeros_follow_ = only_zeros_follow_ || packed.front() == '\0';
      if (only_zeros_follow_) {
        packed.remove_prefix(std::min(packed.find_first_not_of('\0'), packed.size()));
        if (!packed.empty()) failure_ = "something else follows the gzip data";
        continue;
      }
      if (packed.front() != '\x1F') {
        failure_ = "something else follows the gzip data";
        continue;
      }
      inflateReset(stream_.get());
      between_members_ = false;
    }
    // zlib does not write to its input; its interface says so only where ZLIB_CONST is defined before it is included.
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_->avail_in = static_cast<uInt>(std::min(packed.size(), most_at_once));
    stream_->next_out = reinterpret_cast<Bytef*>(into);
    stream_->avail_out = static_cast<uInt>(std::min(most, most_at_once));
    const std::size_t given = stream_->avail_in;
    const std::size_t room = stream_->avail_out;
    const int status = inflate(stream_.get(), Z_NO_FLUSH);
    packed.remove_prefix(given - stream_->avail_in);
    if (status == Z_STREAM_END) {
      between_members_ = true;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      failure_ = status == Z_MEM_ERROR ? "there is no memory to unpack the gzip data"
                                       : std::string("the gzip data is damaged: ") +
                                             (stream_->msg != nullptr ? stream_->msg : zError(status));
    }
    holds_more_ = stream_->avail_out == 0 && !between_members_;
    if (const std::size_t count = room - stream_->avail_out; count > 0) return count;
  }
  return 0;
}

void gzip_unpacker::finish() {
  if (failure_.empty() && !between_members_) failure_ = "the gzip data ends too early: the file was cut off";
}

}  // namespace runrate::detail
