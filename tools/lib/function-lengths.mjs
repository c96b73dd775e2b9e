import { parseSync } from '@swc/core'

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
])
/** Stands behind the source, so that the parser's last position is the end of a known text. */
const END = '\n;'

/** Every function with the line it begins on and the lines from its first to its last, blank ones and comments too. */
export function functionLengths(text, { tsx = false } = {}) {
  const source = Buffer.from(text + END)
  const module = parseSync(source.toString(), { syntax: 'typescript', tsx })
  // Positions go on from one parsed file to the next.
  const before = module.span.end - source.length
  const lineAt = lineFinder(source)
  return spansIn(module).map(({ start, end }) => {
    const line = lineAt(start - before)
    return { line, lines: lineAt(end - before) - line + 1 }
  })
}

function lineFinder(source) {
  const breaks = [...source.keys()].filter((at) => source[at] === 10)
  return (position) => {
    let low = 0
    let high = breaks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (breaks[middle] < position) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

function spansIn(node, found = []) {
  if (FUNCTIONS.has(node.type)) {
    // A method of an object has no span of its own: its name begins it and its body ends it.
    const { start } = node.span ?? node.key.span
    const { end } = node.span ?? node.body.span
    found.push({ start, end })
  }
  for (const part of Object.values(node)) if (typeof part === 'object' && part !== null) spansIn(part, found)
  return found
}
