// Revenue models that are ready to use: capacity, users, metered use, a split between suppliers, price cuts,
// investment.
#ifndef RUNRATE_MODEL_STOCK_MODELS_HPP
#define RUNRATE_MODEL_STOCK_MODELS_HPP

#include <runrate/model/driver.hpp>
#include <runrate/model/subscription_models.hpp>

namespace runrate {

// Each is an ordinary `revenue_model`. Its drivers and lines are members, so that names, units and currency can be set
// (`capacity_revenue{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}}`), and values be given by
// them
// (`values.set(model.price, 2.235_dec)`). `prefixed` sets a word before all names, for two of one kind. The first line
// is the one that other models are made of.

/// What is rented out by the hour: chips, servers, rooms.
///
/// Formula: capacity * price * utilization * hours: the definition of revenue at a price per unit and hour. `capacity`
/// is the mean of the period, `utilization` the share of all its hours, nights and weekends too, that somebody pays
/// for.
///
///     const capacity_revenue rainier{.capacity = {"chips", "chip"}, .price = {"price", "USD / chip hour"}};
///     evaluate<decimal>(rainier, year, {{rainier.capacity, 500'000}, {rainier.price, 1.5_dec},
///                                       {rainier.utilization, 0.8_dec}});
///
/// Not for what is paid whether it is used or not: there utilization is 1, or `consumption_revenue` is meant.
struct capacity_revenue {
  driver capacity{"capacity", "unit"};
  driver price{"price", "USD / unit hour"};
  driver utilization{"utilization", "1"};  ///< 0 to 1
  line revenue{"revenue", "USD"};

  constexpr auto operator()(const auto& in) const {
    return lines(revenue.is(in[capacity] * in[price] * in[utilization] * in.hours()));
  }
};

/// Users who pay by the year.
///
/// Formula: users * price * years: users times average revenue per user. `users` is the mean of the period: with the
/// number at its end the revenue of whoever grows is too high.
///
/// Not where users come and go at different prices (`cohort_revenue`), or where what they bring is known as recurring
/// revenue and not by the head (`subscription_revenue`).
struct users_revenue {
  driver users{"users", "user"};
  driver price{"price", "USD / user year"};
  line revenue{"revenue", "USD"};

  constexpr auto operator()(const auto& in) const { return lines(revenue.is(in[users] * in[price] * in.years())); }
};

/// Metered use with a committed minimum: the customer pays for the use or the commitment, whichever is more, as in
/// take-or-pay contracts (Masten and Crocker, Efficient Adaptation in Long-Term Contracts, American Economic Review
/// 75(5), 1985, 1083-1093).
///
/// Formula: revenue = max(metered, commitment * years), metered = usage * price * years, shortfall = revenue - metered.
///
/// The minimum is met period by period. A contract that is settled once a year is run over years: over quarters a weak
/// one would be topped up that a strong one makes good. Nor does unused commitment roll over.
struct consumption_revenue {
  driver usage{"usage", "unit / year"};
  driver price{"price", "USD / unit"};
  driver commitment{"commitment", "USD / year"};
  line revenue{"revenue", "USD"};
  line metered{"metered", "USD"};
  line shortfall{"shortfall", "USD"};  ///< paid for and not used

  constexpr auto operator()(const auto& in) const {
    const auto used = in[usage] * in[price] * in.years();
    const auto paid = max(used, in[commitment] * in.years());
    return lines(revenue.is(paid), metered.is(used), shortfall.is(paid - used));
  }
};

/// A customer's spend that is split between two suppliers, seen by the vendor who owns the first and resells a part of
/// the second: AWS with Trainium, of its own, beside the GPUs that it rents out too. What moves to the first supplier
/// from the vendor's own part of the second is not incremental: the vendor had it before.
///
/// Formulas: gross = spend * (share - share_before) * years, what the first supplier gains; moved = gross *
/// same_vendor, what the vendor loses with the second; net = gross - moved. Moved revenue over gross is the rate of
/// cannibalization (Copulsky, Cannibalism in the Marketplace, Journal of Marketing 40(4), 1976, 103-105).
///
/// `share` and `share_before` are of the customer's spend, with and without the move; `same_vendor` is the part of what
/// the second supplier loses that was bought from the vendor. A share that falls turns all signs. `net` stands first,
/// so that a `sum` of models counts nothing twice.
///
/// Not where the move itself changes what the customer spends: a cheaper chip that makes him buy more is a `price_cut`.
struct share_of_wallet {
  driver spend{"spend", "USD / year"};
  driver share{"share", "1"};                ///< of the first supplier: 0 to 1
  driver share_before{"share_before", "1"};  ///< without the move: 0 to 1
  driver same_vendor{"same_vendor", "1"};    ///< 0: all comes from elsewhere; 1: nothing is incremental
  line net{"net", "USD"};
  line gross{"gross", "USD"};
  line moved{"moved", "USD"};

  constexpr auto operator()(const auto& in) const {
    const auto gained = in[spend] * (in[share] - in[share_before]) * in.years();
    const auto lost = gained * in[same_vendor];
    return lines(net.is(gained - lost), gross.is(gained), moved.is(lost));
  }
};

/// A change of price to which volume responds with constant elasticity: at -1 revenue stays as it is, and only beyond
/// does a cut raise it.
///
/// Formula: revenue = price * volume * (price / price_before)^elasticity * years (the demand curve of constant
/// elasticity: Marshall, Principles of Economics, 8th edition, 1920, Mathematical Appendix, note III); without =
/// price_before * volume
/// * years; change = revenue - without.
///
/// Both prices are above 0. Volume responds at once, within the period. Elasticities are measured near a price, and
/// seldom hold for a price that is halved; nor does the formula know of capacity that runs out: see `capped`.
struct price_cut {
  driver volume{"volume", "unit / year"};  ///< at the price before
  driver price_before{"price_before", "USD / unit"};
  driver price{"price", "USD / unit"};
  driver elasticity{"elasticity", "1"};  ///< below 0 for what people buy less of when it costs more
  line revenue{"revenue", "USD"};
  line without{"without", "USD"};  ///< at the price before
  line change{"change", "USD"};

  constexpr auto operator()(const auto& in) const {
    const auto responding = in[volume] * pow(in[price] / in[price_before], in[elasticity]);
    const auto after = in[price] * responding * in.years();
    const auto before = in[price_before] * in[volume] * in.years();
    return lines(revenue.is(after), without.is(before), change.is(after - before));
  }
};

/// Revenue from a company in which the vendor has invested: what comes back is shown apart from what others pay for.
///
/// Formulas, this library's own: gross = spend * years; funded = min(gross, what is unspent), where each period's
/// `invested` cash times `returning` adds to what is unspent and `funded` takes from it; net = gross - funded. The
/// investor's cash counts as spent first, which makes net the least that it can be.
///
/// `gross` stands first: it is what the accounts show, unless the cash is a payment to a customer that reduces the
/// price (ASC 606-10-32-25); the model can't say which. Not for investment that is paid in services or credits: they
/// are no cash.
struct investment_revenue {
  driver spend{"spend", "USD / year"};  ///< with the vendor
  driver invested{"invested", "USD"};   ///< cash paid in, in the period
  driver returning{"returning", "1"};   ///< the share of the cash that is meant for the vendor: 0 to 1
  line gross{"gross", "USD"};
  line funded{"funded", "USD"};
  line net{"net", "USD"};
  line unspent{"unspent", "USD", line_kind::balance};  ///< at the period's end

  constexpr auto operator()(const auto& in) const {
    const auto available = in.previous(unspent, in.number(0, "1")) + in[invested] * in[returning];
    const auto all = in[spend] * in.years();
    const auto own = min(all, available);
    return lines(gross.is(all), funded.is(own), net.is(all - own), unspent.is(available - own));
  }
};

}  // namespace runrate

#endif
