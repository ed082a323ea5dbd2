// What the process needs of the system before it does anything.
#pragma once

namespace cnnsolve {

/// Deepens the stacks, lets memory run out with an exception, and keeps complaints out of files
/// that are opened later. To be called first, and once.
void prepare_process();

}  // namespace cnnsolve
