import { accept, type Result, refuse } from '../kernel/index.ts'
import type { TemplatePart } from './plan-template.ts'

/** A section of a plan as far as it can be told from others. */
export interface SectionOfPlan {
  readonly key: string
  readonly part: TemplatePart
  readonly fields: readonly { readonly key: string; readonly label: string }[]
}

/** A list of sections in its order, such as that of a template, and what it is called. */
export interface SectionSource<Section extends SectionOfPlan> {
  readonly from: string
  readonly sections: readonly Section[]
}

/** A section that a plan could have: new to it, or with fields that its own lacks. */
export interface OfferedSection<Section extends SectionOfPlan> {
  readonly section: Section
  readonly from: string
  /** Labels of the fields that the plan's section lacks; empty where the whole section is new to the plan. */
  readonly newFields: readonly string[]
}

/**
 * What a standing plan could take over from templates that changed after it began. A used template never rewrites a plan, so
 * people choose. Offered is every section whose key the plan lacks, and fields that a section of the same key lacks; a part
 * with records of its own that stands in the plan under another key is not offered, for its records would show twice. Of
 * several sources the first that has a section is taken.
 */
export function offerSections<Section extends SectionOfPlan>(
  present: readonly Section[],
  sources: readonly SectionSource<Section>[],
): readonly OfferedSection<Section>[] {
  const offered = new Map<string, OfferedSection<Section>>()
  const parts = new Set(present.map(({ part }) => part))
  for (const { from, sections } of sources) {
    for (const section of sections) {
      if (offered.has(section.key)) continue
      const own = present.find(({ key }) => key === section.key)
      if (own) {
        const newFields = own.part === section.part ? missingFields(own, section).map(({ label }) => label) : []
        if (newFields.length > 0) offered.set(section.key, { section, from, newFields })
      } else if (section.part === 'statements' || !parts.has(section.part)) {
        offered.set(section.key, { section, from, newFields: [] })
        parts.add(section.part)
      }
    }
  }
  return [...offered.values()]
}

/**
 * The sections of a plan once it has taken over some of those offered, by their keys. A new section stands where its source
 * has it: after the nearest section before it that the plan holds, else before the nearest after it, else last. New fields
 * come after those of the section. Refuses a key that is not offered, naming it.
 */
export function takeSections<Section extends SectionOfPlan>(
  present: readonly Section[],
  sources: readonly SectionSource<Section>[],
  keys: readonly string[],
): Result<readonly Section[], 'plans/section-not-offered'> {
  const offered = offerSections(present, sources)
  const unknown = keys.find((key) => !offered.some(({ section }) => section.key === key))
  if (unknown !== undefined) return refuse('plans/section-not-offered', { key: unknown })
  const taken = offered.filter(({ section }) => keys.includes(section.key))
  return accept(
    taken.reduce<readonly Section[]>((sections, { section, newFields }) => {
      if (newFields.length > 0) return sections.map((own) => (own.key === section.key ? withFields(own, section) : own))
      const order = sources.find((source) => source.sections.includes(section))?.sections ?? []
      return sections.toSpliced(placeOf(section, order, sections), 0, section)
    }, present),
  )
}

function withFields<Section extends SectionOfPlan>(own: Section, source: Section): Section {
  return { ...own, fields: [...own.fields, ...missingFields(own, source)] }
}

function missingFields<Section extends SectionOfPlan>(own: Section, source: Section): Section['fields'] {
  return source.fields.filter((field) => own.fields.every(({ key }) => key !== field.key))
}

function placeOf<Section extends SectionOfPlan>(
  section: Section,
  order: readonly Section[],
  sections: readonly Section[],
): number {
  const at = order.indexOf(section)
  const standing = (one: Section) => sections.findIndex(({ key }) => key === one.key)
  const before = order.slice(0, at).findLast((one) => standing(one) >= 0)
  if (before) return standing(before) + 1
  const after = order.slice(at + 1).find((one) => standing(one) >= 0)
  return after ? standing(after) : sections.length
}

type SectionWithAudience = Pick<SectionOfPlan, 'key' | 'part'> & { readonly audience: 'plan' | 'inner' | 'customer' }

/**
 * Which sections people outside the inner team are neither offered nor may change: those for the inner team, and whatever has
 * the key, or the records, of one that is or was for the inner team and is not open by now. One that was taken out comes back
 * by the inner team alone, whomever it is for elsewhere: what was done in it would be told to whoever sees it.
 */
export function hiddenFromOutsiders(
  present: readonly SectionWithAudience[],
  before: readonly SectionWithAudience[],
): (section: SectionWithAudience) => boolean {
  const open = new Set(present.flatMap(({ key, audience }) => (audience === 'inner' ? [] : [key])))
  const inner = [...present, ...before].filter(({ key, audience }) => audience === 'inner' && !open.has(key))
  const keys = new Set(inner.map(({ key }) => key))
  const parts = new Set<TemplatePart>(inner.flatMap(({ part }) => (part === 'statements' ? [] : [part])))
  return ({ key, part, audience }) => audience === 'inner' || keys.has(key) || parts.has(part)
}
