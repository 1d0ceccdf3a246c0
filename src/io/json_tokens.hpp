// The tokens of a JSON text, as simdjson's On-Demand parser finds them, one after another.
#ifndef RUNRATE_SRC_IO_JSON_TOKENS_HPP
#define RUNRATE_SRC_IO_JSON_TOKENS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "json_text.hpp"

namespace runrate::detail {

// simdjson finds in one pass over the text, many bytes at a time, where each token begins: a bracket, a comma, a colon,
// a string, or a run of anything else. That the text is UTF-8 and that strings are closed and free of control
// characters is proved by then, and nothing else. So whoever reads takes every token and tests what it is: On-Demand's
// own skipping counts brackets only, and would pass over malformed text.
//
// A step that finds what JSON does not allow is false or an empty text; `find_fault` has the words for it.
class json_tokens {
public:
  // `text` is followed by as many bytes as a `whole_text` has, all of them zero.
  explicit json_tokens(std::string_view text);
  ~json_tokens();
  json_tokens(const json_tokens&) = delete;
  json_tokens& operator=(const json_tokens&) = delete;

  // Whether there are tokens at all.
  explicit operator bool() const { return next_ != nullptr; }
  // Why not, where that is no fault of the text: a lack of memory; else empty.
  const std::string& failure() const { return failure_; }

  // Where the next token begins; a zero at the end. Only after a token that is part of JSON is the next one taken, and
  // the zero at the end never is, so that no step leads beyond it.
  const char* peek() const { return begin_ + *next_; }
  bool at_end() const { return *next_ == size_; }

  // Takes a sign, such as a comma, or a string, by its first character, if it comes next.
  bool take(char first) {
    const bool is_next = *peek() == first;
    next_ += is_next ? 1 : 0;
    return is_next;
  }

  // The place in the row of tokens, for a loop that keeps it in a register.
  class cursor {
  public:
    const char* peek() const { return begin_ + *next_; }
    void advance() { ++next_; }
    bool take(char first) {
      if (*peek() != first) return false;
      ++next_;
      return true;
    }

  private:
    friend class json_tokens;
    cursor(const char* begin, const std::uint32_t* next) : begin_(begin), next_(next) {}
    const char* begin_;
    const std::uint32_t* next_;
  };
  cursor here() const { return {begin_, next_}; }
  void go_on_from(const cursor& place) { next_ = place.next_; }

  // The token that was taken last.
  const char* taken() const { return begin_ + next_[-1]; }

  // What stands between the quotes of the string that was taken last: what comes before the next token, less spaces.
  std::string_view between_quotes() const {
    const char* const open = taken();
    const char* last = begin_ + *next_ - 1;
    while (is_json_space(*last)) --last;
    return {open + 1, static_cast<std::size_t>(last - open - 1)};
  }

  // The token at a place, where it is neither a string nor a sign: empty when it can be nothing of JSON's.
  std::string_view literal_at(const char* place) const;
  // A value at a place in words: "[...] is an array", "12 is a number".
  std::string described(const char* place) const;

  // Takes a value of any kind, and all that is in it, where it stands inside so many objects and arrays. False when it
  // is no JSON.
  bool skip_value(int depth);
  // How many objects were skipped that stand in an array: in company facts, those are the facts.
  std::size_t objects_skipped() const { return objects_skipped_; }

private:
  struct parser;

  bool skip_members(int depth);
  bool skip_elements(int depth);

  const char* begin_;
  std::size_t size_;
  const std::uint32_t* next_ = nullptr;
  std::unique_ptr<parser> parser_;
  std::size_t objects_skipped_ = 0;
  std::string failure_;
};

}  // namespace runrate::detail

#endif
