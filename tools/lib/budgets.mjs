import { functionLengths } from './function-lengths.mjs'
import { sourceFiles } from './source-files.mjs'

/** Lines a file may have: nine in ten below the first number, none above the second; and lines of a function. */
const BUDGETS = [
  { folder: 'domain/src', most: 180, longest: 350, ofFunction: 50 },
  { folder: 'contract/src', most: 260, longest: 300, ofFunction: 50 },
  { folder: 'demo/src', most: 300, longest: 350, ofFunction: 70 },
  { folder: 'server/src', most: 200, longest: 400, ofFunction: 70 },
  { folder: 'web/src', most: 200, longest: 350, ofFunction: 120 },
]

/**
 * Files and functions over budget. The linter has the same numbers for functions, but leaves some of their lines out; it
 * counts in helpers of tests too, and the parameters.
 */
export function budgetFaults() {
  return [...fileFaults(), ...functionFaults()]
}

function functionFaults() {
  return BUDGETS.flatMap(({ folder, ofFunction }) =>
    sourceFiles(folder)
      .filter(({ isTest }) => !isTest)
      .flatMap(({ file, text }) =>
        functionLengths(text, { tsx: file.endsWith('.tsx') })
          .filter(({ lines }) => lines > ofFunction)
          .map(
            ({ line, lines }) => `${file}:${line} is a function of ${lines} lines, at most ${ofFunction} are allowed`,
          ),
      ),
  )
}

function fileFaults() {
  const faults = []
  for (const { folder, most, longest } of BUDGETS) {
    const sizes = sourceFiles(folder)
      .filter(({ isTest }) => !isTest)
      .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
      .sort((a, b) => a.lines - b.lines)
    for (const { file, lines } of sizes)
      if (lines > longest) faults.push(`${file} has ${lines} lines, at most ${longest} are allowed`)
    const ninth = sizes[Math.floor(sizes.length * 0.9)]
    if (ninth && ninth.lines > most)
      faults.push(`${folder}: nine files in ten must be below ${most} lines, but ${ninth.file} has ${ninth.lines}`)
  }
  return faults
}
