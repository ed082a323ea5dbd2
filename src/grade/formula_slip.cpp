#include "grade/formula_slip.h"

#include <algorithm>
#include <numeric>
#include <span>
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
  static std::string write(const Term& formula) {
    FormWriter writer;
    writer.add(formula, true);
    return std::move(writer.text_);
  }

 private:
  void add(const Term& formula, bool tells_symbols_apart) {
    const Node& node = formula.node();
    if (node.op == Op::constant) {
      text_ += digits(node.value);
    } else if (node.op == Op::symbol) {
      text_ += 's';
      if (tells_symbols_apart) text_ += std::to_string(place_of(node.symbol));
    } else {
      // As in collect_symbols, whose places must be the same in formulas of one form.
      const bool inside = tells_symbols_apart && node.op != Op::series && node.op != Op::total;
      text_ += std::to_string(static_cast<int>(node.op)) + "(";
      for (size_t i = 0; i < operands_told_apart(node); ++i) {
        add(node.operands[i], inside);
        text_ += ',';
      }
      text_ += ')';
    }
  }

  /// 0 for the first symbol and whatever is equal to it, then 1.
  size_t place_of(const Symbol& symbol) {
    const auto known = std::find_if(symbols_.begin(), symbols_.end(),
                                    [&](const Symbol* other) { return *other == symbol; });
    const auto place = static_cast<size_t>(known - symbols_.begin());
    if (known == symbols_.end()) symbols_.push_back(&symbol);
    return place;
  }

  std::string text_;
  std::vector<const Symbol*> symbols_;
};

using Path = std::vector<size_t>;

/// Calls `visit` with each place of a formula that isn't a leaf, and the path to it. What is in a
/// series is seen in its general summand alone.
template <class Visit>
void for_each_place(const Term& formula, Path& path, const Visit& visit) {
  const Node& node = formula.node();
  if (node.op == Op::symbol || node.op == Op::constant) return;
  visit(formula, path);
  for (size_t i = 0; i < operands_told_apart(node); ++i) {
    path.push_back(i);
    for_each_place(node.operands[i], path, visit);
    path.pop_back();
  }
}

/// Calls `visit` with the line that a path leads to: from a series, with one in each summand.
template <class Visit>
void follow(const Worksheet& sheet, Worksheet::Line line, std::span<const size_t> path,
            const Visit& visit) {
  if (path.empty()) return visit(line);
  const std::span<const Worksheet::Line> x = sheet.operands(line);
  const auto go_on = [&](size_t i) { follow(sheet, x[i], path.subspan(1), visit); };
  go_on(path[0]);
  const Op op = sheet.node(line).op;
  if (op != Op::series || path[0] != 0) return;
  for (size_t i = first_summand(op); i < x.size(); ++i) go_on(i);
}

/// The same where the slip is made in the formula behind the result of that line.
template <class Visit>
void for_each_slip(const Worksheet& sheet, Worksheet::Line result, const FormulaSlip& slip,
                   const Visit& visit) {
  if (slip.only && slip.only != &sheet.node(result)) return;
  follow(sheet, sheet.operands(result)[0], slip.path, visit);
}

/// The results of a worksheet and those that they were made of, the last ones first.
class Results {
 public:
  static std::vector<Worksheet::Line> behind(std::span<const Worksheet::Line> lines,
                                             const Worksheet& sheet) {
    Results results(sheet);
    for (const Worksheet::Line line : lines) results.add(line);
    for (size_t i = 0; i < results.all_.size(); ++i) {
      results.look_into(sheet.operands(results.all_[i])[0]);
    }
    return std::move(results.all_);
  }

 private:
  explicit Results(const Worksheet& sheet) : sheet_(sheet), seen_(sheet.size()) {}

  void add(Worksheet::Line line) {
    if (!is_result(sheet_.term(line)) || seen_[line]) return;
    seen_[line] = true;
    all_.push_back(line);
  }
  void look_into(Worksheet::Line line) {
    if (sheet_.node(line).op == Op::symbol) return add(line);
    for (const Worksheet::Line operand : sheet_.operands(line)) look_into(operand);
  }

  const Worksheet& sheet_;
  std::vector<char> seen_;
  std::vector<Worksheet::Line> all_;
};

/// A line of a worksheet, to be looked into as Terms are.
struct Spot {
  const Worksheet* sheet;
  Worksheet::Line line;
};
const Node& node_of(const Spot& spot) { return spot.sheet->node(spot.line); }
Spot operand_of(const Spot& spot, size_t i) {
  return {spot.sheet, spot.sheet->operands(spot.line)[i]};
}
const Node& node_of(const Term& term) { return term.node(); }
const Term& operand_of(const Term& term, size_t i) { return term.node().operands[i]; }

/// The different symbols of a formula, in the order of reading; not those inside a series or a
/// total, where swapping them changes nothing. A formula is a Term or a Spot.
template <class Formula>
void collect_symbols(const Formula& formula, std::vector<Formula>& symbols) {
  const Node& node = node_of(formula);
  if (node.op == Op::series || node.op == Op::total) return;
  if (node.op == Op::symbol) {
    const bool known = std::any_of(symbols.begin(), symbols.end(), [&](const Formula& symbol) {
      return node_of(symbol).symbol == node.symbol;
    });
    if (!known) symbols.push_back(formula);
    return;
  }
  for (size_t i = 0; i < node.operands.size(); ++i) {
    collect_symbols(operand_of(formula, i), symbols);
  }
}

/// The formula with two of its symbols in each other's places.
Term swapped(const Term& formula, const Term& a, const Term& b) {
  const Node& node = formula.node();
  if (node.op == Op::symbol)
    return node.symbol == a.node().symbol ? b : node.symbol == b.node().symbol ? a : formula;
  if (node.op == Op::constant || node.op == Op::series || node.op == Op::total) return formula;
  std::vector<Term> operands;
  for (const Term& operand : node.operands) operands.push_back(swapped(operand, a, b));
  return make_term(node.op, Operands(std::move(operands)));
}

template <class N>
N without_operand(Op op, std::span<const N> x, size_t left_out) {
  if (op == Op::total) {
    std::vector<N> rest(x.begin(), x.end());
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    return rest.size() == 1 ? rest[0] : total(rest);
  }
  if (op == Op::subtract && left_out == 0) return -x[1];
  return x[1 - left_out];
}

/// What a slip other than a swap makes of an operation.
template <class N>
N altered(const FormulaSlip& slip, Op op, std::span<const N> x) {
  switch (slip.kind) {
    case Kind::operand_left_out:
      return without_operand(op, x, slip.first);
    case Kind::sign_turned:
      return op == Op::add ? x[0] - x[1] : x[0] + x[1];
    case Kind::function_left_out:
    case Kind::symbols_swapped:
      break;
  }
  return x[0];
}

/// What the slip makes of its place.
Term altered(const FormulaSlip& slip, const Term& place) {
  if (slip.kind != Kind::symbols_swapped) {
    return altered<Term>(slip, place.node().op, place.node().operands);
  }
  std::vector<Term> symbols;
  collect_symbols(place, symbols);
  return swapped(place, symbols[slip.first], symbols[slip.second]);
}

Number value_of(const Spot& spot) { return spot.sheet->value(spot.line); }

/// The value of a formula with two of its symbols in each other's places.
Number swapped_value(const Spot& formula, const Spot& a, const Spot& b) {
  const Node& node = node_of(formula);
  if (node.op == Op::symbol) {
    return value_of(node.symbol == node_of(a).symbol   ? b
                    : node.symbol == node_of(b).symbol ? a
                                                       : formula);
  }
  if (node.op == Op::constant || node.op == Op::series || node.op == Op::total) {
    return value_of(formula);
  }
  return evaluate(node.op, node.operands.size(),
                  [&](size_t i) { return swapped_value(operand_of(formula, i), a, b); });
}

/// The value that the slip gives its place.
Number altered(const FormulaSlip& slip, const Spot& place) {
  if (slip.kind == Kind::symbols_swapped) {
    std::vector<Spot> symbols;
    collect_symbols(place, symbols);
    return swapped_value(place, symbols[slip.first], symbols[slip.second]);
  }
  const Node& node = node_of(place);
  std::vector<Number> x;
  x.reserve(node.operands.size());
  for (size_t i = 0; i < node.operands.size(); ++i) x.push_back(value_of(operand_of(place, i)));
  return altered<Number>(slip, node.op, x);
}

/// The slips of one formula.
class Enumeration {
 public:
  Enumeration(const Term& formula, size_t form, const Node* only, std::vector<FormulaSlip>& slips)
      : form_(form), only_(only), slips_(slips) {
    Path path;
    for_each_place(formula, path,
                   [&](const Term& place, const Path& to_place) { add_slips(place, to_place); });
    add_swaps(formula);
  }

 private:
  void add(Kind kind, std::string_view code, const Term& place, const Path& path, size_t first = 0,
           size_t second = 0) {
    slips_.push_back({kind, code, &place, path, form_, first, second, only_});
  }

  void add_slips(const Term& place, const Path& path) {
    const auto leave_out = [&](size_t operand, std::string_view code) {
      add(Kind::operand_left_out, code, place, path, operand);
    };
    switch (place.node().op) {
      case Op::add:
      case Op::subtract:
        leave_out(1, "term_left_out");
        leave_out(0, "term_left_out");
        add(Kind::sign_turned, "sign_turned", place, path, 1);
        break;
      case Op::multiply:
        for (const size_t factor : {size_t{1}, size_t{0}}) {
          // Nobody leaves out a padding that isn't there.
          const Term& left_out = place.node().operands[factor];
          if (!left_out.value().is_zero()) leave_out(factor, "factor_left_out");
        }
        break;
      case Op::divide:
        leave_out(1, "divisor_left_out");
        break;
      case Op::total:
        // Of a single term nothing would be left.
        if (place.node().operands.size() == 1) break;
        for (size_t i = 0; i < place.node().operands.size() && i < kMostTold; ++i) {
          leave_out(i, "term_left_out");
        }
        break;
      case Op::power:
        add(Kind::function_left_out, "square_left_out", place, path);
        break;
      case Op::root:
        add(Kind::function_left_out, "square_root_left_out", place, path);
        break;
      case Op::floor:
      case Op::ceiling:
        add(Kind::function_left_out, "rounding_left_out", place, path);
        break;
      default:
        break;
    }
  }

  void add_swaps(const Term& formula) {
    std::vector<Term> symbols;
    collect_symbols(formula, symbols);
    for (size_t i = 0; i < symbols.size(); ++i) {
      for (size_t j = i + 1; j < symbols.size(); ++j) {
        // Nobody takes a padding that isn't there for something that is.
        if (symbols[i].value().is_zero() || symbols[j].value().is_zero()) continue;
        add(Kind::symbols_swapped, "symbols_swapped", formula, {}, i, j);
      }
    }
  }

  size_t form_;
  const Node* only_;
  std::vector<FormulaSlip>& slips_;
};

Prose words_of_left_out_operand(Op op, const Term& operand) {
  if (op == Op::divide) return prose("the division by ", operand, " is left out");
  return prose(op == Op::multiply ? "the factor " : "the term ", operand, " is left out");
}

Prose words_of_left_out_function(Op op, const Term& operand) {
  if (op == Op::power) return prose("the square of ", operand, " is left out");
  if (op == Op::root) return prose("the root of ", operand, " is left out");
  return prose("the result isn't rounded to a whole number");
}

Prose words_of_swap(const FormulaSlip& slip) {
  std::vector<Term> symbols;
  collect_symbols(*slip.place, symbols);
  return prose(symbols[slip.first], " and ", symbols[slip.second], " are swapped");
}

}  // namespace

Prose words_of(const FormulaSlip& slip) {
  const Node& node = slip.place->node();
  switch (slip.kind) {
    case Kind::operand_left_out:
      return words_of_left_out_operand(node.op, node.operands[slip.first]);
    case Kind::sign_turned:
      return prose("the sign before ", node.operands[slip.first], " is turned");
    case Kind::function_left_out:
      return words_of_left_out_function(node.op, node.operands[0]);
    case Kind::symbols_swapped:
      break;
  }
  return words_of_swap(slip);
}

FormulaSlips::FormulaSlips(Worksheet& sheet) : sheet_(sheet) {
  is_place_.resize(sheet_.size());
  for (const Line line : Results::behind(sheet_.results(), sheet_)) {
    std::string text = FormWriter::write(sheet_.node(line).operands[0]);
    auto form = std::find_if(forms_.begin(), forms_.end(),
                             [&](const Form& known) { return known.text == text; });
    if (form == forms_.end()) form = forms_.insert(form, {std::move(text), {}});
    form->results.push_back(line);
  }
  find_slips();
}

void FormulaSlips::find_slips() {
  std::vector<FormulaSlip> made_once;
  for (size_t form = 0; form < forms_.size(); ++form) {
    const std::vector<Line>& results = forms_[form].results;
    const auto formula = [&](Line line) -> const Term& { return sheet_.node(line).operands[0]; };
    Enumeration(formula(results[0]), form, nullptr, slips_);
    if (results.size() == 1 || results.size() > kMostTold) continue;
    for (const Line line : results) {
      Enumeration(formula(line), form, &sheet_.node(line), made_once);
    }
  }
  slips_.insert(slips_.end(), made_once.begin(), made_once.end());
}

Number FormulaSlips::value_with(const FormulaSlip& slip) {
  std::fill(is_place_.begin(), is_place_.end(), false);
  for (const Line result : forms_[slip.form].results) {
    for_each_slip(sheet_, result, slip, [&](Line place) { is_place_[place] = true; });
  }
  return sheet_.work_out([&](Line line) -> std::optional<Number> {
    if (!is_place_[line]) return std::nullopt;
    return altered(slip, Spot{&sheet_, line});
  });
}

std::vector<Term> FormulaSlips::with(const FormulaSlip& slip,
                                     const std::vector<Term>& results) const {
  std::vector<size_t> everywhere(results.size());
  std::iota(everywhere.begin(), everywhere.end(), size_t{0});
  return with(slip, results, everywhere);
}

std::vector<Term> FormulaSlips::with(const FormulaSlip& slip, const std::vector<Term>& results,
                                     std::span<const size_t> places) const {
  std::unordered_set<const Node*> made_at;
  const Worksheet sheet(results);
  std::vector<Line> lines;
  for (const size_t place : places) lines.push_back(sheet.results()[place]);
  for (const Line line : Results::behind(lines, sheet)) {
    if (FormWriter::write(sheet.node(line).operands[0]) != forms_[slip.form].text) continue;
    for_each_slip(sheet, line, slip, [&](Line place) { made_at.insert(&sheet.node(place)); });
  }
  Rework rework([&](const Term& original, const Term& reworked) -> std::optional<Term> {
    if (!made_at.contains(&original.node())) return std::nullopt;
    return altered(slip, reworked);
  });
  std::vector<Term> altered_results;
  altered_results.reserve(results.size());
  for (const Term& result : results) altered_results.push_back(rework(result));
  return altered_results;
}

}  // namespace cnnsolve
