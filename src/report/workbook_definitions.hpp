// What several kinds of workbooks say of themselves.
#ifndef RUNRATE_SRC_REPORT_WORKBOOK_DEFINITIONS_HPP
#define RUNRATE_SRC_REPORT_WORKBOOK_DEFINITIONS_HPP

#include <runrate/report/document.hpp>

#include <cstddef>

#include "workbook_book.hpp"

namespace runrate::excel {

/// Names and values in two columns; gives the row below. A value that is a number is written as one.
std::size_t add_facts(sheet& to, std::size_t row, const report_facts& facts);

/// A definition with its reconciliation, in which the last amount is the sum of the others as a formula.
std::size_t add_definition(sheet& to, std::size_t row, const metric_definition& of);

}  // namespace runrate::excel

#endif
