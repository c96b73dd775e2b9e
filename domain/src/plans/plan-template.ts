import { accept, type Result, refuse } from '../kernel/index.ts'

/** Parts of a plan that a section can hold. */
export type TemplatePart =
  | 'statements'
  | 'goals'
  | 'white_space'
  | 'swot'
  | 'objectives'
  | 'actions'
  | 'value_cases'
  | 'buying_process'
  | 'team'
  | 'reviews'

export interface TemplateField {
  readonly key: string
  readonly label: string
  readonly kind: 'text' | 'number' | 'money' | 'date' | 'choice'
  readonly choices: readonly string[]
}

export interface TemplateSection {
  readonly key: string
  readonly title: string
  readonly part: TemplatePart
  readonly fields: readonly TemplateField[]
}

export type TemplateFaultCode =
  | 'plans/template-empty'
  | 'plans/section-key-twice'
  | 'plans/section-title-missing'
  | 'plans/part-twice'
  | 'plans/fields-outside-statements'
  | 'plans/field-key-twice'
  | 'plans/field-label-missing'
  | 'plans/choices-missing'

/** One thing wrong with a template: where ("sections.2.fields.0.choices") and what. */
export interface TemplateFault {
  readonly path: string
  readonly code: TemplateFaultCode
}

export type TemplateStatus = 'draft' | 'active' | 'archived'
export type TemplateMove = 'change' | 'activate' | 'archive'
export type TemplateRefusal =
  | 'plans/template-not-draft'
  | 'plans/template-active-already'
  | 'plans/template-archived-already'
  | 'plans/template-faulty'

/**
 * Everything wrong with a template, all at once: it needs at least one section; keys of sections, and of the fields within
 * a section, are unique; sections and fields have names; a part with records of its own (goals, white space, SWOT, objectives,
 * actions, team, reviews) appears once at most, for its records would otherwise show twice; only sections of statements have
 * fields; and a field of kind "choice" offers at least two different choices.
 */
export function templateFaults(sections: readonly TemplateSection[]): readonly TemplateFault[] {
  if (sections.length === 0) return [{ path: 'sections', code: 'plans/template-empty' }]
  const keys = repeated(sections.map(({ key }) => key))
  const parts = repeated(sections.map(({ part }) => (part === 'statements' ? null : part)))
  return sections.flatMap((section, index) => {
    const path = `sections.${index}`
    return [
      ...faultIf(keys.has(index), `${path}.key`, 'plans/section-key-twice'),
      ...faultIf(section.title.trim() === '', `${path}.title`, 'plans/section-title-missing'),
      ...faultIf(parts.has(index), `${path}.part`, 'plans/part-twice'),
      ...faultIf(
        section.part !== 'statements' && section.fields.length > 0,
        `${path}.fields`,
        'plans/fields-outside-statements',
      ),
      ...fieldFaults(section.fields, path),
    ]
  })
}

/**
 * The state of a template's version after a move. Only a draft is changed: plans may have been begun from any other version.
 * A draft and an archived version can be activated, the latter to take an archiving back; a version with faults cannot.
 * A draft or active version can be archived. Activating one is also what archives the version before it.
 */
export function moveTemplate(
  template: { readonly status: TemplateStatus; readonly sections: readonly TemplateSection[] },
  move: TemplateMove,
): Result<TemplateStatus, TemplateRefusal> {
  const { status } = template
  if (move === 'change') return status === 'draft' ? accept('draft') : refuse('plans/template-not-draft', { status })
  if (move === 'archive') {
    return status === 'archived' ? refuse('plans/template-archived-already') : accept('archived')
  }
  if (status === 'active') return refuse('plans/template-active-already')
  const faults = templateFaults(template.sections).length
  return faults > 0 ? refuse('plans/template-faulty', { faults }) : accept('active')
}

/** What choosing a template looks at. */
export interface TemplateChoice {
  readonly id: string
  readonly name: string
  readonly tier: string | null
}

export type TemplateReason = 'named_by_tier' | 'for_tier' | 'for_every_tier' | 'only_one_of_kind' | 'none'

/**
 * The template a plan begins from, of the active ones of its kind: the one the account's tier names (whatever the case of
 * the letters), else one meant for that tier, else one meant for every tier, else the only one there is. Says why.
 */
export function chooseTemplate(
  templates: readonly TemplateChoice[],
  tier: { readonly key: string; readonly planTemplate: string | null } | null,
): { readonly template: TemplateChoice | null; readonly because: TemplateReason } {
  const named = tier?.planTemplate?.trim().toLowerCase()
  const byName = named ? templates.find(({ name }) => name.trim().toLowerCase() === named) : undefined
  if (byName) return { template: byName, because: 'named_by_tier' }
  const forTier = tier ? templates.find((one) => one.tier === tier.key) : undefined
  if (forTier) return { template: forTier, because: 'for_tier' }
  const forAll = templates.find((one) => one.tier === null)
  if (forAll) return { template: forAll, because: 'for_every_tier' }
  const [only, ...others] = templates
  return only && others.length === 0
    ? { template: only, because: 'only_one_of_kind' }
    : { template: null, because: 'none' }
}

function fieldFaults(fields: readonly TemplateField[], section: string): readonly TemplateFault[] {
  const keys = repeated(fields.map(({ key }) => key))
  return fields.flatMap((field, index) => {
    const path = `${section}.fields.${index}`
    const choices = new Set(field.choices.map((choice) => choice.trim()).filter(Boolean))
    return [
      ...faultIf(keys.has(index), `${path}.key`, 'plans/field-key-twice'),
      ...faultIf(field.label.trim() === '', `${path}.label`, 'plans/field-label-missing'),
      ...faultIf(field.kind === 'choice' && choices.size < 2, `${path}.choices`, 'plans/choices-missing'),
    ]
  })
}

/** Places of names that stood before; null never counts as a name. */
function repeated(names: readonly (string | null)[]): ReadonlySet<number> {
  return new Set(names.flatMap((name, index) => (name !== null && names.indexOf(name) < index ? [index] : [])))
}

function faultIf(isFaulty: boolean, path: string, code: TemplateFaultCode): readonly TemplateFault[] {
  return isFaulty ? [{ path, code }] : []
}
