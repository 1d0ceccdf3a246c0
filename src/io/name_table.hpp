// Names as numbers.
#ifndef RUNRATE_SRC_IO_NAME_TABLE_HPP
#define RUNRATE_SRC_IO_NAME_TABLE_HPP

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace runrate::detail {

// A hash of a name. The seed keeps a file from being made to measure: names that all fall into one place of a table.
std::uint64_t hash_of(std::string_view name, std::uint64_t seed);

// Numbers names from 0, in the order in which they are first seen.
class name_table {
public:
  name_table();

  // The name's number. The bytes are copied.
  std::uint32_t number(std::string_view name, std::uint64_t hash);

  struct entry {
    std::string_view name;
    std::uint64_t hash;
  };
  const std::vector<entry>& entries() const { return entries_; }
  // Moves the memory that the names lie in; they stay valid with it.
  void release_names(std::vector<std::unique_ptr<char[]>>& into);

private:
  struct slot {
    std::uint32_t tag = 0;     // the low half of the hash
    std::uint32_t number = 0;  // from 1
  };

  std::string_view keep(std::string_view name);
  void grow();

  std::vector<slot> slots_;
  std::vector<entry> entries_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_bytes_ = 0;  // of the last
};

}  // namespace runrate::detail

#endif
