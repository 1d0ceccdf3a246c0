// Every currency of ISO 4217 that has a minor unit, as a tag type and its constant of the same name. The list is
// the one of detail/iso_4217.hpp, where the numeric codes, minor units and names are.
#ifndef RUNRATE_CORE_CURRENCIES_HPP
#define RUNRATE_CORE_CURRENCIES_HPP

#include <runrate/core/currency.hpp>

/// The ISO 4217 currencies and funds codes (list one, after amendment 180), by their codes in lower case. Turkey's
/// `try_` has an underscore because `try` is a C++ keyword. Metals, the SDR and the testing codes are absent: the
/// standard gives them no minor unit. Withdrawn currencies (`bgn`, `hrk`, `ang`...) are absent too: declare them as
/// a currency of your own.
///
///     using namespace runrate::literals;
///     constexpr auto rent = runrate::currencies::chf(12.5_k);  // CHF 12,500
namespace runrate::currencies {

// One line a currency, so that the list can be read against the standard.
// clang-format off
inline constexpr struct aed : iso_currency<aed, 'A', 'E', 'D'> {} aed;  // UAE Dirham
inline constexpr struct afn : iso_currency<afn, 'A', 'F', 'N'> {} afn;  // Afghani
inline constexpr struct all : iso_currency<all, 'A', 'L', 'L'> {} all;  // Lek
inline constexpr struct amd : iso_currency<amd, 'A', 'M', 'D'> {} amd;  // Armenian Dram
inline constexpr struct aoa : iso_currency<aoa, 'A', 'O', 'A'> {} aoa;  // Kwanza
inline constexpr struct ars : iso_currency<ars, 'A', 'R', 'S'> {} ars;  // Argentine Peso
inline constexpr struct aud : iso_currency<aud, 'A', 'U', 'D'> {} aud;  // Australian Dollar
inline constexpr struct awg : iso_currency<awg, 'A', 'W', 'G'> {} awg;  // Aruban Florin
inline constexpr struct azn : iso_currency<azn, 'A', 'Z', 'N'> {} azn;  // Azerbaijan Manat
inline constexpr struct bam : iso_currency<bam, 'B', 'A', 'M'> {} bam;  // Convertible Mark
inline constexpr struct bbd : iso_currency<bbd, 'B', 'B', 'D'> {} bbd;  // Barbados Dollar
inline constexpr struct bdt : iso_currency<bdt, 'B', 'D', 'T'> {} bdt;  // Taka
inline constexpr struct bhd : iso_currency<bhd, 'B', 'H', 'D'> {} bhd;  // Bahraini Dinar
inline constexpr struct bif : iso_currency<bif, 'B', 'I', 'F'> {} bif;  // Burundi Franc
inline constexpr struct bmd : iso_currency<bmd, 'B', 'M', 'D'> {} bmd;  // Bermudian Dollar
inline constexpr struct bnd : iso_currency<bnd, 'B', 'N', 'D'> {} bnd;  // Brunei Dollar
inline constexpr struct bob : iso_currency<bob, 'B', 'O', 'B'> {} bob;  // Boliviano
inline constexpr struct bov : iso_currency<bov, 'B', 'O', 'V'> {} bov;  // Mvdol
inline constexpr struct brl : iso_currency<brl, 'B', 'R', 'L'> {} brl;  // Brazilian Real
inline constexpr struct bsd : iso_currency<bsd, 'B', 'S', 'D'> {} bsd;  // Bahamian Dollar
inline constexpr struct btn : iso_currency<btn, 'B', 'T', 'N'> {} btn;  // Ngultrum
inline constexpr struct bwp : iso_currency<bwp, 'B', 'W', 'P'> {} bwp;  // Pula
inline constexpr struct byn : iso_currency<byn, 'B', 'Y', 'N'> {} byn;  // Belarusian Ruble
inline constexpr struct bzd : iso_currency<bzd, 'B', 'Z', 'D'> {} bzd;  // Belize Dollar
inline constexpr struct cad : iso_currency<cad, 'C', 'A', 'D'> {} cad;  // Canadian Dollar
inline constexpr struct cdf : iso_currency<cdf, 'C', 'D', 'F'> {} cdf;  // Congolese Franc
inline constexpr struct che : iso_currency<che, 'C', 'H', 'E'> {} che;  // WIR Euro
inline constexpr struct chf : iso_currency<chf, 'C', 'H', 'F'> {} chf;  // Swiss Franc
inline constexpr struct chw : iso_currency<chw, 'C', 'H', 'W'> {} chw;  // WIR Franc
inline constexpr struct clf : iso_currency<clf, 'C', 'L', 'F'> {} clf;  // Unidad de Fomento
inline constexpr struct clp : iso_currency<clp, 'C', 'L', 'P'> {} clp;  // Chilean Peso
inline constexpr struct cny : iso_currency<cny, 'C', 'N', 'Y'> {} cny;  // Yuan Renminbi
inline constexpr struct cop : iso_currency<cop, 'C', 'O', 'P'> {} cop;  // Colombian Peso
inline constexpr struct cou : iso_currency<cou, 'C', 'O', 'U'> {} cou;  // Unidad de Valor Real
inline constexpr struct crc : iso_currency<crc, 'C', 'R', 'C'> {} crc;  // Costa Rican Colon
inline constexpr struct cup : iso_currency<cup, 'C', 'U', 'P'> {} cup;  // Cuban Peso
inline constexpr struct cve : iso_currency<cve, 'C', 'V', 'E'> {} cve;  // Cabo Verde Escudo
inline constexpr struct czk : iso_currency<czk, 'C', 'Z', 'K'> {} czk;  // Czech Koruna
inline constexpr struct djf : iso_currency<djf, 'D', 'J', 'F'> {} djf;  // Djibouti Franc
inline constexpr struct dkk : iso_currency<dkk, 'D', 'K', 'K'> {} dkk;  // Danish Krone
inline constexpr struct dop : iso_currency<dop, 'D', 'O', 'P'> {} dop;  // Dominican Peso
inline constexpr struct dzd : iso_currency<dzd, 'D', 'Z', 'D'> {} dzd;  // Algerian Dinar
inline constexpr struct egp : iso_currency<egp, 'E', 'G', 'P'> {} egp;  // Egyptian Pound
inline constexpr struct ern : iso_currency<ern, 'E', 'R', 'N'> {} ern;  // Nakfa
inline constexpr struct etb : iso_currency<etb, 'E', 'T', 'B'> {} etb;  // Ethiopian Birr
inline constexpr struct eur : iso_currency<eur, 'E', 'U', 'R'> {} eur;  // Euro
inline constexpr struct fjd : iso_currency<fjd, 'F', 'J', 'D'> {} fjd;  // Fiji Dollar
inline constexpr struct fkp : iso_currency<fkp, 'F', 'K', 'P'> {} fkp;  // Falkland Islands Pound
inline constexpr struct gbp : iso_currency<gbp, 'G', 'B', 'P'> {} gbp;  // Pound Sterling
inline constexpr struct gel : iso_currency<gel, 'G', 'E', 'L'> {} gel;  // Lari
inline constexpr struct ghs : iso_currency<ghs, 'G', 'H', 'S'> {} ghs;  // Ghana Cedi
inline constexpr struct gip : iso_currency<gip, 'G', 'I', 'P'> {} gip;  // Gibraltar Pound
inline constexpr struct gmd : iso_currency<gmd, 'G', 'M', 'D'> {} gmd;  // Dalasi
inline constexpr struct gnf : iso_currency<gnf, 'G', 'N', 'F'> {} gnf;  // Guinean Franc
inline constexpr struct gtq : iso_currency<gtq, 'G', 'T', 'Q'> {} gtq;  // Quetzal
inline constexpr struct gyd : iso_currency<gyd, 'G', 'Y', 'D'> {} gyd;  // Guyana Dollar
inline constexpr struct hkd : iso_currency<hkd, 'H', 'K', 'D'> {} hkd;  // Hong Kong Dollar
inline constexpr struct hnl : iso_currency<hnl, 'H', 'N', 'L'> {} hnl;  // Lempira
inline constexpr struct htg : iso_currency<htg, 'H', 'T', 'G'> {} htg;  // Gourde
inline constexpr struct huf : iso_currency<huf, 'H', 'U', 'F'> {} huf;  // Forint
inline constexpr struct idr : iso_currency<idr, 'I', 'D', 'R'> {} idr;  // Rupiah
inline constexpr struct ils : iso_currency<ils, 'I', 'L', 'S'> {} ils;  // New Israeli Sheqel
inline constexpr struct inr : iso_currency<inr, 'I', 'N', 'R'> {} inr;  // Indian Rupee
inline constexpr struct iqd : iso_currency<iqd, 'I', 'Q', 'D'> {} iqd;  // Iraqi Dinar
inline constexpr struct irr : iso_currency<irr, 'I', 'R', 'R'> {} irr;  // Iranian Rial
inline constexpr struct isk : iso_currency<isk, 'I', 'S', 'K'> {} isk;  // Iceland Krona
inline constexpr struct jmd : iso_currency<jmd, 'J', 'M', 'D'> {} jmd;  // Jamaican Dollar
inline constexpr struct jod : iso_currency<jod, 'J', 'O', 'D'> {} jod;  // Jordanian Dinar
inline constexpr struct jpy : iso_currency<jpy, 'J', 'P', 'Y'> {} jpy;  // Yen
inline constexpr struct kes : iso_currency<kes, 'K', 'E', 'S'> {} kes;  // Kenyan Shilling
inline constexpr struct kgs : iso_currency<kgs, 'K', 'G', 'S'> {} kgs;  // Som
inline constexpr struct khr : iso_currency<khr, 'K', 'H', 'R'> {} khr;  // Riel
inline constexpr struct kmf : iso_currency<kmf, 'K', 'M', 'F'> {} kmf;  // Comorian Franc
inline constexpr struct kpw : iso_currency<kpw, 'K', 'P', 'W'> {} kpw;  // North Korean Won
inline constexpr struct krw : iso_currency<krw, 'K', 'R', 'W'> {} krw;  // Won
inline constexpr struct kwd : iso_currency<kwd, 'K', 'W', 'D'> {} kwd;  // Kuwaiti Dinar
inline constexpr struct kyd : iso_currency<kyd, 'K', 'Y', 'D'> {} kyd;  // Cayman Islands Dollar
inline constexpr struct kzt : iso_currency<kzt, 'K', 'Z', 'T'> {} kzt;  // Tenge
inline constexpr struct lak : iso_currency<lak, 'L', 'A', 'K'> {} lak;  // Lao Kip
inline constexpr struct lbp : iso_currency<lbp, 'L', 'B', 'P'> {} lbp;  // Lebanese Pound
inline constexpr struct lkr : iso_currency<lkr, 'L', 'K', 'R'> {} lkr;  // Sri Lanka Rupee
inline constexpr struct lrd : iso_currency<lrd, 'L', 'R', 'D'> {} lrd;  // Liberian Dollar
inline constexpr struct lsl : iso_currency<lsl, 'L', 'S', 'L'> {} lsl;  // Loti
inline constexpr struct lyd : iso_currency<lyd, 'L', 'Y', 'D'> {} lyd;  // Libyan Dinar
inline constexpr struct mad : iso_currency<mad, 'M', 'A', 'D'> {} mad;  // Moroccan Dirham
inline constexpr struct mdl : iso_currency<mdl, 'M', 'D', 'L'> {} mdl;  // Moldovan Leu
inline constexpr struct mga : iso_currency<mga, 'M', 'G', 'A'> {} mga;  // Malagasy Ariary
inline constexpr struct mkd : iso_currency<mkd, 'M', 'K', 'D'> {} mkd;  // Denar
inline constexpr struct mmk : iso_currency<mmk, 'M', 'M', 'K'> {} mmk;  // Kyat
inline constexpr struct mnt : iso_currency<mnt, 'M', 'N', 'T'> {} mnt;  // Tugrik
inline constexpr struct mop : iso_currency<mop, 'M', 'O', 'P'> {} mop;  // Pataca
inline constexpr struct mru : iso_currency<mru, 'M', 'R', 'U'> {} mru;  // Ouguiya
inline constexpr struct mur : iso_currency<mur, 'M', 'U', 'R'> {} mur;  // Mauritius Rupee
inline constexpr struct mvr : iso_currency<mvr, 'M', 'V', 'R'> {} mvr;  // Rufiyaa
inline constexpr struct mwk : iso_currency<mwk, 'M', 'W', 'K'> {} mwk;  // Malawi Kwacha
inline constexpr struct mxn : iso_currency<mxn, 'M', 'X', 'N'> {} mxn;  // Mexican Peso
inline constexpr struct mxv : iso_currency<mxv, 'M', 'X', 'V'> {} mxv;  // Mexican Unidad de Inversion (UDI)
inline constexpr struct myr : iso_currency<myr, 'M', 'Y', 'R'> {} myr;  // Malaysian Ringgit
inline constexpr struct mzn : iso_currency<mzn, 'M', 'Z', 'N'> {} mzn;  // Mozambique Metical
inline constexpr struct nad : iso_currency<nad, 'N', 'A', 'D'> {} nad;  // Namibia Dollar
inline constexpr struct ngn : iso_currency<ngn, 'N', 'G', 'N'> {} ngn;  // Naira
inline constexpr struct nio : iso_currency<nio, 'N', 'I', 'O'> {} nio;  // Cordoba Oro
inline constexpr struct nok : iso_currency<nok, 'N', 'O', 'K'> {} nok;  // Norwegian Krone
inline constexpr struct npr : iso_currency<npr, 'N', 'P', 'R'> {} npr;  // Nepalese Rupee
inline constexpr struct nzd : iso_currency<nzd, 'N', 'Z', 'D'> {} nzd;  // New Zealand Dollar
inline constexpr struct omr : iso_currency<omr, 'O', 'M', 'R'> {} omr;  // Rial Omani
inline constexpr struct pab : iso_currency<pab, 'P', 'A', 'B'> {} pab;  // Balboa
inline constexpr struct pen : iso_currency<pen, 'P', 'E', 'N'> {} pen;  // Sol
inline constexpr struct pgk : iso_currency<pgk, 'P', 'G', 'K'> {} pgk;  // Kina
inline constexpr struct php : iso_currency<php, 'P', 'H', 'P'> {} php;  // Philippine Peso
inline constexpr struct pkr : iso_currency<pkr, 'P', 'K', 'R'> {} pkr;  // Pakistan Rupee
inline constexpr struct pln : iso_currency<pln, 'P', 'L', 'N'> {} pln;  // Zloty
inline constexpr struct pyg : iso_currency<pyg, 'P', 'Y', 'G'> {} pyg;  // Guarani
inline constexpr struct qar : iso_currency<qar, 'Q', 'A', 'R'> {} qar;  // Qatari Rial
inline constexpr struct ron : iso_currency<ron, 'R', 'O', 'N'> {} ron;  // Romanian Leu
inline constexpr struct rsd : iso_currency<rsd, 'R', 'S', 'D'> {} rsd;  // Serbian Dinar
inline constexpr struct rub : iso_currency<rub, 'R', 'U', 'B'> {} rub;  // Russian Ruble
inline constexpr struct rwf : iso_currency<rwf, 'R', 'W', 'F'> {} rwf;  // Rwanda Franc
inline constexpr struct sar : iso_currency<sar, 'S', 'A', 'R'> {} sar;  // Saudi Riyal
inline constexpr struct sbd : iso_currency<sbd, 'S', 'B', 'D'> {} sbd;  // Solomon Islands Dollar
inline constexpr struct scr : iso_currency<scr, 'S', 'C', 'R'> {} scr;  // Seychelles Rupee
inline constexpr struct sdg : iso_currency<sdg, 'S', 'D', 'G'> {} sdg;  // Sudanese Pound
inline constexpr struct sek : iso_currency<sek, 'S', 'E', 'K'> {} sek;  // Swedish Krona
inline constexpr struct sgd : iso_currency<sgd, 'S', 'G', 'D'> {} sgd;  // Singapore Dollar
inline constexpr struct shp : iso_currency<shp, 'S', 'H', 'P'> {} shp;  // Saint Helena Pound
inline constexpr struct sle : iso_currency<sle, 'S', 'L', 'E'> {} sle;  // Leone
inline constexpr struct sos : iso_currency<sos, 'S', 'O', 'S'> {} sos;  // Somali Shilling
inline constexpr struct srd : iso_currency<srd, 'S', 'R', 'D'> {} srd;  // Surinam Dollar
inline constexpr struct ssp : iso_currency<ssp, 'S', 'S', 'P'> {} ssp;  // South Sudanese Pound
inline constexpr struct stn : iso_currency<stn, 'S', 'T', 'N'> {} stn;  // Dobra
inline constexpr struct svc : iso_currency<svc, 'S', 'V', 'C'> {} svc;  // El Salvador Colon
inline constexpr struct syp : iso_currency<syp, 'S', 'Y', 'P'> {} syp;  // Syrian Pound
inline constexpr struct szl : iso_currency<szl, 'S', 'Z', 'L'> {} szl;  // Lilangeni
inline constexpr struct thb : iso_currency<thb, 'T', 'H', 'B'> {} thb;  // Baht
inline constexpr struct tjs : iso_currency<tjs, 'T', 'J', 'S'> {} tjs;  // Somoni
inline constexpr struct tmt : iso_currency<tmt, 'T', 'M', 'T'> {} tmt;  // Turkmenistan New Manat
inline constexpr struct tnd : iso_currency<tnd, 'T', 'N', 'D'> {} tnd;  // Tunisian Dinar
inline constexpr struct top : iso_currency<top, 'T', 'O', 'P'> {} top;  // Pa’anga
inline constexpr struct try_ : iso_currency<try_, 'T', 'R', 'Y'> {} try_;  // Turkish Lira
inline constexpr struct ttd : iso_currency<ttd, 'T', 'T', 'D'> {} ttd;  // Trinidad and Tobago Dollar
inline constexpr struct twd : iso_currency<twd, 'T', 'W', 'D'> {} twd;  // New Taiwan Dollar
inline constexpr struct tzs : iso_currency<tzs, 'T', 'Z', 'S'> {} tzs;  // Tanzanian Shilling
inline constexpr struct uah : iso_currency<uah, 'U', 'A', 'H'> {} uah;  // Hryvnia
inline constexpr struct ugx : iso_currency<ugx, 'U', 'G', 'X'> {} ugx;  // Uganda Shilling
inline constexpr struct usd : iso_currency<usd, 'U', 'S', 'D'> {} usd;  // US Dollar
inline constexpr struct usn : iso_currency<usn, 'U', 'S', 'N'> {} usn;  // US Dollar (Next day)
inline constexpr struct uyi : iso_currency<uyi, 'U', 'Y', 'I'> {} uyi;  // Uruguay Peso en Unidades Indexadas (UI)
inline constexpr struct uyu : iso_currency<uyu, 'U', 'Y', 'U'> {} uyu;  // Peso Uruguayo
inline constexpr struct uyw : iso_currency<uyw, 'U', 'Y', 'W'> {} uyw;  // Unidad Previsional
inline constexpr struct uzs : iso_currency<uzs, 'U', 'Z', 'S'> {} uzs;  // Uzbekistan Sum
inline constexpr struct ved : iso_currency<ved, 'V', 'E', 'D'> {} ved;  // Bolívar Soberano
inline constexpr struct ves : iso_currency<ves, 'V', 'E', 'S'> {} ves;  // Bolívar Soberano
inline constexpr struct vnd : iso_currency<vnd, 'V', 'N', 'D'> {} vnd;  // Dong
inline constexpr struct vuv : iso_currency<vuv, 'V', 'U', 'V'> {} vuv;  // Vatu
inline constexpr struct wst : iso_currency<wst, 'W', 'S', 'T'> {} wst;  // Tala
inline constexpr struct xad : iso_currency<xad, 'X', 'A', 'D'> {} xad;  // Arab Accounting Dinar
inline constexpr struct xaf : iso_currency<xaf, 'X', 'A', 'F'> {} xaf;  // CFA Franc BEAC
inline constexpr struct xcd : iso_currency<xcd, 'X', 'C', 'D'> {} xcd;  // East Caribbean Dollar
inline constexpr struct xcg : iso_currency<xcg, 'X', 'C', 'G'> {} xcg;  // Caribbean Guilder
inline constexpr struct xof : iso_currency<xof, 'X', 'O', 'F'> {} xof;  // CFA Franc BCEAO
inline constexpr struct xpf : iso_currency<xpf, 'X', 'P', 'F'> {} xpf;  // CFP Franc
inline constexpr struct yer : iso_currency<yer, 'Y', 'E', 'R'> {} yer;  // Yemeni Rial
inline constexpr struct zar : iso_currency<zar, 'Z', 'A', 'R'> {} zar;  // Rand
inline constexpr struct zmw : iso_currency<zmw, 'Z', 'M', 'W'> {} zmw;  // Zambian Kwacha
inline constexpr struct zwg : iso_currency<zwg, 'Z', 'W', 'G'> {} zwg;  // Zimbabwe Gold
// clang-format on

}  // namespace runrate::currencies

namespace runrate {

// The currencies that most filings are in can be named without their namespace.
using currencies::aud, currencies::brl, currencies::cad, currencies::chf, currencies::cny, currencies::eur;
using currencies::gbp, currencies::hkd, currencies::inr, currencies::jpy, currencies::krw, currencies::usd;

}  // namespace runrate

#endif
