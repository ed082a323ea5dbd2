// What a stream costs Node.js: JSON.parse, the formula, a short line.
const readline = require('readline');

const firstOf = (value) => (Array.isArray(value) ? value[0] : value);

function outputSize(size, layer, standard) {
  const stride = firstOf(layer.stride ?? 1), padding = layer.padding ?? standard;
  if (padding === 'same') return Math.ceil(size / stride);
  const span = (layer.dilation ?? 1) * (firstOf(layer.kernel ?? 1) - 1) + 1;
  const room = size + 2 * firstOf(padding) - span;
  if (room < 0) throw new Error('does not fit');
  return Math.floor(room / stride) + 1;
}

function solveLayers(problem, layers, padding) {
  let sizes = problem.input.slice(0, -1), channels = problem.input.at(-1);
  const groups = problem.groups ?? 1, bias = problem.bias ?? true ? 1 : 0;
  let parameters = 0, stride = 1;
  for (const layer of layers) {
    sizes = sizes.map((size) => outputSize(size, layer, padding));
    const positions = firstOf(layer.kernel ?? 1) ** sizes.length;
    parameters += layer.filters * (positions * (channels / groups) + bias);
    stride *= firstOf(layer.stride ?? 1);
    channels = layer.filters;
  }
  return {output: [...sizes, channels], parameters, stride};
}

function solveResidual(problem) {
  const {output, parameters, stride} = solveLayers(problem, problem.layers, 'same');
  if (output.every((size, i) => size === problem.input[i])) {
    return {shortcut: 'identity', parameters};
  }
  const filters = output.at(-1), bias = problem.bias ?? true ? 1 : 0;
  return {
    shortcut: 'projection',
    shortcut_filters: filters,
    shortcut_stride: stride,
    parameters: parameters + filters * (problem.input.at(-1) + bias),
  };
}

function solveBatchnorm(problem) {
  const result = {mean: [], variance: [], normalized: []};
  for (const row of problem.matrix) {
    const mean = row.reduce((sum, entry) => sum + entry, 0) / row.length;
    const variance = row.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / row.length;
    const root = Math.sqrt(variance + (problem.epsilon ?? 0));
    result.mean.push(mean);
    result.variance.push(variance);
    result.normalized.push(row.map((entry) => (entry - mean) / root));
  }
  return result;
}

const convFields = new Set(['id', 'kind', 'question', 'input', 'filters', 'kernel', 'padding',
  'stride', 'dilation', 'groups', 'bias']);

function solve(problem) {
  if (problem.kind === 'batchnorm') return solveBatchnorm(problem);
  if (problem.kind === 'residual') return solveResidual(problem);
  for (const name in problem) if (!convFields.has(name)) throw new Error('unknown field');
  const {output, parameters} = solveLayers(problem, [problem], 0);
  return {output, parameters};
}

function isRight(typed, right) {
  if (Array.isArray(right)) return right.every((item, i) => isRight(typed[i], item));
  if (Number.isInteger(right) || typeof right === 'string') return typed === right;
  return Math.abs(typed - right) <= 5.1e-7;
}

function mark(line) {
  const marks = {};
  for (const [name, value] of Object.entries(solve(line.problem))) {
    if (name in line.answers) marks[name] = isRight(line.answers[name], value);
  }
  return marks;
}

let number = 0, written = [];
function flush() {
  process.stdout.write(written.join(''));
  written = [];
}

readline.createInterface({input: process.stdin, crlfDelay: Infinity})
  .on('line', (text) => {
    let result;
    try {
      const line = JSON.parse(text);
      result = line.answers ? mark(line) : solve(line);
    } catch (error) {
      result = {error: error.message};
    }
    result.line = ++number;
    written.push(JSON.stringify(result) + '\n');
    if (written.length === 1000) flush();
  })
  .on('close', flush);
