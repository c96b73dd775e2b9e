import { describe, expect, test } from 'vitest'
import {
  chooseTemplate,
  moveTemplate,
  type TemplateField,
  type TemplatePart,
  type TemplateSection,
  templateFaults,
} from './plan-template.ts'
import { LEDGER_FIELDS, starterTemplates } from './starter-templates.ts'

const field = (key: string, changes: Partial<TemplateField> = {}): TemplateField => ({
  key,
  label: `Field ${key}`,
  kind: 'text',
  choices: [],
  ...changes,
})
const section = (
  key: string,
  part: TemplatePart = 'statements',
  fields: readonly TemplateField[] = [],
): TemplateSection => ({
  key,
  title: `Section ${key}`,
  part,
  fields,
})
const codes = (sections: readonly TemplateSection[]) =>
  templateFaults(sections).map(({ path, code }) => `${path} ${code}`)

describe('a template', () => {
  test('needs a section', () => {
    expect(codes([])).toEqual(['sections plans/template-empty'])
    expect(codes([section('a')])).toEqual([])
  })

  test('may have many sections of statements, and each other part once', () => {
    expect(codes([section('a'), section('b'), section('c', 'swot')])).toEqual([])
    expect(codes([section('a', 'swot'), section('b', 'swot')])).toEqual(['sections.1.part plans/part-twice'])
  })

  test('has no two sections of one key', () => {
    expect(codes([section('a'), section('b'), section('a')])).toEqual(['sections.2.key plans/section-key-twice'])
  })

  test('has fields only where statements are held, under keys of their own', () => {
    expect(codes([section('a', 'goals', [field('x')])])).toEqual(['sections.0.fields plans/fields-outside-statements'])
    expect(codes([section('a', 'statements', [field('x'), field('x')])])).toEqual([
      'sections.0.fields.1.key plans/field-key-twice',
    ])
    expect(codes([section('a', 'statements', [field('x')]), section('b', 'statements', [field('x')])])).toEqual([])
  })

  test('names its sections and fields', () => {
    const nameless = [{ ...section('a', 'statements', [field('x', { label: ' ' })]), title: '' }]
    expect(codes(nameless)).toEqual([
      'sections.0.title plans/section-title-missing',
      'sections.0.fields.0.label plans/field-label-missing',
    ])
  })

  test('offers at least two different answers where one is to be chosen', () => {
    const choice = (...choices: string[]) =>
      codes([section('a', 'statements', [field('x', { kind: 'choice', choices })])])
    expect(choice('yes', 'no')).toEqual([])
    for (const few of [[], ['yes'], ['yes', ' yes '], ['yes', ' ']]) {
      expect(choice(...few)).toEqual(['sections.0.fields.0.choices plans/choices-missing'])
    }
  })

  test('tells all its faults at once', () => {
    const faults = codes([section('a', 'swot'), section('a', 'swot', [field('x', { kind: 'choice' })])])
    expect(faults).toHaveLength(4)
  })
})

describe('versions of a template', () => {
  const sections = [section('a')]

  test('are changed only while they are drafts: plans may have been begun from the others', () => {
    expect(moveTemplate({ status: 'draft', sections }, 'change')).toEqual({ ok: true, value: 'draft' })
    for (const status of ['active', 'archived'] as const) {
      expect(moveTemplate({ status, sections }, 'change')).toMatchObject({
        refusal: { code: 'plans/template-not-draft', detail: { status } },
      })
    }
  })

  test('are taken into use as drafts, or again after they were archived', () => {
    expect(moveTemplate({ status: 'draft', sections }, 'activate')).toMatchObject({ value: 'active' })
    expect(moveTemplate({ status: 'archived', sections }, 'activate')).toMatchObject({ value: 'active' })
    expect(moveTemplate({ status: 'active', sections }, 'activate')).toMatchObject({
      refusal: { code: 'plans/template-active-already' },
    })
  })

  test('with faults are not taken into use', () => {
    expect(moveTemplate({ status: 'draft', sections: [] }, 'activate')).toMatchObject({
      refusal: { code: 'plans/template-faulty', detail: { faults: 1 } },
    })
  })

  test('are archived from draft or use, once', () => {
    expect(moveTemplate({ status: 'draft', sections: [] }, 'archive')).toMatchObject({ value: 'archived' })
    expect(moveTemplate({ status: 'active', sections }, 'archive')).toMatchObject({ value: 'archived' })
    expect(moveTemplate({ status: 'archived', sections }, 'archive')).toMatchObject({
      refusal: { code: 'plans/template-archived-already' },
    })
  })
})

describe('the template a plan begins from', () => {
  const full = { id: '1', name: 'Full plan', tier: null }
  const short = { id: '2', name: 'Short plan', tier: 'B' }
  const strategic = { id: '3', name: 'Strategic', tier: 'A' }
  const all = [full, short, strategic]

  test('is the one the tier names, whatever the letters are', () => {
    expect(chooseTemplate(all, { key: 'B', planTemplate: ' strategic ' })).toEqual({
      template: strategic,
      because: 'named_by_tier',
    })
  })

  test('else one meant for the tier, else one for every tier', () => {
    expect(chooseTemplate(all, { key: 'B', planTemplate: null })).toEqual({ template: short, because: 'for_tier' })
    expect(chooseTemplate(all, { key: 'B', planTemplate: 'gone' })).toMatchObject({ because: 'for_tier' })
    expect(chooseTemplate(all, { key: 'C', planTemplate: null })).toEqual({ template: full, because: 'for_every_tier' })
    expect(chooseTemplate(all, null)).toEqual({ template: full, because: 'for_every_tier' })
  })

  test('else the only one there is, else none is guessed', () => {
    expect(chooseTemplate([short], null)).toEqual({ template: short, because: 'only_one_of_kind' })
    expect(chooseTemplate([short, strategic], null)).toEqual({ template: null, because: 'none' })
    expect(chooseTemplate([], null)).toEqual({ template: null, because: 'none' })
  })
})

describe('the starter templates', () => {
  test('are two without faults, one of each kind', () => {
    expect(starterTemplates().map(({ name, kind }) => [name, kind])).toEqual([
      ['Full account plan', 'account'],
      ['Unit plan', 'unit'],
    ])
    for (const { sections } of starterTemplates()) {
      expect(
        templateFaults(
          sections.map((one) => ({ ...one, fields: one.fields.map(({ key, label }) => field(key, { label })) })),
        ),
      ).toEqual([])
    }
  })

  test('hold every part of a plan that has records, and a place for what the ledger knows', () => {
    const [full] = starterTemplates()
    const parts = new Set(full?.sections.map(({ part }) => part))
    for (const part of ['goals', 'white_space', 'swot', 'objectives', 'actions', 'team', 'statements'] as const) {
      expect(parts).toContain(part)
    }
    const keys = full?.sections.flatMap(({ fields }) => fields.map(({ key }) => key))
    for (const key of Object.values(LEDGER_FIELDS)) expect(keys).toContain(key)
  })

  test('keep risks for the inner team and show the customer no judgement of ours', () => {
    for (const { sections } of starterTemplates()) {
      for (const { key, part, audience } of sections) {
        if (key === 'risks') expect(audience).toBe('inner')
        if (audience === 'customer') expect(part).toBe('statements')
      }
    }
  })
})
