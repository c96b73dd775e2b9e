import { describe, expect, it } from 'vitest'
import { hiddenFromOutsiders, offerSections, type SectionOfPlan, takeSections } from './plan-sections.ts'

const section = (key: string, part: SectionOfPlan['part'] = 'statements', fields: readonly string[] = []) => ({
  key,
  part,
  fields: fields.map((label) => ({ key: label.toLowerCase(), label })),
})
const keys = (sections: readonly { readonly key: string }[]) => sections.map(({ key }) => key)
const offeredKeys = (...[present, sources]: Parameters<typeof offerSections<SectionOfPlan>>) =>
  keys(offerSections(present, sources).map((offer) => offer.section))

describe('sections offered to a standing plan', () => {
  const profile = section('profile', 'statements', ['Business'])
  const goals = section('goals', 'goals')

  it('are those of the template that it lacks, in the order of the template', () => {
    const sections = [profile, section('strategy'), goals, section('risks')]
    expect(offeredKeys([goals], [{ from: 'Template', sections }])).toEqual(['profile', 'strategy', 'risks'])
  })

  it('leave out a part with records of its own that stands in the plan under another name', () => {
    const sections = [section('our_goals', 'goals'), section('swot', 'swot')]
    expect(offeredKeys([goals], [{ from: 'Template', sections }])).toEqual(['swot'])
  })

  it('offer a part with records once, by the first source that has it', () => {
    const first = { from: 'First', sections: [section('swot', 'swot')] }
    const second = { from: 'Second', sections: [section('other_swot', 'swot'), section('swot', 'swot')] }
    const offered = offerSections([goals], [first, second])
    expect(offered.map(({ from, section: { key } }) => `${from} ${key}`)).toEqual(['First swot'])
  })

  it('name the fields that a section of the plan lacks, and nothing where it has them all', () => {
    const richer = section('profile', 'statements', ['Business', 'Sites'])
    expect(offerSections([profile], [{ from: 'Template', sections: [richer] }])).toEqual([
      { section: richer, from: 'Template', newFields: ['Sites'] },
    ])
    expect(offerSections([richer], [{ from: 'Template', sections: [profile] }])).toEqual([])
  })

  it('offer no fields to a section that is of another part by now', () => {
    const other = section('profile', 'swot')
    expect(offerSections([other], [{ from: 'Template', sections: [profile] }])).toEqual([])
  })
})

describe('a plan that takes sections over', () => {
  const source = { from: 'Template', sections: ['a', 'b', 'c', 'd'].map((key) => section(key)) }
  const taken = (present: readonly string[], wanted: readonly string[]) => {
    const result = takeSections(
      present.map((key) => section(key)),
      [source],
      wanted,
    )
    return result.ok ? keys(result.value) : result.refusal.code
  }

  it.each([
    { present: ['a', 'd'], wanted: ['b'], after: ['a', 'b', 'd'] },
    { present: ['a', 'd'], wanted: ['c', 'b'], after: ['a', 'b', 'c', 'd'] },
    { present: ['d'], wanted: ['b'], after: ['b', 'd'] },
    { present: ['x'], wanted: ['b'], after: ['x', 'b'] },
    { present: ['d', 'x', 'a'], wanted: ['b'], after: ['d', 'x', 'a', 'b'] },
    { present: [], wanted: ['a', 'c'], after: ['a', 'c'] },
  ])('has $wanted where the template has it beside $present', ({ present, wanted, after }) => {
    expect(taken(present, wanted)).toEqual(after)
  })

  it('keeps its own fields and their order, and gets the missing ones after them', () => {
    const own = section('a', 'statements', ['Second', 'Own'])
    const richer = section('a', 'statements', ['First', 'Second'])
    const result = takeSections([own], [{ from: 'Template', sections: [richer] }], ['a'])
    if (!result.ok) throw new Error(result.refusal.code)
    expect(result.value[0]?.fields.map(({ label }) => label)).toEqual(['Second', 'Own', 'First'])
  })

  it('is refused what is not offered, by its key', () => {
    expect(taken(['a'], ['b', 'zz'])).toBe('plans/section-not-offered')
    expect(taken(['a'], ['a'])).toBe('plans/section-not-offered')
  })
})

describe('sections that are hidden from people outside the inner team', () => {
  const seen = (key: string, audience: 'plan' | 'inner', part: SectionOfPlan['part'] = 'statements') => ({
    key,
    audience,
    part,
  })
  const hidden = (
    present: ReturnType<typeof seen>[],
    before: ReturnType<typeof seen>[],
    ...sections: ReturnType<typeof seen>[]
  ) => keys(sections.filter(hiddenFromOutsiders(present, before)))

  it('are those for the inner team, wherever they are from', () => {
    expect(hidden([], [], seen('risks', 'inner'), seen('profile', 'plan'))).toEqual(['risks'])
  })

  it('are those of the same key where the plan has it for the inner team, or had it', () => {
    expect(hidden([seen('risks', 'inner')], [], seen('risks', 'plan'))).toEqual(['risks'])
    expect(hidden([], [seen('risks', 'inner')], seen('risks', 'plan'))).toEqual(['risks'])
  })

  it('are those that would show the same records under another key', () => {
    const open = [seen('other_swot', 'plan', 'swot'), seen('notes', 'plan')]
    expect(hidden([], [seen('swot', 'inner', 'swot'), seen('risks', 'inner')], ...open)).toEqual(['other_swot'])
  })

  it('are shown again once the plan has them open to all', () => {
    expect(hidden([seen('risks', 'plan')], [seen('risks', 'inner')], seen('risks', 'plan'))).toEqual([])
  })
})
