import { describe, expect, it } from 'vitest'
import { asKnownOn } from './known-on.ts'

const states = [
  { notedOn: null, value: 'as it began' },
  { notedOn: '2023-05-01', value: 'corrected' },
  { notedOn: '2024-02-10', value: 'corrected again' },
]

describe('what the books of a day say', () => {
  it('is the last that was written down by the end of the day', () => {
    expect(asKnownOn(states, '2023-04-30')).toBe('as it began')
    expect(asKnownOn(states, '2023-05-01')).toBe('corrected')
    expect(asKnownOn(states, '2024-02-09')).toBe('corrected')
    expect(asKnownOn(states, '2024-02-10')).toBe('corrected again')
  })

  it('is of a thing that came in later how it stood at the end of that day', () => {
    const late = [
      { notedOn: '2024-03-01', value: 'a slip' },
      { notedOn: '2024-03-01', value: 'mended at once' },
      { notedOn: '2024-03-02', value: 'corrected' },
    ]
    expect(asKnownOn(late, '2023-12-31')).toBe('mended at once')
    expect(asKnownOn(late, '2024-03-01')).toBe('mended at once')
    expect(asKnownOn(late, '2024-03-02')).toBe('corrected')
  })

  it('is nothing where nothing was ever written down, and a state that says nothing is still a state', () => {
    expect(asKnownOn([], '2024-01-01')).toBeNull()
    expect(asKnownOn([{ notedOn: null, value: undefined }], '2024-01-01')).toBeUndefined()
  })
})
