import { describe, expect, it } from 'vitest'
import { answersBefore } from './earlier-answers.ts'

const answer = (content: string, asOf: string, authorName = 'Anna') => ({ content, asOf, authorName })
const words = (told: Parameters<typeof answersBefore>[0]) =>
  answersBefore(told).map(({ content, asOf }) => `${content} ${asOf}`)

describe('what was answered before', () => {
  it('is nothing while there was one answer, however often it was confirmed', () => {
    expect(words([])).toEqual([])
    expect(words([answer('Basic', '2024-01-01'), answer('Basic', '2025-01-01')])).toEqual([])
  })

  it('is told the latest first, each since the day it was first given', () => {
    const told = [
      answer('Exploratory', '2023-03-01'),
      answer('Basic', '2024-01-01'),
      answer('Basic', '2024-06-01'),
      answer('Cooperative', '2025-02-01'),
      answer('Cooperative', '2026-02-01'),
    ]
    expect(words(told)).toEqual(['Basic 2024-01-01', 'Exploratory 2023-03-01'])
  })

  it('tells an answer twice that was given, left and given again', () => {
    const told = [answer('Basic', '2024-01-01'), answer('Cooperative', '2025-01-01'), answer('Basic', '2026-01-01')]
    expect(words(told)).toEqual(['Cooperative 2025-01-01', 'Basic 2024-01-01'])
  })

  it('leaves out a slip that was put right the same day, and an answer that was taken back', () => {
    const first = answer('Basic', '2024-01-01')
    expect(words([first, answer('Integrated', '2025-01-01'), answer('Cooperative', '2025-01-01')])).toEqual([
      'Basic 2024-01-01',
    ])
    expect(words([first, answer('Integrated', '2025-01-01'), first])).toEqual([])
  })

  it('names who gave an answer first', () => {
    const told = [
      answer('Basic', '2024-01-01', 'Ben'),
      answer('Basic', '2025-01-01', 'Carl'),
      answer('Integrated', '2026-01-01'),
    ]
    expect(answersBefore(told)).toEqual([answer('Basic', '2024-01-01', 'Ben')])
  })
})
