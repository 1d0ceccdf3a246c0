#include "workbook_zip.hpp"

#include <zlib.h>

#include <cstdint>
#include <vector>

namespace runrate::excel {
namespace {

/// Little-endian numbers of a zip file (APPNOTE.TXT 6.3.10, 4.3); 0 beyond its end.
class zip_reader {
public:
  explicit zip_reader(std::string_view bytes) : bytes_(bytes) {}

  std::size_t number(std::size_t at, int width) const {
    std::size_t value = 0;
    for (int i = width - 1; i >= 0; --i) {
      const std::size_t place = at + static_cast<std::size_t>(i);
      value = value << 8 | (place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0U);
    }
    return value;
  }
  std::string_view text(std::size_t at, std::size_t size) const {
    return at > bytes_.size() ? std::string_view() : bytes_.substr(at, size);
  }
  std::size_t size() const { return bytes_.size(); }
  std::size_t last(std::string_view mark) const { return bytes_.rfind(mark); }

private:
  std::string_view bytes_;
};

std::optional<std::string> inflated(std::string_view packed, std::size_t size) {
  std::string content(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(content.data());
  stream.avail_out = static_cast<uInt>(content.size());
  const int outcome = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (outcome != Z_STREAM_END || stream.total_out != size) return std::nullopt;
  return content;
}

/// Whether every element is ended in its order, and the text ends with the outermost one.
bool is_whole(std::string_view xml) {
  std::vector<std::string_view> open;
  bool any = false;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) return false;
    std::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end;
    if (tag.empty() || tag.find('<') != std::string_view::npos) return false;
    if (tag.front() == '?' || tag.front() == '!') continue;
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
      continue;
    }
    if (any && open.empty()) return false;
    any = true;
    if (tag.back() != '/') open.push_back(tag.substr(0, tag.find_first_of(" \n\t")));
  }
  return any && open.empty();
}

std::size_t cells_in(std::string_view xml) {
  constexpr std::string_view cell = "<c r=";
  std::size_t count = 0;
  for (std::size_t at = xml.find(cell); at != std::string_view::npos; at = xml.find(cell, at + cell.size())) ++count;
  return count;
}

}  // namespace

std::optional<std::string> problem_in(std::string_view zip, const std::map<std::string, std::size_t>& cells) {
  const zip_reader in(zip);
  const std::size_t end = in.last("PK\x05\x06");
  if (end == std::string_view::npos) return "it has no directory";
  const std::size_t entries = in.number(end + 10, 2);
  std::size_t at = in.number(end + 16, 4), sheets = 0;
  for (std::size_t i = 0; i < entries; ++i) {
    if (in.text(at, 4) != "PK\x01\x02") return "its directory is cut off";
    const std::size_t packed = in.number(at + 20, 4), size = in.number(at + 24, 4);
    const std::size_t name_size = in.number(at + 28, 2), header = in.number(at + 42, 4);
    const std::string name(in.text(at + 46, name_size));
    const std::size_t content_at = header + 30 + in.number(header + 26, 2) + in.number(header + 28, 2);
    const bool is_packed = in.number(at + 10, 2) == 8;
    const auto content =
        is_packed ? inflated(in.text(content_at, packed), size) : std::string(in.text(content_at, packed));
    if (!content || crc32(0, reinterpret_cast<const Bytef*>(content->data()), static_cast<uInt>(content->size())) !=
                        in.number(at + 16, 4)) {
      return name + " can't be unpacked";
    }
    if (!is_whole(*content)) return name + " is cut off";
    if (const auto written = cells.find(name); written != cells.end()) {
      ++sheets;
      if (cells_in(*content) != written->second) return name + " has not all of its cells";
    }
    at += 46 + name_size + in.number(at + 30, 2) + in.number(at + 32, 2);
  }
  if (sheets != cells.size()) return "a sheet is not there";
  return std::nullopt;
}

}  // namespace runrate::excel
