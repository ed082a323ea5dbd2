// The table of problem kinds, which everything that isn't about one kind reads.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "flags.h"
#include "forms.h"
#include "kinds/batchnorm.h"
#include "kinds/conv.h"
#include "kinds/inverse_layer.h"
#include "kinds/linear.h"
#include "kinds/network.h"
#include "kinds/pool.h"
#include "kinds/residual.h"
#include "kinds/single_layer.h"
#include "kinds/slips.h"
#include "kinds/transposed_conv.h"
#include "plain_answers.h"
#include "quick_reader.h"
#include "schema_form.h"

namespace cnnsolve {

using Problem =
    std::variant<ConvLayer, PoolLayer, TransposedConvLayer, LinearLayer, SingleLayer<SeparableConv>,
                 SingleLayer<GlobalPool>, SingleLayer<AdaptivePool>, SingleLayer<Upsample>,
                 SingleLayer<Flatten>, ResidualBlock, BatchNorm, Network, InverseLayer<ConvLayer>,
                 InverseLayer<PoolLayer>, InverseLayer<TransposedConvLayer>>;

struct Kind {
  std::string_view name;  ///< in JSON's "kind", and the command
  std::string_view summary;
  std::vector<std::string_view> examples;  ///< command lines without the program's name
  std::vector<std::string_view> headline;  ///< the answers that are marked where none are named
  Flags (*flags)();
  /// Adds its fields to the schema of an object.
  void (*add_to_schema)(SchemaForm& form);
  /// Reads the fields and notes the mistakes in them; then those in how they go together. Nothing
  /// where there were any.
  std::optional<Problem> (*read)(Reader& reader);
  /// Reads the fields and answers the problem; false where that is left to the careful reader.
  /// Calls `when_read`, if it isn't empty, once the text is no longer needed.
  bool (*answer)(QuickReader& reader, PlainAnswers& answers,
                 const std::function<void()>& when_read);
  /// Reads such a problem again, for its derivation.
  Problem (*read_again)(QuickReader& reader);
};

std::span<const Kind> kinds();
/// The kind of that name, or null.
const Kind* find_kind(std::string_view name);

/// The problem has been read without a mistake.
Solution solve(const Kind& kind, const Problem& problem);
/// The answers alone, without their derivation.
Solution answer(const Kind& kind, const Problem& problem);
/// The same answers and workings as they are marked, without the words.
std::vector<Answer> worked_answers(const Problem& problem);

std::vector<NamedSlip> named_slips(const Problem& problem);

}  // namespace cnnsolve
