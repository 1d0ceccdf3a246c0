#include "fact_reader.hpp"

#include <runrate/time/date.hpp>

#include "fact_number.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <limits>

namespace runrate::detail {
namespace {

constexpr std::string_view names[] = {"start", "end", "val", "accn", "fy", "fp", "form", "filed", "frame"};

// The first eight bytes of a text with its closing quote, the first one lowest, and which of them count: one comparison
// tells a key or a form.
struct key_pattern {
  std::uint64_t bytes;
  std::uint64_t mask;
};

constexpr key_pattern pattern_of(std::string_view name) {
  key_pattern pattern{0, 0};
  for (std::size_t i = name.size() + 1; i-- > 0;) {
    pattern.bytes = pattern.bytes << 8U | static_cast<unsigned char>(i < name.size() ? name[i] : '"');
    pattern.mask = pattern.mask << 8U | 0xFFU;
  }
  return pattern;
}

constexpr key_pattern patterns[] = {pattern_of("start"), pattern_of("end"),   pattern_of("val"),
                                    pattern_of("accn"),  pattern_of("fy"),    pattern_of("fp"),
                                    pattern_of("form"),  pattern_of("filed"), pattern_of("frame")};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What may follow a number; behind the text there are zeros.
constexpr bool ends_number(char c) { return c == ',' || c == '}' || is_json_space(c); }

// Eight bytes as an integer whose lowest byte is the first one.
std::uint64_t eight_at(const char* place) {
  if constexpr (std::endian::native == std::endian::little) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, place, sizeof bytes);
    return bytes;
  } else {
    std::uint64_t bytes = 0;
    for (int i = 7; i >= 0; --i) bytes = bytes << 8U | static_cast<unsigned char>(place[i]);
    return bytes;
  }
}

// Eight characters that `eight_at` gave, each a digit where `shape` has a 0 and equal to `shape` elsewhere.
struct shape_of_eight {
  std::uint64_t text = 0;
  std::uint64_t slack = 0;  // what each byte may grow by before its highest bit is set

  constexpr explicit shape_of_eight(std::string_view shape) {
    for (std::size_t i = 8; i-- > 0;) {
      text = text << 8U | static_cast<unsigned char>(shape[i]);
      slack = slack << 8U | (shape[i] == '0' ? 0x7FU - 9 : 0x7FU);
    }
  }

  // The characters less the shape: the digits' values, and zeros. A byte that is too large sets its highest bit itself
  // or when the slack is added, and then a carry into the next one changes nothing.
  std::uint64_t values(std::uint64_t characters) const { return characters ^ text; }
  std::uint64_t wrong(std::uint64_t values) const { return (values | (values + slack)) & 0x8080808080808080U; }
  bool fits(std::uint64_t values) const { return wrong(values) == 0; }
};

constexpr shape_of_eight eight_digits("00000000");
constexpr shape_of_eight year_and_month("0000-00-");
constexpr shape_of_eight end_of_accession("0-000000");

// The number whose eight digits are the bytes, the first one lowest: pairs of digits, then of pairs, then of fours.
std::uint64_t number_of(std::uint64_t digits) {
  digits = (digits * 10 + (digits >> 8U)) & 0x00FF00FF00FF00FFU;
  digits = (digits * 100 + (digits >> 16U)) & 0x0000FFFF0000FFFFU;
  return (digits * 10'000 + (digits >> 32U)) & 0xFFFFFFFFU;
}

constexpr std::uint32_t tens_to_the[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

// The number whose digits stand at a place, eight of them at most, and goes to what follows. Without a branch, since
// nobody can foresee how many digits an amount has.
std::uint64_t leading_digits(const char*& place) {
  const std::uint64_t values = eight_digits.values(eight_at(place));
  const auto count = static_cast<unsigned>(std::countr_zero(eight_digits.wrong(values))) / 8U;
  place += count;
  return count == 0 ? 0 : number_of(values << (64 - 8 * count));
}

unsigned digit_of(char c) { return static_cast<unsigned char>(c) - unsigned{'0'}; }  // above 9 for none

constexpr std::uint64_t no_number = ~std::uint64_t{0};

// Of the tags that nearly all facts have, the second letter tells which one it can be.
struct tag_ending {
  char begins = '\0';
  fiscal_tag tag = fiscal_tag::other;
};
constexpr auto tags_by_ending = [] {
  std::array<tag_ending, 256> table{};
  for (const fiscal_tag tag : {fiscal_tag::fy, fiscal_tag::q1, fiscal_tag::q2, fiscal_tag::q3, fiscal_tag::q4}) {
    const std::string_view name = to_string(tag);
    table[static_cast<unsigned char>(name[1])] = {name[0], tag};
  }
  return table;
}();

fiscal_tag other_tag(std::string_view between_quotes) {
  const std::string name = unescaped(between_quotes);
  for (const fiscal_tag tag : {fiscal_tag::none, fiscal_tag::fy, fiscal_tag::q1, fiscal_tag::q2, fiscal_tag::q3,
                               fiscal_tag::q4, fiscal_tag::h1, fiscal_tag::h2}) {
    if (name == to_string(tag)) return tag;
  }
  return fiscal_tag::other;
}

// The 18 digits of an accession number, such as 0000320193-25-000079; `no_number` for another text.
std::uint64_t accession_at(const char* text) {
  const std::uint64_t first = eight_digits.values(eight_at(text));
  const std::uint64_t last = end_of_accession.values(eight_at(text + 12));
  const std::uint64_t ninth = digit_of(text[8]);
  const std::uint64_t tenth = digit_of(text[9]);
  const std::uint64_t eleventh = digit_of(text[11]);
  if (!eight_digits.fits(first) || !end_of_accession.fits(last) || text[10] != '-' || ninth > 9 || tenth > 9 ||
      eleventh > 9) {
    return no_number;
  }
  const std::uint64_t seven = (last & ~std::uint64_t{0xFFFF}) | (last & 0xFFU) << 8U;  // without the hyphen
  return (number_of(first) * 1000 + ninth * 100 + tenth * 10 + eleventh) * 10'000'000 + number_of(seven);
}

// Between the quotes of a string whose opening quote stands at a place.
std::string_view string_at(const char* quote) {
  const char* last = quote + 1;
  while (*last != '"') last += *last == '\\' ? 2 : 1;
  return {quote + 1, static_cast<std::size_t>(last - quote - 1)};
}

}  // namespace

void accession_table::put(std::uint64_t accession, std::uint32_t index) {
  if (2 * ++count_ > entries_.size()) {
    std::vector<entry> before(2 * entries_.size());
    before.swap(entries_);
    for (const entry& old : before) {
      if (old.accession != free) entries_[place_of(old.accession)] = old;
    }
  }
  entries_[place_of(accession)] = {accession, index};
}

// The field of a key whose text begins at a place, and which is not the expected one; `field_count` for none.
std::size_t fact_reader::other_field_at(const char* text, std::size_t expected) {
  const std::uint64_t bytes = eight_at(text);
  for (std::size_t tried = 1; tried < field_count; ++tried) {
    const std::size_t which = expected + tried < field_count ? expected + tried : expected + tried - field_count;
    if (((bytes ^ patterns[which].bytes) & patterns[which].mask) == 0) return which;
  }
  if (const std::string_view name = string_at(text - 1); name.find('\\') != std::string_view::npos) {
    return static_cast<std::size_t>(std::find(std::begin(names), std::end(names), unescaped(name)) - names);
  }
  return field_count;
}

// Where the values stand. A string needs no second look, and a number none yet: whoever reads it does that, once.
bool fact_reader::find_values(int depth) {
  places_.fill(nullptr);
  is_whole_ = true;
  if (tokens_.take('}')) return true;
  std::size_t expected = start;
  json_tokens::cursor next = tokens_.here();
  do {
    const char* const key = next.peek();
    if (!next.take('"')) return false;
    const key_pattern& pattern = patterns[expected];
    const bool is_expected = ((eight_at(key + 1) ^ pattern.bytes) & pattern.mask) == 0;
    const std::size_t known = is_expected ? expected : other_field_at(key + 1, expected);
    if (!next.take(':')) return false;
    const char* const value = next.peek();
    expected = known + 1 < field_count ? known + 1 : 0;
    const bool is_number = is_digit(*value) || *value == '-';
    if (known < frame && places_[known] != nullptr) {
      refuse_again(known, key);
    } else if (known < frame) {
      places_[known] = value;
    }
    if (*value == '"' || (is_number && is_whole_ && (known == val || known == fy))) {
      next.advance();
      continue;
    }
    tokens_.go_on_from(next);
    if (!tokens_.skip_value(depth)) return false;
    next = tokens_.here();
  } while (next.take(','));
  tokens_.go_on_from(next);
  return tokens_.take('}');
}

void fact_reader::refuse_again(std::size_t known, const char* key) {
  problems_.add(key, '"' + std::string(names[known]) + "\" is there twice",
                "expected each key once in an object; the fact was not taken");
  is_whole_ = false;
}

fact_outcome fact_reader::read(int depth, std::vector<fact>& flows, std::vector<fact>& balances) {
  const char* const brace = tokens_.taken();
  if (!find_values(depth)) return fact_outcome::no_json;
  is_json_ = true;
  // All fields are read, so that one run shows all that is wrong with the fact.
  bool good = (has_all_values() || refuse_missing(brace)) && is_whole_;
  date first{};
  date last{};
  decimal value;
  std::int16_t fiscal_year = 0;
  fiscal_tag fiscal = fiscal_tag::none;
  std::uint32_t filing_index = 0;
  const bool is_flow = places_[start] != nullptr;
  const bool has_first = !is_flow || read_date(start, first);
  const bool has_last = places_[end] != nullptr && read_date(end, last);
  good = has_first && has_last && good;
  good = (places_[val] == nullptr || read_value(value)) && good;
  good = (places_[fy] == nullptr || read_fiscal_year(fiscal_year)) && good;
  good = (places_[fp] == nullptr || read_fiscal_tag(fiscal)) && good;
  if (is_flow && has_first && has_last && last < first) {
    good = refuse(end, to_string(last) + " is before start " + to_string(first), "expected the last day of the period");
  }
  good = find_filing(good, filing_index) && good;
  if (!is_json_) return fact_outcome::no_json;
  if (!good) return fact_outcome::left_out;
  if (is_flow) {
    flows.push_back({value, period::inclusive(first, last), filing_index, fiscal_year, fiscal});
  } else {
    balances.push_back({value, period::day(last), filing_index, fiscal_year, fiscal});
  }
  return fact_outcome::read;
}

bool fact_reader::has_all_values() const {
  return std::all_of(std::begin(needed), std::end(needed),
                     [&](std::size_t which) { return places_[which] != nullptr; });
}

bool fact_reader::refuse_missing(const char* brace) {
  std::vector<std::string_view> missing;
  for (const std::size_t which : needed) {
    if (places_[which] == nullptr) missing.push_back(names[which]);
  }
  problems_.add(brace, "a fact without " + listed(missing, " and "), "expected end, val, accn, form and filed");
  return false;
}

bool fact_reader::read_value(decimal& value) {
  const char* at = places_[val];
  const bool negative = *at == '-';
  at += negative ? 1 : 0;
  const char* const first = at;
  std::uint64_t whole = leading_digits(at);
  if (at - first == 8) {
    const char* const second = at;
    const std::uint64_t more = leading_digits(at);
    whole = whole * tens_to_the[at - second] + more;
  }
  const auto count = at - first;
  if (count < 1 || (*first == '0' && count > 1) || !ends_number(*at)) return refuse_value(value);
  using billionths = decltype(value.billionths());
  const auto number = static_cast<std::int64_t>(whole);  // below 10^16, so that the product is below 10^25
  value = decimal::from_billionths(billionths{negative ? -number : number} * 1'000'000'000);
  return true;
}

bool fact_reader::refuse_value(decimal& value) {
  const char* const place = places_[val];
  if (*place != '-' && !is_digit(*place)) return refuse_type(val, "expected a number");
  const std::string_view text = tokens_.literal_at(place);
  if (!is_json_literal(text)) {
    is_json_ = false;
    return false;
  }
  const exact_number number = read_exactly(text);
  if (number.value) {
    value = *number.value;
    return true;
  }
  if (number.places == 0) {
    return refuse(val, shown(text) + " is beyond the range of a decimal", "expected less than 10^29");
  }
  return refuse(val, shown(text) + " has " + grouped(static_cast<std::size_t>(number.places)) + " decimal places",
                "expected at most 9");
}

bool fact_reader::read_date(field which, date& day) {
  const char* const text = places_[which] + 1;
  const std::uint64_t values = year_and_month.values(eight_at(text));
  const unsigned tens = digit_of(text[8]);
  const unsigned ones = digit_of(text[9]);
  if (!year_and_month.fits(values) || text[-1] != '"' || text[10] != '"' || tens > 9 || ones > 9) {
    return refuse_date(which, day);
  }
  const std::uint64_t pairs = (values * 10 + (values >> 8U)) & 0x00FF00FFU;  // the halves of the year
  const auto year = static_cast<unsigned>((pairs & 0xFFU) * 100 + (pairs >> 16U));
  const auto month = static_cast<unsigned>((values >> 40U & 0xFFU) * 10 + (values >> 48U & 0xFFU));
  const unsigned of_month = tens * 10 + ones;
  constexpr unsigned days_of_every_month = 28;
  if (month - 1 > 11 || of_month - 1 >= days_of_every_month) {
    if (of_month == 0 || of_month > days_in_month(static_cast<int>(year), month)) return refuse_date(which, day);
  }
  day = std::chrono::year{static_cast<int>(year)} / std::chrono::month{month} / std::chrono::day{of_month};
  return true;
}

bool fact_reader::refuse_date(field which, date& day) {
  if (*places_[which] != '"') return refuse_type(which, "expected a date in double quotes, such as \"2025-12-31\"");
  const std::string text = unescaped(string_at(places_[which]));
  const result<date> parsed = parse_date(text);
  if (parsed) {  // it had escapes
    day = *parsed;
    return true;
  }
  if (parsed.error().code == reason_code::out_of_range) {
    const std::string& why = parsed.error().text;
    const std::size_t turn = why.rfind("; ");
    return refuse(which, why.substr(0, turn), why.substr(turn + 2));
  }
  return refuse(which, shown(text) + " is not a date", "expected yyyy-mm-dd, such as 2025-12-31");
}

bool fact_reader::read_fiscal_year(std::int16_t& fiscal_year) {
  const char* const place = places_[fy];
  const unsigned digits[] = {digit_of(place[0]), digit_of(place[1]), digit_of(place[2]), digit_of(place[3])};
  if (digits[0] - 1 < 9 && digits[1] < 10 && digits[2] < 10 && digits[3] < 10 && ends_number(place[4])) {
    fiscal_year = static_cast<std::int16_t>(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]);
    return true;
  }
  return *place == 'n' || refuse_fiscal_year();  // null was looked at when it was taken
}

bool fact_reader::refuse_fiscal_year() {
  const char* const place = places_[fy];
  if (*place != '-' && !is_digit(*place)) return refuse_type(fy, "expected a year or null");
  const std::string_view text = tokens_.literal_at(place);
  if (!is_json_literal(text)) {
    is_json_ = false;
    return false;
  }
  return refuse(fy, shown(text) + " is not a year", "expected 1000 to 9999 or null");
}

bool fact_reader::read_fiscal_tag(fiscal_tag& fiscal) {
  const char* const place = places_[fp];
  if (*place == 'n') return true;
  if (*place != '"') return refuse_type(fp, "expected one such as \"FY\" or \"Q1\", or null");
  const tag_ending known = tags_by_ending[static_cast<unsigned char>(place[2])];
  fiscal = place[1] == known.begins && place[3] == '"' ? known.tag : other_tag(string_at(place));
  return true;
}

// The place of the fact's filing, which becomes one of the filings only where the fact is good otherwise.
bool fact_reader::find_filing(bool is_wanted, std::uint32_t& index) {
  const char* const place = places_[accn];
  if (place == nullptr) return false;
  if (*place != '"') return refuse_type(accn, "expected an accession number in double quotes");
  const std::uint64_t accession = place[21] == '"' ? accession_at(place + 1) : no_number;
  if (accession == no_number) return refuse_accession();
  if (!table_.find(accession, index)) return add_filing(is_wanted, accession, index);
  const words& seen = seen_[index];
  if (places_[form] == nullptr || places_[filed] == nullptr) return false;
  const bool is_repeated = *places_[form] == '"' && ((eight_at(places_[form] + 1) ^ seen.form) & seen.form_mask) == 0 &&
                           seen.form_mask != 0 && std::memcmp(places_[filed], seen.filed, 12) == 0;
  return is_repeated || agrees(index);
}

bool fact_reader::refuse_accession() {
  return refuse(accn, shown(unescaped(string_at(places_[accn]))) + " is not an accession number",
                "expected one such as 0000320193-25-000079");
}

bool fact_reader::add_filing(bool is_wanted, std::uint64_t accession, std::uint32_t& index) {
  date day{};
  bool good = places_[filed] != nullptr && read_date(filed, day);
  std::string name;
  if (places_[form] == nullptr) {
    good = false;
  } else if (*places_[form] != '"') {
    good = refuse_type(form, "expected one such as \"10-K\"");
  } else {
    name = unescaped(string_at(places_[form]));
    if (name.empty()) good = refuse(form, "is empty", "expected one such as \"10-K\"");
  }
  if (!good || !is_wanted) return good;
  index = static_cast<std::uint32_t>(filings_.size());
  filings_.push_back({std::string(string_at(places_[accn])), std::move(name), day});
  const std::string_view written = string_at(places_[form]);
  const key_pattern pattern = written.size() < 8 ? pattern_of(written) : key_pattern{0, 0};
  seen_.push_back({pattern.bytes, pattern.mask, places_[filed]});
  table_.put(accession, index);
  return true;
}

// Whether form and day are those that the filing has elsewhere. EDGAR gives a number to one submission: if it has two
// forms or days, one of them is wrong, and both decide which of two facts is the later one.
bool fact_reader::agrees(std::uint32_t index) {
  date day{};
  if (!read_date(filed, day)) return false;
  if (*places_[form] != '"') return refuse_type(form, "expected one such as \"10-K\"");
  const filing& known = filings_[index];
  const std::string name = unescaped(string_at(places_[form]));
  if (name == known.form && day == known.filed) return true;
  return refuse(accn,
                known.accession + " is of form " + shown(name) + ", filed " + to_string(day) + ", here, and " +
                    shown(known.form) + ", filed " + to_string(known.filed) + ", before",
                "expected one form and one day for a filing");
}

bool fact_reader::refuse(field which, std::string_view found, std::string expected) {
  problems_.add(places_[which], std::string(names[which]) + ' ' + std::string(found), std::move(expected));
  return false;
}

bool fact_reader::refuse_type(field which, std::string expected) {
  return refuse(which, tokens_.described(places_[which]), std::move(expected));
}

}  // namespace runrate::detail
