import { sourceFiles } from './source-files.mjs'

/** Lines a file may have: nine in ten below the first number, none above the second. */
const BUDGETS = [
  { folder: 'domain/src', most: 180, longest: 350 },
  { folder: 'contract/src', most: 300, longest: 400 },
  { folder: 'server/src', most: 200, longest: 400 },
  { folder: 'web/src', most: 200, longest: 350 },
]

/** Files over budget. Lengths of functions and numbers of parameters are budgeted by the linter. */
export function budgetFaults() {
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
