// The readers of files: link runrate::io or runrate::runrate.
#ifndef RUNRATE_IO_HPP
#define RUNRATE_IO_HPP

#include <runrate/io/bulk_series.hpp>
#include <runrate/io/claims_csv.hpp>
#include <runrate/io/company_facts.hpp>
#include <runrate/io/csv.hpp>
#include <runrate/io/csv_records.hpp>
#include <runrate/io/diagnostic.hpp>
#include <runrate/io/facts_csv.hpp>
#include <runrate/io/formula_text.hpp>
#include <runrate/io/scenario_file.hpp>
#include <runrate/io/series_csv.hpp>
#include <runrate/io/text_input.hpp>

#endif
