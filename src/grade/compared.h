// One answer beside the right one: what of it is wrong, and in which order it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grade/mark.h"

namespace cnnsolve {

/// Where a volume's channels stand, as far as its sizes tell.
enum class ChannelOrder : std::uint8_t { unknown, first, last };

/// One answer as it was read and compared, entry by entry.
struct Compared {
  const Answer* right = nullptr;
  Reading reading;
  std::vector<size_t> wrong = {};
  std::vector<size_t> too_few_figures = {};
  std::vector<size_t> repeated = {};  ///< of the wrong, those of solutions given before
  std::vector<size_t> blank = {};     ///< of the wrong, those that weren't answered
  size_t missing = 0;                 ///< entries of solutions that weren't listed
  bool has_other_shape = false;
  ChannelOrder order = ChannelOrder::unknown;  ///< where both orders are right

  bool is_read() const { return reading.answer.has_value(); }
  const Matrix<TypedNumber>& typed() const { return reading.answer->numbers; }
};

/// `usual`: where the student has the channels elsewhere, for sizes that don't tell.
Compared compare_answer(const Answer& right, const Value& given, const GradeOptions& options,
                        ChannelOrder usual = ChannelOrder::unknown);

/// Whether it could be read, and is right in all entries or in its word.
bool is_right(const Compared& compared);

/// Whether an answer's entries are right or wrong one by one, as a list's are.
bool is_list(const AnswerValue& value);

/// "entry 2 and entry 5", or rows and columns of a matrix.
std::string places(const Compared& compared, const std::vector<size_t>& entries);

/// The codes and sentence of a right answer in another order; nothing where it isn't one.
std::optional<Finding> find_other_order(const Compared& compared, const GradeOptions& options);

/// A matrix whose rows and columns are swapped, compared as it ought to stand; nothing where the
/// half of it isn't right then.
std::optional<Compared> turned_back(const Compared& compared, const GradeOptions& options);

/// What is said of an answer with more or fewer entries than are wanted.
Prose wrong_shape_sentence(const Compared& compared);

}  // namespace cnnsolve
