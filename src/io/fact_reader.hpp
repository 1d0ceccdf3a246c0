// One fact of EDGAR's company facts.
#ifndef RUNRATE_SRC_IO_FACT_READER_HPP
#define RUNRATE_SRC_IO_FACT_READER_HPP

#include <runrate/filing/fact.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json_tokens.hpp"
#include "text_problems.hpp"

namespace runrate::detail {

// Where a filing stands among the others, by its accession number as an integer: a hash table with one place a filing,
// since each fact asks it.
class accession_table {
public:
  // Sets the index that was put in for the number; false when there is none.
  bool find(std::uint64_t accession, std::uint32_t& index) const {
    const entry& found = entries_[place_of(accession)];
    index = found.index;
    return found.accession == accession;
  }
  void put(std::uint64_t accession, std::uint32_t index);

private:
  struct entry {
    std::uint64_t accession = free;
    std::uint32_t index = 0;
  };
  static constexpr std::uint64_t free = ~std::uint64_t{0};  // 18 digits are less

  std::size_t place_of(std::uint64_t accession) const {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;  // 2^64 over the golden ratio: Knuth, volume 3, 6.4
    const std::size_t last = entries_.size() - 1;
    std::size_t at = static_cast<std::size_t>((accession * golden) >> 32U) & last;
    while (entries_[at].accession != accession && entries_[at].accession != free) at = (at + 1) & last;
    return at;
  }

  std::vector<entry> entries_ = std::vector<entry>(256);  // a power of two
  std::size_t count_ = 0;
};

enum class fact_outcome { read, left_out, no_json };

// Reads facts and gives each filing that they name one place among `filings`.
class fact_reader {
public:
  fact_reader(json_tokens& tokens, text_problems& problems, std::vector<filing>& filings)
      : tokens_(tokens), problems_(problems), filings_(filings) {}

  // Adds the fact whose opening brace was just taken, inside so many objects and arrays, to the flows or the balances.
  fact_outcome read(int depth, std::vector<fact>& flows, std::vector<fact>& balances);

private:
  // In EDGAR's order.
  enum field : std::size_t { start, end, val, accn, fy, fp, form, filed, frame };
  static constexpr std::size_t field_count = 9;
  static constexpr std::size_t needed[] = {end, val, accn, form, filed};

  static std::size_t other_field_at(const char* text, std::size_t expected);
  bool find_values(int depth);
  bool has_all_values() const;
  bool read_value(decimal& value);
  bool read_date(field which, date& day);
  bool read_fiscal_year(std::int16_t& fiscal_year);
  bool read_fiscal_tag(fiscal_tag& fiscal);
  bool find_filing(bool is_wanted, std::uint32_t& index);
  RUNRATE_COLD bool add_filing(bool is_wanted, std::uint64_t accession, std::uint32_t& index);
  RUNRATE_COLD bool agrees(std::uint32_t index);
  RUNRATE_COLD bool refuse_accession();
  RUNRATE_COLD bool refuse_fiscal_year();
  RUNRATE_COLD void refuse_again(std::size_t known, const char* key);
  RUNRATE_COLD bool refuse_missing(const char* brace);
  RUNRATE_COLD bool refuse(field which, std::string_view found, std::string expected);
  RUNRATE_COLD bool refuse_type(field which, std::string expected);
  RUNRATE_COLD bool refuse_date(field which, date& day);
  RUNRATE_COLD bool refuse_value(decimal& value);

  json_tokens& tokens_;
  text_problems& problems_;
  std::vector<filing>& filings_;
  accession_table table_;

  // How form and day of a filing were written when it was seen first: most facts repeat them letter for letter.
  struct words {
    std::uint64_t form;       // up to its closing quote
    std::uint64_t form_mask;  // of the bytes that count; 0 for a form that is longer than they are
    const char* filed;
  };
  std::vector<words> seen_;

  std::array<const char*, field_count> places_{};  // of the values
  bool is_whole_ = true;                           // no key of the fact is there twice
  bool is_json_ = true;
};

}  // namespace runrate::detail

#endif
