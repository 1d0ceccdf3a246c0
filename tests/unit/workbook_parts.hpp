// What is in a workbook's file, as cases that read one need it.
#pragma once

#include <boost/test/unit_test.hpp>

#include <zlib.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace runrate::test {

/// The parts of a zip file by name, from their local headers (APPNOTE.TXT 6.3.10, 4.3.7).
inline std::map<std::string, std::string> parts_of(std::string_view zip) {
  std::map<std::string, std::string> parts;
  const auto number = [&](std::size_t at, std::size_t width) {
    std::size_t value = 0;
    for (std::size_t i = width; i > 0; --i) value = value << 8 | static_cast<unsigned char>(zip[at + i - 1]);
    return value;
  };
  std::size_t at = number(zip.rfind("PK\x05\x06") + 16, 4);
  while (zip.substr(at, 4) == "PK\x01\x02") {
    const std::size_t packed = number(at + 20, 4), size = number(at + 24, 4), name = number(at + 28, 2);
    const std::size_t header = number(at + 42, 4);
    const std::string_view content = zip.substr(header + 30 + number(header + 26, 2) + number(header + 28, 2), packed);
    std::string text(size, '\0');
    z_stream stream{};
    BOOST_REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(size);
    BOOST_REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    parts[std::string(zip.substr(at + 46, name))] = text;
    at += 46 + name + number(at + 30, 2) + number(at + 32, 2);
  }
  return parts;
}

inline std::string between(std::string_view text, std::string_view before, std::string_view behind) {
  const std::size_t at = text.find(before);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + before.size();
  return std::string(text.substr(begin, text.find(behind, begin) - begin));
}

/// XML's text as it is read.
inline std::string unescaped(std::string text) {
  const std::pair<std::string_view, std::string_view> signs[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
  for (const auto& [escaped, sign] : signs) {
    for (std::size_t at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at + 1)) {
      text.replace(at, escaped.size(), sign);
    }
  }
  return text;
}

/// A workbook by its sheets' names.
class read_workbook {
public:
  explicit read_workbook(std::string_view bytes) : parts_(parts_of(bytes)) {
    const std::string& names = parts_.at("xl/workbook.xml");
    int number = 0;
    for (std::size_t at = names.find("<sheet "); at != std::string::npos; at = names.find("<sheet ", at + 1)) {
      sheets_[unescaped(between(std::string_view(names).substr(at), "name=\"", "\""))] =
          "xl/worksheets/sheet" + std::to_string(++number) + ".xml";
    }
    const std::string& shared = parts_.at("xl/sharedStrings.xml");
    for (std::size_t at = shared.find("<si>"); at != std::string::npos; at = shared.find("<si>", at + 1)) {
      const std::string item = between(std::string_view(shared).substr(at), "<t", "</t>");
      strings_.push_back(unescaped(item.substr(item.find('>') + 1)));
    }
  }

  const std::string& part(const std::string& name) const { return parts_.at(name); }
  const std::map<std::string, std::string>& sheets() const { return sheets_; }

  /// Of a cell, its element from the attributes on.
  std::string element(const std::string& sheet, const std::string& cell) const {
    return between(parts_.at(sheets_.at(sheet)), "<c r=\"" + cell + "\"", "</c>");
  }
  std::string formula(const std::string& sheet, const std::string& cell) const {
    return unescaped(between(element(sheet, cell), "<f>", "</f>"));
  }
  /// Its text, or its number as it is written.
  std::string value(const std::string& sheet, const std::string& cell) const {
    const std::string found = element(sheet, cell), text = between(found, "<v>", "</v>");
    const bool is_shared = found.substr(0, found.find('>')).find("t=\"s\"") != std::string::npos;
    return is_shared ? strings_[std::stoul(text)] : unescaped(text);
  }
  /// How it is shown: its number format by its number.
  std::string format(const std::string& sheet, const std::string& cell) const {
    const std::string style = between(element(sheet, cell), "s=\"", "\"");
    std::string_view formats = parts_.at("xl/styles.xml");
    formats.remove_prefix(formats.find("<cellXfs"));
    std::size_t at = 0;
    for (int i = 0; i <= std::stoi(style.empty() ? "0" : style); ++i) at = formats.find("<xf ", at + 1);
    return between(formats.substr(at), "numFmtId=\"", "\"");
  }

private:
  std::map<std::string, std::string> parts_, sheets_;
  std::vector<std::string> strings_;
};

}  // namespace runrate::test
