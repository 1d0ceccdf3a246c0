// Gzip, unpacked piece by piece.
#ifndef RUNRATE_SRC_IO_GZIP_HPP
#define RUNRATE_SRC_IO_GZIP_HPP

#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace runrate::detail {

// Whether bytes are packed by gzip (RFC 1952, section 2.3.1). No text is: 0x8B begins no character of UTF-8, and none
// of UTF-16 stands there with 0x1F before it.
bool is_gzip(std::string_view first_bytes);

// Unpacks gzip members (RFC 1952), one after another, as `gzip -d` does. Zeros after the last one are ignored: blocks
// of a tape or a disk are filled up with them.
class gzip_unpacker {
public:
  gzip_unpacker();
  ~gzip_unpacker();
  gzip_unpacker(const gzip_unpacker&) = delete;
  gzip_unpacker& operator=(const gzip_unpacker&) = delete;

  // Unpacks up to `most` bytes and takes what it used from the front of `packed`. 0 means that it needs more, or that
  // there was a failure.
  std::size_t unpack(std::string_view& packed, char* into, std::size_t most);
  // To be called when there is no more: whether that is the end of a member.
  void finish();
  // Why it can't go on; empty when it can.
  const std::string& failure() const { return failure_; }

private:
  std::unique_ptr<z_stream_s> stream_;
  std::string failure_;
  bool between_members_ = false;
  bool holds_more_ = false;  // the room for what was unpacked was full: there may be more of it without more input
  bool only_zeros_follow_ = false;
};

}  // namespace runrate::detail

#endif
