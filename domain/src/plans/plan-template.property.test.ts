import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chooseTemplate,
  moveTemplate,
  type TemplateSection,
  type TemplateStatus,
  templateFaults,
} from './plan-template.ts'

const part = fc.constantFrom(
  'statements' as const,
  'goals' as const,
  'white_space' as const,
  'swot' as const,
  'objectives' as const,
  'actions' as const,
  'team' as const,
)
const field = fc.record({
  key: fc.constantFrom('x', 'y', 'z'),
  label: fc.constantFrom('Label', ' '),
  kind: fc.constantFrom('text' as const, 'choice' as const),
  choices: fc.subarray(['yes', 'no', 'perhaps']),
})
const section: fc.Arbitrary<TemplateSection> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  title: fc.constantFrom('Title', ''),
  part,
  fields: fc.array(field, { maxLength: 3 }),
})
const sections = fc.array(section, { maxLength: 8 })
const status = fc.constantFrom<TemplateStatus>('draft', 'active', 'archived')

/** The same template with everything put right that faults were told of. */
function mended(template: readonly TemplateSection[]): readonly TemplateSection[] {
  const held = new Set<string>()
  return template.map((one, index) => {
    const kept = one.part === 'statements' || held.has(one.part) ? ('statements' as const) : one.part
    held.add(kept)
    const fields = one.fields.map((own, at) => ({ ...own, key: `f${at}`, label: 'Label', choices: ['yes', 'no'] }))
    return { key: `s${index}`, title: 'Title', part: kept, fields: kept === 'statements' ? fields : [] }
  })
}

describe('faults of any template', () => {
  test('are each at a place that is there', () => {
    fc.assert(
      fc.property(sections, (template) => {
        for (const { path } of templateFaults(template)) {
          const [, at, , fieldAt] = path.split('.')
          if (template.length === 0) expect(path).toBe('sections')
          else expect(template[Number(at)]).toBeDefined()
          if (fieldAt !== undefined) expect(template[Number(at)]?.fields[Number(fieldAt)]).toBeDefined()
        }
      }),
    )
  })

  test('are gone once every one of them is mended', () => {
    fc.assert(
      fc.property(sections, (template) => {
        expect(templateFaults(mended(template)).length).toBe(template.length === 0 ? 1 : 0)
      }),
    )
  })

  test('tell of as many doubled keys as there are sections too many', () => {
    fc.assert(
      fc.property(sections, (template) => {
        const doubled = templateFaults(template).filter(({ code }) => code === 'plans/section-key-twice')
        expect(doubled.length).toBe(template.length - new Set(template.map(({ key }) => key)).size)
      }),
    )
  })

  test('do not depend on sections that come later', () => {
    fc.assert(
      fc.property(sections, section, (template, more) => {
        fc.pre(template.length > 0)
        const before = templateFaults(template)
        expect(templateFaults([...template, more]).slice(0, before.length)).toEqual(before)
      }),
    )
  })
})

describe('moves of any version', () => {
  test('never take one with faults into use, and never change one that is no draft', () => {
    fc.assert(
      fc.property(status, sections, (now, template) => {
        const faulty = templateFaults(template).length > 0
        const activated = moveTemplate({ status: now, sections: template }, 'activate')
        expect(activated.ok).toBe(now !== 'active' && !faulty)
        expect(moveTemplate({ status: now, sections: template }, 'change').ok).toBe(now === 'draft')
        expect(moveTemplate({ status: now, sections: template }, 'archive').ok).toBe(now !== 'archived')
      }),
    )
  })

  test('archiving what is in use can be taken back', () => {
    fc.assert(
      fc.property(sections, (template) => {
        fc.pre(template.length > 0)
        const good = mended(template)
        const archived = moveTemplate({ status: 'active', sections: good }, 'archive')
        if (!archived.ok) throw new Error(archived.refusal.code)
        expect(moveTemplate({ status: archived.value, sections: good }, 'activate')).toEqual({
          ok: true,
          value: 'active',
        })
      }),
    )
  })
})

describe('the choice of a template', () => {
  const template = fc.record({
    id: fc.uuid(),
    name: fc.constantFrom('Full', 'Short', 'Strategic'),
    tier: fc.constantFrom('A', 'B', null),
  })
  const tier = fc.option(
    fc.record({ key: fc.constantFrom('A', 'B', 'C'), planTemplate: fc.constantFrom('full', 'gone', null) }),
    { nil: null },
  )

  test('is always one of those there are, and is named as none only where two or more are meant for other tiers', () => {
    fc.assert(
      fc.property(fc.array(template, { maxLength: 6 }), tier, (templates, one) => {
        const { template: chosen, because } = chooseTemplate(templates, one)
        if (chosen !== null) expect(templates).toContain(chosen)
        else expect(templates.length === 0 || templates.every((other) => other.tier !== null)).toBe(true)
        expect(chosen === null).toBe(because === 'none')
      }),
    )
  })

  test('follows the name that the tier gives wherever there is such a template', () => {
    fc.assert(
      fc.property(fc.array(template, { maxLength: 6 }), tier, (templates, one) => {
        const isNamed = one?.planTemplate === 'full' && templates.some(({ name }) => name === 'Full')
        const { template: chosen, because } = chooseTemplate(templates, one)
        expect(because === 'named_by_tier').toBe(isNamed)
        if (isNamed) expect(chosen?.name).toBe('Full')
      }),
    )
  })
})
