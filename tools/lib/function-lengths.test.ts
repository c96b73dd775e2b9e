import { expect, test } from 'vitest'
import { functionLengths } from './function-lengths.mjs'

const lengths = (text: string, options?: { tsx: boolean }) =>
  functionLengths(text, options).map(({ line, lines }) => [line, lines])

test('a function is as long as the lines from its first to its last, whatever stands on them', () => {
  expect(lengths('// é\n\nexport function sum() {\n\n  // why\n  return 1\n}\n')).toEqual([[3, 5]])
  expect(lengths('const one = () => 1\n')).toEqual([[1, 1]])
})

test('what stands in another function counts for both', () => {
  const text =
    'export const outer = () => {\n  const inner = function () {\n    return 1\n  }\n  return inner\n}\n// end\n'
  expect(lengths(text)).toEqual([
    [1, 6],
    [2, 3],
  ])
})

test('methods of objects and classes are functions', () => {
  expect(lengths('const it = {\n  method() {\n    return 1\n  },\n}\n')).toEqual([[2, 3]])
  expect(lengths('class It {\n  constructor() {\n  }\n  #own() {\n    return 1\n  }\n}\n')).toEqual([
    [2, 2],
    [4, 3],
  ])
})

test('elements of a page are lines like others', () => {
  expect(lengths('export function Page() {\n  return (\n    <p>\n      é\n    </p>\n  )\n}\n', { tsx: true })).toEqual([
    [1, 7],
  ])
})
