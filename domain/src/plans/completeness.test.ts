import { describe, expect, it } from 'vitest'
import { planCompleteness, sectionCompleteness } from './index.ts'

const required = (key: string) => ({ key, label: `The ${key}`, isRequired: true })
const optional = (key: string) => ({ key, label: `The ${key}`, isRequired: false })
const empty = { filledFields: new Set<string>(), items: 0 }

describe('a section with required fields', () => {
  const section = {
    key: 'profile',
    title: 'Profile',
    fields: [required('industry'), required('owner'), optional('web')],
  }

  it('asks for each of them and names those that are empty', () => {
    expect(sectionCompleteness(section, { filledFields: new Set(['owner']), items: 0 })).toEqual({
      sectionKey: 'profile',
      title: 'Profile',
      asked: 2,
      done: 1,
      share: 0.5,
      missing: ['The industry'],
    })
  })

  it('is not made fuller by statements or by fields that nobody requires', () => {
    expect(sectionCompleteness(section, { filledFields: new Set(['web']), items: 12 })).toMatchObject({
      asked: 2,
      done: 0,
      share: 0,
    })
  })

  it('is complete when they are filled', () => {
    const full = sectionCompleteness(section, { filledFields: new Set(['owner', 'industry']), items: 0 })
    expect(full).toMatchObject({ asked: 2, done: 2, share: 1, missing: [] })
  })
})

describe('a section without required fields', () => {
  const section = { key: 'swot', title: 'SWOT', fields: [optional('web')] }

  it('asks for anything at all', () => {
    expect(sectionCompleteness(section, empty)).toMatchObject({ asked: 1, done: 0, share: 0, missing: [] })
    expect(sectionCompleteness(section, { ...empty, items: 1 })).toMatchObject({ asked: 1, done: 1, share: 1 })
    expect(sectionCompleteness(section, { ...empty, items: 40 })).toMatchObject({ asked: 1, done: 1, share: 1 })
  })

  it('is begun by a filled field, and not by one it no longer has', () => {
    expect(sectionCompleteness(section, { ...empty, filledFields: new Set(['web']) })).toMatchObject({ done: 1 })
    expect(sectionCompleteness(section, { ...empty, filledFields: new Set(['fax']) })).toMatchObject({ done: 0 })
  })
})

describe('a plan', () => {
  it('counts everything asked for the same, whatever the section', () => {
    const sections = [
      sectionCompleteness(
        { key: 'profile', title: 'Profile', fields: ['a', 'b', 'c'].map(required) },
        { filledFields: new Set(['a', 'b', 'c']), items: 0 },
      ),
      sectionCompleteness({ key: 'swot', title: 'SWOT', fields: [] }, empty),
    ]
    expect(planCompleteness(sections)).toEqual({ asked: 4, done: 3, share: 0.75, sections })
  })

  it('without sections asks for nothing and has no share', () => {
    expect(planCompleteness([])).toEqual({ asked: 0, done: 0, share: null, sections: [] })
  })
})
