/** A section of a plan as far as its completeness goes. */
export interface AskingSection {
  readonly key: string
  readonly title: string
  readonly fields: readonly { readonly key: string; readonly label: string; readonly isRequired: boolean }[]
}

/** What a section holds: the keys of its filled fields, and how many statements or items beside them. */
export interface SectionContent {
  readonly filledFields: ReadonlySet<string>
  readonly items: number
}

/** What is asked for, what of it is there, and done of asked as a fraction; null where nothing is asked. */
export interface Completeness {
  readonly asked: number
  readonly done: number
  readonly share: number | null
}

export interface SectionCompleteness extends Completeness {
  readonly sectionKey: string
  readonly title: string
  /** Labels of required fields that are empty. */
  readonly missing: readonly string[]
}

export interface PlanCompleteness extends Completeness {
  readonly sections: readonly SectionCompleteness[]
}

/**
 * How far a section is written. It asks for each of its required fields, one each; a section without any asks for one
 * thing: that it holds something at all, an item, a statement or a filled field.
 */
export function sectionCompleteness(section: AskingSection, content: SectionContent): SectionCompleteness {
  const { key: sectionKey, title, fields } = section
  const required = fields.filter((field) => field.isRequired)
  if (required.length === 0) {
    const holdsAnything = content.items > 0 || fields.some(({ key }) => content.filledFields.has(key))
    return { sectionKey, title, missing: [], ...completenessOf(1, holdsAnything ? 1 : 0) }
  }
  const missing = required.filter(({ key }) => !content.filledFields.has(key)).map(({ label }) => label)
  return { sectionKey, title, missing, ...completenessOf(required.length, required.length - missing.length) }
}

/**
 * How far a plan is written: everything its sections ask for counts the same, so that the plan's count is the sum of its
 * sections' and its share is done of asked. It says how much is written, nothing about how well the account does, and is
 * never an input of a health score. A plan without sections asks for nothing and has no share.
 */
export function planCompleteness(sections: readonly SectionCompleteness[]): PlanCompleteness {
  const sum = (count: (section: SectionCompleteness) => number) =>
    sections.reduce((total, section) => total + count(section), 0)
  return {
    sections,
    ...completenessOf(
      sum(({ asked }) => asked),
      sum(({ done }) => done),
    ),
  }
}

function completenessOf(asked: number, done: number): Completeness {
  return { asked, done, share: asked === 0 ? null : done / asked }
}
