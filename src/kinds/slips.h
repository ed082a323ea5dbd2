// The mistakes that people make with each kind of problem, for marking.
//
// Each reruns the same formulas, on an altered problem or with one thing in a formula changed.
#pragma once

#include <vector>

#include "grade/slip.h"
#include "kinds/batchnorm.h"
#include "kinds/conv.h"
#include "kinds/inverse_layer.h"
#include "kinds/linear.h"
#include "kinds/network.h"
#include "kinds/pool.h"
#include "kinds/residual.h"
#include "kinds/single_layer.h"
#include "kinds/transposed_conv.h"

namespace cnnsolve {

/// The problem has passed check(). Those that come first are said first.
std::vector<NamedSlip> named_slips(const ConvLayer& layer);
std::vector<NamedSlip> named_slips(const LinearLayer& layer);
std::vector<NamedSlip> named_slips(const Network& network);
std::vector<NamedSlip> named_slips(const InverseLayer<ConvLayer>& inverse);
std::vector<NamedSlip> named_slips(const InverseLayer<PoolLayer>& inverse);
std::vector<NamedSlip> named_slips(const InverseLayer<TransposedConvLayer>& inverse);
std::vector<NamedSlip> named_slips(const SingleLayer<SeparableConv>& layer);
std::vector<NamedSlip> named_slips(const SingleLayer<GlobalPool>& layer);
std::vector<NamedSlip> named_slips(const SingleLayer<AdaptivePool>& layer);
std::vector<NamedSlip> named_slips(const SingleLayer<Upsample>& layer);
std::vector<NamedSlip> named_slips(const SingleLayer<Flatten>& layer);
std::vector<NamedSlip> named_slips(const PoolLayer& layer);
std::vector<NamedSlip> named_slips(const TransposedConvLayer& layer);
std::vector<NamedSlip> named_slips(const ResidualBlock& block);
std::vector<NamedSlip> named_slips(const BatchNorm& problem);

}  // namespace cnnsolve
