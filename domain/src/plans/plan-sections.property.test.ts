import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offerSections, type SectionOfPlan, takeSections } from './plan-sections.ts'

const section: fc.Arbitrary<SectionOfPlan> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  part: fc.constantFrom('statements' as const, 'goals' as const, 'swot' as const, 'team' as const),
  fields: fc.uniqueArray(
    fc.constantFrom('x', 'y', 'z').map((key) => ({ key, label: key })),
    { selector: ({ key }) => key },
  ),
})
/** As templates are: keys once, and parts with records once. */
const sections = fc
  .uniqueArray(section, { selector: ({ key }) => key, maxLength: 7 })
  .map((all) =>
    all.filter((one, at) => one.part === 'statements' || all.findIndex(({ part }) => part === one.part) === at),
  )
const sources = fc.array(
  sections.map((all) => ({ from: 'Template', sections: all })),
  { maxLength: 3 },
)

function takeAll(present: readonly SectionOfPlan[], from: Parameters<typeof takeSections<SectionOfPlan>>[1]) {
  const keys = offerSections(present, from).map((offer) => offer.section.key)
  const result = takeSections(present, from, keys)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

test('a plan that has taken all that is offered has every key and part once, and is offered no new section', () => {
  fc.assert(
    fc.property(sections, sources, (present, from) => {
      const after = takeAll(present, from)
      const keys = after.map(({ key }) => key)
      const parts = after.map(({ part }) => part).filter((part) => part !== 'statements')
      expect(new Set(keys).size).toBe(keys.length)
      expect(new Set(parts).size).toBe(parts.length)
      expect(offerSections(after, from).filter(({ newFields }) => newFields.length === 0)).toEqual([])
    }),
  )
})

test('what the plan has stays, in its order, with all its fields in theirs', () => {
  fc.assert(
    fc.property(sections, sources, (present, from) => {
      const after = takeAll(present, from).filter(({ key }) => present.some((own) => own.key === key))
      expect(after.map(({ key }) => key)).toEqual(present.map(({ key }) => key))
      for (const [at, own] of present.entries()) {
        expect(after[at]?.part).toBe(own.part)
        expect(after[at]?.fields.slice(0, own.fields.length)).toEqual(own.fields)
      }
    }),
  )
})

test('a plan that takes sections one by one comes to the same as one that takes them at once', () => {
  fc.assert(
    fc.property(sections, sections, (present, template) => {
      const from = [{ from: 'Template', sections: template }]
      const keys = offerSections(present, from).map((offer) => offer.section.key)
      const one = keys.reduce<readonly SectionOfPlan[]>((all, key) => {
        const result = takeSections(all, from, [key])
        return result.ok ? result.value : all
      }, present)
      expect(one).toEqual(takeAll(present, from))
    }),
  )
})
