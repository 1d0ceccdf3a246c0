// What cases of the forecast layer share: public series, comparisons, and the revenue of companies.
#pragma once

#include <runrate/rate/series.hpp>
#include <runrate/time/date.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace runrate::test {

/// Gas consumption in the United Kingdom by quarter, 1960 to 1986, in millions of therms: Durbin and Koopman, Time
/// Series Analysis by State Space Methods, 2001; R's UKgas.
inline const std::vector<double> uk_gas{
    160.1, 129.7, 84.8,  120.1, 160.1, 124.9, 84.8,  116.9, 169.7,  140.9, 89.7,  123.3, 187.3, 144.1, 92.9,  120.1,
    176.1, 147.3, 89.7,  123.3, 185.7, 155.3, 99.3,  131.3, 200.1,  161.7, 102.5, 136.1, 204.9, 176.1, 112.1, 140.9,
    227.3, 195.3, 115.3, 142.5, 244.9, 214.5, 118.5, 153.7, 244.9,  216.1, 188.9, 142.5, 301,   196.9, 136.1, 267.3,
    317,   230.5, 152.1, 336.2, 371.4, 240.1, 158.5, 355.4, 449.9,  286.6, 179.3, 403.4, 491.5, 321.8, 177.7, 409.8,
    593.9, 329.8, 176.1, 483.5, 584.3, 395.4, 187.3, 485.1, 669.2,  421,   216.1, 509.1, 827.7, 467.5, 209.7, 542.7,
    840.5, 414.6, 217.7, 670.8, 848.5, 437,   209.7, 701.2, 925.3,  443.4, 214.5, 683.6, 917.3, 515.5, 224.1, 694.8,
    989.4, 477.1, 233.7, 730,   1087,  534.7, 281.8, 787.6, 1163.9, 613.1, 347.4, 782.8};
/// Earnings per share of Johnson & Johnson by quarter, 1960 to 1980, in dollars: Shumway and Stoffer, Time Series
/// Analysis and Its Applications, 2000; R's JohnsonJohnson.
inline const std::vector<double> johnson_johnson{
    0.71, 0.63,  0.85, 0.44, 0.61,  0.69,  0.92,  0.55, 0.72,  0.77,  0.92,  0.6,  0.83, 0.8,   1,     0.77, 0.92,
    1,    1.24,  1,    1.16, 1.3,   1.45,  1.25,  1.26, 1.38,  1.86,  1.56,  1.53, 1.59, 1.83,  1.86,  1.53, 2.07,
    2.34, 2.25,  2.16, 2.43, 2.7,   2.25,  2.79,  3.42, 3.69,  3.6,   3.6,   4.32, 4.32, 4.05,  4.86,  5.04, 5.04,
    4.41, 5.58,  5.85, 6.57, 5.31,  6.03,  6.39,  6.93, 5.85,  6.93,  7.74,  7.83, 6.12, 7.74,  8.91,  8.28, 6.84,
    9.54, 10.26, 9.54, 8.73, 11.88, 12.06, 12.15, 8.91, 14.04, 12.96, 14.85, 9.99, 16.2, 14.67, 16.02, 11.61};
/// The flow of the Nile at Aswan by year, 1871 to 1970, in 10^8 cubic metres: Durbin and Koopman as above; R's Nile.
inline const std::vector<double> nile{
    1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
    799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
    701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
    845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
    771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
    986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};
/// Thousands of international airline passengers by month, 1949 to 1960: Box, Jenkins and Reinsel, Time Series
/// Analysis, Forecasting and Control, third edition, series G; R's AirPassengers.
inline const std::vector<double> passengers{
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};

/// Whether all agree but for a share of the largest that is expected.
inline boost::test_tools::assertion_result are_near(std::span<const double> found, std::span<const double> expected,
                                                    double share) {
  boost::test_tools::assertion_result differ(false);
  if (found.size() != expected.size()) {
    differ.message() << "found " << found.size() << " numbers, expected " << expected.size();
    return differ;
  }
  double largest = 0;
  for (const double v : expected) largest = std::max(largest, std::abs(v));
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (std::abs(found[i] - expected[i]) <= share * largest) continue;
    differ.message() << "number " << i << ": found " << found[i] << ", expected " << expected[i];
    return differ;
  }
  return true;
}
inline boost::test_tools::assertion_result is_near(double found, double expected, double share) {
  return are_near({{found}}, {{expected}}, share);
}

inline double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

/// A line by least squares through figures at the times 1, 2, ...
struct regression {
  double level = 0;  ///< at the time 0
  double slope = 0;

  explicit regression(std::span<const double> y) {
    const double n = static_cast<double>(y.size()), middle = (n + 1) / 2, mean = mean_of(y);
    double products = 0, squares = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double t = static_cast<double>(i + 1) - middle;
      products += t * (y[i] - mean), squares += t * t;
    }
    slope = y.size() > 1 ? products / squares : 0;
    level = mean - slope * middle;
  }
  double at(double time) const { return level + slope * time; }
};

/// The revenue of a company by quarter, as its filings say, from tests/data/forecast/company_revenue.csv.
struct company_revenue {
  std::string company;
  std::vector<dated_amount> quarters{};

  std::vector<double> in_millions() const {
    std::vector<double> figures;
    for (const dated_amount& q : quarters) figures.push_back(to_double(q.amount) / 1e6);
    return figures;
  }
};

inline std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

inline std::vector<company_revenue> revenue_of_companies() {
  std::ifstream file(RUNRATE_SOURCE_DIR "/tests/data/forecast/company_revenue.csv");
  std::string line;
  std::getline(file, line);
  BOOST_REQUIRE(line == "company,period_start,period_end,amount");
  std::vector<company_revenue> read;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = fields_of(line);
    BOOST_REQUIRE(fields.size() == 4U);
    if (read.empty() || read.back().company != fields[0]) read.push_back({fields[0]});
    const period during = period::inclusive(parse_date(fields[1]).value(), parse_date(fields[2]).value());
    read.back().quarters.push_back({decimal::parse(fields[3]).value(), during});
  }
  BOOST_REQUIRE(read.size() == 20U);
  return read;
}

}  // namespace runrate::test
