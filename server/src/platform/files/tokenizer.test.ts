import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFileLimits } from './table.ts'
import { type Token, Tokenizer } from './tokenizer.ts'

function tokenize(pieces: readonly string[], quote = '"'): Token[] {
  const tokenizer = new Tokenizer({ delimiter: ',', quote, file: 'x.csv', limits: defaultFileLimits })
  const tokens: Token[] = []
  for (const piece of pieces) tokenizer.write(piece, tokens)
  tokenizer.end(tokens)
  return tokens
}

const hostileText = fc
  .array(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '""', '\r\n', 'b'), { maxLength: 40 })
  .map((parts) => parts.join(''))

const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
const cell = fc
  .array(fc.constantFrom('"', ',', '\n', 'a', 'é', ';', 'x'), { maxLength: 6 })
  .map((parts) => parts.join(''))

describe('cutting text into records', () => {
  it('gives the same records wherever the text is split into pieces', () => {
    const split = hostileText.chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(text.length)))
    fc.assert(
      fc.property(split, ([text, one, other]) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)]
        expect(tokenize(pieces)).toEqual(tokenize([text]))
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads back every record that was written with quotes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
        lineEnd,
        (records, end) => {
          const text = records.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + end)
          expect(tokenize([text.join('')]).map((token) => token.cells)).toEqual(records)
        },
      ),
    )
  })

  it('counts lines upwards and never past the end of the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = tokenize([text]).map((token) => token.line)
        expect(lines).toEqual([...lines].sort((one, other) => one - other))
        const last = (text.match(/\r\n|\n|\r/g)?.length ?? 0) + 1
        expect(Math.max(1, ...lines)).toBeLessThanOrEqual(last)
      }),
    )
  })

  it('uses the quote it is told', () => {
    expect(tokenize(["'a,b','it''s'\n"], "'").map((token) => token.cells)).toEqual([['a,b', "it's"]])
  })
})
