# What a stream costs jq: the formula, a short line. Run with -cR, so that a bad line isn't the last.
def first_of: if type == "array" then .[0] else . end;

def output_size($layer; $standard):
  . as $size | ($layer.stride // 1 | first_of) as $stride | ($layer.padding // $standard) as $padding
  | if $padding == "same" then ($size / $stride | ceil)
    else ($size + 2 * ($padding | first_of)
          - (($layer.dilation // 1) * (($layer.kernel // 1 | first_of) - 1) + 1))
      | if . < 0 then error("does not fit") else (. / $stride | floor) + 1 end
    end;

def bias: if .bias == false then 0 else 1 end;

def solve_layers($layers; $padding):
  . as $problem | bias as $bias
  | reduce $layers[] as $layer (
      {sizes: .input[:-1], channels: .input[-1], parameters: 0, stride: 1};
      .sizes |= map(output_size($layer; $padding))
      | .parameters += $layer.filters
          * (pow($layer.kernel // 1 | first_of; .sizes | length)
             * .channels / ($problem.groups // 1) + $bias)
      | .stride *= ($layer.stride // 1 | first_of)
      | .channels = $layer.filters)
  | {output: (.sizes + [.channels]), parameters, stride};

def solve_residual:
  . as $problem | solve_layers(.layers; "same")
  | if .output == $problem.input then {shortcut: "identity", parameters}
    else {shortcut: "projection", shortcut_filters: .output[-1], shortcut_stride: .stride,
          parameters: (.parameters + .output[-1] * ($problem.input[-1] + ($problem | bias)))}
    end;

def solve_batchnorm:
  (.epsilon // 0) as $epsilon
  | [.matrix[] | (add / length) as $mean
     | (map((. - $mean) * (. - $mean)) | add / length) as $variance
     | {mean: $mean, variance: $variance,
        normalized: (($variance + $epsilon | sqrt) as $root | map((. - $mean) / $root))}]
  | {mean: map(.mean), variance: map(.variance), normalized: map(.normalized)};

def solve:
  if .kind == "batchnorm" then solve_batchnorm
  elif .kind == "residual" then solve_residual
  elif has("strides") then error("unknown field")
  else solve_layers([.]; 0) | {output, parameters}
  end;

def is_right($right):
  if $right | type == "array" then
    . as $typed | all(range($right | length); . as $i | $typed[$i] | is_right($right[$i]))
  elif $right | type == "number" then . - $right | fabs <= 5.1e-7
  else . == $right
  end;

def mark:
  .answers as $answers
  | .problem | solve | with_entries(select(.key as $name | $answers | has($name)))
  | with_entries(.value as $right | .key as $name | .value = ($answers[$name] | is_right($right)));

try (fromjson | if has("answers") then mark else solve end) catch {error: .}
| .line = input_line_number
