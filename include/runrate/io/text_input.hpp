// Where bytes come from: a file, standard input, or text in memory.
#ifndef RUNRATE_IO_TEXT_INPUT_HPP
#define RUNRATE_IO_TEXT_INPUT_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace runrate {

/// Bytes that are read once, from the beginning to the end, under a name for messages.
///
/// What is packed by gzip, as its first bytes say, is unpacked while it is read, in bounded memory. The end of such a
/// file that is cut off or damaged is a failure.
///
/// What can't be opened or read does not throw: it ends, and `failure()` says why. The readers turn that into a
/// diagnostic, so that a missing file is reported like everything else that is wrong with it.
class text_input {
public:
  /// The file at a path; `-` is standard input, and is named `<stdin>`. A folder can't be read and says so.
  static text_input file(const std::string& path);
  /// Text that is in memory, and stays there while it is read. `name` stands in messages.
  static text_input text(std::string_view text, std::string name);
  /// Text in memory that was unpacked already, such as what is left of a file: its first bytes are no file's first.
  static text_input unpacked(std::string_view text, std::string name);

  text_input(text_input&& other) noexcept;
  text_input& operator=(text_input&& other) noexcept;
  text_input(const text_input&) = delete;
  text_input& operator=(const text_input&) = delete;
  ~text_input();

  const std::string& name() const { return name_; }
  /// Up to `most` bytes, as many as there are at the moment; 0 at the end, and after a failure.
  std::size_t read(char* into, std::size_t most);
  /// What comes next, at most `most` bytes and fewer only before the end, without reading it: to tell formats apart by
  /// their first bytes. It lasts until the next step.
  std::string_view peek(std::size_t most);
  /// What is left to read, where it lies in memory; nothing when it has to be read in pieces.
  std::optional<std::string_view> whole() const;
  /// How many bytes there are in all, where that is known before they are read: of text, and of a regular file that
  /// gzip did not pack.
  std::optional<std::size_t> size();
  /// The next reads give these bytes first.
  void put_back(std::string_view bytes);
  /// Why it ended early, such as "No such file or directory"; empty when it did not.
  const std::string& failure() const { return failure_; }

private:
  class buffer;  // what was read ahead, and gzip's state

  explicit text_input(std::string name);
  void close() noexcept;
  std::size_t read_bytes(char* into, std::size_t most);
  std::size_t unpack(char* into, std::size_t most);

  std::string name_;
  std::string failure_;
  std::optional<std::string_view> whole_;
  std::unique_ptr<buffer> buffer_;
  int descriptor_ = -1;
  bool owned_ = false;
};

}  // namespace runrate

#endif
