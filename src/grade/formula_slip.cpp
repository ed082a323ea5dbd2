#include "grade/formula_slip.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "math/rework.h"

namespace cnnsolve {
namespace {

using Kind = FormulaSlip::Kind;

// Of the terms of one total, and of the results of one form, so many are looked at one by one. More
// would take a time that grows with their square.
constexpr size_t kMostTold = 32;

/// A series has its general summand, which stands for all of them, and their count.
size_t operands_told_apart(const Node& node) {
  return node.op == Op::series ? 2 : node.operands.size();
}

/// Writes a formula without its names, but so that equal symbols are seen to be equal.
class FormWriter {
 public:
  static std::string write(const Term& formula) { return FormWriter().form(formula, true); }

 private:
  std::string form(const Term& formula, bool tells_symbols_apart) {
    const Node& node = formula.node();
    if (node.op == Op::constant) return digits(node.value);
    if (node.op == Op::symbol) return tells_symbols_apart ? numbered(node.symbol) : "s";
    // As in collect_symbols, whose places must be the same in formulas of one form.
    const bool inside = tells_symbols_apart && node.op != Op::series && node.op != Op::total;
    std::string text = std::to_string(static_cast<int>(node.op)) + "(";
    for (size_t i = 0; i < operands_told_apart(node); ++i) {
      text += form(node.operands[i], inside) + ",";
    }
    return text + ")";
  }

  /// "s0" for the first symbol and whatever is equal to it, then "s1".
  std::string numbered(const Symbol& symbol) {
    const auto known = std::find(symbols_.begin(), symbols_.end(), symbol);
    const auto place = known - symbols_.begin();
    if (known == symbols_.end()) symbols_.push_back(symbol);
    return "s" + std::to_string(place);
  }

  std::vector<Symbol> symbols_;
};

std::string form_of(const Term& formula) { return FormWriter::write(formula); }

/// Calls `visit` with each place of a formula that isn't a leaf, and the path to it. The summands
/// of a series share the path of the general one.
template <class Visit>
void for_each_place(const Term& formula, const std::string& path, const Visit& visit) {
  const Node& node = formula.node();
  if (node.op == Op::symbol || node.op == Op::constant) return;
  visit(formula, path);
  for (size_t i = 0; i < node.operands.size(); ++i) {
    const size_t step = node.op == Op::series && i >= 2 ? 0 : i;
    for_each_place(node.operands[i], path + std::to_string(step) + "/", visit);
  }
}

/// Gathers results and those that they were made of, the last ones first.
class Results {
 public:
  static std::vector<Term> behind(const std::vector<Term>& last) {
    Results results;
    for (const Term& result : last) results.add(result);
    for (size_t i = 0; i < results.all_.size(); ++i) {
      const Term formula = results.all_[i].node().operands[0];
      results.look_into(formula);
    }
    return std::move(results.all_);
  }

 private:
  void add(const Term& term) {
    if (is_result(term) && seen_.insert(&term.node()).second) all_.push_back(term);
  }
  void look_into(const Term& formula) {
    if (formula.node().op == Op::symbol) return add(formula);
    for (const Term& operand : formula.node().operands) look_into(operand);
  }

  std::vector<Term> all_;
  std::unordered_set<const Node*> seen_;
};

/// The different symbols of a formula, in the order of reading; not those inside a series or a
/// total, where swapping them changes nothing.
void collect_symbols(const Term& formula, std::vector<Term>& symbols) {
  const Node& node = formula.node();
  if (node.op == Op::series || node.op == Op::total) return;
  if (node.op == Op::symbol) {
    const bool known = std::any_of(symbols.begin(), symbols.end(), [&](const Term& symbol) {
      return symbol.node().symbol == node.symbol;
    });
    if (!known) symbols.push_back(formula);
  }
  if (node.op == Op::symbol) return;
  for (const Term& operand : node.operands) collect_symbols(operand, symbols);
}

/// The formula with two of its symbols in each other's places.
Term swapped(const Term& formula, const Term& a, const Term& b) {
  const Node& node = formula.node();
  if (node.op == Op::symbol)
    return node.symbol == a.node().symbol ? b : node.symbol == b.node().symbol ? a : formula;
  if (node.op == Op::constant || node.op == Op::series || node.op == Op::total) return formula;
  std::vector<Term> operands;
  for (const Term& operand : node.operands) operands.push_back(swapped(operand, a, b));
  return make_term(node.op, std::move(operands));
}

Term without_operand(Op op, const std::vector<Term>& x, size_t left_out) {
  if (op == Op::total) {
    std::vector<Term> rest = x;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    return rest.size() == 1 ? rest[0] : total(rest);
  }
  if (op == Op::subtract && left_out == 0) return -x[1];
  return x[1 - left_out];
}

/// What the slip makes of its place.
Term altered(const FormulaSlip& slip, const Term& place) {
  const Node& node = place.node();
  const std::vector<Term>& x = node.operands;
  switch (slip.kind) {
    case Kind::operand_left_out:
      return without_operand(node.op, x, slip.first);
    case Kind::sign_turned:
      return node.op == Op::add ? x[0] - x[1] : x[0] + x[1];
    case Kind::function_left_out:
      return x[0];
    case Kind::symbols_swapped: {
      std::vector<Term> symbols;
      collect_symbols(place, symbols);
      return swapped(place, symbols[slip.first], symbols[slip.second]);
    }
  }
  return place;
}

/// The slips of one formula.
class Enumeration {
 public:
  explicit Enumeration(const Term& formula) : formula_(formula), form_(form_of(formula)) {
    for_each_place(formula, "", [&](const Term& place, const std::string& path) {
      if (paths_.insert(path).second) add_slips(place.node(), path);
    });
    add_swaps();
  }
  std::vector<FormulaSlip> take() { return std::move(slips_); }

 private:
  void add(Kind kind, const std::string& path, size_t first, std::string_view code, Prose words) {
    slips_.push_back({kind, form_, path, first, 0, code, std::move(words)});
  }

  void add_slips(const Node& node, const std::string& path) {
    const std::vector<Term>& x = node.operands;
    const auto leave_out = [&](size_t operand, std::string_view code, std::string_view noun) {
      add(Kind::operand_left_out, path, operand, code, prose(noun, x[operand], " is left out"));
    };
    switch (node.op) {
      case Op::add:
      case Op::subtract:
        leave_out(1, "term_left_out", "the term ");
        leave_out(0, "term_left_out", "the term ");
        add(Kind::sign_turned, path, 1, "sign_turned",
            prose("the sign before ", x[1], " is turned"));
        break;
      case Op::multiply:
        leave_out(1, "factor_left_out", "the factor ");
        leave_out(0, "factor_left_out", "the factor ");
        break;
      case Op::divide:
        add(Kind::operand_left_out, path, 1, "divisor_left_out",
            prose("the division by ", x[1], " is left out"));
        break;
      case Op::total:
        for (size_t i = 0; i < x.size() && i < kMostTold; ++i) {
          leave_out(i, "term_left_out", "the term ");
        }
        break;
      case Op::power:
        add(Kind::function_left_out, path, 0, "square_left_out",
            prose("the square of ", x[0], " is left out"));
        break;
      case Op::root:
        add(Kind::function_left_out, path, 0, "root_left_out",
            prose("the root of ", x[0], " is left out"));
        break;
      case Op::floor:
      case Op::ceiling:
        add(Kind::function_left_out, path, 0, "rounding_left_out",
            prose("the result isn't rounded to a whole number"));
        break;
      default:
        break;
    }
  }

  void add_swaps() {
    std::vector<Term> symbols;
    collect_symbols(formula_, symbols);
    for (size_t i = 0; i < symbols.size(); ++i) {
      for (size_t j = i + 1; j < symbols.size(); ++j) {
        slips_.push_back({Kind::symbols_swapped, form_, "", i, j, "symbols_swapped",
                          prose(symbols[i], " and ", symbols[j], " are swapped")});
      }
    }
  }

  const Term& formula_;
  std::string form_;
  std::unordered_set<std::string> paths_;
  std::vector<FormulaSlip> slips_;
};

}  // namespace

std::vector<FormulaSlip> formula_slips(const Term& result) {
  std::vector<FormulaSlip> slips, made_once;
  std::unordered_map<std::string, std::vector<Term>> of_form;
  std::vector<std::string> forms;
  for (const Term& each : Results::behind({result})) {
    const std::string form = form_of(each.node().operands[0]);
    if (of_form[form].empty()) forms.push_back(form);
    of_form[form].push_back(each);
  }
  for (const std::string& form : forms) {
    const std::vector<Term>& results = of_form[form];
    for (const Term& each : results) {
      std::vector<FormulaSlip> found = Enumeration(each.node().operands[0]).take();
      if (&each == &results[0]) slips.insert(slips.end(), found.begin(), found.end());
      if (results.size() == 1 || results.size() > kMostTold) break;
      for (FormulaSlip& slip : found) slip.only = &each.node();
      made_once.insert(made_once.end(), found.begin(), found.end());
    }
  }
  slips.insert(slips.end(), made_once.begin(), made_once.end());
  return slips;
}

std::vector<Term> with_slip(const FormulaSlip& slip, const std::vector<Term>& results) {
  std::unordered_set<const Node*> places;
  for (const Term& result : Results::behind(results)) {
    const Term& formula = result.node().operands[0];
    if (form_of(formula) != slip.form) continue;
    if (slip.only && slip.only != &result.node()) continue;
    for_each_place(formula, "", [&](const Term& place, const std::string& path) {
      if (path == slip.path) places.insert(&place.node());
    });
  }
  Rework rework([&](const Term& original, const Term& reworked) -> std::optional<Term> {
    if (!places.contains(&original.node())) return std::nullopt;
    return altered(slip, reworked);
  });
  std::vector<Term> altered_results;
  for (const Term& result : results) altered_results.push_back(rework(result));
  return altered_results;
}

}  // namespace cnnsolve
