// KaTeX, in its strict mode, accepts every formula in Markdown.
// Usage: node check.mjs [FILE.md …]; without files it reads standard input.
import { readFileSync } from 'node:fs';
import katex from 'katex';

const CODE = /^```[^\n]*\n[\s\S]*?^```$|`[^`\n]*`/gm;
const FORMULA = /\$\$([^$]+)\$\$|(?<!\\)\$([^$\n]+)\$/g;

function check(name, markdown) {
  const text = markdown.replace(/^> ?/gm, '').replace(CODE, '');
  let count = 0;
  const rest = text.replace(FORMULA, (whole, display, inline) => {
    try {
      katex.renderToString(display ?? inline, {
        displayMode: display !== undefined,
        strict: 'error',
        throwOnError: true,
      });
    } catch (error) {
      throw new Error(`${name}: ${whole}\n${error.message}`);
    }
    ++count;
    return '';
  });
  const stray = rest.split('\n').find((line) => /(?<!\\)\$/.test(line));
  if (stray) throw new Error(`${name}: a dollar sign without its partner: ${stray}`);
  return count;
}

const files = process.argv.slice(2);
const names = files.length > 0 ? files : ['/dev/stdin'];
try {
  const count = names.reduce((sum, name) => sum + check(name, readFileSync(name, 'utf8')), 0);
  console.log(`${count} formulas`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
